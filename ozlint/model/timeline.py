"""What happened to a posting and when, told by different sides, for people to look at."""

from typing import Literal

import msgspec

Lane = Literal["ozon", "carrier", "plan"]
"""Who says it: Ozon, the carrier, or a plan of updates that Ozon has not been told yet."""


class TimelineEvent(msgspec.Struct, frozen=True, gc=False):
    """One thing that one side says of a posting."""

    at: float | None
    """Seconds since 1970 UTC; None where the side gives no time."""
    lane: Lane
    what: str
    """A status of Ozon's, a time of the rule language (`deadline`), the carrier's words, or an action of the plan."""
    code: str = ""
    """The carrier's code, where it has one."""
    contradiction: bool = False
    """Whether this is what another side contradicts."""
