"""Postings made at random with all that other inputs say of them, and a run of the built-in rules over them.

Times are whole hours before the moment of the run, so that limits are met to the second; negative ones are to come.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from ozlint.authoring.example import ExamplePostings
from ozlint.carriers.names import carrier_code
from ozlint.engine.lint import Lint
from ozlint.engine.result import Result
from ozlint.engine.side import Benches
from ozlint.engine.terms import Terms
from ozlint.join.arrivals import Arrivals
from ozlint.join.beside import Beside, OtherInputs, join_paths
from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.snapshots import Snapshots
from ozlint.model.notification import Notification
from ozlint.model.record import Address, Place
from ozlint.model.times import DAY, HOUR, iso_time
from ozlint.model.tracking import PHASES, TrackingEvent
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder

NOW = 1_795_338_000.0
"""2026-11-22T09:00:00Z."""
ASKED = 2
"""Hours ago the carriers were asked."""
COVERED = 14 * 24
"""Hours that the inputs hold all postings of."""

STATUSES = (
    "awaiting_packaging", "awaiting_registration", "awaiting_deliver", "sent_by_seller", "arbitration", "not_accepted",
    "delivering", "client_arbitration", "delivered", "cancelled", "cancelled_from_split_pending",
)  # fmt: skip
_SWIFT = 0.1
"""How many are delivered as soon as they are handed over."""
_SUBSTATUSES = {
    "awaiting_packaging": (None, None, "ship_failed"),
    "awaiting_registration": ("posting_awaiting_registration", "posting_registration_error"),
    "awaiting_deliver": (None, None, "posting_registration_error"),
    "delivering": (
        "posting_on_way_to_city", "posting_on_way_to_city", "posting_in_courier_service", "posting_in_pickup_point",
        "posting_conditionally_delivered", "posting_returned_to_warehouse",
    ),
    "delivered": ("posting_received", "posting_conditionally_delivered"),
}  # fmt: skip


class Event(msgspec.Struct, frozen=True):
    """One event of a carrier's."""

    phase: str
    ago: int
    carrier: str


class Before(msgspec.Struct, frozen=True):
    """A posting as the earlier snapshot has it."""

    status: str
    taken: int
    tracking: str | None
    shipment: int
    promised: int | None


class Notice(msgspec.Struct, frozen=True):
    """One notification: of a new status, or of a promise that was moved."""

    ago: int
    status: str | None
    promised: int | None


class Made(msgspec.Struct, frozen=True):
    """One posting, and what is said of it elsewhere."""

    number: str
    status: str
    substatus: str | None
    integration: str
    schema: str
    express: bool
    provider: str
    tracking: str | None
    in_process: int
    shipment: int
    handed: int | None
    promised: int | None
    cancelled: int | None
    events: tuple[Event, ...]
    parcel: str
    """The number that the carrier has the parcel under."""
    names_posting: bool
    """The carrier's document names the posting."""
    before: Before | None
    notices: tuple[Notice, ...]


def make(count: int, seed: int) -> list[Made]:
    """Some postings, each unlike the others."""
    random = Random(seed)  # noqa: S311 - no secret
    return [_made(place, random) for place in range(count)]


def _made(place: int, random: Random) -> Made:
    number = f"{10_000_000 + place}-0001-1"
    own, other = f"1{place:09}", f"2{place:09}"
    status = random.choice((*STATUSES, "delivering", "delivering", "delivering", "delivered"))
    provider = random.choice(("CDEK", "CDEK", "DPD", "Доставка Ozon", "У Васи"))
    handed = _hours(random, 1, 80)
    return Made(
        number=number,
        status=status,
        substatus=random.choice(_SUBSTATUSES.get(status, (None,))),
        integration=random.choice(("non_integrated", "non_integrated", "3pl_tracking", "ozon", "aggregator")),
        schema=random.choice(("", "", "", "", "", "", "", "Crossborder", "FBO")),
        express=random.random() < 0.1,
        provider=provider,
        tracking=random.choice((own, own, own, own, own, own, own, None, "нет", number, "8,0E+13")),
        in_process=random.choice((handed or 0, 90, 30 * 24)),
        shipment=random.randrange(-30, 30),
        handed=handed,
        promised=random.choice((None, random.randrange(-30, 30))),
        cancelled=random.choice((None, random.randrange(1, 100))),
        events=_events(random, provider, handed),
        parcel=random.choice((own, own, own, other)),
        names_posting=random.random() < 0.7,
        before=_before(random, status, own, other) if random.random() < 0.5 else None,
        notices=_notices(random, status),
    )


def _hours(random: Random, low: int, high: int) -> int | None:
    return random.choice((None, *[random.randrange(low, high)] * 9))


def _events(random: Random, provider: str, handed: int | None) -> tuple[Event, ...]:
    if handed is not None and handed > ASKED and random.random() < _SWIFT:
        return (Event("delivered", handed - random.randrange(3), provider),)
    count = random.choice((0, 0, 1, 1, 2, 3, 4))
    agos = random.sample(range(ASKED, random.choice((20, 100, 300))), count)
    carrier = random.choice((provider, provider, provider, "CDEK", "DPD"))
    likely = ("registered", "accepted", "in_transit", "delivered")
    phases = PHASES if random.random() < 0.5 else likely
    return tuple(
        Event(random.choice(phases), ago, random.choice((carrier, carrier, carrier, provider))) for ago in agos
    )


