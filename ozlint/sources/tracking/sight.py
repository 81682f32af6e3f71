"""Naming what stands in a tracking file and is no document of a carrier: an error, postings, a near miss."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from ozlint.carriers.members import text
from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.sources.demand import FAULTS
from ozlint.sources.scanner import mend
from ozlint.sources.sight import kind_of_record, seen
from ozlint.sources.tracking.documents import Told, excerpt
from ozlint.sources.tracking.words_shown import shown_words

POSTINGS = Text(
    "these are postings of Ozon: give them as an input; --tracking wants what the carrier says of the parcels",
    "это отправления Ozon: укажите их как обычный файл; для --tracking нужно то, что говорит служба доставки",
)
NOTIFICATIONS = Text(
    "these are notifications of Ozon: give them to --previous; --tracking wants what the carrier says of the parcels",
    "это уведомления Ozon: их место в --previous; для --tracking нужно то, что говорит служба доставки",
)
_SUCCESS = frozenset({"", "0", "200", "201", "202", "ok", "success"})
_LEAST_HTTP_ERROR = 400
_LEAST_ALIKE = 2
"""Names in common with a document of a carrier, from which on it is worth to be named."""
_SHOWN = 6
_DEEP = 5


class Kind(msgspec.Struct, frozen=True):
    """One kind of document that is known."""

    reader: str
    member: str
    """By which it is told from the other kinds of its reader; empty where there is only one."""
    name: str
    marks: frozenset[str]
    """Names of members that it has."""


@cache
def _kinds() -> tuple[Kind, ...]:
    rows = table_rows("sources/tracking/carrier_documents.tsv")
    return tuple(Kind(reader, member, name, frozenset(marks.split())) for reader, member, name, marks in rows)


def name_of(told: Told) -> str:
    """Return what a document is called in the report: `CDEK orders`."""
    if not told.reader:
        return "events"
    if isinstance(told.document, Element):
        is_single = any(str(element.tag).endswith("OperationHistoryData") for element in told.document.iter())
        return f"Почта России {'rtm34' if is_single else 'packet'}"
    names = set(_names(told.document))
    kinds = (kind for kind in _kinds() if kind.reader == told.reader)
    return next(kind.name for kind in kinds if not kind.member or kind.member in names)


def sight(raw: bytes) -> Text:
    """Return what to say of a value that is no document of a carrier and holds none."""
    try:
        document = excerpt(mend(raw))
    except FAULTS:
        return _other(raw)
    return error_of(document) or _of_ozon(document) or _near_miss(document) or _other(raw)


def _other(raw: bytes) -> Text:
    what = seen(raw)
    return Text(f"this is no document of a carrier but {what.en}", f"это не ответ службы доставки: здесь {what.ru}")


def error_of(document: object) -> Text | None:
    """Return what to say of an error that a carrier answered with; None for anything else."""
    for path, code, message, _ in table_rows("sources/tracking/carrier_errors.tsv"):
        for found in _at(document, path.split(".") if path else []):
            if isinstance(found, str) and found.strip() and not code:
                return _refused("", found)
            if isinstance(found, dict) and code and _is_error(found, code, message):
                return _refused(text(found, code), text(found, message))
    return None


def _at(value: object, path: list[str]) -> Iterator[object]:
    """Yield what stands at a path, in each element of the lists on the way."""
    if isinstance(value, list):
        for element in value:
            yield from _at(element, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _is_error(found: Mapping[str, Any], code: str, message: str) -> bool:
    """Return whether an object says that something went wrong: by a code that is no success, and in words."""
    said = text(found, code)
    if code == "status" and not (said.isdecimal() and int(said) >= _LEAST_HTTP_ERROR):
        return False
    return said.casefold() not in _SUCCESS and isinstance(found.get(message), str)


def _refused(code: str, message: str) -> Text:
    said = ": ".join(filter(None, (shown_words(code), shown_words(message))))
    return Text(
        f"the carrier answered with an error{f', {said}' if said else ''}",
        f"служба доставки ответила ошибкой{f', {said}' if said else ''}",
    )


def _of_ozon(document: object) -> Text | None:
    """Return what to say of postings and notifications, which belong elsewhere."""
    names = set(_names(document))
    if "message_type" in names:
        return NOTIFICATIONS
    if "posting_number" in names and any(_is_posting(entry) for entry in _objects(document, _DEEP)):
        return POSTINGS
    return None


def _is_posting(entry: Mapping[str, Any]) -> bool:
    return kind_of_record({name: msgspec.Raw(msgspec.json.encode(value)) for name, value in entry.items()}) == "posting"


def _near_miss(document: object) -> Text | None:
    """Return what to say of a value that resembles a document of a carrier; None where it resembles none."""
    names = set(_names(document))
    kind = max(_kinds(), key=lambda kind: len(kind.marks & names))
    alike = sorted(kind.marks & names)
    if len(alike) < _LEAST_ALIKE:
        return None
    has = ", ".join(alike[:_SHOWN])
    lacks = ", ".join(sorted(kind.marks - names)[:_SHOWN])
    return Text(
        f"this is no document of a carrier that is known; closest are {kind.name}: it has {has}, and lacks {lacks}",
        f"такой ответ службы доставки незнаком; ближе всего {kind.name}: есть {has}, нет {lacks}",
    )


def _names(document: object) -> Iterator[str]:
    for entry in _objects(document, _DEEP):
        yield from entry


def _objects(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in a value, down to some depth."""
    if isinstance(value, dict):
        yield value
    if depth and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _objects(inner, depth - 1)
