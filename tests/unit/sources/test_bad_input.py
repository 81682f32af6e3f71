"""Damaged inputs: what is whole is read, what is lost is said, nothing raises."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from ozlint.sources import PostingDecoder

Read = Callable[..., Any]


def posting(at: int, **more: object) -> str:
    """Return a posting as one line of JSON."""
    return json.dumps({"posting_number": f"{at}-1-1", "status": "delivering", **more}, ensure_ascii=False)


def listed(*postings: str) -> str:
    """Return an answer with these postings."""
    return '{"result":{"postings":[' + ",".join(postings) + '],"has_next":true}}'


def test_a_truncated_document_keeps_what_is_whole(read: Read) -> None:
    """A document cut in a posting gives every posting before it, and one report with the number and the words."""
    whole = listed(posting(1), posting(2, products=[{"sku": 1}]), posting(3, name="x" * 50))
    seen = read(whole[: whole.index("xxxxx") + 9])
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert [spoiled.posting_number for spoiled in seen.spoiled] == ["3-1-1"]
    assert seen.spoiled[0].reason.en.startswith("the record ends in the middle: the file was probably cut off")
    assert seen.spoiled[0].reason.ru == "запись обрывается на середине: похоже, файл не дописан"
    assert [(page.postings, page.has_next) for page in seen.pages] == [(3, None)]
    assert [place.pointer for place in seen.places[:3]] == [f"/result/postings/{at}" for at in range(3)]


@pytest.mark.parametrize("end", ["", ",", "]", '],"has_next":tru', '],"has_next":true', '],"has_next":true}'])
def test_a_document_cut_between_postings_is_reported(read: Read, end: str) -> None:
    """No posting is lost, but what may have followed is: that is said once."""
    seen = read('{"result":{"postings":[' + posting(1) + "," + posting(2) + end)
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert len(seen.spoiled) == 1
    assert seen.spoiled[0].posting_number is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"status"', '"status', "is not valid JSON"),
        ('"delivering"', '"deliv"ering"', "a comma or } is missing"),
        ('"delivering"', '"delivering', "is not valid JSON"),
        ('"delivering"', "None", "a character that does not belong here"),
        ('"delivering"', "NaN", "a character that does not belong here"),
        ('"delivering"', '"deliv\nering"', "a character that does not belong here"),
        ('"delivering"', '"deliv\0ering"', "has zero bytes in it"),
        ('"delivering"}', '"delivering",}', "there is a comma before }"),
        ('"delivering"}', '"delivering"', "is not valid JSON"),
        ('"status":', '"status" ', "is missing"),
        ('"status":', "status:", "a key in quotes is expected"),
        ('"delivering"', "[" * 20_000 + "]" * 20_000, "nested too deeply"),
    ],
)
def test_a_broken_posting_costs_only_itself(read: Read, old: str, new: str, words: str) -> None:
    """Whatever is wrong in one posting, those around it are read, and the report says what it is."""
    broken = posting(2).replace(" ", "").replace(old, new)
    seen = read(listed(posting(1), broken, posting(3), posting(4)))
    assert seen.numbers == ["1-1-1", "3-1-1", "4-1-1"]
    assert [spoiled.posting_number for spoiled in seen.spoiled] == ["2-1-1"]
    assert words in seen.spoiled[0].reason.en
    assert seen.spoiled[0].reason.ru
    assert [place.pointer for place in seen.places[:4]] == [f"/result/postings/{at}" for at in range(4)]
    assert [page.has_next for page in seen.pages] == [True]


def test_two_broken_postings_in_a_row_are_two_reports(read: Read) -> None:
    """A broken posting does not hide the next broken one."""
    seen = read(listed(posting(1), posting(2)[:-1], posting(3)[:-1], posting(4)))
    assert seen.numbers == ["1-1-1", "4-1-1"]
    assert [spoiled.posting_number for spoiled in seen.spoiled] == ["2-1-1", "3-1-1"]


@pytest.mark.parametrize("between", [" ", "", "x", "}", ",,", '"a":1,', ", null x"])
def test_what_stands_between_two_postings_costs_neither(read: Read, between: str) -> None:
    """A missing comma or a stray piece loses no posting and is reported."""
    seen = read('{"postings":[' + posting(1) + between + posting(2) + "]}")
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert seen.spoiled


def test_a_broken_envelope_costs_no_posting(read: Read) -> None:
    """A fault before the list of postings does not hide them."""
    seen = read('{"count":tru,"postings":[' + posting(1) + "," + posting(2) + "]}")
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert len(seen.spoiled) == 1


def test_half_an_emoji_is_no_damage(read: Read) -> None:
    """A name cut in the middle of an emoji is valid JSON and is read."""
    half = posting(2, name="?").replace("?", "\\ud83d")
    for data in (listed(posting(1), half, posting(3)), f"{posting(1)}\n{half}\n{posting(3)}", half):
        seen = read(data)
        assert "2-1-1" in seen.numbers
        assert not seen.spoiled


def test_a_truncated_last_line(read: Read) -> None:
    """A line that was not written to its end is one report, with its number, on its line."""
    seen = read(f"{posting(1)}\n{posting(2)}\n{posting(3)[:-8]}")
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert [(spoiled.posting_number, spoiled.field) for spoiled in seen.spoiled] == [("3-1-1", "")]
    assert seen.spoiled[0].reason.en == "the line ends in the middle: the file was probably cut off while being written"
    assert seen.spoiled[0].reason.ru == "строка обрывается на середине: похоже, файл не дописан"
    assert [(place.line, place.column) for place in seen.places] == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize(
    "data",
    [
        listed(posting(1), posting(2))[:-30],
        listed(posting(1), posting(2))[: -len('],"has_next":true}}')],
        listed(posting(1), posting(2))[:-3],
        listed(posting(1), posting(2)[:-1], posting(3))[: -len(',"has_next":true}}')],
        listed(posting(1), posting(2)[:-1], posting(3))[: -len('],"has_next":true}}')],
        "[" + posting(1) + "," + posting(2),
        posting(1) + "\n" + posting(2)[:-8],
        posting(1) + "\n" + posting(2)[:-8] + "\n\n",
        posting(1) + '\n{"pos',
        posting(1) + "\n" + listed(posting(2), posting(3))[:-30],
        listed(posting(2), posting(3))[:-30] + "\n" + listed(posting(1)) + "\n",
        gzip.compress((posting(1) + "\n" + posting(2)).encode())[:-4],
        gzip.compress(listed(posting(1)).encode())[:-4],
        '{"postings":[' + posting(1) + "," + '{"posting_number":"2","a":{"b":"' * 30_000,
    ],
)
def test_an_input_that_is_cut_off_says_so(read: Read, data: str | bytes) -> None:
    """Where it is not known how many postings are lost, one report says that; what is whole is kept."""
    seen = read(data)
    assert "1-1-1" in seen.numbers
    assert [spoiled.cut_off for spoiled in seen.spoiled].count(True) >= 1


@pytest.mark.parametrize(
    "data",
    [
        listed(posting(1), posting(2)[:-1], posting(3)),
        listed(posting(1), posting(2)[:-1]),
        listed(posting(1), posting(2).replace(":", "", 1)),
        posting(2)[:-8] + "\n" + posting(1),
        posting(1) + "\n" + posting(2)[:-8] + "\n" + posting(3) + "\n",
        posting(1) + "\ngarbage",
        posting(1) + "\n" + posting(2, products={"sku": {}}),
        posting(1) + "\n" + listed(posting(2), posting(3)[:-1]) + "\n",
    ],
)
def test_a_lost_record_is_no_cut_off_input(read: Read, data: str) -> None:
    """A record that is lost by itself, a line of a script that was stopped and went on included, cuts nothing off."""
    seen = read(data)
    assert "1-1-1" in seen.numbers
    assert [spoiled.cut_off for spoiled in seen.spoiled] == [False]


def test_a_damaged_page_in_a_line_keeps_its_postings(read: Read) -> None:
    """The postings of a page on one line are saved like those of a document."""
    page = listed(posting(1), posting(2).replace(":", " "), posting(3))
    seen = read(f"{page}\n{page}\n")
    assert seen.numbers == ["1-1-1", "3-1-1", "1-1-1", "3-1-1"]
    assert [(place.line, place.pointer) for place in seen.places if place.pointer] == [
        (line, f"/result/postings/{at}") for line in (1, 2) for at in range(3)
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("garbage", "a character that does not belong here"),
        ("\0" * 40, "zero bytes"),
        ('{"posting_number":"9-1-1","status":"\xff"}', "UTF-8"),
        ("[" * 10_000, "nested too deeply"),
        ("7", "the line is no posting but a number"),
        ('{"code":8,"message":"rate limit","details":[]}', "an error that Ozon answered with, code 8: rate limit"),
    ],
)
def test_a_bad_line_costs_only_itself(read: Read, line: str, words: str) -> None:
    """Whatever a line is, the lines around it are read."""
    seen = read(f"{posting(1)}\n{line}\n{posting(2)}\n".encode("latin-1"))
    assert seen.numbers == ["1-1-1", "2-1-1"]
    assert len(seen.spoiled) == 1
    assert words in seen.spoiled[0].reason.en
    assert seen.places[1].line == 2


def test_a_damaged_first_line_does_not_make_it_a_document(read: Read) -> None:
    """NDJSON whose first line is broken is still NDJSON."""
    seen = read(f"{posting(1)[:-5]}\n{posting(2)}\n{posting(3)}\n")
    assert seen.format.startswith("ndjson")
    assert seen.numbers == ["2-1-1", "3-1-1"]
    assert len(seen.spoiled) == 1


def test_a_log_line_above_the_postings_is_reported(read: Read) -> None:
    """What a script printed before the postings is one bad line."""
    seen = read(f"fetching page 1\n{posting(1)}\n{posting(2)}\n")
    assert (seen.numbers, len(seen.spoiled)) == (["1-1-1", "2-1-1"], 1)


def test_a_number_out_of_range(read: Read) -> None:
    """1e999 spoils the record whose rule reads it, and none where nobody reads it."""
    data = listed(posting(1, volume_weight=0).replace(" 0}", " 1e999}"), posting(2))
    assert read(data).numbers == ["1-1-1", "2-1-1"]
    seen = read(data, paths=["volume_weight"])
    assert seen.numbers == ["2-1-1"]
    assert (seen.spoiled[0].field, seen.spoiled[0].reason.ru) == ("volume_weight", "число слишком большое")


def test_an_undecodable_record_has_a_stable_digest(read: Read) -> None:
    """The digest is of the record's bytes alone: it does not change with the place in the file."""
    bad = posting(2, products={"sku": {}})
    first, second = read(f"{posting(1)}\n{bad}\n"), read(listed(bad, posting(1)))
    assert first.spoiled[0].digest == second.spoiled[0].digest
    assert len(first.spoiled[0].digest) == 16


