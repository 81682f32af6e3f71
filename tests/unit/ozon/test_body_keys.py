"""The keys of a body, held against what its method knows."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.ozon.body_keys import known_part, missing_keys, unknown_keys
from ozlint.ozon.contract import contracts

SAMPLES = Path(__file__).parents[4] / "shared" / "domain" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not on this machine")

TRACKING = contracts()["/v2/fbs/posting/tracking-number/set"]
SHIP = contracts()["/v4/posting/fbs/ship"]
LIST = contracts()["/v4/posting/fbs/list"]
DELIVERING = contracts()["/v2/fbs/posting/delivering"]
RETIRED = contracts()["/v2/posting/fbs/act/create"]


def test_filters_that_ozon_leaves_unread_are_told() -> None:
    """What the third version of the list took, the fourth does not know: at the top and inside of the filter."""
    body = {"dir": "ASC", "filter": {"since": "a", "to": "b", "status": "delivering"}, "limit": 50, "offset": 0}
    assert unknown_keys(LIST, body) == ("dir", "filter.status", "offset")
    assert missing_keys(LIST, body) == ()


def test_keys_in_lists_are_told_once() -> None:
    """However many elements have it; the path says that it is in a list."""
    items = [{"posting_number": "1", "track": "A"}, {"posting_number": "2", "track": "B"}]
    assert unknown_keys(TRACKING, {"tracking_numbers": items}) == ("tracking_numbers[].track",)
    assert missing_keys(TRACKING, {"tracking_numbers": items}) == ("tracking_numbers[].tracking_number",)


def test_one_object_in_place_of_a_list_is_looked_into() -> None:
    """That it is no list is another fault."""
    body = {"tracking_numbers": {"posting_number": "1", "tracking_number": "2", "x": 3}}
    assert unknown_keys(TRACKING, body) == ("tracking_numbers[].x",)
    assert missing_keys(TRACKING, body) == ()


def test_what_is_null_is_missing() -> None:
    """And a key inside of what may be left out is missing only where that is there."""
    assert missing_keys(SHIP, {"posting_number": "", "packages": []}) == ("posting_number", "packages[]")
    assert missing_keys(SHIP, {"posting_number": None}) == ("posting_number", "packages[]")
    assert missing_keys(SHIP, {"posting_number": "1", "packages": [{"products": [{"product_id": 1}]}]}) == (
        "packages[].products[].quantity",
    )
    package = contracts()["/v4/posting/fbs/ship/package"]
    assert missing_keys(package, {"posting_number": "1"}) == ()


def test_of_a_method_whose_keys_are_not_written_down_none_is_unknown() -> None:
    """Nobody knows."""
    assert unknown_keys(RETIRED, {"delivery_method_id": 1}) == ()
    assert missing_keys(RETIRED, {}) == ()


def test_what_is_known_is_kept_as_it_is() -> None:
    """With its order and its types, also where a text stands in place of a list."""
    body = {"posting_number": "1-2-3"}
    assert known_part(DELIVERING, body) == body
    packages = {"packages": [{"products": [{"product_id": 1, "quantity": 2}]}], "posting_number": "1", "with": None}
    assert json.dumps(known_part(SHIP, packages)) == json.dumps(packages)


@pytest.mark.parametrize("contract", [TRACKING, SHIP, LIST, DELIVERING, RETIRED, None])
def test_what_is_not_known_is_left_out(contract: Any) -> None:  # noqa: ANN401 - a contract or None
    """Beside what is known, inside of it, and in place of it."""
    secret = {"name": "Иванов", "phone": "+79990000000"}
    body = {
        "customer": secret,
        "posting_number": [secret, "1-1-1", [secret]],
        "tracking_numbers": [{"posting_number": "1-1-1", "tracking_number": secret, "customer": secret}],
        "packages": [{"products": [{"product_id": secret, "name": "Иванов"}]}],
        "filter": {"since": secret, "customer": secret},
        "with": secret,
    }
    kept = json.dumps(known_part(contract, body), ensure_ascii=False)
    assert "Иванов" not in kept
    assert "+7" not in kept


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*"ab", "posting_number", "filter", "since", "packages", "products", "with"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.sampled_from(list(contracts().values())),
    st.dictionaries(st.sampled_from(["filter", "packages", "posting_number", "x"]), json_values),
)
def test_what_is_kept_has_no_unknown_key(contract: Any, body: dict[str, Any]) -> None:  # noqa: ANN401 - a contract
    """Keeping twice keeps the same; nothing unknown is left."""
    kept = known_part(contract, body)
    assert known_part(contract, kept) == kept
    assert unknown_keys(contract, kept) == ()


@needs_samples
def test_documented_examples_of_updates_fit_their_methods() -> None:
    """No example of an update has an unknown key or lacks one; those of v4 lists show what the docs get wrong."""
    for path in sorted(SAMPLES.glob("*_req_*en-2026-06.json")):
        method = "/" + path.name.split("_req_")[1].split("__")[0].replace("_", "/")
        contract = contracts().get(method)
        if contract is not None and contract.changes_postings:
            body = json.loads(path.read_bytes())
            assert (unknown_keys(contract, body), missing_keys(contract, body)) == ((), ()), method
    example = json.loads((SAMPLES / "020_req_v4_posting_fbs_unfulfilled_list__en-2026-06.json").read_bytes())
    unfulfilled = contracts()["/v4/posting/fbs/unfulfilled/list"]
    assert "filter.last_change_status_date" in unknown_keys(unfulfilled, example)
