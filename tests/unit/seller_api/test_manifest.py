"""The manifest beside a snapshot: read only if it is about that very file."""

import hashlib
import json
from pathlib import Path

import pytest
from msgspec import structs

from fake_ozon.clients import WEEK
from ozlint.errors import SourceError
from ozlint.seller_api.manifest import Manifest, load_manifest, manifest_path, read_manifest, write_manifest
from ozlint.seller_api.query import Query

CONTENT = b'{"posting_number":"1"}\n'
MANIFEST = Manifest(
    query=Query(window=WEEK, account="main"),
    complete=True,
    taken_at="2026-11-22T09:00:00Z",
    finished_at="2026-11-22T09:00:05Z",
    postings={"fbs": 1},
    requests={"/v4/posting/fbs/list": 7},
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


@pytest.fixture
def snapshot(file: Path) -> Path:
    """A snapshot with its manifest."""
    file.write_bytes(CONTENT)
    write_manifest(file, MANIFEST)
    return file


def test_a_manifest_is_read_as_it_was_written(snapshot: Path) -> None:
    """Every value comes back."""
    assert read_manifest(snapshot) == MANIFEST
    assert manifest_path(snapshot).name == "postings.ndjson.manifest.json"


def test_a_manifest_can_be_read_by_people(snapshot: Path) -> None:
    """It is indented JSON, moments are texts, and what was asked stands in it."""
    text = manifest_path(snapshot).read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert len(text.splitlines()) > 20
    told = json.loads(text)
    assert told["query"]["window"] == {"since": "2026-11-15T09:00:00Z", "to": "2026-11-22T09:00:00Z"}
    assert (told["format"], told["complete"], told["taken_at"]) == (1, True, "2026-11-22T09:00:00Z")


def test_a_file_without_manifest_has_none(file: Path) -> None:
    """That is no error: most files have none."""
    file.write_bytes(CONTENT)
    assert read_manifest(file) is None


@pytest.mark.parametrize("content", [b"", CONTENT[:-1], CONTENT + b"\n", CONTENT.replace(b"1", b"2")])
def test_a_manifest_of_another_content_is_an_error(snapshot: Path, content: bytes) -> None:
    """A file that was cut, added to or changed is not what the manifest vouches for."""
    snapshot.write_bytes(content)
    with pytest.raises(SourceError) as fault:
        read_manifest(snapshot)
    assert "fetch it again" in str(fault.value)


def test_a_manifest_without_its_file_is_an_error(snapshot: Path) -> None:
    """The file is what is asked for."""
    snapshot.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(snapshot)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"{}", b"\xff", b'{"format": "1"}', b'{"format": 1}', b"[" * 100_000, b'{"format": 1e400}'],
)
def test_a_damaged_manifest_is_an_error(snapshot: Path, text: bytes) -> None:
    """It is told, and not passed over: a window would be lost in silence."""
    manifest_path(snapshot).write_bytes(text)
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(snapshot)


def test_a_manifest_that_the_system_does_not_give_is_an_error(snapshot: Path) -> None:
    """There is something of that name, and it is no file."""
    manifest_path(snapshot).unlink()
    manifest_path(snapshot).mkdir()
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(snapshot)


def test_a_manifest_of_a_newer_program_is_an_error(snapshot: Path) -> None:
    """What it says may mean something else."""
    write_manifest(snapshot, structs.replace(MANIFEST, format=2))
    with pytest.raises(SourceError, match="format 2"):
        load_manifest(snapshot)


def test_a_manifest_may_say_more_than_is_known(snapshot: Path) -> None:
    """Within a format a newer program may add what an older one does not need."""
    told = json.loads(manifest_path(snapshot).read_bytes())
    manifest_path(snapshot).write_text(json.dumps({**told, "new": 1}))
    assert read_manifest(snapshot) == MANIFEST


def test_a_manifest_is_whole_or_not_there(snapshot: Path) -> None:
    """Nothing is left beside it."""
    write_manifest(snapshot, structs.replace(MANIFEST, complete=False))
    assert {path.name for path in snapshot.parent.iterdir()} == {"postings.ndjson", "postings.ndjson.manifest.json"}
    manifest = load_manifest(snapshot)
    assert manifest is not None
    assert not manifest.complete
