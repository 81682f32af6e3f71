"""What a function of the expression language is."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from ozlint.language.joined import RECORDS
from ozlint.language.type import Type
from ozlint.model.text import Text

Form = Literal["pure", "presence", "pick", "span", "cross", "special"]
"""How a function is compiled.

pure: a Python function of known values, unknown if an argument is unknown (or empty, where it does not see empties).
presence: present, missing, given. pick: first, latest, only_if. span: hours, days, minutes, age. cross: needs other
postings of the run. special: raw, matches, offers.
"""


_LEAVES = ("minutes", "hours", "days", "raw", "offers", "reality.reached", "changed")


class Function(msgspec.Struct, frozen=True):
    """One function: its signature, how it treats what is empty or unknown, and what it does."""

    name: str
    args: tuple[Type, ...]
    result: Type
    form: Form
    meaning: Text
    example: str
    variadic: bool = False
    """The last argument may be repeated."""
    sees_empty: bool = False
    """Empty arguments are passed as None instead of making the result unknown."""
    sees_unknown: bool = False
    """Unknown arguments are passed as UNSET too, and fields as they are written: blanks are the function's business."""
    may_not_know: bool = False
    """The result may be unknown although every argument is known."""
    of_postings: bool = False
    """It reads fields of the posting, so rules about anything else cannot call it."""
    and_reads: str = ""
    """A field that it is handed besides its arguments."""
    word: str = ""
    """The derived word it stands behind: rules say the word, and only the word's own expression calls the function."""
    needs: str = ""
    """The key of the configuration without which it cannot say anything, where that key is not there."""
    work: Callable[..., Any] | None = None
    """For pure functions: known values in, a value out, None or UNSET where it cannot say."""

    def fits(self, subject: str) -> bool:
        """Return whether rules about a subject may call this function."""
        # What postings share with each other is worked out for the postings of a run, and for nothing else.
        return not self.of_postings or subject == "posting" or (self.form != "cross" and subject in RECORDS)

    @property
    def is_leaf(self) -> bool:
        """Whether its arguments are names and literals only, so that no other call stands inside it."""
        return self.form in ("presence", "cross") or self.name in _LEAVES
