"""How values of a posting are written in the text report."""

from typing import Any

import msgspec

from ozlint.model.text import Lang
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import NO, YES

NOTHING = "—"


def show_value(value: Any, lang: Lang) -> str:  # noqa: ANN401 - operands are of any type
    """Return a value as people read it; nothing, empty and unknown are a dash."""
    if value in (None, "", [], (), {}, msgspec.UNSET):
        return NOTHING
    match value:
        case bool():
            return (YES if value else NO).say(lang)
        case float() if value.is_integer():
            return str(int(value))
        case list() | tuple():
            return ", ".join(show_value(item, lang) for item in value)
        case dict():
            return ", ".join(f"{harmless(str(key))}: {show_value(item, lang)}" for key, item in value.items())
        case _:
            return harmless(str(value))
