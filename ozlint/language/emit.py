"""Writing Python source for expressions: two booleans a condition, surely true and surely false; neither is unknown.

Where order matters (numbers, moments, durations) an unknown or empty value is NaN: every comparison with NaN is false,
so `a < b` is "surely true" and `a >= b` "surely false" without a single guard. Everything else carries UNSET for
unknown and None for empty.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from ozlint.language import values
from ozlint.language.interpret import ALONE, LINK_PATHS, SPANS, cross_key, has_time
from ozlint.language.regex import compile_regex
from ozlint.language.tree import (
    Arith, Call, Compare, Const, FieldRef, Junction, Loop, Member, Node, Not, Now, Word,
)  # fmt: skip
from ozlint.language.type import TEXT
from ozlint.model.times import ZONE_MARGIN

Truth = tuple[str, str]
"""Source of "surely true" and of "surely false"."""

NEVER: Truth = ("False", "False")
_MIRROR = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_NUMERIC = ("number", "time", "duration")


class Emitter:
    """Writes the source of one function: its loads come first, each field and word once."""

    def __init__(self, *, margin: bool) -> None:
        self.margin = margin
        self.lines: list[str] = []
        self.names: dict[str, Any] = {
            "UNSET": UNSET,
            "NAN": float("nan"),
            "TIME": values.zoneless_or_nan if margin else values.time_or_nan,
            "NUMBER": values.number_or_nan,
            "TIME_VALUE": values.zoneless_value if margin else values.time_value,
            "NUMBER_VALUE": values.number_value,
            "TEXT": values.text_value,
            "ID": values.id_value,
            "IDS": values.ids_value,
            "FIRST": values.first_of,
            "LATEST": values.latest_of,
            "EQUAL": values.equal,
            "all_known": _all_known,
        }
        self._locals: dict[str, str] = {}
        self._in_loop = False

    def constant(self, value: object) -> str:
        """Return a name that holds a constant object of the compiled function."""
        for name, known in self.names.items():
            if known is value:
                return name
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def local(self, key: str, source: str) -> str:
        """Return the local variable that holds what `source` gives, loading it once."""
        if self._in_loop:
            return f"({source})"
        if key not in self._locals:
            name = f"v{len(self._locals)}"
            self._locals[key] = name
            self.lines.append(f"{name} = {source}")
        return self._locals[key]

    def raw(self, node: FieldRef) -> str:
        """Return the variable of a field's raw value."""
        if node.loop:
            return f"q.{node.path.removeprefix('products[].')}"
        looping, self._in_loop = self._in_loop, False
        place = "p"
        parts = node.path.removesuffix("[]").split(".")
        for depth in range(1, len(parts)):
            key = ".".join(parts[:depth])
            place = self.local(f"raw {key}", f"{place}.{parts[depth - 1]}")
        source = f"{place}.{parts[-1]}"
        variable = self.local(f"raw {node.path}", f"{source} if {place} else {place}" if len(parts) > 1 else source)
        self._in_loop = looping
        return variable

    def truth(self, node: Node) -> Truth:
        """Return the source of "surely true" and "surely false" of a condition."""
        match node:
            case Const():
                return ("True", "False") if node.value else ("False", "True")
            case FieldRef():
                raw = self.raw(node)
                return f"{raw} is True", f"{raw} is False"
            case Word():
                return self.truth(node.body)
            case Not():
                true, false = self.truth(node.item)
                return false, true
            case Junction():
                pairs = [self.truth(item) for item in node.items]
                every, some = (0, 1) if node.op == "and" else (1, 0)
                joined = {
                    every: "(" + " and ".join(pair[every] for pair in pairs) + ")",
                    some: "(" + " or ".join(pair[some] for pair in pairs) + ")",
                }
                return joined[0], joined[1]
            case Compare():
                return self._compare(node)
            case Member():
                return self._member(node)
            case Call():
                return self._call_truth(node)
            case Loop():
                return self._loop_truth(node)
            case _:
                return NEVER

    def value(self, node: Node) -> str:
        """Return the source of a value: UNSET if unknown, None if empty."""
        match node:
            case Const():
                return repr(node.value) if isinstance(node.value, str | float | bool | None) else self.constant(node.value)
            case Now():
                return "now"
            case FieldRef():
                return self._field(node)
            case Word():
                return self.local(f"value {node.name}", self.value(node.body))
            case Call():
                return self._call_value(node)
            case Arith() | Loop() if node.type.kind in _NUMERIC:
                number = self.number(node)
                return f"(x if (x := {number}) == x else UNSET)"
            case _ if node.type.kind == "bool":
                true, false = self.truth(node)
                return f"(True if {true} else False if {false} else UNSET)"
            case _:
                return "UNSET"

    def number(self, node: Node) -> str:
        """Return the source of a number, moment (seconds) or duration (seconds): NaN if unknown or empty."""
        match node:
            case Const():
                return repr(node.value) if isinstance(node.value, float) else "NAN"
            case Now():
                return "now"
            case FieldRef():
                raw = self.raw(node)
                read = "TIME" if node.type.kind == "time" else "NUMBER"
                key = f"number {node.path}"
                return f"{read}({raw})" if node.loop else self.local(key, f"{read}({raw}) if {raw} or {raw} == 0 else NAN")
            case Word():
                return self.local(f"number {node.name}", self.number(node.body))
            case Arith():
                return f"({self.number(node.left)} {node.op} {self.number(node.right)})"
            case Call():
                return self._call_number(node)
            case Loop():
                return self._loop_number(node)
            case _:
                return "NAN"

    def _field(self, node: FieldRef) -> str:
        raw = self.raw(node)
        kind = node.type
        if kind.kind == "text":
            read = "ID" if kind.is_id else "TEXT"
            quick = f"{raw} if {raw} is UNSET or {raw} is None else {read}({raw})"
        elif kind.kind in ("number", "time"):
            quick = f"{'NUMBER_VALUE' if kind.kind == 'number' else 'TIME_VALUE'}({raw})"
        elif kind.kind == "list":
            quick = f"IDS({raw})" if kind.is_id else f"() if {raw} is None else {raw}"
        else:
            return raw
        return f"({quick})" if node.loop else self.local(f"value {node.path}", quick)

    def _compare(self, node: Compare) -> Truth:
        op = node.op
        margin = ZONE_MARGIN if self.margin and has_time(node) else 0.0
        if op in ("==", "!="):
            same, other = self._same(node, margin)
            return (same, other) if op == "==" else (other, same)
        left, right = self.number(node.left), self.number(node.right)
        if not margin:
            return f"{left} {op} {right}", f"{left} {_MIRROR[op]} {right}"
        sure, unsure = ("+", "-") if op in ("<", "<=") else ("-", "+")
        return f"{left} {sure} {margin} {op} {right}", f"{left} {unsure} {margin} {_MIRROR[op]} {right}"

    def _same(self, node: Compare, margin: float) -> Truth:
        left, right = self.value(node.left), self.value(node.right)
        if node.left.type.kind in _NUMERIC:
            call = f"EQUAL({left}, {right}, {margin})"
            return f"{call} is True", f"{call} is False"
        known = [f"{side} is not UNSET" for side, part in ((left, node.left), (right, node.right)) if not isinstance(part, Const)]
        guard = " and ".join(known) or "True"
        if len(known) == 1:
            return f"{left} == {right}", f"({guard} and {left} != {right})"
        return f"({guard} and {left} == {right})", f"({guard} and {left} != {right})"

    def _member(self, node: Member) -> Truth:
        item = self.value(node.item)
        if isinstance(node.container, Const):
            held = node.container.value
            if not isinstance(held, tuple) or not held:
                return "False", "True"
            name = self.constant(frozenset(held))
            if isinstance(node.item, Const):
                return f"{item} in {name}", f"{item} not in {name}"
            return f"{item} in {name}", f"({item} is not UNSET and {item} not in {name})"
        box = self.value(node.container)
        if isinstance(node.item, Const):
            return f"({box} is not UNSET and {item} in {box})", f"({box} is not UNSET and {item} not in {box})"
        return (
            f"({box} is not UNSET and {item} is not UNSET and {item} in {box})",
            f"({box} is not UNSET and (not {box} or ({item} is not UNSET and {item} not in {box})))",
        )

    def _call_truth(self, node: Call) -> Truth:
        name = node.function.name
        if node.function.form == "presence":
            return self._presence(name, node.args[0])
        if name == "matches":
            text = self.value(node.args[0])
            search = self.constant(compile_regex(str(getattr(node.args[1], "value", "")))[0])
            return f"({text}.__class__ is str and {search}({text}))", f"({text}.__class__ is str and not {search}({text}))"
        value = self._call_value(node)
        return f"({value}) is True", f"({value}) is False"

    def _presence(self, name: str, arg: Node) -> Truth:
        if isinstance(arg, Const):
            here = arg.value is not None
            return ("True", "False") if here == (name == "present") or name == "given" else ("False", "True")
        if name == "given":
            source = self.raw(arg) if isinstance(arg, FieldRef) else self.value(arg)
            return f"{source} is not UNSET", f"{source} is UNSET"
        value = self.raw(arg) if isinstance(arg, FieldRef) and arg.path.endswith("[]") else self.value(arg)
        if arg.type.kind in ("list", "lists"):
            here, empty = f"({value} is not UNSET and bool({value}))", f"({value} is not UNSET and not {value})"
        else:
            here, empty = f"({value} is not UNSET and {value} is not None)", f"{value} is None"
        return (here, empty) if name == "present" else (empty, here)

    def _call_value(self, node: Call) -> str:
        name, form = node.function.name, node.function.form
        if form == "pick" and name != "only_if":
            args = ", ".join(self.value(arg) for arg in node.args)
            return f"{'LATEST' if name == 'latest' else 'FIRST'}({args})"
        if form == "pick":
            true, false = self.truth(node.args[0])
            return f"({self.value(node.args[1])} if {true} else None if {false} else UNSET)"
        if name == "raw" and isinstance(node.args[0], FieldRef):
            raw = self.raw(node.args[0])
            return f"({raw} if {raw} is UNSET or {raw} is None else str({raw}))"
        if form == "cross":
            cross = f"cross.get({cross_key(node)!r}, {ALONE[name]!r})"
            if node.args:
                return f"({cross} if {self.value(node.args[0])}.__class__ is str else UNSET)"
            links = [self.raw(FieldRef(type=TEXT, path=path)) for path in LINK_PATHS]
            return f"({cross} if {' or '.join(f'{link} is not UNSET' for link in links)} else UNSET)"
        if form == "span":
            return f"(x if (x := {self.number(node)}) == x else UNSET)"
        if form == "pure":
            return self._pure(node)
        true, false = self.truth(node)
        return f"(True if {true} else False if {false} else UNSET)"

    def _pure(self, node: Call) -> str:
        function = node.function
        args = [self._argument(arg, raw=function.sees_unknown) for arg in node.args]
        call = f"{self.constant(function.work)}({', '.join(args)})"
        blocked = "is not UNSET" if function.sees_empty else "is not UNSET and {0} is not None"
        guards = [f"{arg} {blocked.format(arg)}" for arg, part in zip(args, node.args, strict=True) if not isinstance(part, Const)]
        if guards and not function.sees_unknown:
            call = f"({call} if {' and '.join(guards)} else UNSET)"
        return call

    def _argument(self, arg: Node, *, raw: bool) -> str:
        """Return an argument as a variable or literal, cheap to name twice."""
        if isinstance(arg, FieldRef) and (arg.type.kind == "lists" or (raw and arg.type.kind == "time")):
            return self.raw(arg)
        return self.value(arg)

    def _call_number(self, node: Call) -> str:
        name, form = node.function.name, node.function.form
        if name == "age":
            return f"(now - {self.number(node.args[0])})"
        if form == "span":
            return f"({self.number(node.args[0])} * {SPANS[name]})"
        if name == "only_if":
            return f"({self.number(node.args[1])} if {self.truth(node.args[0])[0]} else NAN)"
        if form == "pick":
            source = self.number(node.args[-1])
            for arg in reversed(node.args[:-1]):
                here = self.number(arg)
                test = f"{here} == {here}" if name == "first" else f"{here} >= (y := {source}) or y != y"
                source = f"({here} if {test} else {source if name == 'first' else 'y'})"
            return source
        return f"NUMBER({self._call_value(node)})"

    def _loop_truth(self, node: Loop) -> Truth:
        items = self.raw(FieldRef(type=node.type, path=node.path))
        true, false = self._body(lambda: self.truth(node.body))
        known = f"{items} is not UNSET"
        if node.kind == "any":
            return f"any({true} for q in {items} or ())", f"({known} and all({false} for q in {items} or ()))"
        return f"({known} and all({true} for q in {items} or ()))", f"any({false} for q in {items} or ())"

    def _loop_number(self, node: Loop) -> str:
        items = self.raw(FieldRef(type=node.type, path=node.path))
        if node.kind == "sum":
            body = self._body(lambda: self.number(node.body))
            return f"(NAN if {items} is UNSET else float(sum({body} for q in {items} or ())))"
        true, false = self._body(lambda: self.truth(node.body))
        return f"(NAN if {items} is UNSET else all_known((True if {true} else False if {false} else None) for q in {items} or ()))"

    def _body(self, write: Any) -> Any:  # noqa: ANN401 - the source of a truth or of a number
        self._in_loop = True
        source = write()
        self._in_loop = False
        return source


def _all_known(truths: Any) -> float:  # noqa: ANN401
    count = 0
    for truth in truths:
        if truth is None:
            return float("nan")
        count += truth
    return float(count)


def build(emitter: Emitter, header: str, body: list[str], names: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
    """Return the function whose source is `header`, the emitter's loads, and `body`.

    The source is ozlint's own: rule texts reach it only as literals written by `repr`, and as constants by name.
    """
    source = "\n".join([header, *(f"    {line}" for line in (*emitter.lines, *body))])
    space = {**emitter.names, **(names or {}), "__builtins__": _BUILTINS}
    exec(compile(source, "<ozlint rules>", "exec"), space)  # noqa: S102 - generated from a checked tree, see above
    return space["judge"]


_BUILTINS = {"any": any, "all": all, "sum": sum, "float": float, "bool": bool, "str": str}
