"""The example of each field in the table is a value that the field really has."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from ozlint.language.interpret import Moment, interpret
from ozlint.language.tree import FieldRef
from ozlint.language.type import field_type
from ozlint.model.fields import Field, posting_fields
from ozlint.model.times import ZONE_UNKNOWN
from ozlint.ozon.values import known_values
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources
from ozlint.sources.source import Record

SAMPLES = Path(__file__).parents[4] / "shared" / "domain" / "samples"
FIELDS = posting_fields()
NOWHERE = frozenset({
    "account", "status_label", "integration_type_flow", "received_at_sorting_center", "delivery_date", "cancelled_at",
    "parent_posting_number", "fact_delivery_date",
})  # fmt: skip
"""Fields that no collected answer has a value of."""
NOTHING = (None, "", [], {}, "string")
"""What is no value: the last is what a schema says in place of one."""
FREE = frozenset({
    "provider_status", "cancellation.cancel_reason", "cancellation.cancellation_initiator", "delivery_method.name",
    "delivery_method.warehouse", "delivery_method.tpl_provider", "analytics_data.delivery_type",
    "analytics_data.tpl_provider", "analytics_data.warehouse", "analytics_data.warehouse_name", "delivery_schema",
    "external_order.platform_name", "products[].offer_id", "products[].name", "products[].currency_code",
})  # fmt: skip
"""Words that people or Ozon chose: their letters say nothing, but a word that is there is spelt as it is there."""


def shown(field: Field) -> Any:  # noqa: ANN401 - as JSON has it
    """Return the example of a field as an answer would have it."""
    if field.type == "lists":
        return {field.example: [1]}
    if field.type.startswith("list"):
        return [part.strip() for part in field.example.split(",")]
    return {"true": True, "false": False}[field.example] if field.type == "bool" else field.example


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.path)
def test_an_example_can_be_read(field: Field) -> None:
    """Decoded from a posting, each example is a known value of the field's type, and no empty one."""
    *groups, last = field.path.split(".")
    posting: Any = {last: shown(field)}
    for group in reversed(groups):
        posting = {group.removesuffix("[]"): [posting] if group.endswith("[]") else posting}
    record = PostingDecoder([field.path])(json.dumps({"posting_number": "1-0001-1", **posting}).encode())
    is_of_product = field.path.startswith("products[]")
    node = FieldRef(type=field_type(field.type, field.values), path=field.path, loop=is_of_product)
    item = record.products[0] if is_of_product else None  # type: ignore[attr-defined]
    assert interpret(node, Moment(subject=record, item=item, times=ZONE_UNKNOWN)) not in (UNSET, None, [])
    if field.values:
        assert set(field.example.split(", ")) <= known_values(field.values)


def shape(value: object) -> str:
    """Return what a value looks like: a run of digits is 9, a run of letters A or a, parts of a second nothing."""
    text = str(value["amount"]) if isinstance(value, dict) and "amount" in value else str(value)
    text = re.sub(r"(?<=:[0-9]{2})\.[0-9]+(?=Z)", "", text)
    return re.sub(r"[0-9]+", "9", re.sub(r"[A-ZА-ЯЁ]+", "A", re.sub(r"[a-zа-яё]+", "a", text)))


class Kept:
    """Decodes postings, and keeps what they were decoded from."""

    def __init__(self) -> None:
        self._decoder = PostingDecoder(FIELDS)
        self.documents: list[Any] = []

    def fast(self, raw: Any) -> Record:  # noqa: ANN401 - as the decoder
        """Decode as the typed decoder does."""
        record = self._decoder.fast(raw)
        self.documents.append(json.loads(bytes(raw)))
        return record

    def __call__(self, raw: Any) -> Record:  # noqa: ANN401
        """Decode, whatever the types are."""
        record = self._decoder(raw)
        self.documents.append(json.loads(bytes(raw)))
        return record


@pytest.fixture(scope="module")
def collected() -> dict[str, list[Any]]:
    """What the collected answers have of each field, without what is empty."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the collected samples are not at {SAMPLES}")
    names = sorted(path.name for path in SAMPLES.glob("*.json"))
    opened = open_sources(names, stdin=io.BytesIO(), input_format="auto", cwd=SAMPLES)
    kept = Kept()
    for source in opened.sources:
        list(source.read(kept))
    assert len(kept.documents) > 30
    return {
        path: [value for one in kept.documents for value in at(one, path.split(".")) if value not in NOTHING]
        for path in FIELDS
    }


def at(value: Any, path: list[str]) -> Iterator[Any]:  # noqa: ANN401 - a part of an answer
    """Yield what stands at a path, of each product one."""
    if not path:
        yield from value if isinstance(value, list) else (value,)
    elif isinstance(value, list):
        for item in value:
            yield from at(item, path)
    elif isinstance(value, dict) and (name := path[0].removesuffix("[]")) in value:
        yield from at(value[name], path[1:])


def test_every_field_is_looked_up(collected: dict[str, list[Any]]) -> None:
    """No field is passed over: those without any value are the ones that are listed here, and no others."""
    assert {path for path, values in collected.items() if not values} == NOWHERE
    assert set(FIELDS) > FREE
    assert not FREE & NOWHERE


@pytest.mark.parametrize("path", sorted(set(FIELDS) - NOWHERE))
def test_an_example_is_like_what_was_collected(collected: dict[str, list[Any]], path: str) -> None:
    """Each example looks like a value that an answer has; a word that answers have is spelt as they spell it."""
    field, values = FIELDS[path], collected[path]
    if field.type == "lists":
        assert field.example in {name for value in values for name in value}
        return
    example = shown(field)
    spelt = {str(value) for value in values}
    for part in example if isinstance(example, list) else [example]:
        alike = {one for one in spelt if one.casefold() == str(part).casefold()}
        assert not alike or str(part) in alike, alike
        if path not in FREE and not field.values:
            assert shape(part) in {shape(value) for value in values}
