"""Reading logs of what Ozon answered: requests with their answers, one a line, a list, or a HAR."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import UNSET

from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.model.update import Answer, Request, Update
from ozlint.ozon.contract import contract_of
from ozlint.plan.contents import Contents, gather, no_zone
from ozlint.plan.entries import Entries, Entry, Layout, begins_json, skipped_calls
from ozlint.plan.envelope import Envelope
from ozlint.plan.items import items_of
from ozlint.plan.moment import moment_of
from ozlint.plan.requests import RequestFault, draft_request
from ozlint.plan.results import read_results
from ozlint.sources.problem import SourceProblem

_NAMES: dict[Layout, str] = {
    "one": "json: an answer with its request",
    "list": "json: list of answers with their requests",
    "lines": "ndjson: answers with their requests",
    "har": "har",
}
_STATUSES = range(100, 600)

EXPECTED = Text(
    'Expected are requests with their answers: {"path": …, "body": {…}, "status": 200, "answer": {…}}, a list, or one '
    "a line, or a HAR.",
    'Нужны запросы с ответами: {"path": …, "body": {…}, "status": 200, "answer": {…}}, списком или по '
    "одному на строку, или HAR.",
)
_WHOSE = Text(
    "which request this answers cannot be told: the path of its method is missing, such as /v2/fbs/posting/delivering",
    "непонятно, на какой запрос этот ответ: нет пути метода, например /v2/fbs/posting/delivering",
)


class AnswerFile(msgspec.Struct, frozen=True, kw_only=True):
    """What one log holds."""

    path: str
    layout: Layout
    answers: tuple[Answer, ...]
    undecodable: tuple[Undecodable, ...]
    skipped: int = 0
    """Calls in a HAR that go elsewhere than to the Seller API."""
    spots: Mapping[Address, Place]

    @property
    def format(self) -> str:
        """What it was recognised as."""
        return _NAMES[self.layout] + skipped_calls(self.skipped)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand."""
        return {address: self.spots[address] for address in addresses if address in self.spots}


class Answers(msgspec.Struct, frozen=True):
    """All logs, in the order in which they were given, and the files that could not be read."""

    files: tuple[AnswerFile, ...]
    problems: tuple[SourceProblem, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer; the index of its request is its place here."""
        return tuple(answer for file in self.files for answer in file.answers)


def read_answers(
    arguments: Sequence[str], *, stdin: BinaryIO, cwd: Path, zone_of: Callable[[str], tzinfo | None] = no_zone
) -> Answers:
    """Return what the logs hold that the arguments stand for; one that cannot be read costs that log.

    `zone_of` tells the zone of the times of a log that come without one.
    """
    gathered = gather(arguments, stdin=stdin, cwd=cwd)
    problems = list(gathered.problems)
    files: list[AnswerFile] = []
    for contents in gathered.contents:
        try:
            first = sum(len(file.answers) for file in files)
            files.append(read_answer_file(contents, first=first, zone=zone_of(contents.path)))
        except SourceProblem as problem:
            problems.append(problem)
    return Answers(tuple(files), tuple(problems))


def read_answer_file(contents: Contents, *, first: int = 0, zone: tzinfo | None = None) -> AnswerFile:
    """Return what one log holds; raises SourceProblem for what is no log. `first` is the index of its first answer."""
    if not begins_json(contents.data):
        raise SourceProblem(contents.path, Text("no answers can be made out", "ответов не видно"), EXPECTED)
    entries = Entries(contents.path, contents.data)
    answers: list[Answer] = []
    undecodable: list[Undecodable] = []
    spots: dict[Address, Place] = {}
    for entry in entries.entries:
        try:
            answer = _answer(entries, entry, first + len(answers), zone)
        except RequestFault as fault:
            spot, record = entries.undecodable(entry, fault.reason, fault.field)
            undecodable.append(record)
        else:
            spot = answer.request.spot
            answers.append(answer)
            spots.update((item.address, item.place) for item in answer.request.items)
        spots[spot.address] = spot.place
    if contents.damage is not None:
        end = len(contents.data)
        undecodable.append(Undecodable(end, None, "", "", contents.damage, cut_off=True))
        spots[end] = Place(contents.path, contents.data.count(b"\n") + 1, 1, "")
    return AnswerFile(
        path=contents.path,
        layout=entries.layout,
        answers=tuple(answers),
        undecodable=tuple(undecodable),
        skipped=entries.skipped,
        spots=spots,
    )


def _answer(entries: Entries, entry: Entry, index: int, zone: tzinfo | None) -> Answer:
    """Return what a record of a log tells; raises RequestFault."""
    envelope = entry.opened
    if isinstance(envelope, Text):
        raise RequestFault("", envelope)
    request = _request(entries, entry, envelope, index)
    updates = [item for item in items_of(request, zone) if isinstance(item, Update)]
    status = _status(envelope.status)
    whole, results = read_results(request, updates, status, envelope.answer)
    if not request.path and not results:
        raise RequestFault("path", _WHOSE)
    return Answer(
        request=request,
        status=status,
        at=moment_of(envelope.at, zone),
        answered=status is not None or envelope.answer not in (UNSET, None),
        error=whole.error,
        results=results,
    )


def _request(entries: Entries, entry: Entry, envelope: Envelope, index: int) -> Request:
    """Return the request of a record; where the log does not echo it, what is known of it; raises RequestFault."""
    try:
        draft = draft_request(envelope)
    except RequestFault:
        if envelope.answer is UNSET:
            raise
        (spot,) = entries.spots(entry, ())
        path = envelope.path or ""
        return Request(index=index, path=path, body={}, contract=contract_of(path), spot=spot)
    spot, *items = entries.spots(entry, draft.pointers)
    return draft.at(index, spot, items)


def _status(written: Any) -> int | None:  # noqa: ANN401 - any JSON
    """Return a status of HTTP; None for what is none."""
    if isinstance(written, str) and written.isascii() and written.isdecimal() and len(written) == len("200"):
        written = int(written)
    return written if isinstance(written, int) and not isinstance(written, bool) and written in _STATUSES else None
