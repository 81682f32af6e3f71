"""Checking the order of an expression's tokens: where a value is missing, an operator, or a bracket.

Python's parser would refuse the same texts, but in words and places that differ from one version to the next.
"""

from collections.abc import Sequence

from ozlint.language.fault import ExpressionError
from ozlint.language.tokens import Token, short
from ozlint.model.text import Text

MAX_NESTING = 20
"""How deep brackets may nest."""

_PAIRS = {")": "(", "]": "["}
_JOINING = ("and", "or", "in", "for")
_JOINERS = frozenset((*_JOINING, "not"))
_BEFORE_NOT = frozenset(("and", "or", "not", "(", "[", ","))


class _Reader:
    """Walks the tokens, knowing whether a value or an operator is due."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.open: list[Token] = []
        self.calls: list[bool] = []
        """Whether each open bracket holds the arguments of a function."""
        self.value_due = True
        self.signed = False
        """A minus sign of a number was just read."""

    def read(self) -> None:
        for place, token in enumerate(self.tokens):
            before = self.tokens[place - 1] if place else None
            after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
            if self._names_argument(place):
                self.value_due = False
            elif token.text == "=":
                self._argument(place)
            elif self.value_due:
                self._value(token, before, after)
            else:
                self._operator(token, before, after)
        if self.open:
            bracket = self.open[-1]
            raise bracket.error(f"`{bracket.text}` is never closed", f"`{bracket.text}` не закрыта")
        if self.value_due:
            last = self.tokens[-1]
            raise last.error(f"a value is missing after `{last.text}`", f"после `{last.text}` не хватает значения")

    def _names_argument(self, place: int) -> bool:
        """Return whether a token is the name of an argument: `within` in `(…, within=days(14))`."""
        token, before = self.tokens[place], self.tokens[place - 1] if place else None
        follows = self.tokens[place + 1].text if place + 1 < len(self.tokens) else ""
        is_first = before is not None and before.text in (",", "(") and bool(self.calls) and self.calls[-1]
        return token.kind == "name" and follows == "=" and is_first and "." not in token.text

    def _argument(self, place: int) -> None:
        """Take the sign between the name of an argument and its value; refuse it anywhere else."""
        if place < 1 or not self._names_argument(place - 1):
            raise self.tokens[place].error(
                "`=` means nothing here", "`=` здесь ничего не значит", Text("did you mean `==`?", "может быть, `==`?")
            )
        self.value_due = True

    def _value(self, token: Token, before: Token | None, after: Token | None) -> None:
        text = token.text
        self.signed = self.signed and text == "-"
        if token.kind in ("text", "number") or (token.kind == "name" and text not in _JOINERS):
            self.value_due = False
        elif text in ("(", "["):
            self._push(token)
        elif text == "not":
            if before is not None and before.text not in _BEFORE_NOT:
                raise token.error("`not …` goes in brackets here", "здесь `not …` берут в скобки", _brackets("not …"))
        elif text == "-" and after is not None and after.kind == "number" and not self.signed:
            self.signed = True
            return
        elif text in _PAIRS and before is not None and before.text in (",", _PAIRS[text]):
            self._pop(token)
        else:
            message = Text(f"a value is missing before `{text}`", f"перед `{text}` не хватает значения")
            raise _misplaced(token, before, message)

    def _operator(self, token: Token, before: Token | None, after: Token | None) -> None:
        text = token.text
        if token.kind == "name" and text in _JOINING:
            self.value_due = True
        elif text == "not" and after is not None and after.text == "in":
            return
        elif text in _PAIRS:
            self._pop(token)
        elif text == "(" and before is not None and before.kind == "name":
            self._push(token, is_call=True)
            self.value_due = True
        elif text in ("(", "["):
            raise token.error(f"`{text}` cannot follow this", f"`{text}` здесь стоять не может")
        elif text == "," and not self.open:
            raise token.error(
                "a comma outside of brackets",
                "запятая вне скобок",
                Text(
                    "a list goes in brackets, and decimals have a point: 0.5",
                    "список берут в скобки, а дробь пишут с точкой: 0.5",
                ),
            )
        elif token.kind == "sign":
            self.value_due = True
        else:
            shown = short(text)
            message = (
                Text(
                    f"a comma or an operator is missing before `{shown}`",
                    f"перед `{shown}` не хватает запятой или оператора",
                )
                if self.open
                else Text(f"an operator is missing before `{shown}`", f"перед `{shown}` не хватает оператора")
            )
            raise _misplaced(token, before, message)

    def _push(self, token: Token, *, is_call: bool = False) -> None:
        self.open.append(token)
        self.calls.append(is_call)
        if len(self.open) > MAX_NESTING:
            raise token.error(
                f"brackets nest deeper than {MAX_NESTING}", f"скобки вложены глубже {MAX_NESTING} уровней"
            )

    def _pop(self, token: Token) -> None:
        if not self.open or self.open[-1].text != _PAIRS[token.text]:
            raise token.error(f"`{token.text}` closes nothing", f"`{token.text}` ничего не закрывает")
        self.open.pop()
        self.calls.pop()
        self.value_due = False


def check_order(tokens: Sequence[Token]) -> None:
    """Raise ExpressionError at the first token that cannot stand where it stands."""
    _Reader(tokens).read()


def _brackets(text: str) -> Text:
    return Text(f"write ({text})", f"напишите ({text})")


def _capitals(*around: Token | None) -> Token | None:
    """Return the one of some tokens that is a word of the language in capitals: AND, Or, NOT."""
    for token in around:
        if token is not None and token.kind == "name" and token.text not in _JOINERS and token.text.lower() in _JOINERS:
            return token
    return None


def _misplaced(token: Token, before: Token | None, message: Text) -> ExpressionError:
    """Return an error at a token; at the word in capitals beside it where that is what is wrong."""
    wrong = _capitals(token, before)
    if wrong is None:
        return ExpressionError(message, token.start, token.end)
    right = wrong.text.lower()
    return wrong.error(
        f"`{wrong.text}` is spelt in small letters",
        f"`{wrong.text}` пишут строчными буквами",
        Text(f"did you mean `{right}`?", f"может быть, `{right}`?"),
    )