@pytest.mark.parametrize("data", [b"", b"  \n\n\t ", b"\xef\xbb\xbf", gzip.compress(b"")])
def test_an_empty_file_is_named(read: Read, data: bytes) -> None:
    """Nothing, white space or a BOM alone."""
    assert "empty" in read(data).problem.text.en


@pytest.mark.parametrize(
    ("data", "en", "ru"),
    [
        ("<!DOCTYPE html><html><body>502</body></html>", "a web page, not an API answer", "веб-страница"),
        ("\n <html>", "a web page, not an API answer", "веб-страница"),
        ('<?xml version="1.0"?><a/>', "XML", "XML"),
        ("PK\x03\x04rest", "the workbook is damaged", "книга повреждена"),
        ("Дата;Сумма\n1;2\n", "none of its columns has a name that is known", "похоже на таблицу"),
        ("Номер заказа;Номер отправления\n1;2\n", "a table without the status", "таблица без статуса"),
        ("BZh91AY", "a bzip2 file: unpack it first", "сначала распакуйте"),
        ('HTTP/2 200\r\ncontent-type: application/json\r\n\r\n{"result":[]}', "with its headers", "с заголовками"),
        ("\0" * 100, "zero bytes", "нулевые байты"),
        ("hello", "this is not JSON", "это не JSON"),
        ("{", "no postings could be made out: the record ends in the middle", "отправлений не разобрать"),
        ("[" * 100_000, "nested too deeply", "вложенность"),
        ('{"a":' * 100_000, "nested too deeply", "вложенность"),
        ("123", "this is JSON, but no postings: a number", "это JSON, но не отправления: число"),
        ('"abc"', "this is JSON, but no postings: text", "это JSON, но не отправления: текст"),
        ("null\n", "this is JSON, but no postings: null", "это JSON, но не отправления: null"),
        ("\x05;\x17,\x02,\t", "this is binary data, not JSON", "это двоичные данные, а не JSON"),
    ],
)
def test_what_is_no_json_is_named(read: Read, data: str, en: str, ru: str) -> None:
    """A file of another kind is refused by its name, with what to do."""
    problem = read(data).problem
    assert en in problem.text.en
    assert ru in problem.text.ru


