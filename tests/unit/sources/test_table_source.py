"""One posting from its several rows."""

import gzip
from collections.abc import Callable
from typing import Any, Protocol

import pytest
from msgspec import UNSET, to_builtins

from ozlint.model.fields import posting_fields
from ozlint.model.record import Page, Regathered


class Seen(Protocol):
    """What the fixture gives: the postings that were read, among other things."""

    records: list[Any]


Read = Callable[..., Any]
FULL = tuple(posting_fields())
HEAD = "Номер отправления;Статус;Принят в обработку;Дата отгрузки;SKU;Количество"


def number(nth: int) -> str:
    """The number of a posting."""
    return f"12345678-{nth:04d}-1"


def row(nth: int, status: str = "Доставляется", sku: int = 1, **cells: str) -> str:
    """A row of a table with HEAD."""
    given = {"accepted": "2026-11-10 09:12:33", "ship_by": "2026-11-11 09:00:00", "quantity": "1", **cells}
    return ";".join([number(nth), status, given["accepted"], given["ship_by"], str(sku), given["quantity"]])


def table(*rows: str, head: str = HEAD) -> str:
    """A table as text."""
    return "\n".join([head, *rows, ""])


def products(seen: Seen) -> list[list[tuple[Any, Any]]]:
    """What was bought, posting by posting."""
    return [[(product.sku, product.quantity) for product in record.products] for record in seen.records]


def test_a_row_is_a_product(read: Read) -> None:
    """Rows that follow one another with one number are one posting with several products."""
    seen = read(table(row(1, sku=7), row(1, sku=8, quantity="2"), row(2, sku=9)), paths=FULL)
    assert seen.format == "csv: flat table"
    assert seen.numbers == [number(1), number(2)]
    assert products(seen) == [[("7", 1), ("8", 2)], [("9", 1)]]
    assert [place.line for place in seen.source.places([2, 4]).values()] == [2, 4]


def test_a_record_is_what_json_would_give(read: Read) -> None:
    """Values of all kinds are those of the API; what no column gives is absent, what a cell leaves open is empty."""
    columns = ["posting_number", "status", "substatus", "order_id", "is_express", "delivery_method.tpl_provider"]
    head = ";".join([*columns, "delivery_method_warehouse", "volume_weight"])
    seen = read(f'{head}\n{number(1)};delivering;;680420041;нет;"СДЭК; Юг";;1,5\n', paths=FULL)
    assert to_builtins(seen.records[0]) == {
        "posting_number": number(1),
        "status": "delivering",
        "substatus": None,
        "order_id": "680420041",
        "is_express": False,
        "delivery_method": {"tpl_provider": "СДЭК; Юг", "warehouse": None},
        "volume_weight": 1.5,
        "delivery_schema": "FBO/FBS",
    }
    assert seen.records[0].products is UNSET
    assert {"products[].sku", "tracking_number", "analytics_data.warehouse"} <= seen.source.absent
    assert not {"substatus", "delivery_method.tpl_provider", "delivery_schema"} & seen.source.absent


def test_a_column_of_words_tells_status_substatus_and_itself(read: Read) -> None:
    """A label is kept as it is written, beside what it means; a column of codes has no label."""
    seen = read(table(row(1, "Отменён"), row(2, "в пункте выдачи"), row(3, "delivered"), row(4, "создано")), paths=FULL)
    assert [(record.status, record.substatus, record.status_label) for record in seen.records] == [
        ("cancelled", UNSET, "Отменён"),
        ("delivering", "posting_in_pickup_point", "в пункте выдачи"),
        ("delivered", UNSET, "delivered"),
        (UNSET, UNSET, "создано"),
    ]
    seen = read(f"posting_number;status;sku\n{number(1)};Отменён;1\n", paths=FULL)
    assert [(record.status, record.status_label) for record in seen.records] == [("cancelled", UNSET)]
    assert {"status_label", "substatus"} <= seen.source.absent


def test_only_demanded_columns_are_read(read: Read) -> None:
    """A cell that cannot be read costs nothing where nobody asks for it."""
    data = table(row(1, quantity="many"))
    assert read(data, paths=("posting_number", "status")).numbers == [number(1)]
    assert read(data, paths=FULL).numbers == []


