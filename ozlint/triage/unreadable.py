"""Inputs that could not be read, and reading others as far as they go."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from ozlint.model.other import Placed, Role
from ozlint.model.record import Address, Place
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem

T = TypeVar("T")


class Unreadable(msgspec.Struct, frozen=True):
    """An input that could not be read at all."""

    path: str
    text: Text
    hint: Text | None = None
    """What would have been right, said once however many inputs it holds for."""
    role: Role = "postings"

    @property
    def told(self) -> Text:
        """Return the reason beside the path."""
        return Text(f"{self.path}: {self.text.en}", f"{self.path}: {self.text.ru}")

    @classmethod
    def of(cls, problem: SourceProblem, role: Role = "postings") -> "Unreadable":
        """Return what a problem amounts to of an input that was given for something."""
        return cls(problem.path, problem.text, problem.hint, role)


class Telling(msgspec.Struct, frozen=True):
    """Where the problems of one input go: it is told once, and whatever could be read of it counts."""

    path: str
    """The input's name in the report."""
    unreadable: list[Unreadable]
    role: Role = "postings"

    def reading(self, items: Iterable[T]) -> Iterator[T]:
        """Yield what an input gives, up to the problem that stops it."""
        try:
            yield from items
        except SourceProblem as problem:
            self._tell(problem)

    def places(self, source: Placed, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand; only the file, where it is gone by now."""
        try:
            return source.places(addresses)
        except SourceProblem as problem:
            self._tell(problem)
            return {address: Place(self.path, 1, 1, "") for address in addresses}

    def _tell(self, problem: SourceProblem) -> None:
        tell_once(Unreadable(self.path, problem.text, problem.hint, self.role), self.unreadable)


def tell_once(problem: Unreadable, unreadable: list[Unreadable]) -> None:
    """Put an input among those that could not be read, unless it is there already."""
    if all(known.path != problem.path for known in unreadable):
        unreadable.append(problem)
