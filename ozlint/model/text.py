"""A text in the two languages ozlint speaks."""

from typing import Literal

import msgspec

Lang = Literal["en", "ru"]


class Text(msgspec.Struct, frozen=True):
    """One text in English and Russian; a missing language falls back to the other."""

    en: str = ""
    ru: str = ""

    def say(self, lang: Lang) -> str:
        """Return the text in `lang`, or in the other language where that one is missing."""
        if lang == "ru":
            return self.ru or self.en
        return self.en or self.ru


def decimal(number: str, lang: Lang) -> str:
    """Return a number written with a point as the language writes it: `0.5`, `0,5`."""
    return number if lang == "en" else number.replace(".", ",")
