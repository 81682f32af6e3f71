"""What must be found of a posting that was made: the rules on carriers' events and snapshots, once more in Python.

Written from what the rules are meant to say, with nothing of the project's but the shape of what was made. Times are
hours before the moment of the run: what is earlier is the greater number. None: there is none, or nobody can tell.
"""

from collections.abc import Callable
from functools import cached_property

from made_postings import ASKED, COVERED, Before, Event, Made

TAKEN_IN = {
    "accepted", "in_transit", "arrived_pickup_point", "out_for_delivery", "delivered", "returning", "returned", "lost",
}  # fmt: skip
CANCELLED = {"cancelled", "cancelled_from_split_pending"}
FINAL = {*CANCELLED, "delivered"}
DISPUTED = {"arbitration", "client_arbitration", "not_accepted"}
ORDER = {
    "awaiting_packaging": 2, "awaiting_registration": 3, "awaiting_deliver": 4, "sent_by_seller": 5, "arbitration": 5,
    "not_accepted": 5, "delivering": 6, "client_arbitration": 6, "delivered": 8, "cancelled": 9,
    "cancelled_from_split_pending": 9,
}  # fmt: skip
RETURNS = {
    ("arbitration", "awaiting_deliver"), ("not_accepted", "awaiting_deliver"), ("delivered", "client_arbitration"),
}  # fmt: skip
CODES = {"CDEK": "cdek", "DPD": "dpd", "Доставка Ozon": "ozon"}
HOUR_OF_SKEW = 10 / 60


class Truth:
    """A posting, and what follows from what is known of it."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.status, self.substatus = made.status, made.substatus
        self.sold_by_seller = made.schema != "FBO"
        self.manual = made.integration == "non_integrated"
        self.shipped = made.status in {"delivering", "delivered"}
        self.claimed = made.status == "delivered" or made.substatus == "posting_conditionally_delivered"
        self.going = made.status == "delivering" and not self.claimed
        self.handed = made.handed if made.status in {"delivering", "delivered", "cancelled"} else None
        self.cancelled = made.status in CANCELLED

    @cached_property
    def events(self) -> list[Event]:
        """What the carrier said of this parcel, the newest last."""
        made = self.made
        by_number = self.good_number(made.tracking) and made.parcel == made.tracking
        named = made.names_posting or made.parcel != made.tracking
        return sorted(made.events if by_number or named else (), key=lambda event: -event.ago)

    @property
    def said(self) -> set[str]:
        """The phases of its events."""
        return {event.phase for event in self.events}

    @property
    def moving(self) -> list[Event]:
        """The events that say where it is."""
        return [event for event in self.events if event.phase != "info"]

    @property
    def phase(self) -> str | None:
        """Where it is, by the newest of them."""
        found = self.moving[-1].phase if self.moving else None
        return None if found == "unknown" else found

    @property
    def phase_since(self) -> int | None:
        """Since when it is there."""
        since = None
        for event in reversed(self.moving):
            if event.phase != self.phase:
                break
            since = event.ago
        return since

    def first(self, proof: set[str], doubt: set[str]) -> int | None:
        """When it first came so far, unless something before may have been it."""
        found = next((event.ago for event in self.events if event.phase in proof), None)
        doubtful = [event.ago for event in self.events if event.phase in doubt]
        return None if found is None or any(ago > found for ago in doubtful) else found

    @property
    def accepted(self) -> int | None:
        """When the carrier took it in."""
        return self.first(TAKEN_IN, {"exception", "unknown"})

    @property
    def surely_never_accepted(self) -> bool:
        """The carrier never took it in, and nothing leaves that open."""
        return not self.said & {*TAKEN_IN, "exception", "unknown"}

    @property
    def told(self) -> list[tuple[int, str]]:
        """What notifications say of the status, the newest last."""
        notices = self.made.notices
        return sorted(((one.ago, one.status) for one in notices if one.status), reverse=True)

    def first_told(self, status: str) -> int | None:
        """When a notification first told a status."""
        return next((ago for ago, said in self.told if said == status), None)

    @property
    def status_since(self) -> int | None:
        """Since when it is in its status, at the latest."""
        known = []
        for ago, status in reversed(self.told):
            if status != self.status:
                break
            known.append(ago)
        before = self.made.before
        if before is not None and before.status == self.status:
            known.append(before.taken)
        return max(known) if known else None

    @property
    def delivered(self) -> int | None:
        """When it was delivered, by the carrier or a notification."""
        at_carrier = self.first({"delivered"}, {"unknown"})
        return at_carrier if at_carrier is not None else self.first_told("delivered")

    @property
    def handed_in_order(self) -> bool:
        """It was handed over, and not before its processing."""
        return self.handed is not None and self.handed <= self.made.in_process

    def good_number(self, number: str | None) -> bool:
        """A tracking number that may be one."""
        return number not in {None, "нет", "8,0E+13", self.made.number}

    @property
    def carrier_number(self) -> str | None:
        """The number that the carrier has for this posting."""
        made = self.made
        still_valid = any(event.phase != "cancelled" for event in self.events)
        return made.parcel if made.parcel == made.tracking or still_valid else made.tracking

    @property
    def carriers(self) -> tuple[str | None, str | None]:
        """The carrier of the posting, and the one that has the parcel, where they are known ones."""
        own = CODES.get(self.made.provider)
        speaking = [CODES.get(event.carrier) for event in self.events]
        return own, own if own in speaking else speaking[-1]

    @property
    def with_another(self) -> bool:
        """Another carrier has it than the posting names."""
        own, other = self.carriers
        return own is not None and other is not None and own != other

    @property
    def before(self) -> Before | None:
        """The posting in the earlier snapshot, where its steps are the seller's."""
        return self.made.before if self.sold_by_seller else None


