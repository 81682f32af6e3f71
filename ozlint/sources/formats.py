"""The table of input formats: one line a format."""

from ozlint.sources.document import Document
from ozlint.sources.lines import Lines
from ozlint.sources.recognition import Recognised
from ozlint.sources.source import Source

FORMATS: dict[str, type[Document | Lines]] = {
    "json": Document,
    "ndjson": Lines,
}


def source_of(recognised: Recognised) -> Source:
    """Return the source that reads what was recognised."""
    return FORMATS[recognised.layout](recognised.content.path, recognised.format, recognised.content)