def _before(random: Random, status: str, own: str, other: str) -> Before:
    return Before(
        status=random.choice((*STATUSES, status, status, status, status)),
        taken=random.randrange(1, 120),
        tracking=random.choice((own, own, f" {own.lower()}", other, other, other, None)),
        shipment=random.randrange(-30, 30),
        promised=random.choice((None, random.randrange(-30, 30))),
    )


def _notices(random: Random, status: str) -> tuple[Notice, ...]:
    agos = random.sample(range(1, 120), random.choice((0, 0, 0, 1, 2, 3)))
    return tuple(
        Notice(ago, None, random.randrange(-30, 30))
        if random.random() < 0.3
        else Notice(ago, random.choice((status, status, "delivering", "delivered", "awaiting_deliver")), None)
        for ago in agos
    )


def moment(ago: float | None) -> str | None:
    """The moment so many hours before the run, as Ozon writes it."""
    return None if ago is None else iso_time(NOW - ago * HOUR)


def document(made: Made) -> dict[str, Any]:
    """A posting as Ozon answers."""
    return {
        "posting_number": made.number, "status": made.status, "substatus": made.substatus,
        "tpl_integration_type": made.integration, "delivery_schema": made.schema, "is_express": made.express,
        "delivery_method": {"id": 7, "tpl_provider": made.provider}, "tracking_number": made.tracking,
        "in_process_at": moment(made.in_process), "shipment_date": moment(made.shipment),
        "delivering_date": moment(made.handed), "analytics_data": {"delivery_date_end": moment(made.promised)},
        "cancelled_at": moment(made.cancelled),
    }  # fmt: skip


def earlier(made: Made, before: Before) -> dict[str, Any]:
    """A posting as Ozon answered before."""
    return {
        **document(made), "status": before.status, "substatus": None, "tracking_number": before.tracking,
        "shipment_date": moment(before.shipment), "analytics_data": {"delivery_date_end": moment(before.promised)},
    }  # fmt: skip


class Log(msgspec.Struct, frozen=True):
    """Another input, which has no lines."""

    path: str

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Where its records stand."""
        return {address: Place(self.path, 1, 1, f"/{address}") for address in addresses}


@cache
def book() -> Rulebook:
    """All built-in rules."""
    return Rulebook(tuple(sorted(load_rules([builtin_pack()], cwd=Path()), key=lambda rule: rule.id)))


def run(made: Sequence[Made], gone: Sequence[Made] = ()) -> Result:
    """What the rules say of some postings; those that are `gone` are in the earlier snapshot alone."""
    rules = book()
    parcels, courses, snapshots = Parcels(), Courses(), _snapshots(rules, [*made, *gone])
    for one in made:
        for event in one.events:
            named = one.number if one.names_posting or one.parcel != one.tracking else None
            parcels.add(
                TrackingEvent(
                    tracking_number=one.parcel, posting_number=named, carrier=carrier_code(event.carrier),
                    code=event.phase, phase=event.phase, at=NOW - event.ago * HOUR,
                )
            )  # fmt: skip
        for notice in one.notices:
            promised = float("nan") if notice.promised is None else NOW - notice.promised * HOUR
            kind = "TYPE_STATE_CHANGED" if notice.status else "TYPE_DELIVERY_DATE_CHANGED"
            courses.add(
                Notification(
                    type=kind, posting_number=one.number, state=notice.status, status=notice.status,
                    changed_at=NOW - notice.ago * HOUR, promised_before=promised,
                )
            )  # fmt: skip
    side = Beside(OtherInputs(parcels, snapshots, courses), now=NOW - ASKED * HOUR)
    decoder = PostingDecoder(rules.reads | join_paths())
    terms = Terms(now=NOW, covers=COVERED / 24 * DAY)
    return Lint(rules, terms, Benches(rules, side), side).run([ExamplePostings(list(map(document, made)), decoder)])


def _snapshots(rules: Rulebook, made: Sequence[Made]) -> Snapshots:
    decoder = PostingDecoder(rules.reads_earlier)
    snapshots = Snapshots(decoder.root.struct)
    snapshots.inputs.append(Log("earlier"))
    for place, one in enumerate(made):
        if one.before is not None:
            posting = decoder(msgspec.json.encode(earlier(one, one.before)))
            snapshots.add(posting, place, NOW - one.before.taken * HOUR)
    return snapshots


def run_log(notices: Sequence[Notification]) -> Result:
    """What the rules say of a log of notifications."""
    rules, arrivals = book(), Arrivals()
    for place, notice in enumerate(notices):
        arrivals.add(notice, Log("log"), place)
    side = Beside(OtherInputs(arrivals=arrivals), now=NOW)
    decoder = PostingDecoder(rules.reads | join_paths())
    return Lint(rules, Terms(now=NOW), Benches(rules, side), side).run([ExamplePostings([], decoder)])
