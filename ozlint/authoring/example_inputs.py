"""The other inputs of an example: what its carriers, its earlier snapshot, its notifications and its plan say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import isnan, nan
from typing import Any

import msgspec

from ozlint.carriers.names import carrier_code
from ozlint.join.arrivals import Arrivals
from ozlint.join.beside import Beside, OtherInputs
from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.snapshots import Snapshots
from ozlint.language.knowledge import Knowledge
from ozlint.model.notification import Notification
from ozlint.model.record import Address, Place
from ozlint.model.times import read_time
from ozlint.model.tracking import TrackingEvent
from ozlint.plan.answers import Answers, read_answer_file
from ozlint.plan.contents import Contents
from ozlint.plan.planned import Planned
from ozlint.plan.reading import plan_of
from ozlint.rulebook.rule_file import Example
from ozlint.sources.decoding import PostingDecoder


class ExampleInput(msgspec.Struct, frozen=True):
    """Another input of an example, which has no lines."""

    path: str

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where the records stand: their place in the example."""
        return {address: Place(self.path, 1, 1, f"/{address}") for address in addresses}


def side_of(  # noqa: PLR0913, PLR0917 - what a run is made of
    case: Example,
    decoder: PostingDecoder,
    earlier: PostingDecoder,
    now: float,
    knowledge: Knowledge,
    recut: Collection[str],
) -> Beside | Planned | None:
    """Return the other inputs of an example; None where it has none.

    `decoder` reads its postings, `earlier` the earlier snapshot; `recut` are the ids of rules that hold nothing.
    """
    beside = beside_of(case, earlier, now, knowledge)
    if case.updates is None and case.answers is None:
        return beside
    moment = None if case.taken_at is None else _moment(case.taken_at)
    return Planned(
        decoder.root.struct,
        plan=plan_of(case.updates) if case.updates is not None else None,
        answers=_answers(case.answers) if case.answers is not None else None,
        beside=beside,
        taken_at=None if moment is None else lambda _path: moment,
        recut=recut,
        knowledge=knowledge,
    )


def _answers(answers: Sequence[Mapping[str, Any]]) -> Answers:
    if not answers:
        return Answers(())
    lines = b"\n".join(map(msgspec.json.encode, answers))
    return Answers((read_answer_file(Contents("example, answers", lines)),))


def beside_of(case: Example, decoder: PostingDecoder, now: float, knowledge: Knowledge) -> Beside | None:
    """Return what the other inputs of an example say; None where it has none. `decoder` reads the earlier snapshot."""
    if case.tracking is None and case.previous is None and case.notifications is None:
        return None
    posting = case.posting or {}
    notices = list(_notices(case, posting))
    inputs = OtherInputs(
        parcels=_parcels(case, posting) if case.tracking is not None else None,
        snapshots=_snapshots(case, posting, decoder) if case.previous is not None else None,
        courses=_courses(notices) if case.notifications is not None else None,
        arrivals=_arrivals(notices) if case.notifications is not None else None,
    )
    asked = _moment(case.tracking_at)
    return Beside(inputs, now=now if isnan(asked) else asked, knowledge=knowledge)


def _moment(text: str | None) -> float:
    return nan if text is None else read_time(text)[0]


def _parcels(case: Example, posting: Mapping[str, Any]) -> Parcels:
    parcels = Parcels()
    method = posting.get("delivery_method")
    own = carrier_code(str((method if isinstance(method, dict) else {}).get("tpl_provider") or ""))
    for event in case.tracking or ():
        number = event.tracking_number or posting.get("tracking_number")
        named = event.posting_number
        if not event.tracking_number and not number:
            named = named or posting.get("posting_number")
        parcels.add(
            TrackingEvent(
                tracking_number=str(number) if number else None,
                posting_number=named,
                carrier=carrier_code(event.carrier) if event.carrier else own or "",
                code=event.phase,
                text=event.text or "",
                phase=event.phase,
                at=_moment(event.at),
                is_return=event.is_return,
                withdrawn=event.withdrawn,
            )
        )
    return parcels


def _snapshots(case: Example, posting: Mapping[str, Any], decoder: PostingDecoder) -> Snapshots:
    snapshots = Snapshots(decoder.root.struct)
    snapshots.inputs.append(ExampleInput("example, previous"))
    earlier = {"posting_number": posting.get("posting_number"), **(case.previous or {})}
    snapshots.add(decoder(msgspec.json.encode(earlier)), 0, _moment(case.previous_at))
    return snapshots


def _notices(case: Example, posting: Mapping[str, Any]) -> Iterator[Notification]:
    for keys in case.notifications or ():
        yield Notification(
            type=keys.type,
            posting_number=keys.posting_number or posting.get("posting_number"),
            state=keys.state or keys.status,
            status=keys.status,
            changed_at=_moment(keys.changed_at),
            promised_before=_moment(keys.promised_before),
            promised_after=_moment(keys.promised_after),
            reply_ms=None if keys.reply_ms is None else float(keys.reply_ms),
            reply_ok=keys.reply_ok,
        )


def _courses(notices: Sequence[Notification]) -> Courses:
    courses = Courses()
    for notice in notices:
        courses.add(notice)
    return courses


def _arrivals(notices: Sequence[Notification]) -> Arrivals:
    arrivals = Arrivals()
    for place, notice in enumerate(notices):
        arrivals.add(notice, ExampleInput("example, notifications"), place)
    return arrivals
