"""The tables of facts that come with the package: TSV, a head and a row a line."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def table_rows(name: str) -> list[list[str]]:
    """Return the rows of a table without its head; it is named from the top of the package: `ozon/ranks.tsv`."""
    text = (_PACKAGE / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
