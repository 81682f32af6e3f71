"""The second pass: each posting judged once, where everything that is said of it comes together."""

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import msgspec

from ozlint.engine.lint import Lint
from ozlint.engine.share import Share, share_of
from ozlint.language.values import read_path
from ozlint.model.finding import Finding
from ozlint.model.record import Address, Place, Undecodable
from ozlint.spark.court import Ready, ready
from ozlint.spark.rows import Kind, Lost
from ozlint.spark.told import Told
from ozlint.triage.merge import merge

COLUMNS = ("number", "kind", "rank", "file", "account", "answer", "packed", "call", "worth")
"""Of a row that is said of a posting."""
FINDING = (
    "fingerprint string, rule string, name string, severity string, posting_number string, account string, "
    "subject struct<kind:string,key:string>, field string, message string, values string, facts map<string,string>, "
    "roubles double, path string"
)
"""A finding, for people who query it."""
SCHEMA = f"{FINDING}, packed binary, share binary, parcel string"
"""A finding, also as ozlint has it; or, once a task, what that counted; or a parcel that is some posting's."""


class Tried(msgspec.Struct, frozen=True):
    """What a task gives besides its findings."""

    share: Share
    superseded: int
    heard: frozenset[str]
    """Carriers that have a parcel of some posting."""
    silent: frozenset[str]
    """Carriers whose silence on some posting was taken for an answer."""


class Meeting:
    """The postings of a task, each after all that is said of it."""

    format = "spark"

    def __init__(self, path: str, judge: Ready, told: Told, versions: dict[str, str], batches: Iterator[Any]) -> None:
        self.path = path
        self.superseded = 0
        self._judge = judge
        self._told = told
        self._versions = versions
        self._batches = batches
        self._decode: Callable[[bytes], Any] = msgspec.msgpack.Decoder(judge.decode.root.struct).decode
        heard = judge.court.heard
        self._cut_off = frozenset() if heard is None else heard.cut_off
        self._lost = msgspec.msgpack.Decoder(Lost).decode
        self._of = array("I")
        """Of each record: its file."""

    @property
    def absent(self) -> frozenset[str]:
        """Fields that none of the postings has."""
        heard = self._judge.court.heard
        return frozenset() if heard is None else heard.absent

    @property
    def zone(self) -> tzinfo | None:
        """The zone of times that come without one."""
        return self._judge.court.zone

    def read(self) -> Iterator[tuple[Address, Any] | Undecodable]:
        """Yield every posting that counts, and every record that could not be read."""
        rows = chain.from_iterable(
            zip(*(batch.column(name).to_pylist() for name in COLUMNS), strict=True) for batch in self._batches
        )
        for _, same in groupby(rows, key=itemgetter(0)):
            yield from self._meet(same)

    def reread(self, _addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield nothing: what others say of a posting is known before it is judged."""
        return iter(())

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return the file of each record: rows have no numbers."""
        files = self._judge.court.files[0]
        return {address: Place(files[self._of[address]].name, 0, 0, "") for address in addresses}

    def _meet(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Address, Any] | Undecodable]:
        """Yield what there is of one number."""
        told = self._told
        told.begin()
        found: dict[str, list[tuple[int, int, bytes]]] = {}
        for number, kind, rank, file, account, answer, packed, call, worth in rows:
            if kind == Kind.POSTING:
                known = found.setdefault(account, [])
                if known and known[-1][1] != answer:
                    self.superseded += len(known)
                    known.clear()
                known.append((file, answer, packed))
            elif kind != Kind.LOST:
                told.take(kind, (number, rank, file, account, packed, call, worth))
            elif rank:
                told.lose(rank, self._judge.court.files[rank][file].name, self._unread(rank, file, packed))
            else:
                yield msgspec.structs.replace(self._unread(rank, file, packed), address=self._address(file))
        for account, known in found.items():
            yield self._last(account, known)
        told.end()

    def _last(self, account: str, records: Sequence[tuple[int, int, bytes]]) -> tuple[Address, Any]:
        """Return the record that counts of one posting; `records` are those of the last answer that has it."""
        self.superseded += len(records) - 1
        same = [self._decode(packed) for _, _, packed in records]
        posting = same[-1]
        for call, field in self._versions.items() if len(same) > 1 else ():
            versions = {repr(read_path(one, field)) for one in same}
            if len(versions) > 1:
                self._told.answer(account, posting.posting_number, call, float(len(versions)))
        return self._address(records[-1][0]), posting

    def _unread(self, rank: int, file: int, packed: bytes) -> Undecodable:
        """Return a record that could not be read, cut off only where its file ends."""
        lost = self._lost(packed)
        cut_off = lost.record.cut_off and (rank, file, lost.block) in self._cut_off
        return msgspec.structs.replace(lost.record, cut_off=cut_off)

    def _address(self, file: int) -> Address:
        self._of.append(file)
        return len(self._of) - 1


def judge_rows(court: bytes) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return what judges the rows of a task, which are sorted by number, and yields rows of SCHEMA."""

    def judge(batches: Iterator[Any]) -> Iterator[Any]:
        judges = ready(court)
        told = judges.told()
        lint = Lint(judges.court.rulebook, judges.court.terms, judges.benches, told)
        lint.told = judges.times
        meeting = Meeting(judges.court.path, judges, told, lint.index.versions, batches)
        heard = judges.court.heard
        if heard is None:
            raise AssertionError
        share = share_of(lint, meeting, heard.coverage, [heard.count])
        tried = Tried(
            msgspec.structs.replace(share, findings=()), meeting.superseded, frozenset(told.heard), told.silent
        )
        findings = merge(share.findings)
        rows = [(*entry_of(one), msgspec.msgpack.encode(one), None, None) for one in findings]
        nothing = (None,) * len(_types())
        rows.append((*nothing, None, msgspec.msgpack.encode(tried), None))
        rows += [(*nothing, None, None, parcel) for parcel in sorted(told.parcels)]
        yield from _batches(rows)

    return judge


def entry_of(found: Finding) -> tuple[Any, ...]:
    """Return a finding as a row of FINDING."""
    facts = [(name, str(value)) for name, value in found.facts.items() if value is not None]
    values = json.dumps(found.values, ensure_ascii=False, default=str)
    subject = {"kind": found.subject.kind, "key": found.subject.key}
    return (
        found.fingerprint, found.rule, found.name, found.severity, found.posting_number, found.account, subject,
        found.field, found.message, values, facts, found.roubles, found.place.path,
    )  # fmt: skip


def _batches(rows: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
    import pyarrow as pa

    kinds = {**_types(), "packed": pa.binary(), "share": pa.binary(), "parcel": pa.string()}
    for first in range(0, len(rows), 5_000):
        columns = zip(*rows[first : first + 5_000], strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds.values(), strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, names=list(kinds))


def _types() -> dict[str, Any]:
    """Return the columns of FINDING."""
    import pyarrow as pa

    text = pa.string()
    subject = pa.struct({"kind": text, "key": text})
    return {
        "fingerprint": text, "rule": text, "name": text, "severity": text, "posting_number": text, "account": text,
        "subject": subject, "field": text, "message": text, "values": text, "facts": pa.map_(text, text),
        "roubles": pa.float64(), "path": text,
    }  # fmt: skip
