"""docs/tracking.md says what is so: its tables name all there is, its samples are read."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ozlint.model.tracking import PHASES
from ozlint.ozon.notifications import notification_types
from ozlint.sources.notifications import open_notifications
from ozlint.sources.tracking.carrier_map import read_carrier_map
from ozlint.sources.tracking.event_columns import COLUMNS, event_column
from tracked import track

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "tracking.md").read_text(encoding="utf-8")
DATES = {"date", "time"}


def table(head: str) -> list[list[str]]:
    """The rows of the table whose head begins so."""
    rows = PAGE.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row.strip("|").split(" | ")] for row in rows]


def samples(kind: str) -> Iterator[str]:
    """The fenced blocks of a kind."""
    yield from re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def test_phases() -> None:
    """The table has every phase, in order."""
    assert tuple(name for name, _ in table("phase")) == PHASES


def test_types() -> None:
    """The table has every type of notification with its meaning, in order."""
    assert table("type") == [[kind.name, kind.meaning.en] for kind in notification_types()]


def test_columns() -> None:
    """The table has every column, and each other name of it means it."""
    rows = table("column")
    assert {name for name, _, _ in rows} == set(COLUMNS) - {"date"}
    for name, _, others in rows:
        for other in others.split(", "):
            assert event_column(other) == name or {event_column(other), name} == DATES


@pytest.mark.parametrize("sample", [*samples("json"), *samples("csv"), next(samples("ndjson"))])
def test_samples_of_events(sample: str) -> None:
    """Each sample gives two events whose phases are known."""
    tracked = track(sample)
    assert [event.phase == "unknown" for event in tracked.events] == [False, False]
    assert not tracked.spoiled


def test_sample_of_a_map() -> None:
    """The sample of a carrier map is one."""
    (sample,) = samples("yaml")
    assert len(read_carrier_map(sample, "map.yaml").phases) == sample.count(": ")


def test_sample_of_a_log(tmp_path: Path) -> None:
    """The sample of a log has three notifications, the second of which was answered as Ozon wants."""
    (tmp_path / "log").write_text(list(samples("ndjson"))[1], encoding="utf-8")
    (log,) = open_notifications(["log"], stdin=io.BytesIO(), cwd=tmp_path).logs
    found = [item[1] for item in log.read() if isinstance(item, tuple)]
    assert [one.type for one in found] == ["TYPE_STATE_CHANGED", "TYPE_PING", "TYPE_CUTOFF_DATE_CHANGED"]
    assert (found[0].status, found[1].reply_ok, found[1].reply_ms) == ("delivered", True, 41)


def test_files_in_the_page_exist() -> None:
    """The tables that the page names are there."""
    for path in re.findall(r"`(ozlint/[\w./]+)`", PAGE):
        assert (ROOT / path).is_file(), path
