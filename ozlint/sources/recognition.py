"""Telling from its first bytes what an input is: packed how, in which encoding, JSON, NDJSON or which kind of table."""

from functools import cache
from pathlib import Path
from typing import BinaryIO, Literal, get_args

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.sources.batch import Unrecognised
from ozlint.sources.column_names import ColumnNames
from ozlint.sources.content import GZIP_MAGIC, Content, Spool
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.demand import FAULTS
from ozlint.sources.problem import SourceProblem
from ozlint.sources.reading import batches_of, read_value
from ozlint.sources.reasons import kind_of, name_of
from ozlint.sources.scanner import BOM, after_space
from ozlint.sources.sight import family_of, kind_of_record, members_of, method_of

Layout = Literal["json", "ndjson", "csv", "xlsx", "parquet"]
_TABLES: dict[bytes, Layout] = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet"}
"""What tables begin with that are no text."""
_KINDS: dict[Layout | None, tuple[str, str]] = {
    "xlsx": ("a zip archive, as workbooks of Excel are", "архив zip, какими бывают книги Excel"),
    "parquet": ("a Parquet file", "файл Parquet"),
    None: ("neither a workbook nor Parquet", "ни книга Excel, ни Parquet"),
}

HEAD = 1 << 18
"""How much of an input is looked at; only the search for the end of a long first line goes further."""
_LINES = 1000
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ZEROS = (
    (pattern(rb"[^\0]\0\0\0"), "utf-32-le"),
    (pattern(rb"\0\0\0[^\0]"), "utf-32-be"),
    (pattern(rb"[^\0]\0[^\0]\0"), "utf-16-le"),
    (pattern(rb"\0[^\0]\0[^\0]"), "utf-16-be"),
)
_LOOKED_AT = 256
"""Bytes at the beginning by which the encoding is told."""
_ALPHABETS = (0x00, 0x04)
"""The upper bytes of Latin and of Cyrillic letters in UTF-16."""
_MOSTLY = 0.9
_LEAST = 4
_NAMES = {
    "list": "list of postings",
    "posting": "one posting",
    "/result[]": "result with a list of postings",
}
_RAW = msgspec.json.Decoder(msgspec.Raw)

EXPECTED = Text(
    "Expected are postings: an answer of Ozon (/v3/posting/fbs/list, /v4/posting/fbs/list, /v3/posting/fbs/get, "
    "/v3/posting/fbo/list and the like), a list of postings, one posting a line (NDJSON), or the orders export of the "
    "cabinet (CSV, XLSX).",
    "Нужны отправления: ответ Ozon (/v3/posting/fbs/list, /v4/posting/fbs/list, /v3/posting/fbs/get, "
    "/v3/posting/fbo/list и подобные), список отправлений, по отправлению на строку (NDJSON) или выгрузка заказов из "
    "кабинета (CSV, XLSX).",
)


class Recognised(msgspec.Struct, frozen=True):
    """What an input turned out to be."""

    content: Content
    layout: Layout
    format: str
    """Empty for a table, whose head tells."""


def recognise(path: str, origin: Path | Spool, wanted: str, names: ColumnNames) -> Recognised:
    """Return what an input is; one that cannot hold postings raises SourceProblem.

    `wanted` is "auto", or the layout to read the input as whatever it looks like. `names` are those of columns.
    """
    content = unpacked(path, origin)
    with content.open() as stream:
        try:
            head = stream.read(HEAD)
            is_whole = len(head) < HEAD or not stream.peek(1)  # type: ignore[attr-defined]
            text = head.removeprefix(BOM)
            if after_space(text, 0) >= len(text) and is_whole:
                from ozlint.sources.strangers import EMPTY  # all that an input may be by mistake

                raise SourceProblem(path, EMPTY)
            told, known = _told(text), _known(wanted)
            if known is not None and told != (known if known in _TABLES.values() else None):
                raise SourceProblem(path, _misnamed(wanted, told))
            layout = known or told or _layout(path, text, stream, names, is_whole=is_whole)
        except OSError as error:
            raise SourceProblem(path, Text(f"it cannot be read: {error}", f"не читается: {error}")) from None
    match layout:
        case "json":
            held = _document(path, text, is_whole=is_whole)
        case "ndjson":
            held = _lines(path, text, is_whole=is_whole)
        case _:
            return Recognised(content, layout, "")
    return Recognised(content, layout, f"{layout}: {held}".removesuffix(": "))


def _known(wanted: str) -> Layout | None:
    """Return the layout that an input is to be read as; None where that is to be found out."""
    known = {name: name for name in get_args(Layout)}
    if wanted not in ("auto", *known):
        message = f"no such input format: {wanted}"
        raise ValueError(message)
    return known.get(wanted)


def _misnamed(wanted: str, told: Layout | None) -> Text:
    """Return what to say of an input that is to be read as something that it cannot be by its first bytes."""
    en, ru = _KINDS[told]
    return Text(
        f"this is {en}, and --input-format says {wanted}: leave that out",
        f"это {ru}, а --input-format велит {wanted}: уберите его",
    )


def _told(head: bytes) -> Layout | None:
    """Return what kind of table an input is that is no text; None for the rest."""
    return next((layout for mark, layout in _TABLES.items() if head.startswith(mark)), None)


