"""Surveying what is beside the postings: carriers' events, logs of notifications."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import inf, isnan
from typing import Any, Protocol

import msgspec

from ozlint.model.notification import Notification
from ozlint.model.other import Role, UnknownCode
from ozlint.model.record import Address, Undecodable
from ozlint.model.times import iso_time
from ozlint.model.tracking import TrackingEvent


class OtherSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """What one input is that holds no postings of the run."""

    path: str
    role: Role
    format: str
    asked: bool = True
    """False: it was given as postings, and its flag is still to be written before it."""
    records: int = 0
    """Events or notifications."""
    undecodable: int = 0
    parcels: int = 0
    """Of events: how many parcels they are of."""
    postings: int = 0
    """How many postings the records name."""
    carriers: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Of events: how many each carrier tells, by its code; the most first."""
    kinds: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How many events are of each phase, or notifications of each type; the most first."""
    unknown: tuple[UnknownCode, ...] = ()
    """Codes that nobody has mapped to a phase, the most frequent first."""
    first: str | None = None
    """The earliest time in it, ISO 8601."""
    last: str | None = None
    zoned: bool = True
    """Whether all times say their zone, or it is known."""


class Events(Protocol):
    """A file of carriers' events."""

    path: str
    format: str
    unknown_codes: Counter[tuple[str, str]]
    """How often each code came that nobody has mapped, by whose it is, once the file is read."""

    def read(self) -> Iterable[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield every event, and every record that could not be read."""
        ...


class Log(Protocol):
    """A log of notifications."""

    @property
    def path(self) -> str:
        """Its name."""
        ...

    @property
    def format(self) -> str:
        """What it was recognised as."""
        ...

    def read(self) -> Iterable[tuple[Address, Notification] | Undecodable]:
        """Yield every notification, and every record that could not be read."""
        ...


class _Tally:
    """What is counted of any input."""

    def __init__(self, items: Iterable[Any]) -> None:
        self.items = items
        self.undecodable = self.records = 0
        self.postings: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.low, self.high = inf, -inf

    def __iter__(self) -> Any:  # noqa: ANN401 - of what the items are
        for item in self.items:
            if isinstance(item, tuple):
                self.records += 1
                yield item[1]
            else:
                self.undecodable += 1

    def add(self, posting: str | None, kind: str, moment: float) -> None:
        self.kinds[kind] += 1
        if posting:
            self.postings.add(posting)
        if not isnan(moment):
            self.low, self.high = min(self.low, moment), max(self.high, moment)

    def told(self) -> dict[str, Any]:
        """Return the parts of a survey."""
        return {
            "records": self.records, "undecodable": self.undecodable, "postings": len(self.postings),
            "kinds": dict(self.kinds.most_common()),
            "first": iso_time(self.low) if self.kinds and self.low != inf else None,
            "last": iso_time(self.high) if self.kinds and self.high != -inf else None,
        }  # fmt: skip


def survey_events(file: Events, *, asked: bool = True) -> OtherSurvey:
    """Return what a file of carriers' events holds; raises SourceProblem where it cannot be read to its end."""
    carriers: Counter[str] = Counter()
    parcels: set[str] = set()
    zoned = True
    tally = _Tally(file.read())
    for event in tally:
        tally.add(event.posting_number, event.phase, event.at)
        carriers[event.carrier] += 1
        parcels.add(event.tracking_number or event.posting_number or "")
        zoned = zoned and event.zoned
    return OtherSurvey(
        path=file.path, role="tracking", format=file.format, asked=asked, parcels=len(parcels),
        carriers=dict(carriers.most_common()), zoned=zoned,
        unknown=tuple(UnknownCode(*key, count) for key, count in file.unknown_codes.most_common()), **tally.told(),
    )  # fmt: skip


def survey_log(log: Log, *, asked: bool = True) -> OtherSurvey:
    """Return what a log of notifications holds; raises SourceProblem where it cannot be read to its end."""
    tally = _Tally(log.read())
    for notice in tally:
        tally.add(
            notice.posting_number, notice.type, notice.arrived_at if isnan(notice.changed_at) else notice.changed_at
        )
    return OtherSurvey(path=log.path, role="notifications", format=log.format, asked=asked, **tally.told())
