"""The bytes of plans and logs: files, folders, patterns and pipes, unpacked, as UTF-8."""

import json
from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.model.text import Text
from ozlint.sources.content import GZIP_MAGIC, Content, Spool
from ozlint.sources.opening import open_each
from ozlint.sources.problem import SourceProblem, refused

ENDINGS = (".json", ".ndjson", ".jsonl", ".har", ".csv", ".tsv")
"""Files that are read out of a folder, also with .gz at the end; a file that is named itself is read in any case."""
_READABLE = (*ENDINGS, *(f"{ending}.gz" for ending in ENDINGS))

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


def no_zone(_path: str) -> tzinfo | None:
    """Know the zone of no file."""
    return None


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
    return Gathered(*open_each(arguments, _contents, stdin=stdin, cwd=cwd, readable=_READABLE))


def _contents(path: str, origin: Path | Spool) -> Contents:
    raw = _read(Content(path, origin))
    if not raw.startswith(GZIP_MAGIC):
        return recoded(path, raw)
    damages: list[Text] = []
    raw = _read(Content(path, origin, is_gzip=True), damages.append)
    return recoded(path, raw, damages[0] if damages else None)


def _read(content: Content, on_damage: Callable[[Text], None] | None = None) -> bytes:
    with content.open(on_damage) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise refused(content.path, error) from None


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
