"""Damaged and strange inputs: never a traceback, the right exit code, a clear message, and nothing else lost.

Every case is run beside a sound file with one finding, which has to be reported whatever the other input is.
"""

import ctypes
import gzip
import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from finished import Build, Ozlint, Save

HERE = "12345678-0099-1"
"""The posting of the sound file."""


class Damage(NamedTuple):
    """A damaged input, and what has to be said of it."""

    content: bytes
    code: int
    en: str
    ru: str
    kept: int = 0
    """Postings that are read all the same."""


def lines(*records: bytes) -> bytes:
    """Return records as NDJSON."""
    return b"\n".join(records) + b"\n"


def record(number: int, more: str = "") -> bytes:
    """Return a posting as one line, with something more at its end."""
    text = json.dumps({"posting_number": f"12345678-{number:04d}-1", "status": "delivered", "tracking_number": "1"})
    return (text.removesuffix("}") + more + "}").encode()


DEEP = b'{"posting_number": "12345678-0002-1", "status": "delivered", "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"
ANSWER = b'{"result": {"postings": [' + record(1) + b", " + record(2) + b'], "has_next": false}}'

UNREADABLE = {
    "empty file": Damage(b"", 3, "the file is empty", "файл пустой"),
    "white space": Damage(b" \n\n\t", 3, "the file is empty", "файл пустой"),
    "web page": Damage(b"<!DOCTYPE html><html><body>502</body></html>", 3, "a web page", "веб-страница"),
    "web page for Excel": Damage(
        "<html><table border=1><tr><td>Номер отправления</td></tr></table></html>".encode(),
        3,
        "a web page with a table in it, as programs save for Excel",
        "веб-страница с таблицей",
    ),
    "Ozon's error": Damage(
        b'{"code": 7, "message": "Api-key is deactivated", "details": []}',
        3,
        "an error that Ozon answered with, code 7: Api-key is deactivated",
        "ошибка, которой ответил Ozon, код 7: Api-key is deactivated",
    ),
    "Ozon's older error": Damage(
        b'{"error": {"code": "NOT_FOUND_ERROR", "message": "Posting not found", "data": []}}',
        3,
        "an error that Ozon answered with, code NOT_FOUND_ERROR: Posting not found",
        "ошибка, которой ответил Ozon, код NOT_FOUND_ERROR: Posting not found",
    ),
    "a request": Damage(b'{"filter": {"since": "2026-11-01"}, "limit": 100}', 3, "a request to Ozon", "запрос к Ozon"),
    "another document": Damage(b'{"name": "ozlint", "version": 1}', 3, "keys name, version", "ключами name, version"),
    "a table": Damage(b"date;sum\n2026-11-22;1390\n", 3, "none of its columns has a name", "похоже на таблицу"),
    "a damaged workbook": Damage(b"PK\x03\x04" + bytes(range(256)), 3, "the workbook is damaged", "книга повреждена"),
    "an old workbook": Damage(b"\xd0\xcf\x11\xe0" + bytes(99), 3, "old Excel (.xls)", "старого Excel (.xls)"),
    "noise": Damage(bytes(range(256)) * 4, 3, "binary data, not JSON", "двоичные данные, а не JSON"),
    "a number": Damage(b"42", 3, "JSON, but no postings: a number", "JSON, но не отправления: число"),
    "nesting alone": Damage(b"[" * 10_000 + b"]" * 10_000, 3, "nested too deeply", "вложенность"),
}

