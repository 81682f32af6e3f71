"""Lines of a snapshot: what ozlint knows of a posting, and nothing else of what Ozon sent."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from fake_ozon.clock import NOW
from fake_ozon.schema import SCHEMA
from fake_ozon.shipment import MONEY, PERSONAL, shipment
from generator import Generator
from ozlint.model.fields import posting_fields
from ozlint.seller_api.answers import read_page
from ozlint.seller_api.line import Line, make_line
from ozlint.sources import DecodeProblem, PostingDecoder

SAMPLES = SCHEMA.parent / "samples"
PRICES = ("products[].price", "products[].currency_code")


def made(posting: Any, account: str | None = None, details: Any = None) -> Line:  # noqa: ANN401 - any JSON
    """Return the line of a posting."""
    return make_line(raw(posting), account, None if details is None else raw(details))


def raw(value: Any) -> Raw:  # noqa: ANN401 - any JSON
    """Return a value as it stands in an answer."""
    return Raw(json.dumps(value, ensure_ascii=False).encode())


def of(line: Line) -> Any:  # noqa: ANN401 - any JSON
    """Return what is on a line."""
    return json.loads(line.data)


def paths_of(value: Any, prefix: str = "") -> set[str]:  # noqa: ANN401 - any JSON
    """Return the paths of all values that are no lists and no objects; lists are not in the paths."""
    if isinstance(value, list):
        return {path for one in value for path in paths_of(one, prefix)}
    if isinstance(value, dict):
        return {path for name, one in value.items() for path in paths_of(one, f"{prefix}.{name}".lstrip("."))}
    return {prefix}


def test_a_line_has_the_fields_that_ozlint_knows() -> None:
    """Each as Ozon sent it, without people, prices, and what is new or not known."""
    line = make_line(Raw(shipment("12345678-0001-1", NOW).text), "main")
    assert of(line) == {
        "account": "main",
        "posting_number": "12345678-0001-1",
        "order_id": 680420041,
        "status": "delivering",
        "in_process_at": "2026-11-22T09:00:00Z",
        "available_actions": ["cancel"],
        "analytics_data": {"warehouse_id": 1, "delivery_type": "PVZ"},
        "products": [{"sku": 358924380, "quantity": 1}],
        "requirements": {"products_requiring_gtd": [1]},
        "delivery_method": {"id": 7, "warehouse_id": 1},
        "tracking_number": "10944022440321",
    }
    assert (line.number, line.status, line.misread) == ("12345678-0001-1", "delivering", None)
    assert b"\n" not in line.data
    for hidden in (*PERSONAL, MONEY):
        assert hidden.encode() not in line.data


def test_what_is_null_stays_null_and_what_is_absent_stays_absent() -> None:
    """Empty and unknown are not the same to a rule."""
    assert of(made({"posting_number": "1", "status": "delivering", "delivering_date": None})) == {
        "posting_number": "1",
        "status": "delivering",
        "delivering_date": None,
    }


def test_the_account_is_never_ozons_to_say() -> None:
    """What an answer has under that name, of whatever kind, is not taken over."""
    for value in ("other", {"name": PERSONAL[0]}, 5):
        posting = {"posting_number": "1", "status": "x", "account": value}
        assert of(made(posting)) == {"posting_number": "1", "status": "x"}
        assert of(made(posting, 'ООО "Ромашка"'))["account"] == 'ООО "Ромашка"'


def test_requirements_are_lists_of_products() -> None:
    """Their keys are Ozon's and not in the table of fields: what is no list of products of that kind is left out."""
    requirements = {
        "products_requiring_gtd": [1, "2", PERSONAL[1]],
        "products_requiring_country": None,
        "customer_phone": [PERSONAL[1]],
        "products_requiring_Имя": ["1"],
    }
    assert of(made({"posting_number": "1", "status": "x", "requirements": requirements}))["requirements"] == {
        "products_requiring_gtd": [1, "2"],
        "products_requiring_country": [],
    }


def test_details_stand_above_the_list() -> None:
    """What they say counts; what they do not say, or say with null, is that of the list."""
    listed = {"posting_number": "1", "status": "delivering", "delivery_schema": "FBS", "tracking_number": "T"}
    details = {
        "posting_number": "1",
        "status": "delivered",
        "tracking_number": None,
        "fact_delivery_date": "2026-11-01T10:00:00Z",
        "related_postings": {"related_posting_numbers": ["2"]},
        "customer": {"name": PERSONAL[0]},
    }
    line = made(listed, details=details)
    assert line.status == "delivered"
    assert of(line) == {
        "posting_number": "1",
        "status": "delivered",
        "delivery_schema": "FBS",
        "tracking_number": "T",
        "fact_delivery_date": "2026-11-01T10:00:00Z",
        "related_postings": {"related_posting_numbers": ["2"]},
    }


def test_what_is_empty_in_the_details_and_in_no_list_is_empty() -> None:
    """Ozon has said that there is no hand-over: that is another thing than not having asked."""
    listed = {"posting_number": "1", "status": "delivering", "delivering_date": None}
    details = {"posting_number": "1", "status": "delivering", "fact_delivery_date": None}
    assert of(made(listed, details=details))["fact_delivery_date"] is None


def test_details_of_another_posting_are_not_taken() -> None:
    """An answer to another question says nothing of this posting."""
    listed = {"posting_number": "1", "status": "delivering"}
    assert of(made(listed, details={"posting_number": "2", "status": "delivered"})) == listed


