"""The dictionary of the language: every name and function a rule may use, from the tables the language is made of."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from types import SimpleNamespace
from typing import Any

import msgspec

from ozlint.authoring.shown import show_operand
from ozlint.carriers.names import carrier_names
from ozlint.language.aggregates import FORMS
from ozlint.language.check import check
from ozlint.language.enums import enum_sets, enum_values
from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.language.interpret import ALONE, Moment, interpret
from ozlint.language.joined import BESIDE, joined_names, record_of
from ozlint.language.names import Scope
from ozlint.language.operands import joins, reads
from ozlint.language.type import Type
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import Field, posting_fields
from ozlint.model.table import table_rows
from ozlint.model.text import Lang, Text
from ozlint.model.times import read_time
from ozlint.sources.decoding import PostingDecoder

NOW = "2026-11-22T09:00:00Z"
_LOOPS = ("any", "all", "count", "sum")
_LOOP_MEANING = {
    "any": Text("The condition holds for at least one product", "Условие выполнено хотя бы для одного товара"),
    "all": Text("The condition holds for every product", "Условие выполнено для каждого товара"),
    "count": Text("For how many products the condition holds", "Для скольких товаров условие выполнено"),
    "sum": Text("The sum of a number over the products", "Сумма числа по товарам"),
}
_LOOP_EXAMPLE = {
    "any": "any(p.quantity > 10 for p in products)",
    "all": "all(present(p.offer_id) for p in products)",
    "count": "count(p.quantity > 1 for p in products) > 2",
    "sum": "sum(p.quantity for p in products) > 20",
}


class Name(msgspec.Struct, frozen=True):
    """One name of the language."""

    subject: str
    """What rules that may use it are about: posting, record, input."""
    name: str
    type: str
    meaning: Text
    inputs: str
    """Which inputs have it, by the tags of the table of fields; a word's are those of its fields."""
    example: str
    kind: str
    """field, product field, word, or value of the run."""
    expression: str = ""
    """What a derived word stands for."""
    values: tuple[tuple[str, Text], ...] = ()
    """Every value an enum may have, with its meaning; of a carrier's code, the names the carrier goes by."""


class Entry(msgspec.Struct, frozen=True):
    """One function of the language."""

    name: str
    signature: str
    result: str
    meaning: Text
    example: str
    sees_empty: bool
    may_not_know: bool
    subject: str
    """`posting` or `batch` where only rules about those may call it, else `any`."""


@cache
def names() -> tuple[Name, ...]:
    """Return every name, subject by subject: words, fields, product fields, then what every rule has."""
    return (*_words(), *_fields(), *_joined(), *_subjects(), *_everywhere())


@cache
def entries() -> tuple[Entry, ...]:
    """Return every function a rule may call, the loops and the aggregates last."""
    known = [_entry(function) for function in functions().values() if not function.word]
    loops = [
        Entry(
            name, f"{name}({'number' if name == 'sum' else 'condition'} for p in products)",
            "bool" if name in ("any", "all") else "number", _LOOP_MEANING[name], _LOOP_EXAMPLE[name],
            sees_empty=False, may_not_know=False, subject="posting",
        )
        for name in _LOOPS
    ]  # fmt: skip
    aggregates = [
        Entry(
            name,
            f"{name}({', '.join(map(_arg, form.asked))}, among=condition, within=duration, until=time)",
            "number", form.meaning, form.example, sees_empty=False, may_not_know=True, subject="batch",
        )
        for name, form in FORMS.items()
    ]  # fmt: skip
    return (*known, *loops, *aggregates)


def matching(pattern: str, rows: Sequence[Any]) -> list[Any]:
    """Return the rows that a pattern fits: a part of the name, else of the signature or meaning; or a name with `*`.

    "" fits all.
    """
    wanted = pattern.casefold()
    if any(mark in wanted for mark in "*?"):
        return [row for row in rows if fnmatchcase(row.name.casefold(), wanted)]
    by_name = [row for row in rows if wanted in row.name.casefold()]
    said = ((row, f"{getattr(row, 'signature', '')} {row.meaning.en} {row.meaning.ru}") for row in rows)
    return by_name or [row for row, text in said if wanted in text.casefold()]


def name_data(name: Name, lang: Lang) -> dict[str, Any]:
    """Return what tells a program of a name."""
    return {
        "subject": name.subject, "name": name.name, "kind": name.kind, "type": name.type,
        "meaning": name.meaning.say(lang), "inputs": name.inputs, "example": name.example,
        "expression": name.expression or None,
        "values": [{"value": value, "meaning": text.say(lang)} for value, text in name.values],
    }  # fmt: skip


def entry_data(entry: Entry, lang: Lang) -> dict[str, Any]:
    """Return what tells a program of a function."""
    return {
        "name": entry.name, "signature": entry.signature, "result": entry.result, "meaning": entry.meaning.say(lang),
        "example": entry.example, "sees_empty": entry.sees_empty, "may_not_know": entry.may_not_know,
        "subject": entry.subject,
    }  # fmt: skip


def _fields() -> Iterator[Name]:
    for field in posting_fields().values():
        values = _values(field.values)
        yield Name(
            "posting", field.path, _type(field), field.meaning, field.inputs, field.example,
            "product field" if field.path.startswith("products[]") else "field", values=values,
        )  # fmt: skip


