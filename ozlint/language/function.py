"""What a function of the expression language is."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from ozlint.language.type import Type
from ozlint.model.text import Text

Form = Literal["pure", "presence", "pick", "span", "cross", "special"]
"""How a function is compiled.

pure: a Python function of known values, unknown if an argument is unknown (or empty, where it does not see empties).
presence: present, missing, given. pick: first, latest, only_if. span: hours, days, minutes, age. cross: needs other
postings of the run. special: raw, matches, offers.
"""


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
    """Unknown arguments are passed as UNSET too."""
    may_not_know: bool = False
    """The result may be unknown although every argument is known."""
    work: Callable[..., Any] | None = None
    """For pure functions: known values in, a value out, None or UNSET where it cannot say."""