def test_the_first_filled_of_two_columns_counts(read: Read) -> None:
    """Where two columns hold one field, in each row the first of them that is filled."""
    head = "Номер отправления;Статус;Дата отгрузки;shipment_date;status"
    seen = read(
        table(f"{number(1)};;;2026-11-12;delivered", f"{number(2)};Отменён;2026-11-11;2026-11-12;delivered", head=head),
        paths=FULL,
    )
    assert [(record.status, record.shipment_date) for record in seen.records] == [
        ("delivered", "2026-11-12"),
        ("cancelled", "2026-11-11"),
    ]


def test_what_rows_leave_open_another_row_tells(read: Read) -> None:
    """Of a posting's rows, the first that is filled tells what is said of the posting."""
    seen = read(table(row(1, "", ship_by=""), row(1, sku=2, accepted=""), row(1, "", sku=3)), paths=FULL)
    (record,) = seen.records
    assert (record.status, record.in_process_at, record.shipment_date) == (
        "delivering",
        "2026-11-10T09:12:33",
        "2026-11-11T09:00:00",
    )
    assert products(seen) == [[("1", 1), ("2", 1), ("3", 1)]]


def test_identical_rows_count_once(read: Read) -> None:
    """The same row twice is one product; the same product with something else in its row is two."""
    seen = read(table(row(1), row(1), row(1, quantity="2")), paths=FULL)
    assert products(seen) == [[("1", 1), ("1", 2)]]


def test_different_statuses_give_a_record_each(read: Read) -> None:
    """Rows of one posting that contradict each other are not merged, and stand in one answer."""
    seen = read(table(row(1), row(1, "Доставлен", 2), row(1, "delivering", 3), row(2)), paths=FULL)
    assert [(record.posting_number, record.status) for record in seen.records] == [
        (number(1), "delivering"),
        (number(1), "delivered"),
        (number(2), "delivering"),
    ]
    assert products(seen)[:2] == [[("1", 1), ("3", 1)], [("2", 1)]]
    assert [item[0] for item in seen.items if isinstance(item, tuple)] == [2, 3, 5]
    assert seen.pages == [Page("", 3, None, 1)]


def test_a_posting_whose_rows_lie_apart_is_given_again_whole(read: Read) -> None:
    """What came before are its parts; its place is its first row."""
    seen = read(table(row(1, sku=1), row(2), row(1, sku=2), row(3), row(1, sku=3), row(2)), paths=FULL)
    assert seen.numbers == [number(nth) for nth in (1, 2, 1, 3, 1, 2, 1, 2)]
    assert products(seen)[6:] == [[("1", 1), ("2", 1), ("3", 1)], [("1", 1)]]
    assert seen.items[-2:] == [Page("", 3, None, 1), Regathered(5)]
    addresses = [item[0] for item in seen.items if isinstance(item, tuple)]
    assert addresses == sorted(set(addresses))
    assert [place.line for place in seen.source.places(addresses[6:]).values()] == [2, 3]


@pytest.mark.parametrize("between", [(), (row(2),)], ids=["together", "apart"])
def test_rows_that_disagree_are_told_and_neither_is_believed(read: Read, between: tuple[str, ...]) -> None:
    """In either order; the same moment written in two ways is one, and an empty cell says nothing."""
    head = f"{HEAD};Трек-номер"
    one, other = f"{row(1)};RB1", f"{row(1, sku=2, ship_by='2026-12-01 09:00')};RB2"
    for rows in ((one, *between, other), (other, *between, one)):
        seen = read(table(*rows, head=head), paths=FULL)
        record = next(record for record in reversed(seen.records) if record.posting_number == number(1))
        assert (record.shipment_date, record.tracking_number, len(record.products)) == (UNSET, UNSET, 2)
        (spoilt,) = seen.spoiled
        assert (spoilt.address, spoilt.posting_number, spoilt.field) == (2 + len(rows) - 1, number(1), "shipment_date")
        assert "tracking_number" in spoilt.reason.en
        assert "and row 2 “" in spoilt.reason.en
    same = f"{row(1, sku=2, ship_by='11.11.2026 09:00:00')};"
    seen = read(table(one, *between, same, head=head), paths=FULL)
    assert seen.spoiled == []
    assert seen.records[-1].shipment_date == "2026-11-11T09:00:00"


