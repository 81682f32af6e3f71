"""The bytes of plans and logs."""

import gzip
import io
from pathlib import Path

import pytest

from ozlint.plan.contents import Gathered, gather, recoded
from ozlint.sources.problem import SourceProblem

PLAN = '{"path": "я"}'


def gathered(folder: Path, *arguments: str, stdin: bytes = b"") -> Gathered:
    """Return what arguments stand for, seen from a folder."""
    return gather(arguments, stdin=io.BytesIO(stdin), cwd=folder)


def test_files_folders_patterns_and_pipes(tmp_path: Path) -> None:
    """In the order given, those of a folder by their names; numbers by their value; hidden and other files left out."""
    for name in ("p/2.json", "p/10.ndjson", "p/in/a.csv", "p/.b.json", "p/.git/c.json", "p/d.txt", "p/e.manifest.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "p" / "3.har.gz").write_bytes(gzip.compress(b"packed"))
    found = gathered(tmp_path, "-", "p", "p/*.json", stdin=b"piped")
    assert not found.problems
    assert [(contents.path, contents.data) for contents in found.contents] == [
        ("-", b"piped"),
        ("p/2.json", b"p/2.json"),
        ("p/3.har.gz", b"packed"),
        ("p/10.ndjson", b"p/10.ndjson"),
        ("p/in/a.csv", b"p/in/a.csv"),
        ("p/e.manifest.json", b"p/e.manifest.json"),  # a pattern names it
    ]


def test_a_file_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    """Each problem names its file and says why, in both languages."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.json").write_text(" \n")
    (tmp_path / "plan.json").write_text(PLAN)
    (tmp_path / "plan.xlsx").write_bytes(b"PK\x03\x04")
    found = gathered(tmp_path, "empty", "nothing.json", "gone.json", "plan.xlsx", "plan.json")
    assert [contents.path for contents in found.contents] == ["plan.json"]
    assert [problem.path for problem in found.problems] == ["empty", "nothing.json", "gone.json", "plan.xlsx"]
    assert all(problem.text.en and problem.text.ru for problem in found.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_unicode_is_read(encoding: str) -> None:
    """With a byte order mark or without; that there was one is known."""
    contents = recoded("plan", PLAN.encode(encoding))
    assert contents.data.decode("utf-8-sig") == PLAN
    assert contents.marked == (encoding != "utf-8")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04...", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0...", "save it as CSV"),
        (b"\n <html>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_a_plan_is_named(raw: bytes, words: str) -> None:
    """With what to do, where something can be done."""
    with pytest.raises(SourceProblem, match=words):
        recoded("plan", raw)


def test_a_damaged_archive_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """And is known to be damaged."""
    packed = gzip.compress(bytes(range(256)) * 400)
    (tmp_path / "plan.json.gz").write_bytes(packed[: len(packed) // 2])
    (contents,) = gathered(tmp_path, "plan.json.gz").contents
    assert contents.damage is not None
    assert contents.data
