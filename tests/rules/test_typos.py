"""What people are told of typos in a rule: where, what, with a caret line under it, and what was probably meant."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from ozlint.authoring.example import run_examples
from ozlint.rulebook.load import load_packs, load_rule
from ozlint.rulebook.problem import RuleProblems

HERE = Path(__file__).parent / "typos"
RULE = HERE / "SHOP001-late-handover.yaml"
GOOD = RULE.read_text(encoding="utf-8")


class Typo(msgspec.Struct, frozen=True):
    """One edit of the good rule, and what is said of it."""

    title: str
    written: str
    instead: str
    shown: str


def typos() -> Iterator[Typo]:
    """Yield the rows of the table."""
    _, *blocks = (HERE / "table.txt").read_text(encoding="utf-8").split("\n# ")
    for block in blocks:
        title, *lines = block.rstrip("\n").split("\n")
        written = "\n".join(line[2:] for line in lines if line.startswith("- "))
        instead = "\n".join(line[2:] for line in lines if line.startswith("+"))
        shown = "\n".join(line for line in lines if not line.startswith(("- ", "+")))
        yield Typo(title, written, instead, f"{RULE.name}:{shown}")


def test_the_rule_without_a_typo_is_good() -> None:
    """The rule that the typos are made in loads, and its examples come out as they should."""
    loaded = load_rule(GOOD, RULE.name)
    assert [verdict.passed for verdict in run_examples([loaded], ())] == [True, True, True]


def test_the_table_is_as_long_as_it_says() -> None:
    """No row of the table is lost in reading it."""
    assert len(list(typos())) == (HERE / "table.txt").read_text(encoding="utf-8").count("\n# ") > 100


@pytest.mark.parametrize("typo", [pytest.param(typo, id=typo.title) for typo in typos()])
def test_a_typo_is_shown_in_its_place(typo: Typo) -> None:
    """A typo is one problem: file, line and column, the line with carets under the fault, and the way out."""
    assert typo.written in GOOD
    with pytest.raises(RuleProblems) as caught:
        load_rule(GOOD.replace(typo.written, typo.instead, 1), RULE.name)
    assert caught.value.show("en") == typo.shown
    (problem,) = caught.value.problems
    assert any("а" <= letter <= "я" for letter in problem.message.ru), "the message has a Russian text"
    assert problem.hint is None or problem.hint.ru


def test_an_id_in_two_files_names_both(tmp_path: Path) -> None:
    """Two files with one id are one problem, in the second of them, that names the first."""
    for name in ("SHOP001-late-handover", "SHOP001-late-too"):
        (tmp_path / f"{name}.yaml").write_text(GOOD.replace("late-handover", name[8:]), encoding="utf-8")
    with pytest.raises(RuleProblems) as caught:
        load_packs([tmp_path], cwd=tmp_path)
    assert caught.value.show("en").split("\n") == [
        "SHOP001-late-too.yaml:1:5: SHOP001 is already the id of SHOP001-late-handover.yaml",
        "    id: SHOP001",
        "        ^^^^^^^",
        "    ids are never shared; take another",
    ]


def test_all_typos_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Every fault of every file is in one error, the files in order, the faults of a file from its top."""
    first = GOOD.replace("seller_ships", "seler_ships").replace("latest(", "lattest(").replace("days(3)", "dayz(3)")
    second = GOOD.replace("SHOP001", "SHOP002").replace("[deadline]", "deadline").replace("profile: rec", "profil: rec")
    (tmp_path / "SHOP001-late-handover.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "SHOP002-late-handover.yaml").write_text(second, encoding="utf-8")
    with pytest.raises(RuleProblems) as caught:
        load_packs([tmp_path], cwd=tmp_path)
    assert [(problem.path[:7], problem.line, problem.message.en) for problem in caught.value.problems] == [
        ("SHOP001", 6, "there is no function `dayz`"),
        ("SHOP001", 12, "`seler_ships` is not a field or word of a posting"),
        ("SHOP001", 16, "there is no function `lattest`"),
        ("SHOP002", 7, 'no such key: "profil"'),
        ("SHOP002", 8, "a list is wanted here, not text"),
    ]


@pytest.mark.parametrize(
    ("written", "instead", "expected", "fired", "not_evaluated"),
    [
        pytest.param("T12:00:00Z", "T11:00:00Z", "bad", (), False, id="a bad one that fires nothing"),
        pytest.param("T10:00:00Z", "T11:00:01Z", "good", ("SHOP001",), False, id="a good one that fires"),
        pytest.param(
            '        shipment_date: "2026-11-20T09:00:00Z"\n', "", "bad", (), True, id="a bad one that cannot be judged"
        ),
        pytest.param(
            'number: "1106153419"', 'number: ""', "not_evaluated", (), False, id="one that can be judged after all"
        ),
    ],
)
def test_an_example_that_does_not_do_as_it_should_fails(
    written: str,
    instead: str,
    expected: str,
    fired: tuple[str, ...],
    not_evaluated: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Only the example at fault fails, and it says which rules fired instead and whether this one could be judged."""
    loaded = load_rule(GOOD.replace(written, instead, 1), RULE.name)
    (verdict,) = [verdict for verdict in run_examples([loaded], ()) if not verdict.passed]
    assert (verdict.rule, verdict.expected, verdict.place) == ("SHOP001", expected, 0)
    assert (verdict.fired, verdict.not_evaluated) == (fired, not_evaluated)
