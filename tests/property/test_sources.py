"""Reading never fails with anything but a SourceError, whatever the bytes; what is whole is never lost."""

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ozlint.errors import SourceError
from ozlint.model.fields import posting_fields
from ozlint.model.record import Page, Undecodable
from ozlint.sources import Opened, PostingDecoder, open_sources

POSTING = {
    "posting_number": "12345678-0001-1",
    "order_id": 680420041,
    "status": "delivering",
    "substatus": "posting_on_way_to_city",
    "tracking_number": "10944022440321",
    "available_actions": ["cancel", "non_int_delivered"],
    "delivery_method": {"id": 21321684811000, "tpl_provider": 'СДЭК "Экспресс"', "warehouse": "Склад {1}"},
    "shipment_date": "2026-05-18T12:00:00Z",
    "requirements": {"products_requiring_gtd": [1695134284], "products_requiring_country": None},
    "products": [{"sku": 358924380, "name": "Кофе \U0001f600, 250 г", "quantity": 1, "price": {"amount": "1390.00"}}],
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    ["posting_number", "status", "result", "postings", "posting", "has_next", "products", "order_id"]
)
near_misses = st.recursive(
    json_values | st.just(POSTING),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


@cache
def decoder() -> PostingDecoder:
    """Return the decoder of every field."""
    return PostingDecoder(posting_fields())


def numbered(count: int) -> list[dict[str, Any]]:
    """Return postings that differ in their numbers."""
    return [{**POSTING, "posting_number": f"{10000000 + at}-0001-1"} for at in range(count)]


def as_list(count: int) -> str:
    """Return a bare list on one line."""
    return json.dumps(numbered(count), ensure_ascii=False)


def as_page(count: int) -> str:
    """Return a pretty-printed answer."""
    return json.dumps({"result": {"postings": numbered(count), "has_next": True}}, ensure_ascii=False, indent=1)


def as_lines(count: int) -> str:
    """Return a posting a line."""
    return "".join(json.dumps(posting, ensure_ascii=False) + "\n" for posting in numbered(count))


def as_pages(count: int) -> str:
    """Return an answer a line."""
    page = json.dumps({"postings": numbered(count), "has_next": False, "cursor": ""}, ensure_ascii=False)
    return f"{page}\n{page}\n"


layouts = st.sampled_from([as_list, as_page, as_lines, as_pages])


def opened(data: bytes, input_format: str = "auto") -> tuple[TemporaryDirectory[str], Opened]:
    """Return the bytes as an opened input, and the folder that holds it."""
    folder = TemporaryDirectory()
    Path(folder.name, "data").write_bytes(data)
    return folder, open_sources(["data"], stdin=io.BytesIO(), input_format=input_format, cwd=Path(folder.name))


def read_all(data: bytes, input_format: str = "auto") -> tuple[list[str], int]:
    """Read everything three ways and return the posting numbers and how much could not be read."""
    folder, inputs = opened(data, input_format)
    found: list[str] = []
    faults = len(inputs.problems)
    with folder:
        for source in inputs.sources:
            try:
                items = list(source.read(decoder()))
            except SourceError:
                faults += 1
                continue
            records = [item for item in items if isinstance(item, tuple)]
            faults += sum(isinstance(item, Undecodable) for item in items)
            addresses = sorted(item[0] if isinstance(item, tuple) else item.address for item in items)
            assert set(source.places(addresses)) == set(addresses)
            assert list(source.reread([address for address, _ in records], decoder())) == records
            assert all(isinstance(item, (tuple, Page, Undecodable)) for item in items)
            found += [record.posting_number for _, record in records]
    return found, faults


@given(near_misses, st.sampled_from(["auto", "json", "ndjson"]))
def test_any_json_document_is_read_or_refused(value: object, input_format: str) -> None:
    """A JSON document of any shape is read, reported or refused, and never raises anything else."""
    read_all(json.dumps(value).encode("utf-8", "replace"), input_format)


@example(b"\xff\xfe{", "auto")
@given(st.binary(max_size=300), st.sampled_from(["auto", "json", "ndjson"]))
def test_any_bytes_are_read_or_refused(data: bytes, input_format: str) -> None:
    """Any bytes at all are read, reported or refused."""
    read_all(data, input_format)


@given(layouts, st.integers(0, 6), st.data())
def test_a_cut_file_keeps_every_posting_before_the_cut(
    layout: Callable[[int], str], count: int, data: st.DataObject
) -> None:
    """Cut anywhere, a file still gives every posting that ends before the cut, and the cut is reported."""
    whole = layout(count).encode()
    at = data.draw(st.integers(0, len(whole)))
    found, faults = read_all(whole[:at])
    every = read_all(whole)[0]
    assert found == every[: len(found)]
    ends = [end for end in _ends(whole) if end <= at]
    assert len(found) == len(ends)
    # A file of lines that ends with a line says nothing of the lines after it.
    is_whole = at >= len(whole.rstrip()) or (layout in (as_lines, as_pages) and b"\n" in whole[at - 1 : at + 1])
    if at == 0 or not is_whole:
        assert faults


def check_damage(whole: bytes, damaged: bytes, at: int) -> None:
    """Check that damage at one place costs no posting but the one it is in, or that the whole input is refused."""
    ends = _ends(whole)
    starts = [0, *ends[:-1]]
    every = read_all(whole)[0]
    untouched = [number for number, start, end in zip(every, starts, ends, strict=True) if not start <= at <= end]
    found, faults = read_all(damaged)
    if found:
        assert set(untouched) <= set(found)
        assert faults or len(found) >= len(every)
    else:
        assert faults or not every


def _ends(whole: bytes) -> list[int]:
    """Return where each posting ends: every one ends with the same members."""
    text, ends, at = whole, [], 0
    while (at := text.find(b'"1390.00"', at)) >= 0:
        at = text.index(b"}", text.index(b"]", at)) + 1
        ends.append(at)
    return ends


@given(layouts, st.integers(2, 5), st.data())
def test_a_flipped_byte_costs_at_most_its_own_posting(
    layout: Callable[[int], str], count: int, data: st.DataObject
) -> None:
    """One byte changed anywhere loses at most the postings it touches, and never raises."""
    whole = layout(count).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    check_damage(whole, whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :], at)


@given(layouts, st.integers(2, 5), st.data())
def test_an_inserted_piece_never_raises(layout: Callable[[int], str], count: int, data: st.DataObject) -> None:
    """A piece of JSON syntax put in anywhere is reported or harmless, and never raises."""
    whole = layout(count).encode()
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(
        st.sampled_from([b'"', b"{", b"}", b"[", b"]", b",", b"\n", b"\0", b"\xff", b"\\", b"\\ud83d", b"1e999"])
    )
    check_damage(whole, whole[:at] + piece + whole[at:], at)