def test_apart_and_contradicting(read: Read) -> None:
    """A posting that lies apart with different statuses is given again with each of them."""
    seen = read(table(row(1), row(2), row(1, "Доставлен"), row(3), row(1, sku=2)), paths=FULL)
    again = [(record.posting_number, record.status) for record in seen.records][5:]
    assert again == [(number(1), "delivering"), (number(1), "delivered")]
    assert seen.items[-1] == Regathered(3)


def test_a_posting_is_its_account_and_its_number(read: Read) -> None:
    """The same number in two accounts is two postings, next to each other or apart."""
    head = "Кабинет;Номер отправления;Статус"
    rows = [f"{account};{number(1)};Доставлен" for account in "ABAB"]
    seen = read(table(*rows, head=head), paths=FULL)
    assert [record.account for record in seen.records] == ["A", "B", "A", "B", "A", "B"]
    assert seen.items[-1] == Regathered(4)
    seen = read(table(*rows[:2], head=head), paths=FULL)
    assert not isinstance(seen.items[-1], Regathered)


def test_joined_files(read: Read) -> None:
    """The same head once more is no row; another one ends what can be read, and that is told."""
    seen = read(table(row(1), "\ufeff" + HEAD, row(2)), paths=FULL)
    assert (seen.numbers, seen.spoiled) == ([number(1), number(2)], [])
    for other in ("Статус;Номер отправления", f"{HEAD};Трек-номер", "Моё;Статус;SKU", f"Моё;{HEAD}"):
        seen = read(table(row(1), other, row(2), row(3)), paths=FULL)
        assert seen.numbers == [number(1)]
        (spoilt,) = seen.spoiled
        assert spoilt.cut_off
        assert "another head" in spoilt.reason.en


@pytest.mark.parametrize(
    "end",
    ["Итого;;;;;12", ";;;Всего: 3;;", "Total;;;;;", ";;;;;12", ";;;;12;1 390,50", ";;;;;"],
    ids=["word", "another word", "English", "one sum", "two sums", "blank"],
)
def test_rows_of_sums_and_blank_rows_are_no_postings(read: Read, end: str) -> None:
    """With a word for it anywhere, with sums alone at the end."""
    seen = read(table(row(1), ";;;;;", row(2), end), paths=FULL)
    assert (seen.numbers, seen.spoiled) == ([number(1), number(2)], [])


@pytest.mark.parametrize(
    ("odd", "field", "en"),
    [
        (";Доставлен;;;1;1", "posting_number", "no posting number"),
        (";;;;1;1", "posting_number", "no posting number"),
        ("=A2;Доставлен;;;1;1", "posting_number", "something else stands"),
        ("#Н/Д;Доставлен;;;1;1", "posting_number", "something else stands"),
        ("см. ниже;Доставлен;;;1;1", "posting_number", "something else stands"),
        (row(9, quantity="two"), "products[].quantity", "“two” is not a number"),
        (row(9) + ";x", "", "7 cells under a head of 6"),
        (row(9).replace(";Дост", ';"Дост'), "", "a quote opens a cell in it"),
    ],
    ids=["no number", "no number but sums", "formula", "error", "note", "no number", "shifted", "quote"],
)
def test_a_broken_row_costs_itself(read: Read, odd: str, field: str, en: str) -> None:
    """The row is told with its field and its column, and everything around it is read."""
    seen = read(table(row(1), odd, row(2)), paths=FULL)
    assert seen.numbers == [number(1), number(2)]
    (spoilt,) = seen.spoiled
    assert (spoilt.address, spoilt.field, spoilt.cut_off) == (3, field, False)
    assert en in spoilt.reason.en
    assert spoilt.posting_number == (number(9) if field == "products[].quantity" else None)
    (place,) = seen.source.places([3]).values()
    assert (place.line, place.column, place.pointer) == (3, 6 if field == "products[].quantity" else 1, "")


