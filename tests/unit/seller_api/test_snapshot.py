"""A snapshot: whole once it has its name, and never lost on the way there."""

import gzip
import io
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec import Raw, structs

from fake_ozon.clock import NOW, FastClock
from fake_ozon.shipment import shipment
from ozlint.errors import SourceError, UsageError
from ozlint.seller_api.line import Line, make_line
from ozlint.seller_api.manifest import load_manifest, manifest_path, read_manifest
from ozlint.seller_api.part import Part
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import Snapshot, begin_snapshot, resume_snapshot
from ozlint.seller_api.window import window_of
from ozlint.sources import PostingDecoder, open_sources


def line(number: str, status: str = "delivering") -> Line:
    """Return the line of a posting."""
    return make_line(Raw(shipment(number, NOW, status=status).text), None)


def ended(part: Part) -> Part:
    """Return a part that is read."""
    return structs.replace(part, cursor="", done=True)


def take(snapshot: Snapshot, *numbers: str, cursor: str = "") -> None:
    """Take in a page of the first part that is still open: the last one, unless there is a cursor."""
    part = next(part for part in snapshot.parts if not part.done)
    after = structs.replace(part, cursor=cursor) if cursor else ended(part)
    snapshot.take(part, (after,), [line(number) for number in numbers])


def numbers_in(path: Path) -> list[str]:
    """Return the posting numbers of a file, as `ozlint check` reads it."""
    opened = open_sources([path.name], stdin=io.BytesIO(), input_format="auto", cwd=path.parent)
    decode = PostingDecoder(())
    return [item[1].posting_number for item in opened.sources[0].read(decode) if isinstance(item, tuple)]


def day() -> Query:
    """Return a query that is read in one part."""
    return Query(window=window_of(NOW - 86400, NOW))


@pytest.mark.parametrize("name", ["postings.ndjson", "postings.ndjson.gz"])
def test_a_snapshot_has_its_name_once_it_is_whole(tmp_path: Path, fast: FastClock, name: str) -> None:
    """Until then there is a partial file; after that there are the snapshot and its manifest, and nothing else."""
    path = tmp_path / name
    with begin_snapshot(path, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", "2-0001-1", cursor="a")
        snapshot.save({"/v4/posting/fbs/list": 1})
        assert {one.name for one in tmp_path.iterdir()} == {f"{name}.partial", f"{name}.partial.manifest.json"}
        take(snapshot, "3-0001-1")
        fast.sleep(5)
        manifest = snapshot.finish({"/v4/posting/fbs/list": 2})
    assert {one.name for one in tmp_path.iterdir()} == {name, f"{name}.manifest.json"}
    assert numbers_in(path) == ["1-0001-1", "2-0001-1", "3-0001-1"]
    assert read_manifest(path) == manifest
    assert (manifest.complete, manifest.postings, manifest.size) == (True, {"fbs": 3}, path.stat().st_size)
    assert (manifest.taken_at, manifest.finished_at) == ("2026-11-22T09:00:00Z", "2026-11-22T09:00:05Z")
    assert manifest.requests == {"/v4/posting/fbs/list": 2}
    assert [part.done for part in manifest.parts] == [True]


def test_packed_snapshots_of_the_same_postings_are_the_same(tmp_path: Path, fast: FastClock) -> None:
    """Neither name nor moment is in the archive."""
    for name in ("a.ndjson.gz", "b.ndjson.gz"):
        with begin_snapshot(tmp_path / name, day(), fast.clock) as snapshot:
            take(snapshot, "1-0001-1")
            snapshot.finish({})
        fast.sleep(100)
    assert (tmp_path / "a.ndjson.gz").read_bytes() == (tmp_path / "b.ndjson.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.ndjson.gz").read_bytes()).count(b"\n") == 1


