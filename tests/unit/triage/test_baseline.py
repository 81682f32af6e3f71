"""A baseline knows findings by identity; its file is made to be merged, and a JSON report may take its place."""

import json
from collections.abc import Callable
from io import BytesIO
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.names import carrier_code
from ozlint.errors import UsageError
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.triage.aside import Aside, sort_out
from ozlint.triage.baseline import baseline_of, read_baseline, write_baseline

Found = Callable[..., Finding]

texts = st.text(max_size=8)
findings = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from(["OZ001", "OZ007", "OZ011", "OZ101", "OZ301"]), name=texts, severity=st.just("error"),
        posting_number=texts, account=st.none() | texts,
        subject=st.builds(Subject, st.sampled_from(["posting", "input", "record"]), texts), field=st.none() | texts,
        message=texts, values=st.just({}), facts=st.just({}),
        place=st.builds(Place, texts, st.integers(0, 9), st.just(1), st.just("")),
        state=st.sampled_from(["shown", "baselined", "suppressed"]),
    ),
    max_size=12,
)  # fmt: skip


@given(findings)
def test_a_baseline_of_a_run_leaves_nothing_new(found: list[Finding]) -> None:
    """Written, read and laid over the same findings, only what always counts and what was suppressed is shown."""
    baseline = read_baseline(write_baseline(baseline_of("b.json", found)), "b.json")
    taken = {one.fingerprint for one in found if one.state != "suppressed"}
    again = [msgspec.structs.replace(one, state="shown") for one in found]
    done = sort_out(again, Aside(baseline=baseline), 0.0, carrier_code)
    for one in done.findings:
        counts = one.rule in ("OZ001", "OZ007", "OZ011") or one.fingerprint not in taken
        assert one.state == ("shown" if counts else "baselined")
    assert done.missing == ()


@given(findings, st.randoms(use_true_random=False))
def test_the_file_depends_on_the_findings_alone(found: list[Finding], random: Random) -> None:
    """Order, places and words change nothing; each finding is one line, and the lines are sorted."""
    shuffled = [msgspec.structs.replace(one, message="other", place=Place("z", 5, 5, "")) for one in found]
    random.shuffle(shuffled)
    written = write_baseline(baseline_of("b.json", found))
    # Two findings of one identity may differ in their state, and one that is shown is enough.
    assert write_baseline(baseline_of("b.json", shuffled)) == written
    assert len(written.splitlines()) == len(json.loads(written)["findings"]) + 2


def test_what_is_kept_stays(found: Found) -> None:
    """A renewed baseline holds the old and the new, each once."""
    old = baseline_of("b.json", [found(number="1"), found(number="2")])
    new = baseline_of("b.json", [found(number="2"), found(number="3")], old.known)
    assert [one.subject.key for one in new.known] == ["1", "2", "3"]
    assert [one.posting_number for one in new.known] == ["1", "2", "3"]


def test_a_finding_about_an_input_has_no_posting(found: Found) -> None:
    """Whether it could have been found again hangs on something else than a posting."""
    (known,) = baseline_of("b.json", [found(subject=Subject("input", "a.json"))]).known
    assert known.posting_number is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is not JSON"),
        (b"[]", "there are no findings in it"),
        (b'{"postings": []}', "there are no findings in it"),
        (b'{"identity": "ozlint/v0", "findings": []}', "its identities are not those of this version"),
        (b'{"findings": []}', "its identities are not those of this version"),
        (b"<<<<<<< HEAD\n{}", "a merge is not finished in it"),
        (b'{"identity": "ozlint/v1", "findings": [{}]}', "there are no findings in it"),
        (b"\xff", "it is not JSON"),
    ],
)
def test_what_is_no_baseline_is_refused(data: bytes, told: str) -> None:
    """The message says what is wrong with it, and how one is made."""
    with pytest.raises(UsageError, match=told) as caught:
        read_baseline(data, "b.json")
    assert "ozlint baseline create" in str(caught.value)


def test_a_report_of_a_run_is_a_baseline() -> None:
    """What was suppressed in it is left out: it is to count again one day."""
    entry = {"rule": "OZ301", "account": None, "field": None, "message": "m", "line": 3}
    report = {
        "schema_version": 1,
        "findings": [
            {**entry, "subject": {"kind": "posting", "key": str(place)}, "fingerprint": str(place), "state": state}
            for place, state in enumerate(("shown", "suppressed", "baselined"))
        ],
    }
    baseline = read_baseline(BytesIO(json.dumps(report).encode()).read(), "r.json")
    assert baseline.is_report
    assert baseline.fingerprints == {"0", "2"}
