"""The reasons that a seller may give for cancelling a posting, as far as Ozon has published them.

They are those of rFBS. Which reasons an FBS posting may be cancelled for Ozon tells only when it is asked.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text

ReasonFault = Literal["wrong_reason", "no_message"]
"""Why a reason is refused: the posting is too far along for it, or it has to be told in words."""


class CancelReason(msgspec.Struct, frozen=True):
    """One reason for cancelling."""

    id: int
    on_the_way: bool
    """Whether a posting may be cancelled for it that is on its way to the buyer."""
    message: bool
    """Whether it has to be told in words as well."""
    evidence: str
    meaning: Text
    source: str


@cache
def cancel_reasons() -> Mapping[int, CancelReason]:
    """Return the published reasons by their ids."""
    return {
        int(number): CancelReason(int(number), on_the_way == "yes", message == "yes", evidence, Text(en, ru), source)
        for number, on_the_way, message, evidence, en, ru, source in table_rows("ozon/cancel_reasons.tsv")
    }


def reason_fault(reason: int | None, *, on_the_way: bool, told: bool) -> ReasonFault | None:
    """Return why Ozon would refuse a reason; None where it would not, and for a reason that is not published.

    `on_the_way`: the posting is on its way to the buyer. `told`: the reason comes with a message.
    """
    known = cancel_reasons().get(reason) if reason is not None else None
    if known is None:
        return None
    if on_the_way and not known.on_the_way:
        return "wrong_reason"
    return "no_message" if known.message and not told else None