def tidy(number: str) -> str:
    """A tracking number as one compares it."""
    return number.strip().upper()


def is_108(it: Truth) -> bool:
    """Tracking number changed after shipping."""
    now, then = it.made.tracking, it.before.tracking if it.before else None
    if not it.before or not it.good_number(now) or not it.good_number(then) or now is None or then is None:
        return False
    both = it.shipped and it.before.status in {"delivering", "delivered"}
    named_by_carrier = bool(it.events) and it.carrier_number != now
    mine = it.made.integration in {"non_integrated", "3pl_tracking"}
    return both and mine and tidy(now) != tidy(then) and not named_by_carrier


def is_109(it: Truth) -> bool:
    """The carrier has another number."""
    if not it.events or it.cancelled or it.with_another or not it.good_number(it.made.tracking):
        return False
    return it.carrier_number != it.made.tracking


def is_201(it: Truth) -> bool:
    """Shipped without acceptance."""
    since = it.handed if it.handed is not None else it.status_since
    called_shipped = it.going or it.status == "sent_by_seller"
    return called_shipped and since is not None and since - ASKED > 24 and it.surely_never_accepted


def is_204(it: Truth) -> bool:
    """Delivered without delivery."""
    told = it.first_told("delivered")
    since = told if told is not None else it.status_since if it.status == "delivered" else None
    if since is not None and since - ASKED <= 24:
        return False
    is_lost = it.status == "delivering" and it.phase == "lost"
    return it.claimed and not it.said & {"delivered", "unknown"} and not is_lost


def is_205(it: Truth) -> bool:
    """Delivered before shipped."""
    if it.delivered is None or it.handed is None or not it.claimed:
        return False
    return it.handed_in_order and it.handed >= -HOUR_OF_SKEW and it.delivered > it.handed


def is_206(it: Truth) -> bool:
    """Delivered too fast."""
    told = it.first_told("delivering")
    since = told if told is not None else it.handed
    if it.delivered is None or since is None or not (it.manual and it.claimed) or it.made.express:
        return False
    return not (it.handed is not None and it.delivered > it.handed) and 0 <= since - it.delivered < 2


def is_208(it: Truth) -> bool:
    """Last mile too early."""
    near = {"arrived_pickup_point", "out_for_delivery", "delivered", "unknown"}
    with_courier = it.status == "delivering" and it.substatus == "posting_in_courier_service"
    return with_courier and it.phase in {"accepted", "in_transit"} and not it.said & near


def is_209(it: Truth) -> bool:
    """Shipped long before the first scan."""
    if it.accepted is None or it.handed is None or not it.shipped or not it.said & {"registered", "accepted"}:
        return False
    return it.handed_in_order and it.handed - it.accepted > 24


def is_304(it: Truth) -> bool:
    """Registration is stuck."""
    waits = it.status == "awaiting_registration" and it.substatus != "posting_registration_error"
    return waits and (it.made.shipment > 0 if it.status_since is None else it.status_since > 24)


def is_309(it: Truth) -> bool:
    """A dispute is waiting."""
    return it.status in DISPUTED and it.status_since is not None and it.status_since > 3 * 24


def is_310(it: Truth) -> bool:
    """The carrier is silent."""
    waits = it.substatus in {"posting_in_pickup_point", "posting_returned_to_warehouse"}
    on_the_way = it.phase in {"accepted", "in_transit", "out_for_delivery"}
    return it.going and not waits and on_the_way and it.events[-1].ago - ASKED > 7 * 24


def is_315(it: Truth) -> bool:
    """The promise is at risk."""
    waits = it.substatus in {"posting_in_pickup_point", "posting_returned_to_warehouse"}
    far = it.phase in {"registered", "accepted", "in_transit", "exception", "cancelled"}
    promised = it.made.promised
    return it.going and not waits and far and promised is not None and promised <= 0 and ASKED - promised <= 24


def is_401(it: Truth) -> bool:
    """Handed over, not pushed."""
    packing = it.status in {"awaiting_packaging", "awaiting_deliver"}
    failed = it.substatus in {"ship_failed", "posting_registration_error"}
    return packing and not failed and it.accepted is not None and it.accepted - ASKED > 12


