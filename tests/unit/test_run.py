"""A run: an input that fails on the way is told, and nothing else is lost."""

import json
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from ozlint.config.config import Config, Output
from ozlint.config.moment import read_moment
from ozlint.input import Input
from ozlint.model.timeline import TimelineEvent
from ozlint.reporters.options import WITH_TIMELINES, Options
from ozlint.reporters.table import FORMATS
from ozlint.rulebooks import load_rulebook
from ozlint.run import check, judge
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources
from ozlint.triage.unreadable import Unreadable

BAD = {
    "posting_number": "12345678-0001-1",
    "status": "delivering",
    "tpl_integration_type": "non_integrated",
    "tracking_number": "",
}
CONFIG = Config(inputs=("a.json", "b.ndjson"), now=read_moment("2026-11-22T09:00:00Z", "at"))


class Vanishing(Input, frozen=True):
    """An input whose file is deleted as soon as it was read to its end."""

    def read(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 - as Input
        """Yield what there is, then delete the file."""
        yield from super().read()
        Path(self.source.content.origin).unlink()  # type: ignore[attr-defined]


def test_a_file_that_vanishes_takes_nothing_with_it(tmp_path: Path) -> None:
    """The findings of a file that is gone when lines are looked up are still reported, and that it is gone is told."""
    (tmp_path / "a.json").write_text(json.dumps([BAD]), encoding="utf-8")
    (source,) = open_sources(["a.json"], stdin=BytesIO(), input_format="auto", cwd=tmp_path).sources
    unreadable: list[Unreadable] = []
    vanishing = Vanishing(source, PostingDecoder(()), unreadable)
    (address, _), *_ = [item for item in vanishing.read() if isinstance(item, tuple)]
    assert list(vanishing.reread([address])) == []
    assert vanishing.places([address])[address].path == "a.json"
    assert [one.path for one in unreadable] == ["a.json"]


def test_what_cannot_be_opened_loses_no_other_input(tmp_path: Path) -> None:
    """A missing file is reported with the code 3; the postings of the other are judged."""
    (tmp_path / "b.ndjson").write_text(json.dumps(BAD), encoding="utf-8")
    report = check(CONFIG, BytesIO(), tmp_path)
    assert [finding.rule for finding in report.findings] == ["OZ101"]
    assert [(one.path, one.error is None) for one in report.inputs] == [("b.ndjson", True), ("a.json", False)]
    assert (report.exit_code, report.summary.unreadable_inputs) == (3, 1)


def test_rules_are_loaded_before_anything_is_read(tmp_path: Path) -> None:
    """A run with sources at hand needs no files: rules, then judging, are steps of their own."""
    rulebook = load_rulebook(CONFIG, tmp_path)
    report = judge(CONFIG, rulebook, [])
    assert [rule.id for rule in report.rules] == [rule.id for rule in rulebook.rules]
    assert report.exit_code == 3


@pytest.mark.parametrize("name", FORMATS)
def test_timelines_are_worked_out_for_the_formats_that_show_them(name: str, tmp_path: Path) -> None:
    """What happened to a posting is asked of other inputs only where a report has room for it."""
    (tmp_path / "b.json").write_text(json.dumps([BAD]), encoding="utf-8")
    events = f"posting_number;carrier;phase;time\n{BAD['posting_number']};CDEK;accepted;2026-11-20T10:00:00Z\n"
    (tmp_path / "events.csv").write_text(events, encoding="utf-8")
    config = Config(inputs=("b.json",), now=CONFIG.now, tracking=("events.csv",), outputs=(Output(name, "r"),))
    report = check(config, BytesIO(), tmp_path)
    assert bool(report.timelines) is (name in WITH_TIMELINES)
    told = msgspec.structs.replace(report, timelines={"1-0001-1": (TimelineEvent(0.0, "carrier", "Вручен", "7"),)})
    written = FORMATS[name].write
    assert (list(written(told, Options())) != list(written(report, Options()))) is (name in WITH_TIMELINES)


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever watches is told now and then how many postings were read."""
    lines = (
        json.dumps({**BAD, "posting_number": f"12345678-{place:04}-1", "tracking_number": f"X{place}"})
        for place in range(9000)
    )
    (tmp_path / "b.ndjson").write_text("\n".join(lines), encoding="utf-8")
    told: list[int] = []
    check(Config(inputs=("b.ndjson",), now=CONFIG.now), BytesIO(), tmp_path, told.append)
    assert told == sorted(told)
    assert told
    assert told[-1] <= 9000
