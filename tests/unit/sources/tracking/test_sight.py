"""What is said of a file that holds nothing of a carrier."""

import json
from pathlib import Path
from typing import Any

import pytest

from ozlint.carriers.readers import READERS
from ozlint.model.table import table_rows
from tracked import track

ROOT = Path(__file__).parents[4]
POSTING = {"posting_number": "12345678-0001-1", "status": "delivering", "substatus": "", "tracking_number": "1"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"errors": [{"code": "v2_entity_not_found", "message": "Entity is not found"}]},
         "error, v2_entity_not_found: Entity is not found"),
        ({"entity": {"uuid": "1"}, "requests": [{"state": "INVALID", "errors": [{"code": "v2_x", "message": "no"}]}]},
         "error, v2_x: no"),
        ([{"err": "Нет такого заказа"}], "error, Нет такого заказа"),
        ({"err": "Нет такого заказа"}, "error, Нет такого заказа"),
        ({"meta": {"code": 4004, "message": "Tracking does not exist."}, "data": {}}, "error, 4004: Tracking does not"),
        ({"code": -18010013, "data": {"errors": [{"code": -18010013, "message": "Access denied"}]}}, "Access denied"),
        ({"code": "no_such_request", "message": "Заявка не найдена"}, "error, no_such_request: Заявка не найдена"),
        ({"Fault": {"faultcode": "S:Server", "faultstring": "no-data-found"}}, "error, S:Server: no-data-found"),
        ({"status": 404, "message": "not found"}, "error, 404: not found"),
        ({"error": {"code": 1, "message": "клиент +79001234567"}}, "error, 1"),
        ({"result": {"postings": [POSTING]}}, "these are postings of Ozon: give them as an input"),
        ([POSTING, POSTING], "these are postings of Ozon"),
        ({"postings": [POSTING], "has_next": False}, "these are postings of Ozon"),
        ({"message_type": "TYPE_STATE_CHANGED", "posting_number": "1-0001-1"}, "notifications of Ozon: give them"),
        ({"cdek_number": "1", "number": "2", "tariff_code": 136},
         "closest are CDEK orders: it has cdek_number, number, tariff_code, and lacks"),
        ({"slug": "x", "tracking_number": "1"}, "closest are"),
        ({"meta": {"code": 200, "message": "OK"}, "data": {}}, "no document of a carrier but an object with the keys"),
        ({"a": 1}, "no document of a carrier but an object with the keys a"),
        ([], "no document of a carrier but an empty list"),
        ("5\n6\n", "begins with"),
    ],
)  # fmt: skip
def test_what_a_file_is_instead(content: Any, said: str) -> None:  # noqa: ANN401
    """An error a carrier answered with, what belongs to another option, a near miss: each is named."""
    assert said in track(content).problem
    assert "+7900" not in track(content).problem


def test_long_postings_are_named() -> None:
    """Postings are named as such also where only the beginning of the file is looked at."""
    text = json.dumps({"result": {"postings": [POSTING | {"in_process_at": "x", "shipment_date": "x"}] * 4000}})
    assert len(text) > 1 << 18
    assert "these are postings of Ozon" in track(text).problem


def test_own_examples_of_postings() -> None:
    """No example of postings is taken for events."""
    paths = [path for path in (ROOT / "examples").rglob("*.json") if "postings" in path.name or "answers" in path.parts]
    assert paths
    for path in paths:
        assert "these are postings of Ozon" in track(path.read_bytes()).problem, path


def test_every_reader_has_a_name() -> None:
    """Each carrier's documents are named in the table, and have marks by which a near miss is known."""
    rows = table_rows("sources/tracking/carrier_documents.tsv")
    assert {reader for reader, *_ in rows} == set(READERS)
    assert all(name and len(marks.split()) > 1 for _, _, name, marks in rows)
    for reader in READERS:
        assert [row[1] for row in rows if row[0] == reader][-1] == ""
