"""The tables that lie beside this module."""

from importlib import resources


def table_rows(name: str) -> list[list[str]]:
    """Return the rows of a table, without its head."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
