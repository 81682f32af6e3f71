"""One value of a YAML file with its place."""

from typing import Any

import msgspec

Key = str | int
Loc = tuple[Key, ...]


class Node(msgspec.Struct):
    """A scalar, list or mapping of a file: its plain value, and where it and its parts stand in the text."""

    start: int
    end: int
    """Indices of the first character and of the one after the last."""
    style: str
    """`|`, `>` or the quote of a scalar, `{` or `[` of a flow collection; empty for a plain scalar or a block."""
    value: Any
    parts: dict[Key, "Node"]
    """The values of a mapping by key, the items of a list by index."""
    keys: dict[Key, "Node"]
    """The keys of a mapping."""
    refused: bool = False
    """Something is wrong with it already, so nothing more is to be said of it."""