def test_a_posting_that_comes_twice_is_written_once(file: Path, fast: FastClock) -> None:
    """On one page, on the next, and from another part."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", "1-0001-1", "2-0001-1", cursor="a")
        take(snapshot, "2-0001-1", "3-0001-1")
        manifest = snapshot.finish({})
    assert numbers_in(file) == ["1-0001-1", "2-0001-1", "3-0001-1"]
    assert manifest.postings == {"fbs": 3}


def test_postings_of_other_statuses_are_not_written(file: Path, fast: FastClock) -> None:
    """Even if Ozon passed the filter over, or the method knows one status only."""
    query = structs.replace(day(), statuses=("delivering", "delivered"))
    with begin_snapshot(file, query, fast.clock) as snapshot:
        (part,) = snapshot.parts
        lines = [line("1-0001-1"), line("2-0001-1", "cancelled"), line("3-0001-1", "delivered")]
        snapshot.take(part, (ended(part),), lines)
        snapshot.finish({})
    assert numbers_in(file) == ["1-0001-1", "3-0001-1"]


def test_an_interrupted_snapshot_goes_on_where_it_was(file: Path, fast: FastClock) -> None:
    """With its cursor, its postings, its requests and its beginning."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", "2-0001-1", cursor="a")
        snapshot.save({"x": 1, "y": 2})
    fast.sleep(3600)
    for query in (day(), None):
        with resume_snapshot(file, query, fast.clock) as snapshot:
            assert [part.cursor for part in snapshot.parts] == ["a"]
            assert snapshot.count == 2
    with resume_snapshot(file, None, fast.clock) as snapshot:
        take(snapshot, "2-0001-1", "3-0001-1")
        manifest = snapshot.finish({"x": 10})
    assert numbers_in(file) == ["1-0001-1", "2-0001-1", "3-0001-1"]
    assert (manifest.postings, manifest.requests) == ({"fbs": 3}, {"x": 11, "y": 2})
    assert (manifest.taken_at, manifest.finished_at) == ("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z")
    assert read_manifest(file) == manifest


def test_what_was_not_settled_is_read_again(file: Path, fast: FastClock) -> None:
    """After a crash the partial file may have more than its manifest vouches for, half a line among it."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", cursor="a")
        snapshot.save({})
        take(snapshot, "2-0001-1", "3-0001-1", cursor="b")
    with partial_path(file).open("ab") as partial:
        partial.write(b'{"posting_number":"4-00')
    with resume_snapshot(file, None, fast.clock) as snapshot:
        assert (snapshot.count, snapshot.parts[0].cursor) == (1, "a")
        take(snapshot, "2-0001-1", "3-0001-1")
        snapshot.finish({})
    assert numbers_in(file) == ["1-0001-1", "2-0001-1", "3-0001-1"]


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data.replace(b"1-0001-1", b"9-0001-1"), bytes.upper]
)
def test_a_partial_file_that_was_changed_is_not_gone_on_with(
    file: Path,
    fast: FastClock,
    change: object,
) -> None:
    """What stands in it is not what Ozon said."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", cursor="a")
        snapshot.save({})
    partial = partial_path(file)
    partial.write_bytes(change(partial.read_bytes()))  # type: ignore[operator]
    with pytest.raises(SourceError, match="begin anew"):
        resume_snapshot(file, None, fast.clock)


def test_parts_of_methods_that_may_not_be_asked_are_not_gone_on_with(file: Path, fast: FastClock) -> None:
    """A manifest is a file that anybody may have written: it opens no other method."""
    begin_snapshot(file, day(), fast.clock).close()
    place = manifest_path(partial_path(file))
    place.write_bytes(place.read_bytes().replace(b"/v4/posting/fbs/list", b"/v2/posting/fbs/cancel"))
    with pytest.raises(SourceError, match="begin anew"):
        resume_snapshot(file, None, fast.clock)


def test_nothing_to_go_on_with_is_told(file: Path, fast: FastClock) -> None:
    """Neither where there was no fetch, nor where the last one came to its end, nor without the partial file."""
    with pytest.raises(UsageError, match="no interrupted fetch"):
        resume_snapshot(file, None, fast.clock)
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1")
        snapshot.finish({})
    with pytest.raises(UsageError, match="no interrupted fetch"):
        resume_snapshot(file, None, fast.clock)
    begin_snapshot(file, day(), fast.clock).close()
    partial_path(file).unlink()
    with pytest.raises(UsageError, match="no interrupted fetch"):
        resume_snapshot(file, None, fast.clock)


@pytest.mark.parametrize(
    ("change", "before", "now"),
    [({"window": window_of(0, 60)}, "--since 2026-11-21T09:00:00Z --to 2026-11-22T09:00:00Z",
      "--since 1970-01-01T00:00:00Z --to 1970-01-01T00:01:00Z"),
     ({"schemes": ("fbo",)}, "--scheme fbs", "--scheme fbo"),
     ({"statuses": ("delivered",)}, "no --status", "--status delivered"),
     ({"account": "other"}, "no --account", "--account other"),
     ({"details": True, "account": "a"}, "no --details no --account", "--details --account a"),
     ({"task": "unfulfilled"}, "no --unfulfilled", "--unfulfilled"),
     ({"warehouse_ids": (1,)}, "warehouse_ids ()", "warehouse_ids (1,)")],
)  # fmt: skip
def test_another_query_is_not_gone_on_with(
    file: Path, fast: FastClock, change: dict[str, object], before: str, now: str
) -> None:
    """Two questions have no common answer; the message says in what they differ."""
    begin_snapshot(file, day(), fast.clock).close()
    with pytest.raises(UsageError) as refused:
        resume_snapshot(file, structs.replace(day(), **change), fast.clock)
    assert f"begun with {before}, and this command says {now}:" in refused.value.text.en
    assert f"начата с {before}, а в команде {now}:" in refused.value.text.ru


