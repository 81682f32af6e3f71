"""Cutting an example out of a real posting: allow-listed fields only, with made-up numbers and no free texts.

What the table of fields does not have is never decoded. Of what it has, texts that somebody may have typed (reasons,
product names, a delivery service's own words) are left out, numbers of orders and parcels are replaced by made-up
ones of the same shape, and whatever repeats something that stands outside of the table goes as well: a seller's field
into which the buyer's name was copied is no example.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.model.fields import Field, posting_fields
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.times import read_time
from ozlint.ozon.values import known_values
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.misplaced import where_they_belong
from ozlint.sources.opening import open_sources
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Record

DEFAULT_NUMBER = "12345678-0001-1"
KEPT_TEXTS = frozenset({
    "delivery_schema", "delivery_method.warehouse", "delivery_method.tpl_provider", "analytics_data.delivery_type",
    "analytics_data.tpl_provider", "analytics_data.warehouse", "analytics_data.warehouse_name",
    "products[].offer_id", "products[].currency_code",
})  # fmt: skip
"""Texts that name things of the seller and of Ozon."""
_NUMBERS = frozenset({
    "posting_number", "order_number", "parent_posting_number", "related_postings.related_posting_numbers",
})  # fmt: skip
_MOST_PRODUCTS = 3
_MOST_ITEMS = 20
_LONGEST = 80
_LEAST_SECRET = 3
_OF_MONEY = frozenset(("financial_data", "products.product_id"))
"""Not in the table either, but about prices: it repeats ids and amounts of the products."""
_MOST_DIGITS = 18
_KEY = pattern(r"[a-z][a-z_]{0,60}")
_S10 = pattern(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_DIGITS = "1234567890"


class Posting(msgspec.Struct, frozen=True):
    """What of a real posting may be shown."""

    fields: dict[str, Any]
    """Plain values, nested as the API nests them."""


class Whole:
    """Decodes a posting, and keeps the bytes it was decoded from."""

    def __init__(self) -> None:
        self._decoder = PostingDecoder(posting_fields())
        self.root = self._decoder.root
        self.raw = b""
        """Nothing where the posting comes from a table, of which only columns of the table of fields are read."""

    def fast(self, raw: bytes | msgspec.Raw, /) -> Record:
        """Return the posting as the typed decoder gives it."""
        record = self._decoder.fast(raw)
        self.raw = bytes(raw)
        return record

    def __call__(self, raw: bytes | msgspec.Raw) -> Record:
        """Return the posting, tolerating mixed-up types."""
        record = self._decoder(raw)
        self.raw = bytes(raw)
        return record


def first_posting(argument: str, stdin: BinaryIO, folder: Path) -> Posting:
    """Return what may be shown of the first posting of an input; raises SourceProblem where there is none."""
    opened = open_sources([argument], stdin=stdin, input_format="auto", cwd=folder)
    for problem in where_they_belong(opened.problems, folder):
        raise problem
    decode = Whole()
    reason = Text("no posting in it", "в нём нет отправлений")
    for source in opened.sources:
        for item in source.read(decode):
            if isinstance(item, tuple):
                return cut(decode.raw, item[1])
            reason = getattr(item, "reason", reason)
    raise SourceProblem(argument, reason)


def cut(raw: bytes, record: Record) -> Posting:
    """Return what may be shown of one posting: of its record, with its bytes to tell what is beside the table."""
    knife = _Knife(secrets_of(raw))
    plain = msgspec.to_builtins(record)
    found: dict[str, Any] = {"posting_number": made_up(str(record.posting_number), 1)}
    for path, field in posting_fields().items():
        if "[]" not in path and path not in found:
            value = knife.shown(field, _at_path(plain, path))
            if value is not msgspec.UNSET:
                put(found, path, value)
    products = plain.get("products")
    if isinstance(products, list):
        found["products"] = [knife.product(product) for product in products[:_MOST_PRODUCTS]]
    return Posting({name: value for name, value in found.items() if not _is_hollow(value)})


def _is_hollow(value: object) -> bool:
    """Return whether a value is a group of fields that say nothing, as Ozon fills them in."""
    return isinstance(value, dict) and not any(value.values())


def made_up(number: str, nth: int) -> str:
    """Return a made-up number of the same shape: `0208245774-0029-1` becomes `1234567890-0001-1`."""
    masked = re.sub(r"[^\W\d_]", lambda found: "A" if found[0].isupper() else "a", number[:_LONGEST])
    parts = re.split(r"([0-9]+)", re.sub(r"[^0-9Aa/_-]", "-", masked))
    made = [_group(part, place // 2, nth) if place % 2 else part for place, part in enumerate(parts)]
    return "".join(made)


def _group(digits: str, place: int, nth: int) -> str:
    """Return made-up digits in place of a group: the first counts up, the second holds `nth`, others end in 1."""
    size = len(digits)
    if place == 0:
        return (_DIGITS * (size // len(_DIGITS) + 1))[:size]
    return str(nth if place == 1 else 1).zfill(size)[-size:]


def put(posting: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - a plain value
    """Set a field of a posting by its dotted path."""
    *groups, last = path.split(".")
    for name in groups:
        posting = posting.setdefault(name, {})
    posting[last] = value


def secrets_of(raw: bytes) -> frozenset[str]:
    """Return every text and long number of a posting that stands beside the table of fields, folded."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return frozenset()
    known = {path.replace("[]", "") for path in posting_fields()}
    return frozenset(secret for secret in _outside(document, "", known) if len(secret) >= _LEAST_SECRET)


