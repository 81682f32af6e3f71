"""What people are told where a file is no YAML at all."""

import re

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem
from ozlint.rulebook.source_text import SourceText

_UNPRINTABLE = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML does not allow, line breaks no editor counts, and marks that turn the direction of writing."""
_QUOTE_WHOLE = Text("put the whole text in quotes", "возьмите весь текст в кавычки")
_OPENERS = {"{": "}", "[": "]", '"': '"', "'": "'"}


class Mishap(msgspec.Struct, frozen=True):
    """A parser's error in its own words, the same for PyYAML's C and Python parsers."""

    problem: str
    at: int
    """Index of the character at which the parser gave up."""
    context: str
    opened: int
    """Index of the character at which it began to read what it gave up on."""


def find_unprintable(source: SourceText) -> Problem | None:
    """Return the problem of the first character that has no place in a text file, such as NUL."""
    found = _UNPRINTABLE.search(source.text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    return source.problem(
        found.start(),
        found.end(),
        Text(f"an invisible character {code}", f"невидимый символ {code}"),
        Text(
            "delete it, and check that the file is text in UTF-8",
            "удалите его и проверьте, что файл — текст в кодировке UTF-8",
        ),
    )


def syntax_fault(source: SourceText, mishap: Mishap) -> Problem:
    """Return the problem that a parser's error amounts to, placed where it is to be mended."""
    last = len(source.text.rstrip())
    at = min(mishap.at, last)
    opened = min(mishap.opened, last)
    return (
        _tab(source, at)
        or _unclosed(source, mishap, at, opened)
        or _stray_colon(source, mishap, at)
        or _stray_character(source, mishap, at)
        or _stray_text(source, mishap, at)
        or _other(source, mishap, at)
    )


def _tab(source: SourceText, at: int) -> Problem | None:
    start, end = source.line_start(at), source.line_end(at)
    line = source.text[start:end]
    tab = line[: len(line) - len(line.lstrip())].find("\t")
    if tab < 0:
        return None
    return source.problem(
        start + tab,
        start + tab + 1,
        Text("a tab at the start of the line", "табуляция в начале строки"),
        Text("YAML is indented with spaces only", "в YAML отступы делают только пробелами"),
    )


def _unclosed(source: SourceText, mishap: Mishap, at: int, opened: int) -> Problem | None:
    """Return the problem of a quote or bracket: it has no end, or there is a fault inside."""
    opener = source.text[opened : opened + 1]
    closer = _OPENERS.get(opener)
    if closer is None or not ("quoted scalar" in mishap.context or "flow " in mishap.context):
        return None
    if "escape" in mishap.problem:
        return source.problem(
            at,
            at + 1,
            Text("no such escape in double quotes", "в двойных кавычках нет такой последовательности с «\\»"),
            Text(
                "write \\\\ for a backslash, or use single quotes: \"\\d\" becomes '\\d'",
                "удвойте обратную черту или возьмите одинарные кавычки: вместо \"\\d\" пишите '\\d'",
            ),
        )
    if "quoted scalar" in mishap.context or at >= len(source.text.rstrip()) or _is_left(source, at, opened):
        noun = "скобка" if opener in "{[" else "кавычка"
        return source.problem(
            opened,
            opened + 1,
            Text(f"this {opener} is never closed", f"{noun} {opener} не закрыта"),
            Text(f"close it with {closer}", f"закройте её: {closer}"),
        )
    if "node content" in mishap.problem:
        return None
    if source.text[at : at + 1] == ":" and ": " in re.split(r"[,{[]", source.text[source.line_start(at) : at])[-1]:
        return _colon_in_text(source, at)
    return source.problem(
        at,
        at + 1,
        Text(f"here a comma or {closer} is wanted", f"здесь нужна запятая или {closer}"),
        Text(
            "a text with a comma, colon, quote or bracket in it goes in quotes",
            "текст с запятой, двоеточием, кавычкой или скобкой берут в кавычки",
        ),
    )


