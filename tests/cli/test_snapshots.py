"""Snapshots as inputs: what their manifests say of them counts, and what was interrupted never passes for complete."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from finished import Build, Finished, Ozlint
from msgspec import Raw, structs

from fake_ozon.clock import NOW, FastClock
from ozlint.seller_api.line import make_line
from ozlint.seller_api.manifest import manifest_path
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import begin_snapshot
from ozlint.seller_api.window import window_of

DAY = 86400.0
FORTNIGHT = Query(window=window_of(NOW - 15 * DAY, NOW))
"""The error index looks at the fourteen days before today, so at somewhat more than fourteen days."""


def taken(path: Path, postings: Sequence[dict[str, Any]], query: Query = FORTNIGHT, *, is_whole: bool = True) -> Path:
    """A snapshot that was fetched at the moment tests judge at; the partial file of one that was interrupted."""
    with begin_snapshot(path, query, FastClock().clock) as snapshot:
        part = snapshot.parts[0]
        lines = [make_line(Raw(json.dumps(posting).encode()), query.account) for posting in postings]
        snapshot.take(part, (structs.replace(part, done=True),), lines)
        snapshot.save({})
        if is_whole:
            snapshot.finish({})
    return path if is_whole else partial_path(path)


def report(done: Finished) -> dict[str, Any]:
    """The JSON report of a run."""
    return json.loads(done.out)


def open_rules(done: Finished, code: str) -> set[str]:
    """The rules that a run left open for a reason."""
    return {entry["rule"] for entry in report(done)["not_evaluated"] if entry["code"] == code}


def test_a_snapshot_says_when_it_was_taken(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """The report has the moment of its fetch; a file without a manifest has none."""
    taken(tmp_path / "a.ndjson.gz", [posting(1)])
    (tmp_path / "b.json").write_text(json.dumps([posting(2)]))
    done = ozlint("check", "a.ndjson.gz", "b.json", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert {one["path"]: one["taken_at"] for one in report(done)["inputs"]} == {
        "a.ndjson.gz": "2026-11-22T09:00:00Z",
        "b.json": None,
    }


def test_a_complete_snapshot_has_no_pages_missing(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """OZ007 holds of it, where a list without a manifest leaves it open."""
    taken(tmp_path / "a.ndjson", [posting(1)])
    done = ozlint("check", "a.ndjson", "--must-evaluate", "OZ007", "--format", "json")
    assert done.code == 0
    (count,) = [one for one in report(done)["per_rule"] if one["rule"] == "OZ007"]
    assert (count["holds"], count["not_evaluated"]) == (1, 0)


@pytest.mark.parametrize("beside", [True, False], ids=["with a manifest", "without"])
def test_an_interrupted_snapshot_is_never_complete(
    ozlint: Ozlint,
    posting: Build,
    tmp_path: Path,
    beside: bool,  # noqa: FBT001 - a parameter of a case
) -> None:
    """OZ007 and exit 3, with the way on, unless --allow-incomplete: then it is a note. The postings are judged."""
    path = taken(tmp_path / "a.ndjson.gz", [posting(1, tracking_number="")], is_whole=False)
    if not beside:
        manifest_path(path).unlink()
    done = ozlint("check", path.name)
    assert done.code == 3
    assert f"error  OZ007  {path.name} is not the whole answer" in done.out
    assert "OZ101  12345678-0001-1" in done.out
    assert "to go on: `ozlint fetch --resume -o a.ndjson.gz` (--allow-incomplete accepts that)" in " ".join(
        done.out.split()
    )
    eased = ozlint("check", path.name, "--allow-incomplete", "--ignore", "OZ101")
    assert eased.code == 0
    assert "info  OZ007" in eased.out


def test_no_other_file_completes_an_interrupted_snapshot(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """A later page of a list may be in the next file of the folder; what a fetch did not read is nowhere."""
    (tmp_path / "all").mkdir()
    partial = taken(tmp_path / "all" / "a.ndjson", [posting(1)], is_whole=False)
    renamed = partial.rename(tmp_path / "all" / "a.ndjson")
    manifest_path(partial).rename(manifest_path(renamed))
    taken(tmp_path / "all" / "b.ndjson", [posting(2)])
    (tmp_path / "all" / "c.json").write_text(json.dumps({"postings": [posting(3)], "has_next": False}))
    done = ozlint("check", "all", "--format", "json")
    assert done.code == 3
    assert [one["subject"]["key"] for one in report(done)["findings"]] == ["all/a.ndjson"]
    assert [one["complete"] for one in report(done)["inputs"]] == [False, True, True]


def test_a_changed_snapshot_is_refused(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """Its manifest speaks of another file: the input cannot be read, the other is judged."""
    path = taken(tmp_path / "a.ndjson", [posting(1)])
    path.write_text(json.dumps(posting(3)))
    taken(tmp_path / "b.ndjson", [posting(2, tracking_number="")])
    done = ozlint("check", "a.ndjson", "b.ndjson")
    assert done.code == 3
    assert "\n  a.ndjson: it is not the file that its manifest speaks of" in done.out
    assert "OZ101  12345678-0002-1" in done.out


def test_a_manifest_that_cannot_be_read_is_told(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """Nobody knows then what the file is worth."""
    path = taken(tmp_path / "a.ndjson", [posting(1)])
    manifest_path(path).write_text('{"format": 7}')
    done = ozlint("check", "a.ndjson")
    assert done.code == 3
    assert "a.ndjson: this manifest has format 7, and this version of ozlint knows 1" in done.out


@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.gz"])
def test_a_snapshot_without_postings_is_no_damaged_file(ozlint: Ozlint, tmp_path: Path, name: str) -> None:
    """Nothing was sold: that is zero postings, which --allow-empty accepts, and no error of reading."""
    taken(tmp_path / name, [])
    done = ozlint("check", name)
    assert done.code == 3
    assert "no postings were read" in done.out
    assert "not read" not in done.out
    assert ozlint("check", name, "--allow-empty").code == 0
    (tmp_path / "bare.gz").write_bytes(gzip.compress(b""))
    assert "damaged or empty" in ozlint("check", "bare.gz", "--allow-empty").out


def test_a_fresh_snapshot_says_how_far_back_it_reaches(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """Rules about the whole run need no --covers then; beside a file that says nothing, or days later, they do."""
    taken(tmp_path / "a.ndjson", [posting(1)])
    arguments = ("check", "a.ndjson", "--select", "OZ901", "--format", "json")
    assert open_rules(ozlint(*arguments), "input_not_given") == set()
    assert ozlint(*arguments, "--must-evaluate", "OZ901").code == 0
    assert open_rules(ozlint(*arguments, "--at", "2026-11-22T10:01:00Z"), "input_not_given") == {"OZ901"}
    (tmp_path / "b.json").write_text(json.dumps([posting(2)]))
    assert open_rules(ozlint("check", "b.json", *arguments[1:]), "input_not_given") == {"OZ901"}
    assert open_rules(ozlint("check", "b.json", *arguments[1:], "--covers", "15d"), "input_not_given") == set()


def test_what_is_said_of_the_time_covered_counts_before_a_manifest(
    ozlint: Ozlint, posting: Build, tmp_path: Path
) -> None:
    """Covers: 0d in the configuration is an answer, not a question."""
    taken(tmp_path / "a.ndjson", [posting(1)])
    (tmp_path / "ozlint.yaml").write_text("covers: 0d\n")
    done = ozlint("check", "a.ndjson", "--select", "OZ901", "--format", "json")
    assert open_rules(done, "input_not_given") == {"OZ901"}


def test_what_was_interrupted_covers_nothing(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """Its window says what was wanted, not what came."""
    path = taken(tmp_path / "a.ndjson", [posting(1)], is_whole=False)
    done = ozlint("check", path.name, "--select", "OZ901", "--format", "json")
    assert open_rules(done, "input_not_given") == {"OZ901"}


def test_what_was_interrupted_counts_in_its_folder(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """It is read with the whole snapshots beside it, named, and goes on with a command that can be pasted."""
    folder = tmp_path / "my all"
    folder.mkdir()
    taken(folder / "a.ndjson.gz", [posting(1)])
    query = structs.replace(FORTNIGHT, account="ООО Ромашка")
    taken(folder / "b.ndjson.gz", [posting(2)], query, is_whole=False)
    done = ozlint("check", "my all", "--format", "json")
    assert done.code == 3
    told = {one["path"]: (one["postings"], one["complete"]) for one in report(done)["inputs"]}
    assert told == {"my all/a.ndjson.gz": (1, True), "my all/b.ndjson.gz.partial": (1, False)}
    (reason,) = report(done)["reasons"]
    assert "ozlint fetch --resume -o 'my all/b.ndjson.gz' --account 'ООО Ромашка'` (" in reason
    assert ozlint("check", "my all", "--allow-incomplete").code == 0


def test_what_was_interrupted_counts_in_a_history(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """An earlier snapshot that is not whole leaves open what was before: named, and exit 3 unless that is accepted."""
    (tmp_path / "all").mkdir()
    before = structs.replace(FORTNIGHT, window=window_of(NOW - 16 * DAY, NOW - DAY))
    with begin_snapshot(tmp_path / "all" / "a.ndjson.gz", before, FastClock(NOW - DAY).clock):
        pass
    taken(tmp_path / "b.ndjson", [posting(1)])
    arguments = ("check", "b.ndjson", "--previous", "all")
    done = ozlint(*arguments, "--format", "json")
    assert done.code == 3
    assert [(one["path"], one["role"], one["complete"]) for one in report(done)["inputs"]] == [
        ("b.ndjson", "postings", True),
        ("all/a.ndjson.gz.partial", "previous", False),
    ]
    (reason,) = report(done)["reasons"]
    assert reason.startswith("all/a.ndjson.gz.partial is incomplete: ")
    assert "`ozlint fetch --resume -o all/a.ndjson.gz` (" in reason
    assert report(done)["complete"] is False
    assert ozlint(*arguments, "--allow-incomplete").code == 0


def test_inputs_are_surveyed_with_their_manifests(ozlint: Ozlint, posting: Build, tmp_path: Path) -> None:
    """`ozlint inputs` knows as well that a snapshot was interrupted."""
    path = taken(tmp_path / "a.ndjson", [posting(1)], is_whole=False)
    (one,) = json.loads(ozlint("inputs", path.name, "--format", "json").out)["inputs"]
    assert one["complete"] is False
