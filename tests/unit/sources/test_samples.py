"""Every sample that holds postings is read with nothing undecodable, every other one is refused."""

import io
from pathlib import Path

import pytest

from ozlint.model.fields import posting_fields
from ozlint.sources import PostingDecoder, open_sources

SAMPLES = Path(__file__).parents[4] / "shared" / "domain" / "samples"
HOLDING = {
    "002", "004", "006", "019", "021", "023", "025", "027", "029", "051", "052", "054", "055", "056", "061", "062",
    "064", "065", "066", "067", "101", "102", "104", "105", "106", "107", "118", "119", "132", "139", "141", "142",
}  # fmt: skip
EMPTY = {"141"}

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the shared samples are not at {SAMPLES}")


@needs_samples
def test_every_sample_that_holds_postings_is_read() -> None:
    """All fields demanded: nothing undecodable, each number unique in its file; the empty page gives none."""
    names = sorted(path.name for path in SAMPLES.glob("*.json") if path.name[:3] in HOLDING)
    opened = open_sources(names, stdin=io.BytesIO(), input_format="auto", cwd=SAMPLES)
    decode = PostingDecoder(posting_fields())
    assert {name[:3] for name in names} == HOLDING
    assert not opened.problems
    for source in opened.sources:
        items = list(source.read(decode))
        found = [item for item in items if isinstance(item, tuple)]
        assert all(isinstance(item, tuple) or hasattr(item, "has_next") for item in items), source.path
        assert bool(found) == (source.path[:3] not in EMPTY), source.path


@needs_samples
def test_every_other_sample_is_refused() -> None:
    """Requests, pushes, returns, cancellations, errors and answers to updates are no postings."""
    names = sorted(path.name for path in SAMPLES.glob("*.json") if path.name[:3] not in HOLDING)
    opened = open_sources(names, stdin=io.BytesIO(), input_format="auto", cwd=SAMPLES)
    assert [source.path for source in opened.sources] == []
    assert len(opened.problems) == len(names)