def is_402(it: Truth) -> bool:
    """Delivered at the carrier only."""
    at = it.first({"delivered"}, {"unknown"})
    return it.going and it.phase == "delivered" and at is not None and at - ASKED > 12


def is_403(it: Truth) -> bool:
    """On its way back, and nobody noticed."""
    known = it.substatus == "posting_returned_to_warehouse"
    return it.going and not known and it.phase in {"returning", "returned"}


def is_404(it: Truth) -> bool:
    """Cancelled, but moving."""
    at, handed = it.made.cancelled, it.handed
    if it.status != "cancelled" or (at is not None and handed is not None and at > handed):
        return False
    since = at if at is not None else it.status_since
    if it.phase == "in_transit":
        return since is not None and since - ASKED > 3 * 24
    return it.phase in {"out_for_delivery", "delivered"}


def is_405(it: Truth) -> bool:
    """The parcel is lost."""
    return it.status == "delivering" and it.phase == "lost"


def is_406(it: Truth) -> bool:
    """The wrong carrier."""
    from_afar = it.made.schema == "Crossborder" or it.made.integration == "aggregator"
    return bool(it.events) and not it.cancelled and not from_afar and it.with_another and "ozon" not in it.carriers


def is_407(it: Truth) -> bool:
    """Unknown to the carrier."""
    # Every carrier has told of some posting, so each of them was asked.
    unheard = not it.events and it.good_number(it.made.tracking)
    return unheard and it.shipped and it.handed is not None and it.handed > 48


def is_408(it: Truth) -> bool:
    """The carrier has trouble."""
    told_elsewhere = it.status in FINAL or (it.status == "delivering" and it.claimed)
    since = it.phase_since
    return it.phase == "exception" and not told_elsewhere and since is not None and since - ASKED > 24


def went_back(then: str, now: str, substatus: str | None) -> bool:
    """A step back that Ozon does not make."""
    presumed = (then, now, substatus) == ("delivered", "delivering", "posting_conditionally_delivered")
    return ORDER[now] < ORDER[then] and (then, now) not in RETURNS and not presumed


def is_501(it: Truth) -> bool:
    """No way leads there."""
    then, now = it.before.status if it.before else None, it.status
    if then is None or then in CANCELLED or "sent_by_seller" in {then, now} or ORDER[now] < ORDER[then]:
        return False
    splits = {"awaiting_packaging", *DISPUTED}
    return now == "cancelled_from_split_pending" and then not in splits


def is_502(it: Truth) -> bool:
    """The status went back."""
    then = it.before.status if it.before else None
    return then is not None and then not in CANCELLED and went_back(then, it.status, it.substatus)


def is_503(it: Truth) -> bool:
    """Revived after the cancellation."""
    return bool(it.before) and it.before.status in CANCELLED and not it.cancelled


def is_506(it: Truth) -> bool:
    """The deadline was moved."""
    return bool(it.before) and it.before.shipment != it.made.shipment


def is_509(it: Truth) -> bool:
    """The promise was moved."""
    moved = sorted((one for one in it.made.notices if one.promised is not None), key=lambda one: -one.ago)
    before = it.before.promised if it.before else None
    before = before if before is not None else moved[-1].promised if moved else None
    now = it.made.promised
    return it.status not in FINAL and before is not None and now is not None and now < before


RULES: dict[str, Callable[[Truth], bool]] = {
    "OZ108": is_108, "OZ109": is_109, "OZ201": is_201, "OZ204": is_204, "OZ205": is_205, "OZ206": is_206,
    "OZ208": is_208, "OZ209": is_209, "OZ304": is_304, "OZ309": is_309, "OZ310": is_310, "OZ315": is_315,
    "OZ401": is_401, "OZ402": is_402, "OZ403": is_403, "OZ404": is_404, "OZ405": is_405, "OZ406": is_406,
    "OZ407": is_407, "OZ408": is_408, "OZ501": is_501, "OZ502": is_502, "OZ503": is_503, "OZ506": is_506,
    "OZ509": is_509,
}  # fmt: skip
"""What tells, of each rule, whether a posting breaks it."""
NEEDS_EVENTS = {rule for rule in RULES if rule[2] == "4" and rule != "OZ407"} | {"OZ109", "OZ201", "OZ204"}


def broken(made: Made) -> set[str]:
    """The rules that a posting breaks."""
    it = Truth(made)
    if not it.sold_by_seller:
        return set()
    return {rule for rule, breaks in RULES.items() if (it.events or rule not in NEEDS_EVENTS) and breaks(it)}


def disappeared(made: Made) -> bool:
    """Whether a posting that only the earlier snapshot has must be somewhere."""
    it = Truth(made)
    return it.before is not None and it.before.status not in FINAL and made.in_process <= COVERED
