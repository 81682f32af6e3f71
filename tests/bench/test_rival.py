"""The SQL that ozlint is measured against finds what ozlint finds."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from generator import Generator, Record
from plot import Line, plotted
from rival import BESIDE, SCRIPTS, Inputs, agreed, derived

COUNT = 2000
EACH = 25
"""So many faults of a rule are enough."""
OF = 60_000


def sample() -> Iterator[Record]:
    """Some two thousand postings with faults of every kind: of a long run, few of each, and the clean ones between."""
    left: Counter[str] = Counter()
    written = 0
    for group in Generator(seed=5, torn=True).records(OF):
        rule = group[-1].rule
        left[rule] += 1
        if left[rule] <= EACH or (not rule and written < COUNT // 2):
            written += len(group)
            yield from group


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with these postings."""
    file = tmp_path_factory.mktemp("rival") / "postings.ndjson"
    file.write_text("".join(record.text + "\n" for record in sample()), encoding="utf-8")
    return file


def test_it_is_many_rules_of_every_kind() -> None:
    """At least 25 rules about a posting alone, two across postings, two of carriers' events, one of history."""
    rules = set(Inputs(Path(), Path(), Path()).rules)
    assert {"OZ010", "OZ102"} <= rules
    assert {"OZ201", "OZ402", "OZ403", "OZ502"} & rules == BESIDE
    assert len(rules - BESIDE - {"OZ001", "OZ010", "OZ102"}) >= 25


def test_postings_alone(postings: Path, tmp_path: Path) -> None:
    """Both find the same rules broken by the same postings in the same lines, and every rule is broken."""
    inputs = Inputs(postings)
    assert set(agreed(inputs, tmp_path)) == set(inputs.rules)


def test_postings_beside_others(postings: Path, tmp_path: Path) -> None:
    """So they do beside carriers' events and an earlier snapshot, and the rules that need those are broken."""
    inputs = Inputs(postings, derived(postings, "events.py", "csv"), derived(postings, "earlier.py", "ndjson"))
    assert set(agreed(inputs, tmp_path)) >= BESIDE


def test_a_difference_ends_the_run(postings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only one of them finds is shown, and nothing is measured."""
    scripts = tmp_path / "rival"
    scripts.mkdir()
    for script in chain(SCRIPTS.glob("*.sql"), SCRIPTS.glob("*.py")):
        text = script.read_text(encoding="utf-8")
        (scripts / script.name).write_text(text.replace("status = '' AS OZ703", "false AS OZ703"), encoding="utf-8")
    monkeypatch.setattr("rival.SCRIPTS", scripts)
    with pytest.raises(SystemExit, match=r"only ozlint: \[\('OZ703', "):
        agreed(Inputs(postings), tmp_path)


def test_a_plot_has_a_line_for_each_process() -> None:
    """Each line goes through its points; ten times as much is as far apart everywhere."""
    svg = plotted([Line("ozlint", ((10_000, 1), (100_000, 10)), is_floor=False)])
    (points,) = re.findall(r'points="([^"]*)"', svg)
    (left, low), (right, high) = (tuple(map(float, point.split(","))) for point in points.split())
    assert left < right
    assert low > high
    assert ">ozlint</text>" in svg
