"""Resolving the names of an expression: fields, words, parameters, `now`, and the loop's product."""

from collections.abc import Mapping

import msgspec

from ozlint.language.fault import ExpressionError
from ozlint.language.nearest import nearest
from ozlint.language.tree import FieldRef, Node, Now, Param
from ozlint.language.type import LIST, TIME, Type
from ozlint.language.vocabulary import Vocabulary, WordRow, vocabulary
from ozlint.model.text import Text

_LITERALS = {
    "true": "True, or just the condition itself", "false": "not …", "null": "missing(x)", "none": "missing(x)",
    "nil": "missing(x)",
}  # fmt: skip


class Scope(msgspec.Struct, frozen=True):
    """What the names of one expression mean."""

    subject: str
    params: Mapping[str, Type]
    loop: str = ""
    """Name of the loop's variable, inside any(…), all(…), count(…), sum(…)."""

    def resolve(self, name: str, start: int, end: int) -> Node | WordRow:
        """Return the node a name stands for, or the row of a derived word; raises ExpressionError with the nearest valid name."""
        if name == "now":
            return Now(type=TIME, start=start, end=end)
        head, _, rest = name.partition(".")
        if head == "params":
            if kind := self.params.get(rest):
                return Param(type=kind, start=start, end=end, name=rest)
            raise self._error(name, start, end, [f"params.{param}" for param in self.params])
        words = vocabulary(self.subject)
        if self.loop and head == self.loop:
            path = f"products[].{rest}"
            if path in words.fields:
                return FieldRef(type=words.fields[path], start=start, end=end, path=path, loop=True)
            inner = [field[11:] for field in words.fields if field.startswith("products[].")]
            raise self._error(name, start, end, [f"{self.loop}.{field}" for field in inner])
        if name in words.fields and "[]" not in name:
            return FieldRef(type=words.fields[name], start=start, end=end, path=name)
        if name == "products" and self.subject == "posting":
            return FieldRef(type=LIST, start=start, end=end, path="products[]")
        if name in words.words:
            return words.words[name]
        raise self._unknown(name, words, start, end)

    def _unknown(self, name: str, words: Vocabulary, start: int, end: int) -> ExpressionError:
        if hint := _LITERALS.get(name.casefold()):
            return ExpressionError(
                Text(f"`{name}` is no value of the rule language", f"`{name}` не значение языка правил"),
                start, end, Text(f"write {hint}", f"напишите {hint}"),
            )  # fmt: skip
        inside = [field for field in words.fields if field.startswith(f"{name}.")]
        if inside:
            names = ", ".join(inside[:6])
            return ExpressionError(
                Text(f"`{name}` is a group of fields, not a value", f"`{name}`: это группа полей, а не значение"),
                start, end, Text(f"it has {names}", f"в ней есть {names}"),
            )  # fmt: skip
        known = [field for field in words.fields if "[]" not in field]
        return self._error(name, start, end, [*known, *words.words, "now", *(f"params.{p}" for p in self.params)])

    def _error(self, name: str, start: int, end: int, candidates: list[str]) -> ExpressionError:
        message = Text(
            f"`{name}` is not a field or word of a rule about a {self.subject}",
            f"`{name}`: такого поля или слова нет в правилах о {self.subject}",
        )
        last = {candidate.rsplit(".", 1)[-1]: candidate for candidate in candidates}
        guess = nearest(name, candidates) or last.get(nearest(name.rsplit(".", 1)[-1], last) or "")
        if guess:
            hint = Text(f"did you mean `{guess}`?", f"может быть, `{guess}`?")
        elif candidates:
            hint = Text(f"known here: {', '.join(candidates[:8])}", f"здесь известны: {', '.join(candidates[:8])}")
        else:
            hint = Text("this rule declares no params", "у этого правила нет параметров")
        return ExpressionError(message, start, end, hint)

