"""The integration and the scheme of a posting."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from ozlint.ozon.integration import integration_of, scheme_of
from ozlint.ozon.schemes import EITHER, is_no_scheme
from ozlint.ozon.values import known_values

Raw = str | UnsetType | None
RAW = st.none() | st.just(UNSET) | st.text() | st.sampled_from(sorted(known_values("tpl_integration_type")))


def scheme(**given_fields: Raw) -> str | UnsetType:
    """Return the scheme of a posting that has these fields and no others."""
    names = ("delivery_schema", "flow", "tpl", "tracking_number", "shipment_date", "created_at", "warehouse_name")
    assert set(given_fields) <= set(names)
    texts = [given_fields.get(name, UNSET) for name in names[:3]]
    has = [name in given_fields for name in names[3:6]]
    return scheme_of(*texts, *has, bool(given_fields.get("warehouse_name")))


@pytest.mark.parametrize(
    ("flow", "tpl", "expected"),
    [
        ("hybrid_non_integrated", "hybryd", "hybrid_non_integrated"),
        ("ozon", "non_integrated", "ozon"),
        ("hybrid", "hybryd", "hybrid"),
        ("hybryd", UNSET, "hybrid"),
        ("FBP", UNSET, "FBP"),
        (UNSET, "non_integrated", "non_integrated"),
        (None, "non_integrated", "non_integrated"),
        ("", "aggregator", "aggregator"),
        (" ", "aggregator", "aggregator"),
        (UNSET, "something_new", "something_new"),
        (UNSET, "hybryd", UNSET),
        (None, "hybrid", UNSET),
        (UNSET, UNSET, UNSET),
        (None, UNSET, UNSET),
        (UNSET, None, UNSET),
        ("", UNSET, UNSET),
        (None, None, None),
        ("", " ", None),
    ],
)
def test_integration(flow: Raw, tpl: Raw, expected: Raw) -> None:
    """The finer field wins, a hybrid without it is unknown, and so is what the input does not hold."""
    assert integration_of(flow, tpl) is expected if expected in {None, UNSET} else integration_of(flow, tpl) == expected


@pytest.mark.parametrize("flow", sorted(known_values("integration_type_flow")))
def test_every_flow_is_a_known_integration(flow: str) -> None:
    """What the flow says is a known value of the derived word."""
    assert integration_of(flow, UNSET) in known_values("integration")


def test_fbo_told() -> None:
    """The schema says FBO in any case, whatever else is there."""
    assert scheme(delivery_schema="FBO") == "fbo"
    assert scheme(delivery_schema=" fbo ", shipment_date="2026-11-10T09:00:00Z", tpl="ozon") == "fbo"


def test_fbo_by_shape() -> None:
    """An FBO answer has none of the fields about shipping and tells its creation or Ozon's warehouse."""
    assert scheme(created_at="2026-05-10T23:59:51Z") == "fbo"
    assert scheme(warehouse_name="OMSK_RFC") == "fbo"
    assert scheme(created_at="2026-05-10T23:59:51Z", delivery_schema="SDS") == "fbo"


@pytest.mark.parametrize("field", ["flow", "tpl", "tracking_number", "shipment_date"])
def test_one_shipping_field_is_not_fbo(field: str) -> None:
    """A field about shipping, even an empty one, is no FBO answer's."""
    assert scheme(created_at="2026-05-10T23:59:51Z", **{field: None}) != "fbo"


def test_null_analytics_are_not_fbo() -> None:
    """An empty warehouse name comes from a null analytics_data of any scheme."""
    assert scheme(warehouse_name=None) is UNSET


def test_told_schema_is_not_overruled_by_shape() -> None:
    """A record that says FBS or Crossborder is no FBO, however little it holds."""
    assert scheme(delivery_schema="fbs", created_at="2026-05-10T23:59:51Z") == "fbs"
    assert scheme(delivery_schema="Crossborder", created_at="2026-05-10T23:59:51Z") == "crossborder"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"flow": "FBP", "delivery_schema": "fbs"}, "fbp"),
        ({"delivery_schema": "Crossborder", "tpl": "aggregator"}, "crossborder"),
        ({"delivery_schema": "fbs", "tpl": "ozon"}, "fbs"),
        ({"tpl": "ozon"}, "fbs"),
        ({"tpl": "non_integrated", "delivery_schema": "fbs"}, "rfbs"),
        ({"tpl": "3pl_tracking"}, "rfbs"),
        ({"tpl": "aggregator"}, "rfbs"),
        ({"flow": "hybrid_non_integrated", "tpl": "hybryd"}, "rfbs"),
        ({"flow": "click_and_collect"}, "rfbs"),
        ({"tpl": "hybryd"}, "rfbs"),
        ({"tpl": "hybrid", "flow": None}, "rfbs"),
        ({"delivery_schema": "FBS"}, "fbs"),
        ({"delivery_schema": "rFBS"}, "rfbs"),
        ({"delivery_schema": "FBO/FBS", "tpl": "ozon"}, "fbs"),
        ({"delivery_schema": "FBO/FBS", "tpl": "aggregator"}, "rfbs"),
        ({"delivery_schema": "SDS"}, "fbs"),
        ({"shipment_date": None}, "fbs"),
        ({"tracking_number": None, "tpl": None}, "fbs"),
    ],
)
def test_other_schemes(fields: dict[str, Raw], expected: str) -> None:
    """The other schemes follow from the flow, the schema, the integration and the fields about shipping."""
    assert scheme(**fields) == expected


@pytest.mark.parametrize("fields", [{}, {"delivery_schema": None}, {"tpl": None}, {"delivery_schema": "new"}])
def test_scheme_not_told(fields: dict[str, Raw]) -> None:
    """With no sign of a scheme none is guessed."""
    assert scheme(**fields) is UNSET


@pytest.mark.parametrize("field", ["shipment_date", "tracking_number", "created_at", "warehouse_name"])
def test_a_table_of_either_scheme_tells_none(field: str) -> None:
    """Where a table may be of FBO or of FBS, which columns it has proves nothing."""
    assert scheme(delivery_schema="FBO/FBS", **{field: "2026-11-10T09:00:00Z"}) is UNSET


@given(st.tuples(RAW, RAW, RAW, st.booleans(), st.booleans(), st.booleans(), st.booleans() | st.just(UNSET)))
def test_any_fields_are_answered(fields: tuple[Any, ...]) -> None:
    """Whatever the fields hold, the answer is a known scheme or unknown, and an integration is never blank."""
    answer = scheme_of(*fields)
    assert answer is UNSET or answer in known_values("scheme")
    integration = integration_of(fields[1], fields[2])
    assert integration in {None, UNSET} or integration.strip()


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("РФБС", "rfbs"), ("realFBS", "rfbs"), ("real FBS", "rfbs"), ("rFBS Express", "rfbs"), ("erFBS", "rfbs"),
        (" r-fbs ", "rfbs"), ("ФБС", "fbs"), ("ФБО", "fbo"), ("FBP", "fbp"), ("CrossBorder", "crossborder"),
    ],
)  # fmt: skip
def test_a_scheme_has_more_than_one_spelling(text: str, scheme: str) -> None:
    """What sellers write in their tables means what Ozon calls it."""
    assert scheme_of(text, UNSET, UNSET, *(False, True, False), UNSET) == scheme
    assert not is_no_scheme(text)


def test_what_stands_in_place_of_a_scheme() -> None:
    """A text that nobody knows is none; no text at all, or one that leaves it open, is not held against anybody."""
    assert is_no_scheme("XYZ")
    assert not any(map(is_no_scheme, ("", "SDS", EITHER)))
