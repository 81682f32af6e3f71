"""What ozlint may ask of Ozon: reading, and nothing else."""

import json

import pytest

from fake_ozon.schema import SCHEMA
from ozlint.model.table import table_rows
from ozlint.seller_api.method import listing_methods, methods, stand_in_of
from ozlint.seller_api.request import Request

ASKED = {
    "/v4/posting/fbs/list", "/v3/posting/fbs/list", "/v4/posting/fbs/unfulfilled/list",
    "/v3/posting/fbs/unfulfilled/list", "/v3/posting/fbo/list", "/v2/posting/fbo/list", "/v3/posting/fbs/get",
    "/v1/report/postings/create", "/v1/report/info", "/v1/roles",
}  # fmt: skip
CHANGES = [
    "/v4/posting/fbs/ship", "/v4/posting/fbs/ship/package", "/v2/fbs/posting/tracking-number/set",
    "/v2/fbs/posting/delivering", "/v2/fbs/posting/last-mile", "/v2/fbs/posting/delivered",
    "/v2/fbs/posting/sent-by-seller", "/v2/posting/fbs/awaiting-delivery", "/v2/posting/fbs/arbitration",
    "/v2/posting/fbs/cancel", "/v2/posting/fbs/product/cancel", "/v1/posting/cutoff/set",
    "/v1/posting/fbs/timeslot/set", "/v1/posting/fbs/pick-up-code/verify", "/v3/posting/multiboxqty/set",
    "/v1/posting/fbs/split", "/v6/fbs/posting/product/exemplar/set", "/v1/returns/rfbs/action/set",
    "/v1/carriage/create", "/v1/order/cancel", "/v1/posting/cancel", "/v1/notification/set",
]  # fmt: skip
"""What changes a posting, an order or a setting at Ozon."""


def test_the_allow_list_is_what_fetching_needs() -> None:
    """Ten methods may be asked; one more is a decision, made here as well as in the table."""
    assert set(methods()) == ASKED


def test_no_method_of_the_allow_list_changes_a_posting() -> None:
    """Each reads, but for the one that has a report made, which is a file and no posting."""
    assert {method.path: method.effect for method in methods().values() if method.effect != "reads"} == {
        "/v1/report/postings/create": "makes a report"
    }


@pytest.mark.parametrize("path", [*CHANGES, "", "/", "v1/roles", "/v1/roles/", "/v1/roles?x=1", "/V1/roles"])
def test_a_request_that_changes_anything_cannot_be_made(path: str) -> None:
    """A path that is not on the list, letter by letter, is no request."""
    with pytest.raises(ValueError, match="not a method that ozlint may ask"):
        Request(path, b"{}")


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the documented methods are not at {SCHEMA}")
def test_of_all_documented_methods_only_the_list_can_be_asked() -> None:
    """Every other method that Ozon documents about postings is refused."""
    documented = json.loads(SCHEMA.read_text(encoding="utf-8"))["paths"]
    refused = []
    for path in documented.keys() - ASKED:
        with pytest.raises(ValueError, match="may ask"):
            Request(path, b"{}")
        refused.append(path)
    assert len(refused) > 100
    assert ASKED - documented.keys() == {"/v1/roles"}


def test_an_older_method_stands_in_for_a_newer_one() -> None:
    """The newest list is asked first; each has one that stands in for it, and that one has none."""
    assert [method.path for method in listing_methods("fbs", "list")] == [
        "/v4/posting/fbs/list",
        "/v3/posting/fbs/list",
    ]
    assert stand_in_of("/v4/posting/fbs/unfulfilled/list") == "/v3/posting/fbs/unfulfilled/list"
    assert stand_in_of("/v3/posting/fbo/list") == "/v2/posting/fbo/list"
    assert stand_in_of("/v2/posting/fbo/list") is None
    assert stand_in_of("/v3/posting/fbs/get") is None


@pytest.mark.parametrize("name", ["methods.tsv", "refusals.tsv", "report_columns.tsv"])
def test_every_row_of_a_table_names_its_source(name: str) -> None:
    """A fact without a source is none."""
    rows = table_rows(f"seller_api/{name}")
    assert rows
    assert len({len(row) for row in rows}) == 1
    assert all(row[-1].strip() for row in rows)
