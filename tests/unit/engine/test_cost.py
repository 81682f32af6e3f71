"""What a finding costs: by the posting's tariff, by a rate that is told, or not known, with the reason."""

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.engine.cost import cost_of, cost_paths
from ozlint.engine.terms import Terms
from ozlint.model.cost import Cost
from ozlint.model.rate import Rate
from ozlint.model.text import Lang
from ozlint.model.times import read_time
from ozlint.ozon.charges import charges, rates
from ozlint.rulebook.rule import Rule
from ozlint.sources.decoding import PostingDecoder

NOW = read_time("2026-11-22T09:00:00Z")[0]
TARIFF = {
    "current_tariff_type": "commission",
    "current_tariff_charge": {"amount": "100.00", "currency": "RUB"},
    "next_tariff_type": "commission",
    "next_tariff_charge": {"amount": "150.00", "currency": "RUB"},
    "next_tariff_starts_at": "2026-11-22T12:00:00Z",
}
GOODS = [
    {"price": {"amount": "1000.10", "currency": "RUB"}, "quantity": 2},
    {"price": "500", "currency_code": "RUB", "quantity": 1},
]
OWN = Rate(percent=3.0, most=1500.0)


def rule_of(cost: str) -> Rule:
    """Return as much of a rule as a cost needs."""
    return SimpleNamespace(cost=cost)  # type: ignore[return-value]


def cost(charge: str, lang: Lang = "en", rate: Rate | None = None, **posting: Any) -> Cost:  # noqa: ANN401 - a posting
    """Return what a charge comes to for a posting, decoded as a run decodes it."""
    known = {} if rate is None else {charge: rate}
    decode = PostingDecoder(cost_paths([rule_of(charge)], known))
    record = decode(msgspec.json.encode({"posting_number": "1-0001-1", "status": "x", **posting}))
    found = cost_of(rule_of(charge), record, Terms(now=NOW, lang=lang, rates=known), None)
    assert found is not None
    assert found.charge == charge
    return found


def told(charge: str, **more: Any) -> tuple[float | None, str]:  # noqa: ANN401 - as above
    """Return the number and its basis."""
    found = cost(charge, **more)
    return found.roubles, found.basis


def test_the_surcharge_is_the_one_that_runs() -> None:
    """The running tariff counts, and what it will grow to is said."""
    basis = "a surcharge runs, by the posting's tariffication; 150 RUB from 2026-11-22 12:00 UTC on"
    assert told("surcharge", tariffication=TARIFF) == (100.0, basis)
    last = {name: value for name, value in TARIFF.items() if not name.startswith("next")}
    assert told("surcharge", tariffication=last) == (100.0, "a surcharge runs, by the posting's tariffication")


def test_the_next_tariff_counts_from_its_first_second() -> None:
    """A posting read before the step is judged after it; what came since is not in the data."""
    begun = {**TARIFF, "next_tariff_starts_at": "2026-11-22T09:00:00Z"}
    basis = "a surcharge since 2026-11-22 09:00 UTC, by the posting's tariffication, which may have grown since"
    assert told("surcharge", tariffication=begun) == (150.0, basis)


@pytest.mark.parametrize("kind", ["discount", "no_discount", "", None])
def test_a_discount_is_no_surcharge_and_what_comes_after_it_is(kind: str | None) -> None:
    """Before the recommended time nothing is charged yet: the number is what comes, and says from when."""
    coming = {**TARIFF, "current_tariff_type": kind}
    basis = "a surcharge from 2026-11-22 12:00 UTC on unless it ships before, by the posting's tariffication"
    assert told("surcharge", tariffication=coming) == (150.0, basis)


def test_answers_of_version_3_are_read_the_same() -> None:
    """There the sum is a text beside its currency, and in old answers the whole is a list of one."""
    old = {
        "current_tariff_type": "no_discount", "current_tariff_charge": "",
        "current_tariff_charge_currency_code": "RUB", "next_tariff_type": "commission", "next_tariff_charge": "50",
        "next_tariff_starts_at": "2026-11-21T09:00:01Z", "next_tariff_charge_currency_code": "RUB",
    }  # fmt: skip
    for tariff in (old, [old]):
        assert told("surcharge", tariffication=tariff)[0] == 50.0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"current_tariff_charge": {"amount": "9", "currency": "CNY"}}, "told in CNY, and no rate of exchange"),
        ({"current_tariff_charge": {"amount": "9"}}, "its currency is not told"),
        ({"current_tariff_charge": {"amount": "", "currency": "RUB"}}, "does not say how much"),
        ({"current_tariff_charge": {"amount": "-9", "currency": "RUB"}}, "does not say how much"),
        ({"current_tariff_charge": None}, "does not say how much"),
        ({"current_tariff_charge": {"amount": "1e308", "currency": "RUB"}}, "does not say how much"),
        ({"current_tariff_type": "discount", "next_tariff_type": "no_discount"}, "has no surcharge so far"),
        ({"current_tariff_type": "discount", "next_tariff_starts_at": None}, "has no surcharge so far"),
    ],
)
def test_no_number_is_made_up(change: dict[str, Any], why: str) -> None:
    """What is no surcharge in roubles is not known, and the reason is said."""
    roubles, basis = told("surcharge", tariffication={**TARIFF, **change})
    assert roubles is None
    assert why in basis


@pytest.mark.parametrize("tariff", [None, {}, [], "", 7, "soon", [TARIFF, TARIFF], {"current_tariff_type": {"a": 1}}])
def test_an_odd_tariff_costs_no_record(tariff: object) -> None:
    """A posting whose tariff nobody can read is read all the same: only the cost is not known."""
    assert cost("surcharge", tariffication=tariff).roubles is None