def test_a_damaged_archive_keeps_what_came_before(read: Read) -> None:
    """A cut archive gives the lines before the cut, and says that the rest is lost."""
    import random

    shuffled = random.Random(1)  # noqa: S311 - only to make it hard to compress
    lines = [posting(at, tracking_number=str(shuffled.getrandbits(200))) for at in range(2000)]
    packed = gzip.compress("\n".join(lines).encode())
    for damaged in (packed[: len(packed) // 2], packed[:-4], packed[:-8] + b"12345678"):
        seen = read(damaged)
        assert len(seen.numbers) > 800
        assert seen.numbers == [f"{at}-1-1" for at in range(len(seen.numbers))]
        assert "gzip archive is damaged" in seen.spoiled[-1].reason.en
    seen = read(gzip.compress(listed(*lines).encode())[:-20_000])
    assert len(seen.numbers) > 800
    assert "gzip archive is damaged" in seen.spoiled[-1].reason.en


def test_an_archive_that_is_none(read: Read) -> None:
    """The two first bytes of gzip and then nothing that can be unpacked."""
    assert "damaged or empty" in read(b"\x1f\x8bnothing").problem.text.en


def test_a_long_line_is_read_in_constant_time_per_byte(read: Read) -> None:
    """Thirty megabytes on one line: a page of them, one posting of them, and the same cut off."""
    filler = "x" * 30_000_000
    assert read(posting(1, name=filler)).numbers == ["1-1-1"]
    assert read(posting(1, name=filler) + "\n" + posting(2)).numbers == ["1-1-1", "2-1-1"]
    seen = read(posting(1) + "\n" + posting(2, name=filler)[:-100])
    assert (seen.numbers, seen.spoiled[0].posting_number) == (["1-1-1"], "2-1-1")


def test_hostile_nesting_is_given_up_in_time(read: Read) -> None:
    """Input made to be searched over and over is given up with words, after a bounded effort."""
    hostile = '{"postings":[' + posting(1) + "," + '{"posting_number":"2","a":{"b":"' * 20_000
    seen = read(hostile)
    assert seen.numbers == ["1-1-1"]
    assert seen.spoiled


def test_lines_are_read_in_constant_memory(read: Read) -> None:
    """Twenty megabytes of lines take no more than a few buffers."""
    seen = read((posting(1, name="x" * 2000) + "\n") * 10_000)
    decoder = PostingDecoder([])
    tracemalloc.start()
    count = sum(1 for _ in seen.source.read(decoder))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 4_000_000


def test_a_large_document_without_postings_is_refused_when_read(read: Read) -> None:
    """What shows only beyond the first look is said while reading, in the same words."""
    seen = read(json.dumps([{"return_id": at, "posting_number": "1", "status": "x" * 200} for at in range(2000)]))
    assert seen.format == "json"
    assert "a list of 2000, the first one is a return" in seen.problem.text.en


def test_a_large_archive_of_pages_is_recognised(read: Read) -> None:
    """Pages longer than the first look, one a line, packed: NDJSON all the same."""
    page = listed(*(posting(at, shipment_date="x" * 2000) for at in range(300)))
    seen = read(gzip.compress(f"{page}\n{page}\n".encode()))
    assert seen.format.startswith("ndjson")
    assert len(seen.numbers) == 600
    assert read(page).format == "json: /v3/posting/fbs/list"
