"""The other inputs of a run, read whole before its postings are: carriers' events, earlier snapshots, notifications."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from math import inf, isnan
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.carriers.corrections import NO_CORRECTIONS
from ozlint.carriers.names import carrier_coder
from ozlint.config.config import Config
from ozlint.errors import UsageError
from ozlint.join.beside import Beside, OtherInputs
from ozlint.join.gather import gather_events, gather_notifications, gather_snapshots
from ozlint.join.snapshots import Snapshots
from ozlint.join.zoned import zone_writer
from ozlint.model.notification import Notification
from ozlint.model.other import Held
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.tracking import TrackingEvent
from ozlint.rulebook.rule import Rulebook
from ozlint.seller_api.inputs import Vouched, vouch_for
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.earlier import open_earlier
from ozlint.sources.notifications import NotificationLog
from ozlint.sources.source import Source
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.opening import OpenedTracking, open_tracking
from ozlint.triage.unreadable import Telling, Unreadable


class OpenedOthers(msgspec.Struct, frozen=True):
    """The other inputs that a run was given, opened, and what is wrong with those that could not be."""

    events: tuple[TrackingFile, ...] | None
    """None where no files of carriers' events were named."""
    snapshots: Vouched
    logs: tuple[NotificationLog, ...]
    problems: tuple[Unreadable, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of events and of notifications that are read."""
        return (*(file.path for file in self.events or ()), *(log.path for log in self.logs))

    def before(self, inputs: Vouched, folder: Path, arguments: Sequence[str]) -> "OpenedOthers":
        """Return these without the snapshots that are inputs of the run themselves, or were not taken before them.

        So a folder that keeps every snapshot can be named as the history of the last one in it; an input that is one of
        the `arguments` itself was named by mistake, which raises UsageError.
        """
        present = {(folder / one.path).resolve() for one in inputs.sources}
        newest = max((at for one in inputs.sources if not isnan(at := inputs.taken_at(one))), default=inf)
        known = self.snapshots
        for one in known.sources:
            if one.path in arguments and (folder / one.path).resolve() in present:
                raise UsageError(
                    f"{one.path} is both an input and --previous: name an earlier snapshot of it there",
                    f"{one.path} указан и как входной файл, и в --previous: там нужен более ранний снимок",
                )
        earlier = tuple(
            one
            for one in known.sources
            if (folder / one.path).resolve() not in present and not known.taken_at(one) >= newest
        )
        return msgspec.structs.replace(self, snapshots=msgspec.structs.replace(known, sources=earlier))


def open_others(config: Config, stdin: BinaryIO, folder: Path) -> OpenedOthers:
    """Return the other inputs that a configuration names; raises RuleProblems for a carrier map that is wrong."""
    events = open_events(config, config.tracking, stdin, folder)
    earlier = open_earlier(config.previous, stdin=stdin, cwd=folder, columns=config.columns)
    snapshots = vouch_for(earlier.snapshots.sold_as(config.scheme_of), folder, {})
    return OpenedOthers(
        events=events.files if config.tracking else None,
        snapshots=snapshots,
        logs=earlier.logs,
        problems=(
            *(Unreadable.of(problem, "tracking") for problem in events.problems),
            *(Unreadable.of(problem, "previous") for problem in snapshots.problems),
        ),
    )


def open_events(config: Config, arguments: Sequence[str], stdin: BinaryIO, folder: Path) -> OpenedTracking:
    """Return what some arguments hold of carriers' events, by the names, zones and phases of a configuration."""
    carrier_of = carrier_coder(config.knowledge.aliases)
    corrections = NO_CORRECTIONS
    if config.carrier_map is not None:
        from ozlint.sources.tracking.carrier_map import load_carrier_map  # YAML and pydantic

        corrections = load_carrier_map(folder / config.carrier_map, config.carrier_map, carrier_of)
    return open_tracking(
        arguments,
        stdin=stdin,
        cwd=folder,
        carrier_map=corrections,
        zone_of=config.zone_of,
        carrier_of=carrier_of,
        columns=config.columns,
        asked_at=asked_at(config),
    )


def asked_at(config: Config) -> float:
    """Return when carriers were asked whose documents do not say when."""
    return config.now if config.tracking_at is None else config.tracking_at


def read_others(
    opened: OpenedOthers, config: Config, rulebook: Rulebook, unreadable: list[Unreadable]
) -> Beside | None:
    """Return what the other inputs of a run say, None where it was given none.

    What cannot be read to its end is told in `unreadable`, and all that was read of it counts.
    """
    if not config.tracking and not config.previous:
        return None
    others = OtherInputs()
    if opened.events is not None:
        parcels, held = gather_events(_Events(file, unreadable) for file in opened.events)
        others = msgspec.structs.replace(others, parcels=parcels, held=(*others.held, *held))
    if opened.snapshots.sources:
        snapshots, held = _gather_snapshots(opened.snapshots, config, rulebook, unreadable)
        others = msgspec.structs.replace(others, snapshots=snapshots, held=(*others.held, *held))
    if opened.logs:
        courses, arrivals, held = gather_notifications(_Log(log, unreadable) for log in opened.logs)
        others = msgspec.structs.replace(others, courses=courses, arrivals=arrivals, held=(*others.held, *held))
    return Beside(others, now=asked_at(config), knowledge=config.knowledge)


def _gather_snapshots(
    vouched: Vouched, config: Config, rulebook: Rulebook, unreadable: list[Unreadable]
) -> tuple[Snapshots, list[Held]]:
    decoder = PostingDecoder(rulebook.reads_earlier)
    files = [
        _Snapshot(source, unreadable, decoder, vouched, zone=config.zone_of(source.path)) for source in vouched.sources
    ]
    return gather_snapshots(files, decoder.root.struct)


class _Told:
    """An input whose problems are told, with what it is to the run, and cost nothing else."""

    def __init__(self, source: TrackingFile | Source | NotificationLog, telling: Telling) -> None:
        self.path = source.path
        self.format = source.format
        self._source = source
        self._telling = telling

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand; only the file, where it is gone by now."""
        return self._telling.places(self._source, addresses)


class _Events(_Told):
    """A file of carriers' events."""

    def __init__(self, source: TrackingFile, unreadable: list[Unreadable]) -> None:
        super().__init__(source, Telling(source.path, unreadable, "tracking"))
        self._file = source

    @property
    def fetched_at(self) -> float | None:
        """When the carrier was asked, once the file is read."""
        return self._file.fetched_at

    @property
    def unknown_codes(self) -> Mapping[tuple[str, str], int]:
        """How often each code came that nobody has mapped, once the file is read."""
        return self._file.unknown_codes

    def read(self) -> Iterator[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield what the file holds, as far as it can be read."""
        return self._telling.reading(self._file.read())


class _Log(_Told):
    """A log of notifications."""

    def __init__(self, source: NotificationLog, unreadable: list[Unreadable]) -> None:
        super().__init__(source, Telling(source.path, unreadable, "notifications"))
        self._log = source

    def read(self) -> Iterator[tuple[Address, Notification] | Undecodable]:
        """Yield what the log holds, as far as it can be read."""
        return self._telling.reading(self._log.read())


class _Snapshot(_Told):
    """An earlier snapshot, bound to the decoder of what is read of it."""

    def __init__(
        self,
        source: Source,
        unreadable: list[Unreadable],
        decoder: PostingDecoder,
        vouched: Vouched,
        *,
        zone: tzinfo | None,
    ) -> None:
        super().__init__(source, Telling(source.path, unreadable, "previous"))
        self.taken_at = vouched.taken_at(source)
        self._postings = source
        self._decoder = decoder
        self._closing = vouched.closing(source)
        self._written = None if zone is None else zone_writer(decoder.paths, zone)

    def read(self) -> Iterator[Any]:
        """Yield what the snapshot holds, as far as it can be read; of known zone are all its times then."""
        for item in self._telling.reading(self._postings.read(self._decoder)):
            if self._written is not None and isinstance(item, tuple):
                yield item[0], self._written(item[1])
            else:
                yield item
        if self._closing is not None:
            yield self._closing
