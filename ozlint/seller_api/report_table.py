"""The table of a report, sifted: only columns that ozlint knows, none of which is about money or a buyer."""

import csv
from collections.abc import Iterator
from functools import cache
from io import TextIOWrapper
from typing import BinaryIO

from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.seller_api.answers import AnswerFault
from ozlint.sources.strangers import no_json

_NUMBER = "номер отправления"
_SEPARATOR = ";"


def sift(table: BinaryIO, into: BinaryIO) -> int:
    """Write the known columns of a table into another file, and return how many postings it has.

    The shape is that of Ozon's own: semicolons, quotes, UTF-8 with a BOM. Raises AnswerFault where it is no table of
    postings. The files stay open.
    """
    table.seek(0)
    source = TextIOWrapper(table, encoding="utf-8-sig", newline="")
    target = TextIOWrapper(into, encoding="utf-8-sig", newline="")
    try:
        rows = _whole(csv.reader(source, delimiter=_SEPARATOR))
        head = [_name(cell) for cell in next(rows, [])]
        if _NUMBER not in head:
            raise _no_table(table)
        number = head.index(_NUMBER)
        kept = [place for place, name in enumerate(head) if name in _known()]
        writer = csv.writer(target, delimiter=_SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([_known()[head[place]] for place in kept])
        numbers: set[str] = set()
        for row in rows:
            writer.writerow([row[place] if place < len(row) else "" for place in kept])
            numbers.update(row[number : number + 1])
        return len(numbers - {""})
    except UnicodeDecodeError:
        raise AnswerFault(Text("it is not UTF-8 text", "это не текст в UTF-8")) from None
    finally:
        source.detach()
        target.flush()
        target.detach()


def _whole(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the rows that are not empty; a table that csv cannot read raises AnswerFault."""
    try:
        yield from (row for row in rows if row)
    except csv.Error as error:
        raise AnswerFault(Text(f"its table is damaged: {error}", f"таблица повреждена: {error}")) from None


def _no_table(table: BinaryIO) -> AnswerFault:
    table.seek(0)
    head = table.read(4096)
    if not head.strip():
        return AnswerFault(Text("the file is empty", "файл пустой"))
    if head[:1] in (b"<", b"{", b"["):
        return AnswerFault(no_json(head))
    return AnswerFault(
        Text("it is no table with the column Номер отправления", "это не таблица: нет столбца «Номер отправления»")
    )


def _name(cell: str) -> str:
    """Return the name of a column as it is compared: Ozon changes case, blanks and ё."""
    return " ".join(cell.casefold().replace("ё", "е").split())


@cache
def _known() -> dict[str, str]:
    return {_name(column): column for column, _ in table_rows("seller_api/report_columns.tsv")}
