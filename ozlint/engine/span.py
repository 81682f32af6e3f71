"""Numbers that are known only within bounds: what postings leave open makes a count a range."""

import msgspec
from msgspec import UNSET, UnsetType


class Span(msgspec.Struct, frozen=True):
    """A number between two bounds, both included."""

    low: float
    high: float

    @property
    def ends(self) -> tuple[float, ...]:
        """The bounds; one of them where they are the same."""
        return (self.low,) if self.low == self.high else (self.low, self.high)


def quotient(part: Span, whole: Span, *, is_share: bool) -> Span | UnsetType | None:
    """Return a part divided by its whole: empty where there is no whole, unknown where there may be none.

    Of a share, every member of the part is one of the whole, which narrows the bounds.
    """
    if whole.high == 0:
        return None
    least = max(whole.low, part.high) if is_share else whole.low
    if least == 0:
        return UNSET
    return Span(part.low / whole.high, part.high / least)
