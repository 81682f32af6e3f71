"""What the examples of a rule may hold: parameters that the rule has, and names that postings and inputs have.

A misspelt name in an example would make it say nothing, and pass. Values fit the types of their fields; a status that
Ozon does not have is refused where it is nearly one, unless the rule is about such spellings.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from math import isnan
from typing import Any

from ozlint.carriers.names import carrier_coder, known_carriers
from ozlint.language.check import check
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.nearest import guess, nearest
from ozlint.language.operands import reads
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import Field, posting_fields
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.times import read_time
from ozlint.ozon.requirements import KINDS, PREFIX
from ozlint.rulebook.document import Document
from ozlint.rulebook.fault_words import BY_CODE
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem, quote
from ozlint.rulebook.rule_checks import EXAMPLE_KINDS
from ozlint.rulebook.rule_file import Example, RuleFile
from ozlint.rulebook.setting import setting_problems

_NUMBER = pattern(r"-?[0-9]+([.,][0-9]+)?")
_MONEY = ("amount", "currency")
_CALLED = {
    "input": Text("an input", "входных данных"),
    "suppression": Text("a suppression", "записи о подавлении"),
}
REQUIREMENTS = "requirements"


def example_problems(file: RuleFile, document: Document, knowledge: Knowledge = TABLES) -> Iterator[Problem]:
    """Yield what is wrong with the parameters, postings and inputs of a rule's examples."""
    known = None if _is_of_spelling(file) else knowledge
    for kind in EXAMPLE_KINDS:
        examples: tuple[Example, ...] = getattr(file.examples, kind)
        for place, example in enumerate(examples):
            loc = ("examples", kind, place)
            yield from setting_problems(file, document, example.params, (*loc, "params"))
            yield from _of_flat("input", example.input or {}, loc, document)
            yield from _of_flat("suppression", example.suppression or {}, loc, document)
            yield from _of_events(example, (*loc, "tracking"), document, knowledge)
            if file.subject == "record":
                continue  # such rules are about what stands in a record that nobody expects there
            yield from _of_record(example.posting or {}, "", (*loc, "posting"), document, known)
            for number, posting in enumerate(example.postings or ()):
                yield from _of_record(posting, "", (*loc, "postings", number), document, known)


def _is_of_spelling(file: RuleFile) -> bool:
    """Return whether a rule is about values that Ozon does not have: its examples need them."""
    said = f"{file.when} {file.require} {file.forbid} {' '.join(file.let.values())}"
    return any(word in said for word in ("known_", "misspelt_", "raw("))


