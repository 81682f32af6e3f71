"""A file read in stretches gives what it gives in one piece."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ozlint.model.fields import posting_fields
from ozlint.model.record import Undecodable
from ozlint.sources.content import BUFFER, Content
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.lines import Lines
from ozlint.sources.stretches import stretches

DECODE = PostingDecoder(posting_fields())
POSTING = '{"posting_number": "12345678-0001-1", "status": "delivering"}'
BOTH = '{"posting_number": "7-7-7", "status": "delivering", "postings": [], "has_next": false}'
"""An answer that is read as a posting where the line before it is none."""
LINES = (
    BOTH, POSTING, f" {POSTING}", f"\ufeff{POSTING}", f'{{"postings": [{POSTING}, {POSTING}], "has_next": true}}',
    '{"postings": [], "has_next": false}', "", " ", "no JSON", "[]", "{}", '{"posting_number": "1-0001-1", "stat',
    '{"posting_number": null, "status": "delivered"}',
)  # fmt: skip


def lines(path: Path) -> Lines:
    """A file of lines."""
    return Lines("a", "ndjson", Content("a", path))


def items(source: Lines) -> list[Any]:
    """What a source gives, in a form that can be compared."""
    return [(item[0], item[1].posting_number) if type(item) is tuple else item for item in source.read(DECODE)]


def apart(path: Path, pieces: int) -> Iterator[Lines]:
    """The stretches of a file: they must follow one another."""
    found = stretches(lines(path), pieces, DECODE)
    assert [one.begin for one in found[1:]] == [one.end for one in found[:-1]]
    assert (found[0].begin, found[-1].end) == (0, None)
    yield from found


@example(texts=[BOTH, f" {POSTING}"] * 6, end="\n", last="", pieces=30)
@example(texts=['{"postings": [], "has_next": false}', *[BOTH] * 9], end="\n", last="", pieces=30)
@given(
    texts=st.lists(st.sampled_from(LINES), max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
    last=st.sampled_from(["", "\n", "\n \n"]),
    pieces=st.integers(2, 30),
)
def test_stretches_give_what_the_file_gives(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], end: str, last: str, pieces: int
) -> None:
    """Postings, answers, and lines that cannot be read, with their addresses, wherever the file is cut."""
    path = tmp_path_factory.getbasetemp() / "stretches.ndjson"
    path.write_bytes((end.join(texts) + last).encode())
    whole = lines(path)
    expected = items(whole)
    cut = list(apart(path, pieces))
    assert [item for one in cut for item in items(one)] == expected
    assert [start for one in cut for start in one.starts] == list(whole.starts)


def test_a_file_is_cut_where_it_can_be(tmp_path: Path) -> None:
    """Into pieces of about the same size, between lines."""
    path = tmp_path / "a.ndjson"
    path.write_text(f"{POSTING}\n" * 1000, encoding="utf-8")
    sizes = [(one.end or path.stat().st_size) - one.begin for one in apart(path, 4)]
    assert len(sizes) == 4
    assert max(sizes) - min(sizes) < 5 * len(POSTING)


def test_what_follows_a_cut_off_line_is_looked_for_alike(tmp_path: Path) -> None:
    """Whether a line is the last one is told by what has been read ahead, which stretches do in the same pieces."""
    path = tmp_path / "a.ndjson"
    before, cut_off = f"{POSTING}\n" * 9, '{"posting_number": "1-0001-1", "stat\n'
    gap = BUFFER - len(before) - len(cut_off) + 10
    path.write_text(f"{before}{cut_off}{' ' * gap}\n{POSTING}\n", encoding="utf-8")
    begin = len(POSTING) + 1
    stretch = msgspec.structs.replace(lines(path), begin=begin)
    assert items(stretch) == [item for item in items(lines(path)) if type(item) is not tuple or item[0] >= begin]
    assert any(item.cut_off for item in items(stretch) if isinstance(item, Undecodable))


def test_what_is_packed_is_not_cut(tmp_path: Path) -> None:
    """One cannot go to a place in it."""
    import gzip

    path = tmp_path / "a.ndjson.gz"
    path.write_bytes(gzip.compress(f"{POSTING}\n".encode() * 100))
    source = Lines("a", "ndjson", Content("a", path, is_gzip=True))
    assert [(one.begin, one.end) for one in stretches(source, 4, DECODE)] == [(0, None)]
    assert json.loads(POSTING)["posting_number"] == items(source)[0][1]
