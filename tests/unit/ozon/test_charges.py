"""The tables of charges and of published rates: each row is whole, dated and sourced."""

from datetime import date
from itertools import pairwise
from typing import get_args

from ozlint.model.rate import Evidence
from ozlint.ozon.charges import charges, rates
from ozlint.ozon.error_index import zones


def test_every_charge_speaks_both_languages() -> None:
    """What it is, and why no number is known, in English and Russian, with a source."""
    for charge in charges().values():
        for text in (charge.what, charge.why_unknown):
            assert text.en
            assert text.ru
        assert charge.source
    assert [charge.id for charge in charges().values() if charge.in_posting] == ["surcharge"]


def test_every_rate_is_dated_sourced_and_graded() -> None:
    """A number without a day, a source and a grade is no fact; since when it holds may be unsaid."""
    found = [rate for by_name in rates().values() for rate in by_name.values()]
    assert found
    for rate in found:
        assert date.fromisoformat(rate.checked) <= date(2026, 11, 25)
        assert rate.since == "" or date.fromisoformat(rate.since)
        assert rate.source
        assert rate.evidence in get_args(Evidence)
        assert rate.shelf_days > 0
        assert rate.percent is not None
        assert 0 <= rate.percent <= 100
    assert rates().keys() <= charges().keys()


def test_the_rates_of_ozon_global_follow_the_zones_of_the_error_index() -> None:
    """There is a rate for each zone, and a worse zone is never cheaper."""
    published = rates()["cancellation"]
    assert list(published) == [f"global-{zone.name}" for zone in zones()]
    assert all((one.percent or 0) <= (other.percent or 0) for one, other in pairwise(published.values()))
    assert {rate.most for rate in published.values()} == {1500.0}
