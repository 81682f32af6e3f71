"""The faults put into generated postings: for each built-in rule, which postings it befalls and how it looks there.

A fault breaks its own rule and no other. Each rule is broken by RATE of the postings of the states it is about. The
rules about any posting at all share one RATE between them: else nearly every posting would carry a fault.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from states import State
from tracking import misprinted

RATE = 0.02

Values = dict[str, Any]
"""What a posting is made of. Dates are hours from now; None is null; a text stands as it is."""
Change = Callable[[Values, Random], None]


@dataclass(frozen=True, slots=True)
class Breach:
    """How one rule is broken."""

    rule: str
    befalls: Callable[[State], bool]
    change: Change
    needs_twin: bool = False
    """Whether it takes a second posting, made beside this one, to break the rule."""


def pick(field: str, *choices: object) -> Change:
    """A change that gives a field one of the choices."""

    def change(posting: Values, random: Random) -> None:
        posting[field] = random.choice(choices)

    return change


def no_change(posting: Values, random: Random) -> None:
    """Leave the posting as it is: its twin makes the fault."""
    del posting, random


MISSPELT = {
    "cancelled": "canceled",
    "awaiting_deliver": "awaiting_delivery",
    "awaiting_registration": "awaiting registration",
}


def misspell(posting: Values, random: Random) -> None:
    """Write the status as Ozon does not (OZ009)."""
    del random
    posting["status"] = MISSPELT[posting["status"]]


def malform(posting: Values, random: Random) -> None:
    """Break the shape of the posting number (OZ005)."""
    posting["posting_number"] = posting["posting_number"].replace("-", random.choice("_/. "))


def odd_shape(posting: Values, random: Random) -> None:
    """Give a tidy number of no known shape (OZ103, OZ110)."""
    posting["track"] = f"ZQ{random.randrange(10)}X{posting['serial']}"


def wrong_check_digit(posting: Values, random: Random) -> None:
    """Spoil the check digit of a postal number (OZ104)."""
    del random
    posting["track"] = misprinted(posting["track"])


def own_number(posting: Values, random: Random) -> None:
    """Put the posting number where the tracking number belongs (OZ106)."""
    del random
    posting["track"] = posting["posting_number"]


def untidy(posting: Values, random: Random) -> None:
    """Write the right number untidily (OZ107)."""
    track = posting["track"]
    posting["track"] = random.choice((f"{track[:4]} {track[4:]}", f" {track}", f"{track} "))


def handed_before_accepted(posting: Values, random: Random) -> None:
    """Hand over before the processing began (OZ202)."""
    posting["handed"] = posting["accepted"] - random.randrange(3, 30)


def handed_in_future(posting: Values, random: Random) -> None:
    """Hand over tomorrow (OZ203)."""
    handed = random.randrange(2, 30)
    posting.update(handed=handed, ship_by=handed + 20, late_after=handed + 20)


def shipped_after_cancellation(posting: Values, random: Random) -> None:
    """Cancel before the hand-over (OZ210); the API does not tell when, an enriched file does."""
    handed = posting["accepted"] + 20
    posting.update(handed=handed, ship_by=handed + 5, late_after=handed + 5, cancelled=handed - random.randrange(3, 15))


def overdue(low: int, high: int) -> Change:
    """A change that moves the deadline to between low and high hours ago (OZ301, OZ304, OZ308)."""

    def change(posting: Values, random: Random) -> None:
        deadline = -random.randrange(low, high)
        posting.update(accepted=deadline - 40, ship_by=deadline, late_after=deadline, needs="[]", actions='["cancel"]')

    return change


def due_soon(posting: Values, random: Random) -> None:
    """Move the deadline into the next hours (OZ302)."""
    deadline = random.randrange(2, 10) if posting["status"] == "awaiting_packaging" else 1
    posting.update(ship_by=deadline, late_after=deadline, needs="[]", actions='["cancel"]')


def forgotten(posting: Values, random: Random) -> None:
    """Hand over many weeks ago, and promise nothing (OZ303)."""
    handed = -24 * (62 if posting["tpl"] in ("aggregator", "hybryd") else 32) - random.randrange(200)
    posting.update(accepted=handed - 30, handed=handed, ship_by=handed + 5, late_after=handed + 5)
    posting.update(promised_from=None, promised_until=None)


def cutoff_not_set(posting: Values, random: Random) -> None:
    """Leave less than a day to set the cut-off (OZ306)."""
    ship_by = random.randrange(14, 22)
    posting.update(ship_by=ship_by, late_after=ship_by + 12, needs="[]")


def data_required(posting: Values, random: Random) -> None:
    """Leave less than a day to tell the customs number (OZ307)."""
    ship_by = random.randrange(14, 22)
    sku = random.choice(("[{sku}]", '["{sku}"]')).format(sku=posting["sku"])
    posting.update(ship_by=ship_by, late_after=ship_by + 12, needs=sku, actions='["cancel","ship"]')


def promise_broken(posting: Values, random: Random) -> None:
    """Let the promised day pass (OZ311)."""
    until = -random.randrange(2, 100)
    posting.update(promised_from=until - 10, promised_until=until)


def shipped_late(posting: Values, random: Random) -> None:
    """Hand over after the deadline (OZ313)."""
    deadline = posting["handed"] - random.randrange(3, 60)
    posting.update(accepted=deadline - 30, ship_by=deadline, late_after=deadline)


def surcharge(posting: Values, random: Random) -> None:
    """Be past the shipment date, not past the deadline (OZ314)."""
    ship_by = -random.randrange(2, 20)
    posting.update(accepted=ship_by - 40, ship_by=ship_by, late_after=random.randrange(20, 40))
    posting.update(needs="[]", actions='["cancel"]')


def cancelled_by_ozon(posting: Values, random: Random) -> None:
    """Be cancelled by Ozon after the hand-over, and be blamed (OZ409)."""
    handed = posting["accepted"] + 10
    posting.update(handed=handed, ship_by=handed + 5, late_after=handed + 5, affects="true")
    posting["cancelled_by"] = random.choice(("ozon", "system"))


def _any(state: State) -> bool:
    return state.scheme.name != "fbp"


def _sellers(state: State) -> bool:
    return state.scheme.name not in ("fbp", "fbo")


def _in(*statuses: str) -> Callable[[State], bool]:
    return lambda state: _sellers(state) and state.status in statuses


def _tracked(*carriers: str) -> Callable[[State], bool]:
    """Shipped by the seller's own choice of carrier, one of these."""
    return lambda state: state.owes_number and state.shipped and (not carriers or state.carrier in carriers)


