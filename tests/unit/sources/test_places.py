"""Where a posting stands: line, column in characters, pointer; in every layout and packing."""

import codecs
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
Seen = Any

POSTINGS = [{"posting_number": f"{at}-1-1", "status": "доставляется", "name": "Кофе 😀\nмолотый"} for at in range(3)]
PAGE = {"result": {"postings": POSTINGS, "has_next": False}}


def placed(seen: Seen) -> list[tuple[int, int, str]]:
    """Return line, column and pointer of the postings."""
    return [(place.line, place.column, place.pointer) for place in seen.places[: len(seen.numbers)]]


def expected(text: str) -> list[tuple[int, int]]:
    """Return line and column of each posting, counted in the text as an editor shows it."""
    places = []
    for at in range(3):
        before = text[: text.rindex("{", 0, text.index(f'"{at}-1-1"'))]
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    return places


TEXTS = {
    "minified": json.dumps(PAGE, ensure_ascii=False, separators=(",", ":")),
    "pretty": json.dumps(PAGE, ensure_ascii=False, indent=4),
    "lines": "\n".join(json.dumps(posting, ensure_ascii=False) for posting in POSTINGS) + "\n",
    "indented lines": "\n\n  ".join(json.dumps(posting, ensure_ascii=False) for posting in POSTINGS),
}
POINTERS = {"minified": "/result/postings/{}", "pretty": "/result/postings/{}"}


@pytest.mark.parametrize("layout", TEXTS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
def test_the_place_is_where_an_editor_shows_it(
    read: Read, layout: str, ending: str, mark: bytes, pack: Callable[[bytes], bytes]
) -> None:
    """Line and column are right for every layout, line ending, BOM and packing, with Cyrillic and emoji before them."""
    text = TEXTS[layout].replace("\n", ending)
    seen = read(pack(mark + text.encode()))
    pointer = POINTERS.get(layout, "")
    places = expected(text)
    if "lines" in layout:
        # The record is the line.
        places = [(line, 1) for line, _ in places]
    assert placed(seen) == [(line, column, pointer.format(at)) for at, (line, column) in enumerate(places)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_read(read: Read, encoding: str) -> None:
    """UTF-16 and UTF-32, with and without a BOM, are read as if they were UTF-8."""
    seen = read(TEXTS["pretty"].encode(encoding))
    assert [(line, column) for line, column, _ in placed(seen)] == expected(TEXTS["pretty"])


def test_an_address_is_the_byte_of_the_record(read: Read) -> None:
    """The address of a posting is its offset in the decompressed content, a BOM included."""
    for data in (codecs.BOM_UTF8 + TEXTS["pretty"].encode(), TEXTS["minified"].encode()):
        for packed in (data, gzip.compress(data)):
            addresses = [item[0] for item in read(packed).items if isinstance(item, tuple)]
            assert [data[address : address + 2] for address in addresses] in ([b'{"'] * 3, [b"{\n"] * 3)
            assert addresses == [data.rindex(b"{", 0, data.index(b'"%d-1-1"' % at)) for at in range(3)]


def test_only_what_is_asked_is_worked_out(read: Read) -> None:
    """Places are given for the asked addresses and no others; nothing asked, nothing read."""
    seen = read(TEXTS["minified"])
    addresses = [item[0] for item in seen.items if isinstance(item, tuple)]
    assert list(seen.source.places(addresses[1:2])) == addresses[1:2]
    assert seen.source.places([]) == {}


def test_postings_are_reread_one_by_one(read: Read) -> None:
    """Any subset can be read again, also out of an archive and behind a long posting."""
    from ozlint.sources import PostingDecoder

    lines = [{**posting, "filler": "x" * 300_000 * at} for at, posting in enumerate(POSTINGS)]
    text = "\n".join(json.dumps(line) for line in lines)
    for data in (text.encode(), gzip.compress(text.encode()), f"[{text.replace(chr(10), ',')}]".encode()):
        seen = read(data)
        addresses = [item[0] for item in seen.items if isinstance(item, tuple)]
        again = list(seen.source.reread(addresses[::2], PostingDecoder(["status"])))
        assert [(address, record.posting_number) for address, record in again] == [
            (addresses[0], "0-1-1"),
            (addresses[2], "2-1-1"),
        ]
