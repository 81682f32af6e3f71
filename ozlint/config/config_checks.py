"""What the values of a configuration file must look like beyond their types, and what must hold between them."""

from collections.abc import Iterator, Sequence
from typing import Any

from ozlint.carriers.names import carrier_code, carrier_coder
from ozlint.config.choice import zone_guess
from ozlint.config.cost_checks import cost_problems
from ozlint.config.outputs import read_output, second_to_terminal
from ozlint.config.span import read_span, span_guess
from ozlint.language.check import check, check_condition
from ozlint.language.fault import ExpressionError
from ozlint.language.knowledge import Knowledge, knowledge_of
from ozlint.language.names import Scope
from ozlint.language.nearest import nearest, way_out
from ozlint.language.operands import fields_of
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import posting_fields
from ozlint.model.text import Text
from ozlint.model.zone import read_zone
from ozlint.ozon.schemes import SPELLED, scheme_named
from ozlint.ozon.values import enum_sets
from ozlint.rulebook.document import Document
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem, quote
from ozlint.sources.column_names import BUYERS, column_names, plain_name


def check_config(document: Document, formats: Sequence[str]) -> Iterator[Problem]:
    """Give what is wrong in a configuration that its types do not tell, however wrong they may be."""
    config = document.value
    if not isinstance(config, dict):
        return
    yield from _zone(config.get("tz"), ("tz",), document)
    zones = config.get("zones")
    for pattern, name in zones.items() if isinstance(zones, dict) else ():
        yield from _zone(name, ("zones", pattern), document)
    yield from _schemes(config.get("schemes"), document)
    yield from _span(config.get("covers"), document)
    yield from _outputs(config.get("output"), formats, document)
    yield from _conditions(config.get("overrides"), _knowledge(config), document)
    yield from _value_sets(config.get("known_values"), document)
    yield from _aliases(config.get("carriers"), document)
    yield from _carriers(config, document)
    yield from _columns(config.get("columns"), document)
    yield from cost_problems(config.get("costs"), document)


def _zone(name: Any, loc: Loc, document: Document) -> Iterator[Problem]:  # noqa: ANN401 - whatever the file holds
    if isinstance(name, str) and name.strip() and read_zone(name) is None:
        message = Text(f'there is no time zone "{quote(name)}"', f"нет часового пояса «{quote(name)}»")
        yield document.problem(loc, message, zone_guess(name))


