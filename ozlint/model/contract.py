"""What Ozon asks of a call to one of its methods: a value; which methods there are stands in `ozlint.ozon.contract`."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from ozlint.model.text import Text

Holds = Literal["texts", "objects", "one", "none"]
"""How the body of a call holds what it is about.

texts: a list of posting numbers. objects: a list of objects with a posting number each. one: the body itself is about
one posting. none: the call changes no posting.
"""
NUMBER = "posting_number"
"""What every method calls the number of a posting."""


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """One method of the Seller API, called by POST."""

    path: str
    action: str
    """What a call does, in one word; the methods that change postings have each their own."""
    offered_as: tuple[str, ...]
    """What available_actions calls it, any of these; empty where it is never offered there."""
    holds: Holds
    items: str
    """The key of the list, where the body holds one."""
    most: int | None
    """How many postings a call may be about; None where nobody says."""
    most_evidence: str
    """How sure that is: see the grades in `ozlint.ozon`."""
    keys: tuple[str, ...]
    """Every key of the body as a path, `filter.statuses[]`; `[]` marks a list. Empty: nobody wrote them down."""
    required: frozenset[str]
    """Those of the keys that must be there, wherever what holds them is."""
    switched_off: float | None
    """The day (UTC) on which the method was, or will be, switched off; None where nobody says that it will."""
    switched_off_sure: bool
    """Whether that day is settled; else it was only announced, moved, or told by the docs leaving the method out."""
    replaced_by: tuple[str, ...]
    """Paths of the methods to call instead, in the order of the calls."""
    errors: Mapping[str, str]
    """Why a call changes nothing -> the error that Ozon then answers with, where that is known."""
    evidence: str
    name: Text
    """What people call it."""
    source: str

    @property
    def changes_postings(self) -> bool:
        """Whether a call changes the postings it names."""
        return self.holds != "none"
