"""What a function of the expression language is."""

from collections.abc import Callable
from typing import Any, Final, Literal

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


class Function:
    """One function: its signature, how it treats what is empty or unknown, and what it does.

    No struct, so that a tree that is kept between runs holds its name and not what it does; one with a name and a
    knowledge is made once, and compared by identity.
    """

    __slots__ = (
        "and_reads", "args", "example", "form", "may_not_know", "meaning", "name", "needs", "of_postings", "result",
        "sees_empty", "sees_unknown", "variadic", "word", "work",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - what there is to say of a function
        self,
        name: str,
        args: tuple[Type, ...],
        result: Type,
        form: Form,
        meaning: Text,
        example: str,
        *,
        variadic: bool = False,
        sees_empty: bool = False,
        sees_unknown: bool = False,
        may_not_know: bool = False,
        of_postings: bool = False,
        and_reads: str = "",
        word: str = "",
        needs: str = "",
        work: Callable[..., Any] | None = None,
    ) -> None:
        self.name: Final = name
        self.args: Final = args
        self.result: Final = result
        self.form: Final[Form] = form
        self.meaning: Final = meaning
        self.example: Final = example
        self.variadic: Final = variadic
        """The last argument may be repeated."""
        self.sees_empty: Final = sees_empty
        """Empty arguments are passed as None instead of making the result unknown."""
        self.sees_unknown: Final = sees_unknown
        """Unknown arguments are passed as UNSET too, and fields as they are written: blanks are the function's
        business."""
        self.may_not_know: Final = may_not_know
        """The result may be unknown although every argument is known."""
        self.of_postings: Final = of_postings
        """It reads fields of the posting, so rules about anything else cannot call it."""
        self.and_reads: Final = and_reads
        """A field that it is handed besides its arguments."""
        self.word: Final = word
        """The derived word it stands behind: rules say the word, and only the word's own expression calls the
        function."""
        self.needs: Final = needs
        """The key of the configuration without which it cannot say anything, where that key is not there."""
        self.work: Final = work
        """For pure functions: known values in, a value out, None or UNSET where it cannot say."""

    def fits(self, subject: str) -> bool:
        """Return whether rules about a subject may call this function."""
        # What postings share with each other is worked out for the postings of a run, and for nothing else.
        return not self.of_postings or subject == "posting" or (self.form != "cross" and subject in RECORDS)

    @property
    def is_leaf(self) -> bool:
        """Whether its arguments are names and literals only, so that no other call stands inside it."""
        return self.form in ("presence", "cross") or self.name in _LEAVES
