"""Telling what a JSON value is: a posting, an answer that holds postings, or something else that has a name."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec
from msgspec import Raw

from ozlint.model.fields import posting_fields
from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.sources.demand import FAULTS
from ozlint.sources.reasons import kind_of, name_of

Kind = Literal["posting", "numberless", "answer", "other"]

ENVELOPES = ("result", "postings", "posting")
"""The keys under which an answer of the API holds its postings."""

_NO_MARKS = {"posting_number", "account", "cancel_reason_id", "multi_box_qty"}
"""Fields of a posting that requests and other answers have as well."""
_MARKS_WITHOUT_NUMBER = 3
"""Tallies by status have two of a posting's fields and are no postings."""
_KEYS_SHOWN = 8
_TEXT_SHOWN = 120
_MEMBERS = msgspec.json.Decoder(dict[str, Raw])


@cache
def _not_postings() -> dict[str, Text]:
    return {key: Text(en, ru) for key, en, ru, _ in table_rows("sources/not_postings.tsv")}


@cache
def _marks() -> frozenset[str]:
    tops = {path.partition(".")[0].removesuffix("[]") for path in posting_fields()}
    return frozenset(tops - _NO_MARKS)


def members_of(raw: bytes) -> dict[str, Raw]:
    """Return the members of an object; nothing where it is no object or cannot be read."""
    try:
        return _MEMBERS.decode(raw)
    except FAULTS:
        return {}


def kind_of_record(members: dict[str, Raw]) -> Kind:
    """Return what an object is, from its members."""
    names = members.keys()
    number = bytes(members.get("posting_number", Raw()))
    marks = len(_marks() & names)
    if names & _not_postings().keys() or number[:1] in (b"[", b"{") or _has_exemplars(members):
        is_answer = "postings" in names and not number and "parent_posting" not in names
        return "answer" if is_answer else "other"
    if number.strip(b'" ') not in (b"", b"null") and marks:
        return "posting"
    if marks >= (1 if "posting_number" in names else _MARKS_WITHOUT_NUMBER):
        return "numberless"
    return "answer" if any(key in names for key in ENVELOPES) and "posting_number" not in names else "other"


def _has_exemplars(members: dict[str, Raw]) -> bool:
    """Return whether this is an answer about the marking codes of a posting's products."""
    return len(members) <= _MARKS_WITHOUT_NUMBER and b'"exemplars"' in bytes(members.get("products", Raw()))


def family_of(members: dict[str, Raw]) -> str:
    """Return whether a posting is of the FBS, FBO or FBP methods; nothing where it does not show."""
    names = members.keys()
    if names & {"shipment_date", "tpl_integration_type", "delivery_method"}:
        return "fbs"
    if "order_date" in names:
        return "fbp"
    if "created_at" in names or b'"warehouse_name"' in bytes(members.get("analytics_data", Raw())):
        return "fbo"
    return ""


def method_of(shape: str, family: str, extras: Iterable[str]) -> str:
    """Return the method that answers in this shape with these members beside the postings; nothing if none is known."""
    known = {row[2]: row[3] for row in table_rows("sources/answers.tsv") if (row[0], row[1]) == (shape, family)}
    return known.get(" ".join(sorted(extras))) or next(iter(known.values()), "")


def seen(raw: bytes) -> Text:
    """Return what a value is that is no posting and holds none."""
    kind = kind_of(raw)
    if kind == "list":
        return _seen_list(raw)
    if kind != "object":
        return name_of(kind)
    members = members_of(raw)
    return _seen_error(members) or _seen_other(members)


def _seen_list(raw: bytes) -> Text:
    try:
        elements = msgspec.json.decode(raw, type=list[Raw])
    except FAULTS:
        return name_of("list")
    if not elements:
        return Text("an empty list", "пустой список")
    first = seen(bytes(elements[0]))
    count = len(elements)
    return Text(f"a list of {count}, the first one is {first.en}", f"список (всего {count}), первым идёт {first.ru}")


def _seen_error(members: dict[str, Raw]) -> Text | None:
    """Return Ozon's own error, where this is its body: the present shape and the older one."""
    body = members
    if bytes(members.get("error", Raw()))[:1] == b"{":
        body = members_of(bytes(members["error"]))
    if not {"code", "message"} <= body.keys() or "posting_number" in members:
        return None
    code, message = _plain(body["code"]), _plain(body["message"])
    return Text(
        f"an error that Ozon answered with, code {code}: {message}",
        f"ошибка, которой ответил Ozon, код {code}: {message}",
    )


def _seen_other(members: dict[str, Raw]) -> Text:
    if not members:
        return Text("an empty object", "пустой объект")
    shown = ", ".join(list(members)[:_KEYS_SHOWN]) + (", …" if len(members) > _KEYS_SHOWN else "")
    if named := _named(members):
        return Text(f"{named.en} (its keys: {shown})", f"{named.ru} (ключи: {shown})")
    inside = bytes(members.get("result", Raw()))
    if inside[:1] in (b"{", b"["):
        under = seen(inside)
        return Text(f"an object whose result is {under.en}", f"объект с ключом result, а в нём {under.ru}")
    return Text(f"an object with the keys {shown}", f"объект с ключами {shown}")


def _named(members: dict[str, Raw]) -> Text | None:
    """Return what people call an object with these members, where it is known."""
    for key, name in _not_postings().items():
        if key in members:
            kind = f" {_plain(members[key])}" if key == "message_type" else ""
            return Text(name.en + kind, name.ru + kind)
    if _has_exemplars(members):
        return Text("marking codes of products", "коды маркировки товаров")
    if bytes(members.get("posting_number", Raw()))[:1] == b"[":
        return Text("a request about postings", "запрос по отправлениям")
    if members.keys() >= {"posting_number", "result"}:
        return Text("an answer to a status update", "ответ на смену статуса")
    return None


def _plain(raw: Raw) -> str:
    try:
        value = str(msgspec.json.decode(raw))
    except FAULTS:
        return "?"
    return value if len(value) <= _TEXT_SHOWN else value[:_TEXT_SHOWN] + "…"
