"""The bytes of plans and logs: files, folders, patterns and pipes, unpacked, as UTF-8."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.model.text import Text
from ozlint.sources.arguments import files_of, shown
from ozlint.sources.content import GZIP_MAGIC, Content, Spool
from ozlint.sources.problem import SourceProblem, refused

ENDINGS = (".json", ".ndjson", ".jsonl", ".har", ".csv", ".tsv")
"""Files that are read out of a folder, also with .gz at the end; a file that is named itself is read in any case."""
_READABLE = (*ENDINGS, *(f"{ending}.gz" for ending in ENDINGS))
STDIN = "-"

_STRANGERS = (
    (
        b"PK\x03\x04",
        Text(
            "this is a spreadsheet or a zip archive: save it as CSV",
            "это таблица Excel или zip-архив: сохраните как CSV",
        ),
    ),
    (b"\xd0\xcf\x11\xe0", Text("this is a spreadsheet: save it as CSV", "это таблица Excel: сохраните её как CSV")),
    (b"<", Text("this is a web page or XML", "это веб-страница или XML")),
    (b"%PDF", Text("this is a PDF", "это PDF")),
)
_UTF8 = ("utf-8", "utf-8-sig")


class Contents(msgspec.Struct, frozen=True):
    """What one file holds."""

    path: str
    """As it is shown."""
    data: bytes
    """As UTF-8, with the byte order mark if it has one."""
    damage: Text | None = None
    """What was wrong with its packing: the end is lost then."""
    marked: bool = False
    """Whether it began with a byte order mark, as spreadsheets want it."""


class Gathered(msgspec.Struct, frozen=True):
    """What all files hold, in order, and what is wrong with those that cannot be read."""

    contents: tuple[Contents, ...]
    problems: tuple[SourceProblem, ...]


def gather(arguments: Sequence[str], *, stdin: BinaryIO, cwd: Path) -> Gathered:
    """Return what the files hold that the arguments stand for: files, folders, patterns, "-" for standard input.

    A file that is named twice is read once.
    """
    contents: list[Contents] = []
    problems: list[SourceProblem] = []
    seen: set[Path] = set()
    for argument in arguments:
        try:
            for path in [Path(STDIN)] if argument == STDIN else files_of(argument, cwd, _READABLE):
                identity = path if argument == STDIN else (cwd / path).resolve()
                if identity in seen:
                    continue
                seen.add(identity)
                try:
                    contents.append(_contents(path, stdin, cwd))
                except SourceProblem as problem:
                    problems.append(problem)
        except SourceProblem as problem:
            problems.append(problem)
    return Gathered(tuple(contents), tuple(problems))


def _contents(path: Path, stdin: BinaryIO, cwd: Path) -> Contents:
    name = shown(path, cwd)
    try:
        raw = stdin.read() if path == Path(STDIN) else (cwd / path).read_bytes()
    except OSError as error:
        raise refused(name, error) from None
    damages: list[Text] = []
    if raw.startswith(GZIP_MAGIC):
        with Content(name, Spool(io.BytesIO(raw)), is_gzip=True).open(damages.append) as unpacked:
            raw = unpacked.read()
    return recoded(name, raw, damages[0] if damages else None)


def recoded(path: str, raw: bytes, damage: Text | None = None) -> Contents:
    """Return what bytes hold as text; raises SourceProblem for what cannot be a plan or a log."""
    if not raw.strip():
        raise SourceProblem(path, damage or Text("the file is empty", "файл пустой"))
    encoding = json.detect_encoding(raw)
    if encoding not in _UTF8:
        return Contents(path, raw.decode(encoding, "replace").encode("utf-8", "replace"), damage, marked=True)
    if what := next((text for mark, text in _STRANGERS if raw.lstrip().startswith(mark)), None):
        raise SourceProblem(path, what)
    return Contents(path, raw, damage, marked=encoding == "utf-8-sig")
