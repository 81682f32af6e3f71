"""Where a value of the configuration was given, so that what is wrong with it is told there."""

from typing import Protocol

import msgspec

from ozlint.errors import OzlintError, UsageError
from ozlint.model.text import Text
from ozlint.rulebook.node import Key, Loc
from ozlint.rulebook.problem import Problem, RuleProblems


class Written(Protocol):
    """A file that can point at its parts: a Document, for those that need not know how one is read."""

    @property
    def path(self) -> str:
        """The file, as it is named to people."""

    def spot(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return the line and column of the value at `loc`, or of its key."""

    def problem(  # noqa: PLR0913 - as Document.problem
        self,
        loc: Loc,
        message: Text,
        hint: Text | None = None,
        *,
        key: bool = False,
        offset: int | None = None,
        length: int | None = None,
    ) -> Problem:
        """Return a problem of the value at `loc`, or of its key."""


class Spot(msgspec.Struct, frozen=True):
    """A part of a file."""

    file: Written
    loc: Loc

    @property
    def name(self) -> str:
        """Where it is, as people write it: `ozlint.yaml:12`."""
        return f"{self.file.path}:{self.file.spot(self.loc, key=True)[0]}"

    def inside(self, *steps: Key) -> "Spot":
        """Return the spot of a part of this part: an item of a list, or a key of a mapping."""
        return Spot(self.file, (*self.loc, *steps))

    def problem(self, message: Text, hint: Text | None = None, *, key: bool = False) -> Problem:
        """Return a problem of what stands here, or of its key."""
        return self.file.problem(self.loc, message, hint, key=key)


class Origin(msgspec.Struct, frozen=True):
    """Who gave a value: a flag, a variable of the environment, a line of a file, or nobody."""

    name: str
    """`--profile`, `OZLINT_PROFILE`, `ozlint.yaml:12`; how a default came about, in English."""
    spot: Spot | None = None
    """Where in a file."""

    def inside(self, *steps: Key) -> "Origin":
        """Return the origin of a part of the value: its own line in a file, else that of the whole."""
        if self.spot is None:
            return self
        spot = self.spot.inside(*steps)
        return Origin(spot.name, spot)

    def fault(self, message: Text, *steps: Key) -> OzlintError:
        """Return the error that the value, or a part of it, amounts to: with its place in the file, or who gave it."""
        if self.spot is not None:
            return RuleProblems([self.spot.inside(*steps).problem(message)])
        if self == BY_DEFAULT:
            return UsageError(message.en, message.ru)
        return UsageError(f"{self.name}: {message.en}", f"{self.name}: {message.ru}")


BY_DEFAULT = Origin("default")
"""Nobody gave it."""
