"""A folder of snapshots: named by account and time, listed in the order they were taken."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from fake_ozon.clock import NOW, FastClock
from ozlint.seller_api.history import interrupted, list_history, list_interrupted, snapshot_name
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import begin_snapshot
from ozlint.seller_api.window import window_of


def taken(folder: Path, fast: FastClock, account: str | None, *, is_whole: bool = True) -> Path:
    """Take a snapshot into a folder, and let an hour pass."""
    path = folder / snapshot_name(account, fast.now())
    query = Query(window=window_of(NOW - 86400, NOW), account=account)
    with begin_snapshot(path, query, fast.clock) as snapshot:
        (part,) = snapshot.parts
        snapshot.take(part, (structs.replace(part, done=True),), [])
        if is_whole:
            snapshot.finish({})
    fast.sleep(3600)
    return path


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("main", "main-20261122T090000Z.ndjson.gz"),
        (None, "postings-20261122T090000Z.ndjson.gz"),
        ("Ромашка", "Ромашка-20261122T090000Z.ndjson.gz"),
    ],
)
def test_a_snapshot_is_named_by_account_and_time(account: str | None, name: str) -> None:
    """In UTC, so that names in order are moments in order."""
    assert snapshot_name(account, NOW) == name


@given(st.text(min_size=1, max_size=300))
def test_any_account_makes_a_name_that_a_folder_takes(account: str) -> None:
    """No separator, no hidden file, nothing that another system refuses."""
    name = snapshot_name(account, NOW)
    assert re.fullmatch(r"[\w-][\w.-]*\.ndjson\.gz", name)
    assert Path(name).name == name
    assert len(name.encode()) < 250


def test_accounts_that_look_alike_in_names_are_kept_apart() -> None:
    """What cannot stand in a name is told apart by a digest."""
    names = {snapshot_name(account, NOW) for account in ("a/b", "a:b", "a b", "a_b")}
    assert len(names) == 4


def test_a_history_is_listed_in_the_order_it_was_taken(tmp_path: Path, fast: FastClock) -> None:
    """By the manifests, whatever the names; only what is complete and still there, of one account or of all."""
    first = taken(tmp_path, fast, "main")
    other = taken(tmp_path, fast, "other")
    taken(tmp_path, fast, "main", is_whole=False)
    last = taken(tmp_path, fast, "main")
    (tmp_path / "notes.ndjson").write_text("{}")
    assert [kept.path for kept in list_history(tmp_path)] == [first, other, last]
    assert [kept.path for kept in list_history(tmp_path, "main")] == [first, last]
    other.unlink()
    assert [kept.path for kept in list_history(tmp_path)] == [first, last]
    assert [kept.manifest.taken_at for kept in list_history(tmp_path, "main")] == [
        "2026-11-22T09:00:00Z",
        "2026-11-22T12:00:00Z",
    ]


def test_a_folder_that_is_not_there_has_no_history(tmp_path: Path) -> None:
    """Before the first fetch there is none."""
    assert list_history(tmp_path / "missing") == ()
    assert interrupted(tmp_path / "missing") is None


def test_the_latest_interrupted_snapshot_is_found(tmp_path: Path, fast: FastClock) -> None:
    """By the name it was to have; the one of the account, and none once its partial file is gone."""
    taken(tmp_path, fast, "main")
    assert interrupted(tmp_path, "main") is None
    taken(tmp_path, fast, "main", is_whole=False)
    left = taken(tmp_path, fast, "main", is_whole=False)
    other = taken(tmp_path, fast, "other", is_whole=False)
    assert interrupted(tmp_path, "main") == left
    assert interrupted(tmp_path) == other
    partial_path(other).unlink()
    assert interrupted(tmp_path) == left


def test_a_report_is_named_like_a_snapshot_with_its_own_ending() -> None:
    """It is a table."""
    assert snapshot_name("main", NOW, ".csv") == "main-20261122T090000Z.csv"


def test_what_was_interrupted_is_listed_too(tmp_path: Path, fast: FastClock) -> None:
    """Of one account or of all, in the order it was begun."""
    taken(tmp_path, fast, "a")
    left = [taken(tmp_path, fast, account, is_whole=False) for account in ("b", "a")]
    assert [kept.path for kept in list_interrupted(tmp_path)] == [partial_path(path) for path in left]
    assert [kept.path for kept in list_interrupted(tmp_path, "a")] == [partial_path(left[1])]
