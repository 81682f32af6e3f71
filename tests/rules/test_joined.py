"""The rules on what carriers, earlier snapshots, notifications and exports say, beside an oracle of their own."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import joined_oracle as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_postings import NOW, make, run, run_log

from ozlint.config.config import Config
from ozlint.model.notification import Notification
from ozlint.run import check


@pytest.mark.parametrize("seed", range(4))
def test_postings_break_the_rules_they_should(seed: int) -> None:
    """Of hundreds of postings with events, snapshots and notifications, each breaks what the oracle says, no more."""
    made = make(800, seed)

    result = run(made)

    found = {(one.posting_number, one.rule) for one in result.findings if one.rule in oracle.RULES}
    due = {(one.number, rule) for one in made for rule in oracle.broken(one)}
    known = {one.number: one for one in made}
    assert [(rule, known[number or ""]) for number, rule in sorted(found ^ due)] == []


def test_each_rule_is_broken_often_and_kept_often() -> None:
    """The postings made here try every rule: some break it, and most do not."""
    breaches = Counter(rule for seed in range(4) for one in make(800, seed) for rule in oracle.broken(one))
    assert [rule for rule in oracle.RULES if not 3 < breaches[rule] < 1600] == []


def test_what_is_gone_is_told() -> None:
    """A posting that only the earlier snapshot has is missed if it was open then and of the days that are covered."""
    made = make(400, 1)

    result = run(made[:200], gone=made[200:])

    found = {one.posting_number for one in result.findings if one.rule == "OZ505"}
    due = {one.number for one in made[200:] if oracle.disappeared(one)}
    assert found == due
    assert 10 < len(due) < 190


_NOTICES = st.builds(
    Notification,
    type=st.sampled_from(["TYPE_STATE_CHANGED", "TYPE_POSTING_CANCELLED"]),
    posting_number=st.sampled_from(["10000001-0001-1", "10000002-0001-1", None]),
    state=st.sampled_from(["posting_in_carriage", "posting_received"]),
    changed_at=st.sampled_from([NOW - 2, NOW - 1, NOW, float("nan")]),
    reply_ms=st.sampled_from([None, 0.0, 1499.0, 1500.0, 1501.0, 9000.0]),
    reply_ok=st.sampled_from([None, True, False]),
)


def due_of_log(notices: Sequence[Notification]) -> set[tuple[str, str]]:
    """What must be found of a log: the rule, and the place of the notification."""
    due = set()
    for place, one in enumerate(notices):
        before = [other for other in notices[:place] if other.posting_number == one.posting_number]
        same = [other for other in before if other.changed_at == one.changed_at]
        again = any((other.type, other.state) == (one.type, one.state) for other in same)
        newer = any(other.changed_at > one.changed_at for other in before)
        if again:
            due.add(("OZ508", f"log:1 /{place}"))
        elif newer and one.posting_number:
            due.add(("OZ507", f"log:1 /{place}"))
        if (one.reply_ms is not None and one.reply_ms > 1500) or one.reply_ok is False:
            due.add(("OZ803", f"log:1 /{place}"))
    return due


@settings(deadline=None)
@given(notices=st.lists(_NOTICES, max_size=8))
def test_notifications_late_twice_or_badly_answered_are_told(notices: list[Notification]) -> None:
    """Of a log, what is older than what came before is told, what came again, and what was not answered well."""
    found = {(one.rule, one.subject.key) for one in run_log(notices).findings}
    assert {one for one in found if one[0] in {"OZ507", "OZ508", "OZ803"}} == due_of_log(notices)


LABELS = {
    "Ожидает сборки": "awaiting_packaging", "Ожидает отгрузки": "awaiting_deliver", "Доставляется": "delivering",
    "Доставлен": "delivered", "Отменён": "cancelled", "Создано": None, "Условно доставлено": None, "У Васи": None,
}  # fmt: skip
"""Words of exports, and the one status each stands for."""


@pytest.mark.parametrize("handed", [True, False, None])
def test_exports_are_told_by_their_own_rules(tmp_path: Path, handed: bool | None) -> None:  # noqa: FBT001 - a case
    """A table names the status in words and the hand-over in a column of its own; OZ701 and OZ002 are for answers."""
    head = ["Номер отправления", "Дата отгрузки", "Дата отгрузки без просрочки", "Статус"]
    ship_by = "2026-12-12 09:00:00"
    rows = [[f"1000000{place}-0001-1", ship_by, ship_by, label] for place, label in enumerate(LABELS)]
    if handed is not None:
        head.append("Фактическая дата передачи в доставку")
        for row in rows:
            row.append("2026-11-12 09:00:00" if handed else "")
    text = "".join(";".join(cells) + "\n" for cells in [head, *rows])
    (tmp_path / "postings.csv").write_text(text, encoding="utf-8")

    report = check(Config(inputs=("postings.csv",), now=NOW), BytesIO(), tmp_path)

    of_exports = {"OZ002", "OZ207", "OZ701", "OZ703", "OZ705"}
    found = {(one.posting_number, one.rule) for one in report.findings if one.rule in of_exports}
    due = {(row[0], "OZ705") for row in rows if LABELS[row[3]] is None}
    if handed is False:
        due |= {(row[0], "OZ207") for row in rows if LABELS[row[3]] in {"delivering", "delivered"}}
    assert found == due
