"""Where things stand in a text."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ozlint.plan.envelope import escaped
from ozlint.plan.locate import Locator

TEXT = '[{"путь": "я", "body": {"posting_number": ["1",\n   "2"]}},\n {"a/b": {"~": [3]}}]'


def test_places_are_those_of_editors() -> None:
    """Lines and columns from 1, in characters; addresses in bytes, behind the byte order mark."""
    locator = Locator("plan.json", TEXT.encode(), 3)
    spots = locator.spots(1, "/0", ["", "/body/posting_number/0", "/body/posting_number/1"])
    assert [(spot.place.line, spot.place.column, spot.place.pointer) for spot in spots] == [
        (1, 2, "/0"),
        (1, 44, "/0/body/posting_number/0"),
        (2, 4, "/0/body/posting_number/1"),
    ]
    assert [TEXT.encode()[spot.address - 3 :][:1] for spot in spots] == [b"{", b'"', b'"']


def test_pointers_are_escaped() -> None:
    """As RFC 6901 has it."""
    locator = Locator("plan.json", TEXT.encode())
    (spot,) = locator.spots(TEXT.encode().index(b'{"a/b'), "/1", ["/a~1b/~0/0"])
    assert TEXT.encode()[spot.address :][:1] == b"3"


def test_what_is_not_there_has_the_place_of_its_record() -> None:
    """Such as what stands inside of a text."""
    (spot,) = Locator("plan.json", TEXT.encode()).spots(1, "/0", ["/body/nothing/3"])
    assert spot.address == 1


def test_the_last_of_two_equal_keys_counts() -> None:
    """As readers of JSON have it."""
    text = b'{"a": 1, "a": 2}'
    (spot,) = Locator("plan.json", text).spots(0, "", ["/a"])
    assert text[spot.address :][:1] == b"2"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "б", "x y", "/", "~1"]), inner, max_size=3)
    ),
)


@given(values, st.sampled_from([None, 1]))
def test_every_value_is_found_where_it_stands(value: object, indent: int | None) -> None:
    """What is read from its address on is the value."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    known = dict(everything(value, ""))
    spots = Locator("x", text.encode()).spots(0, "", list(known))
    decoder = json.JSONDecoder()
    lines = text.split("\n")
    for spot, wanted in zip(spots, known.values(), strict=True):
        found, _ = decoder.raw_decode(text.encode()[spot.address :].decode())
        assert found == wanted
        assert lines[spot.place.line - 1][spot.place.column - 1 :][:1] == text.encode()[spot.address :].decode()[:1]


def everything(value: object, pointer: str) -> list[tuple[str, object]]:
    """Return every value inside of one by its pointer."""
    found = [(pointer, value)]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        found += everything(inner, f"{pointer}/{escaped(str(key))}")
    return found
