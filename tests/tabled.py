"""Postings written as every kind of file: an answer of the API, CSV, a workbook, Parquet."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

from ozlint.model.fields import posting_fields

Posting = dict[str, Any]
"""The fields of a posting by their paths; those of its products are lists, one value for each."""

PRODUCTS = [path for path in posting_fields() if path.startswith("products[]")]
CREATED = datetime(2026, 11, 22, tzinfo=UTC)


def as_json(paths: Sequence[str], given_postings: Sequence[Posting]) -> bytes:
    """Postings as an answer of the API nests them."""
    documents = []
    for posting in given_postings:
        document: dict[str, Any] = {}
        for path in paths:
            if path in PRODUCTS:
                products = document.setdefault("products", [{} for _ in posting[path]])
                for product, value in zip(products, posting[path], strict=True):
                    product[path.removeprefix("products[].")] = value
            else:
                *groups, last = path.split(".")
                record = document
                for group in groups:
                    record = record.setdefault(group, {})
                record[last] = posting[path]
        documents.append(document)
    return json.dumps(documents).encode()


def rows_of(paths: Sequence[str], given_postings: Sequence[Posting]) -> list[list[Any]]:
    """Postings as rows, one for each product; a row that says the same as another is told apart by its last column."""
    rows = []
    for posting in given_postings:
        count = max((len(posting[path]) for path in paths if path in PRODUCTS), default=1)
        rows += [
            [
                *(posting[path][place] if path in PRODUCTS else posting[path] for path in paths),
                f"row {len(rows)}-{place}",
            ]
            for place in range(count)
        ]
    return rows


def as_text(value: Any) -> str:  # noqa: ANN401 - a value of a field
    """A value as tables write it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def as_csv(paths: Sequence[str], given_postings: Sequence[Posting]) -> bytes:
    """Postings as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow([*paths, "own"])
    writer.writerows([as_text(value) for value in row] for row in rows_of(paths, given_postings))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(paths: Sequence[str], given_postings: Sequence[Posting]) -> bytes:
    """Postings as a workbook, numbers and flags as such."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_urls": False}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet()
        for number, row in enumerate([[*paths, "own"], *rows_of(paths, given_postings)]):
            for place, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(number, place, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, place, value)
                else:
                    sheet.write_string(number, place, as_text(value))
    return file.getvalue()


def as_parquet(paths: Sequence[str], given_postings: Sequence[Posting]) -> bytes:
    """Postings as Parquet, lists and numbers as such."""
    rows = rows_of(paths, given_postings)
    columns = {path: [row[place] for row in rows] for place, path in enumerate([*paths, "own"])}
    for path, column in columns.items():
        if any(isinstance(value, float) for value in column):
            columns[path] = [None if value is None else float(value) for value in column]
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()
