"""Fetched inputs: vouched for by their manifests, and called by a name where they are no files."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import Raw, structs

from fake_ozon.clients import DAY
from fake_ozon.clock import NOW, FastClock
from fake_ozon.shipment import shipment
from ozlint.model.record import LIVE
from ozlint.reporters.repository import in_repository
from ozlint.seller_api.inputs import Vouched, vouch_for
from ozlint.seller_api.line import make_line
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import begin_snapshot
from ozlint.seller_api.window import window_of
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources


def taken(folder: Path, name: str, count: int) -> None:
    """A snapshot of so many postings."""
    query = Query(window=window_of(NOW - DAY, NOW))
    with begin_snapshot(folder / name, query, FastClock().clock) as snapshot:
        (part,) = snapshot.parts
        lines = [make_line(Raw(shipment(f"{place}-1", NOW - DAY).text), None) for place in range(count)]
        snapshot.take(part, (structs.replace(part, done=True),), lines)
        snapshot.finish({})


def vouched(folder: Path, *paths: str, **names: str) -> Vouched:
    """Some inputs with what vouches for them."""
    opened = open_sources(paths, stdin=BytesIO(), input_format="auto", cwd=folder)
    return vouch_for(opened, folder, {path: names.get(path.partition(".")[0], path) for path in paths if names})


@pytest.mark.parametrize("name", ["none.ndjson", "none.ndjson.gz"])
def test_a_snapshot_without_postings_stands_beside_others(tmp_path: Path, name: str) -> None:
    """It is read as nothing; what is empty without a manifest, or missing, or damaged, is still a problem."""
    taken(tmp_path, name, 0)
    taken(tmp_path, "two.ndjson", 2)
    (tmp_path / "bare.ndjson").write_bytes(b"")
    (tmp_path / "torn.ndjson").write_bytes(b"")
    (tmp_path / "torn.ndjson.manifest.json").write_bytes(b"{")
    found = vouched(tmp_path, name, "two.ndjson", "bare.ndjson", "gone.ndjson", "torn.ndjson")
    assert {source.path: len(list(source.read(PostingDecoder(())))) for source in found.sources} == {
        name: 0,
        "two.ndjson": 2,
    }
    assert sorted(problem.path for problem in found.problems) == ["bare.ndjson", "gone.ndjson", "torn.ndjson"]
    assert found.provenance.keys() == {name, "two.ndjson"}


def test_what_is_no_file_has_a_name_and_no_lines(tmp_path: Path) -> None:
    """Everything about it is said under its name: format, provenance, places; its postings are the same."""
    taken(tmp_path, "a.ndjson", 2)
    found = vouched(tmp_path, "a.ndjson", a="ozon:main")
    (source,) = found.sources
    decode = PostingDecoder(())
    records = [item for item in source.read(decode) if isinstance(item, tuple)]
    addresses = [address for address, _ in records]
    assert (source.path, source.format, source.absent) == ("ozon:main", "ndjson: postings", frozenset())
    assert found.provenance["ozon:main"].taken_at == "2026-11-22T09:00:00Z"
    assert {(place.path, place.line) for place in source.places(addresses).values()} == {("ozon:main", 0)}
    assert [posting.posting_number for _, posting in source.reread(addresses, decode)] == ["0-1", "1-1"]


def test_what_is_wrong_with_it_is_told_under_its_name(tmp_path: Path) -> None:
    """The file has another name, which nobody has given it."""
    taken(tmp_path, "a.ndjson", 1)
    with (tmp_path / "a.ndjson").open("ab") as file:
        file.write(json.dumps({"posting_number": "2"}).encode())
    (problem,) = vouched(tmp_path, "a.ndjson", a="ozon:main").problems
    assert problem.path == "ozon:main"


def test_what_is_no_file_is_not_in_a_repository() -> None:
    """Whatever the account is called."""
    assert not in_repository(f"{LIVE}main")
    assert not in_repository(f"{LIVE}a/b")
    assert in_repository("ozon/main.json")
