"""The report as Markdown: what a comment on a pull request says, and how much of it there is room for."""

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from markdown_it import MarkdownIt

from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters.github import github_summary
from ozlint.reporters.markdown import markdown_report
from ozlint.reporters.options import Options

COMMENT = 65_536
"""Characters of a comment on GitHub."""


def write(report: Report, **options: Any) -> str:  # noqa: ANN401 - the options of a report
    """Return the whole text of a report."""
    return "".join(markdown_report(report, Options(**options)))


def rendered(markdown: str) -> ET.Element:
    """Return what a renderer of GitHub's dialect makes of a text."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return ET.fromstring(f"<html>{html}</html>")  # noqa: S314 - what the renderer made of our own text


def test_a_small_report(two_postings: Report) -> None:
    """The verdict first, then what to do by rule, then the findings, the gravest before the others."""
    assert (
        write(two_postings)
        == """\
### ozlint

**Found: 2 errors, 1 warning in 2 of 3 postings; clean: 1; rules: 45**

| Rule | Found | What is wrong | What to do |
|---|---|---|---|
| `OZ101` | 2 errors | A shipped posting has no tracking number | Enter the number the carrier gave. |
| `OZ302` | 1 warning | The shipping deadline has passed | Hand the parcel over today. |

| Severity | Rule | About | Message | Place |
|---|---|---|---|---|
| error | `OZ101` | `1-0001-1` | 1-0001-1 is delivering without a tracking number | `orders.json:17:5` |
| error | `OZ101` | `2-0001-1` | 2-0001-1 is delivering without a tracking number | `orders.json:61:5` |
| warning | `OZ302` | `1-0001-1` | 1-0001-1 is overdue by 3 d 4 h | `orders.json:17:5` |
"""
    )


def test_a_run_that_was_not_whole(make: SimpleNamespace) -> None:
    """Why the job is not done, and what could not be judged, are lists with their heads, in Russian too."""
    report = make.report(
        lang="ru",
        exit_code=3,
        complete=False,
        reasons=("b.json: файл пуст", "не прочитано ни одного отправления"),
        not_evaluated=(make.open_rule("OZ302", 5, "не указан перевозчик"),),
    )
    assert (
        write(report)
        == """\
### ozlint

**В том, что удалось прочитать, нарушений не найдено: 3 отправления, 45 правил, из них проверено не везде: 1**

**Проверка не закончена (код выхода 3):**

- b.json: файл пуст
- не прочитано ни одного отправления

**Не проверено: 1 из 45 правил не хватило данных на части отправлений**

- OZ302: 5 отправлений: не указан перевозчик
"""
    )


def test_tables_speak_russian(make: SimpleNamespace) -> None:
    """Heads, severities and counts are Russian in a Russian report."""
    text = write(make.report(make.finding("OZ302", "1-0001-1", "просрочено", 17), lang="ru"))
    assert "| Правило | Найдено | Что не так | Что делать |\n|---|---|---|---|\n" in text
    assert "| `OZ302` | 1 предупреждение | Срок отгрузки прошёл | Передайте посылку сегодня. |" in text
    assert "| Серьёзность | Правило | О чём | Сообщение | Место |\n|---|---|---|---|---|\n" in text
    assert "| предупреждение | `OZ302` | `1-0001-1` | просрочено | `orders.json:17:5` |" in text


def test_a_clean_run_is_one_line(make: SimpleNamespace) -> None:
    """Nothing found is said in a line, without empty tables."""
    assert write(make.report()) == "### ozlint\n\n**No findings: 3 postings, 45 rules**\n"


def test_what_was_set_aside_is_counted_and_listed_where_all_is_asked_for(make: SimpleNamespace) -> None:
    """A suppressed finding is only counted; with everything asked for it is listed last, and says what it is."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", "m", 1, state="suppressed"), make.finding("OZ110", "2-0001-1", "n", 2)
    )
    assert "**Not counted: 1 suppressed**" in write(report)
    assert "`1-0001-1`" not in write(report)
    rows = [row for row in write(report, verbose=True).splitlines() if row.startswith(("| error", "| info"))]
    assert rows == [
        "| info | `OZ110` | `2-0001-1` | n | `orders.json:2:5` |",
        "| error | `OZ101` | `1-0001-1` | m (suppressed) | `orders.json:1:5` |",
    ]


