"""Reading plans: from what was typed on the command line, or from plain dicts, to requests with their places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from json import dumps
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.model.update import Request, Spot, Update
from ozlint.plan.contents import Contents, gather, no_zone
from ozlint.plan.entries import Entries, Entry, Layout, begins_json, skipped_calls
from ozlint.plan.envelope import Envelope, open_envelope
from ozlint.plan.items import digest_of, items_of
from ozlint.plan.requests import RequestFault, draft_request
from ozlint.plan.sheet import Row, Sheet, read_sheet, row_request
from ozlint.sources.problem import SourceProblem
from ozlint.sources.scanner import mend

IN_MEMORY = "updates"
"""What stands for a file in the places of updates that were given as dicts."""
_NAMES: dict[Layout, str] = {
    "one": "json: a planned request",
    "list": "json: list of planned requests",
    "lines": "ndjson: planned requests",
    "har": "har",
    "table": "csv: planned updates",
}


class PlanFile(msgspec.Struct, frozen=True, kw_only=True):
    """What one file plans."""

    path: str
    layout: Layout
    requests: tuple[Request, ...]
    items: tuple[tuple[Update | Undecodable, ...], ...]
    """What each of the requests does to each posting, in the order of its list, and what of it cannot be read."""
    strays: tuple[Undecodable, ...]
    """Records that are no requests."""
    skipped: int = 0
    """Calls in a HAR that go elsewhere than to the Seller API."""
    spots: Mapping[Address, Place]
    sheet: Sheet | None = None
    """How it is written, where it is a table."""
    rows: Mapping[Address, Row] = {}
    """The rows of a table by their lines."""

    @property
    def format(self) -> str:
        """What it was recognised as."""
        return _NAMES[self.layout] + skipped_calls(self.skipped)

    @property
    def updates(self) -> tuple[Update, ...]:
        """What the requests do to each posting, in their order."""
        return tuple(item for items in self.items for item in items if isinstance(item, Update))

    @property
    def undecodable(self) -> tuple[Undecodable, ...]:
        """Everything that could not be read: records that are no requests, then parts of requests."""
        return (*self.strays, *(item for items in self.items for item in items if isinstance(item, Undecodable)))

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand."""
        return {address: self.spots[address] for address in addresses if address in self.spots}


class Plan(msgspec.Struct, frozen=True):
    """All that is planned, in the order in which it would be sent, and the files that could not be read."""

    files: tuple[PlanFile, ...]
    problems: tuple[SourceProblem, ...] = ()

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request; its index is its place here."""
        return tuple(request for file in self.files for request in file.requests)

    @property
    def updates(self) -> tuple[Update, ...]:
        """Every update, in order."""
        return tuple(update for file in self.files for update in file.updates)


def read_plan(
    arguments: Sequence[str],
    *,
    stdin: BinaryIO,
    cwd: Path,
    method: str | None = None,
    zone_of: Callable[[str], tzinfo | None] = no_zone,
) -> Plan:
    """Return what the files plan that the arguments stand for; one that cannot be read costs that file.

    `method` is the path of the method of requests that do not tell theirs, `zone_of` tells the zone of the times of a
    file that come without one.
    """
    gathered = gather(arguments, stdin=stdin, cwd=cwd)
    problems = list(gathered.problems)
    files: list[PlanFile] = []
    for contents in gathered.contents:
        first = sum(len(file.requests) for file in files)
        try:
            files.append(read_plan_file(contents, first=first, method=method, zone=zone_of(contents.path)))
        except SourceProblem as problem:
            problems.append(problem)
    return Plan(tuple(files), tuple(problems))


def plan_of(updates: Iterable[Mapping[str, Any]], *, method: str | None = None, zone: tzinfo | None = None) -> Plan:
    """Return the plan that dicts tell, each a request as in a file: {"path": …, "body": …}.

    In places, `line` is the number of the dict, from 1. Raises TypeError for what has no form in JSON.
    """
    return Plan((_Reader(Contents(IN_MEMORY, b""), 0, method, zone).dicts(updates),))


def _plain(update: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Return a dict as it would be read from a file."""
    try:
        return msgspec.json.decode(msgspec.json.encode(update))
    except UnicodeEncodeError:
        # Half an emoji: legal in JSON once it is escaped.
        return msgspec.json.decode(mend(dumps(msgspec.to_builtins(update)).encode()))


