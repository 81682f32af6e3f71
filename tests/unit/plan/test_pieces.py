"""From bytes to records, whole and damaged."""

import json
import time

import pytest

from ozlint.plan.pieces import Piece, read_pieces

A, B = {"a": 1}, {"b": [2]}


def values(data: bytes) -> list[object]:
    """Return the records of a text; None stands for a stretch that holds none."""
    return [piece.value if piece.fault is None else None for piece in read_pieces(data).pieces]


@pytest.mark.parametrize(
    ("text", "layout", "listed"),
    [
        (json.dumps(A), "json", False),
        (json.dumps([A, B]), "json", True),
        (json.dumps([A, B], indent=2), "json", True),
        ("[]", "json", True),
        (f"{json.dumps(A)}\n{json.dumps(B)}\n", "ndjson", False),
        (f"{json.dumps(A, indent=2)}\n{json.dumps(B, indent=2)}", "ndjson", False),
        (f"{json.dumps(A)}\r\n\r\n{json.dumps([B])}\r\n", "ndjson", False),
    ],
)
def test_whole_texts(text: str, layout: str, listed: bool) -> None:  # noqa: FBT001 - a column of the table
    """One document, a list, documents one after the other."""
    found = read_pieces(text.encode())
    assert (found.layout, found.listed) == (layout, listed)
    assert [piece.value for piece in found.pieces] == [each for each in (A, B) if f'"{next(iter(each))}"' in text]
    for piece in found.pieces:
        assert json.loads(text.encode()[piece.start : piece.end]) == piece.value


def test_the_records_of_a_list_have_pointers() -> None:
    """A record that stands alone has none."""
    assert [piece.pointer for piece in read_pieces(b'[{"a":1},{"b":2}]').pieces] == ["/0", "/1"]
    assert [piece.pointer for piece in read_pieces(b'{"a":1}\n[{"b":2}]').pieces] == ["", "/0"]


def test_a_damaged_line_costs_itself() -> None:
    """The lines around it are read."""
    assert values(b'{"a":1}\n{"a":\n{"b":[2]}\n{"a" 1}\n{"a":1}') == [A, None, B, None, A]


def test_a_damaged_record_of_a_list_costs_itself_where_lines_tell_the_next() -> None:
    """The next one begins in a line of its own, as far indented."""
    text = '[\n  {"a":1},\n  {"a": {\n    "x" 1\n  }},\n  {"b":[2]}\n]'
    assert values(text.encode()) == [A, None, B]
    assert [piece.cut_off for piece in read_pieces(text.encode()).pieces] == [False, False, False]


def test_in_one_line_the_rest_is_lost_and_that_is_told() -> None:
    """Nobody knows how much it was."""
    *_, last = read_pieces(b'[{"a":1},{"a" 1},{"b":[2]}]').pieces
    assert last.fault is not None
    assert last.cut_off


@pytest.mark.parametrize("text", [b"[", b'[{"a":1}', b'[{"a":1},', b'[{"a":1},{"b"', b'{"a":1}\n{"b":[2'])
def test_what_is_cut_off_is_told(text: bytes) -> None:
    """In the middle of a record, or between two."""
    *whole, last = read_pieces(text).pieces
    assert [piece.value for piece in whole] == [A] * len(whole)
    assert last.fault is not None
    assert last.cut_off


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"a":"\xff"}', "not UTF-8"),
        (b'{"a":1e999}', "too large"),
        (b'{"a":' * 2000, "nested too deeply"),
        (b"[" * 2000, "nested too deeply"),
        (b'{"a":1 "b":2}', "a comma or } is missing"),
        (b'{"a":"\0"}', "zero bytes"),
    ],
)
def test_the_reason_is_told(text: bytes, words: str) -> None:
    """In both languages."""
    (piece,) = read_pieces(text).pieces
    assert piece.fault is not None
    assert words in piece.fault.en
    assert piece.fault.ru


@pytest.mark.parametrize("line", [b'{"a":\n', b"[\n", b'{"a\n', b"{\n", b"x\n", b'{"a" 1}\n', b'[{"a":[\n'])
def test_input_made_to_be_slow_is_not(line: bytes) -> None:
    """However a text is broken, it is gone over a bounded number of times."""
    text = line * 20_000
    begin = time.process_time()
    pieces = read_pieces(text).pieces
    assert time.process_time() - begin < 15
    assert all(isinstance(piece, Piece) and piece.fault for piece in pieces)
