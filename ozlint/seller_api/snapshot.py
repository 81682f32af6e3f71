"""A snapshot while it is taken: postings as NDJSON, one a line, with a manifest beside it.

Until all is read the file is called `<name>.partial`, and its manifest says how far each part is; then it gets its name
at once, packed if that ends in .gz. Lines stand in the order in which they came. What is kept in memory is the number
of each posting, about 200 bytes.
"""

import gzip
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self

import msgspec
from msgspec import structs

from ozlint.durable import put_in_place, settle, unwritable
from ozlint.errors import UsageError
from ozlint.model.times import iso_time
from ozlint.seller_api.clock import Clock
from ozlint.seller_api.line import Line
from ozlint.seller_api.manifest import TOLD, Manifest, load_manifest, manifest_path, write_manifest
from ozlint.seller_api.method import methods
from ozlint.seller_api.part import Part, parts_of
from ozlint.seller_api.partial import open_partial, partial_path, spoiled
from ozlint.seller_api.query import Query, check_query, other_query
from ozlint.seller_api.second_pass import SecondPass
from ozlint.seller_api.seen import Seen
from ozlint.sources.problem import SourceProblem

_PACK_LEVEL = 6


class _Number(msgspec.Struct):
    posting_number: str


class Snapshot:
    """Takes in pages from several threads; a posting that comes twice is written once."""

    def __init__(self, path: Path, manifest: Manifest, file: BinaryIO, clock: Clock) -> None:
        self.query = manifest.query
        self._parts = list(manifest.parts)
        self._path = path
        self._begun = manifest
        self._file = file
        self._clock = clock
        self._postings = Counter(manifest.postings)
        self._misread = manifest.misread
        self._misreadings = list(manifest.misreadings)
        self._seen = Seen()
        self._hash = hashlib.sha256()
        self._size = 0
        self._lock = Lock()
        self._fault: SourceProblem | None = None
        self._source = self._partial
        """Where the lines are that the snapshot will have."""

    @property
    def count(self) -> int:
        """How many postings are written."""
        return self._postings.total()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the query is read in, as of now."""
        with self._lock:
            return tuple(self._parts)

    def take(self, before: Part, after: Iterable[Part], lines: Iterable[Line]) -> None:
        """Write the postings of a page that are new, and put what is to be read next in the place of its part."""
        with self._lock, self._written():
            place = self._parts.index(before)
            fresh = [line for line in lines if self._is_new(line)]
            self._write(b"".join(line.data + b"\n" for line in fresh if line.number is not None))
            self._postings[methods()[before.method].scheme] += sum(line.number is not None for line in fresh)
            misreadings = [line.misread for line in fresh if line.misread is not None]
            self._misread += len(misreadings)
            self._misreadings = (self._misreadings + misreadings)[:TOLD]
            self._parts[place : place + 1] = after

    def save(self, requests: Mapping[str, int]) -> None:
        """Settle what is written, with a manifest to go on from; `requests` are those sent since it was opened."""
        with self._lock, self._written():
            settle(self._file)
            write_manifest(self._partial, self._manifest(requests))

    def revise(self, second: Callable[[Iterable[bytes]], Iterable[bytes]]) -> None:
        """Write all lines anew, as `second` makes them of those that were listed and are settled.

        The partial stays as it is until the snapshot has its name: a pass that is interrupted is begun anew.
        """
        self._source = self._partial.with_name(f"{self._partial.name}.tmp")
        size, digest = 0, hashlib.sha256()
        with self._written(), self._partial.open("rb") as listed, self._source.open("wb") as revised:
            for line in second(listed):
                revised.write(line)
                digest.update(line)
                size += len(line)
            settle(revised)
        self._size, self._hash = size, digest

    def finish(self, requests: Mapping[str, int], second: SecondPass | None = None) -> Manifest:
        """Give the snapshot its name, and return its manifest, to which the second pass adds what came of it."""
        if self._source == self._partial:
            self.save(requests)
        with self._lock, self._written():
            self._file.close()
            done = self._manifest(requests, is_complete=True)
            done = done if second is None else second.told_in(done)
            draft, done = self._packed(done) if self._path.name.endswith(".gz") else (self._source, done)
            # The old manifest goes first: a file without one is read as any other, one with a strange one is an error.
            manifest_path(self._path).unlink(missing_ok=True)
            put_in_place(draft, self._path)
            write_manifest(self._path, done)
            self._partial.unlink(missing_ok=True)
            manifest_path(self._partial).unlink(missing_ok=True)
        return done

    def begin(self) -> None:
        """Empty the file, which an earlier fetch may have left, and settle that."""
        with self._lock, self._written():
            self._file.truncate(0)
        self.save({})

    def read_again(self) -> None:
        """Take in what an earlier run wrote, and cut off what its manifest does not vouch for.

        Raises SourceProblem where the file is not what the manifest speaks of.
        """
        left = self._begun.size
        for line in self._file:
            if left <= 0:
                break
            left -= len(line)
            self._hash.update(line)
            self._size += len(line)
            try:
                self._seen.add(msgspec.json.decode(line, type=_Number).posting_number)
            except msgspec.DecodeError:
                break
        if left or self._hash.hexdigest() != self._begun.sha256:
            raise spoiled(self._partial)
        self._file.seek(self._size)
        self._file.truncate()

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was read yet: there is nothing to go on with."""
        return self.parts == parts_of(self.query)

    def discard(self) -> None:
        """Let go of the file, and leave nothing of it."""
        self.close()
        with suppress(OSError):  # what cannot be deleted does no harm
            self._partial.unlink(missing_ok=True)
            manifest_path(self._partial).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, and of a second pass that came to no end."""
        self._file.close()
        self._seen.close()
        if self._source != self._partial:
            self._source.unlink(missing_ok=True)

    @property
    def _partial(self) -> Path:
        return partial_path(self._path)

    def _is_new(self, line: Line) -> bool:
        if self.query.statuses and line.status and line.status not in self.query.statuses:
            # The older methods know one status at most, and a filter that Ozon passes over must not pass unseen.
            return False
        return line.number is None or self._seen.add(line.number)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def _manifest(self, requests: Mapping[str, int], *, is_complete: bool = False) -> Manifest:
        return structs.replace(
            self._begun,
            complete=is_complete,
            finished_at=iso_time(self._clock.now()) if is_complete else None,
            postings={scheme: self._postings[scheme] for scheme in self.query.schemes},
            requests=dict(sorted((Counter(self._begun.requests) + Counter(requests)).items())),
            misread=self._misread,
            misreadings=tuple(self._misreadings),
            size=self._size,
            sha256=self._hash.hexdigest(),
            parts=tuple(self._parts),
        )

    def _packed(self, done: Manifest) -> tuple[Path, Manifest]:
        """Return a packed copy of what is written, and the manifest of that."""
        draft = self._path.with_name(f"{self._path.name}.tmp")
        try:
            with self._source.open("rb") as plain, draft.open("w+b") as raw:
                with gzip.GzipFile("", "wb", _PACK_LEVEL, raw, mtime=0) as packed:
                    shutil.copyfileobj(plain, packed, 1 << 20)
                settle(raw)
                size = raw.tell()
                raw.seek(0)
                return draft, structs.replace(done, size=size, sha256=hashlib.file_digest(raw, "sha256").hexdigest())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Tell of a disk that is full or gone; nothing is written after that, since it would stand behind a hole."""
        if self._fault is not None:
            raise self._fault
        try:
            yield
        except OSError as error:
            self._fault = unwritable(self._path, error)
            raise self._fault from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def begin_snapshot(path: Path, query: Query, clock: Clock) -> Snapshot:
    """Return a new snapshot, to be closed by `with`; what an earlier fetch left there unfinished is begun anew.

    Raises UsageError for a query that Ozon cannot be asked, and SourceProblem where the file cannot be written.
    """
    check_query(query)
    begun = Manifest(
        query=query,
        complete=False,
        taken_at=iso_time(clock.now()) or "",
        postings={},
        requests={},
        size=0,
        sha256=hashlib.sha256().hexdigest(),
        parts=parts_of(query),
    )
    snapshot = Snapshot(path, begun, open_partial(path, "ab"), clock)
    return _ready(snapshot, snapshot.begin)


def resume_snapshot(path: Path, query: Query | None, clock: Clock) -> Snapshot:
    """Return a snapshot that was interrupted, as far as it was settled; to be closed by `with`.

    Raises UsageError where there is none, or where it answers another query than this (None: whatever it was), and
    SourceProblem where the file is not what its manifest speaks of.
    """
    partial = partial_path(path)
    begun = load_manifest(partial)
    if begun is None or not partial.exists():
        raise UsageError(
            f"{path}: there is no interrupted fetch to go on with: leave --resume out",
            f"{path}: прерванной загрузки нет, продолжать нечего: уберите --resume",
        )
    if any(part.method not in methods() for part in begun.parts):  # another version's, or written by somebody else
        raise spoiled(partial)
    if query is not None and query != begun.query:
        raise other_query(path, query, begun.query)
    snapshot = Snapshot(path, begun, open_partial(path, "r+b"), clock)
    return _ready(snapshot, snapshot.read_again)


def _ready(snapshot: Snapshot, prepare: Callable[[], None]) -> Snapshot:
    """Return a snapshot once it is prepared; its file does not stay open where that fails."""
    try:
        prepare()
    except BaseException:
        snapshot.close()
        raise
    return snapshot
