"""Words of `let`: what each may use, and that each fault of them is told once, where it is."""

from collections.abc import Mapping

import pytest

from ozlint.language.check import check_condition
from ozlint.language.fault import ExpressionError, FaultyWordError
from ozlint.language.names import Scope
from ozlint.language.own_words import define_words
from ozlint.language.tree import Aggregate, Const, written
from ozlint.language.type import NUMBER, TEXT


def defined(words: Mapping[str, str], scope: Scope | None = None) -> tuple[Scope, list[tuple[str, str, str, str]]]:
    """Return the scope with some words, and each fault: its word, what is said, the hint, what it stands under."""
    faults: list[tuple[str, str, str, str]] = []

    def blame(name: str, error: ExpressionError, is_name: bool) -> None:  # noqa: FBT001 - as define_words calls it
        text = name if is_name else words[name]
        hint = error.hint.en if error.hint else ""
        faults.append((name, error.message.en, hint, text[error.start : error.end]))

    return define_words(scope or Scope("posting"), words, {}, blame), faults


def test_a_word_may_use_those_above_it() -> None:
    """Words are there for the words after them, and for what comes after all of them."""
    scope, faults = defined({"late": "deadline < now", "bad": "late and shipped"})
    assert faults == []
    assert check_condition("bad or late", scope).type.kind == "bool"


def test_a_faulty_word_is_told_once() -> None:
    """What uses a wrong word, be it a word or a condition, is not told as well."""
    scope, faults = defined({"late": "dedline < now", "bad": "late and shipped", "worse": "bad and manual"})
    assert faults == [("late", "`dedline` is not a field or word of a posting", "did you mean `deadline`?", "dedline")]
    with pytest.raises(FaultyWordError):
        check_condition("worse or manual", scope)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (
            {"bad": "late and shipped", "late": "deadline < now"},
            ("bad", "`late` is defined further down", "put `late` above `bad`", "late"),
        ),
        ({"late": "late or shipped"}, ("late", "`late` rests on itself: late → late", "", "late")),
        (
            {"a": "b and shipped", "b": "c", "c": "manual or a"},
            ("a", "`a` rests on itself: a → b → c → a", "", "b"),
        ),
        (
            {"late": "shipped", "status": "manual"},
            ("status", "`status` already means something", "choose another name", "status"),
        ),
        ({"today": "shipped"}, ("today", "`today` already means something", "choose another name", "today")),
    ],
)
def test_what_a_word_may_not_be(words: Mapping[str, str], fault: tuple[str, str, str, str]) -> None:
    """A use before the definition, a circle and a taken name are one fault each, at the word to mend."""
    assert defined(words)[1] == [fault]


RUN = Scope("batch", groups={"warehouse": TEXT})


def test_a_word_about_a_posting_is_asked_of_each() -> None:
    """In a rule about the run a word may be about a posting: it stands inside of aggregates, for its expression."""
    words = {"heavy": "sum(p.quantity for p in products) > 10", "loads": "count(heavy and shipped)"}
    scope, faults = defined(words, RUN)
    assert faults == []
    node = check_condition("share(heavy, among=manual) > 0.1 and loads > 3", scope)
    plain = check_condition("share(sum(p.quantity for p in products) > 10, among=manual) > 0.1 and loads > 3", scope)
    assert written(node).replace("(Compare", "Compare").replace(")(", "(").count("products[]") == written(plain).count(
        "products[]"
    )
    with pytest.raises(ExpressionError, match="`heavy` is about a posting") as caught:
        check_condition("heavy", scope)
    assert caught.value.hint is not None
    assert "inside count(…)" in caught.value.hint.en


def test_a_word_that_is_about_nothing_stands_anywhere() -> None:
    """A length of time or a number may be used about the run and about a posting."""
    scope, faults = defined({"window": "days(14)", "least": "3"}, RUN)
    assert faults == []
    node = check_condition("count(age(in_process_at) > window, within=window) > least", scope)
    assert isinstance(scope.let["least"], Const)
    assert scope.let["least"].type == NUMBER
    assert isinstance(getattr(node, "left", None), Aggregate)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("status", "", ""),
        ("statu", "`statu` is not a field or word of a posting", "did you mean `status`?"),
        ("count(shipped) > warehuse", "`warehuse` is not a field or word of the run", "did you mean `warehouse`?"),
        ("count(shipd) > 1", "`shipd` is not a field or word of a posting", "did you mean `shipped`?"),
        (
            "count(shipped) > multi_box_qty",
            "`multi_box_qty` is not a field or word of the run",
            "ask it of each posting",
        ),
    ],
)
def test_the_reading_that_makes_more_sense_is_told(text: str, message: str, hint: str) -> None:
    """Of a text that is right neither about the run nor about a posting, the fault of the better reading is told."""
    _, faults = defined({"word": text}, RUN)
    assert [fault[1] for fault in faults] == ([message] if message else [])
    assert not faults or faults[0][2].startswith(hint)


def test_a_group_is_no_name_for_a_word() -> None:
    """What postings are grouped by keeps its meaning."""
    assert [fault[1] for fault in defined({"warehouse": "count(shipped)"}, RUN)[1]] == [
        "`warehouse` already means something"
    ]
