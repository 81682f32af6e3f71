"""Makes realistic postings one after another, some of them with a fault put in."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from breaches import Breach, breaches_of
from states import CARRIER_IDS, State, all_states
from tracking import number_of

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MALFORMED = 0.001
UNREADABLE = "OZ001"
SPLIT = 0.01
NEEDS_DATA = 0.05
HOURS_BACK = 2600
HOUR = [(NOW + timedelta(hours=hour)).strftime("%Y-%m-%dT%H") for hour in range(-HOURS_BACK, HOURS_BACK)]
"""The beginning of every moment a posting may name."""

TEMPLATES = {
    family: "".join((HERE / f"{family}.template").read_text(encoding="utf-8").splitlines()) for family in ("fbs", "fbo")
}
INITIATORS = {"": "", "client": "Покупатель", "ozon": "Ozon", "system": "Система"}
WAREHOUSES = ("Склад на Ленина", "Основной склад", "Софьино, павильон 4", "Склад Екатеринбург", "ФБС Ногинск")
CITIES = ("Москва", "Санкт-Петербург", "Казань", "Новосибирск", "Екатеринбург", "Хабаровск", "Ростов-на-Дону")


class Record(NamedTuple):
    """One generated posting: its JSON, the kind of answer it comes in, and the rule it was made to break."""

    text: str
    family: str
    posting_number: str
    rule: str


class Goods(NamedTuple):
    """What was bought: the products and the money, as JSON."""

    sku: int
    products: str
    finance: str


def goods(random: Random) -> list[Goods]:
    """A stock of baskets, most of one product."""
    rows = [line.split("\t") for line in (HERE / "goods.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    baskets = []
    for _ in range(600):
        chosen = random.sample(rows, random.choices((1, 2, 3), (92, 6, 2))[0])
        skus = [random.randrange(140_000_000, 2_000_000_000) for _ in chosen]
        pairs = [_product(sku, row, random) for sku, row in zip(skus, chosen, strict=True)]
        products, finance = (
            json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in zip(*pairs, strict=True)
        )
        baskets.append(Goods(skus[0], products, finance))
    return baskets


def _product(sku: int, row: list[str], random: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    name, color, weight, price_text = row
    price = int(price_text)
    quantity = random.choices((1, 2, 5), (90, 8, 2))[0]
    discount = price * random.randrange(5, 40) // 100
    product = {
        "imei": [],
        "is_blr_traceable": False,
        "is_marketplace_buyout": False,
        "name": name,
        "offer_id": f"УТ-{sku % 10**7:07d}",
        "price": {"amount": f"{price}.00", "currency": "RUB"},
        "product_color": color,
        "quantity": quantity,
        "sku": sku,
        "weight": float(weight),
    }
    finance = {
        "actions": [],
        "commission": {"amount": price * 12 / 100, "currency": "RUB", "percent": 12},
        "customer_price": {"amount": f"{price - discount // 2}.00", "currency": "RUB"},
        "old_price": price + discount,
        "payout": price * 88 / 100,
        "price": price,
        "product_id": sku,
        "quantity": quantity,
        "total_discount_percent": round(100 * discount / (price + discount), 2),
        "total_discount_value": discount,
    }
    return product, finance


def dates(state: State, random: Random) -> dict[str, int | None]:
    """The moments of a clean posting of this state, in hours from now."""
    whole = random.randrange
    handed: int | None = None
    match state.phase:
        case "waiting":
            accepted, ship_by = -whole(2, 40), whole(30, 96)
            promised = ship_by + whole(48, 200)
        case "handed_in":
            accepted, ship_by = -whole(40, 90), -whole(2, 20)
            promised = whole(48, 200)
        case "cancelled":
            accepted = -whole(60, 2000)
            ship_by = accepted + whole(24, 50)
            promised = ship_by + whole(48, 200)
            handed = accepted + 12 if whole(5) == 0 else None
        case _:
            age = {"delivering": (6, 300), "waiting_for_buyer": (60, 500), "delivered": (72, 2000)}[state.phase]
            handed = -whole(*age)
            accepted, ship_by = handed - whole(6, 60), handed + whole(2, 30)
            promised = whole(30, 300) if state.phase == "delivering" else handed + whole(40, 240)
    late_after = ship_by + random.choice((0, 0, 12, 36))
    return {
        "accepted": accepted,
        "ship_by": ship_by,
        "late_after": late_after,
        "handed": handed,
        "promised_from": promised - 24,
        "promised_until": promised,
        "cancelled": None,
    }


class Generator:
    """Makes postings one after another; the same seed makes the same postings."""

    def __init__(self, seed: int, *, torn: bool) -> None:
        """`torn`: whether some lines may be no JSON at all, as when a download was cut."""
        self.torn = torn
        self.random = Random(seed)
        weighted = all_states()
        self.states = [state for _, state in weighted]
        self.shares = list(accumulate(share for share, _ in weighted))
        self.breaches = {id(state): breaches_of(state) for state in self.states}
        self.baskets = goods(self.random)
        self.minutes = [f":{second // 60:02d}:{second % 60:02d}Z" for second in range(3600)]
        self.serial = 0

    def records(self, count: int) -> Iterator[list[Record]]:
        """So many postings, those that belong together in one list."""
        while count:
            group = self._group()[:count] if count > 1 else [self._render(self._values(self._state()), "", "")]
            count -= len(group)
            yield group

    def _state(self) -> State:
        return self.random.choices(self.states, cum_weights=self.shares)[0]

    def _group(self) -> list[Record]:
        random = self.random
        if random.random() < MALFORMED:
            return [self._malformed()]
        state = self._state()
        values = self._values(state)
        breach = self._breach(state)
        if breach is None:
            split = random.random() < SPLIT and state.scheme.name not in {"fbo", "crossborder"}
            return self._split(state, values, "") if split else [self._render(values, "", "")]
        if breach.needs_twin:
            return self._twins(breach.rule, state, values)
        breach.change(values, random)
        return [self._render(values, "", breach.rule)]

    def _malformed(self) -> Record:
        """A record that cannot be read as a posting."""
        record = self._render(self._values(self._state()), "", "")
        ways = ["posting_number", "status", "torn"] if self.torn else ["posting_number", "status"]
        match self.random.choice(ways):
            case "posting_number":
                text = record.text.replace(f'"posting_number":"{record.posting_number}"', '"posting_number":null')
                return Record(text, record.family, "", UNREADABLE)
            case "status":
                text = record.text.replace('"status":', '"status":{"code":7},"status_text":')
            case _:
                text = record.text[: self.random.randrange(200, 900)]
        return Record(text, record.family, record.posting_number, UNREADABLE)

    def _breach(self, state: State) -> Breach | None:
        draw = self.random.random()
        for probability, breach in self.breaches[id(state)]:
            draw -= probability
            if draw < 0:
                return breach
        return None

    def _twins(self, rule: str, state: State, values: dict[str, Any]) -> list[Record]:
        first = self._render(values, "", rule)
        if rule == "OZ010":
            return self._split(state, values, rule)
        if rule == "OZ006":
            later = {"status": "acceptance_in_progress", "substatus": "posting_acceptance_in_progress"}
            return [first, self._render(values | later, "", rule)]
        other = self._values(state) | {"track": values["track"]}
        return [first, self._render(other, "", rule)]

    def _split(self, state: State, values: dict[str, Any], rule: str) -> list[Record]:
        """Two postings of one order; they name each other, unless that is the rule to break."""
        child = self._values(state)
        number = values["posting_number"]
        child.update(order_number=values["order_number"], order_id=values["order_id"], parent=number)
        child["posting_number"] = f"{values['order_number']}-2"
        to_child = f'"{child["posting_number"]}"' if not rule else ""
        return [
            self._render(values, f',"related_postings":{{"related_posting_numbers":[{to_child}]}}', ""),
            self._render(child, f',"related_postings":{{"related_posting_numbers":["{number}"]}}', rule),
        ]

    def _values(self, state: State) -> dict[str, Any]:
        random = self.random
        self.serial = serial = self.serial + 1
        basket = random.choice(self.baskets)
        order_number = f"{serial * 7_654_321 % 10**9:010d}-{random.randrange(1, 900):04d}"
        posting_number = f"{order_number}-1"
        cancelled = state.status.startswith("cancelled")
        track = ""
        if state.has_number:
            # Ozon's partners abroad are given the posting number itself.
            track = posting_number if state.scheme.name == "crossborder" else number_of(state.carrier, serial)
        needs = f"[{basket.sku}]" if state.status == "awaiting_packaging" and random.random() < NEEDS_DATA else "[]"
        return {
            **dates(state, random),
            "family": "fbo" if state.scheme.name == "fbo" else "fbs",
            "serial": serial,
            "order_id": 33_000_000_000 + serial,
            "order_number": order_number,
            "posting_number": posting_number,
            "parent": "",
            "status": state.status,
            "substatus": state.substatus,
            "schema": state.scheme.delivery_schema,
            "tpl": state.scheme.tpl,
            "flow": state.scheme.flow,
            "express": "true" if state.scheme.name == "express" else "false",
            "collect": "true" if state.scheme.name == "pickup" else "false",
            "carrier": state.carrier,
            "track": track,
            "actions": state.actions,
            "needs": needs,
            "cancelled_by": "client" if cancelled else "",
            "reason_id": 352 if cancelled else 0,
            "affects": "false",
            "sku": basket.sku,
            "products": basket.products,
            "finance": basket.finance,
            "place": random.randrange(len(WAREHOUSES)),
            "city": random.choice(CITIES),
        }

    def _render(self, values: dict[str, Any], extra: str, rule: str) -> Record:
        place = values["place"]
        status = values["status"]
        shipping, late = self._moment(values["ship_by"]), self._moment(values["late_after"])
        if values["cancelled"] is not None:
            extra += f',"cancelled_at":{self._moment(values["cancelled"])}'
        text = TEMPLATES[values["family"]] % {
            **values,
            "status": "null" if status is None else f'"{status}"',
            "accepted": self._moment(values["accepted"]),
            "ship_by": shipping,
            "late_after": shipping if values["late_after"] == values["ship_by"] else late,
            "handed": self._moment(values["handed"]),
            "promised_from": self._moment(values["promised_from"]),
            "promised_until": self._moment(values["promised_until"]),
            "carrier_id": CARRIER_IDS[values["carrier"]],
            "warehouse": WAREHOUSES[place],
            "warehouse_id": 15_110_442_724_000 + place,
            "method_id": 20_605_650_762_000 + 100 * place + CARRIER_IDS[values["carrier"]],
            "barcode": f"{values['serial']:015d}",
            "initiator": INITIATORS[values["cancelled_by"]],
            "reason": "Покупатель отменил заказ" if values["cancelled_by"] == "client" else "",
            "after_ship": "true" if values["cancelled_by"] and values["handed"] is not None else "false",
            "extra": extra,
        }
        return Record(text, values["family"], values["posting_number"], rule)

    def _moment(self, hour: int | str | None) -> str:
        if hour is None:
            return "null"
        if isinstance(hour, str):
            return f'"{hour}"'
        return f'"{HOUR[hour + HOURS_BACK]}{self.minutes[int(self.random.random() * 3600)]}"'
