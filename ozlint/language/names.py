"""Resolving the names of an expression: fields, words, parameters, `now`, and the loop's product."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs

from ozlint.language.enums import enum_sets, known_values
from ozlint.language.fault import ExpressionError, FaultyWordError
from ozlint.language.functions import functions
from ozlint.language.joined import PREVIOUS, RECORDS, record_of
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.nearest import nearest
from ozlint.language.tokens import short
from ozlint.language.tree import PRODUCTS, Const, FieldRef, Node, Now, Param, Word
from ozlint.language.type import LIST, TIME, Type
from ozlint.language.vocabulary import Vocabulary, WordRow, vocabulary
from ozlint.model.text import Text

_LITERALS = {
    "true": Text("write True, or just the condition itself", "напишите True или просто само условие"),
    "false": Text("write not …", "напишите not …"),
}
_NOTHING = Text("write present(x) or missing(x)", "напишите present(x) или missing(x)")
_ASK_INSIDE = Text(
    "ask it of each posting, inside count(…), share(…), ratio(…) or sum(…)",
    "спросите об этом каждое отправление, внутри count(…), share(…), ratio(…) или sum(…)",
)
_BUYER = ("customer", "addressee", "buyer", "recipient")
"""Parts of a posting that are about a person, and in no table."""
_NEVER_READ = Text(
    "ozlint never reads anything about the buyer: no rule can ask for it",
    "ozlint не читает ничего о покупателе, и правилам это недоступно",
)
_KEPT = ("now", "today", "params", "products", "reality", "previous", "history", "update", "after", "answer")
"""Names that mean something, or are kept for what ozlint may come to know."""
_WHERE = {
    "posting": Text("a posting", "отправления"),
    "record": Text("a record", "записи"),
    "input": Text("an input", "входного файла"),
    "batch": Text("the run", "проверки в целом"),
    "previous": Text("an earlier posting", "прежнего отправления"),
    "notification": Text("a notification", "уведомления"),
    "suppression": Text("a suppression", "записи о подавлении"),
    "finding": Text("a finding", "находки"),
    "update": Text("a planned update", "планового обновления"),
    "answer": Text("an answer", "ответа"),
}


class Scope(msgspec.Struct, frozen=True):
    """What the names of one expression mean."""

    subject: str
    params: Mapping[str, Type] = msgspec.field(default_factory=dict)
    values: Mapping[str, Const] = msgspec.field(default_factory=dict)
    """The values of the parameters, where they are to be checked by what they are compared with."""
    loop: str = ""
    """Name of the loop's variable, inside any(…), all(…), count(…), sum(…)."""
    word: str = ""
    """The derived word whose expression this is."""
    of: str = ""
    """`previous` where plain names are those of the earlier snapshot: in the expression of a word of it."""
    knowledge: Knowledge = TABLES
    """What its functions and enums are judged by."""
    let: Mapping[str, Node] = msgspec.field(default_factory=dict)
    """The words that the rule itself defines."""
    asked: Mapping[str, Node] = msgspec.field(default_factory=dict)
    """In a rule about the run, those that are about each posting."""
    later: Mapping[str, tuple[Text, Text | None]] = msgspec.field(default_factory=dict)
    """Those that are not defined yet, each with what is to be said of its use."""
    faulty: frozenset[str] = frozenset()
    """Those that are wrong where they are defined."""
    groups: Mapping[str, Type] = msgspec.field(default_factory=dict)
    """What the postings are grouped by, in a rule about the run."""

    def resolve(self, name: str, start: int, end: int) -> Node | WordRow:
        """Return what a name stands for: a node, or the row of a derived word.

        Raises ExpressionError with the nearest valid name.
        """
        if name in self.let:
            body = self.let[name]
            return Word(type=body.type, start=start, end=end, name=name, body=body, is_local=True)
        if name in self.groups:
            return FieldRef(type=self.groups[name], start=start, end=end, path=name)
        self._refuse_own(name, start, end)
        if name in ("now", "today"):
            return Now(type=TIME, start=start, end=end, is_midnight=name == "today")
        head, _, rest = name.partition(".")
        if head == "params":
            if kind := self.params.get(rest):
                return Param(type=kind, start=start, end=end, name=rest)
            raise self._param_error(name, start, end)
        if head == PREVIOUS and rest and self.subject in RECORDS:
            return self._earlier(name, rest, start, end)
        words = vocabulary(self.subject)
        if self.loop and head == self.loop:
            path = f"{PRODUCTS}.{rest}"
            if path in words.fields:
                return FieldRef(type=words.fields[path], start=start, end=end, path=path, loop=True)
            inner = [field.removeprefix(f"{PRODUCTS}.") for field in words.fields if field.startswith(PRODUCTS)]
            raise self._error(name, start, end, [f"{self.loop}.{field}" for field in inner])
        if name in words.fields and "[]" not in name:
            path = f"{self.of}.{name}" if self.of else name
            return FieldRef(type=words.fields[name], start=start, end=end, path=path)
        if name == "products" and self.subject in (*RECORDS, PREVIOUS):
            return FieldRef(type=LIST, start=start, end=end, path=PRODUCTS)
        if name in words.words:
            return words.words[name]
        raise self._unknown(name, words, start, end)

    def _earlier(self, name: str, rest: str, start: int, end: int) -> Node | WordRow:
        """Return what a name of the earlier snapshot stands for: the same as of the posting, looked up there."""
        words = vocabulary("posting")
        if rest in words.fields and "[]" not in rest and not record_of(rest):
            return FieldRef(type=words.fields[rest], start=start, end=end, path=name)
        if rest in words.words and not words.words[rest].is_joined:
            return words.words[rest]
        known = [one for one in words.fields if "[]" not in one and not record_of(one)]
        known += [one for one, word in words.words.items() if not word.is_joined]
        raise self._error(name, start, end, [f"{PREVIOUS}.{one}" for one in known])

    @property
    def of_posting(self) -> "Scope":
        """What names mean where a rule about the run asks each posting: those of the run itself nothing."""
        return structs.replace(self, subject="posting", let=self.asked, asked={}, groups={})

    def means(self, name: str) -> bool:
        """Return whether a name already means something, so that no loop and no word of the rule's own may take it."""
        words = vocabulary(self.subject)
        heads = {field.partition(".")[0] for field in words.fields}
        own = (*self.let, *self.asked, *self.groups)
        return name in _KEPT or name in own or name in heads or name in words.words or name in functions()

    def _refuse_own(self, name: str, start: int, end: int) -> None:
        """Raise ExpressionError for a word of the rule's own that means nothing here."""
        if name in self.faulty:
            raise FaultyWordError(Text(f"`{name}` is wrong itself", f"`{name}`: в самом слове ошибка"), start, end)
        if name in self.later:
            message, hint = self.later[name]
            raise ExpressionError(message, start, end, hint)
        if name in self.asked:
            message = Text(f"`{name}` is about a posting", f"`{name}` — это об одном отправлении")
            raise ExpressionError(message, start, end, _ASK_INSIDE)

    def _unknown(self, name: str, words: Vocabulary, start: int, end: int) -> ExpressionError:
        folded = name.casefold()
        if folded in ("none", "null", "nil", *_LITERALS):
            return ExpressionError(
                Text(f"`{name}` is no value of the rule language", f"`{name}`: такого значения в языке правил нет"),
                start, end, _LITERALS.get(folded, _NOTHING),
            )  # fmt: skip
        if name in functions():
            example = functions()[name].example
            return ExpressionError(
                Text(f"`{name}` is a function", f"`{name}`: это функция"),
                start, end, Text(f"like {example}", f"например, {example}"),
            )  # fmt: skip
        inside = [field for field in words.fields if field.startswith((f"{name}.", f"{name}[]."))]
        if inside:
            names = ", ".join(inside[:6])
            return ExpressionError(
                Text(f"`{name}` is a group of fields, not a value", f"`{name}`: это группа полей, а не значение"),
                start, end, Text(f"it has {names}", f"в ней есть {names}"),
            )  # fmt: skip
        if self.subject == "batch" and (name in vocabulary("posting").fields or name in vocabulary("posting").words):
            return self._error(name, start, end, (), _ASK_INSIDE)
        if any(name in known_values(values) for values in enum_sets()):
            return self._error(
                name, start, end, (), Text(f'a text goes in quotes: "{name}"', f'текст берут в кавычки: "{name}"')
            )
        if name.partition(".")[0] in _BUYER:
            return self._error(name, start, end, (), _NEVER_READ)
        rest = name.removeprefix("products.")
        if name != rest or f"{PRODUCTS}.{name}" in words.fields:
            loop = f"any(p.{rest} … for p in products)"
            return self._error(name, start, end, (), Text(f"write {loop}", f"напишите {loop}"))
        known = [field for field in words.fields if "[]" not in field]
        return self._error(
            name,
            start,
            end,
            [
                *known,
                *words.words,
                *self.let,
                *self.groups,
                "now",
                "today",
                *(f"params.{param}" for param in self.params),
            ],
        )

    def _param_error(self, name: str, start: int, end: int) -> ExpressionError:
        shown = short(name)
        message = Text(f"the rule declares no `{shown}`", f"в правиле не объявлен `{shown}`")
        if not self.params:
            return ExpressionError(message, start, end, Text("it has no params at all", "params в нём вовсе нет"))
        return ExpressionError(message, start, end, _suggestion(name, [f"params.{param}" for param in self.params]))

    def _error(
        self, name: str, start: int, end: int, candidates: Iterable[str], hint: Text | None = None
    ) -> ExpressionError:
        where = _WHERE.get(self.subject, Text(f"a {self.subject}", self.subject))
        shown = short(name)
        message = Text(
            f"`{shown}` is not a field or word of {where.en}", f"`{shown}`: у {where.ru} нет такого поля или слова"
        )
        return ExpressionError(message, start, end, hint or _suggestion(name, list(candidates)))


def _suggestion(name: str, candidates: list[str]) -> Text:
    last = {candidate.rpartition(".")[2]: candidate for candidate in reversed(candidates)}
    guess = nearest(name, candidates) or last.get(nearest(name.rpartition(".")[2], last) or "")
    if guess:
        return Text(f"did you mean `{guess}`?", f"может быть, `{guess}`?")
    known = ", ".join(candidates[:8])
    return Text(f"known here: {known}", f"здесь известны: {known}")