def _schemes(schemes: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    for pattern, name in schemes.items() if isinstance(schemes, dict) else ():
        if isinstance(name, str) and name.strip() and not scheme_named(name):
            message = Text(f'there is no scheme "{quote(name)}"', f"нет схемы «{quote(name)}»")
            yield document.problem(("schemes", pattern), message, way_out(name, SPELLED))


def _span(text: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    if isinstance(text, str) and text.strip() and read_span(text) is None:
        message = Text(f'"{quote(text)}" is no length of time', f"«{quote(text)}» — не срок")
        yield document.problem(("covers",), message, span_guess(text))


def _outputs(texts: Any, formats: Sequence[str], document: Document) -> Iterator[Problem]:  # noqa: ANN401
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        return
    outputs = [read_output(text) for text in texts]
    known = ", ".join(formats)
    for place, output in enumerate(outputs):
        if output.format not in formats:
            near = nearest(output.format, formats)
            name = quote(output.format)
            yield document.problem(
                ("output", place),
                Text(f'there is no report "{name}"', f"нет отчёта «{name}»"),
                Text(f'did you mean "{near}"? Known: {known}', f"может быть, «{near}»? Известны: {known}")
                if near
                else Text(f"known: {known}", f"известны: {known}"),
            )
    if (second := second_to_terminal(outputs)) is not None:
        name = outputs[second].format
        yield document.problem(
            ("output", second),
            Text("only one report can go to the standard output", "на стандартный вывод может идти только один отчёт"),
            Text(f"give it a file: {name}:report.{name}", f"укажите ему файл: {name}:report.{name}"),
        )


def _knowledge(config: dict[str, Any]) -> Knowledge:
    """Return what a configuration adds to the tables, as far as it is written rightly."""
    return knowledge_of(_lists(config.get("known_values")), _lists(config.get("carriers")))


def _lists(value: Any) -> dict[str, list[str]]:  # noqa: ANN401
    """Return the lists of texts of a mapping, without what is anything else."""
    return {
        name: [item for item in items if isinstance(item, str)]
        for name, items in (value.items() if isinstance(value, dict) else ())
        if isinstance(items, list)
    }


def _conditions(overrides: Any, knowledge: Knowledge, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    for place, override in enumerate(overrides if isinstance(overrides, list) else ()):
        text = override.get("when") if isinstance(override, dict) else None
        if isinstance(text, str) and text.strip():
            try:
                check_condition(text, Scope("posting", knowledge=knowledge))
            except ExpressionError as error:
                yield document.problem(
                    ("overrides", place, "when"),
                    error.message,
                    error.hint,
                    offset=error.start,
                    length=error.end - error.start,
                )


def _value_sets(sets: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    for name in sets if isinstance(sets, dict) else ():
        if name not in enum_sets():
            message = Text(
                f'"{quote(name)}" has no known values to add to', f"у «{quote(name)}» нет списка известных значений"
            )
            yield document.problem(("known_values", name), message, way_out(name, enum_sets()), key=True)


def _aliases(carriers: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    """Give the names that would stand for two carriers: one of them could never be meant."""
    owners: dict[str, str] = {}
    for code, names in _lists(carriers).items():
        for place, name in enumerate(names):
            owner = owners.setdefault(" ".join(name.casefold().split()), code)
            if carrier_code(owner) != carrier_code(code):
                yield document.problem(
                    ("carriers", code, place),
                    Text(
                        f'"{quote(name)}" already stands for {quote(owner)}',
                        f"«{quote(name)}» уже значит {quote(owner)}",
                    ),
                    Text("keep it with one carrier", "оставьте его у одного перевозчика"),
                )


def _carriers(config: dict[str, Any], document: Document) -> Iterator[Problem]:
    contacts = config.get("contacts")
    names: dict[str, str] = {}
    code_of = carrier_coder(_knowledge(config).aliases)
    for name in contacts if isinstance(contacts, dict) else ():
        first = names.setdefault(code_of(name), name)
        if first != name:
            yield document.problem(
                ("contacts", name),
                Text(
                    f"{quote(name)} is the same carrier as {quote(first)}",
                    f"{quote(name)} и {quote(first)} — один перевозчик",
                ),
                Text("keep one of the two", "оставьте один из двух"),
                key=True,
            )


def _behind(word: str) -> str | None:
    """Return the first field that a derived word is made of: `delivery_method.warehouse` of `warehouse`."""
    if word not in vocabulary("posting").words:
        return None
    fields = fields_of(check(word, Scope("posting")))
    return next((field.path for field in fields if field.path in posting_fields()), None)


def _columns(columns: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    """Give the columns that stand for no field, for that of another column in other words, or for a buyer's data."""
    paths = {plain_name(path): path for path in posting_fields()}
    owners: dict[str, str] = {}
    for name, field in columns.items() if isinstance(columns, dict) else ():
        if not isinstance(name, str) or not isinstance(field, str):
            continue
        first = owners.setdefault(plain_name(name), name)
        meaning = column_names({}).meaning(name)
        if meaning is not None and meaning.field == BUYERS:
            yield document.problem(
                ("columns", name),
                Text(f'"{quote(name)}" is about the buyer', f"«{quote(name)}» — это о покупателе"),
                Text("such columns are never read", "такие столбцы не читаются никогда"),
                key=True,
            )
        elif first != name:
            yield document.problem(
                ("columns", name),
                Text(
                    f"{quote(name)} is the same name as {quote(first)}",
                    f"{quote(name)} и {quote(first)} — одно название",
                ),
                Text("keep one of the two", "оставьте одно из двух"),
                key=True,
            )
        if field.strip() and field not in paths.values():
            near = paths.get(plain_name(field)) or _behind(field) or nearest(field, list(paths.values()))
            yield document.problem(
                ("columns", name),
                Text(f'there is no field "{quote(field)}"', f"нет поля «{quote(field)}»"),
                Text(f'did you mean "{near}"?', f"может быть, «{near}»?")
                if near
                else Text("`ozlint rules fields` lists them", "их список: `ozlint rules fields`"),
            )