def test_of_many_findings_the_gravest_are_listed_and_the_others_counted(make: SimpleNamespace) -> None:
    """A comment has fifty findings, a summary five hundred; all that fit where all is asked for."""
    notes = [make.finding("OZ110", f"{i}-0001-1", "m", i) for i in range(1000, 1600)]
    report = make.report(*notes, make.finding("OZ101", "9-0001-1", "m", 9))
    lines = write(report).splitlines()
    found = [line for line in lines if line.startswith(("| info", "| error"))]
    assert found[0].startswith("| error | `OZ101` | `9-0001-1` |")
    assert len(found) == 50
    assert "… and 551 more findings: `--format json:FILE` has them all" in lines
    summary = "".join(github_summary(report, Options()))
    assert summary.count("\n| info") == 499
    assert "… and 101 more findings" in summary
    everything = write(report, verbose=True)
    assert everything.count("\n| info") == 600
    assert "more findings" not in everything


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_comment_is_never_too_long(lang: str, make: SimpleNamespace) -> None:
    """However much there is to say, GitHub takes the comment and the summary, and what is left out is counted."""
    long = "очень длинно | " * 60
    rules = [msgspec.structs.replace(make.rule("OZ101"), id=f"OZ{i}", title=long, fix=long) for i in range(100, 300)]
    found = [make.finding("OZ101", long, long, i) for i in range(3000)]
    report = make.report(
        *(msgspec.structs.replace(finding, rule=rules[i % 200].id) for i, finding in enumerate(found)),
        rules=tuple(rules),
        reasons=(long,) * 30,
        not_evaluated=tuple(make.open_rule(rule.id, 5, long + rule.id) for rule in rules),
        exit_code=3,
        lang=lang,
    )
    for options in ({}, {"verbose": True}):
        text = write(report, **options)
        assert 60_000 < len(text.encode()) <= COMMENT
        summary = "".join(github_summary(report, Options(**options)))
        assert 800_000 < len(summary.encode()) <= 1_000_000
        assert len(rendered(text).findall("table")) == 2
        for written in (text, summary):
            assert written.count("--format json:") >= 2


def test_nothing_hostile_gets_through(make: SimpleNamespace) -> None:
    """Whatever stands in the data, a renderer sees two tables of the right size, and text in them."""
    hostile = "| x |\n\n# h\n- [a](javascript:b) <img src=x onerror=y> `c` @all #1 ![i](//e.test) \x1b[2J\u202e https://e.test"
    rule = msgspec.structs.replace(make.rule("OZ101"), title=hostile, fix=hostile, name=hostile)
    finding = make.finding("OZ101", hostile, hostile, 1, account=hostile, place=Place(hostile, 1, 1, hostile))
    report = make.report(
        finding,
        rules=(rule,),
        reasons=(hostile,),
        not_evaluated=(make.open_rule("OZ101", 1, hostile, input=hostile, examples=(hostile,)),),
    )
    for options in ({}, {"verbose": True}):
        text = write(report, **options)
        assert all(character == "\n" or character.isprintable() for character in text)
        assert "https://" not in text
        page = rendered(text)
        assert [[len(row) for row in table.iter("tr")] for table in page.iter("table")] == [[4, 4], [5, 5]]
        known = {"html", "h3", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code"}
        assert {element.tag for element in page.iter()} <= known
        # Outside of code nobody is called by name and no issue is linked.
        assert "@all" not in "".join(cell.text or "" for cell in page.iter("td"))
