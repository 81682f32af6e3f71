"""The tables of names: every row is one that rules can use."""

import pytest

from ozlint.language.check import check, word_body
from ozlint.language.enums import known_values
from ozlint.language.functions import functions
from ozlint.language.joined import joined_names
from ozlint.language.knowledge import TABLES
from ozlint.language.names import Scope
from ozlint.language.tree import FieldRef, Word, field_paths
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import posting_fields

SUBJECTS = ("posting", "record", "input")
POSTING = vocabulary("posting")


@pytest.mark.parametrize("name", list(POSTING.words))
def test_a_word_has_the_type_its_row_declares(name: str) -> None:
    """A word's expression checks, and is of the kind that its row says; its meaning is told in both languages."""
    row = POSTING.words[name]
    body = word_body("posting", name, TABLES)
    assert body.type.kind == row.type.kind
    assert not row.type.values or body.type.values == row.type.values
    assert row.meaning.en
    assert row.meaning.ru
    assert row.source
    assert isinstance(check(name, Scope("posting")), Word)
    assert field_paths(body) <= {*posting_fields(), *joined_names(), "products[]"}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_field_of_a_subject_can_be_named(subject: str) -> None:
    """Every field has a type and a meaning, and its own path is an expression for it."""
    words = vocabulary(subject)
    assert words.fields
    for path, kind in words.fields.items():
        assert words.meanings[path].en
        assert words.meanings[path].ru
        if kind.values:
            assert known_values(kind.values)
        if "[]" not in path:
            node = check(path, Scope(subject))
            assert isinstance(node, FieldRef)
            assert (node.path, node.type) == (path, kind)


def test_fields_of_products_are_named_in_a_loop() -> None:
    """A field of a product is named through the loop's variable, and in no other way."""
    for path, kind in POSTING.fields.items():
        if path.startswith("products[]."):
            node = Scope("posting", {}, loop="p").resolve(path.replace("products[]", "p"), 0, 1)
            assert isinstance(node, FieldRef)
            assert (node.path, node.type, node.loop) == (path, kind, True)


def test_names_mean_one_thing() -> None:
    """No name is both a field, a word and a function, and none is a word of the grammar."""
    fields = {path.partition(".")[0] for path in POSTING.fields}
    names = [*fields, *POSTING.words, *functions(), "now", "params", "any", "all", "count", "sum", "products"]
    assert len(set(names)) == len(names)
    assert not set(names) & {"and", "or", "not", "in", "for", "is"}


@pytest.mark.parametrize("name", list(functions()))
def test_a_function_says_what_it_does(name: str) -> None:
    """Every function has a meaning in both languages, and work to do where it is pure."""
    function = functions()[name]
    assert function.name == name
    assert function.meaning.en
    assert function.meaning.ru
    assert (function.work is not None) == (function.form == "pure")
    assert not function.word or function.word in POSTING.words
    if function.word:
        assert POSTING.words[function.word].expression == function.example
