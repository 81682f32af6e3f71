"""What findings cost, in every report for people: the number with its basis, or why there is none, and the sum."""

from types import SimpleNamespace

import pytest

from ozlint.model.cost import Cost
from ozlint.model.report import Report
from ozlint.reporters.cost_text import show_roubles
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, TextFormat

RUNS = Cost(charge="surcharge", roubles=1150.0, basis="it runs")
OPEN = Cost(charge="surcharge", roubles=None, basis="no tariffication")


@pytest.fixture
def costly(make: SimpleNamespace) -> Report:
    """Return a report with a cost that is known, one that is not, and a finding that leads to no charge."""
    return make.report(
        make.finding("OZ101", "1-0001-1", "no number", 1),
        make.finding("OZ302", "2-0001-1", "late", 2, cost=RUNS),
        make.finding("OZ302", "3-0001-1", "late", 3, cost=OPEN),
        summary={"cost": 1150.0, "costed": 1, "uncosted": 2},
    )


def written(name: str, report: Report, **options: object) -> str:
    """Return a report as a format writes it."""
    written_by = FORMATS[name]
    assert isinstance(written_by, TextFormat)
    return "".join(written_by.write(report, Options(lang=report.lang, **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("roubles", "en", "ru"),
    [
        (0.0, "0 RUB", "0\xa0₽"),
        (1150.0, "1,150 RUB", "1\xa0150\xa0₽"),
        (0.05, "0.05 RUB", "0,05\xa0₽"),
        (1234567.5, "1,234,567.50 RUB", "1\xa0234\xa0567,50\xa0₽"),
        (9.999, "10 RUB", "10\xa0₽"),
    ],
)
def test_a_sum_is_written_as_people_write_it(roubles: float, en: str, ru: str) -> None:
    """Thousands are set apart, and kopecks stand only where there are some."""
    assert (show_roubles(roubles, "en"), show_roubles(roubles, "ru")) == (en, ru)


def test_the_text_has_the_number_below_its_finding_and_the_sum_below_the_verdict(costly: Report) -> None:
    """What is not known is told once with its reason; where all is asked for, at its finding as well."""
    text = written("text", costly)
    assert "late  [overdue-shipment]\n                  Costs 1,150 RUB: it runs\n" in text
    assert text.endswith(
        "\nCost: 1,150 RUB, as far as it is known, for 1 finding; no number is known for 2 findings "
        "(1 of them: no tariffication; 1 of them: no charge of Ozon's is known to follow from this)\n"
    )
    assert "Cost not known: no tariffication" not in text
    assert "Cost not known: no tariffication" in written("text", costly, verbose=True)
    assert "Costs 1,150 RUB: it runs" in written("text", costly, group="rule")


def test_nothing_is_said_of_money_where_nothing_leads_to_a_charge(make: SimpleNamespace) -> None:
    """Most rules are not about money, and their reports do not speak of it."""
    report = make.report(make.finding("OZ101", "1-0001-1", "m", 1), summary={"uncosted": 1})
    assert "ost:" not in written("text", report)
    assert "Cost" not in written("markdown", report)


def test_without_any_number_the_sum_says_so(make: SimpleNamespace) -> None:
    """A sum of nothing is no zero."""
    report = make.report(make.finding("OZ302", "1", "поздно", 1, cost=OPEN), lang="ru", summary={"uncosted": 1})
    assert written("text", report).endswith("Начисления Ozon: для 1 находки сумма неизвестна (no tariffication)\n")


def test_markdown_has_a_column(costly: Report) -> None:
    """With the number, or that none is known, and the sum below the verdict."""
    text = written("markdown", costly)
    assert "| Severity | Rule | About | Message | Cost | Place |" in text
    assert "| late | 1,150 RUB | `orders.json:2:5` |" in text
    assert "| late | not known |" in text
    assert "**Cost: 1,150 RUB, as far as it is known, for 1 finding; " in text


def test_the_formats_of_ci_say_what_a_finding_costs(costly: Report) -> None:
    """In the text of a JUnit failure, in an annotation, in the properties of a SARIF result."""
    assert "Costs 1,150 RUB: it runs" in written("junit", costly)
    assert "%0ACosts 1,150 RUB: it runs%0A" in written("github", costly)
    assert '"cost": {\n' in written("sarif", costly)
    assert '"roubles":1150.0' in written("ndjson", costly)


def test_the_page_has_the_sum_and_each_number(costly: Report) -> None:
    """The verdict has the sum; the data has the number to sort by, and the reason where there is none."""
    text = written("html", costly)
    assert "<p>Cost: 1,150 RUB, as far as it is known, for 1 finding; " in text
    assert "1150.0" in text
    assert "no tariffication" in text