def _is_left(source: SourceText, at: int, opened: int) -> bool:
    """Return whether the parser gave up on a later line that is no deeper than the one with the opening bracket."""
    if source.spot(at)[0] == source.spot(opened)[0]:
        return False
    first, later = (source.text[source.line_start(index) : source.line_end(index)] for index in (opened, at))
    return len(later) - len(later.lstrip()) <= len(first) - len(first.lstrip())


def _stray_colon(source: SourceText, mishap: Mishap, at: int) -> Problem | None:
    if "mapping values are not allowed" not in mishap.problem:
        return None
    before = source.text[source.line_start(at) : at]
    if ": " in before:
        return _colon_in_text(source, at)
    start = source.line_start(at) + len(before) - len(before.lstrip())
    return source.problem(
        start,
        at,
        Text("no key may stand here", "ключ здесь стоять не может"),
        Text(
            "this line is indented too far, or the line above lacks its colon, or both are one text that needs quotes",
            "у строки лишний отступ, или в строке выше нет двоеточия, или это один текст, и его нужно взять в кавычки",
        ),
    )


def _colon_in_text(source: SourceText, at: int) -> Problem:
    return source.problem(
        at,
        at + 1,
        Text("a colon and a space inside a text without quotes", "двоеточие с пробелом внутри текста без кавычек"),
        _QUOTE_WHOLE,
    )


def _stray_character(source: SourceText, mishap: Mishap, at: int) -> Problem | None:
    """Return the problem of a text that begins with a character that YAML keeps for itself."""
    char = source.text[at : at + 1]
    reserved = "cannot start any token" in mishap.problem or "node content" in mishap.problem
    if not reserved and not ("anchor" in mishap.context or "alias" in mishap.context or "tag" in mishap.problem):
        return None
    if not reserved:
        line = source.text[source.line_start(at) : at + 1]
        mark = max(line.rfind(sign) for sign in "!&*")
        at = source.line_start(at) + len(line[: mark + 1].rstrip(line[mark])) if mark >= 0 else at
        char = source.text[at : at + 1]
    if not char.strip():
        return None
    if char in ",}]:":
        return source.problem(
            at,
            at + 1,
            Text(f"a value is missing before {char}", f"перед {char} нет значения"),
            Text(
                f"if {char} is part of a text, quote the text", f"если {char} — часть текста, возьмите текст в кавычки"
            ),
        )
    return source.problem(
        at,
        at + 1,
        Text(f"a text without quotes cannot start with {char}", f"текст без кавычек не может начинаться с «{char}»"),
        _QUOTE_WHOLE,
    )


def _stray_text(source: SourceText, mishap: Mishap, at: int) -> Problem | None:
    """Return the problem of text after the end of a value, or of a line whose indentation fits nothing above."""
    if "block mapping" not in mishap.context and "block collection" not in mishap.context:
        return None
    start = source.line_start(at)
    before = source.text[start:at].rstrip()
    end = source.line_end(at)
    if before.endswith(("}", "]", '"', "'")):
        return source.problem(
            at,
            end,
            Text(f"text after the closing {before[-1]}", f"текст после закрывающей {before[-1]}"),
            _QUOTE_WHOLE,
        )
    if before:
        return None
    return source.problem(
        at,
        end,
        Text(
            "the indentation of this line fits no line above",
            "отступ этой строки не совпадает ни с одной строкой выше",
        ),
        Text(
            "keys of one mapping, and items of one list, start in the same column",
            "ключи одного уровня и пункты одного списка начинаются в одном столбце",
        ),
    )


def _other(source: SourceText, mishap: Mishap, at: int) -> Problem:
    return source.problem(
        at, at + 1, Text(f"not YAML: {mishap.problem}", f"это не YAML: разбор остановился здесь ({mishap.problem})")
    )