_SHIPPED = _in("delivering", "delivered")
_WAITING = _in("awaiting_packaging", "awaiting_deliver")
_PACKING = _in("awaiting_packaging")
_CANCELLED = _in("cancelled")
_POST = _tracked("Почта России")


def _by_number(state: State) -> bool:
    """Shipped by hand or by a tracked carrier; the hybrid one is not named by the rule."""
    return _tracked("Почта России", "Деловые Линии")(state) and state.scheme.name != "hybrid_tracked"


def _on_the_way(state: State) -> bool:
    return _sellers(state) and state.status == "delivering" and state.phase == "delivering"


# A late parcel that waits for its buyer is no breach under its own substatus, and would be one under another.
EVERYWHERE = (
    Breach("OZ002", _any, pick("status", "in_robot_hands", "posting_created", "доставляется")),
    Breach(
        "OZ003", lambda state: _any(state) and state.phase != "waiting_for_buyer", pick("substatus", "posting_beamed")
    ),
    Breach(
        "OZ004",
        lambda state: _any(state) and state.phase not in ("waiting_for_buyer", "handed_in"),
        pick("substatus", "posting_driver_pick_up"),
    ),
    # Where the tracking number is the posting number, one would no longer be the other.
    Breach("OZ005", lambda state: _any(state) and state.scheme.name != "crossborder", malform),
    Breach("OZ008", _sellers, pick("accepted", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z")),
    Breach("OZ703", _any, pick("status", None, "")),
)

SOMEWHERE = (
    Breach(
        "OZ006",
        lambda state: state.scheme.name == "ozon" and _in("awaiting_deliver")(state),
        no_change,
        needs_twin=True,
    ),
    Breach("OZ009", lambda state: _any(state) and state.status in MISSPELT, misspell),
    Breach("OZ010", _PACKING, no_change, needs_twin=True),
    Breach("OZ101", _tracked(), pick("track", "")),
    Breach("OZ102", _tracked(), no_change, needs_twin=True),
    Breach("OZ103", _tracked("Почта России", "YunExpress"), odd_shape),
    Breach("OZ104", _POST, wrong_check_digit),
    Breach("OZ105", _tracked(), pick("track", "-", "--", "0", "нет", "N/A", "null", "тест", "0000000", "123456")),
    Breach("OZ106", _by_number, own_number),
    Breach("OZ107", _tracked(), untidy),
    Breach("OZ110", _tracked("СДЭК", "Boxberry", "DPD"), odd_shape),
    Breach("OZ202", _SHIPPED, handed_before_accepted),
    Breach("OZ203", _SHIPPED, handed_in_future),
    Breach("OZ210", _CANCELLED, shipped_after_cancellation),
    Breach("OZ301", _WAITING, overdue(2, 110)),
    Breach("OZ302", _WAITING, due_soon),
    Breach("OZ303", _on_the_way, forgotten),
    Breach("OZ304", _in("awaiting_registration"), overdue(2, 110)),
    Breach("OZ305", _PACKING, pick("substatus", "ship_failed")),
    Breach("OZ306", lambda state: _PACKING(state) and state.manual, cutoff_not_set),
    Breach("OZ307", _PACKING, data_required),
    Breach("OZ308", _WAITING, overdue(125, 300)),
    Breach("OZ311", _on_the_way, promise_broken),
    Breach("OZ312", _in("awaiting_registration"), pick("substatus", "posting_registration_error")),
    Breach("OZ313", _SHIPPED, shipped_late),
    Breach("OZ314", _WAITING, surcharge),
    Breach("OZ409", _CANCELLED, cancelled_by_ozon),
    Breach("OZ701", _SHIPPED, pick("handed", None)),
    Breach("OZ702", _tracked(), pick("carrier", "")),
)


def breaches_of(state: State) -> list[tuple[float, Breach]]:
    """The faults that may befall a posting of this state, each with its probability."""
    shared = RATE / len(EVERYWHERE)
    return [
        *((shared, breach) for breach in EVERYWHERE if breach.befalls(state)),
        *((RATE, breach) for breach in SOMEWHERE if breach.befalls(state)),
    ]
