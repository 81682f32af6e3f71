"""Cutting an expression's text into words, texts, numbers and signs; what is none of them is refused in its place.

Python's own parser sees only what passed here, so no letter, sign or spelling that it would read in a way of its own
ever reaches it.
"""

import re
import unicodedata
from collections.abc import Iterator
from keyword import kwlist
from typing import Literal

import msgspec

from ozlint.language.fault import ExpressionError
from ozlint.model.pattern import pattern
from ozlint.model.text import Text

TokenKind = Literal["name", "text", "number", "sign"]

_TOKEN = pattern(
    r"""(?P<space>\ +)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<date>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:T[\w:.]*)?)
    | (?P<each>products\[[0-9]*\](?:\.\w+)?)
    | (?P<number>(?:[0-9][\w.]*|\.[0-9][\w.]*)(?:(?<=[eE])[+-][0-9]+)?)
    | (?P<name>[^\W0-9]\w*(?:\.[^\W0-9]\w*)*)
    | (?P<sign>===|!==|==|!=|<=|>=|<>|=<|=>|&&|\|\||\*\*|//|<<|>>|->|:=|\.\.\.|.)""",
    re.VERBOSE,
)
_NUMBER = pattern(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LENGTH = pattern(r"([0-9]+(?:\.[0-9]+)?)(d|h|m|min|days?|hours?|minutes?)")
_SPANS = {"d": "days", "h": "hours", "m": "minutes"}
_BAD_CHAR = pattern("[\x00-\x1f\x7f\ud800-\udfff\ue000\ufffe\uffff]")
"""What no text needs: control characters, halves of characters, and the stand-in for a backslash."""
_SIGNS = frozenset(("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "(", ")", "[", "]", ",", "="))
"""`=` stands between the name of an argument and its value, and nowhere else: see `order`."""
_MEANT = {
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "===": "==", "!==": "!=", "<>": "!=",
    "=<": "<=", "=>": ">=", ":=": "==", "≤": "<=", "≥": ">=", "≠": "!=", "«": '"', "»": '"', "“": '"', "”": '"',
    "„": '"', "‘": "'", "’": "'", "`": '"', "–": "-", "—": "-", "\N{MINUS SIGN}": "-", "…": "...",
}  # fmt: skip
"""What other languages and word processors write -> what is written here."""
_LIST = Text('a list is written ("a", "b")', 'список пишут так: ("a", "b")')
_HINTS = {
    "{": _LIST, "}": _LIST,
    "#": Text("comments stand outside of the expression", "комментарии пишут вне выражения"),
    "?": Text("write a condition with and, or, not", "условия соединяют через and, or, not"),
    ".": Text("only names have fields: delivery_method.name", "поля есть только у имён: delivery_method.name"),
    "...": Text("write it out", "впишите, что имелось в виду"),
}  # fmt: skip
_WORDS = frozenset(("and", "or", "not", "in", "for", "True", "False", "None"))
"""Words of Python's grammar that are words of this one too."""
_LATIN = str.maketrans("АВЕКМНОРСТУХасеорхуі", "ABEKMHOPCTYXaceopxyi")
"""Cyrillic letters that look like Latin ones."""
FROM_NOW = Text("compare with now, or use age(x)", "сравните с now или используйте age(x)")
"""What to write in place of a day of the calendar."""
_PRESENT = Text("write present(x) or missing(x)", "напишите present(x) или missing(x)")


class Token(msgspec.Struct, frozen=True):
    """One word, text, number or sign, and where it stands."""

    kind: TokenKind
    text: str
    start: int
    end: int

    def error(self, en: str, ru: str, hint: Text | None = None) -> ExpressionError:
        """Return an error that points at this token."""
        return ExpressionError(Text(en, ru), self.start, self.end, hint)


def tokens(line: str) -> list[Token]:
    """Return the tokens of an expression; raises ExpressionError at the first thing that is none."""
    if found := _BAD_CHAR.search(line):
        code = f"U+{ord(found[0]):04X}"
        message = Text(f"an invisible character {code}", f"невидимый символ {code}")
        raise ExpressionError(message, found.start(), found.end(), Text("delete it", "удалите его"))
    return list(_tokens(line))


def _tokens(line: str) -> Iterator[Token]:
    previous: Token | None = None
    for match in _TOKEN.finditer(line):
        kind = match.lastgroup
        if kind == "space":
            continue
        if kind == "date":
            message = Text(f"`{match[0]}` is no value here", f"`{match[0]}`: здесь это не значение")
            raise ExpressionError(message, match.start(), match.end(), FROM_NOW)
        if kind == "each":
            raise _of_each(match)
        token = Token(kind, match[0], match.start(), match.end())  # type: ignore[arg-type]  # named groups are the kinds
        if token.kind == "sign":
            _refuse_sign(token)
        elif token.kind == "number":
            _refuse_number(token)
        elif token.kind == "name":
            _refuse_name(token)
        elif previous is not None and previous.end == token.start and _is_prefix(previous):
            raise previous.error(
                f"letters before a quote mean nothing here: {previous.text}",
                f"буквы перед кавычкой здесь ничего не значат: {previous.text}",
                Text("delete them; a backslash is read as it is written", "удалите их; «\\» и так читается как есть"),
            )
        previous = token
        yield token


def _of_each(match: re.Match[str]) -> ExpressionError:
    """Return the error of a field of products that is written as its path, and not asked of each of them."""
    loop = f"any(p.{match[0].partition('.')[2] or 'quantity'} … for p in products)"
    message = Text(f"`{match[0]}` has a value in each product", f"`{match[0]}`: значение у каждого товара своё")
    return ExpressionError(message, match.start(), match.end(), Text(f"write {loop}", f"напишите {loop}"))


def _is_prefix(token: Token) -> bool:
    return token.kind == "name" and token.text not in ("in", "or") and set(token.text.lower()) <= set("rbfut")


def _refuse_sign(token: Token) -> None:
    sign = token.text
    if sign in _SIGNS:
        return
    if sign in "\"'":
        raise token.error("this quote is never closed", "эта кавычка не закрыта")
    meant = _MEANT.get(sign)
    hint = Text(f"did you mean `{meant}`?", f"может быть, `{meant}`?") if meant else _HINTS.get(sign)
    raise token.error(f"`{sign}` means nothing here", f"`{sign}` здесь ничего не значит", hint)


def _refuse_number(token: Token) -> None:
    written = token.text
    if _NUMBER.fullmatch(written):
        return
    hint = None
    plain = written.replace("_", "")
    if call := length_call(written):
        hint = Text(f"write {call}", f"напишите {call}")
    elif _NUMBER.fullmatch(plain):
        hint = Text(f"write {plain}", f"напишите {plain}")
    elif written.isdecimal():
        hint = Text(f'a text goes in quotes: "{written}"', f'текст берут в кавычки: "{written}"')
    shown = short(written)
    raise token.error(f"`{shown}` is not a number", f"`{shown}`: это не число", hint)


def length_call(written: str) -> str | None:
    """Return how a length of time is written that somebody wrote as `3d` or `12 hours`; None where it is none."""
    span = _LENGTH.fullmatch(written.lower().replace(" ", ""))
    return f"{_SPANS[span[2][0]]}({span[1]})" if span is not None else None


def _refuse_name(token: Token) -> None:
    name = token.text
    if not name.isascii():
        _refuse_letters(token)
    if name == "is":
        raise token.error("`is` means nothing here", "`is` здесь ничего не значит", _PRESENT)
    for part in name.split("."):
        if part in kwlist and name not in _WORDS:
            raise token.error(f"`{part}` is not part of the rule language", f"`{part}` нет в языке правил")


def _refuse_letters(token: Token) -> None:
    """Refuse a name with letters that are not English, and say what it looks like."""
    name = token.text
    place = next(place for place, letter in enumerate(name) if not letter.isascii())
    letter = name[place]
    latin = unicodedata.normalize("NFKC", name).translate(_LATIN)
    if latin.isascii():
        shown = short(latin)
        hint = Text(f"did you mean `{shown}`, in English letters?", f"может быть, `{shown}` латинскими буквами?")
    else:
        hint = Text("names are English; a text goes in quotes", "имена пишут латиницей, а текст берут в кавычки")
    start = token.start + place
    message = Text(f"`{letter}` is not an English letter", f"`{letter}`: это не латинская буква")
    raise ExpressionError(message, start, start + 1, hint)


def short(text: str) -> str:
    """Return a word of the rule in a form short enough for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 60
