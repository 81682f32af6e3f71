"""Why Ozon does not answer is told by its words first: the same HTTP status stands for very different things."""

import json
import string

import pytest

from ozlint.model.table import table_rows
from ozlint.seller_api.problem import _WORDS, ApiProblem, passes, problem
from ozlint.seller_api.refusal import Answer, kind_of, quoted, refusal_of

INVALID = "Invalid Api-Key, please check the key and try again"
VALUES = {"status": 500, "message": "m", "reason": "r", "size": 1, "count": 1, "seconds": 1.0}


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (404, INVALID, "wrong_key"),
        (403, "Invalid Api-Key, please contact support", "wrong_key"),
        (400, "Client-Id header value should be positive integer", "client_id"),
        (401, "Client-Id and Api-Key headers are required", "client_id"),
        (403, "Api-key is deactivated, use another one or generate a new one", "deactivated"),
        (403, "Api-Key is missing a required role for a method", "role"),
        (403, "Api-Key is restricted to specific IP addresses", "address"),
        (403, "Offer not signed", "offer"),
        (403, "Company is blocked, please contact support", "blocked"),
        (403, "access denied", "not_enabled"),
        (403, "something new", "forbidden"),
        (400, "PERIOD_IS_TOO_LONG", "too_long"),
        (400, "MAX_OFFSET_EXCEEDED", "too_long"),
        (400, "obsolete method cannot be used", "gone"),
        (410, "obsolete method cannot be used", "gone"),
        (410, "", "gone"),
        (404, "", "gone"),
        (405, "", "gone"),
        (404, "POSTING_NOT_FOUND", "not_found"),
        (429, "", "busy"),
        (403, "You have reached request rate limit per second", "busy"),
        (503, "Circle is open", "circle"),
        (429, "Circle is open", "circle"),
        (500, "Internal error", "server"),
        (502, "", "server"),
        (408, "", "timeout"),
        (302, "", "redirect"),
        (401, "", "not_authorised"),
        (400, "Request validation error: invalid Filter", "refused"),
        (409, "", "refused"),
        (200, "it went wrong", "refused"),
    ],
)
def test_words_and_status_tell_the_kind(status: int, message: str, kind: str) -> None:
    """A wrong key that comes with 404 is no missing method, and a method that is gone may come with 400."""
    assert kind_of(status, message) == kind


@pytest.mark.parametrize(
    ("kind", "again"),
    [("busy", True), ("circle", True), ("server", True), ("timeout", True), ("cut", True), ("network", True),
     ("unreadable", True), ("wrong_key", False), ("role", False), ("refused", False), ("forbidden", False),
     ("gone", False), ("not_authorised", False), ("tls", False), ("redirect", False), ("budget", False)],
)  # fmt: skip
def test_only_what_may_pass_is_asked_again(kind: str, again: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """Asking again for what 400, 401, 403 and 404 refuse would only cost the account its pace."""
    assert passes(kind) is again


def test_every_kind_has_words() -> None:
    """Whatever the table of refusals tells can be said."""
    assert {row[0] for row in table_rows("seller_api/refusals.tsv")} <= _WORDS.keys()


@pytest.mark.parametrize("kind", sorted(_WORDS))
def test_every_problem_says_what_where_and_the_next_step(kind: str) -> None:
    """In both languages, Russian in Russian; no place of the words is left open."""
    told = problem(
        kind, "api-seller.ozon.ru/v1/roles", **(VALUES | ({"reason": _two()} if kind == "unreadable" else {}))
    )
    words = _WORDS[kind]
    for text, what, step in (
        (told.text.en, words.what.en, words.step.en),
        (told.text.ru, words.what.ru, words.step.ru),
    ):
        assert text.startswith("api-seller.ozon.ru/v1/roles: ")
        assert text.endswith(step)
        assert len(what) > 10
        assert "{" not in text
    assert any("а" <= char <= "я" for char in words.what.ru)
    assert not any("а" <= char <= "я" for char in words.what.en)
    assert {name for _, name, _, _ in string.Formatter().parse(words.step.en) if name} == set()


def _two() -> object:
    from ozlint.model.text import Text

    return Text("en", "ru")


def test_ozons_words_are_shown_as_they_are_but_harmless() -> None:
    """On one line, cut, without what moves a terminal."""
    assert quoted("a\n\x1b[31mb\u202ec\t d") == "a [31mb c d"
    assert quoted("x" * 500) == "x" * 200 + "…"
    body = json.dumps({"code": 3, "message": "since {must} be\nset"}).encode()
    told = refusal_of(Answer(400, {}, body), "ozon")
    assert "(400): “since {must} be set”" in told.text.en
    assert "«since {must} be set»" in told.text.ru


def test_a_web_page_says_nothing_and_its_status_does() -> None:
    """What a proxy writes is not shown."""
    told = refusal_of(Answer(502, {}, b"<html>502</html>"), "ozon/v1/roles")
    assert isinstance(told, ApiProblem)
    assert told.kind == "server"
    assert "(502)" in told.text.ru
    assert "html" not in told.text.en