def _type(field: Field) -> str:
    """Return the type of a field as rules meet it."""
    return str(vocabulary("posting").fields[field.path])


def _words() -> Iterator[Name]:
    sample = _sample()
    for row in vocabulary("posting").words.values():
        node = check(row.name, Scope("posting"))
        tags = dict.fromkeys(tag for path in sorted(reads(node) | joins(node)) for tag in _tags(path))
        example = show_operand(interpret(node, sample), node.type, "en").strip('"')
        yield Name(
            "posting", row.name, str(row.type), row.meaning, ", ".join(tags), example, "word",
            expression=row.expression, values=_carriers() if row.name == "carrier" else _values(row.type.values),
        )  # fmt: skip


def _joined() -> Iterator[Name]:
    """Yield the records that other inputs add to a posting, and what they hold."""
    for one in joined_names().values():
        record = record_of(one.name)
        subject, kind = ("posting", "from another input") if record in BESIDE else (_SUBJECTS[record], "field")
        yield Name(
            subject, one.name, str(one.type), one.meaning, _FLAGS[record], one.example, kind,
            values=_carriers() if one.name == "reality.carrier" else _values(one.values),
        )  # fmt: skip


_FLAGS = {
    "reality": "--tracking", "previous": "--previous", "history": "--previous", "update": "--updates",
    "after": "--updates", "answer": "--answers",
}  # fmt: skip
"""What gives a record."""
_SUBJECTS = {"update": "update", "after": "update", "answer": "answer"}
"""The subject that alone has a record."""


def _tags(path: str) -> list[str]:
    if record_of(path):
        return [_FLAGS[record_of(path)]]
    inputs = posting_fields()[path].inputs if path in posting_fields() else ""
    return [tag for tag in ("fbs", "fbo", "v4", "get", "export") if tag in inputs.split()]


def _subjects() -> Iterator[Name]:
    """Yield the names of records and inputs, as their table has them."""
    for subject, name, kind, example, en, ru in table_rows("language/subjects.tsv"):
        values = _values(name) if kind == "enum" else _carriers() if name == "carrier" else ()
        yield Name(subject, name, kind, Text(en, ru), "all", example, "field", values=values)


def _everywhere() -> Iterator[Name]:
    yield Name(
        "any", "now", "time", Text("The moment of the run (--at)", "Момент проверки (--at)"), "all", NOW,
        "value of the run",
    )  # fmt: skip
    yield Name(
        "any", "today", "time",
        Text("The beginning of the day of the run, in UTC", "Начало дня проверки, UTC"), "all",
        f"{NOW[:10]}T00:00:00Z", "value of the run",
    )  # fmt: skip
    yield Name(
        "any", "params.…", "any",
        Text(
            "A parameter that the rule itself declares; its type is that of its default",
            "Параметр, объявленный в самом правиле; тип — как у значения по умолчанию",
        ),
        "all", "params.pieces", "value of the run",
    )  # fmt: skip


def _entry(function: Function) -> Entry:
    args = [_arg(kind) for kind in function.args]
    more = [", …"] if function.variadic else []
    return Entry(
        function.name, f"{function.name}({', '.join(args)}{''.join(more)})", str(function.result), function.meaning,
        function.example, sees_empty=function.sees_empty or function.form in ("presence", "pick"),
        may_not_know=function.may_not_know, subject="posting" if function.of_postings else "any",
    )  # fmt: skip


def _arg(kind: Type) -> str:
    return "value" if kind.kind == "any" else "condition" if kind.kind == "bool" else str(kind)


def _values(name: str) -> tuple[tuple[str, Text], ...]:
    return enum_values(name) if name in enum_sets() else ()


def _carriers() -> tuple[tuple[str, Text], ...]:
    """Return the codes of carriers with the names they go by."""
    said = {code: ", ".join(names) for code, names in carrier_names().items()}
    return tuple((code, Text(names, names)) for code, names in sorted(said.items()))


def _sample() -> Moment:
    """Return a shipped posting made of the examples in the table of fields, to take the words' examples from."""
    posting: dict[str, Any] = {}
    for path, field in posting_fields().items():
        if path not in _UNSAMPLED and "[]" not in path and field.type != "lists":
            *groups, last = path.split(".")
            place = posting
            for group in groups:
                place = place.setdefault(group, {})
            place[last] = _sampled(field)
    posting.update(_OVERRIDES)
    decoder = PostingDecoder(posting_fields())
    return Moment(subject=decoder(msgspec.json.encode(posting)), now=read_time(NOW)[0], cross={**ALONE, **_beside()})


def _beside() -> dict[str, Any]:
    """Return records made of the examples in the table of joined names."""
    records: dict[str, dict[str, Any]] = {}
    for one in joined_names().values():
        record, _, name = one.name.partition(".")
        if name:
            value = read_time(one.example)[0] if one.kind == "time" else one.example
            records.setdefault(record, {})[name] = value
    return {record: SimpleNamespace(**values) for record, values in records.items()}


def _sampled(field: Field) -> object:
    if field.type.startswith("list"):
        return [part.strip() for part in field.example.split(",")]
    if field.type == "bool":
        return field.example == "true"
    return field.example


_UNSAMPLED = frozenset(("created_at", "analytics_data.warehouse_name", "delivery_schema", "integration_type_flow"))
_OVERRIDES: Mapping[str, Any] = {
    "status": "delivering",
    "requirements": {"products_requiring_gtd": [358924380]},
}
