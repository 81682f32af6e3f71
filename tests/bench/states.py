"""The states a generated posting can be in: how often, under which scheme, with which carriers."""

from dataclasses import dataclass

CARRIER_IDS = {
    "Ozon Логистика": 24,
    "Почта России": 30,
    "СДЭК": 51,
    "Boxberry": 52,
    "DPD": 53,
    "Деловые Линии": 60,
    "YunExpress": 71,
    "Cainiao": 72,
    "Курьер продавца": 0,
    "": 0,
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """Who delivers, and what the posting says of it."""

    name: str
    share: float
    delivery_schema: str
    tpl: str
    flow: str
    carriers: tuple[str, ...]
    statuses: str
    """Which statuses this scheme knows: a key of STATUSES."""


SELLERS_CARRIERS = ("Почта России", "Почта России", "СДЭК", "СДЭК", "Boxberry", "DPD", "Деловые Линии", "YunExpress")
PARTNERS = ("СДЭК", "Boxberry", "DPD", "Почта России")
POST = ("Почта России",)
OZON = ("Ozon Логистика",)

SCHEMES = (
    Scheme("ozon", 0.44, "FBS", "ozon", "ozon", OZON, "ozon"),
    Scheme("pickup", 0.01, "FBS", "ozon", "click_and_collect", OZON, "ozon"),
    Scheme("fbp", 0.01, "FBS", "ozon", "FBP", OZON, "ozon"),
    Scheme("manual", 0.14, "FBS", "non_integrated", "non_integrated", SELLERS_CARRIERS, "seller"),
    Scheme("express", 0.03, "FBS", "non_integrated", "non_integrated", ("Курьер продавца",), "seller"),
    Scheme("tracked", 0.08, "FBS", "3pl_tracking", "3pl_tracking", PARTNERS, "seller"),
    Scheme("aggregator", 0.07, "FBS", "aggregator", "aggregator", PARTNERS, "aggregator"),
    Scheme("crossborder", 0.06, "Crossborder", "aggregator", "aggregator", ("Cainiao", "YunExpress"), "aggregator"),
    Scheme("hybrid_manual", 0.02, "FBS", "hybryd", "hybrid_non_integrated", POST, "seller"),
    Scheme("hybrid_tracked", 0.02, "FBS", "hybryd", "hybrid_3pl_tracking", POST, "seller"),
    Scheme("hybrid_aggregator", 0.02, "FBS", "hybryd", "hybrid_aggregator", POST, "aggregator"),
    Scheme("fbo", 0.10, "FBO", "", "", OZON, "fbo"),
)

# Rows: weight, status, substatus, phase. The phase says how the dates lie around now.
Row = tuple[float, str, str, str]

DONE: tuple[Row, ...] = (
    (42, "delivered", "posting_received", "delivered"),
    (18, "delivered", "posting_delivered", "delivered"),
    (3, "delivered", "posting_conditionally_delivered", "delivered"),
    (8, "cancelled", "posting_canceled", "cancelled"),
)
MOVING: tuple[Row, ...] = (
    (5, "delivering", "posting_on_way_to_city", "delivering"),
    (2, "delivering", "posting_transferred_to_courier_service", "delivering"),
    (2, "delivering", "posting_in_courier_service", "delivering"),
    (2, "delivering", "posting_on_way_to_pickup_point", "delivering"),
    (3, "delivering", "posting_in_pickup_point", "waiting_for_buyer"),
    (0.5, "delivering", "posting_conditionally_delivered", "waiting_for_buyer"),
    (0.3, "delivering", "posting_returned_to_warehouse", "waiting_for_buyer"),
)
BEFORE: tuple[Row, ...] = (
    (0.3, "awaiting_verification", "posting_split_pending", "waiting"),
    (0.5, "awaiting_approve", "posting_created", "waiting"),
    (4, "awaiting_packaging", "posting_created", "waiting"),
    (1, "awaiting_packaging", "posting_packing", "waiting"),
)
DISPUTED: tuple[Row, ...] = (
    (0.3, "client_arbitration", "posting_in_client_arbitration", "delivering"),
    (0.2, "cancelled_from_split_pending", "posting_canceled", "cancelled"),
)

STATUSES: dict[str, tuple[Row, ...]] = {
    "ozon": (
        *DONE,
        *MOVING,
        *BEFORE,
        *DISPUTED,
        (2, "awaiting_deliver", "posting_in_carriage", "waiting"),
        (2, "awaiting_deliver", "posting_not_in_carriage", "waiting"),
        (1, "awaiting_deliver", "posting_transferring_to_delivery", "waiting"),
        (0.5, "acceptance_in_progress", "posting_acceptance_in_progress", "handed_in"),
        (0.3, "driver_pickup", "posting_driver_pick_up", "handed_in"),
        (0.2, "not_accepted", "posting_not_in_sort_center", "handed_in"),
        (0.2, "arbitration", "posting_in_arbitration", "handed_in"),
    ),
    "seller": (
        *DONE,
        *MOVING,
        *BEFORE,
        *DISPUTED,
        (4, "awaiting_deliver", "posting_transferring_to_delivery", "waiting"),
        (0.1, "sent_by_seller", "sent_by_seller", "delivering"),
    ),
    "aggregator": (
        *DONE,
        *MOVING,
        *BEFORE,
        *DISPUTED,
        (3, "awaiting_registration", "posting_awaiting_registration", "waiting"),
        (1, "awaiting_registration", "posting_transferring_to_delivery", "waiting"),
        (3, "awaiting_deliver", "posting_registered", "waiting"),
    ),
    "fbo": (
        *DONE,
        *MOVING,
        (3, "awaiting_packaging", "posting_packing", "waiting"),
        (2, "awaiting_deliver", "posting_transferring_to_delivery", "waiting"),
        (0.5, "awaiting_approve", "posting_created", "waiting"),
    ),
}


@dataclass(frozen=True, slots=True)
class State:
    """One kind of posting."""

    scheme: Scheme
    status: str
    substatus: str
    phase: str
    carrier: str
    actions: str
    """available_actions, as JSON."""
    has_number: bool
    """Whether a clean posting of this kind has a tracking number."""

    @property
    def shipped(self) -> bool:
        """Whether Ozon says that the seller has handed it over."""
        return self.status in ("delivering", "delivered")

    @property
    def manual(self) -> bool:
        """Whether the seller moves the status."""
        return self.scheme.name in ("manual", "express", "hybrid_manual")

    @property
    def owes_number(self) -> bool:
        """Whether the seller must give a tracking number once it is shipped."""
        return self.scheme.name in ("manual", "tracked", "hybrid_manual", "hybrid_tracked")


def _actions(scheme: Scheme, status: str) -> str:
    by_seller = scheme.name in ("manual", "express", "hybrid_manual")
    match status:
        case "awaiting_packaging":
            actions = ["cancel", "product_cancel", "ship", "ship_async", *(["set_cutoff"] if by_seller else [])]
        case "awaiting_deliver":
            moves = ["non_int_delivering", "set_track_number"] if by_seller else ["arbitration"]
            actions = ["cancel", "label_download", "label_download_small", *moves]
        case "delivering":
            actions = ["non_int_last_mile", "non_int_delivered", "set_track_number"] if by_seller else []
        case "arbitration" | "not_accepted":
            actions = ["awaiting_delivery", "cancel"]
        case _:
            actions = ["can_create_chat"]
    return "[" + ",".join(f'"{action}"' for action in actions) + "]"


def all_states() -> list[tuple[float, State]]:
    """Every state with its share of the postings; the shares add up to 1."""
    states = []
    for scheme in SCHEMES:
        rows = STATUSES[scheme.statuses]
        total = sum(weight for weight, *_ in rows) * len(scheme.carriers)
        for weight, status, substatus, phase in rows:
            under_way = phase in ("delivering", "waiting_for_buyer", "delivered")
            numbered_before = scheme.statuses == "aggregator" and status == "awaiting_deliver"
            has_number = scheme.tpl not in ("", "ozon") and scheme.name != "express" and (under_way or numbered_before)
            actions = _actions(scheme, status)
            for carrier in scheme.carriers:
                state = State(scheme, status, substatus, phase, carrier, actions, has_number)
                states.append((scheme.share * weight / total, state))
    return states