def _of_events(example: Example, loc: Loc, document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the carriers of events that nobody knows and that are nearly one somebody knows."""
    code_of, codes = carrier_coder(knowledge.aliases), known_carriers()
    for place, event in enumerate(example.tracking or ()):
        if event.carrier and code_of(event.carrier) not in codes and (near := nearest(event.carrier, codes)):
            shown = quote(event.carrier)
            message = Text(f'no carrier is called "{shown}"', f"службы доставки «{shown}» нет")
            hint = Text(f'did you mean "{near}"?', f"может быть, «{near}»?")
            yield document.problem((*loc, place, "carrier"), message, hint)


def _of_value(field: Field | None, value: object, knowledge: Knowledge | None) -> tuple[Text, Text | None] | None:
    """Return what is wrong with the value of a field, and the way out; values of enums by what is known, if given."""
    if field is None or not isinstance(value, str) or not value.strip():
        return None
    if field.type == "time" and isnan(read_time(value)[0]):
        return BY_CODE["ozlint_time"]
    if field.type == "number" and not _NUMBER.fullmatch(value.strip()):
        return BY_CODE["ozlint_number"]
    if field.type == "enum" and knowledge is not None and value not in knowledge.known(field.values):
        # Of Ozon's own values: what a seller adds must not make a word of the built-in rules look misspelt.
        near = nearest(value, TABLES.known(field.values))
        message = Text(f'Ozon has no "{quote(value)}" here', f"у Ozon здесь не бывает «{quote(value)}»")
        return (message, Text(f'did you mean "{near}"?', f"может быть, «{near}»?")) if near else None
    return None


def _of_flat(subject: str, said: Mapping[str, Any], loc: Loc, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with an input or a suppression: a few plain values each."""
    known, called = vocabulary(subject).fields, _CALLED[subject]
    for name, value in said.items():
        if name not in known:
            near = guess(str(name), known)
            message = Text(
                f'{called.en} has no "{quote(name)}"{near.en}', f"у {called.ru} нет «{quote(name)}»{near.ru}"
            )
            yield document.problem((*loc, subject, name), message, key=True)
        elif not _fits(value, known[name].kind):
            message = Text(f"{name} must be a {known[name]}", f"{name}: здесь нужно значение типа {known[name]}")
            yield document.problem((*loc, subject, name), message)


def _fits(value: object, kind: str) -> bool:
    """Return whether a plain value may stand for a field of a kind; null may stand for any."""
    if kind == "number":
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    return value is None or isinstance(value, {"bool": bool}.get(kind, str))


def _of_record(
    said: Mapping[str, Any], path: str, loc: Loc, document: Document, knowledge: Knowledge | None
) -> Iterator[Problem]:
    """Yield what is wrong with the names and values of a posting, or of a record inside one; `path` leads to it."""
    known = names_by_record().get(path)
    if known is None:
        return  # a record where none belongs: that is for the decoder to say
    for name, value in said.items():
        here = f"{path}.{name}" if path else str(name)
        if name not in known and not (path == REQUIREMENTS and _is_new_kind(str(name))):
            yield document.problem((*loc, name), _stranger(path, str(name), known), key=True)
        elif isinstance(value, dict):
            yield from _of_record(value, here, (*loc, name), document, knowledge)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _of_record(item, f"{here}[]", (*loc, name, place), document, knowledge)
        elif fault := _of_value(posting_fields().get(here), value, knowledge):
            yield document.problem((*loc, name), *fault)


def _is_new_kind(name: str) -> bool:
    """Return whether a list of requirements is of a kind that Ozon may have added, and no slip in a known one."""
    kind = name.removeprefix(PREFIX)
    return kind != name and nearest(kind, KINDS) is None


def _stranger(around: str, name: str, known: Collection[str]) -> Text:
    """Return what is to be said of a name that a record does not have: what was meant, or what stands behind it."""
    shown = quote(f"{around}.{name}" if around else name)
    fields = {path.rpartition(".")[2]: path for path in reversed(posting_fields())}
    if near := nearest(name, known) or fields.get(name):
        way_out = Text(f'did you mean "{near}"?', f"может быть, «{near}»?")
    elif not around and name in vocabulary("posting").words:
        behind = ", ".join(sorted(reads(check(name, Scope("posting")))))
        way_out = Text(
            f"it is a word of rules: give what it is made of, {behind}",
            f"это слово правил: дайте то, из чего оно, {behind}",
        )
    else:
        way_out = Text("leave it out: no rule can read it", "уберите: правила этого не читают")
    return Text(f'a posting has no "{shown}"; {way_out.en}', f"у отправления нет «{shown}»; {way_out.ru}")


@cache
def names_by_record() -> dict[str, frozenset[str]]:
    """Return the names that stand in each record of a posting, by the path of the record; its own by an empty one."""
    names: dict[str, set[str]] = {}
    for path, field in posting_fields().items():
        *groups, last = path.split(".")
        around = ""
        for group in groups:
            names.setdefault(around, set()).add(group.removesuffix("[]"))
            around = f"{around}.{group}" if around else group
        names.setdefault(around, set()).add(last)
        if field.type == "money":
            names[path] = set(_MONEY)
        elif field.type == "lists":
            names[path] = {f"{PREFIX}{kind}" for kind in KINDS}
    return {path: frozenset(found) for path, found in names.items()}
