"""Which findings count: suppressions before the baseline, and an expired one over both."""

from collections.abc import Callable

from ozlint.carriers.names import carrier_code
from ozlint.engine.result import Tally
from ozlint.model.finding import Finding, Subject
from ozlint.model.times import read_time
from ozlint.triage.aside import Aside, Reach, notes, sort_out
from ozlint.triage.baseline import Baseline, baseline_of
from ozlint.triage.suppression import Suppression

Read = Callable[..., tuple[Suppression, ...]]
Found = Callable[..., Finding]

NOW = read_time("2026-11-22T09:00:00Z")[0]
VALID = '{rule: OZ301, posting: "12345678-*", reason: strike, expires: 2026-11-22}'
EXPIRED = '{rule: OZ301, posting: "12345678-*", reason: strike, expires: 2026-11-21}'


def states(findings: list[Finding], aside: Aside) -> list[str]:
    """The states of some findings."""
    return [one.state for one in sort_out(findings, aside, NOW, carrier_code).findings]


def test_a_suppressed_finding_says_why(read: Read, found: Found) -> None:
    """It carries the reason of the entry; another rule's finding does not."""
    done = sort_out([found(), found("OZ302")], Aside(read(VALID)), NOW, carrier_code)
    assert [(one.state, one.because) for one in done.findings] == [("suppressed", "strike"), ("shown", None)]
    assert done.matched == (1,)


def test_what_expired_counts_again(read: Read, found: Found) -> None:
    """It does so though a baseline knows it, unless another entry still holds."""
    baseline = baseline_of("b.json", [found(), found("OZ302")])
    findings = [found(), found("OZ302")]
    assert states(findings, Aside(read(EXPIRED))) == ["shown", "shown"]
    assert states(findings, Aside(read(EXPIRED), baseline)) == ["shown", "baselined"]
    assert states(findings, Aside(read(VALID, EXPIRED), baseline)) == ["suppressed", "baselined"]
    assert states(findings, Aside(baseline=baseline)) == ["baselined", "baselined"]


def test_expired_ones_are_told(read: Read) -> None:
    """Once for all, with their places; nothing is said of those that hold."""
    (note,) = notes(Aside(read(EXPIRED, VALID, EXPIRED)), NOW, ())
    assert "no longer count: 2 (OZ301 s.yaml:2, OZ301 s.yaml:4)" in note.en
    assert list(notes(Aside(read(VALID)), NOW, ())) == []


def test_what_is_gone_is_told(found: Found) -> None:
    """Three are named; the command that takes them out is told where there is a file to take them out of."""
    baseline = baseline_of("b.json", [found(number=str(number)) for number in range(5)])
    (note,) = notes(Aside(baseline=baseline), NOW, baseline.known)
    assert note.en == (
        "in b.json and gone since: 5 (OZ301 0, OZ301 1, OZ301 2, …); `ozlint baseline prune --baseline b.json` takes "
        "them out"
    )
    report = Baseline("r.json", baseline.known[:1], is_report=True)
    assert [note.en for note in notes(Aside(baseline=report), NOW, report.known)] == [
        "in r.json and gone since: 1 (OZ301 0)"
    ]


def reach(**more: object) -> Reach:
    """A run that read one posting whole and judged two rules."""
    plain = {
        "is_whole": True,
        "tallies": {"OZ301": Tally(holds=1), "OZ302": Tally(holds=1, not_evaluated=1), "OZ007": Tally(holds=1)},
        "open": {"1": frozenset({"OZ302"})},
        "paths": frozenset({"a.json"}),
    }
    return Reach(**{**plain, **more})  # type: ignore[arg-type]


def test_a_run_sees_as_far_as_it_could_judge() -> None:
    """A rule that could not be judged on a posting, or did not run, says nothing of it; nor does a run of a part."""
    assert reach().covers_posting("OZ301", "1")
    assert not reach().covers_posting("OZ302", "1")  # not judged on it
    assert not reach().covers_posting("OZ301", "2")  # not read
    assert not reach().covers_posting("OZ303", "1")  # not among the rules
    assert not reach(is_whole=False).covers_posting("OZ301", "1")
    assert reach().covers("OZ301")
    assert not reach().covers("OZ302")  # open somewhere
    assert not reach().covers("OZ303")
    assert not reach(tallies={"OZ301": Tally()}).covers("OZ301")  # nothing was there to judge


def test_a_run_sees_suppressions_and_baselines_so(read: Read, found: Found) -> None:
    """By number where there is one, else by the rule as a whole; of an input, if that was read."""
    rest = "reason: x, expires: 2026-11-23"
    by_number, both, pattern = read(
        f'{{rule: OZ301, posting: "1", {rest}}}',
        f'{{rule: OZ301, posting: ["1", "2"], {rest}}}',
        f'{{rule: OZ302, posting: "1*", {rest}}}',
    )
    assert reach().covers_suppression(by_number)
    assert not reach().covers_suppression(both)
    assert not reach().covers_suppression(pattern)
    posting, there, elsewhere = baseline_of(
        "b.json",
        [
            found(number="1"),
            found("OZ302", subject=Subject("input", "a.json")),
            found("OZ303", subject=Subject("input", "b.json")),
        ],
    ).known
    assert reach().covers_known(posting)
    tallies = {"OZ302": Tally(holds=1), "OZ303": Tally(holds=1)}
    assert reach(tallies=tallies).covers_known(there)
    assert not reach(tallies=tallies).covers_known(elsewhere)