def read_plan_file(
    contents: Contents, *, first: int = 0, method: str | None = None, zone: tzinfo | None = None
) -> PlanFile:
    """Return what one file plans; raises SourceProblem for what is no plan. `first` is the index of its first request.

    An empty list is a plan of nothing.
    """
    reader = _Reader(contents, first, method, zone)
    return reader.records() if begins_json(contents.data) else reader.table()


class _Reader:
    """One file, read from its beginning."""

    def __init__(self, contents: Contents, first: int, method: str | None, zone: tzinfo | None) -> None:
        self._contents = contents
        self._first = first
        self._method = method
        self._zone = zone
        self._requests: list[Request] = []
        self._items: list[tuple[Update | Undecodable, ...]] = []
        self._strays: list[Undecodable] = []
        self._spots: dict[Address, Place] = {}

    def records(self) -> PlanFile:
        """Read JSON."""
        entries = Entries(self._contents.path, self._contents.data)
        for entry in entries.entries:
            try:
                self._record(entries, entry)
            except RequestFault as fault:
                self._broken(*entries.undecodable(entry, fault.reason, fault.field))
        return self._file(entries.layout, skipped=entries.skipped)

    def _record(self, entries: Entries, entry: Entry) -> None:
        if isinstance(entry.opened, Text):
            raise RequestFault("", entry.opened)
        draft = draft_request(entry.opened, self._method)
        spot, *items = entries.spots(entry, draft.pointers)
        self._planned(draft.at(self._index, spot, items))

    def dicts(self, updates: Iterable[Mapping[str, Any]]) -> PlanFile:
        """Read dicts."""
        for number, update in enumerate(updates, start=1):
            record = _plain(update)
            spot = Spot(number, Place(IN_MEMORY, number, 1, ""))
            try:
                draft = draft_request(open_envelope(record if isinstance(record, dict) else {}), self._method)
            except RequestFault as fault:
                self._broken(spot, Undecodable(number, None, digest_of(record), fault.field, fault.reason))
            else:
                items = [Spot(number, Place(IN_MEMORY, number, 1, pointer)) for pointer in draft.pointers]
                self._planned(draft.at(self._index, spot, items))
        return self._file("lines")

    def table(self) -> PlanFile:
        """Read a table."""
        path = self._contents.path
        sheet, rows = read_sheet(path, self._contents.data, marked=self._contents.marked)
        for row in rows:
            spot = Spot(row.line, Place(path, row.line, 1, ""))
            try:
                self._row(row, sheet, spot)
            except RequestFault as fault:
                number = row.cells.get("posting_number") or None
                record = Undecodable(spot.address, number, row.digest, fault.field, fault.reason, row.cut_off)
                self._broken(spot, record)
        return self._file("table", sheet=sheet, rows={row.line: row for row in rows})

    def _row(self, row: Row, sheet: Sheet, spot: Spot) -> None:
        if row.fault is not None:
            raise RequestFault("", row.fault)
        path, body = row_request(row, sheet, self._method)
        time, tracking = row.cells.get("time"), row.cells.get("tracking_number")
        draft = draft_request(Envelope(path=path, body=body, handed_at=time or None))
        request = draft.at(self._index, spot, ())
        self._planned(msgspec.structs.replace(request, tracking_number=tracking or None))

    @property
    def _index(self) -> int:
        return self._first + len(self._requests)

    def _planned(self, request: Request) -> None:
        self._requests.append(request)
        for spot in (request.spot, *request.items):
            self._spots[spot.address] = spot.place
        self._items.append(items_of(request, self._zone))

    def _broken(self, spot: Spot, record: Undecodable) -> None:
        self._spots[spot.address] = spot.place
        self._strays.append(record)

    def _file(
        self, layout: Layout, *, skipped: int = 0, sheet: Sheet | None = None, rows: Mapping[Address, Row] | None = None
    ) -> PlanFile:
        if self._contents.damage is not None:
            end = len(self._contents.data)
            spot = Spot(end, Place(self._contents.path, self._contents.data.count(b"\n") + 1, 1, ""))
            self._broken(spot, Undecodable(end, None, "", "", self._contents.damage, cut_off=True))
        return PlanFile(
            path=self._contents.path,
            layout=layout,
            requests=tuple(self._requests),
            items=tuple(self._items),
            strays=tuple(self._strays),
            skipped=skipped,
            spots=self._spots,
            sheet=sheet,
            rows=rows or {},
        )
