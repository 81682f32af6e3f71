"""What docs/updates.md says of plans, answers and methods is what ozlint does and knows."""

import re
from pathlib import Path

import pytest

from ozlint.authoring.transitions import GRADES
from ozlint.model.contract import Contract
from ozlint.model.table import table_rows
from ozlint.model.times import iso_time
from ozlint.ozon.contract import contracts, contracts_by_action
from ozlint.ozon.update_errors import update_errors
from ozlint.plan.answers import read_answer_file
from ozlint.plan.contents import ENDINGS, recoded
from ozlint.plan.har import HOST
from ozlint.plan.reading import read_plan_file

PAGE = (Path(__file__).parents[3] / "docs" / "updates.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"<!-- (plan|answers): (\d+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("kind", "count", "text"), SAMPLES)
def test_what_is_shown_is_read(kind: str, count: str, text: str) -> None:
    """All of it, as the kind it is shown as."""
    contents = recoded("sample", text.encode())
    file = read_plan_file(contents) if kind == "plan" else read_answer_file(contents)
    found = getattr(file, "updates" if kind == "plan" else "answers")
    assert len(found) == int(count)
    assert not file.undecodable


def test_there_is_a_sample_of_each_kind() -> None:
    """Requests, bodies, a table, a log."""
    assert [kind for kind, _, _ in SAMPLES] == ["plan", "plan", "plan", "answers"]


def table(name: str) -> list[str]:
    """Return the rows of a table of the page, without its head."""
    _, _, after = PAGE.partition(f"<!-- table: {name} -->\n")
    rows = after.partition("\n\n")[0].strip().splitlines()
    return rows[2:]


def row(*cells: str) -> str:
    """Return the row of a table."""
    return f"| {' | '.join(cells)} |"


def keys(contract: Contract) -> str:
    """Return the keys of a body, those in bold that must be there."""
    shown = (f"**`{key}`**" if key in contract.required else f"`{key}`" for key in contract.keys)
    return ", ".join(shown)


def test_the_methods_that_change_postings() -> None:
    """With their keys and limits, in the order of the contracts."""
    assert table("changes") == [
        row(
            f"`{action}`",
            f"`{contract.path}`",
            keys(contract),
            {"one": "1"}.get(contract.holds) or str(contract.most or "not told"),
            GRADES[contract.most_evidence].en if contract.most_evidence else "",
        )
        for action, contract in contracts_by_action().items()
        if contract.switched_off is None
    ]


def test_the_methods_that_read() -> None:
    """With their keys, as far as they were written down."""
    assert table("reads") == [
        row(f"`{contract.path}`", keys(contract))
        for contract in contracts().values()
        if not contract.changes_postings and contract.keys
    ]


def test_the_methods_that_are_switched_off() -> None:
    """With the day, how sure it is, and what replaces them."""
    assert table("gone") == [
        row(
            f"`{contract.path}`",
            iso_time(contract.switched_off)[:10],
            "" if contract.switched_off_sure else "announced",
            ", then ".join(f"`{path}`" for path in contract.replaced_by),
        )
        for contract in contracts().values()
        if contract.switched_off is not None
    ]


def test_the_errors() -> None:
    """Each with what it means, in both languages."""
    assert table("errors") == [
        row(f"`{error.error}`", error.meaning.en, error.meaning.ru, GRADES[error.evidence].en)
        for error in update_errors().values()
    ]


def test_the_columns() -> None:
    """Every name of every column is there."""
    for field in ("posting_number", "action", "tracking_number", "time"):
        names = [name for name, of, _ in table_rows("plan/columns.tsv") if of == field]
        assert row(f"`{field}`", ", ".join(names)) in PAGE


def test_the_endings_and_the_host() -> None:
    """What is looked for in a folder, and in a HAR."""
    for text in (*ENDINGS, HOST):
        assert f"`{text}`" in PAGE
