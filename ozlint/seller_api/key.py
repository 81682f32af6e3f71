"""The seller's key: it authorises requests and never shows itself."""

import msgspec

from ozlint.errors import UsageError
from ozlint.model.pattern import pattern

_VISIBLE = pattern(r"[!-~]+")
"""What a header may hold: printable ASCII without spaces."""


class Secret:
    """A text that is not shown, copied or written: only `reveal` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    def __reduce__(self) -> str:
        message = "a secret is not copied"
        raise TypeError(message)


class Key(msgspec.Struct, frozen=True):
    """What Ozon knows an account by, and what proves the right to it."""

    client_id: str
    api_key: Secret


def read_key(client_id: str, api_key: str) -> Key:
    """Return the key of an account, without the blanks that copying brings along.

    Raises UsageError for what cannot be one; the message holds nothing of the Api-Key.
    """
    number, secret = client_id.strip(), api_key.strip()
    if not (number.isascii() and number.isdecimal() and int(number)):
        raise UsageError(
            "the Client-Id is not a positive number: copy it from seller.ozon.ru, Settings, Seller API",
            "Client-Id — не положительное число: скопируйте его на seller.ozon.ru, «Настройки» → Seller API",
        )
    if not secret:
        raise UsageError(
            "the Api-Key is empty: make one on seller.ozon.ru, Settings, Seller API",
            "Api-Key пустой: создайте ключ на seller.ozon.ru, «Настройки» → Seller API",
        )
    if not _VISIBLE.fullmatch(secret):
        raise UsageError(
            "the Api-Key has characters in it that no key has (a blank, a Cyrillic letter): copy it again",
            "в Api-Key есть символы, которых в ключах не бывает (пробел, перенос строки, русская буква): "
            "скопируйте его заново",
        )
    return Key(number, Secret(secret))
