"""How a table is written as text: the encoding, the delimiter, a first line that tells it to Excel."""

import re
from collections.abc import Callable, Iterable

import msgspec

from ozlint.model.pattern import pattern
from ozlint.sources.quoting import cells_of
from ozlint.sources.scanner import BOM

DELIMITERS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8", "cp1251", "gb18030", "cp866", "koi8-r")
"""What tables are saved in: by programs, by Excel in Russia, by Excel in China, by old programs of DOS and of Unix in
Russia. UTF-16 is recoded before."""
_ROWS = 40
"""Lines that are looked at for known names of columns."""
_SEP = pattern(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
_HIGH = pattern(rb"[\x80-\xff]")


class Dialect(msgspec.Struct, frozen=True):
    """How a table is written as text."""

    delimiter: str
    encoding: str = "utf-8"
    tells: bool = False
    """Whether its first line is Excel's `sep=;`, which is no row of the table."""
    old_mac: bool = False
    """Whether lines end with a bare carriage return."""


def recognise_dialect(head: bytes, is_known: Callable[[str], bool]) -> Dialect | None:
    """Return how a table is written in which some row has names of columns that are known; None for no such table.

    `head` are its first bytes, `is_known` tells whether a text is the name of a column. Of the delimiters the one that
    gives the most names in a row counts, and so of the encodings, of equal ones the likeliest: the names are the proof.
    """
    old_mac = b"\r" in head and b"\n" not in head
    raw = head.removeprefix(BOM).replace(b"\r\n", b"\n")
    lines = raw.split(b"\r" if old_mac else b"\n", _ROWS)[:_ROWS]
    found: dict[Dialect, int] = {}
    for encoding in _encodings(raw):
        texts = [line.decode(encoding, "replace") for line in lines]
        told = _SEP.fullmatch(texts[0])
        for delimiter in (told[1],) if told else DELIMITERS:
            found[Dialect(delimiter, encoding, told is not None, old_mac)] = _most_known(texts, delimiter, is_known)
    best = max(found, key=lambda dialect: found[dialect])
    return best if found[best] else None


def _encodings(head: bytes) -> tuple[str, ...]:
    """Return the encodings a text may be in, the likeliest first: the one most of its lines are sound in."""
    lines = [line for line in head.split(b"\n")[:-1] or [head] if _HIGH.search(line)]
    sound = sum(_is_sound(line) for line in lines)
    return ENCODINGS if 2 * sound >= len(lines) else (*ENCODINGS[1:], ENCODINGS[0])


def _is_sound(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _most_known(lines: Iterable[str], delimiter: str, is_known: Callable[[str], bool]) -> int:
    """Return how many known names the row has that has the most."""
    return max((sum(map(is_known, cells_of(line, delimiter) or ())) for line in lines), default=0)