DAMAGED = {
    "truncated document": Damage(ANSWER[:-60], 3, "cut off", "не дописан", kept=1),
    "truncated last line": Damage(
        lines(record(1)) + record(2)[:50], 3, "the line ends in the middle", "обрывается", kept=1
    ),
    "zero bytes": Damage(
        lines(record(1), record(2).replace(b"deliv", b"del\0v"), record(3)), 1, "zero bytes", "нулевые байты", kept=2
    ),
    "not UTF-8": Damage(
        lines(record(1), record(2).replace(b"deliv", b"del\xffv"), record(3)), 1, "not UTF-8", "как UTF-8", kept=2
    ),
    "nesting in a line": Damage(lines(record(1), DEEP, record(3)), 1, "nested too deeply", "вложенность", kept=2),
    "nesting in a document": Damage(
        b"[" + record(1) + b"," + DEEP + b"," + record(3) + b"]", 1, "nested too deeply", "вложенность", kept=2
    ),
    "an object for a text": Damage(
        lines(record(1), record(2, ', "substatus": {"code": 1}'), record(3)),
        1,
        "text was expected here, but it is an object",
        "вместо текста здесь объект",
        kept=2,
    ),
    "no number": Damage(
        lines(record(1), record(2).replace(b"12345678-0002-1", b""), record(3)),
        1,
        "has no posting_number",
        "нет posting_number",
        kept=2,
    ),
    "a stray line": Damage(lines(record(1), b"Traceback!", record(3)), 1, "not valid JSON", "не JSON", kept=2),
    "a cut-off archive": Damage(
        gzip.compress(lines(*(record(number) for number in range(1, 60))), mtime=0)[:-40],
        3,
        "the gzip archive is damaged or cut off",
        "архив gzip здесь повреждён",
    ),
}

HARMLESS = {
    "a BOM": b"\xef\xbb\xbf" + lines(record(1), record(2)),
    "UTF-16": ANSWER.decode().encode("utf-16"),
    "UTF-16 without a BOM": ANSWER.decode().encode("utf-16-le"),
    "Windows line ends": lines(record(1), record(2)).replace(b"\n", b"\r\n"),
    "empty lines": lines(b"", record(1), b"", b"  ", record(2), b""),
    "no end of the last line": lines(record(1), record(2)).rstrip(),
    "a number too large for a float, where nobody reads it": lines(record(1), record(2, ', "x": 1e999')),
    "half an emoji": lines(record(1), record(2, ', "products": [{"name": "\\ud83d"}]')),
}


@pytest.fixture
def sound(save: Save, posting: Build) -> str:
    """The name of a sound file with one finding."""
    save("sound.json", [posting(99, tracking_number="")])
    return "sound.json"


@pytest.mark.parametrize("damage", UNREADABLE.values(), ids=UNREADABLE)
def test_an_input_that_holds_no_postings_is_named_for_what_it_is(
    ozlint: Ozlint, save: Save, sound: str, damage: Damage
) -> None:
    """An input without postings is exit 3 with what was seen instead; the sound file is reported."""
    save("bad", damage.content)
    done = ozlint("check", "bad", sound, "--select", "OZ101")
    assert (done.code, done.err) == (damage.code, "")
    assert done.out.count(damage.en) >= 1
    assert done.out.count("Expected are postings") <= 1
    assert HERE in done.out


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_costs_that_record(ozlint: Ozlint, save: Save, sound: str, damage: Damage) -> None:
    """A damaged record is an OZ001 with the reason; the records around it and the other input are judged."""
    save("bad", damage.content)
    done = ozlint("check", "bad", sound, "--select", "OZ004,OZ101", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, done.err) == (damage.code, "")
    assert report["complete"] is False
    undecodable = [finding for finding in report["findings"] if finding["rule"] == "OZ001"]
    assert undecodable
    assert {finding["path"] for finding in undecodable} == {"bad"}
    assert any(damage.en in finding["message"] for finding in undecodable)
    assert [finding["posting_number"] for finding in report["findings"] if finding["rule"] == "OZ101"] == [HERE]
    (entry,) = [entry for entry in report["inputs"] if entry["path"] == "bad"]
    assert entry["postings"] >= damage.kept
    assert entry["undecodable"] == len(undecodable)


