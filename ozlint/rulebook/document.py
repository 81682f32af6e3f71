"""A file that people write, read strictly, with the place of every value and key in it."""

from typing import Any, Literal

import msgspec

from ozlint.model.text import Text
from ozlint.rulebook.composer import compose
from ozlint.rulebook.node import Loc, Node
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.scalar_offsets import scalar_offsets
from ozlint.rulebook.source_text import SourceText

__all__ = ["Document", "Loc", "read_document", "scan_document"]


class Document(msgspec.Struct, frozen=True):
    """The plain value of a file, and where each part of it stands.

    A place is asked for with a `loc`: the keys and indices that lead to a value, `("examples", "bad", 0)`. Where the
    file has no such value, the place is that of the nearest value around it.
    """

    source: SourceText
    root: Node
    style: Literal["yaml", "toml"] = "yaml"
    """How the file is written, and how messages spell what is to be written into it."""

    @property
    def path(self) -> str:
        """The file, as it is named to people."""
        return self.source.path

    @property
    def text(self) -> str:
        """What stands in the file, without a byte order mark and with plain line breaks."""
        return self.source.text

    @property
    def value(self) -> Any:  # noqa: ANN401 - a file may hold anything
        """The file as plain dicts, lists, texts, numbers, booleans and None."""
        return self.root.value

    def setting(self, name: str, value: str = "…") -> str:
        """Return a key with its value as they would be written into the file."""
        return f"{name} = {value}" if self.style == "toml" else f"{name}: {value}"

    def spot(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return the line and column of the value at `loc`, or of its key."""
        return self.source.spot(self._node(loc, key=key).start)

    def spot_in(self, loc: Loc, offset: int) -> tuple[int, int]:
        """Return the line and column at which character `offset` of the text at `loc` was written."""
        return self.source.spot(self._index(self._node(loc), offset))

    def refused(self, loc: Loc) -> bool:
        """Return whether the value at `loc`, its key or something around it is wrong already."""
        node = self.root
        for step in loc:
            if node.refused or step not in node.parts:
                return node.refused
            if step in node.keys and node.keys[step].refused:
                return True
            node = node.parts[step]
        return node.refused

    def written(self, loc: Loc) -> str:
        """Return the value at `loc` as it stands in the file, or the first line of it."""
        node = self._node(loc)
        return self.text[node.start : min(node.end, self.source.line_end(node.start))]

    def problem(  # noqa: PLR0913 - everything after the message is optional and named
        self,
        loc: Loc,
        message: Text,
        hint: Text | None = None,
        *,
        key: bool = False,
        offset: int | None = None,
        length: int | None = None,
    ) -> Problem:
        """Return a problem of the value at `loc`, of its key, or of `length` characters of its text from `offset` on.

        Without `length`, all of a key or scalar is underlined as far as it stands in one line, of a text with an
        `offset` one character, of a list or mapping its start.
        """
        node = self._node(loc, key=key)
        if offset is not None:
            start = self._index(node, offset)
            end = self._index(node, offset + (length or 1))
        else:
            start = node.start
            end = start + length if length else start + 1 if isinstance(node.value, dict | list) else node.end
        return self.source.problem(start, end, message, hint)

    def _node(self, loc: Loc, *, key: bool = False) -> Node:
        """Return the node of a value, or of its key; the nearest around it where there is none."""
        node = self.root
        for depth, step in enumerate(loc, 1):
            if step not in node.parts:
                return node
            if key and depth == len(loc) and step in node.keys:
                return node.keys[step]
            node = node.parts[step]
        return node

    def _index(self, node: Node, offset: int) -> int:
        if isinstance(node.value, dict | list):
            return node.start
        raw = self.text[node.start : node.end]
        written = node.value if isinstance(node.value, str) else raw
        offsets = scalar_offsets(raw, node.style, written)
        return node.start + offsets[max(0, min(offset, len(offsets) - 1))]


def read_document(text: str, path: str) -> Document:
    """Return the document that `text` holds; raise RuleProblems with everything that makes it no strict YAML."""
    document, problems = scan_document(text, path)
    if document is None or problems:
        raise RuleProblems(problems)
    return document


def scan_document(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Return the document as far as it can be read, and what is wrong with it, for a reader that has more to say."""
    source = SourceText.of(text, path)
    root, problems = compose(source)
    return (None if root is None else Document(source, root)), problems
