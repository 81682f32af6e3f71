"""The words that stand for a status."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.table import table_rows
from ozlint.ozon.status_labels import meaning_of, plain_label
from ozlint.ozon.statuses import known_status, known_substatus

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "status_labels.tsv"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")


def meaning(label: str) -> tuple[str | None, str | None, bool]:
    """What a label that is known means."""
    found = meaning_of(label)
    assert found is not None
    return found.status, found.substatus, found.status is None


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Ожидает сборки", "awaiting_packaging"),
        ("Ожидает отгрузки", "awaiting_deliver"),
        ("Доставляется", "delivering"),
        ("Доставлен", "delivered"),
        ("Отменен", "cancelled"),
        ("Отменён", "cancelled"),
        ("Awaiting packaging", "awaiting_packaging"),
        ("Canceled", "cancelled"),
        ("Cancelled", "cancelled"),
        ("等待备货", "awaiting_packaging"),
        ("已取消", "cancelled"),
        ("Ləğv edilib", "cancelled"),
    ],
)
def test_a_label_means_a_status(label: str, status: str) -> None:
    """Labels of the Russian, English and Chinese cabinet, and Azeri ones of programs, mean one status each."""
    assert meaning(label) == (status, None, False)


@pytest.mark.parametrize("written", ["ОТМЕНЁН", " Отменён ", "отменен", "Отменён\xa0"])
def test_case_blanks_and_yo_do_not_matter(written: str) -> None:
    """A label is known however Excel or a program has spelt it."""
    assert meaning(written) == ("cancelled", None, False)


@pytest.mark.parametrize(
    ("label", "status", "substatus"),
    [
        ("в пункте выдачи", "delivering", "posting_in_pickup_point"),
        ("получено", "delivered", "posting_received"),
        ("неудачная отправка", "awaiting_packaging", "ship_failed"),
        ("передаётся курьеру", "awaiting_registration", "posting_transferring_to_delivery"),
        ("Арбитраж", "arbitration", None),
        ("передаётся в доставку", "awaiting_deliver", None),
    ],
)
def test_a_label_of_a_substatus_tells_both(label: str, status: str, substatus: str | None) -> None:
    """Words of a substatus tell it, unless they name the status alone as well."""
    assert meaning(label) == (status, substatus, False)


@pytest.mark.parametrize(
    ("label", "substatus"),
    [
        ("условно доставлено", "posting_conditionally_delivered"),
        ("Presumably delivered", "posting_conditionally_delivered"),
        ("в перевозке", "posting_in_carriage"),
        ("возвращено на склад", "posting_returned_to_warehouse"),
        ("создано", None),
        ("Disputed", None),
        ("已超时", None),
    ],
)
def test_a_label_of_several_statuses_leaves_the_status_open(label: str, substatus: str | None) -> None:
    """Where a label stands for several statuses none is told; the substatus is, where all its meanings share it."""
    assert meaning(label) == (None, substatus, True)


@pytest.mark.parametrize("label", ["", " ", "Доставлен покупателю", "delivering", "posting_received", "n/a"])
def test_other_words_mean_nothing(label: str) -> None:
    """Codes and words nobody has written down have no meaning as a label."""
    assert meaning_of(label) is None


@given(st.text())
def test_any_text_may_be_asked_about(label: str) -> None:
    """Every text has a meaning or none, the same however it is spelt."""
    assert meaning_of(label) == meaning_of(plain_label(label))


def test_labels_mean_known_statuses() -> None:
    """Every status and substatus of the table is one Ozon has."""
    for _, label, statuses, substatuses, source in table_rows("ozon/status_labels.tsv"):
        assert statuses, label
        assert source, label
        assert all(known_status(status) for status in statuses.split()), label
        assert all(known_substatus(substatus) for substatus in substatuses.split()), label


def test_the_table_says_nothing_twice() -> None:
    """No row repeats another one's label and meaning."""
    rows = [(plain_label(label), *meanings) for _, label, *meanings, _ in table_rows("ozon/status_labels.tsv")]
    assert len(rows) == len(set(rows))


@needs_facts
def test_every_collected_label_is_covered() -> None:
    """Whatever a collected label was seen to mean is possible: its status is the one told, or the status is open."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 133
    for row in rows:
        status, substatus, is_ambiguous = meaning(row["label"])
        assert is_ambiguous or status in row["api_status"].split("|"), row
        assert substatus is None or substatus in row["api_substatus"].split("|"), row
