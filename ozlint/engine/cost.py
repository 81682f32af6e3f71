"""What a finding about a posting costs: by what the posting says of its tariff, else by a rate that is told.

Nothing is guessed. A surcharge is what the posting's tariffication has for it; a share of the price needs the prices;
roubles are never made of another currency. Where a number is missing, the reason stands in its place.
"""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from ozlint.engine.terms import Terms
from ozlint.language.values import number_value, read_path, text_value, time_value
from ozlint.model.cost import Cost
from ozlint.model.rate import Rate, Rates
from ozlint.model.text import Lang, Text, decimal
from ozlint.model.times import DAY, read_time, show_time
from ozlint.ozon.charges import charges
from ozlint.rulebook.rule import Rule

_ROUBLES = ("RUB", "RUR")
_LARGEST = 1e9
"""Roubles: more than that is a slip or an attack, and no price."""
_SURCHARGE = "commission"
"""What Ozon calls a tariff that adds to the price; the others are discount and no_discount."""
_TARIFF = (
    *(f"tariffication.{which}_tariff_{what}" for which in ("current", "next") for what in ("type", "charge")),
    *(f"tariffication.{which}_tariff_charge_currency_code" for which in ("current", "next")),
    "tariffication.next_tariff_starts_at",
)
_GOODS = ("products[].price", "products[].quantity", "products[].currency_code")

_RUNNING = Text("a surcharge runs, by the posting's tariffication", "наценка уже действует, по тарификации отправления")
_RUNS_SINCE = Text(
    "a surcharge since {start}, by the posting's tariffication, which may have grown since",
    "наценка с {start}, по тарификации отправления; с тех пор могла вырасти",
)
_COMING = Text(
    "a surcharge from {start} on unless it ships before, by the posting's tariffication",
    "наценка с {start}, если не отгрузить раньше, по тарификации отправления",
)
_THEN = Text("{basis}; {roubles} RUB from {start} on", "{basis}; с {start} — {roubles} ₽")
_NO_SURCHARGE = Text(
    "the posting's tariffication has no surcharge so far", "в тарификации отправления наценки пока нет"
)
_NO_SUM = Text(
    "the posting's tariffication has a surcharge and does not say how much",
    "в тарификации отправления наценка есть, а сумма не указана",
)
_FOREIGN = Text(
    "it is told in {currency}, and no rate of exchange is known", "она указана в {currency}, а курс неизвестен"
)
_NO_CURRENCY = Text("its currency is not told", "её валюта не указана")
_NO_PRICES = Text(
    "{rate}; the data lacks the price or the number of some product",
    "{rate}; в данных нет цены или количества какого-то товара",
)
_NO_CURRENCY_OF_PRICES = Text(
    "{rate}; the data does not say in which currency the prices are", "{rate}; в данных не сказано, в какой валюте цены"
)
_FOREIGN_PRICES = Text("{rate}; the prices are not in roubles", "{rate}; цены не в рублях")
_TOO_EARLY = Text("{rate}; it holds only from {since} on", "{rate}; действует только с {since}")
_FLAT = Text("{roubles} RUB a posting", "{roubles} ₽ за отправление")
_SHARE = Text("{percent} % of the price", "{percent} % от цены")
_LEAST = Text(", at least {roubles} RUB", ", не меньше {roubles} ₽")
_MOST = Text(", at most {roubles} RUB", ", не больше {roubles} ₽")
_PUBLISHED = Text(" ({name}, {source})", " ({name}, {source})")
_OWN = Text(" (costs in ozlint.yaml)", " (costs в ozlint.yaml)")
_OWN_SOURCE = Text(" (costs in ozlint.yaml, {source})", " (costs в ozlint.yaml, {source})")
_SEEN = Text(", seen {checked}", ", проверено {checked}")
_STALE = Text(
    ", seen {checked}, over {days} days ago: it may have changed",
    ", проверено {checked}, больше {days} дн. назад: могла измениться",
)


def cost_paths(rules: Iterable[Rule], rates: Rates) -> frozenset[str]:
    """Return the fields of postings that the costs of some rules are read from."""
    named = {rule.cost for rule in rules if rule.cost}
    tariff = _TARIFF if any(charges()[name].in_posting for name in named) else ()
    goods = _GOODS if any(rates[name].percent is not None for name in named & rates.keys()) else ()
    return frozenset((*tariff, *goods))


def cost_of(rule: Rule, posting: object, terms: Terms, zone: tzinfo | None) -> Cost | None:
    """Return what a finding of a rule about a posting costs; None where the rule leads to no charge.

    What the posting itself says goes before a rate. `zone` is that of times that come without one.
    """
    if not rule.cost:
        return None
    known, rate = charges()[rule.cost], terms.rates.get(rule.cost)
    said: _Said = (None, known.why_unknown.say(terms.lang))
    if known.in_posting and read_path(posting, "tariffication"):
        said = _by_tariff(posting, terms.now, zone, terms.lang)
    if said[0] is None and rate is not None:
        said = _by_rate(rate, posting, terms.now, terms.lang)
    return Cost(charge=rule.cost, roubles=said[0], basis=said[1])


