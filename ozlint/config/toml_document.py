"""The table of a TOML file that is ozlint's, read as strictly as a YAML file, with the place of everything in it."""

from typing import Any

from ozlint.config.toml_places import Places, Span, toml_places
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.composer import MOST_CHARACTERS
from ozlint.rulebook.document import Document
from ozlint.rulebook.node import Loc, Node
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.source_text import SourceText

TABLE = ("tool", "ozlint")
_MOST_DIGITS = 30
_PLACE = pattern(r" *\(at (?:line (\d+), column (\d+)|end of document)\)")
_TWICE = pattern(r"Cannot (?:overwrite|declare|redefine|mutate)")
_HEAD = pattern(r"[ \t]*(?:\[+[ \t]*[^\]\n]*\]+|[^=\n]*)")


def read_toml(text: str, path: str) -> Document | None:
    """Return the table [tool.ozlint] of a file, None where it has none; raises RuleProblems."""
    if TABLE[1] not in text:
        return None
    source = SourceText.of(text, path)
    if len(source.text) > MOST_CHARACTERS:
        most = f"{MOST_CHARACTERS:,}"
        raise RuleProblems(
            [source.problem(0, 1, Text(f"the file has over {most} characters", f"больше {most} знаков"))]
        )
    import tomllib

    try:
        value: Any = tomllib.loads(source.text)
        places = toml_places(source.text)
    except RecursionError:
        raise RuleProblems([source.problem(0, 1, Text("nested too deep", "слишком большая вложенность"))]) from None
    except ValueError as error:
        raise RuleProblems([_syntax_problem(source, str(error))]) from None
    for step in TABLE:
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    builder = _Builder(source, places)
    root = builder.node(TABLE, value)
    if builder.problems:
        raise RuleProblems(builder.problems)
    return Document(source, root, "toml")


def _syntax_problem(source: SourceText, told: str) -> Problem:
    """Return the problem that tomllib's error amounts to."""
    found = _PLACE.search(told)
    why = _PLACE.sub("", told)
    at = len(source.text.rstrip()) - 1
    if found and found[1]:
        lines = source.text.split("\n")
        at = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    at = max(0, at)
    if _TWICE.match(why):
        # tomllib notices at the end of the head or setting; the key stands at the beginning of that line.
        start = source.line_start(max(0, at - 1))
        head = _HEAD.match(source.text, start)
        end = start + len(head[0].rstrip()) if head else at
        message = Text("this key or table is there twice", "этот ключ или таблица здесь уже второй раз")
        return source.problem(start, end, message, Text("keep one of the two", "оставьте один из двух"))
    return source.problem(at, at + 1, Text(f"not TOML: {why}", f"это не TOML: разбор остановился здесь ({why})"))


class _Builder:
    """Makes nodes of plain values, with their places, and refuses the numbers that YAML files cannot hold either."""

    def __init__(self, source: SourceText, places: Places) -> None:
        self.source = source
        self.places = places
        self.problems: list[Problem] = []

    def node(self, loc: Loc, value: Any) -> Node:  # noqa: ANN401 - whatever TOML has
        """Return the node of the value at `loc`."""
        span = self._span(loc)
        node = Node(span.start, span.end, self._style(span), value, {}, {})
        if isinstance(value, dict):
            for name, part in value.items():
                node.parts[name] = self.node((*loc, name), part)
                key = self.places.keys.get((*loc, name), span)
                node.keys[name] = Node(key.start, key.end, "", name, {}, {})
        elif isinstance(value, list):
            for place, part in enumerate(value):
                node.parts[place] = self.node((*loc, place), part)
        elif isinstance(value, int | float) and not _is_plain(value):
            self._refuse(span)
        return node

    def _refuse(self, span: Span) -> None:
        message = Text(
            f"not a finite number of up to {_MOST_DIGITS} digits",
            f"это не конечное число длиной до {_MOST_DIGITS} цифр",
        )
        self.problems.append(self.source.problem(span.start, span.end, message))

    def _span(self, loc: Loc) -> Span:
        while loc not in self.places.values and loc:
            loc = loc[:-1]
        return self.places.values.get(loc, Span(0, 1))

    def _style(self, span: Span) -> str:
        raw = self.source.text[span.start : span.end]
        return next((quote for quote in ('"""', "'''", '"', "'", "{", "[") if raw.startswith(quote)), "")


def _is_plain(value: float) -> bool:
    most: int = 10**_MOST_DIGITS
    return -most < value < most  # which a NaN is not, either