@pytest.mark.parametrize("name", ["truncated document", "truncated last line", "a cut-off archive"])
def test_a_cut_off_input_is_no_whole_job(ozlint: Ozlint, save: Save, sound: str, name: str) -> None:
    """How much is missing is not known: the input is told as the reason, and --allow-incomplete leaves the findings."""
    save("bad", DAMAGED[name].content)
    report = json.loads(ozlint("check", "bad", sound, "--select", "OZ101", "--format", "json").out)
    assert [reason.partition(":")[0] for reason in report["reasons"]] == ["bad is cut off"]
    assert [entry["complete"] for entry in report["inputs"]] == [False, True]
    allowed = ozlint("check", "bad", sound, "--select", "OZ101", "--allow-incomplete")
    assert allowed.code == 1
    assert "OZ001" in allowed.out


def test_records_that_cannot_be_read_are_no_postings(ozlint: Ozlint, save: Save) -> None:
    """A run in which not one posting could be read is exit 3, unless --allow-empty leaves its findings to decide."""
    save("bad", lines(b'{"posting_number": "12345678-0001-1", "status": {}, "substatus": "x"}'))
    done = ozlint("check", "bad")
    assert (done.code, "OZ001" in done.out) == (3, True)
    assert "no postings were read" in done.out
    assert "No findings" not in done.out
    assert ozlint("check", "bad", "--allow-empty").code == 1


def test_what_is_expected_is_said_once(ozlint: Ozlint, save: Save) -> None:
    """However many inputs hold no postings, what an input should be is said once, and each by its own words once."""
    for name in ("a", "b", "c"):
        save(name, {"name": name, "version": 1})
    done = ozlint("check", "a", "b", "c")
    assert done.out.count("Expected are postings") == 1
    assert "No findings" not in done.out


def test_all_of_it_at_once_is_told_in_russian(ozlint: Ozlint, save: Save, sound: str) -> None:
    """Every bad input together, in Russian: each is told with its reason, and the sound file is judged."""
    bad = UNREADABLE | DAMAGED
    names = []
    for place, (name, damage) in enumerate(bad.items()):
        own = damage.content.replace(b"12345678-", b"1234%04d-" % place)  # else they are records of the same postings
        names.append(save(name.replace(" ", "-"), own).name)
    done = ozlint("check", *names, sound, "--select", "OZ004,OZ101", "--lang", "ru", "--verbose")
    assert (done.code, done.err) == (3, "")
    assert HERE in done.out
    for name, damage in zip(names, bad.values(), strict=True):
        assert name in done.out
        assert damage.ru in done.out


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_is_merely_unusual_is_read_whole(ozlint: Ozlint, save: Save, content: bytes) -> None:
    """Byte order marks, other encodings, odd line ends and what nobody reads cost nothing."""
    save("odd", content)
    done = ozlint("check", "odd", "--select", "OZ101", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, report["findings"]) == (0, [])
    assert (report["summary"]["postings"], report["summary"]["undecodable"]) == (2, 0)


def test_a_number_too_large_costs_its_record(ozlint: Ozlint, save: Save) -> None:
    """1e999 in a field that a rule reads is told, and the record beside it is judged; nothing overflows."""
    big = record(2, ', "products": [{"quantity": 1e999}]')
    save("big", lines(record(1), big))
    save("own/ACME001-many.yaml", MANY)
    done = ozlint("check", "big", "--rules", "own", "--select", "ACME001", "--format", "json")
    report = json.loads(done.out)
    assert [(finding["rule"], finding["posting_number"]) for finding in report["findings"]] == [
        ("OZ001", "12345678-0002-1")
    ]
    assert (done.code, report["summary"]["postings"]) == (1, 1)


MANY = """\
id: ACME001
name: many
title: {en: Many pieces, ru: Много штук}
severity: error
profile: recommended
tags: [acme]
since: 0.1.0
subject: posting
forbid: any(p.quantity > 100 for p in products)
message: {en: "{posting_number} has many", ru: "{posting_number}: много"}
why: {en: Heavy., ru: Тяжело.}
fix: {en: Split., ru: Разделите.}
references:
  - {source: Our own backs, checked: 2026-11-02}
examples:
  bad: [{posting: {posting_number: "12345678-0001-1", products: [{quantity: 101}]}}]
  good: [{posting: {posting_number: "12345678-0001-1", products: [{quantity: 1}]}}]
  not_evaluated: [{posting: {posting_number: "12345678-0001-1"}}]
"""


