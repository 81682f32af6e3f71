"""Postings as a source hands them over, and what expressions make of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ozlint.language.check import check
from ozlint.language.interpret import Moment, interpret
from ozlint.language.names import Scope
from ozlint.language.values import Value
from ozlint.model.fields import posting_fields
from ozlint.model.times import read_time
from ozlint.sources.decoding import PostingDecoder

NOW, _ = read_time("2026-11-22T09:00:00Z")
Evaluate = Callable[..., Value]


@pytest.fixture(scope="session")
def decode() -> Callable[[dict[str, Any]], Any]:
    """Return what decodes a posting with every field demanded."""
    decoder = PostingDecoder(posting_fields())
    return lambda document: decoder(json.dumps({"posting_number": "12345678-0001-1", **document}).encode())


@pytest.fixture
def evaluate(decode: Callable[[dict[str, Any]], Any]) -> Evaluate:
    """Return what evaluates an expression on a posting at 2026-11-22 09:00 UTC."""

    def run(text: str, document: dict[str, Any] | None = None, **moment: Any) -> Value:  # noqa: ANN401 - Moment's own
        subject = decode(document or {})
        return interpret(check(text, Scope("posting")), Moment(subject=subject, **{"now": NOW, **moment}))

    return run
