"""Which method a text names: by its path, with or without a host, or by a word that people have for what it does."""

import re
from collections.abc import Mapping
from functools import cache

from ozlint.carriers.words import words
from ozlint.errors import UsageError
from ozlint.model.pattern import pattern
from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts_by_action

_PATH = pattern(r"/v\d{1,3}(?:/[\w.-]+)+", re.ASCII)


def method_named(text: str) -> str | None:
    """Return the path of the method that a text names; None where it names none."""
    return method_path(text) or action_path(text)


def method_asked(text: str, asked_by: str) -> str:
    """Return the path of the method that an argument names; raises UsageError."""
    if path := method_named(text):
        return path
    raise UsageError(
        f'{asked_by}: "{text}" names no method; write its path, like /v2/fbs/posting/delivering, or what it does, like '
        "delivering",
        f"{asked_by}: «{text}» не метод; пишите путь, например /v2/fbs/posting/delivering, или действие, например "
        "delivering",
    )


def method_path(text: str) -> str | None:
    """Return the path of a method in a text that is that path, or an address with it; verb, host and query are cut off.

    `/v2/fbs/posting/delivered`, `POST https://api-seller.ozon.ru/v2/fbs/posting/delivered?x=1`.
    """
    *_, address = text.split() or [""]
    address = re.split(r"[?#]", address, maxsplit=1)[0]
    _, is_address, after = address.partition("://")
    path = "/" + (after.partition("/")[2] if is_address else address).strip("/")
    return path if _PATH.fullmatch(path) else None


def action_path(text: str) -> str | None:
    """Return the path of the method that does what a word says: an action, or what people call it."""
    action = _actions().get(words(text))
    return contracts_by_action()[action].path if action else None


@cache
def _actions() -> Mapping[str, str]:
    return {words(word): action for word, action, _ in table_rows("plan/words.tsv")}
