"""Telling from Ozon's answer why it is none: by its words first, by its HTTP status where they say nothing."""

from functools import cache

import msgspec

from ozlint.model.table import table_rows
from ozlint.seller_api.answers import read_refusal
from ozlint.seller_api.problem import ApiProblem, problem

_SHOWN = 200
OK = 200


class Answer(msgspec.Struct, frozen=True):
    """What came back for a request."""

    status: int
    """Of HTTP."""
    headers: dict[str, str]
    """By their names in small letters."""
    body: bytes


def refusal_of(answer: Answer, where: str) -> ApiProblem:
    """Return why an answer is none."""
    message = read_refusal(answer.body) or ""
    return problem(kind_of(answer.status, message), where, status=answer.status, message=quoted(message) or "—")


def kind_of(status: int, message: str) -> str:
    """Return the kind of problem that an HTTP status and Ozon's words tell."""
    words = message.casefold()
    kinds = (kind for kind, prefix, part in _rows() if str(status).startswith(prefix) and part in words)
    return next(kinds, "refused")


def quoted(text: str) -> str:
    """Return Ozon's own words as they may be shown: on one line, not too long, nothing that moves a terminal."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


@cache
def _rows() -> list[tuple[str, str, str]]:
    return [(kind, status, message) for kind, status, message, _ in table_rows("seller_api/refusals.tsv")]
