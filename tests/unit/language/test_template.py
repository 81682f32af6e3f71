"""Messages: what may stand in their braces, and how values are shown."""

import pytest
from msgspec import UNSET

from ozlint.language.fault import ExpressionError
from ozlint.language.names import Scope
from ozlint.language.template import show
from ozlint.language.template_text import parse_template
from ozlint.language.type import BOOL, DURATION, LIST, NUMBER, TEXT, TIME, Type
from ozlint.model.text import Lang
from ozlint.model.times import DAY, HOUR


def fault(text: str) -> tuple[str, int, int]:
    """Return what is said of a message, and where in it."""
    with pytest.raises(ExpressionError) as caught:
        parse_template(text, Scope("posting"))
    return caught.value.message.en, caught.value.start, caught.value.end


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        ("nothing to fill", [], "nothing to fill"),
        ("{posting_number} is {status}", ["1-1-1", "delivered"], "1-1-1 is delivered"),
        ("{status}", ["a"], "a"),
        ("{status}{substatus}", ["a", "b"], "ab"),
        ("{{{status}}} }}{{", ["a"], "{a} }{"),
        ("it's {status}, isn't it", ["a"], "it's a, isn't it"),
        ('{first(status, "}")}', ["a"], "a"),
        ("{ status }", ["a"], "a"),
        ("{age(deadline)} ago", [3 * DAY + 4 * HOUR], "3 d 4 h ago"),
        ("{status}", ["{posting_number}"], "{posting_number}"),
        ("{status}", ["%s {0} \\"], "%s {0} \\"),
        ("{tracking_number}: Почта", [None], "—: Почта"),
    ],
)
def test_filling(text: str, values: list[object], shown: str) -> None:
    """Expressions are replaced by their values, doubled braces by single ones, and values are never read again."""
    template = parse_template(text, Scope("posting"))
    assert len(template.nodes) == len(values)
    assert template.fill(values, "en") == shown


@pytest.mark.parametrize(
    ("value", "kind", "lang", "shown"),
    [
        (None, TEXT, "en", "—"),
        (UNSET, TEXT, "en", "—"),
        (float("nan"), NUMBER, "en", "—"),
        (float("inf"), DURATION, "en", "—"),
        (True, BOOL, "en", "yes"),
        (False, BOOL, "ru", "нет"),
        (3.0, NUMBER, "en", "3"),
        (-2.5, NUMBER, "ru", "-2.5"),
        (1e20, NUMBER, "en", "1e+20"),
        (5, NUMBER, "en", "5"),
        (1795338000.0, TIME, "ru", "2026-11-22 09:00 UTC"),
        (1e300, TIME, "en", "—"),
        (5400.0, DURATION, "ru", "1 ч 30 мин"),
        (-HOUR, DURATION, "en", "-1 h"),
        (["a", "b"], LIST, "en", "a, b"),
        ([], LIST, "en", "—"),
        ([None, "a"], LIST, "en", "a"),
        ("in_transit", Type("text", "phase"), "ru", "«в пути»"),
        ("in_transit", Type("text", "phase"), "en", "in_transit"),
        (("a",), LIST, "en", "a"),
        ("x" * 201, TEXT, "en", "x" * 199 + "…"),
        (["ab"] * 200, LIST, "en", ("ab, " * 50)[:199] + "…"),
        ("delivered", Type("text", "status"), "en", "delivered"),
    ],
)
def test_showing(value: object, kind: Type, lang: Lang, shown: str) -> None:
    """Values are shown by their types: moments in UTC, durations in two units, lists with commas, nothing as a dash."""
    assert show(value, kind, lang) == shown


@pytest.mark.parametrize(
    ("text", "message", "start", "end"),
    [
        ("see {stats}", "`stats` is not a field or word of a posting", 5, 10),
        ("Почта: {stats}", "`stats` is not a field or word of a posting", 8, 13),
        ("{{ {  stats }", "`stats` is not a field or word of a posting", 6, 11),
        ("see {status", "this brace has no partner", 4, 5),
        ("see status}", "this brace has no partner", 10, 11),
        ("{status {substatus}}", "this brace has no partner", 0, 1),
        ("{}", "the expression is empty", 1, 2),
        ("a {} b", "the expression is empty", 3, 4),
        ("{0}{status}{", "this brace has no partner", 11, 12),
        ("{posting_number.__class__}", "`posting_number.__class__` is not a field or word of a posting", 1, 25),
        ("{posting_number!r}", "`!` means nothing here", 15, 16),
        ("{deadline:%Y}", "`:` means nothing here", 9, 10),
        ("{status[0]}", "`[` cannot follow this", 7, 8),
        ("{requirements}", "a message has no room for a group of lists", 1, 13),
        ("{products}", "`products` is a list of records, not a value", 1, 9),
        ("{delivery_method}", "`delivery_method` is a group of fields, not a value", 1, 16),
        ("x" * 4001, "the message is 4001 characters long; at most 4000 are read", 0, 1),
        ("{now}" * 31, "more than 30 expressions in one message", 150, 151),
    ],
)
def test_what_is_refused(text: str, message: str, start: int, end: int) -> None:
    """What is wrong in a message is told with its place in the message."""
    assert fault(text) == (message, start, end)
