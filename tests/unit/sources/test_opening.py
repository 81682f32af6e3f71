"""From arguments to files: folders, patterns, pipes; one bad input does not lose the others."""

import gzip
import io
import os
from pathlib import Path
from typing import Any

import pytest

from ozlint.cli.settings import INPUT_FORMATS
from ozlint.errors import SourceError
from ozlint.sources import Opened, PostingDecoder, SourceProblem, open_sources
from ozlint.sources.formats import FORMATS
from ozlint.sources.problem import refused

LINE = '{"posting_number":"%s-1-1","status":"delivering"}\n'


def opening(cwd: Path, *arguments: str, stdin: bytes = b"") -> Opened:
    """Open these arguments in a folder."""
    return open_sources(arguments, stdin=io.BytesIO(stdin), input_format="auto", cwd=cwd)


def paths(opened: Opened) -> list[str]:
    """Return the paths of what was opened."""
    return [source.path for source in opened.sources]


def numbers(opened: Opened) -> list[str]:
    """Return the posting numbers of all sources."""
    decode = PostingDecoder([])
    return [
        item[1].posting_number for source in opened.sources for item in source.read(decode) if isinstance(item, tuple)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with readable and other files."""
    for name in ("page-10.json", "page-2.json", "deep/er/page-1.ndjson", "b.JSONL", "notes.txt", ".hidden.json",
                 ".git/x.json", "ozlint-baseline.json", "gl-code-quality-report.json",
                 "c.ndjson.gz.manifest.json"):  # fmt: skip
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LINE % name)
    (tmp_path / "data" / "c.ndjson.gz").write_bytes(gzip.compress((LINE % "c").encode()))
    return tmp_path


READABLE = ["data/b.JSONL", "data/c.ndjson.gz", "data/deep/er/page-1.ndjson", "data/page-2.json", "data/page-10.json"]


def test_a_folder_gives_its_readable_files_in_natural_order(folder: Path) -> None:
    """Recursive, page-2 before page-10, without hidden files, other kinds and ozlint's own."""
    opened = opening(folder, "data")
    assert paths(opened) == READABLE
    assert not opened.problems


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("data/page-*.json", ["data/page-2.json", "data/page-10.json"]),
        ("**/*.ndjson", ["data/deep/er/page-1.ndjson"]),
        ("data/notes.tx?", ["data/notes.txt"]),
        ("dat*", READABLE),
    ],
)
def test_a_quoted_pattern_is_expanded(folder: Path, pattern: str, found: list[str]) -> None:
    """Patterns work where the shell did not expand them, ** included; a matched folder stands for its files."""
    assert paths(opening(folder, pattern)) == found


def test_a_file_named_like_a_pattern_is_that_file(folder: Path) -> None:
    """What exists is not taken for a pattern."""
    (folder / "page[1].json").write_text(LINE % 1)
    assert paths(opening(folder, "page[1].json")) == ["page[1].json"]


def test_a_file_that_is_named_is_read_whatever_its_name(folder: Path) -> None:
    """The name says nothing: the content does."""
    assert numbers(opening(folder, "data/notes.txt")) == ["notes.txt-1-1"]


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    """A folder and a file in it, and a path written in two ways."""
    opened = opening(
        folder, "data/page-2.json", "data", "./data/../data/page-2.json", str(folder / "data/page-10.json")
    )
    assert sorted(paths(opened)) == sorted(READABLE)


def test_paths_are_relative_to_the_working_folder(folder: Path) -> None:
    """Absolute paths inside are shown relative, others as they were given."""
    assert paths(opening(folder, str(folder / "data" / "page-2.json"))) == ["data/page-2.json"]
    assert paths(opening(folder / "data" / "deep", "../page-2.json")) == ["../page-2.json"]


