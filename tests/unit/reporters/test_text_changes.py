"""The text of a round: the moment, the numbers, what is new in full, what is gone in a line."""

from types import SimpleNamespace

import msgspec

from ozlint.model.changes import Changes
from ozlint.model.report import Report
from ozlint.reporters.options import Options
from ozlint.reporters.text_changes import changes_text


def written(report: Report, found: Changes, **options: object) -> str:
    """The text of a round."""
    return "".join(changes_text(report, found, Options(lang=report.lang, **options)))  # type: ignore[arg-type]


def test_new_and_gone(make: SimpleNamespace) -> None:
    """What is new as in any report, what is gone by number, account and rule, not by words of another moment."""
    new = make.finding("OZ101", "1-0001-1", "1-0001-1 is delivering without a tracking number", 17)
    gone = make.finding("OZ302", "2-0001-1", "2-0001-1 is overdue by 3 d 4 h", 17, account="main")
    report = make.report(new, summary={"postings": 12})
    text = written(report, Changes(new=(new,), gone=(gone,), standing=(new,)))
    head, *lines = text.splitlines()
    assert head == "2026-11-25 13:00 UTC: new: 1, gone: 1; now: 1 error in 12 postings"
    assert "  error  OZ101  1-0001-1 is delivering without a tracking number  [missing-tracking-number]" in lines
    assert "What to do" in lines
    title = next(rule.title for rule in report.rules if rule.id == "OZ302")
    assert lines[lines.index("Gone") + 1] == f"  OZ302  2-0001-1 (account main): {title}"
    assert "3 d 4 h" not in text


def test_what_stands_is_not_repeated(make: SimpleNamespace) -> None:
    """The report has it, the round does not; it is only counted."""
    old = make.finding("OZ302", "2-0001-1", "2-0001-1 is overdue", 17)
    text = written(make.report(old), Changes(new=(), gone=(), standing=(old,)))
    assert text.splitlines()[0].startswith("2026-11-25 13:00 UTC: new: 0, gone: 0; now: 1 warning in ")
    assert "2-0001-1" not in text


def test_nothing_was_found(make: SimpleNamespace) -> None:
    """In both languages."""
    nothing = Changes(new=(), gone=(), standing=())
    report = make.report(summary={"postings": 1})
    assert written(report, nothing) == "2026-11-25 13:00 UTC: new: 0, gone: 0; now: nothing in 1 posting\n"
    russian = msgspec.structs.replace(report, lang="ru")
    assert written(russian, nothing) == (
        "2026-11-25 13:00 UTC: новых: 0, ушло: 0; сейчас: находок нет, 1 отправление\n"
    )


def test_a_round_by_rule(make: SimpleNamespace) -> None:
    """--group rule holds for rounds too."""
    new = make.finding("OZ101", "1-0001-1", "1-0001-1 is delivering without a tracking number", 17)
    text = written(make.report(new), Changes(new=(new,), gone=(), standing=(new,)), group="rule")
    assert text.splitlines()[1].startswith("OZ101  ")


def test_a_hostile_name_is_harmless(make: SimpleNamespace) -> None:
    """What an account or a posting is called cannot move the cursor."""
    gone = make.finding("OZ302", "2\x1b[2J", "x", 17, account="\x1b[2J")
    assert "\x1b" not in written(make.report(), Changes(new=(), gone=(gone,), standing=()))
