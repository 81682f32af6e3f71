"""The scratch paper of a function being written: its constants, its variables, where each is filled."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any, TypeVar

from msgspec import UNSET

from ozlint.language import values
from ozlint.language.joined import JOINED
from ozlint.language.tree import FieldRef, Node, Word
from ozlint.model.times import ZONED, Times

Compile = Callable[[str], CodeType]
"""What compiles the source of a function."""
Truth = tuple[str, str]
"""Source of "surely true" and of "surely false"."""
T = TypeVar("T")
NUMERIC = ("number", "time", "duration")
"""Kinds of values whose source gives NaN for unknown and empty."""


def compile_source(source: str) -> CodeType:
    """Return the code of a function's source."""
    return compile(source, "<ozlint rules>", "exec")


class Scratch(ABC):
    """The variables and constants of one function.

    What costs more than reading an attribute is held in a local variable. The expressions name it; `ensure` gives the
    statements that fill it, to be put before the expressions: so a value is worked out once, and only on the way to
    where it is needed.
    """

    def __init__(self, times: Times = ZONED, compiled: Compile = compile_source) -> None:
        self.times = times
        self.compiled = compiled
        time_value, time_or_nan = values.time_readers(times)
        self.names: dict[str, Any] = {
            "N": object(),
            "UNSET": UNSET,
            "NAN": float("nan"),
            "TIME": time_or_nan,
            "TIME_VALUE": time_value,
            "MOMENT": values.moment_or_nan,
            "NUMBER": values.number_or_nan,
            "NUMBER_VALUE": values.number_value,
            "TEXT": values.text_value,
            "ID": values.id_value,
            "IDS": values.ids_value,
            "FIRST": values.first_of,
            "LATEST": values.latest_of,
            "QUOTIENT": values.quotient_of,
            "EQUAL": values.equal,
            "LATER": _later,
            "all_known": _all_known,
        }
        self._constants: dict[object, str] = {}
        self._locals: dict[str, str] = {}
        self._wanted: dict[str, str] = {}
        """Variables that expressions written since the last `ensure` need -> their source, in order of need."""
        self._filled: set[str] = set()
        """Variables that are filled whatever branch is taken."""
        self._maybe: set[str] = set()
        """Variables that some branch fills."""
        self._named: list[tuple[str, str]] = []
        """Every variable that what is being written needs, with its source."""
        self._known: dict[tuple[str, str | int], tuple[Node, Any, list[tuple[str, str]]]] = {}
        """What was written of a node, by what of it and its name or identity, and the variables that this needs."""
        self._depth = 0
        self.seldom = False
        """What is being written is seldom worked out: it fills no variables of its own."""
        self.in_loop = False

    def constant(self, value: object) -> str:
        """Return a name that holds a constant object of the compiled function."""
        key = value if isinstance(value, frozenset) else id(value)
        name = self._constants.setdefault(key, f"k{len(self._constants)}")
        self.names[name] = value  # which holds it, so that its id stays its own
        return name

    def head(self) -> list[str]:
        """Return the lines that come before everything else: variables only some branch fills are empty."""
        return [" = ".join([*sorted(self._maybe), "N"])] if self._maybe else []

    def once(self, key: str, source: str) -> str:
        """Return the variable that holds what `source` gives, and want it filled."""
        if self.in_loop:
            return f"({source})"
        if self.seldom and key not in self._locals:
            return f"({source})"
        name = self._locals.setdefault(key, f"v{len(self._locals)}")
        self._wanted.setdefault(name, source)
        self._named.append((name, source))
        return name

    def _written(self, what: str, node: Node, write: Callable[[Node], T]) -> T:
        """Return what `write` gives for a node, which is asked only once for each: rules say the same again and again.

        In a loop, and where little is filled, it depends on where the node stands.
        """
        if self.in_loop or self.seldom:
            return write(node)
        # A word of the language says the same wherever it stands.
        key = what, node.name if isinstance(node, Word) and not node.is_local else id(node)
        known = self._known.get(key)
        if known is None:
            around, self._named = self._named, []
            known = self._known[key] = node, write(node), self._named
            self._named = around
        else:
            for name, source in known[2]:
                self._wanted.setdefault(name, source)
        self._named += known[2]
        found: T = known[1]
        return found

    def ensure(self, *, always: bool = True) -> list[str]:
        """Return the statements that fill what is wanted; `always` where nothing in the block leads past them."""
        lines = []
        for name, source in self._wanted.items():
            if name in self._filled:
                continue
            fill = f"{name} = {source}"
            lines.append(fill if always and name not in self._maybe else f"if {name} is N: {fill}")
            if always:
                self._filled.add(name)
            if self._depth or not always:
                self._maybe.add(name)
        self._wanted.clear()
        return lines

    @contextmanager
    def block(self) -> Iterator[None]:
        """Write what stands in a branch: what is filled there need not be filled after it."""
        filled = set(self._filled)
        self._depth += 1
        yield
        self._depth -= 1
        self._filled = filled

    @contextmanager
    def rarely(self) -> Iterator[None]:
        """Write what is seldom worked out: it fills no variables but those that something before it does."""
        seldom, self.seldom = self.seldom, True
        yield
        self.seldom = seldom

    def raw(self, node: FieldRef) -> str:
        """Return the source of a field's raw value."""
        if node.loop:
            return f"q.{node.path.removeprefix('products[].')}"
        looping, self.in_loop = self.in_loop, False
        first, *rest = node.path.removesuffix("[]").split(".")
        source = f"p.{first}"
        if first in JOINED:
            source = self.once(f"record {first}", f"cross.get({first!r}, UNSET)")
            if rest:  # of a record that is not there, nothing is known
                source = f"(r.{rest.pop(0)} if (r := {source}) else UNSET)"
        for name in rest:
            source = f"(r.{name} if (r := {source}) else r)"
        found = self.once(f"raw {node.path}", source) if "." in node.path else source
        self.in_loop = looping
        return found

    @abstractmethod
    def truth(self, node: Node) -> Truth:
        """Return the source of "surely true" and "surely false" of a condition."""

    @abstractmethod
    def value(self, node: Node) -> str:
        """Return the source of a value: UNSET if unknown, None if empty."""

    @abstractmethod
    def number(self, node: Node) -> str:
        """Return the source of a number, moment (seconds) or duration (seconds): NaN if unknown or empty."""


def _later(left: float, right: float) -> float:
    return left if left >= right or right != right else right  # noqa: PLR0124 - NaN


def _all_known(truths: Any) -> float:  # noqa: ANN401
    count = 0
    for truth in truths:
        if truth is None:
            return float("nan")
        count += truth
    return float(count)
