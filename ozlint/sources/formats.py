"""The table of input formats: one line a format."""

from collections.abc import Callable

from ozlint.sources.column_names import ColumnNames
from ozlint.sources.document import Document
from ozlint.sources.lines import Lines
from ozlint.sources.recognition import Recognised
from ozlint.sources.source import Source
from ozlint.sources.table_opening import open_delimited, open_parquet, open_workbook

FORMATS: dict[str, Callable[[Recognised, ColumnNames], Source]] = {
    "json": lambda known, _: Document(known.content.path, known.format, known.content),
    "ndjson": lambda known, _: Lines(known.content.path, known.format, known.content),
    "csv": lambda known, names: open_delimited(known.content, names),
    "xlsx": lambda known, names: open_workbook(known.content, names),
    "parquet": lambda known, names: open_parquet(known.content, names),
}


def source_of(recognised: Recognised, names: ColumnNames) -> Source:
    """Return the source that reads what was recognised; raises SourceProblem for a table that is none of postings."""
    return FORMATS[recognised.layout](recognised, names)
