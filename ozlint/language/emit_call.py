"""Writing Python source for calls and loops: the part of `emit` that knows the vocabulary's forms."""

from contextlib import nullcontext
from typing import Any

from ozlint.language.interpret import ALONE, LINK_PATHS, SPANS, cross_key, is_read_as_written
from ozlint.language.regex import compile_regex
from ozlint.language.scratch import NUMERIC, Scratch, Truth
from ozlint.language.tree import Call, Const, FieldRef, Loop, Node, written
from ozlint.language.type import TEXT


def call_truth(scratch: Scratch, node: Call) -> Truth:
    """Return the source of "surely true" and "surely false" of a call."""
    name = node.function.name
    if node.function.form == "presence":
        return _presence(scratch, name, node.args[0])
    if name == "matches":
        text = scratch.value(node.args[0])
        search = scratch.constant(compile_regex(str(getattr(node.args[1], "value", "")))[0])
        found = scratch.once(f"call {written(node)}", f"{search}({text}) if {text}.__class__ is str else UNSET")
        return f"{found} is True", f"{found} is False"
    value = call_value(scratch, node)
    return f"({value}) is True", f"({value}) is False"


def _presence(scratch: Scratch, name: str, arg: Node) -> Truth:
    if isinstance(arg, Const):
        holds = name == "given" or (arg.value is not None) == (name == "present")
        return ("True", "False") if holds else ("False", "True")
    if name == "given":
        source = scratch.raw(arg) if isinstance(arg, FieldRef) else scratch.value(arg)
        return f"{source} is not UNSET", f"{source} is UNSET"
    if arg.type.kind in NUMERIC:
        number = scratch.number(arg)
        here, empty = f"(x := {number}) == x", f"((x := {number}) != x and {scratch.value(arg)} is None)"
        return (here, empty) if name == "present" else (empty, here)
    value = scratch.raw(arg) if isinstance(arg, FieldRef) and arg.path.endswith("[]") else scratch.value(arg)
    if arg.type.kind in ("list", "lists"):
        here, empty = f"({value} is not UNSET and bool({value}))", f"({value} is not UNSET and not {value})"
    else:
        here, empty = f"({value} is not UNSET and {value} is not None)", f"{value} is None"
    return (here, empty) if name == "present" else (empty, here)


def call_value(scratch: Scratch, node: Call) -> str:
    """Return the source of a call's value: UNSET if unknown, None if empty."""
    name, form = node.function.name, node.function.form
    if form == "pick" and name != "only_if":
        args = ", ".join(scratch.value(arg) for arg in node.args)
        return f"{'LATEST' if name == 'latest' else 'FIRST'}({args})"
    if form == "pick":
        true, false = scratch.truth(node.args[0])
        return f"({scratch.value(node.args[1])} if {true} else None if {false} else UNSET)"
    if name == "raw" and isinstance(node.args[0], FieldRef):
        raw = scratch.raw(node.args[0])
        return f"({raw} if {raw} is UNSET or {raw} is None else str({raw}))"
    if form == "cross":
        cross = f"cross.get({cross_key(node)!r}, {ALONE[name]!r})"
        if node.args:
            return f"({cross} if {scratch.value(node.args[0])}.__class__ is str else UNSET)"
        links = [scratch.raw(FieldRef(type=TEXT, path=path)) for path in LINK_PATHS]
        return f"({cross} if {' or '.join(f'{link} is not UNSET' for link in links)} else UNSET)"
    if form == "span":
        return f"(x if (x := {scratch.number(node)}) == x else UNSET)"
    if form == "pure":
        return _pure(scratch, node)
    true, false = scratch.truth(node)
    if name == "given":
        return f"({true})"
    return f"(True if {true} else False if {false} else UNSET)"


def _pure(scratch: Scratch, node: Call) -> str:
    function = node.function
    args = [_argument(scratch, arg, raw=function.sees_unknown) for arg in node.args]
    call = f"{scratch.constant(function.work)}({', '.join(args)})"
    blocked = "is not UNSET" if function.sees_empty else "is not UNSET and {0} is not None"
    guards = [
        f"{arg} {blocked.format(arg)}" for arg, part in zip(args, node.args, strict=True) if not isinstance(part, Const)
    ]
    if guards and not function.sees_unknown:
        call = f"{call} if {' and '.join(guards)} else UNSET"
    return scratch.once(f"call {written(node)}", call)


def _argument(scratch: Scratch, arg: Node, *, raw: bool) -> str:
    """Return an argument as a variable or literal, cheap to name twice."""
    if isinstance(arg, FieldRef) and (arg.type.kind == "lists" or (raw and is_read_as_written(arg))):
        return scratch.raw(arg)
    return scratch.value(arg)


def call_number(scratch: Scratch, node: Call) -> str:
    """Return the source of a call's number: NaN if unknown or empty."""
    name, form = node.function.name, node.function.form
    if name == "age":
        return f"(now - {scratch.number(node.args[0])})"
    if form == "span":
        return f"({scratch.number(node.args[0])} * {SPANS[name]})"
    if name == "only_if":
        return f"({scratch.number(node.args[1])} if {scratch.truth(node.args[0])[0]} else NAN)"
    if form == "pick":
        here = [scratch.number(node.args[0])]
        with scratch.rarely() if name == "first" else nullcontext():
            here += [scratch.number(arg) for arg in node.args[1:]]
        here = [source for source in here if source != "NAN"] or ["NAN"]
        source = here.pop()
        for here_first in reversed(here):
            source = (
                f"(x if (x := {here_first}) == x else {source})"
                if name == "first"
                else f"LATER({here_first}, {source})"
            )
        return source
    if form == "cross":
        cross = f"cross.get({cross_key(node)!r}, {ALONE[name]!r})"
        return scratch.once(
            f"number {written(node)}", f"{cross} if {scratch.value(node.args[0])}.__class__ is str else NAN"
        )
    return f"NUMBER({call_value(scratch, node)})"


def loop_truth(scratch: Scratch, node: Loop) -> Truth:
    """Return the source of "surely true" and "surely false" of any(…) and all(…)."""
    items = scratch.raw(FieldRef(type=node.type, path=node.path))
    true, false = _body(scratch, lambda: scratch.truth(node.body))
    known = f"{items} is not UNSET"
    if node.kind == "any":
        return f"any({true} for q in {items} or ())", f"({known} and all({false} for q in {items} or ()))"
    return f"({known} and all({true} for q in {items} or ()))", f"any({false} for q in {items} or ())"


def loop_number(scratch: Scratch, node: Loop) -> str:
    """Return the source of what count(…) and sum(…) give."""
    items = scratch.raw(FieldRef(type=node.type, path=node.path))
    if node.kind == "sum":
        body = _body(scratch, lambda: scratch.number(node.body))
        return f"(NAN if {items} is UNSET else float(sum({body} for q in {items} or ())))"
    true, false = _body(scratch, lambda: scratch.truth(node.body))
    each = f"(True if {true} else False if {false} else None) for q in {items} or ()"
    return f"(NAN if {items} is UNSET else all_known({each}))"


def _body(scratch: Scratch, write: Any) -> Any:  # noqa: ANN401 - the source of a truth or of a number
    scratch.in_loop = True
    source = write()
    scratch.in_loop = False
    return source
