"""Postings as lines of a snapshot: made of the fields that ozlint knows, never of the answer itself."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, Raw, structs

from ozlint.model.fields import posting_fields
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.decoding import ALWAYS, DecodeProblem, PostingDecoder

_REQUIREMENT = pattern(r"products_requiring_[a-z0-9_]+")
"""What Ozon calls the lists of products that lack something."""
_LEFT_OUT = ("account", "products[].price", "products[].currency_code")
"""Not taken from Ozon: the account is told by whoever fetches, and what the buyer paid is nobody's concern here."""
_NUMBER = pattern(rb'"posting_number"\s*:\s*"([0-9-]{1,64})"')
"""Digits and dashes, as Ozon's numbers are: what else stands in a record that cannot be read is not looked at."""


class Misread(msgspec.Struct, frozen=True):
    """A posting of Ozon's that could not be read, or not all of it."""

    posting_number: str | None
    field: str
    """The field that is left out of the line; empty where nothing but the number is on it."""
    reason: Text


class Line(msgspec.Struct, frozen=True):
    """One posting, ready to be written."""

    number: str | None
    """None for a posting without a number, which is not written."""
    status: str
    data: bytes
    """JSON without line break."""
    misread: Misread | None = None


def make_line(raw: Raw, account: str | None, details: Raw | None = None) -> Line:
    """Return the line of a posting, with what `details` say of it besides; prices and what is not known are left out.

    A field that cannot be read is left out too, and told: on the line it is not known, which is never a pass.
    """
    read, misread = _read(raw)
    if read is None:
        return _bare(raw, account, misread)
    if details is not None:
        more, fault = _read(details)
        read, misread = _joined(read, more), misread or fault
    if getattr(read, "requirements", UNSET):
        read = structs.replace(read, requirements=_of_products(read.requirements))
    return Line(read.posting_number, read.status or "", _with_account(msgspec.json.encode(read), account), misread)


@cache
def _known() -> frozenset[str]:
    """Return the fields that a snapshot has."""
    return frozenset(posting_fields()) - set(_LEFT_OUT)


@cache
def _decoder(left_out: frozenset[str] = frozenset()) -> PostingDecoder:
    return PostingDecoder(_known() - left_out)


def _read(raw: Raw) -> tuple[Any, Misread | None]:
    """Return what a posting says, and the first thing that could not be read of it; None where nothing could be."""
    left_out: frozenset[str] = frozenset()
    misread = None
    while True:
        try:
            return _decoder(left_out)(raw), misread
        except DecodeProblem as fault:
            misread = misread or Misread(_number_of(raw), fault.field, fault.reason)
            at_fault = {path for path in _known() - left_out if _is_within(path, fault.field)}
            if not fault.field or not at_fault or at_fault & ALWAYS:
                return None, misread
            left_out |= at_fault


def _is_within(path: str, field: str) -> bool:
    """Return whether a field of the table is the one that is at fault, or part of it."""
    return f"{path}.".replace("[]", "").startswith(f"{field}.".replace("[]", ""))


def _bare(raw: Raw, account: str | None, misread: Misread | None) -> Line:
    """Return a line with nothing but the number: whoever reads it sees that the posting could not be read."""
    number = _number_of(raw)
    told = misread and Misread(number, "", misread.reason)
    data = msgspec.json.encode({"posting_number": number})
    return Line(number, "", b"" if number is None else _with_account(data, account), told)


def _with_account(posting: bytes, account: str | None) -> bytes:
    """Return the JSON of a posting with the account before its fields."""
    return posting if account is None else b'{"account":%b,%b' % (msgspec.json.encode(account), posting[1:])


def _number_of(raw: Raw) -> str | None:
    match = _NUMBER.search(bytes(raw))
    return match[1].decode("ascii") if match else None


def _joined(read: Any, details: Any) -> Any:  # noqa: ANN401 - structs made at run time
    """Return a posting as the list gives it, under what its details say."""
    if details is None or details.posting_number != read.posting_number:
        return read
    said = {
        name: value
        for name in read.__struct_fields__
        if (value := getattr(details, name, UNSET)) is not UNSET
        # What the details leave empty may yet be in the list; what is in none of them is empty, not unknown.
        and (value is not None or getattr(read, name) is UNSET)
    }
    return structs.replace(read, **said)


def _of_products(requirements: Mapping[str, list[int | str] | None]) -> dict[str, list[int | str]]:
    """Return the requirements that are lists of products: their keys are Ozon's, so no table of fields sifts them."""
    return {
        key: [one for one in products or () if isinstance(one, int) or one.isdecimal()]
        for key, products in requirements.items()
        if _REQUIREMENT.fullmatch(key)
    }
