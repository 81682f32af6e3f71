"""One notification as a receiver logged it: bare, or with what the receiver adds, which may wrap it several times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import isfinite, isnan, nan
from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType, structs

from ozlint.carriers.moments import read_moment
from ozlint.model.notification import Notification
from ozlint.model.table import table_rows
from ozlint.ozon.notifications import notification_members, notification_of, wanted_reply
from ozlint.sources.demand import FAULTS

_TYPE = "message_type"
_DEPTH = 6
"""Layers that a receiver may wrap a notification in; a text that holds JSON is one of its own."""
_LEAST_FAILURE = 300
"""HTTP statuses from here on are no success."""
_TEXT = msgspec.json.Decoder(str).decode
_SCALAR = msgspec.json.Decoder(str | int | float | None).decode
_ANY = msgspec.json.Decoder().decode
_OBJECT = msgspec.json.Decoder(dict[str, Raw]).decode

Members = Mapping[str, bytes]
"""Members of an object, undecoded."""
Asked = tuple[Callable[[bytes], Any], Sequence[str]]


class _Log(msgspec.Struct):
    """What the receiver tells of a notification."""

    arrived_at: float = nan
    reply_ms: float | None = None
    status: float | None = None
    reply: Any = UNSET
    """As it was logged, parsed."""


def read_logged(raw: bytes) -> Notification | None:
    """Return the notification in a value; None for a value that holds none.

    Of it only the members of the table of notifications are decoded, of the receiver's only those of its own table.
    Raises what msgspec raises where the value, or the JSON text in it, cannot be decoded.
    """
    log = _Log()
    found = _find(raw.strip(), log, 0)
    if found is None:
        return None
    reply_ok = _reply_ok(found.type, log.status, log.reply)
    return structs.replace(
        found, arrived_at=log.arrived_at, reply_ms=log.reply_ms, reply_status=log.status, reply_ok=reply_ok
    )


def _find(raw: bytes, log: _Log, depth: int) -> Notification | None:
    """Return the notification in a value, and keep what the receiver tells of it."""
    if depth > _DEPTH:
        return None
    if raw[:1] == b'"':
        return _find(_TEXT(raw).strip().encode("utf-8", "replace"), log, depth + 1)
    if raw[:1] != b"{":
        return None
    members = _members(raw, *_envelope())
    if members.get(_TYPE, b"")[:1] == b'"':
        _note(members, log, ("arrived_at",))
        return notification_of(_told(raw))
    for name in _named("body"):
        found = _find(members.get(name, b""), log, depth + 1)
        if found is not None:
            _note(members, log, ("arrived_at", "logged_at"))
            return found
    return None


def _note(members: Members, log: _Log, times: Sequence[str]) -> None:
    """Keep what the members of one layer tell; what a layer inside has told stays."""
    for role in times:
        if isnan(log.arrived_at):
            log.arrived_at = next((at for at, _ in map(read_moment, _values(members, role)) if not isnan(at)), nan)
    log.reply_ms = log.reply_ms if log.reply_ms is not None else _number(members, "reply_ms")
    log.status = log.status if log.status is not None else _number(members, "reply_status")
    if log.reply is UNSET:
        log.reply = next(_values(members, "reply"), UNSET)


def _reply_ok(kind: str, status: float | None, reply: Any) -> bool | None:  # noqa: ANN401 - parsed JSON
    """Return whether the reply was the one Ozon wants; None where the log does not tell."""
    if status is not None and status >= _LEAST_FAILURE:
        return False
    match _parsed(reply):
        case UnsetType() | None:
            return None
        case bool(flag):
            return flag
        case int(code) | float(code):
            return False if code >= _LEAST_FAILURE else None
        case {"body": inner, **rest} | {"content": inner, **rest}:
            statuses = (rest.get(name) for name in ("status", "status_code", "code"))
            return _reply_ok(kind, next((one for one in statuses if isinstance(one, int | float)), None), inner)
        case parsed:
            return wanted_reply(kind, parsed)


def _parsed(reply: Any) -> Any:  # noqa: ANN401 - parsed JSON
    """Return a reply that was logged as text as the JSON it is; another text stays as it is."""
    if not isinstance(reply, str):
        return reply
    try:
        return _ANY(reply.encode("utf-8", "replace"))
    except FAULTS:
        return reply


def _told(raw: bytes) -> dict[str, str | int | float | None]:
    """Return the members of a notification that are in the table, by their paths."""
    told = {}
    tops = _members(raw, *_body())
    for path in notification_members():
        top, _, rest = path.partition(".")
        value = tops.get(top, b"")
        if rest:
            value = bytes(_OBJECT(value).get(rest, b"")) if value[:1] == b"{" else b""
        if value:
            told[path] = _scalar(value)
    return told


def _members(raw: bytes, decode: Callable[[bytes], Any], names: Sequence[str]) -> dict[str, bytes]:
    """Return the members of an object that are asked for and there, undecoded."""
    values = structs.astuple(decode(raw))
    return {name: bytes(value) for name, value in zip(names, values, strict=True) if value}


def _values(members: Members, role: str) -> Iterator[Any]:
    return (_ANY(members[name]) for name in _named(role) if name in members)


def _number(members: Members, role: str) -> float | None:
    for value in _values(members, role):
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            continue
        if isfinite(number) and number >= 0:
            return number
    return None


def _scalar(value: bytes) -> str | int | float | None:
    try:
        scalar: str | int | float | None = _SCALAR(value)
    except msgspec.ValidationError:
        return None  # an object or a list where a text belongs says nothing
    return scalar


@cache
def _named(role: str) -> tuple[str, ...]:
    return tuple(member for member, one, _ in table_rows("sources/receiver_members.tsv") if one == role)


@cache
def _envelope() -> Asked:
    return _asked([_TYPE, *(member for member, _, _ in table_rows("sources/receiver_members.tsv"))])


@cache
def _body() -> Asked:
    return _asked(sorted({path.partition(".")[0] for path in notification_members()}))


def _asked(names: Sequence[str]) -> Asked:
    """Return what decodes an object as far as these members, and the members."""
    fields = [f"member_{place}" for place in range(len(names))]
    asked = msgspec.defstruct(
        "Asked", [(field, Raw, Raw()) for field in fields], rename=dict(zip(fields, names, strict=True)), gc=False
    )
    return msgspec.json.Decoder(asked).decode, names
