"""How values of a posting, and what findings are about, are written for people."""

from typing import Any

import msgspec

from ozlint.model.finding import Finding
from ozlint.model.record import Place
from ozlint.model.text import Lang
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import NO, RECORD_WITHOUT_NUMBER, REQUEST_CALLED, WHOLE_RUN, YES

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


def show_subject(finding: Finding, lang: Lang) -> str:
    """Return what a finding is about: a posting's number, the place of a record, the run, or the path of an input."""
    if finding.posting_number:
        return harmless(finding.posting_number)
    key = harmless(finding.subject.key)
    if finding.subject.kind == "batch":
        return WHOLE_RUN.say(lang) if key == "run" else f"{WHOLE_RUN.say(lang)}: {key}"
    if finding.subject.kind == "request":
        return REQUEST_CALLED.say(lang).format(path=key.rpartition(" ")[0])
    if finding.subject.kind == "record":
        return RECORD_WITHOUT_NUMBER.say(lang).format(key=harmless(f"{finding.place.path}:{finding.place.line}"))
    return key


def show_place(place: Place) -> str:
    """Return a place as editors write it: `orders.json:17:5`."""
    return harmless(f"{place.path}:{place.line}:{place.column}" if place.line else place.path)