def test_a_new_fetch_begins_anew(file: Path, fast: FastClock) -> None:
    """What an earlier one left unfinished is not in it, and what it finished stays until there is something better."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1")
        snapshot.finish({})
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "2-0001-1", cursor="a")
        snapshot.save({})
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        assert snapshot.count == 0
        assert numbers_in(file) == ["1-0001-1"]
        assert read_manifest(file) is not None
        take(snapshot, "3-0001-1")
        snapshot.finish({})
    assert numbers_in(file) == ["3-0001-1"]


def test_two_fetches_do_not_write_one_file(file: Path, fast: FastClock) -> None:
    """Whoever comes second is told, and what the first has is untouched."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", cursor="a")
        snapshot.save({})
        for second in (begin_snapshot, resume_snapshot):
            with pytest.raises(SourceError, match="another program"):
                second(file, day(), fast.clock)
        take(snapshot, "2-0001-1")
        snapshot.finish({})
    assert numbers_in(file) == ["1-0001-1", "2-0001-1"]
    begin_snapshot(file, day(), fast.clock).close()


def test_misread_postings_are_counted_and_the_first_ones_named(file: Path, fast: FastClock) -> None:
    """A manifest stays small though every posting of a year is odd."""
    odd = [
        make_line(Raw(b'{"posting_number":"%d-0001-1","status":"x","is_express":"?"}' % place), None)
        for place in range(150)
    ]
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        (part,) = snapshot.parts
        snapshot.take(part, (ended(part),), [*odd, make_line(Raw(b'{"status":"x"}'), None)])
        manifest = snapshot.finish({})
    assert (manifest.postings, manifest.misread, len(manifest.misreadings)) == ({"fbs": 150}, 151, 100)
    assert manifest.misreadings[0].posting_number == "0-0001-1"
    assert read_manifest(file) == manifest


