"""Writes generated postings as the cabinet exports them: a row a product, as CSV, as a workbook or as Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator import Record
from ozlint.model.table import table_rows

KINDS = ("csv", "xlsx", "parquet")
EXPORT = "orders export 2025 FBS"
COLUMNS = next(columns for name, columns, _ in table_rows("sources/header_eras.tsv") if name == EXPORT).split(";")
LABELS = {
    statuses: label.capitalize()
    for language, label, statuses, sub, _ in table_rows("ozon/status_labels.tsv")[::-1]
    if language == "ru" and not sub
}
"""The words for each status; of several the first of the table."""
MORE = 3
"""Every so manieth posting has one more product: four rows for three postings, as in real exports."""
FEWER = 2
"""Of the postings without a fault every so manieth is written: an export shows about half of the faults there are."""


def rows_of(groups: Iterable[list[Record]]) -> Iterator[list[str]]:
    """The rows of the FBS postings that can be read, below the names of the columns."""
    yield COLUMNS
    written = clean = 0
    for record in (record for group in groups for record in group):
        clean += not record.rule
        if record.family != "fbs" or (not record.rule and clean % FEWER):
            continue
        try:
            posting = json.loads(record.text)
        except ValueError:
            continue
        if posting["posting_number"] and not isinstance(posting["status"], dict):
            written += 1
            products = posting["products"]
            if not written % MORE:
                products = [*products, {**products[0], "sku": products[0]["sku"] + 1}]
            for product in products:
                cells = cells_of(posting, product)
                yield [cells.get(column, "") for column in COLUMNS]


def cells_of(posting: dict[str, Any], product: dict[str, Any]) -> dict[str, str]:
    """What an export tells of one product of a posting, by column."""
    price = product["price"]["amount"]
    return {
        "Номер заказа": posting["order_number"],
        "Номер отправления": posting["posting_number"],
        "Принят в обработку": moment(posting["in_process_at"]),
        "Дата отгрузки": moment(posting["shipment_date"]),
        "Дата отгрузки без просрочки": moment(posting["shipment_date_without_delay"]),
        "Статус": LABELS.get(posting["status"], posting["status"] or ""),
        "Фактическая дата передачи в доставку": moment(posting["delivering_date"]),
        "Дата отмены": moment(posting.get("cancelled_at")),
        "Сумма отправления": price,
        "Код валюты отправления": "RUB",
        "Название товара": product["name"],
        "Цвет товара": product["product_color"],
        "SKU": str(product["sku"]),
        "Артикул": product["offer_id"],
        "Ваша цена": price,
        "Код валюты товара": "RUB",
        "Оплачено покупателем": price,
        "Код валюты покупателя": "RUB",
        "Количество": str(product["quantity"]),
        "Скидка %": "10%",
    }


def moment(text: str | None) -> str:
    """A moment as exports write it."""
    return (text or "").replace("T", " ").removesuffix("Z")


def write_table(groups: Iterable[list[Record]], kind: str, out: Path) -> None:
    """Write a table of some kind."""
    rows = rows_of(groups)
    match kind:
        case "csv":
            with out.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        case "xlsx":
            import xlsxwriter

            with xlsxwriter.Workbook(out) as book:
                sheet = book.add_worksheet("Заказы")
                for number, row in enumerate(rows):
                    for place, cell in enumerate(row):
                        sheet.write_string(number, place, cell)
        case _:
            import pyarrow as pa
            from pyarrow import parquet

            head, *below = rows
            columns = zip(*below, strict=True)
            parquet.write_table(pa.table(dict(zip(head, map(list, columns), strict=True))), out)