@pytest.mark.parametrize(
    "data", [(LINE % 1).encode(), gzip.compress((LINE % 1).encode()), (LINE % 1).encode() * 400_000]
)
def test_standard_input_is_put_aside(tmp_path: Path, data: bytes) -> None:
    """What comes through a pipe can be read again, large or packed, and while it is being read."""
    opened = opening(tmp_path, "-", stdin=data)
    source = opened.sources[0]
    decode = PostingDecoder([])
    first, second = source.read(decode), source.read(decode)
    assert source.path == "-"
    assert next(first) == next(second)
    addresses = [item[0] for item in first if isinstance(item, tuple)][-2:]
    assert [address for address, _ in source.reread(addresses, decode)] == addresses
    assert set(source.places(addresses)) == set(addresses)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_put_aside(tmp_path: Path) -> None:
    """`ozlint check <(curl …)` reads a pipe that has a name."""
    import threading

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=[LINE % 1 * 3])
    writer.start()
    opened = opening(tmp_path, "pipe")
    writer.join()
    assert numbers(opened) == ["1-1-1"] * 3


def test_one_bad_input_does_not_lose_the_others(folder: Path) -> None:
    """Every problem is reported, and everything else is read."""
    (folder / "data" / "bad.json").write_text("<html>")
    opened = opening(folder, "data/page-3.json", "data", "nowhere/*.json", "data/page-2.json")
    assert paths(opened) == READABLE
    assert [problem.path for problem in opened.problems] == ["data/page-3.json", "data/bad.json", "nowhere/*.json"]
    assert all(isinstance(problem, SourceError) for problem in opened.problems)


@pytest.mark.parametrize(
    ("argument", "en", "ru"),
    [
        ("data/page-3.json", "no such file; did you mean page-2.json?", "такого файла нет; может быть, page-2.json?"),
        ("data/zzzzz", "no such file", "такого файла нет"),
        ("nowhere/page.json", "no folder", "папки"),
        ("*.csv", "no file matches this pattern", "под этот шаблон"),
        (
            "empty",
            "no file to read in this folder: looked for .json, .ndjson, .jsonl, .csv, .tsv, .xlsx, .parquet",
            "в этой папке нечего читать",
        ),
        ("a\0b", "cannot be read", "не читается"),
    ],
)
def test_what_cannot_be_found_is_explained(folder: Path, argument: str, en: str, ru: str) -> None:
    """Clear words in both languages, with the nearest name where there is one."""
    (folder / "empty" / "inner").mkdir(parents=True)
    problem = opening(folder, argument).problems[0]
    assert en in problem.text.en
    assert ru in problem.text.ru


def test_a_file_that_vanishes_is_a_problem(folder: Path) -> None:
    """Gone between the listing and the reading: a SourceProblem, from every way of reading."""
    opened = opening(folder, "data/page-2.json", "data/b.JSONL")
    decode = PostingDecoder([])
    for source in opened.sources:
        (folder / source.path).unlink()
        for reading in (
            lambda source=source: list(source.read(decode)),
            lambda source=source: list(source.reread([0], decode)),
            lambda source=source: source.places([0]),
        ):
            with pytest.raises(SourceProblem, match="gone now"):
                reading()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_a_problem(folder: Path) -> None:
    """No permission to read."""
    (folder / "data" / "page-2.json").chmod(0)
    assert "no permission" in opening(folder, "data/page-2.json").problems[0].text.en


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "no permission"),
        (FileNotFoundError(2, "No such file"), "gone now"),
        (IsADirectoryError(21, "Is a directory"), "a directory"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_every_refusal_of_the_system_has_words(error: OSError, words: str) -> None:
    """What the operating system refuses is said for a person."""
    problem = refused("x.json", error)
    assert words in problem.text.en
    assert problem.text.ru


def test_a_problem_travels_to_another_process() -> None:
    """Problems come back from worker processes whole."""
    import pickle

    problem = refused("x.json", FileNotFoundError())
    again: Any = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes
    assert (again.path, again.text) == (problem.path, problem.text)


def test_an_unknown_format_is_a_mistake_of_the_caller(folder: Path) -> None:
    """The command line offers the names there are; anything else is a bug."""
    with pytest.raises(ValueError, match="xml"):
        open_sources(["data"], stdin=io.BytesIO(), input_format="xml", cwd=folder)


def test_every_format_can_be_asked_for() -> None:
    """The command line offers all formats of the table, and the choice to find out."""
    assert list(INPUT_FORMATS) == ["auto", *FORMATS]