@pytest.mark.parametrize("twice", ["", "1587700001"], ids=["the last one is empty", "the last one is a number"])
def test_of_a_key_given_twice_the_last_one_counts(ozlint: Ozlint, save: Save, posting: Build, twice: str) -> None:
    """JSON with a key twice means what its last value says, as most readers take it."""
    first = json.dumps(posting(tracking_number="" if twice else "1587700001"))
    save("twice", first.removesuffix("}") + f', "tracking_number": "{twice}"}}')
    done = ozlint("check", "twice", "--select", "OZ101")
    assert done.code == (0 if twice else 1)


def test_a_line_of_a_hundred_megabytes_is_read(ozlint: Ozlint, save: Save, sound: str) -> None:
    """One posting of 100 MB on one line, and the line after it, are read like any other."""
    with save("long.ndjson", "").open("wb") as file:
        file.write(record(1, ', "x": "' + "y" * 100_000_000 + '"') + b"\n" + record(2) + b"\n")
    done = ozlint("check", "long.ndjson", sound, "--select", "OZ101", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert [(entry["postings"], entry["undecodable"]) for entry in report["inputs"]] == [(2, 0), (1, 0)]


def test_a_file_that_vanishes_is_told(ozlint: Ozlint, save: Save, sound: str, tmp_path: Path) -> None:
    """A file listed in a folder and gone when it is opened is exit 3; the others are read.

    A link that leads nowhere is such a file every time: its folder lists it, and opening it fails.
    """
    save("answers/first.json", [json.loads(record(1))])
    (tmp_path / "answers" / "gone.json").symlink_to("moved-away.json")
    done = ozlint("check", "answers", sound, "--select", "OZ101")
    assert (done.code, done.err) == (3, "")
    assert re.search(r"answers/gone\.json +not read: why is said at the end\n", done.out)
    assert re.search(r"\n  answers/gone\.json: .* gone", done.out)
    assert re.search(r"answers/first\.json +json: .* 1 posting", done.out)
    assert HERE in done.out


def without_rights() -> None:
    """Let the process about to start obey the rights of files, though root starts it: take two powers from it."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(24, power, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
                os._exit(77)


@pytest.mark.skipif(
    sys.platform != "linux" and os.getuid() == 0, reason="root reads everything; only Linux lets it give that up"
)
def test_a_file_that_may_not_be_read_is_told(ozlint: Ozlint, save: Save, sound: str) -> None:
    """A file without the right to read it is exit 3 and says so; the others are read."""
    save("secret.json", "[]").chmod(0)
    done = ozlint("check", "secret.json", sound, "--select", "OZ101", before=without_rights)
    if done.code == 77:
        pytest.skip("this root may not give up its power to read everything")
    assert (done.code, done.err) == (3, "")
    assert "no permission to read it" in done.out
    assert HERE in done.out


def test_a_folder_that_may_not_be_read_is_told(ozlint: Ozlint, save: Save, sound: str, tmp_path: Path) -> None:
    """A folder without the right to list it is exit 3 and says so; the others are read."""
    save("secret/page.json", "[]")
    (tmp_path / "secret").chmod(0)
    done = ozlint("check", "secret", sound, "--select", "OZ101", before=without_rights)
    (tmp_path / "secret").chmod(0o700)
    if done.code == 77:
        pytest.skip("this root may not give up its power to read everything")
    assert (done.code, done.err) == (3, "")
    assert "no permission" in done.out
    assert HERE in done.out


def test_what_postings_say_cannot_drive_the_terminal(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """Control characters inside a posting do not reach the output as they are."""
    save("evil.json", [posting(tracking_number="\x1b]0;owned\x07\x1b[31m 1", substatus="a\nb\rc\u202e")])
    done = ozlint("check", "evil.json", "--profile", "pedantic", "--verbose")
    assert not set(done.out) & {"\x1b", "\x07", "\r", "\u202e"}