def unpacked(path: str, origin: Path | Spool) -> Content:
    """Return how to open an input: unpacked, and as UTF-8."""
    plain = Content(path, origin)
    with plain.open() as stream:
        head = stream.read(len(GZIP_MAGIC))
    content = Content(path, origin, is_gzip=head == GZIP_MAGIC)
    with content.open() as stream:
        start = stream.read(_LOOKED_AT)
    if content.is_gzip and not start:
        raise SourceProblem(
            path,
            Text("it is a gzip archive that is damaged or empty", "это архив gzip, но он повреждён или пуст"),
        )
    for mark, name in _BOMS:
        if start.startswith(mark):
            return Content(path, origin, content.is_gzip, name)
    for zeros, name in _ZEROS:
        if zeros.match(start):
            return Content(path, origin, content.is_gzip, name)
    if wide := _wide(start):
        return Content(path, origin, content.is_gzip, wide)
    return content


def _wide(start: bytes) -> str:
    """Return the encoding of a text of two bytes a letter without a mark, in Russian or English; empty for any other.

    The first of the two, or the second, is the same for all letters of an alphabet, and no text has such bytes alone.
    """
    for high, low, name in ((start[1::2], start[::2], "utf-16-le"), (start[::2], start[1::2], "utf-16-be")):
        pairs = list(zip(high, low, strict=False))
        alike = sum(one in _ALPHABETS for one in high)
        if len(pairs) >= _LEAST and alike >= _MOSTLY * len(high) and (0, 0) not in pairs:
            return name
    return ""


def _layout(path: str, head: bytes, stream: BinaryIO, names: ColumnNames, *, is_whole: bool) -> Layout:
    lines = [line for line in head.split(b"\n", _LINES)[:_LINES] if line.strip()]
    first = lines[0] if lines else b""
    if first.lstrip()[:1] not in (b"{", b"["):
        from ozlint.sources.dialect import recognise_dialect
        from ozlint.sources.strangers import no_json, surely_no_json

        if what := surely_no_json(head):
            raise SourceProblem(path, what)
        # A line of a log above the postings does no harm; a table has no line of JSON.
        if any(line.lstrip()[:1] == b"{" and _is_json(line) for line in lines):
            return "ndjson"
        if recognise_dialect(head, names.is_known) is not None:
            return "csv"
        bare = _bare_value(head) if is_whole else None
        raise SourceProblem(path, bare or no_json(head), EXPECTED if bare else None)
    if is_whole and _is_json(head):
        return "json"
    if len(lines) > 1 and (_is_json(first) or (first.strip() not in (b"{", b"[") and _is_json(lines[1]))):
        return "ndjson"
    if b"\n" in head.rstrip() or is_whole:
        return "json"
    return _layout_of_long_line(stream)


def _bare_value(data: bytes) -> Text | None:
    """Return what to say of JSON that is a mere text, number, flag or null; None for what is no JSON."""
    if not _is_json(data):
        return None
    name = name_of(kind_of(data))
    return Text(f"this is JSON, but no postings: {name.en}", f"это JSON, но не отправления: {name.ru}")


def _is_json(line: bytes) -> bool:
    try:
        _RAW.decode(line)
    except FAULTS:
        return False
    return True


def _layout_of_long_line(stream: BinaryIO) -> Layout:
    """Return the layout of an input whose first line is longer than what was looked at."""
    is_next = False
    while piece := stream.read(HEAD):
        _, newline, rest = (b"", b"\n", piece) if is_next else piece.partition(b"\n")
        is_next = is_next or bool(newline)
        if is_next and rest.strip():
            return "ndjson"
    return "json"


@cache
def _probe() -> PostingDecoder:
    return PostingDecoder(())


def _document(path: str, head: bytes, *, is_whole: bool) -> str:
    """Return what a document holds; one that is known to hold no postings raises SourceProblem."""
    try:
        if is_whole:
            next(read_value(head, 0, _probe(), "record"), None)
        return _held(head)
    except Unrecognised as error:
        if is_whole:
            raise stranger(path, error) from None
        return ""


def stranger(path: str, error: Unrecognised) -> SourceProblem:
    """Return what to say of a document that holds no postings."""
    what = error.seen
    if error.is_damaged:
        text = Text(f"no postings could be made out: {what.en}", f"отправлений не разобрать: {what.ru}")
    else:
        text = Text(f"this is {what.en}", f"здесь {what.ru}")
    return SourceProblem(path, text, EXPECTED)


def _held(data: bytes) -> str:
    """Return the name of what one JSON value holds, as the report shows it."""
    for batch in batches_of(data, 0, "record"):
        members = members_of(bytes(batch.elements[0])) if batch.elements else {}
        kind = kind_of_record(members) if members else "answer"
        if batch.elements and kind in ("answer", "other"):
            return "list of answers" if kind == "answer" else ""
        method = method_of(batch.shape, family_of(members), batch.extras)
        return method or _NAMES.get(batch.shape, "answer with a list of postings")
    return ""


def _lines(path: str, head: bytes, *, is_whole: bool) -> str:
    """Return what the lines hold; where none of those looked at holds a posting, SourceProblem is raised."""
    lines = [line.removeprefix(BOM) for line in head.split(b"\n", _LINES)[:_LINES]]
    if not is_whole and len(lines) <= _LINES:
        lines = lines[:-1]
    problems = []
    for line in lines:
        if not line.strip():
            continue
        try:
            first = next(read_value(line, 0, _probe(), "line"), None)
        except Unrecognised as error:
            problems.append(error)
            continue
        if isinstance(first, Undecodable):
            return ""
        held = _held(line)
        return "postings" if held == _NAMES["posting"] else held
    # Damaged lines at the beginning say nothing of the ones that were not looked at.
    if problems and (is_whole or not any(problem.is_damaged for problem in problems)):
        raise stranger(path, problems[0])
    return ""
