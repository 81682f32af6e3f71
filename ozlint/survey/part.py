"""One part of a survey for people: its name, and lines beside it."""

from collections.abc import Iterable, Iterator

from ozlint.model.text import Text
from ozlint.reporters.pen import Pen

_INDENT = 12


def part(name: Text, lines: Iterable[str], pen: Pen) -> Iterator[str]:
    """Write lines beside a name, folded to the width of the terminal."""
    head = f"  {name.say(pen.lang)}".ljust(_INDENT)
    for line in lines:
        for piece in pen.fold(line, _INDENT):
            yield f"{head}{piece}"
            head = " " * _INDENT
