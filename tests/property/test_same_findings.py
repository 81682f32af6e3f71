"""The same postings give the same findings, whatever kind of file they come in."""

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import Generator
from ozlint.config.config import Config
from ozlint.model.fields import posting_fields
from ozlint.model.times import read_time
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.run import check_inputs
from tabled import PRODUCTS, Posting, as_csv, as_json, as_parquet, as_xlsx

CONFIG = Config(inputs=("data",), now=read_time("2026-11-22T09:00:00Z")[0], profile="pedantic")
ANSWERS_ALONE = frozenset(("OZ001", "OZ007"))
"""What is told of a file, not of the postings in it."""


@cache
def rulebook() -> Rulebook:
    """Every rule of the pack."""
    return load_rulebook(CONFIG, Path())


@cache
def carried() -> tuple[list[str], frozenset[str]]:
    """The fields that all four kinds of file carry, and the rules that read no others."""
    paths = [path for path, field in posting_fields().items() if field.type != "lists" and path != "status_label"]
    rules = {rule.id for rule in rulebook().rules if rule.subject == "posting" and rule.reads <= {*paths}}
    return paths, frozenset(rules - ANSWERS_ALONE)


def flat(document: Mapping[str, Any], paths: Sequence[str]) -> Posting:
    """A posting by its paths, with null where an answer leaves a field out."""
    posting: Posting = {}
    products = document.get("products") or [{}]
    for path in paths:
        if path in PRODUCTS:
            posting[path] = [plain(product.get(path.removeprefix("products[]."))) for product in products]
            continue
        value: Any = document
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        posting[path] = value or None if isinstance(value, list) else plain(value)
    return posting


def plain(value: Any) -> Any:  # noqa: ANN401 - a value of a field
    """A value as a cell can hold it: no text is empty or has blanks around it there, and money is its amount."""
    if isinstance(value, Mapping):
        value = value.get("amount")
    return (value.strip() or None) if isinstance(value, str) else value


def findings(data: bytes) -> set[tuple[str, str | None, str, str]]:
    """What the rules that can find the same in every kind of file find in this one."""
    with TemporaryDirectory() as folder:
        Path(folder, "data").write_bytes(data)
        report = check_inputs(CONFIG, rulebook(), io.BytesIO(), Path(folder))
    assert not any(one.error for one in report.inputs)
    return {
        (one.rule, one.posting_number, one.severity, one.message) for one in report.findings if one.rule in carried()[1]
    }


@settings(max_examples=3)
@given(st.integers(0, 10**6))
def test_the_same_postings_give_the_same_findings(seed: int) -> None:
    """As JSON, CSV, workbook and Parquet, for every rule whose fields all four carry."""
    paths, rules = carried()
    assert len(rules) > 25
    groups = Generator(seed, torn=False).records(120)
    documents = [json.loads(record.text) for group in groups for record in group if record.rule != "OZ001"]
    # A word of the cabinet in place of a code is understood in a table, and no status of the API.
    postings = [flat(document, paths) for document in documents if str(document["status"]).isascii()]
    expected = findings(as_json(paths, postings))
    for write in (as_csv, as_xlsx, as_parquet):
        assert findings(write(paths, postings)) == expected, write


def test_the_rules_are_tried() -> None:
    """The postings made here break many different rules."""
    paths, _ = carried()
    records = [record for group in Generator(5, torn=False).records(4000) for record in group]
    found = findings(
        as_json(paths, [flat(json.loads(record.text), paths) for record in records if record.rule != "OZ001"])
    )
    assert len({rule for rule, *_ in found}) > 20
