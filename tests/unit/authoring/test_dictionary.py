"""The dictionary of the language: it holds everything a rule may say, and its examples are true."""

import pytest

from ozlint.authoring.dictionary import Entry, entries, entry_data, matching, name_data, names
from ozlint.carriers.names import known_carriers
from ozlint.language.check import check
from ozlint.language.functions import functions
from ozlint.language.names import Scope
from ozlint.language.type import NUMBER
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import posting_fields
from ozlint.model.text import Lang


def test_every_name_is_listed_once() -> None:
    """Fields, words, names of records and inputs, and `now` are all there, each once."""
    listed = [(name.subject, name.name) for name in names()]
    assert len(set(listed)) == len(listed)
    wanted = {("posting", name) for name in (*vocabulary("posting").fields, *vocabulary("posting").words)}
    of_postings = vocabulary("posting").fields.keys()
    for subject in ("update", "answer"):
        wanted |= {(subject, name) for name in vocabulary(subject).fields.keys() - of_postings}
    for subject in ("record", "input", "notification", "suppression", "finding"):
        wanted |= {(subject, name) for name in vocabulary(subject).fields}
    wanted.add(("previous", "covers"))
    assert wanted | {("any", "now"), ("any", "today"), ("any", "params.…")} == set(listed)


def test_every_function_that_rules_may_call_is_listed() -> None:
    """Functions behind words are left out: rules say the word; loops and aggregates are listed too."""
    listed = [(entry.name, entry.subject) for entry in entries()]
    assert len(set(listed)) == len(listed)
    loops, aggregates = {"any", "all", "count", "sum"}, {"count", "share", "ratio", "sum"}
    assert {name for name, subject in listed if subject != "batch"} == {
        *(name for name, one in functions().items() if not one.word), *loops,
    }  # fmt: skip
    assert {name for name, subject in listed if subject == "batch"} == aggregates


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.subject} {entry.name}")
def test_the_example_of_a_function_can_be_used(entry: Entry) -> None:
    """The example of each function is an expression about a posting, or about the run."""
    check(entry.example, Scope("batch" if entry.subject == "batch" else "posting", {"hours": NUMBER}))


def test_every_name_says_everything() -> None:
    """Each name has a type, a meaning in both languages, inputs and an example."""
    for name in names():
        assert all((name.type, name.meaning.en, name.meaning.ru, name.inputs, name.example)), name.name


def test_the_type_is_the_one_rules_meet() -> None:
    """The type of a field and of a word is the language's, not the table's: a price is a number."""
    types = {name.name: name.type for name in names() if name.subject == "posting"}
    assert types["products[].price"] == "number"
    for word in vocabulary("posting").words.values():
        assert types[word.name] == str(check(word.name, Scope("posting")).type)


def test_enums_list_their_values() -> None:
    """A field whose values are known lists each of them with its meaning; the example is one of them."""
    by_name = {name.name: name for name in names()}
    assert {"delivering", "cancelled"} <= {value for value, _ in by_name["status"].values}
    for name in by_name.values():
        if name.values and name.type == "enum":
            assert name.example in {value for value, _ in name.values}, name.name


def test_examples_of_words_are_consistent() -> None:
    """Words take their examples from one shipped posting."""
    examples = {name.name: name.example for name in names() if name.kind == "word"}
    assert examples["shipped"] == "true"
    assert examples["deadline"] == "2026-05-19 12:00 UTC"
    assert examples["carrier"] == "cdek"


def test_a_pattern_is_a_part_of_a_name_first() -> None:
    """A pattern finds names that hold it, with `*` names that fit it whole, else what is meant by it."""
    assert {name.name for name in matching("REALITY.TRACKING", names())} == {"reality.tracking_number"}
    assert {name.name for name in matching("*.tpl_provider", names())} == {
        "delivery_method.tpl_provider",
        "analytics_data.tpl_provider",
    }
    assert "deadline" in {name.name for name in matching("крайний срок", names())}
    assert matching("", names()) == list(names())
    assert matching("no such thing", names()) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_programs_get_the_same(lang: Lang) -> None:
    """The data about a name or function holds its meaning in the language asked for."""
    fields = set(posting_fields())
    data = [name_data(name, lang) for name in names()]
    assert fields <= {one["name"] for one in data}
    assert next(one for one in data if one["name"] == "deadline")["expression"]
    assert all(entry_data(entry, lang)["meaning"] == entry.meaning.say(lang) for entry in entries())


def test_carriers_are_listed_with_their_names() -> None:
    """The word for a carrier's code lists every code, each with the names it stands for."""
    by_name = {name.name: name for name in names()}
    for name in ("carrier", "reality.carrier"):
        said = {code: text.en for code, text in by_name[name].values}
        assert set(said) == known_carriers()
        assert said["cdek"] == "СДЭК, CDEK, SDEK, СДЕК"


@pytest.mark.parametrize(("pattern", "name"), [("time)", "age"), ("within", "count")])
def test_functions_are_found_by_their_signature(pattern: str, name: str) -> None:
    """What a function takes leads to it, where no name has the word."""
    assert name in {entry.name for entry in matching(pattern, entries())}
