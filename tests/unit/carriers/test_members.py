"""Looking into JSON of which nothing is known."""

import pytest

from ozlint.carriers.members import flag, record, records, text, within


@pytest.mark.parametrize("value", [None, "text", 5, True, []])
def test_no_record(value: object) -> None:
    """What is no object has no members."""
    assert record(value) == {}


def test_records() -> None:
    """The objects of a list are its records; one alone is a list of one; others have none."""
    assert list(records([{"a": 1}, 2, None, [{}], {"b": 2}])) == [{"a": 1}, {"b": 2}]
    assert list(records({"a": 1})) == [{"a": 1}]
    assert list(records("text")) == list(records(None)) == []


def test_within() -> None:
    """An object is found under the members named, however deep, and under no others."""
    document = {"data": {"items": [{"id": 1}, {"id": 2, "data": {"id": 3}}], "other": {"id": 4}}}
    assert [entry["id"] for entry in within(document, "data", "items") if "id" in entry] == [1, 2, 3]


def test_within_keeps_the_order() -> None:
    """What is inside an object comes before the next object, in the order of the names asked for."""
    document = [{"id": 1, "b": {"id": 3}, "a": [{"id": 2}]}, {"id": 4}]
    assert [entry["id"] for entry in within(document, "a", "b")] == [1, 2, 3, 4]


def test_within_has_no_depth_limit() -> None:
    """A document nested deeper than Python can call is walked to its end."""
    document: dict[str, object] = {"end": True}
    for _ in range(100_000):
        document = {"data": document}
    *_, last = within(document, "data")
    assert last == {"end": True}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (" RU 1 ", "RU 1"),
        (1106153417, "1106153417"),
        (80123456789012, "80123456789012"),
        (1106153417.0, "1106153417"),
        (2.5, "2.5"),
        (0, "0"),
        (True, ""),
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        (10**400, ""),
        (float("inf"), ""),
        (float("nan"), ""),
    ],
)
def test_text(value: object, plain: str) -> None:
    """A text is taken without blanks around it, a number as the id it is, anything else as nothing."""
    assert text({"a": value}, "a") == plain


def test_first_text() -> None:
    """Of several members the first that has a text counts."""
    assert text({"a": " ", "b": None, "c": "x", "d": "y"}, "a", "b", "c", "d", "e") == "x"
    assert text({}, "a") == ""


@pytest.mark.parametrize(
    ("value", "true"),
    [(True, True), ("true", True), ("True", True), (1, True), ("1", True), (False, False), ("false", False), (0, False),
     (None, False), ("", False), ([True], False), (2, False)],
)  # fmt: skip
def test_flag(value: object, true: bool) -> None:  # noqa: FBT001 - of the table
    """A flag is true where it says so, as JSON, as text or as a number."""
    assert flag({"a": value}, "b", "a") is true
