"""Running examples: each is a run of its own, among all the rules of a pack."""

from pathlib import Path

import pytest

from ozlint.authoring.example import Stage, judge_example, run_examples
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, load_packs
from ozlint.rulebook.rule_file import Example


@pytest.fixture(scope="module")
def pack() -> tuple[Loaded, ...]:
    """The built-in rules."""
    return load_packs([builtin_pack()], cwd=Path())


@pytest.fixture(scope="module")
def stage(pack: tuple[Loaded, ...]) -> Stage:
    """The built-in rules, compiled."""
    return Stage(one.rule for one in pack)


BARE = {"posting_number": "12345678-0001-1", "status": "delivering", "tpl_integration_type": "non_integrated"}


@pytest.mark.parametrize(
    ("posting", "passing"),
    [
        ({**BARE, "tracking_number": ""}, "bad"),
        ({**BARE, "tracking_number": "1106153417"}, "good"),
        (BARE, "not_evaluated"),
        ({**BARE, "tracking_number": "", "status": "deliverd"}, ""),
        ({**BARE, "tracking_number": "test"}, ""),
    ],
)
def test_an_example_is_one_thing_only(stage: Stage, posting: dict[str, str], passing: str) -> None:
    """A posting that passes as one kind of example passes as no other; one that fires another rule passes as none."""
    case = Example.model_validate({"posting": posting})
    passed = [kind for kind in ("bad", "good", "not_evaluated") if judge_example("OZ101", kind, 0, case, stage).passed]
    assert passed == ([passing] if passing else [])


def test_examples_leave_no_trace(stage: Stage) -> None:
    """The number of one example is not shared with that of the next, though the same rules judge both."""
    for number in ("12345678-0001-1", "12345678-0002-1"):
        posting = {**BARE, "posting_number": number, "tracking_number": "1106153417"}
        assert stage.run(Example.model_validate({"posting": posting})).findings == ()


def test_an_example_sees_the_moment_it_asks_for(stage: Stage) -> None:
    """`at` is the moment of the run; without it an example is judged on one fixed day."""
    late = {**BARE, "status": "awaiting_deliver", "shipment_date": "2026-11-22T08:00:00Z"}
    late["shipment_date_without_delay"] = late["shipment_date"]
    fired = [
        {finding.rule for finding in stage.run(Example.model_validate(case)).findings}
        for case in ({"posting": late}, {"posting": late, "at": "2026-11-22T07:59:00Z"})
    ]
    assert fired == [{"OZ301"}, {"OZ302"}]


def test_parameters_of_an_example_hold_for_it_alone(pack: tuple[Loaded, ...]) -> None:
    """An example with parameters runs another version of its rule; the others keep theirs."""
    loaded = [one for one in pack if one.rule.id in ("OZ101", "OZ702")]
    verdicts = list(run_examples(loaded, [one.rule for one in pack]))
    assert {verdict.rule for verdict in verdicts} == {"OZ101", "OZ702"}
    assert all(verdict.passed for verdict in verdicts)
    assert any(one.rule.id == "OZ101" and any(case.params for case in one.file.examples.good) for one in pack)
