"""One finding for each identity, with every place of it."""

import msgspec
import pytest

from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.triage import merge as merging
from ozlint.triage.merge import merge

FINDING = Finding(
    rule="OZ101", name="missing-tracking-number", severity="error", posting_number="1-0001-1", account=None,
    subject=Subject("posting", "1-0001-1"), field="tracking_number", message="no number", values={}, facts={},
    place=Place("a.json", 1, 1, ""),
)  # fmt: skip


def at(line: int) -> Finding:
    """A finding at another line."""
    return msgspec.structs.replace(FINDING, place=Place("a.json", line, 1, ""))


def test_one_identity_is_one_finding() -> None:
    """The first place stays, the others go to `also_at` by line, each once; another finding is left alone."""
    other = msgspec.structs.replace(FINDING, rule="OZ105")
    first, second = merge([at(3), other, at(9), at(5), at(9), at(3)])
    assert first.place.line == 3
    assert [place.line for place in first.also_at] == [5, 9]
    assert second == other


def test_places_that_were_known_before_are_kept() -> None:
    """A finding that already has further places keeps them, with those of its twin among them."""
    one = msgspec.structs.replace(at(3), also_at=(Place("b.json", 1, 1, ""),))
    two = msgspec.structs.replace(at(5), also_at=(Place("c.json", 1, 1, ""),))
    (merged,) = merge([one, two])
    assert [(place.path, place.line) for place in merged.also_at] == [("a.json", 5), ("b.json", 1), ("c.json", 1)]


def test_findings_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity is compared, and not only what stands for it."""
    monkeypatch.setattr(merging, "hash", lambda _identity: 0, raising=False)
    others = [msgspec.structs.replace(FINDING, rule=rule) for rule in ("OZ105", "OZ106")]
    assert merge([at(3), *others, at(5)]) == (msgspec.structs.replace(at(3), also_at=(at(5).place,)), *others)
