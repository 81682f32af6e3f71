"""HAR, in which browsers and proxies save their traffic: the calls to Ozon in it, without headers and cookies."""

from base64 import b64decode
from binascii import Error
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.plan.envelope import Envelope, unwritten
from ozlint.plan.method import method_path

ENTRIES = "/log/entries"
"""Pointer of the list of calls."""
HOST = "api-seller.ozon.ru"
"""Where the Seller API is."""


class _Content(msgspec.Struct):
    text: str | UnsetType | None = UNSET
    encoding: str | UnsetType | None = UNSET


class _Call(msgspec.Struct):
    method: str
    url: str
    postData: _Content | UnsetType | None = UNSET  # noqa: N815 - as HAR writes it


class _Reply(msgspec.Struct):
    status: int = 0
    content: _Content | UnsetType | None = UNSET


class _Entry(msgspec.Struct):
    """What is looked at of a call; all else in it stays unread."""

    request: _Call
    response: _Reply | UnsetType | None = UNSET
    startedDateTime: str | UnsetType | None = UNSET  # noqa: N815 - as HAR writes it


def is_har(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Return whether a document is a HAR."""
    log = value.get("log") if isinstance(value, dict) else None
    return isinstance(log, dict) and isinstance(log.get("entries"), list)


def har_envelopes(value: Any) -> list[Envelope | None]:  # noqa: ANN401 - a document that is a HAR
    """Return what each of the calls in a HAR holds; None for one that is no call to the Seller API."""
    return [_envelope(entry) for entry in value["log"]["entries"]]


def _envelope(entry: Any) -> Envelope | None:  # noqa: ANN401 - any JSON
    try:
        call = msgspec.convert(entry, _Entry)
    except msgspec.ValidationError:
        return None
    path = method_path(call.request.url)
    if path is None or call.request.method.upper() != "POST" or not _is_ozon(call.request.url):
        return None
    reply = call.response or _Reply()
    return Envelope(
        path=path,
        names_method=True,
        body=_content(call.request.postData),
        status=reply.status or UNSET,  # a browser writes 0 where nothing came back
        answer=_content(reply.content),
        at=call.startedDateTime,
    )


def _is_ozon(url: str) -> bool:
    try:
        return urlsplit(url).hostname == HOST
    except ValueError:
        return False


def _content(content: _Content | UnsetType | None) -> Any:  # noqa: ANN401 - any JSON
    """Return what a body says: JSON, else its text, else UNSET."""
    if not content or not isinstance(content.text, str) or not content.text:
        return UNSET
    if content.encoding != "base64":
        return unwritten(content.text)
    try:
        return unwritten(b64decode(content.text, validate=True).decode("utf-8", "replace"))
    except (Error, ValueError):
        return UNSET
