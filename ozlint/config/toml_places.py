"""Where the keys and values of a TOML file stand: a scan of a text that tomllib has already found to be right."""

import re

import msgspec

from ozlint.model.pattern import pattern
from ozlint.rulebook.node import Loc

_BLANK = pattern(r"(?:[ \t\n]+|#[^\n]*)*")
_KEY = pattern(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_DOT = pattern(r"[ \t]*\.[ \t]*")
_EQUALS = pattern(r"[ \t]*=[ \t]*")
_BARE = pattern(r"[^,\]}#\n]+")
_TEXTS = (
    pattern(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL),
    pattern(r"'''.*?'{3,5}(?!')", re.DOTALL),
    pattern(r'"(?:[^"\\\n]|\\.)*"'),
    pattern(r"'[^'\n]*'"),
)


class Span(msgspec.Struct, frozen=True):
    """Indices of the first character of something and of the one after its last."""

    start: int
    end: int


class Places(msgspec.Struct, frozen=True):
    """Where everything in a TOML file stands, by the keys and indices that lead to it."""

    keys: dict[Loc, Span]
    values: dict[Loc, Span]
    """Of a table, where its head stands, or the first key that speaks of it."""


def toml_places(text: str) -> Places:
    """Return where the keys and values of a right TOML file stand; line breaks are single newlines."""
    scanner = _Scanner(text)
    scanner.read()
    return Places(scanner.keys, scanner.values)


class _Scanner:
    """The state of one scan."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Loc, Span] = {}
        self.values: dict[Loc, Span] = {}
        self._last: dict[Loc, int] = {}
        """The index of the last table of each array of tables."""

    def read(self) -> None:
        """Read the file from its beginning to its end."""
        around: Loc = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                around = self._head()
            else:
                self._setting(around)
            self._skip(_BLANK)

    def _head(self) -> Loc:
        """Read the head of a table and return the table's place."""
        start = self.at
        listed = self.text.startswith("[[", start)
        self.at += 2 if listed else 1
        self._skip(_BLANK)
        names = self._names()
        self._skip(_BLANK)
        self.at += 2 if listed else 1
        head = Span(start, self.at)
        loc: Loc = ()
        for depth, (name, span) in enumerate(names, 1):
            loc = (*loc, name)
            self.keys.setdefault(loc, span)
            self.values.setdefault(loc, head)
            if listed and depth == len(names):
                self._last[loc] = self._last.get(loc, -1) + 1
            if loc in self._last:
                loc = (*loc, self._last[loc])
                self.values.setdefault(loc, head)
        self.keys[loc], self.values[loc] = names[-1][1], head
        return loc

    def _setting(self, around: Loc) -> None:
        """Read a key with its value."""
        loc = around
        names = self._names()
        for name, span in names:
            loc = (*loc, name)
            self.keys.setdefault(loc, span)
            self.values.setdefault(loc, span)
        self._skip(_EQUALS)
        self._value(loc)

    def _value(self, loc: Loc) -> None:
        start = self.at
        opener = self.text[start]
        if opener in "[{":
            self.at += 1
            self._parts(loc, "]" if opener == "[" else "}")
            self.values[loc] = Span(start, self.at)
            return
        found = next((found for shape in _TEXTS if (found := shape.match(self.text, start))), None)
        if found is None:
            found = _BARE.match(self.text, start)
        end = start + len(found[0].rstrip()) if found else start
        self.values[loc] = Span(start, end)
        self.at = max(end, start + 1)

    def _parts(self, loc: Loc, closer: str) -> None:
        """Read the items of a list, or the settings of a table in braces."""
        place = 0
        self._skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != closer:
            if closer == "]":
                self._value((*loc, place))
                place += 1
            else:
                self._setting(loc)
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _names(self) -> list[tuple[str, Span]]:
        """Read a key, dotted or not."""
        names: list[tuple[str, Span]] = []
        while found := _KEY.match(self.text, self.at):
            names.append((_spelt(found[0]), Span(found.start(), found.end())))
            self.at = found.end()
            if not self._skip(_DOT):
                break
        return names

    def _skip(self, shape: re.Pattern[str]) -> bool:
        found = shape.match(self.text, self.at)
        if found:
            self.at = found.end()
        return bool(found)


def _spelt(key: str) -> str:
    """Return the name that a key spells, with or without quotes."""
    if key[0] not in "\"'":
        return key
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))