def _outside(value: Any, path: str, known: set[str]) -> Iterator[str]:  # noqa: ANN401
    if path in known or path in _OF_MONEY:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _outside(inner, f"{path}.{name}" if path else name, known)
    elif isinstance(value, list):
        for inner in value:
            yield from _outside(inner, path, known)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value).strip().casefold()


class _Knife(msgspec.Struct, frozen=True):
    """Tells what of a value may be shown."""

    secrets: frozenset[str]

    def product(self, product: Mapping[str, Any]) -> dict[str, Any]:
        """Return what may be shown of one product."""
        shown: dict[str, Any] = {}
        for path, field in posting_fields().items():
            name = path.removeprefix("products[].")
            if name != path and name in product:
                value = self.shown(field, product[name])
                if value is not msgspec.UNSET:
                    shown[name] = value
        return shown

    def shown(self, field: Field, value: Any) -> Any:  # noqa: ANN401 - a plain value
        """Return what may be shown of a field's value; UNSET where that is nothing."""
        if value is msgspec.UNSET or value is None or value == "":
            return value
        shown = self._known(field, value)
        may_repeat = field.type in ("text", "list_text", "id", "list_id")
        return msgspec.UNSET if shown is None or (may_repeat and self._repeats(shown)) else shown

    def _repeats(self, value: object) -> bool:
        """Return whether a value repeats what stands beside the table, or a part of it."""
        if isinstance(value, list):
            return any(map(self._repeats, value))
        text = str(value).strip().casefold()
        if len(text) < _LEAST_SECRET:
            return False
        return any(text in secret or secret in text for secret in self.secrets)

    def _known(self, field: Field, value: Any) -> Any:  # noqa: ANN401, PLR0911 - a case a type of field
        match field.type:
            case "enum":
                return value if value in known_values(field.values) else None
            case "list_enum":
                return [item for item in value if item in known_values(field.values)][:_MOST_ITEMS]
            case "bool":
                return value
            case "number" | "money":
                return _number(value)
            case "id":
                return made_up(str(value), 1) if field.path == "order_id" else _id(value)
            case "list_id":
                return [item for item in map(_id, value) if item is not None][:_MOST_ITEMS]
            case "lists":
                return _lists(value)
            case "time":
                moment, _ = read_time(value)
                return value if moment == moment and value.isascii() else None  # noqa: PLR0124 - NaN: no date
            case _:
                return self._text(field.path, value)

    def _text(self, path: str, value: Any) -> Any:  # noqa: ANN401
        if path in _NUMBERS:
            if isinstance(value, list):
                return [made_up(str(item), place + 2) for place, item in enumerate(value[:_MOST_ITEMS])]
            return made_up(value, 2 if path.startswith("parent") else 1)
        if path == "tracking_number":
            return f"{value[:2]}123456785{value[-2:]}" if _S10.fullmatch(value) else made_up(value, 1)
        is_short = len(value) <= _LONGEST and value.isprintable()
        return value if path in KEPT_TEXTS and is_short else None


def _number(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return _number(value.get("amount"))
    if isinstance(value, str):
        return value if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", value) else None
    return value if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", str(value)) else None


def _id(value: Any) -> Any:  # noqa: ANN401
    return value if re.fullmatch(rf"[0-9]{{1,{_MOST_DIGITS}}}", str(value), re.ASCII) else None


def _lists(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [item for item in map(_id, items or ()) if item is not None][:_MOST_ITEMS]
        for name, items in value.items()
        if name.startswith("products_requiring_") and _KEY.fullmatch(name)
    }


def _at_path(plain: Any, path: str) -> Any:  # noqa: ANN401
    for name in path.split("."):
        if not isinstance(plain, dict) or name not in plain:
            return msgspec.UNSET
        plain = plain[name]
    return plain
