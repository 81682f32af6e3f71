"""A YAML file read strictly, with the place of everything in it."""

import contextlib
import json
import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ozlint.model.text import Text
from ozlint.rulebook.document import Document, Loc, read_document, scan_document
from ozlint.rulebook.problem import Problem, RuleProblems

PATH = "rules/x.yaml"


@pytest.fixture(params=["C parser", "Python parser"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run every test with both parsers of PyYAML: not every machine has the one in C."""
    if request.param == "Python parser":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this PyYAML has no C parser")
    return str(request.param)


def _value(text: str) -> Any:  # noqa: ANN401 - a document may hold anything
    return read_document(text, PATH).value


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RuleProblems) as caught:
        read_document(text, PATH)
    return caught.value.problems


def _only(text: str) -> Problem:
    (problem,) = _problems(text)
    return problem


def _shown(problem: Problem) -> tuple[str, str, str]:
    """Return place and message, the carets, and the hint, as people see them."""
    head, _, carets, *hint = problem.show("en").split("\n")
    return head.removeprefix(f"{PATH}:"), carets.removeprefix("    "), "".join(hint).strip()


def test_reads_plain_values() -> None:
    """Texts, numbers, true, false and null are read as what they look like."""
    text = "a: text\nb: 12\nc: -1.50\nd: true\ne: false\nf: null\ng: ~\nh:\ni: [1, x]\nj: {k: 0}\nl: ''\n"
    assert _value(text) == {
        "a": "text", "b": 12, "c": -1.5, "d": True, "e": False, "f": None, "g": None, "h": None,
        "i": [1, "x"], "j": {"k": 0}, "l": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "2026-11-22T09:00:00Z", "2026-11-22 09:00:00", "12345678-0001-1", "0.1.0", "3pl_tracking", "-",
        "=", "nope", "none", "1.2.3.4", "8,0E+13", "AB123456785RU", "https://example.org/?a=1#b", "1_a", "..", "+",
    ],
)  # fmt: skip
def test_keeps_as_text_what_is_text(text: str) -> None:
    """Dates, versions, posting numbers and tracking numbers stay the text they are."""
    assert _value(f"a: {'-x' if text == '-' else text}") == {"a": "-x" if text == "-" else text}


@pytest.mark.parametrize("word", ["no", "yes", "012", "1_000", "12:30", "null", "~", "*a", "&a", "<<", "!x", "true"])
def test_quoted_words_are_text(word: str) -> None:
    """Quotes make a text of anything, also as a key."""
    assert _value(f"a: '{word}'\n\"{word}\": b") == {"a": word, word: "b"}


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("no", 'write false, or quote it: "no"'),
        ("No", 'write false, or quote it: "No"'),
        ("NO", 'write false, or quote it: "NO"'),
        ("off", 'write false, or quote it: "off"'),
        ("n", 'write false, or quote it: "n"'),
        ("yes", 'write true, or quote it: "yes"'),
        ("On", 'write true, or quote it: "On"'),
        ("Y", 'write true, or quote it: "Y"'),
        ("True", 'write true, or quote it: "True"'),
        ("FALSE", 'write false, or quote it: "FALSE"'),
        ("Null", 'write null, or quote it: "Null"'),
        ("1_000", 'write 1000, or quote it: "1_000"'),
        ("-1_000.5", 'write -1000.5, or quote it: "-1_000.5"'),
        ("010", 'quote it if it is text: "010"'),
        ("089", 'quote it if it is text: "089"'),
        ("00.5", 'quote it if it is text: "00.5"'),
        ("0x1F", 'quote it if it is text: "0x1F"'),
        ("0b101", 'quote it if it is text: "0b101"'),
        ("0o17", 'quote it if it is text: "0o17"'),
        ("12:30", 'quote it if it is text: "12:30"'),
        ("09:30:00", 'quote it if it is text: "09:30:00"'),
        ("1e3", 'quote it if it is text: "1e3"'),
        ("8.0E+13", 'quote it if it is text: "8.0E+13"'),
        (".inf", 'quote it if it is text: ".inf"'),
        ("-.Inf", 'quote it if it is text: "-.Inf"'),
        (".NaN", 'quote it if it is text: ".NaN"'),
        (".5", 'write 0.5, or quote it: ".5"'),
        ("5.", 'write 5, or quote it: "5."'),
        ("+5", 'write 5, or quote it: "+5"'),
    ],
)
def test_refuses_words_that_readers_of_yaml_disagree_about(word: str, hint: str) -> None:
    """A word that is one thing to one reader of YAML and another to the next is refused, with what to write instead."""
    problem = _only(f"a: 1\nb: {{c: [x, {word}]}}\n")
    head, carets, shown_hint = _shown(problem)
    assert head.startswith(f'2:12: "{word}" ')
    assert carets == " " * 11 + "^" * len(word)
    assert shown_hint == hint
    assert problem.message.ru != problem.message.en


def test_refuses_numbers_nobody_means() -> None:
    """A number too long for any id or sum is refused instead of being computed."""
    assert "more than 30 digits" in _only("a: " + "9" * 5000).message.en


@pytest.mark.parametrize(
    ("text", "head", "carets", "hint"),
    [
        ("a: 1\nb: 2\na: 3\n", '3:1: the key "a" is there twice, first in line 1', "^", "keep one of the two"),
        ("a: {id: 1, id: 2}", '1:12: the key "id" is there twice, first in line 1', " " * 11 + "^^", "keep one of"),
        ("a: 1\n'a': 2", '2:1: the key "a" is there twice', "^^^", "keep one"),
        ("a: *b", "1:4: an alias", "   ^^", "write the value"),
        ("a: &b 1", "1:4: an anchor", "   ^^^^", "delete it"),
        ("a: &b {c: 1}", "1:4: an anchor", "   ^^", "delete it"),
        ("a: !!str 1", "1:4: a tag (tag:yaml.org,2002:str)", "   ^^^^^^^", "delete it"),
        ("a: !!python/object/apply:os.system [ls]", "1:4: a tag", "   ^^^^", "delete it"),
        ("a: !x {b: 1}", "1:4: a tag (!x)", "   ^^", "delete it"),
        ("a:\n  <<: {b: 1}\n", "2:3: a merge", "  ^^", "write the keys themselves"),
        ("a: 1\n---\nb: 1\n", "2:1: a second document in one file", "^^^", "give it a file of its own"),
        ("12: a", "1:1: a key is text", "^^", "put it in quotes"),
        ("a: {~: 1}", "1:5: a key is text", "    ^", "put it in quotes"),
        ("on: 1", '1:1: "on" without quotes means true', "^^", 'write true, or quote it: "on"'),
        ("{[a]: 1}", "1:2: a key is text", " ^^^", "a text that starts with { or [ goes in quotes"),
        ("? {a: 1}\n: 2", "1:3: a key is text", "  ^^^^", "a text that starts with { or ["),
    ],
)
def test_refuses_what_yaml_allows_and_people_trip_over(text: str, head: str, carets: str, hint: str) -> None:
    """Duplicate keys, aliases, anchors, tags, merges, further documents and keys that are no text are refused."""
    shown = _shown(_only(text))
    assert shown[0].startswith(head)
    assert shown[1].startswith(carets)
    assert shown[2].startswith(hint)


@pytest.mark.parametrize(
    ("text", "head", "carets", "hint"),
    [
        ("a: b: c", "1:5: a colon and a space inside a text without quotes", "    ^", "put the whole text in quotes"),
        ("a: 1\n  b: 2\n", "2:3: no key may stand here", "  ^", "this line is indented too far"),
        ("key\nb: 1\n", "2:1: no key may stand here", "^", "this line is indented too far, or the line above lacks"),
        ("a: {b: 1\nc: 2\n", "1:4: this { is never closed", "   ^", "close it with }"),
        ("a: [1, 2\nb: 2\n", "1:4: this [ is never closed", "   ^", "close it with ]"),
        ("a: [1,", "1:4: this [ is never closed", "   ^", "close it with ]"),
        ("a: [1, 2", "1:4: this [ is never closed", "   ^", "close it with ]"),
        ("a: 'x\nb: 1\n", "1:4: this ' is never closed", "   ^", "close it with '"),
        ('a: "x\nb: 1\n', '1:4: this " is never closed', "   ^", 'close it with "'),
        ("a: {b: 1,\n    c: 2\n    d: 3}\n", "3:6: here a comma or } is wanted", "     ^", "a text with a comma"),
        ("a: {en: {x} is late}", "1:13: here a comma or } is wanted", "            ^", "a text with a comma"),
        ("a: {x} is late\nb: 1\n", "1:8: text after the closing }", "       ^^^^^^^", "put the whole text in quotes"),
        ('a: "x" y\n', '1:8: text after the closing "', "       ^", "put the whole text in quotes"),
        ("a:\n  - 1\n b: 2\n", "3:2: the indentation of this line fits no line above", " ^^^^", "keys of one mapping"),
        ("- a\nb: 1\n", "2:1: the indentation of this line fits no line above", "^^^^", "keys of one mapping"),
        ("\ta: 1", "1:1: a tab at the start of the line", "^^^^", "YAML is indented with spaces only"),
        ("a:\n  \tb: 1\n", "2:3: a tab at the start of the line", "  ^^^^", "YAML is indented with spaces only"),
        ("a: @x", "1:4: a text without quotes cannot start with @", "   ^", "put the whole text in quotes"),
        ("a: `x`", "1:4: a text without quotes cannot start with `", "   ^", "put the whole text in quotes"),
        ("a: %x", "1:4: a text without quotes cannot start with %", "   ^", "put the whole text in quotes"),
        ("a: && b", "1:4: a text without quotes cannot start with &", "   ^", "put the whole text in quotes"),
        ("a: * b", "1:4: a text without quotes cannot start with *", "   ^", "put the whole text in quotes"),
        ("a: !f!b c", "1:4: a text without quotes cannot start with !", "   ^", "put the whole text in quotes"),
        ("a: }", "1:4: a value is missing before }", "   ^", "if } is part of a text, quote the text"),
        ("a: [1,, 2]", "1:7: a value is missing before ,", "      ^", "if , is part of a text, quote the text"),
        ("a: x\x00", "1:5: an invisible character U+0000", "    ^", "delete it"),
        ("a: x\x1b[0m", "1:5: an invisible character U+001B", "    ^", "delete it"),
        ("a: x\x85", "1:5: an invisible character U+0085", "    ^", "delete it"),
        ("a: \u202ex", "1:4: an invisible character U+202E", "   ^", "delete it"),
        ("a: \ud800", "1:4: an invisible character U+D800", "   ^", "delete it"),
        ("a: |x\n  b", "1:5: not YAML: ", "    ^", ""),
    ],
)
def test_says_in_plain_words_why_a_text_is_no_yaml(text: str, head: str, carets: str, hint: str) -> None:
    """A syntax error is told in words for people, at the place where it is to be mended."""
    problem = _only(text)
    shown = _shown(problem)
    assert shown[0].startswith(head)
    assert shown[1].startswith(carets)
    assert shown[2].startswith(hint)
    assert problem.message.ru


def test_refuses_unknown_escapes() -> None:
    r"""`"\d"` in double quotes is told apart from other syntax errors: regular expressions fall into it."""
    problem = _only('a: "\\d+"')
    assert (problem.line, problem.column) in {(1, 5), (1, 6)}
    assert problem.message.en == "no such escape in double quotes"


def test_refuses_half_a_character(parser: str) -> None:
    """A lone surrogate never gets into a value, where it could not be printed."""
    message = _only('a: "\\ud800"').message.en
    assert message.startswith("no such escape" if parser == "C parser" else "half of a character")


def test_tells_every_fault_it_can_go_on_after() -> None:
    """All refused words, keys and aliases of a file are told at once."""
    problems = _problems("a: no\nb: *x\na: 1\nc: [1_0, {d: on}]\n")
    assert [(problem.line, problem.column) for problem in problems] == [(1, 4), (2, 4), (3, 1), (4, 5), (4, 14)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff", "---\n", "null"])
def test_an_empty_file_is_none(text: str) -> None:
    """A file with nothing in it is a document whose value is None: its reader decides what that means."""
    assert _value(text) is None


def test_byte_order_mark_and_windows_line_ends_move_nothing() -> None:
    """Lines and columns are those an editor shows, with a byte order mark and with any line ends."""
    document = read_document("\ufeffa: 1\r\nb:\r\n  c: x\r\rd: 2\r\n", PATH)
    assert document.value == {"a": 1, "b": {"c": "x"}, "d": 2}
    assert document.spot(("a",), key=True) == (1, 1)
    assert document.spot(("b", "c")) == (3, 6)
    assert document.spot(("d",)) == (5, 4)


def test_places_of_values_and_keys() -> None:
    """Every value and key has its place; a missing one that of the nearest value around it."""
    document = read_document("a:\n  - x\n  - {b: 1, кл: [2, 3]}\n", PATH)
    assert document.spot(("a",)) == (2, 3)
    assert document.spot(("a",), key=True) == (1, 1)
    assert document.spot(("a", 0)) == (2, 5)
    assert document.spot(("a", 1)) == (3, 5)
    assert document.spot(("a", 1, "b")) == (3, 9)
    assert document.spot(("a", 1, "b"), key=True) == (3, 6)
    assert document.spot(("a", 1, "кл", 1)) == (3, 20)
    assert document.spot(("a", 1, "missing", 5)) == (3, 5)
    assert document.spot(("missing",), key=True) == document.spot(()) == (1, 1)
    assert document.path == PATH


def _places(text: str) -> list[tuple[int, int]]:
    document = read_document(text, PATH)
    return [document.spot_in(("a",), offset) for offset in range(len(document.value["a"]) + 1)]


def _line(line: int, *columns: int) -> list[tuple[int, int]]:
    return [(line, column) for column in columns]


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("a: x == y # c", "x == y", _line(1, *range(4, 11))),
        ("a: 'x y'", "x y", _line(1, 5, 6, 7, 8)),
        ("a: 'i''s'", "i's", _line(1, 5, 6, 8, 9)),
        ("a: ''", "", _line(1, 5)),
        ('a: "x\\"y"', 'x"y', _line(1, 5, 6, 8, 9)),
        ('a: "\\x41\\u0416\\U0001F600b"', "AЖ😀b", _line(1, 5, 9, 15, 25, 26)),
        ('a: "x\\\n   y"', "xy", [(1, 5), (2, 4), (2, 5)]),
        ("a: xx\n  yy", "xx yy", [*_line(1, 4, 5, 6), *_line(2, 3, 4, 5)]),
        ("a: xx\n\n  yy", "xx\nyy", [*_line(1, 4, 5, 6), *_line(3, 3, 4, 5)]),
        ("a: 'x \n   y'", "x y", [(1, 5), (1, 6), (2, 4), (2, 5)]),
        ("a: |\n  xy\n   z\n", "xy\n z\n", [*_line(2, 3, 4, 5), *_line(3, 3, 4, 5, 5)]),
        ("a: |-\n\n  x\n\n  y\n", "\nx\n\ny", [(2, 1), (3, 3), (4, 1), (4, 1), (5, 3), (5, 4)]),
        ("a: |2\n    x\n", "  x\n", _line(2, 3, 4, 5, 6, 6)),
        ("a: >-\n  xx\n  yy\n", "xx yy", [*_line(2, 3, 4), (2, 5), *_line(3, 3, 4, 5)]),
        ("a: >-\n  x\n\n  y\n", "x\ny", [(2, 3), (3, 1), (4, 3), (4, 4)]),
    ],
)
def test_places_inside_a_text(text: str, value: str, places: list[tuple[int, int]]) -> None:
    """Every character of a text is found where it was written, past escapes, folds and indentation."""
    assert _value(text)["a"] == value
    assert _places(text) == places


def test_a_place_in_what_is_no_text() -> None:
    """Asked for a place in a list or past the end of a text, the nearest there is is given."""
    document = read_document("a: [1]\nb: xy\nc: 12\n", PATH)
    assert document.spot_in(("a",), 3) == (1, 4)
    assert document.spot_in(("b",), 99) == (2, 6)
    assert document.spot_in(("b",), -1) == (2, 4)
    assert document.spot_in(("c",), 1) == (3, 5)


def test_problems_of_a_place() -> None:
    """A problem underlines the whole key or scalar, the start of a collection, or a part of a text."""
    document = read_document("key: some text\nlist: [1]\nq: 'it''s here'\n", PATH)

    def carets(loc: Loc, **how: Any) -> tuple[int, int, int]:  # noqa: ANN401 - options of `problem`
        problem = document.problem(loc, Text("m"), **how)
        return problem.line, problem.column, problem.length

    assert carets(("key",)) == (1, 6, 9)
    assert carets(("key",), key=True) == (1, 1, 3)
    assert carets(("list",)) == (2, 7, 1)
    assert carets(("key",), offset=5) == (1, 11, 1)
    assert carets(("key",), offset=5, length=4) == (1, 11, 4)
    assert carets(("q",), offset=0, length=4) == (3, 5, 5)
    assert document.problem(("key",), Text("m")).source_line == "key: some text"
    assert document.written(("q",)) == "'it''s here'"


def test_a_document_with_faults_is_read_on() -> None:
    """A reader that has more to say gets the document and its faults, and is told which values are wrong already."""
    document, problems = scan_document("a: no\nb: {c: *x, d: 1}\n", PATH)
    assert document is not None
    assert len(problems) == 2
    assert document.refused(("a",))
    assert document.refused(("b", "c"))
    assert not document.refused(("b", "d"))
    assert scan_document("a: [", PATH)[0] is None


@pytest.mark.parametrize("text", ["[" * 51, "{a: " * 51, "- " * 51, "".join(f"{' ' * i}a:\n" for i in range(60))])
def test_nesting_is_bounded(text: str) -> None:
    """Fifty levels are enough for anybody; the fault stands at the fifty-first."""
    assert _problems(text)[0].message.en == "nested more than 50 deep"


@pytest.mark.parametrize(
    "piece", ["[", "{", "{a: ", "- ", "? ", "'", '"', "a: [", "&a ", "*a ", "!", "- - ", "|\n", ":"]
)
def test_hostile_texts_cost_no_time(piece: str) -> None:
    """A file as large as allowed, of nothing but openings, is refused or read in seconds and never overflows."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    with contextlib.suppress(RuleProblems):
        read_document(text, PATH)
    assert time.process_time() - started < 10


def test_size_is_bounded() -> None:
    """A text of over a million characters is refused unread."""
    assert "1,000,000 characters" in _only("a" * 1_000_001).message.en


def test_problems_are_bounded() -> None:
    """Of a file that is wrong in every line a hundred problems are told."""
    assert len(_problems("a: 1\n" * 5000)) == 100


def test_aliases_are_no_bomb() -> None:
    """The classic billion laughs is refused at its first alias, without growing."""
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(100))
    assert all(problem.message.en.startswith(("an alias", "an anchor")) for problem in _problems(bomb))


def _walk(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    yield loc, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _walk(inner, (*loc, key))


def _check_places(document: Document) -> None:
    lines = document.text.split("\n")
    for loc, value in _walk(document.value):
        for line, column in (document.spot(loc), document.spot(loc, key=True), document.spot_in(loc, 1)):
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1
        if isinstance(value, str) and "\\" not in document.text and "'" not in document.text:
            for offset, char in enumerate(value):
                if not char.isspace():
                    line, column = document.spot_in(loc, offset)
                    assert lines[line - 1][column - 1] == char


_PIECES = st.sampled_from(
    [*"{}[]:,-?&*!|>'\"%@`#\n \t\\~<=", "- ", ": ", "\n  ", "? ", "!!str ", "<<: ", "--- ", "no", "12", "a", "b", "é",
     "漢", "𝄞", "\ufeff", "\x00", "\x85", "\u2028", "\ud800", "|-\n  ", ">\n  ", "\n\n", "''", "\r\n"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
@example("a: &a\n *a : b")
@example("a: >\n\n  b\n\n   c\n  d")
def test_reading_raises_nothing_else(text: str) -> None:
    """Whatever the text, it is read or refused with problems that can be shown, and every place is in the text."""
    outcome = _outcome(text)
    if isinstance(outcome, Document):
        _check_places(outcome)
        return
    assert outcome.problems
    for line in (outcome.show("en") + outcome.show("ru")).split("\n"):
        assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in line)


def _outcome(text: str) -> Document | RuleProblems:
    try:
        return read_document(text, PATH)
    except RuleProblems as error:
        return error


_CHARACTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters="\x7f")
_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.text(_CHARACTERS, max_size=20))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abcdeжяnoy", min_size=1, max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_VALUES)
def test_json_is_read_as_written(value: object) -> None:
    """A JSON document is YAML too, and is read to the same values."""
    assert _value(json.dumps({"v": value}, indent=1)) == {"v": value}


def test_a_telephone_number_is_to_be_quoted() -> None:
    """A long number with a plus is no number that somebody means: the only advice is to quote it."""
    assert _only("phone: +74950000000").hint == Text(
        'quote it if it is text: "+74950000000"', 'если это текст, возьмите в кавычки: "+74950000000"'
    )
