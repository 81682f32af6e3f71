"""Adding an entry to a file of suppressions as text, so that all comments in it stay."""

from collections.abc import Sequence

from ozlint.errors import UsageError
from ozlint.model.pattern import pattern
from ozlint.rulebook.document import Document, read_document
from ozlint.rulebook.node import Node

_KEY = "suppressions"
_DASH = pattern(r"[ \t]*(?=-)")


def with_entry(text: str, name: str, lines: Sequence[str]) -> str:
    """Return the text of a file with one entry more, after the last; `lines` are those of the entry.

    Raises RuleProblems for a text that is no YAML, and UsageError where the list is written in brackets.
    """
    document = read_document(text, name) if text.strip() else None
    entries = document.root.parts.get(_KEY) if document is not None else None
    if document is None or entries is None:
        body = document.text.rstrip("\n") if document is not None else text.rstrip("\n")
        return f"{body}{chr(10) if body else ''}{_KEY}:\n{_entry(lines, '  ')}"
    if not entries.parts:
        return _into_empty(document, lines)
    if entries.style == "[":
        raise UsageError(
            f"{name}: the list is written in brackets, where nothing can be added without losing comments; write each "
            "entry on a line of its own, after a hyphen",
            f"{name}: список записан в скобках, добавить в него, не потеряв комментариев, нельзя; начинайте каждую "
            "запись с новой строки и дефиса",
        )
    before = document.text[: _line_end(document, _end(entries))]
    first = document.text.rfind("\n", 0, entries.start) + 1
    indent = _DASH.match(document.text, first)
    return before.rstrip("\n") + "\n" + _entry(lines, indent[0] if indent else "  ") + document.text[len(before) :]


def _into_empty(document: Document, lines: Sequence[str]) -> str:
    """Return the text with the first entry, in place of an empty list or of nothing."""
    key, value = document.root.keys[_KEY], document.root.parts[_KEY]
    colon = document.text.index(":", key.end) + 1
    rest = document.text[max(colon, value.end) :]
    line, _, below = rest.partition("\n")
    return f"{document.text[:colon]}{line.rstrip()}\n{_entry(lines, '  ')}{below}"


def _end(node: Node) -> int:
    """Return where the last value of a list or mapping ends: of the block itself, the comments below it are a part."""
    return _end(node.parts[next(reversed(node.parts))]) if node.parts and not node.style else node.end


def _line_end(document: Document, index: int) -> int:
    """Return where the line ends on which something ends, the line break included."""
    # A text of several lines ends at the beginning of the line below it.
    at = len(document.text[:index].rstrip())
    end = document.text.find("\n", at)
    return len(document.text) if end < 0 else end + 1


def _entry(lines: Sequence[str], indent: str) -> str:
    first, *others = lines
    return "".join(f"{line}\n" for line in (f"{indent}- {first}", *(f"{indent}  {line}" for line in others)))
