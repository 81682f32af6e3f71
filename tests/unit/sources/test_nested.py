"""Finding values in JSON however they are wrapped, and in what is left of damaged JSON."""

import json
from typing import Any

import msgspec
import pytest

from ozlint.sources.nested import Found, Gap, Stranger, nested


def wanted(raw: bytes) -> int | None:
    """The number of an object {"n": …}, or of a list of single numbers."""
    value = msgspec.json.decode(raw)
    if isinstance(value, dict):
        return value.get("n")
    return sum(value) if value and all(isinstance(one, int) for one in value) else None


def found(text: str | bytes) -> list[Any]:
    """What is found in a text: numbers with their pointers, `?` for a stranger, `!` for a gap."""
    data = text.encode() if isinstance(text, str) else text
    told: list[Any] = []
    for item in nested(data, wanted, is_key=str.isdecimal):
        match item:
            case Found():
                assert data[item.start : item.start + 1] in (b"{", b"[")
                told.append((item.value, item.pointer))
            case Stranger():
                told.append(("?", item.pointer))
            case Gap():
                told.append(("!", "cut" if item.cut_off else ""))
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"n":1}', [(1, "")]),
        (' {"n":1} \n{"n":2}\n', [(1, ""), (2, "")]),
        ('[{"n":1},{"n":2}]', [(1, "/0"), (2, "/1")]),
        ('[[{"n":1}],{"x":{"y/~":[{"n":2}]}}]', [(1, "/0/0"), (2, "/1/x/y~1~0/0")]),
        ('{"data":[{"n":1}],"meta":{"n":null},"count":1}', [(1, "/data/0")]),
        ("[1,2,3]", [(6, "")]),
        ('{"a":[1,2],"b":{"c":[3]}}', [(3, "/a"), (3, "/b/c")]),
        ('{"11":{"n":1},"12":{"err":"x"},"of":{"err":"x"}}', [(1, "/11"), ("?", "/12")]),
        (
            '[{"n":1},{"x":1},5,null,{"n":2},[]]',
            [(1, "/0"), ("?", "/1"), ("?", "/2"), ("?", "/3"), (2, "/4"), ("?", "/5")],
        ),
        ('[{"x":1},{"n":2}]', [("?", "/0"), (2, "/1")]),
    ],
)
def test_wrappings(text: str, expected: list[Any]) -> None:
    """Alone, one after another, in lists of lists, under keys; what is something else is told among what is found."""
    assert found(text) == expected


@pytest.mark.parametrize("text", ["{}", "[]", "5", '"x"', '{"x":[{"y":1}]}', '[{"x":1},{"y":2}]', '{"12":{}}'])
def test_nothing_found(text: str) -> None:
    """A value that holds nothing that is looked for is one stranger, however much is in it."""
    assert found(text) == [("?", "")]


def test_nothing_at_all() -> None:
    """Blank text holds nothing, and nothing is said of it."""
    assert found(" \n, ") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"n":1},{"n":2},{"n":', [(1, ""), (2, ""), ("!", "cut")]),
        ('[{"n":1},{"n":2}', [(1, ""), (2, ""), ("!", "cut")]),
        ('[{"n":1},{"n" 2},{"n":3}]', [(1, ""), ("!", ""), (3, "")]),
        ('[{"n":1} x {"n":3}]', [(1, ""), ("!", ""), (3, "")]),
        ('{"data":[{"n":1},{"n" 2},{"n":3}],"more":1}', [(1, ""), ("!", ""), (3, "")]),
        ('{"n":1}{"n":', [(1, ""), ("!", "cut")]),
        ("rubbish", [("!", "")]),
        ('rubbish {"n":1}', [("!", ""), (1, "")]),
        ('{"n":1', [("!", "cut")]),
        ('[{"n":1},{"x":{"y":[1,' + '{"z":2},' * 3, [(1, ""), ("!", "cut")]),
    ],
)
def test_damage(text: str, expected: list[Any]) -> None:
    """What is whole is found in a damaged text, and each stretch that is lost is told once."""
    assert found(text) == expected


def test_a_damaged_text_keeps_keys() -> None:
    """What is kept under a key keeps it, though the text around it is damaged."""
    items = list(nested(b'{"11":{"n":1},"12":{"n":2}', wanted))
    assert [item.key for item in items if isinstance(item, Found)] == ["11", "12"]


@pytest.mark.parametrize("raw", [b'{"n":1e999}', b'{"n":"\xff"}', b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}"])
def test_what_cannot_be_decoded(raw: bytes) -> None:
    """A value that is JSON and cannot be decoded is a gap, and what is beside it is found."""
    items = list(nested(b'[{"n":1},' + raw + b',{"n":2}]', wanted))
    assert [item.value for item in items if isinstance(item, Found)] == [1, 2]
    assert any(isinstance(item, Gap) for item in items)


def test_half_an_emoji_is_read() -> None:
    """JSON with half of a surrogate pair is valid, and read."""
    assert found('[{"n":1,"x":"\\ud83d"}]') == [(1, "/0")]


def test_hostile_nesting_ends() -> None:
    """A damaged text made to be gone over again and again is given up after some effort, and said to be."""
    items = list(nested(b'{"a":[' * 30_000 + b'{"n":1}', wanted))
    assert any(isinstance(item, Gap) for item in items)


def test_pointers_lead_to_what_was_found() -> None:
    """The pointer of a sound text leads to the value."""
    document = {"a": [{"n": 1}, {"b": [{"n": 2}]}], "c": {"n": 3}}
    for item in nested(json.dumps(document).encode(), wanted):
        assert isinstance(item, Found)
        value: Any = document
        for step in item.pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value == {"n": item.value}