def test_a_row_longer_than_the_others_has_shifted(read: Read) -> None:
    """Though what is beyond the head is empty; where every row ends with a delimiter, it means nothing."""
    seen = read(table(row(1), row(2), row(9) + ";"), paths=FULL)
    assert (seen.numbers, [spoilt.address for spoilt in seen.spoiled]) == ([number(1), number(2)], [4])
    assert "7 cells under a head of 6" in seen.spoiled[0].reason.en
    seen = read(table(row(1) + ";;", row(2) + ";;", row(9) + ";;;"), paths=FULL)
    assert (seen.numbers, [spoilt.address for spoilt in seen.spoiled]) == ([number(1), number(2)], [4])
    assert read(table(row(1) + ";"), paths=FULL).numbers == [number(1)]


@pytest.mark.parametrize(
    "shifted",
    [
        f"{number(1)};Склад;Доставляется;2026-11-10 09:12:33;2026-11-11 09:00:00;1;",
        f"{number(1)};Доставляется; ждём;2026-11-10 09:12:33;2026-11-11 09:00:00;1;",
    ],
    ids=["no time in a column of times", "prose"],
)
def test_a_lone_row_whose_values_do_not_fit_has_shifted(read: Read, shifted: str) -> None:
    """Where no other row tells how long rows are, its values do."""
    seen = read(table(shifted), paths=FULL)
    assert (seen.numbers, [spoilt.address for spoilt in seen.spoiled]) == ([], [2])


def test_a_broken_row_costs_one_product(read: Read) -> None:
    """The other rows of its posting are read, wherever they stand."""
    seen = read(table(row(1), row(1, sku=2, quantity="x"), row(1, sku=3), row(2), row(1, sku=4)), paths=FULL)
    assert products(seen) == [[("1", 1), ("3", 1)], [("1", 1)], [("4", 1)], [("1", 1), ("3", 1), ("4", 1)]]
    assert [spoilt.address for spoilt in seen.spoiled] == [3]
    assert seen.items[-1] == Regathered(2)


def test_numbers_are_made_tidy(read: Read) -> None:
    """Blanks, Excel's formula and apostrophe are no part of a posting's number; one that is odd otherwise is kept."""
    numbers = [f" {number(1)}", f'"=""{number(1)}"""', f"'{number(1)}", f"{number(1)}\xa0", "FBP-17"]
    seen = read(table(*(f"{text};Доставлен" for text in numbers), head="Номер отправления;Статус"), paths=FULL)
    assert seen.numbers == [number(1), "FBP-17"]


def test_a_damaged_archive_is_cut_off(read: Read) -> None:
    """Rows before the damage are read, and the loss is told."""
    data = gzip.compress(table(*(row(nth, sku=nth * 7919) for nth in range(1, 3000))).encode())
    seen = read(data[: len(data) // 2], paths=FULL)
    assert len(seen.numbers) > 500
    assert seen.spoiled[-1].cut_off


def test_a_head_alone_is_an_empty_answer(read: Read) -> None:
    """No postings is not a fault of the file."""
    seen = read(table(), paths=FULL)
    assert seen.items == [Page("", 0, None, 1)]


@pytest.mark.parametrize(("more", "family"), [("Дата отмены", "fbs"), ("Объемный вес товаров, кг", "fbo"), ("x", "")])
def test_the_family_is_that_of_the_head(read: Read, more: str, family: str) -> None:
    """FBS or FBO, where a column tells."""
    assert read(table(head=f"{HEAD};{more}"), paths=FULL).pages[0].family == family


def test_a_substatus_of_its_own_column_counts_beside_words_of_the_status(read: Read) -> None:
    """A status that leaves the substatus open hides no column that tells it."""
    seen = read("posting_number;Статус;substatus\n" + f"{number(1)};awaiting_packaging;posting_created\n", paths=FULL)
    assert [record.substatus for record in seen.records] == ["posting_created"]
