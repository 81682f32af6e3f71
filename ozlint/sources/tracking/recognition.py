"""Telling what a file given to `--tracking` is, and making what reads it."""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from msgspec import structs

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.column_names import ColumnNames
from ozlint.sources.content import Spool
from ozlint.sources.delimited import Delimited
from ozlint.sources.dialect import recognise_dialect
from ozlint.sources.head import Head, JsonLayout, read_head
from ozlint.sources.nested import Found, Gap
from ozlint.sources.nested_source import NestedSource, glance
from ozlint.sources.parquet import parquet_table
from ozlint.sources.problem import SourceProblem
from ozlint.sources.recognition import HEAD
from ozlint.sources.scanner import value_end
from ozlint.sources.sheet import Sheet
from ozlint.sources.strangers import no_json, surely_no_json, web_page
from ozlint.sources.table import Table
from ozlint.sources.tracking.documents import CarrierDocuments, is_number
from ozlint.sources.tracking.event_columns import event_column
from ozlint.sources.tracking.event_table import open_event_table, unknown_table
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.sight import NOTIFICATIONS, POSTINGS, name_of, sight
from ozlint.sources.tracking.xml_source import XmlProblem, XmlSource, declared_encoding, read_xml, starts_of_documents
from ozlint.sources.workbook import Workbook

EXPECTED = Text(
    "Expected is what carriers say of parcels: answers or webhooks of CDEK, Почта России, Boxberry, DPD, Яндекс "
    "Доставка, 5Post, Магнит Пост, Cainiao, 17TRACK, AfterShip or TrackingMore, or a table of events.",
    "Нужно то, что о посылках говорят службы доставки: ответы или вебхуки СДЭК, Почты России, Boxberry, DPD, Яндекс "
    "Доставки, 5Post, Магнит Пост, Cainiao, 17TRACK, AfterShip, TrackingMore либо таблица событий.",
)
_LOOKED_AT = 20
"""Documents by which the file is named."""
_NAMED = 3
_WORKBOOK = b"PK\x03\x04"
_PARQUET = b"PAR1"
_OBJECT = pattern(rb"\{")


def recognise_tracking(path: str, origin: Path | Spool, terms: EventTerms, names: ColumnNames) -> TrackingFile:
    """Return what reads a file; one that holds nothing of a carrier raises SourceProblem.

    `names` are those that columns of postings have in this run.
    """
    head = read_head(path, origin)
    if head.layout is not None:
        return _of_json(head, head.layout, terms)
    return _of_xml(head, terms) if head.text.lstrip()[:1] == b"<" else _of_table(head, terms, names)


def _of_json(head: Head, layout: JsonLayout, terms: EventTerms) -> TrackingFile:
    path, documents = head.content.path, CarrierDocuments()
    names: dict[str, None] = {}
    fault: Text | None = None
    for text, item in islice(glance(head.text, layout, documents.read, is_whole=head.is_whole), _LOOKED_AT):
        match item:
            case Found():
                names[name_of(item.value)] = None
            case Gap():
                en, ru = item.reason.en, item.reason.ru
                fault = fault or Text(f"no event could be made out: {en}", f"событий не разобрать: {ru}")
            case _:
                fault = fault or sight(text[item.start : item.end])
    if not names:
        fault = fault or _of_ozon(head.text)
        if fault is not None:
            raise SourceProblem(path, fault, EXPECTED)
    source = NestedSource(path, head.content, layout, documents.read, sight, is_number)
    return TrackingFile(path, _format(layout, names), source, terms, documents)


def _of_ozon(head: bytes) -> Text | None:
    """Return what to say of the beginning of a long document that holds what Ozon says; None for another one."""
    for opener in islice(_OBJECT.finditer(head), _LOOKED_AT):
        end = value_end(head, opener.start())
        if isinstance(end, int) and (said := sight(head[opener.start() : end])) in (POSTINGS, NOTIFICATIONS):
            return said
    return None


def _of_xml(head: Head, terms: EventTerms) -> TrackingFile:
    content, text = head.content, head.text
    # The body of an envelope is written like that of a page.
    if b"Envelope" not in text and (page := web_page(text)) is not None:
        raise SourceProblem(content.path, page, EXPECTED)
    if not content.encoding and (encoding := declared_encoding(text)):
        content = structs.replace(content, encoding=encoding)
        with content.open() as stream:
            text = stream.read(HEAD)
    names: dict[str, None] = {}
    faults: list[XmlProblem] = []
    for start, end in pairwise([*starts_of_documents(text), len(text)]):
        try:
            names[name_of(read_xml(text[start:end]))] = None
        except XmlProblem as problem:
            faults.append(problem)
    if not names and (head.is_whole or not faults[-1].cut_off):
        raise SourceProblem(content.path, faults[0].reason, EXPECTED)
    source = XmlSource(content.path, content)
    return TrackingFile(content.path, _format("xml", names), source, terms, CarrierDocuments())


def _of_table(head: Head, terms: EventTerms, names: ColumnNames) -> TrackingFile:
    table = open_event_table(head.content.path, list(_tables(head, names)), names)
    name = _format(table.table.kind, [f"events{table.table.place}"])
    return TrackingFile(head.content.path, name, table, terms, CarrierDocuments())


def _tables(head: Head, names: ColumnNames) -> Iterator[Table]:
    """Yield the tables in a file: the sheets of a workbook, or the only one; raises SourceProblem for no table."""
    content = head.content
    if head.text.startswith(_WORKBOOK):
        workbook = Workbook(content.at_hand())
        yield from (Sheet(workbook, name) for name in workbook.sheets)
        return
    if head.text.startswith(_PARQUET):
        yield parquet_table(content)
        return
    dialect = recognise_dialect(head.text, lambda name: event_column(name) is not None or names.is_known(name))
    if dialect is None:
        raise SourceProblem(
            content.path, surely_no_json(head.text) or unknown_table(head.text) or no_json(head.text), EXPECTED
        )
    if not content.encoding and dialect.encoding != "utf-8":
        content = structs.replace(content, encoding=dialect.encoding)
    yield Delimited(content, dialect)


def _format(layout: str, names: Iterable[str]) -> str:
    return f"{layout}: {', '.join(islice(names, _NAMED))}".removesuffix(": ")
