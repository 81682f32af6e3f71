"""What the files of a run held, put together from what the tasks say of their parts."""

from math import nan

from ozlint.model.record import Closing
from ozlint.model.text import Text
from ozlint.spark.files import File
from ozlint.spark.heads import Fault
from ozlint.spark.parts import Parts
from ozlint.spark.rows import Part

FAULT = Fault(Text("this is none", "это не то"))


def part(file: int, block: int = 0, *, rank: int = 0, **more: object) -> Part:
    """What a task says of a part of a file."""
    return Part(rank=rank, file=file, block=block, seq=block, **more)  # type: ignore[arg-type]


def text(name: str, **more: object) -> File:
    """A file of lines."""
    return File(name, f"file:/{name}", is_text=True, **more)  # type: ignore[arg-type]


def test_a_file_is_cut_off_only_where_it_ends() -> None:
    """A line that breaks off where a part ends is a line in the middle of the file."""
    parts = [part(0, 9, records=1), part(0, 0, lost=1, cut_off=True), part(1, 0, lost=1, records=1, cut_off=True)]
    counts = Parts(parts, [[text("a"), text("b")], []]).counts()
    assert [(one.path, one.cut_off, one.undecodable) for one in counts] == [("a", False, 1), ("b", True, 1)]


def test_an_answer_is_unpaged_by_its_own_file() -> None:
    """Of which the last page tells, unless a later file of the same folder goes on."""
    parts = [
        part(0, pages=1, records=1, more_expected=True, family="fbs"),
        part(1, pages=1, records=1, more_expected=True, family="fbs"),
        part(2, pages=1, records=1, more_expected=False, family="fbs"),
    ]
    counts = Parts(parts, [[text("x/a"), text("y/a"), text("y/b")], []]).counts()
    assert [one.more_expected for one in counts] == [True, False, False]


def test_files_without_postings_are_told() -> None:
    """An empty one, and one that is something else; what its manifest knows to be empty is none of them."""
    empty = text("known", closing=Closing(is_whole=True), is_empty=True)
    files = [text("empty"), empty, text("other"), text("odd")]
    parts = Parts([part(2, lost=3, fault=FAULT), part(3, lost=1, records=1, fault=FAULT)], [files, []])
    assert [(one.path, one.text.en) for one in parts.unreadable()] == [
        ("empty", "the file is empty"),
        ("other", "this is none"),
    ]
    assert [one.path for one in parts.counts()] == ["known", "odd"]
    assert sum(one.lost for one in parts.each) == 1


def test_other_inputs_are_told_by_file_too() -> None:
    """With their part in the run, and as incomplete where they are cut off."""
    files = [[], [text("events"), text("none")], [File("lake", taken_at=None)]]
    said = [part(0, rank=1, records=2, lost=1, cut_off=True), part(0, rank=2, records=4)]
    parts = Parts(said, files)
    assert [(one.path, one.role) for one in parts.unreadable()] == [("none", "tracking")]
    assert [(one.source.path, one.role, one.records, one.cut_off) for one in parts.held()] == [
        ("events", "tracking", 2, True),
        ("lake", "previous", 4, False),
    ]


def test_when_a_file_was_fetched() -> None:
    """NaN where nobody says."""
    assert text("a", taken_at="1970-01-01T00:01:00Z").fetched_at == 60.0
    assert str(text("a").fetched_at) == str(nan)
