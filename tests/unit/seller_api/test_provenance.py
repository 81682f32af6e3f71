"""What a manifest says of the file beside it, and what that is worth."""

import gzip
from hashlib import sha256
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from msgspec import Raw, structs

from fake_ozon.clients import DAY
from fake_ozon.clock import NOW, FastClock
from fake_ozon.shipment import shipment
from ozlint.errors import SourceError
from ozlint.model.provenance import Provenance
from ozlint.model.text import Text
from ozlint.seller_api.line import Misread, make_line
from ozlint.seller_api.manifest import Manifest, manifest_path, write_manifest
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.provenance import provenance_of, taken_at_of
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import begin_snapshot
from ozlint.seller_api.window import window_of

WHY = Text("x", "х")
FORTNIGHT = Query(window=window_of(NOW - 14 * DAY, NOW))


def taken(path: Path, query: Query = FORTNIGHT, *, is_whole: bool = True) -> Path:
    """A snapshot with one posting that was fetched at NOW; what was interrupted is its partial file."""
    with begin_snapshot(path, query, FastClock().clock) as snapshot:
        part = snapshot.parts[0]
        line = make_line(Raw(shipment("11111111-0001-1", NOW - DAY).text), None)
        snapshot.take(part, (structs.replace(part, done=True),), [line])
        snapshot.save({})
        if is_whole:
            snapshot.finish({})
    return path if is_whole else partial_path(path)


def manifest(**changes: Any) -> Manifest:  # noqa: ANN401 - fields of Manifest
    """The manifest of an empty file, taken at NOW of the last fortnight, but for what is changed."""
    plain = Manifest(
        query=FORTNIGHT, complete=True, taken_at="2026-11-22T09:00:00Z", postings={"fbs": 0, "fbo": 0}, requests={},
        size=0, sha256=sha256().hexdigest(),
    )  # fmt: skip
    return structs.replace(plain, **changes)


def asked(**changes: Any) -> Manifest:  # noqa: ANN401 - fields of Query
    """The same, of another query."""
    return manifest(query=structs.replace(FORTNIGHT, **changes))


def since(folder: Path, told: Manifest) -> float | None:
    """From which moment on a file with this manifest holds all postings."""
    path = folder / "a.ndjson"
    path.write_bytes(b"")
    write_manifest(path, told)
    provenance = provenance_of(path)
    assert provenance is not None
    return provenance.since


def test_a_snapshot_knows_when_it_was_taken_and_that_it_is_whole(tmp_path: Path) -> None:
    """As its manifest has it; a packed one as well as a plain one."""
    for name in ("a.ndjson", "a.ndjson.gz"):
        path = taken(tmp_path / name)
        provenance = provenance_of(path)
        assert provenance is not None
        assert (provenance.is_whole, provenance.taken_at) == (True, "2026-11-22T09:00:00Z")
        assert not provenance.is_empty
        assert taken_at_of(path) == NOW


def test_a_file_without_a_manifest_says_nothing(tmp_path: Path) -> None:
    """Neither a file of another program, nor one that is not there, nor a name that no manifest can have."""
    path = tmp_path / "a.json"
    path.write_text("[]")
    for one in (path, tmp_path / "b.json", path / "c.json", tmp_path / ("d" * 255), Path("-")):
        assert provenance_of(one) is None
        assert isnan(taken_at_of(one))


def test_a_partial_file_is_never_whole(tmp_path: Path) -> None:
    """With its manifest, with one that does not know its last lines, and without any."""
    path = taken(tmp_path / "a.ndjson", is_whole=False)
    with path.open("ab") as file:
        file.write(b'{"posting_number":"2"}\n')
    provenance = provenance_of(path)
    assert provenance is not None
    assert not provenance.is_whole
    assert provenance.taken_at == "2026-11-22T09:00:00Z"
    manifest_path(path).unlink()
    assert provenance_of(path) == Provenance(is_whole=False)


def test_a_partial_file_under_another_name_is_not_whole_either(tmp_path: Path) -> None:
    """Its manifest, renamed with it, says so."""
    partial = taken(tmp_path / "a.ndjson", is_whole=False)
    path = partial.rename(tmp_path / "b.ndjson")
    manifest_path(partial).rename(manifest_path(path))
    provenance = provenance_of(path)
    assert provenance is not None
    assert not provenance.is_whole


def test_a_manifest_of_another_content_is_an_error(tmp_path: Path) -> None:
    """A file that was changed behind its manifest's back is not what that vouches for."""
    path = taken(tmp_path / "a.ndjson.gz")
    path.write_bytes(gzip.compress(b'{"posting_number":"1"}\n'))
    with pytest.raises(SourceError, match="not the file that its manifest speaks of"):
        provenance_of(path)


def test_a_snapshot_without_postings_is_known_to_be_empty(tmp_path: Path) -> None:
    """An account that sold nothing is no damaged file."""
    path = tmp_path / "a.ndjson"
    assert since(tmp_path, manifest()) == NOW - 14 * DAY
    provenance = provenance_of(path)
    assert provenance is not None
    assert provenance.is_empty


@pytest.mark.parametrize("told", [manifest(), asked(schemes=("fbs", "fbo"), details=True, account="main"),
                                  asked(window=window_of(NOW - 14 * DAY, NOW - 60)),
                                  manifest(misread=1, misreadings=(Misread("1", "status", WHY),))])  # fmt: skip
def test_a_list_up_to_its_fetch_holds_all_postings(tmp_path: Path, told: Manifest) -> None:
    """Whatever the scheme, and though one of them was misread in part: it stands on its line."""
    assert since(tmp_path, told) == NOW - 14 * DAY


@pytest.mark.parametrize(
    "told",
    [
        asked(task="unfulfilled"),
        asked(task="report"),
        asked(statuses=("delivering",)),
        asked(warehouse_ids=(1,)),
        asked(delivery_method_ids=(1,)),
        asked(changed=window_of(NOW - DAY, NOW)),
        asked(window=window_of(NOW - 14 * DAY, NOW - 61)),
        manifest(misread=1, misreadings=(Misread(None, "", WHY),)),
        manifest(misread=101, misreadings=(Misread("1", "", WHY),) * 100),
        manifest(complete=False),
    ],
)
def test_anything_less_holds_but_some(tmp_path: Path, told: Manifest) -> None:
    """A filter, another task, a window that ends before its fetch, a posting that got lost, an interrupted fetch."""
    assert since(tmp_path, told) is None