@pytest.mark.parametrize(
    ("posting", "field"),
    [
        ({"shipment_date": {"x": 1}}, "shipment_date"),
        ({"multi_box_qty": "many"}, "multi_box_qty"),
        ({"products": [{"sku": 1, "quantity": [1]}]}, "products[].quantity"),
        ({"delivery_method": "courier"}, "delivery_method"),
        ({"is_express": "perhaps"}, "is_express"),
    ],
)
def test_a_field_that_cannot_be_read_is_left_out_and_told(posting: dict[str, Any], field: str) -> None:
    """The others are written: it is not known, which a rule does not take for a pass."""
    line = made({"posting_number": "1-0001-1", "status": "delivering", "tracking_number": "T", **posting})
    assert line.misread is not None
    assert (line.misread.posting_number, line.misread.field) == ("1-0001-1", field)
    assert line.misread.reason.ru
    written = of(line)
    assert (written["status"], written["tracking_number"]) == ("delivering", "T")
    assert PostingDecoder(posting_fields())(line.data).posting_number == "1-0001-1"
    assert "many" not in line.data.decode()


def test_several_fields_that_cannot_be_read_are_all_left_out() -> None:
    """The first of them is told."""
    line = made({"posting_number": "1", "status": "x", "is_express": "perhaps", "volume_weight": {"kg": 1}})
    assert of(line) == {"posting_number": "1", "status": "x"}
    assert line.misread is not None


def test_prices_that_cannot_be_read_are_nobodys_concern() -> None:
    """It is not written anyway."""
    line = made({"posting_number": "1", "status": "x", "products": [{"sku": 1, "price": ["?"]}]})
    assert line.misread is None
    assert of(line)["products"] == [{"sku": 1}]


@pytest.mark.parametrize("posting", [{"status": {"code": 7}}, {"status": ["delivering"]}])
def test_a_posting_without_a_readable_status_is_written_as_its_number(posting: dict[str, Any]) -> None:
    """Whoever reads the snapshot is told of a record that is no posting: nothing vanishes."""
    line = made({"posting_number": "1-0001-1", "customer": PERSONAL[0], **posting}, "main")
    assert of(line) == {"account": "main", "posting_number": "1-0001-1"}
    assert line.misread is not None
    assert (line.misread.posting_number, line.misread.field) == ("1-0001-1", "")


@pytest.mark.parametrize(
    "posting", [{"status": "x"}, {"posting_number": None, "status": "x"}, {"posting_number": " "}, [], "x", None, 1]
)
def test_a_posting_without_a_number_is_told_and_not_written(posting: object) -> None:
    """It cannot be told from another."""
    line = made(posting)
    assert (line.number, line.data) == (None, b"")
    assert line.misread is not None
    assert line.misread.reason.en


def test_a_written_line_says_the_same_as_the_answer() -> None:
    """Read again, each of a thousand realistic postings has the value it had, in every field that is kept."""
    kept = [path for path in posting_fields() if path not in PRICES]
    decode = PostingDecoder(path for path in kept if path != "account")
    for group in Generator(7, torn=False).records(1000):
        for record in group:
            line = make_line(Raw(record.text.encode()), None)
            try:
                expected = decode(record.text.encode())
            except DecodeProblem:
                assert line.misread is not None
                continue
            assert line.misread is None
            assert decode(line.data) == expected


def test_what_ozon_charges_stays_on_the_line() -> None:
    """The tariff is no price and nothing of the buyer: what a finding costs is read from it."""
    tariff = {
        "current_tariff_type": "commission",
        "current_tariff_charge": {"amount": "100.00", "currency": "RUB"},
        "next_tariff_starts_at": "2026-05-20T00:00:00Z",
    }
    told = {**tariff, "current_tariff_rate": 2, "comment": PERSONAL[0]}
    line = made({"posting_number": "1", "status": "x", "tariffication": told})
    assert of(line)["tariffication"] == tariff


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(PERSONAL),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "sku", "id", "x"]), inner),
    max_leaves=6,
)
tops = sorted({path.partition(".")[0].removesuffix("[]") for path in posting_fields()} | {"customer", "addressee"})


@given(st.dictionaries(st.sampled_from(tops), json_values, max_size=8))
def test_nothing_but_known_fields_is_ever_written(posting: dict[str, Any]) -> None:
    """Whatever Ozon sends in whatever place, a line has paths of the table only, and no prices."""
    line = made({**posting, "posting_number": "1-0001-1"}, "main")
    known = {path.replace("[]", "") for path in posting_fields() if path not in PRICES}
    for path in paths_of(of(line)):
        assert any(f"{name}.".startswith(f"{path}.") for name in known) or path.startswith("requirements."), path


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected answers are not at hand")
def test_collected_answers_are_written_without_people() -> None:
    """Official examples and live answers have customers, addressees and prices; their lines do not."""
    seen = 0
    for path in sorted(SAMPLES.glob("*_resp_*_posting_fb[so]_*list__*.json")):
        if "cancel-reason" in path.name:
            continue
        for posting in read_page(path.read_bytes()).postings:
            line = make_line(posting, None)
            assert line.misread is None, path.name
            assert not {"customer", "addressee", "financial_data", "legal_info", "barcodes"} & of(line).keys()
            assert b'"price"' not in line.data
            seen += 1
    assert seen > 10