def test_pages_from_many_threads_are_all_written(file: Path, fast: FastClock) -> None:
    """Each line is whole, and the manifest vouches for all."""
    with begin_snapshot(file, Query(window=window_of(NOW - 16 * 86400, NOW)), fast.clock) as snapshot:

        def read(part: Part, name: int) -> None:
            for page in range(20):
                after = structs.replace(part, cursor=str(page), done=page == 19)
                snapshot.take(part, (after,), [line(f"{name}{page:03}{place:03}-0001-1") for place in range(5)])
                snapshot.save({})
                part = after

        threads = [threading.Thread(target=read, args=(part, name)) for name, part in enumerate(snapshot.parts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        manifest = snapshot.finish({})
    assert manifest.postings == {"fbs": 16 * 100}
    assert len(set(numbers_in(file))) == 16 * 100
    assert read_manifest(file) == manifest


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, fast: FastClock) -> None:
    """A folder that is not there, and one that is a file."""
    (tmp_path / "plain").write_text("")
    for folder in ("missing", "plain"):
        with pytest.raises(SourceError) as fault:
            begin_snapshot(tmp_path / folder / "a.ndjson", day(), fast.clock)
        assert "cannot be written" in str(fault.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_full_disk_is_told_and_nothing_is_written_after_it(file: Path, fast: FastClock) -> None:
    """The partial file keeps what was settled before, and can be gone on with."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", cursor="a")
        snapshot.save({})
        whole = snapshot._file
        with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123 - unbuffered
            snapshot._file = full
            with pytest.raises(SourceError, match="No space left"):
                take(snapshot, "2-0001-1", cursor="b")
        snapshot._file = whole
        with pytest.raises(SourceError, match="No space left"):
            take(snapshot, "3-0001-1", cursor="c")
        with pytest.raises(SourceError, match="No space left"):
            snapshot.save({})
    with resume_snapshot(file, None, fast.clock) as snapshot:
        assert (snapshot.count, snapshot.parts[0].cursor) == (1, "a")


def test_a_snapshot_that_cannot_be_packed_can_be_gone_on_with(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when all is read: nothing is left of the archive, and nothing that was read is lost."""
    path = tmp_path / "postings.ndjson.gz"

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with begin_snapshot(path, day(), fast.clock) as snapshot, monkeypatch.context() as patch:
        take(snapshot, "1-0001-1")
        patch.setattr("shutil.copyfileobj", refuse)
        with pytest.raises(SourceError, match="No space left"):
            snapshot.finish({})
    assert {one.name for one in tmp_path.iterdir()} == {f"{path.name}.partial", f"{path.name}.partial.manifest.json"}
    with resume_snapshot(path, None, fast.clock) as snapshot:
        snapshot.finish({})
    assert numbers_in(path) == ["1-0001-1"]


@pytest.mark.parametrize("name", ["postings.ndjson", "postings.ndjson.gz"])
def test_a_crash_at_any_moment_of_finishing_leaves_something_sound(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Stopped before any of its steps, the name has the old snapshot or the new one, and the fetch can be ended."""
    path = tmp_path / name
    steps = ("replace", "unlink")
    for stop_at in range(12):
        for one in tmp_path.iterdir():
            one.unlink()
        with begin_snapshot(path, day(), fast.clock) as snapshot:
            take(snapshot, "1-0001-1")
            snapshot.finish({})
        with begin_snapshot(path, day(), fast.clock) as snapshot:
            take(snapshot, "2-0001-1")
            left = [stop_at]

            def stumble(step: str, left: list[int] = left) -> object:
                whole = getattr(Path, step)

                def act(self: Path, *arguments: object, **options: object) -> object:
                    left[0] -= 1
                    if left[0] < 0:
                        raise KeyboardInterrupt
                    return whole(self, *arguments, **options)

                return act

            with monkeypatch.context() as patch:
                for step in steps:
                    patch.setattr(Path, step, stumble(step))
                with suppress(KeyboardInterrupt):
                    snapshot.finish({})
        found = numbers_in(path)
        assert found in (["1-0001-1"], ["2-0001-1"])
        manifest = read_manifest(path)
        assert manifest is None or manifest.complete
        if found == ["1-0001-1"]:
            with resume_snapshot(path, None, fast.clock) as snapshot:
                if not all(part.done for part in snapshot.parts):
                    take(snapshot, "2-0001-1")
                snapshot.finish({})
            assert numbers_in(path) == ["2-0001-1"]
    assert left[0] > 0


def test_nothing_personal_is_in_any_file(file: Path, fast: FastClock) -> None:
    """Neither in the partial file, nor in the snapshot, nor in a manifest."""
    with begin_snapshot(file, day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1", cursor="a")
        snapshot.save({})
        partial = b"".join(one.read_bytes() for one in file.parent.iterdir())
        take(snapshot, "2-0001-1")
        snapshot.finish({})
    whole = b"".join(one.read_bytes() for one in file.parent.iterdir())
    assert b"2-0001-1" in whole
    assert b"PERSONAL" not in partial + whole


def test_manifests_are_no_inputs(tmp_path: Path, fast: FastClock) -> None:
    """A folder of snapshots is read as its snapshots, unfinished ones among them: manifests are not postings."""
    with begin_snapshot(tmp_path / "a.ndjson", day(), fast.clock) as snapshot:
        take(snapshot, "1-0001-1")
        snapshot.finish({})
    with begin_snapshot(tmp_path / "b.ndjson", day(), fast.clock) as snapshot:
        take(snapshot, "2-0001-1")
        snapshot.save({})
    opened = open_sources(["."], stdin=io.BytesIO(), input_format="auto", cwd=tmp_path)
    assert [source.path for source in opened.sources] == ["a.ndjson", "b.ndjson.partial"]
    assert not opened.problems
    assert manifest_path(tmp_path / "a.ndjson").exists()
    assert load_manifest(partial_path(tmp_path / "b.ndjson")) is not None


def test_a_snapshot_that_nothing_was_read_into_can_be_discarded(fast: FastClock, week: Query, file: Path) -> None:
    """Whoever could not even begin leaves no files behind; whoever read a page, even an empty one, has something."""
    with begin_snapshot(file, week, fast.clock) as snapshot:
        assert snapshot.is_untouched
        snapshot.save({})
        snapshot.discard()
    assert list(file.parent.iterdir()) == []
    with begin_snapshot(file, week, fast.clock) as snapshot:
        part = snapshot.parts[0]
        snapshot.take(part, (structs.replace(part, done=True),), [])
        assert not snapshot.is_untouched
