"""The contracts of Ozon's methods: the table, and how it fits what is documented and the table of transitions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from ozlint.model.contract import NUMBER, Contract, Holds
from ozlint.model.table import table_rows
from ozlint.model.times import iso_time
from ozlint.ozon.contract import contract_of, contracts, contracts_by_action
from ozlint.ozon.transitions import Obstacle, moves, next_status
from ozlint.ozon.values import known_values

SCHEMA = Path(__file__).parents[4] / "shared" / "domain" / "openapi-postings.json"
SAMPLES = SCHEMA.parent / "samples"
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="the documented methods are not on this machine")

GONE_FROM_THE_DOCS = {"/v2/fbs/posting/sent-by-seller"}
OTHER_FAULTS = {"unknown_posting", "cancelled", "presumed_delivered", "wrong_reason", "no_message"}


def test_every_row_is_whole() -> None:
    """A path is there once; there are grades, names in both languages, and a source."""
    rows = table_rows("ozon/contracts.tsv")
    assert len({len(row) for row in rows}) == 1
    assert len({row[0] for row in rows}) == len(rows) == len(contracts())
    for contract in contracts().values():
        assert contract.path.startswith("/v")
        assert contract.holds in get_args(Holds)
        assert contract.evidence in {"D", "P", "E", "L", "I", "X"}
        assert contract.name.en
        assert contract.name.ru
        assert contract.source
        assert set(contract.offered_as) <= known_values("available_actions")
        assert contract.errors.keys() <= {*get_args(Obstacle), *OTHER_FAULTS}


def test_limits_and_dates_say_how_sure_they_are() -> None:
    """A limit has a grade, and a day on which a method is switched off says yes or no."""
    for row in table_rows("ozon/contracts.tsv"):
        assert bool(row[5]) == (row[6] in {"D", "L", "I"})
        assert (row[9] in {"yes", "no"}) == bool(row[8])
        contract = contracts()[row[0]]
        assert (contract.switched_off is None) == (not contract.replaced_by)
        assert contract.switched_off is None or iso_time(contract.switched_off) == row[8]


def test_a_list_of_items_is_a_key_of_the_body() -> None:
    """The key that holds the items is a list among the keys, and every item has the number of its posting."""
    for contract in contracts().values():
        keys = set(contract.keys)
        match contract.holds:
            case "texts":
                assert contract.items == NUMBER
                assert f"{NUMBER}[]" in contract.required
            case "objects":
                assert {f"{contract.items}[]", f"{contract.items}[].{NUMBER}"} <= contract.required
            case _:
                assert not contract.items
        if contract.holds == "one":
            assert NUMBER in contract.required
        assert contract.required <= keys


def test_what_holds_a_key_is_a_key() -> None:
    """`filter.since` is there only with `filter`."""
    for contract in contracts().values():
        for key in contract.keys:
            outer = key.rpartition(".")[0]
            assert not outer or outer in contract.keys, key


def test_an_action_names_one_method_that_changes_postings() -> None:
    """No two methods that change postings have one action."""
    changing = [contract for contract in contracts().values() if contract.changes_postings]
    assert list(contracts_by_action().values()) == changing
    assert [contract.action for contract in changing] == [
        "set_tracking_number", "delivering", "last_mile", "delivered", "awaiting_delivery", "arbitration", "ship",
        "ship_package", "set_cutoff", "set_timeslot", "cancel", "set_boxes", "verify_pickup_code", "sent_by_seller",
    ]  # fmt: skip


def test_the_limits() -> None:
    """The batch limits: documented for two methods, seen live for one, taken over for two."""
    limits = {c.action: (c.most, c.most_evidence) for c in contracts().values() if c.changes_postings and c.most}
    assert limits == {
        "set_tracking_number": (20, "D"),
        "delivering": (20, "I"),
        "last_mile": (20, "L"),
        "delivered": (20, "I"),
        "awaiting_delivery": (100, "D"),
        "sent_by_seller": (20, "I"),
    }


def test_every_move_of_a_seller_has_a_contract() -> None:
    """The two tables know the same methods by their paths."""
    for path in {way.method for way in moves()}:
        contract = contract_of(path)
        assert contract is not None
        assert contract.changes_postings
    assert contract_of("/v9/posting/fbs/ship") is None


def test_the_errors_of_a_push_are_told_for_its_obstacles() -> None:
    """For each obstacle that the transitions name, delivering has an error; and so has last-mile, seen live."""
    contract = contracts()["/v2/fbs/posting/delivering"]
    step = next_status(contract.path, "awaiting_packaging", "non_integrated")
    assert step is not None
    assert step.obstacle is not None
    assert contract.errors[step.obstacle] == "TRANSITION_IS_NOT_POSSIBLE"
    last_mile = contracts()["/v2/fbs/posting/last-mile"]
    wrong = next_status(last_mile.path, "delivering", "ozon")
    assert wrong is not None
    assert wrong.obstacle is not None
    assert last_mile.errors[wrong.obstacle] == "HAS_INCORRECT_TPL_INTEGRATION_TYPE"
    assert set(get_args(Obstacle)) <= contract.errors.keys()


@needs_schema
def test_every_method_is_documented() -> None:
    """Each path is one of the documents, but for one that was taken out of them."""
    documented = json.loads(SCHEMA.read_text(encoding="utf-8"))["paths"]
    assert {path for path in contracts() if path not in documented} == GONE_FROM_THE_DOCS
    for contract in contracts().values():
        missing = [path for path in contract.replaced_by if path not in documented]
        assert not missing, contract.path


@needs_schema
@pytest.mark.parametrize("contract", [c for c in contracts().values() if c.keys], ids=lambda contract: contract.path)
def test_the_keys_are_those_of_the_documents(contract: Contract) -> None:
    """Every key, which of them are lists and which are required: as the schema of the method's body has it."""
    if contract.path in GONE_FROM_THE_DOCS:
        return
    keys = dict(documented_keys(contract.path))
    assert set(contract.keys) == keys.keys()
    assert contract.required == {key for key, required in keys.items() if required}


def documented_keys(path: str) -> Iterator[tuple[str, bool]]:
    """Yield every key of a method's body, and whether it is required."""
    document = json.loads(SCHEMA.read_text(encoding="utf-8"))

    def resolved(schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema or "allOf" in schema:
            if "$ref" in schema:
                schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            else:
                (schema,) = schema["allOf"]
        return schema

    def walk(schema: dict[str, Any], prefix: str) -> Iterator[tuple[str, bool]]:
        required = schema.get("required", [])
        for name, inner in schema.get("properties", {}).items():
            value = resolved(inner)
            is_list = "items" in value
            key = f"{prefix}{name}[]" if is_list else f"{prefix}{name}"
            yield key, name in required
            yield from walk(resolved(value["items"]) if is_list else value, f"{key}.")

    (body,) = document["paths"][path]["post"]["requestBody"]["content"].values()
    return walk(resolved(body["schema"]), "")
