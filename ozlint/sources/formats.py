"""The table of input formats: one line a format."""

from collections.abc import Callable

from ozlint.sources.column_names import ColumnNames
from ozlint.sources.document import Document
from ozlint.sources.lines import Lines
from ozlint.sources.recognition import Recognised
from ozlint.sources.source import Source


def _open_table(known: Recognised, names: ColumnNames) -> Source:
    from ozlint.sources.table_opening import open_table  # some fifteen modules, and many runs have no table

    return open_table(known.content, known.layout, names)


FORMATS: dict[str, Callable[[Recognised, ColumnNames], Source]] = {
    "json": lambda known, _: Document(known.content.path, known.format, known.content),
    "ndjson": lambda known, _: Lines(known.content.path, known.format, known.content),
    "csv": _open_table,
    "xlsx": _open_table,
    "parquet": _open_table,
}


def source_of(recognised: Recognised, names: ColumnNames) -> Source:
    """Return the source that reads what was recognised; raises SourceProblem for a table that is none of postings."""
    return FORMATS[recognised.layout](recognised, names)
