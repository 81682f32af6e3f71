"""`ozlint rules fields` and `ozlint rules functions`: the dictionary of the language."""

import argparse
import json
from collections.abc import Iterator
from itertools import groupby

from ozlint.authoring.dictionary import Entry, Name, entries, entry_data, matching, name_data, names
from ozlint.cli.terminal import Terminal
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Lang, Text

_HEADS = {
    ("posting", "word"): Text("Derived words", "Производные слова"),
    ("posting", "field"): Text("Fields of a posting", "Поля отправления"),
    ("posting", "product field"): Text(
        "Fields of a product: in a loop, as p.quantity in any(p.quantity > 10 for p in products)",
        "Поля товара: в цикле, как p.quantity в any(p.quantity > 10 for p in products)",
    ),
    ("posting", "from another input"): Text(
        "From other inputs: the carrier, earlier snapshots, notifications",
        "Из других данных: служба доставки, прошлые снимки, уведомления",
    ),
    ("record", "field"): Text("Of a record, in rules with subject: record", "О записи, в правилах с subject: record"),
    ("input", "field"): Text("Of an input, in rules with subject: input", "О файле, в правилах с subject: input"),
    ("previous", "field"): Text(
        "Of a posting that only an earlier snapshot has, in rules with subject: previous, besides those of a posting",
        "Об отправлении, которое есть только в прошлом снимке, в правилах с subject: previous, кроме имён отправления",
    ),
    ("notification", "field"): Text(
        "Of a notification, in rules with subject: notification", "Об уведомлении, в правилах с subject: notification"
    ),
    ("suppression", "field"): Text(
        "Of a suppression, in rules with subject: suppression",
        "О записи в файле подавлений, в правилах с subject: suppression",
    ),
    ("finding", "field"): Text("Of a finding, in the when of a suppression", "О находке, в when подавления"),
    ("update", "field"): Text(
        "Of a planned update, in rules with subject: update, besides those of its posting",
        "О плановом обновлении, в правилах с subject: update, кроме имён его отправления",
    ),
    ("answer", "field"): Text(
        "Of an answer to an update, in rules with subject: answer, besides those of its posting",
        "Об ответе на обновление, в правилах с subject: answer, кроме имён его отправления",
    ),
    ("any", "value of the run"): Text("In every rule", "В любом правиле"),
}
_TYPE = Text("type", "тип")
_INPUTS = Text("in", "где есть")
_EXAMPLE = Text("example", "пример")
_STANDS_FOR = Text("stands for", "то же, что")
_VALUES = Text("known values", "известные значения")
_GIVES = Text("gives", "даёт")
_EMPTY = Text("sees empty values", "видит пустые значения")
_MAY_NOT_KNOW = Text("may answer that it cannot say", "может ответить, что сказать нельзя")
_RUNS = Text(
    "only in rules about the run, with subject: batch", "только в правилах о проверке в целом, с subject: batch"
)
_POSTINGS = Text("only in rules about postings", "только в правилах об отправлениях")


def run_fields(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the names that rules may use."""
    found: list[Name] = matching(options.pattern, names())
    if not found:
        raise _nothing(options.pattern, [name.name for name in names()], "ozlint rules fields")
    exact = sorted((name for name in found if name.name == options.pattern), key=lambda name: name.subject != "posting")
    if options.format == "json":
        terminal.say(json.dumps([name_data(name, lang) for name in exact or found], ensure_ascii=False, indent=2))
    else:
        is_one = len(exact) == 1 or (exact and exact[0].subject == "posting")
        terminal.say("\n".join(_one_name(exact[0], lang) if is_one else _names(found, lang)))
    return 0


def run_functions(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the functions that rules may call."""
    found: list[Entry] = matching(options.pattern.removesuffix("()"), entries())
    if not found:
        raise _nothing(options.pattern, [entry.name for entry in entries()], "ozlint rules functions")
    if options.format == "json":
        terminal.say(json.dumps([entry_data(entry, lang) for entry in found], ensure_ascii=False, indent=2))
    else:
        terminal.say("\n".join(line for entry in found for line in _function(entry, lang)))
    return 0


def _names(found: list[Name], lang: Lang) -> Iterator[str]:
    columns = [(name.name, name.type, name.inputs, name.example) for name in found]
    widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
    for place, ((subject, kind), group) in enumerate(groupby(found, key=lambda name: (name.subject, name.kind))):
        if place:
            yield ""
        yield _HEADS[subject, kind].say(lang)
        for name in group:
            cells = (name.name, name.type, name.inputs, name.example)
            row = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
            yield f"  {row}  {name.meaning.say(lang)}"


def _one_name(name: Name, lang: Lang) -> Iterator[str]:
    yield f"{name.name}: {name.meaning.say(lang)}"
    yield f"  {_TYPE.say(lang)}: {name.type}"
    yield f"  {_INPUTS.say(lang)}: {name.inputs}"
    yield f"  {_EXAMPLE.say(lang)}: {name.example}"
    if name.expression:
        yield f"  {_STANDS_FOR.say(lang)}: {name.expression}"
    if name.values:
        yield f"  {_VALUES.say(lang)}:"
        width = max(len(value) for value, _ in name.values)
        yield from (f"    {value:<{width}}  {meaning.say(lang)}" for value, meaning in name.values)


def _function(entry: Entry, lang: Lang) -> Iterator[str]:
    yield f"{entry.signature}  {_GIVES.say(lang)} {entry.result}"
    yield f"    {entry.meaning.say(lang)}"
    notes = [
        *([_EMPTY] if entry.sees_empty else []),
        *([_MAY_NOT_KNOW] if entry.may_not_know else []),
        *([_POSTINGS] if entry.subject == "posting" else []),
        *([_RUNS] if entry.subject == "batch" else []),
    ]
    if notes:
        yield f"    {'; '.join(note.say(lang) for note in notes)}"
    yield f"    {_EXAMPLE.say(lang)}: {entry.example}"


def _nothing(pattern: str, known: list[str], command: str) -> UsageError:
    near = guess(pattern, known, Text(f"; `{command}` lists all", f"; всё покажет `{command}`"))
    return UsageError(f'nothing fits "{pattern}"{near.en}', f"под «{pattern}» ничего не подходит{near.ru}")