def test_without_a_tariff_a_rate_of_the_sellers_counts() -> None:
    """A table has no tariffication: what the seller says is taken, but never in place of the posting's own word."""
    own = Rate(roubles=40.0)
    assert told("surcharge") == (None, "the data has no tariffication of the posting")
    assert told("surcharge", rate=own) == (40.0, "40 RUB a posting (costs in ozlint.yaml)")
    assert told("surcharge", rate=own, tariffication=TARIFF)[0] == 100.0


def test_a_share_of_the_price_is_bounded() -> None:
    """Price by number of each product, and no less and no more than the bounds."""
    assert told("cancellation", rate=OWN, products=GOODS) == (
        75.01,
        "3 % of the price, at most 1500 RUB (costs in ozlint.yaml)",
    )
    russian = cost("cancellation", lang="ru", rate=Rate(percent=1.5, least=20.5), products=GOODS).basis
    assert russian == "1,5 % от цены, не меньше 20,50 ₽ (costs в ozlint.yaml)"
    assert cost("cancellation", rate=Rate(percent=90.0, most=1500.0), products=GOODS).roubles == 1500.0
    assert cost("cancellation", rate=Rate(percent=1.0, least=200.0), products=GOODS).roubles == 200.0


@pytest.mark.parametrize(
    ("products", "why"),
    [
        (None, "lacks the price"),
        ([], "lacks the price"),
        ([{"quantity": 1}], "lacks the price"),
        ([*GOODS, {"price": "7", "currency_code": "RUB"}], "lacks the price or the number"),
        ([{"price": "7", "quantity": 1}], "in which currency"),
        ([{"price": "1e300", "quantity": 1e300, "currency_code": "RUB"}], "lacks the price"),
        ([{"price": "7", "quantity": -1, "currency_code": "RUB"}], "lacks the price"),
        ([{"price": {"amount": "7", "currency": "CNY"}, "quantity": 1}], "not in roubles"),
    ],
)
def test_a_share_of_an_unknown_price_is_not_known(products: list[dict[str, Any]] | None, why: str) -> None:
    """One product without a price leaves the whole open."""
    roubles, basis = told("cancellation", rate=OWN, products=products)
    assert roubles is None
    assert why in basis


def test_a_rate_says_where_it_is_from_and_when_it_was_seen() -> None:
    """Half a year after it was looked up, a rate says that it may have changed; it is used all the same."""
    published = rates()["cancellation"]["global-blue"]
    checked = msgspec.structs.replace(published, checked="2026-05-26", shelf_days=180, source="a page")
    fresh = "3 % of the price, at most 1500 RUB (global-blue, a page), seen 2026-05-26"
    assert told("cancellation", rate=checked, products=GOODS) == (75.01, fresh)
    stale = msgspec.structs.replace(checked, checked="2026-05-25")
    roubles, basis = told("cancellation", rate=stale, products=GOODS)
    assert (roubles, basis.endswith("seen 2026-05-25, over 180 days ago: it may have changed")) == (75.01, True)
    assert "могла измениться" in cost("cancellation", lang="ru", rate=stale, products=GOODS).basis


def test_a_rate_of_the_future_does_not_count_yet() -> None:
    """A rate holds from its first day on."""
    coming = Rate(roubles=70.0, since="2026-11-23")
    assert told("delay", rate=coming) == (
        None,
        "70 RUB a posting (costs in ozlint.yaml); it holds only from 2026-11-23 on",
    )
    assert cost("delay", rate=msgspec.structs.replace(coming, since="2026-11-22")).roubles == 70.0


@pytest.mark.parametrize("charge", ["delay", "cancellation"])
def test_what_no_rate_is_known_of_says_how_to_know(charge: str) -> None:
    """Ozon publishes no rates for sellers from Russia: the reason leads to where the number is."""
    for lang in ("en", "ru"):
        assert cost(charge, lang=lang).basis == charges()[charge].why_unknown.say(lang)  # type: ignore[arg-type]


def test_a_rule_without_a_charge_costs_nothing_to_decode() -> None:
    """Only what the costs of the run are read from is decoded: the tariff, and the prices for a share of them."""
    assert cost_of(rule_of(""), object(), Terms(now=NOW), None) is None
    assert cost_paths([rule_of(""), rule_of("cancellation")], {}) == frozenset()
    assert {path.partition(".")[0] for path in cost_paths([rule_of("surcharge")], {})} == {"tariffication"}
    assert {path.partition(".")[0] for path in cost_paths([rule_of("cancellation")], {"cancellation": OWN})} == {
        "products[]"
    }
    assert cost_paths([rule_of("cancellation")], {"cancellation": Rate(roubles=1.0)}) == frozenset()


ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("RUB") | st.just("commission")
ODD_SUM = st.dictionaries(st.sampled_from(["amount", "currency"]), ODD)
ODD_TARIFF = st.dictionaries(st.sampled_from(sorted(TARIFF)), ODD | ODD_SUM)


@given(ODD_TARIFF)
def test_a_number_is_only_ever_one_that_stands_in_the_posting(tariff: dict[str, Any]) -> None:
    """Whatever a tariff holds: no exception, and no sum that is not written there."""
    roubles = cost("surcharge", tariffication=tariff).roubles
    sums = [value.get("amount") if isinstance(value, dict) else value for value in tariff.values()]
    assert roubles is None or any(str(roubles) == str(float(one)) for one in sums if _is_number(one))


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
