"""What stands around a body: the method, what Ozon answered, when; with the keys that people use for it.

Only values under known keys are looked at: a header, a cookie or a key of the API is never one of them.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.model.pattern import pattern
from ozlint.model.table import table_rows
from ozlint.plan.method import method_named
from ozlint.sources.demand import FAULTS
from ozlint.sources.scanner import mend

_PUNCTUATION = pattern(r"[\W_]+")


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A body with what stands around it; UNSET is what is not there."""

    path: str | None = None
    """Path of the method; None where none is told."""
    names_method: bool = False
    """Whether there is a key that should tell the method."""
    body: Any = UNSET
    body_at: str | None = None
    """Pointer of the body from here; None where the body is written as a text."""
    bare: bool = False
    """Whether there is nothing but the body."""
    status: Any = UNSET
    """Of HTTP, as written."""
    answer: Any = UNSET
    at: Any = UNSET
    """When it was sent, as written."""
    handed_at: Any = UNSET
    """When the postings were handed over, as written."""


def open_envelope(record: Mapping[str, Any]) -> Envelope:
    """Return what a record holds: a request with or without its answer, or a bare body.

    A request or an answer may have an envelope of its own inside: {"request": {"url", "body"}, "response": {"status",
    "body"}}, as HTTP clients log them.
    """
    keys = _keys(record)
    path, (body, pointer) = _method(record, keys), _body(record, keys)
    if isinstance(body, dict):
        within = _keys(body)
        path = path or _method(body, within)
        inner, deeper = _body(body, within)
        if inner is not UNSET:
            body, pointer = inner, pointer + deeper
    status, answer = _reply(record, keys)
    if path is None and not isinstance(body, dict | str) and answer is UNSET:
        return Envelope(body=record, body_at="", bare=True, names_method="path" in keys)
    written = unwritten(body)
    return Envelope(
        path=path,
        names_method="path" in keys,
        body=written,
        body_at=pointer if written is body else None,
        status=status,
        answer=answer,
        at=_first(record, keys, "at"),
        handed_at=_first(record, keys, "handed_at"),
    )


def _reply(record: Mapping[str, Any], keys: "_Keys") -> tuple[Any, Any]:
    """Return the HTTP status and the answer of a record; where that has an envelope of its own, what is in it."""
    status, answer = _first(record, keys, "status"), unwritten(_first(record, keys, "answer"))
    if isinstance(answer, dict) and "result" not in answer:
        within = _keys(answer)
        content, inner = _first(answer, within, "content"), _first(answer, within, "status")
        if content is not UNSET:
            return (status if inner is UNSET else inner), unwritten(content)
    return status, answer


def unwritten(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON that a text holds; any other value, and any other text, as it is."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return value
    try:
        return msgspec.json.decode(mend(value.encode("utf-8", "replace")))
    except FAULTS:
        return value


def escaped(key: str) -> str:
    """Return a key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


_Keys = dict[str, list[str]]
"""The keys of a record by their roles, the usual ones first."""


def _keys(record: Mapping[str, Any]) -> _Keys:
    found: _Keys = {}
    for key in record:
        for role in _roles(key):
            found.setdefault(role, []).append(key)
    for role, keys in found.items():
        if len(keys) > 1:
            keys.sort(key=lambda key: _roles(key)[role])
    return found


def _method(record: Mapping[str, Any], keys: _Keys) -> str | None:
    """Return the path of the method that a record tells, by the first key of those for it whose value names one."""
    texts = (record[key] for key in keys.get("path", ()))
    return next((path for text in texts if isinstance(text, str) and (path := method_named(text))), None)


def _body(record: Mapping[str, Any], keys: _Keys) -> tuple[Any, str]:
    """Return the body of a record, and its pointer from there."""
    key = next(iter(keys.get("body", ())), None)
    return (UNSET, "") if key is None else (record[key], f"/{escaped(key)}")


def _first(record: Mapping[str, Any], keys: _Keys, role: str) -> Any:  # noqa: ANN401 - any JSON
    return next((record[key] for key in keys.get(role, ())), UNSET)


@lru_cache(maxsize=512)
def _roles(key: str) -> Mapping[str, int]:
    """Return what a key may stand for, and how usual it is for that: the lower, the more."""
    plain = _PUNCTUATION.sub("", key.casefold())
    return {role: place for place, (role, alias) in enumerate(_aliases()) if alias == plain}


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    return tuple((role, key) for role, key, _ in table_rows("plan/aliases.tsv"))
