"""The file of suppressions is read strictly: what is wrong is told in its place, all at once, with a way out."""

from collections.abc import Callable

import pytest

from ozlint.rulebook.problem import RuleProblems
from ozlint.triage.suppression import Suppression, SuppressionTerms
from ozlint.triage.suppression_file import read_suppressions

Read = Callable[..., tuple[Suppression, ...]]


def test_an_entry_is_read(read: Read) -> None:
    """Every key gets where it belongs, and the entry knows its line."""
    (one,) = read('{rule: OZ301, posting: "1", reason: strike, owner: anna, expires: 2026-11-23}')
    assert (one.rule, one.postings, one.reason, one.owner, one.about) == ("OZ301", ("1",), "strike", "anna", "1")
    assert one.spot.name == "s.yaml:2"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "suppressions:\n", "suppressions: []\n"])
def test_a_file_may_hold_nothing(terms: SuppressionTerms, text: str) -> None:
    """An empty list is no fault, nor is a file of comments; a key without a value is."""
    if text == "suppressions:\n":
        with pytest.raises(RuleProblems, match="suppressions is empty"):
            read_suppressions(text, "s.yaml", terms)
    else:
        assert read_suppressions(text, "s.yaml", terms) == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('rule: OZ301, posting: "1", expires: 2026-11-23', 'the key "reason" is missing'),
        ('rule: OZ301, posting: "1", reason: x', 'the key "expires" is missing'),
        ("rule: OZ301, reason: x, expires: 2026-11-23", "it does not say which findings"),
        ('rule: OZ301, posting: "1", when: now > now, reason: x, expires: 2026-11-23', "posting or when, not both"),
        ('rule: OZ301, postng: "1", reason: x, expires: 2026-11-23', 'did you mean "posting"?'),
        ("rule: OZ301, posting: [], reason: x, expires: 2026-11-23", "the list is empty"),
        ('rule: OZ301, posting: "1 2", reason: x, expires: 2026-11-23', "no posting number and no pattern"),
        ('rule: OZ301, posting: "1[2]", reason: x, expires: 2026-11-23', "no posting number and no pattern"),
        ("rule: OZ301, posting: 12345, reason: x, expires: 2026-11-23", 'quote it: "12345"'),
        ('rule: OZ3O1, posting: "1", reason: x, expires: 2026-11-23', 'did you mean "OZ301"?'),
        ('rule: overdue-shipment, posting: "1", reason: x, expires: 2026-11-23', 'did you mean "OZ301"?'),
        ('rule: OZ001, posting: "1", reason: x, expires: 2026-11-23', "OZ001 cannot be suppressed"),
        ('rule: OZ007, posting: "1", reason: x, expires: 2026-11-23', "OZ007 cannot be suppressed"),
        ('rule: OZ011, posting: "1", reason: x, expires: 2026-11-23', "delete the entry that it names"),
        ("rule: OZ301, when: warehose == 'x', reason: x, expires: 2026-11-23", "did you mean `warehouse`?"),
        ("rule: OZ301, when: status == 'deliverd', reason: x, expires: 2026-11-23", 'did you mean "delivered"?'),
        ("rule: OZ301, when: warehouse, reason: x, expires: 2026-11-23", "a condition"),
        ('rule: OZ301, posting: "1", reason: x, expires: tomorrow', "is no day and no moment"),
        ('rule: OZ301, posting: "1", reason: x, expires: 2027-02-21', "write 2027-02-20 or earlier"),
        ('rule: OZ301, posting: "1", reason: x, expires: never', "allow_never_expiring: true"),
    ],
)
def test_what_is_wrong_is_told(read: Read, entry: str, told: str) -> None:
    """One fault is one problem, in the line of the entry."""
    with pytest.raises(RuleProblems) as caught:
        read(f"{{{entry}}}")
    assert told in caught.value.show("en")
    assert [problem.line for problem in caught.value.problems] == [2]
    assert caught.value.show("ru") != caught.value.show("en")


def test_all_faults_are_told_at_once(read: Read) -> None:
    """A wrong type in one entry hides nothing of another."""
    with pytest.raises(RuleProblems) as caught:
        read("{rule: 5}", '{rule: OZ999, posting: "1", reason: x, expires: never}')
    assert {problem.line for problem in caught.value.problems} == {2, 3}


def test_the_last_day_is_ninety_days_away(read: Read) -> None:
    """The day that the message names is taken."""
    (one,) = read('{rule: OZ301, posting: "1", reason: x, expires: 2027-02-20}')
    assert one.expires is not None
