"""Reading the other inputs of a run into what they are looked up in, and counting what they held."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isnan, nan
from typing import Any, Protocol

import msgspec

from ozlint.join.arrivals import Arrivals
from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.snapshots import Snapshots
from ozlint.model.notification import Notification
from ozlint.model.other import Held, Placed, Role
from ozlint.model.record import Address, Closing, Undecodable
from ozlint.model.tracking import TrackingEvent


class Named(Placed, Protocol):
    """An input that was recognised as something."""

    @property
    def format(self) -> str:
        """What it was recognised as."""
        ...


class EventFile(Named, Protocol):
    """A file of carriers' events."""

    @property
    def fetched_at(self) -> float | None:
        """When the carrier was asked, once the file is read; None where it does not say."""
        ...

    @property
    def unknown_codes(self) -> Mapping[tuple[str, str], int]:
        """How often each code came that nobody has mapped, by whose it is, once the file is read."""
        ...

    def read(self) -> Iterator[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield every event, and every record that could not be read."""
        ...


class Log(Named, Protocol):
    """A log of notifications."""

    def read(self) -> Iterator[tuple[Address, Notification] | Undecodable]:
        """Yield every notification in the order of arrival, and every record that could not be read."""
        ...


class SnapshotFile(Named, Protocol):
    """An earlier snapshot of postings."""

    @property
    def taken_at(self) -> float:
        """When it was taken; NaN where nobody says."""
        ...

    def read(self) -> Iterator[Any]:
        """Yield every posting with its address, every record that could not be read, and the ends of answers."""
        ...


def gather_events(files: Iterable[EventFile]) -> tuple[Parcels, list[Held]]:
    """Return the events of all files by parcel, and what each file held."""
    parcels = Parcels()
    counts = []
    for file in files:
        parcels.as_of.append(nan)
        counts.append(_read(file, "tracking", file.read(), lambda _address, event: parcels.add(event)))
        parcels.unmapped.update(file.unknown_codes)
        if file.fetched_at is not None:
            parcels.as_of[-1] = file.fetched_at
    return parcels, counts


def gather_snapshots(files: Iterable[SnapshotFile], kind: type[msgspec.Struct]) -> tuple[Snapshots, list[Held]]:
    """Return the postings of some snapshots, and what each held; `kind` is the struct of a posting.

    They count in the order of their times; those of which nobody says when they were taken stay where they stand.
    """
    snapshots = Snapshots(kind)
    counts = []
    for file in in_order(list(files)):
        snapshots.inputs.append(file)

        def keep(address: Address, posting: Any, taken_at: float = file.taken_at) -> None:  # noqa: ANN401 - a struct
            snapshots.add(posting, address, taken_at)

        counts.append(_read(file, "previous", file.read(), keep))
    return snapshots, counts


def in_order(files: list[SnapshotFile]) -> list[SnapshotFile]:
    """Return snapshots by their times; one without a time keeps its place among them."""
    timed = iter(sorted((file for file in files if not isnan(file.taken_at)), key=lambda file: file.taken_at))
    return [file if isnan(file.taken_at) else next(timed) for file in files]


def gather_notifications(logs: Iterable[Log]) -> tuple[Courses, Arrivals, list[Held]]:
    """Return what some logs tell of postings, the notifications in the order of arrival, and what each log held."""
    courses, arrivals = Courses(), Arrivals()
    counts = []
    for log in logs:

        def keep(address: Address, notice: Notification, log: Log = log) -> None:
            courses.add(notice)
            arrivals.add(notice, log, address)

        counts.append(_read(log, "notifications", log.read(), keep))
    return courses, arrivals, counts


def _read(source: Named, role: Role, items: Iterable[Any], keep: Callable[[Address, Any], None]) -> Held:
    held = Held(source, role, source.format)
    for item in items:
        if isinstance(item, tuple):
            held.records += 1
            keep(*item)
        elif isinstance(item, Undecodable):
            held.undecodable.append(item)
        elif isinstance(item, Closing):
            held.closing = item
    return held