_Said = tuple[float | None, str]
"""A number, or none, and what it is from, or why there is none."""


class _Tariff:
    """One of the two tariffs that a posting carries: the one that runs, and the next."""

    def __init__(self, posting: object, which: str) -> None:
        at = f"tariffication.{which}_tariff"
        charge = read_path(posting, f"{at}_charge")
        amount = number_value(charge)
        currency = getattr(charge, "currency", None) or read_path(posting, f"{at}_charge_currency_code")
        self.is_surcharge = text_value(read_path(posting, f"{at}_type")) == _SURCHARGE
        self.amount = amount if isinstance(amount, float) and 0 <= amount <= _LARGEST else None
        self.currency = _currency(currency)

    @property
    def roubles(self) -> float | None:
        """The surcharge, where it is one and is told in roubles."""
        return self.amount if self.is_surcharge and self.currency in _ROUBLES else None

    def why_not(self, lang: Lang) -> str:
        """Return why there is no number."""
        if not self.is_surcharge:
            return _NO_SURCHARGE.say(lang)
        if self.amount is None:
            return _NO_SUM.say(lang)
        return _FOREIGN.say(lang).format(currency=self.currency) if self.currency else _NO_CURRENCY.say(lang)


def _by_tariff(posting: object, now: float, zone: tzinfo | None, lang: Lang) -> _Said:
    """Return the surcharge that runs now, or the one that comes next."""
    current, following = _Tariff(posting, "current"), _Tariff(posting, "next")
    begins = time_value(read_path(posting, "tariffication.next_tariff_starts_at"), zone)
    start = show_time(begins) if isinstance(begins, float) else ""
    has_begun = isinstance(begins, float) and begins <= now
    if not start or (current.is_surcharge and not has_begun):
        basis = _RUNNING.say(lang)
        if start and following.roubles is not None:
            basis = _THEN.say(lang).format(basis=basis, roubles=_sum(following.roubles, lang), start=start)
        return _said(current, basis, lang)
    return _said(following, (_RUNS_SINCE if has_begun else _COMING).say(lang).format(start=start), lang)


def _said(tariff: _Tariff, basis: str, lang: Lang) -> _Said:
    return (None, tariff.why_not(lang)) if tariff.roubles is None else (tariff.roubles, basis)


def _by_rate(rate: Rate, posting: object, now: float, lang: Lang) -> _Said:
    written = spell_rate(rate, now, lang)
    if rate.since and read_time(rate.since)[0] > now:
        return None, _TOO_EARLY.say(lang).format(rate=written, since=rate.since)
    if rate.roubles is not None:
        return rate.roubles, written
    worth = _worth(read_path(posting, "products"))
    if isinstance(worth, Text):
        return None, worth.say(lang).format(rate=written)
    share = max(worth * (rate.percent or 0.0) / 100, rate.least or 0.0)
    return round(share if rate.most is None else min(share, rate.most), 2), written


def _worth(products: Any) -> float | Text:  # noqa: ANN401 - what was decoded of them
    """Return what the goods of a posting cost in roubles, or why that is not known."""
    worth = 0.0
    for product in products or ():
        price = getattr(product, "price", None)
        amount, number = number_value(price), number_value(getattr(product, "quantity", None))
        currency = _currency(getattr(price, "currency", None) or getattr(product, "currency_code", None))
        if not isinstance(amount, float) or not isinstance(number, float):
            return _NO_PRICES
        if not currency:
            return _NO_CURRENCY_OF_PRICES
        if currency not in _ROUBLES:
            return _FOREIGN_PRICES
        worth += amount * number
    return worth if products and 0 <= worth <= _LARGEST else _NO_PRICES


def spell_rate(rate: Rate, now: float, lang: Lang) -> str:
    """Return a rate in words: how much it is, who says so, when it was seen there, and whether that is long ago."""
    parts = [_FLAT.say(lang).format(roubles=_sum(rate.roubles, lang))] if rate.roubles is not None else []
    if rate.percent is not None:
        parts.append(_SHARE.say(lang).format(percent=decimal(f"{rate.percent:g}", lang)))
        parts += [_LEAST.say(lang).format(roubles=_sum(rate.least, lang))] if rate.least else []
        parts += [_MOST.say(lang).format(roubles=_sum(rate.most, lang))] if rate.most is not None else []
    origin = _PUBLISHED if rate.name else _OWN_SOURCE if rate.source else _OWN
    parts.append(origin.say(lang).format(name=rate.name, source=rate.source))
    if rate.checked:
        is_stale = now >= float(read_time(rate.checked)[0]) + (rate.shelf_days + 1) * DAY
        parts.append((_STALE if is_stale else _SEEN).say(lang).format(checked=rate.checked, days=rate.shelf_days))
    return "".join(parts)


def _currency(value: Any) -> str:  # noqa: ANN401 - what was decoded
    return value.strip().upper() if isinstance(value, str) else ""


def _sum(roubles: float, lang: Lang) -> str:
    return str(int(roubles)) if roubles.is_integer() else decimal(f"{roubles:.2f}", lang)
