"""Rows of a table of events, and events that a program wrote one by one: from their values to events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import nan
from typing import Any

import msgspec
from msgspec import structs

from ozlint.carriers.meaning import Meaning, aggregators, meaning_of
from ozlint.carriers.moments import NO_MOMENT, Moment, read_moment
from ozlint.carriers.numbers import placeholder_number, spoilt_number
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.tracking import TrackingEvent
from ozlint.sources.cell import tidy_cell
from ozlint.sources.time_text import iso_text
from ozlint.sources.tracking.event_terms import BACK, EventTerms
from ozlint.sources.tracking.words_shown import shown_words

Value = Any
"""A text, a Unix time, or None."""
_YES = frozenset({"да", "yes", "y", "true", "1", "+", "return", "возврат"})
_KEPT = 65536
"""Meanings that are kept: more than any file of a carrier has, and a limit for texts that are all different."""
_SHOWN = 40
_WHOLE = pattern(r"([0-9]{5,})[.,]0+")
"""What programs make of a number in a column with gaps: 1106153417.0 has lost nothing."""
_OLD = pattern(r"(?<![0-9])(?:0001|1970)(?![0-9])")
"""Years of dates that stand for none."""

NUMBERLESS = Text(
    "names neither a tracking number nor a posting, so it is not clear which parcel this is about",
    "нет ни трек-номера, ни номера отправления: непонятно, о какой посылке речь",
)
SPOILT = Text(
    "a spreadsheet has spoilt the tracking number, its last digits are lost: make the column text, and export it again",
    "таблица испортила трек-номер, последние цифры потеряны: сделайте столбец текстовым и выгрузите файл заново",
)
SILENT = Text(
    "does not say what happened: code, text and phase are empty",
    "не сказано, что произошло: код, текст и фаза пусты",
)


class Refusal(msgspec.Struct, frozen=True):
    """Why a row is no event, or one that has something wrong with it."""

    field: str
    reason: Text
    event: TrackingEvent | None = None
    """What is known all the same: that something happened to a parcel, or all but its number; None where nothing is."""


class _Said(msgspec.Struct, frozen=True, gc=False):
    """What a row says, apart from whose parcel it is and when."""

    carrier: str
    code: str
    text: str
    meaning: Meaning
    is_return: bool
    unknown: tuple[str, str] | None
    """What a code that nobody knows is counted under; None for what is known."""


class _Parcel(msgspec.Struct, frozen=True, gc=False):
    """Whose event a row is."""

    number: str | None
    """As it is written, and the posting's as well."""
    posting: str | None
    tracking_number: str | None
    posting_number: str | None
    fault: Text | None
    """What is wrong with its tracking number."""


class EventRows:
    """Turns rows into events, and looks up only once what the same words mean."""

    def __init__(self, terms: EventTerms) -> None:
        self._terms = terms
        self._said: dict[tuple[str | None, ...], _Said] = {}
        self.unknown: Counter[tuple[str, str]] = Counter()
        """How often each code of each carrier came that nobody has mapped."""
        self._recent = _parcel_of(None, None)
        """Whose the last event was: those of a parcel often come together."""

    def event(self, values: Sequence[Value]) -> TrackingEvent | Refusal:
        """Return the event of a row whose values are in the order of `event_columns.COLUMNS`, None for none.

        Dates and times are texts or Unix times, the others texts. What happened cannot be made out of some rows of
        which it is clear whose they are: nothing is sure of such a parcel.
        """
        written, named, carrier, code, words, phase, back, day, clock = values
        recent = self._recent
        if written != recent.number or named != recent.posting:
            recent = self._recent = _parcel_of(written, named)
        if recent.fault is not None and recent.posting_number is None:
            return Refusal("tracking_number", recent.fault)
        key = carrier, code, words, phase, back
        said = self._said.get(key) or self._understood(key)
        if said is None:
            return Refusal("code", SILENT, self._unclear(recent, carrier))
        (at, zoned), is_day = read_moment(day or clock), False
        if (day and clock) or at != at or not zoned:  # noqa: PLR0124 - NaN is what differs from itself
            looked_at = self._moment(day, clock)
            if isinstance(looked_at, Refusal):
                return structs.replace(looked_at, event=self._unclear(recent, carrier))
            at, zoned, is_day = looked_at
        if said.unknown is not None:
            self.unknown[said.unknown] += 1
        event = TrackingEvent(
            tracking_number=recent.tracking_number,
            posting_number=recent.posting_number,
            carrier=said.carrier,
            code=said.code,
            text=said.text,
            phase=said.meaning.phase,
            at=at,
            zoned=zoned,
            is_day=is_day,
            is_return=said.is_return,
        )
        return event if recent.fault is not SPOILT else Refusal("tracking_number", SPOILT, event)

    def _unclear(self, parcel: _Parcel, carrier: str | None) -> TrackingEvent:
        """Return that something happened to a parcel, nobody knows what and when."""
        speaker = self._terms.carrier_of(carrier) if carrier else ""
        return unclear_event(parcel.tracking_number, parcel.posting_number, speaker)

    def _understood(self, key: tuple[str | None, ...]) -> _Said | None:
        """Return what these words say, and keep it; None where they say nothing."""
        name, *rest = (word.strip() if word else "" for word in key)
        *said, back = rest
        if not any(said):
            return None
        code, words, phase = map(shown_words, said)
        speaker = self._terms.carrier_of(name) if name else ""
        returning = back.casefold() in _YES
        corrections = self._terms.corrections
        meaning = meaning_of(speaker, code=code, text=words, phase=phase, returning=returning, corrections=corrections)
        what = code or words or phase
        understood = _Said(
            carrier="" if speaker in aggregators() else speaker,
            code=what,
            text=words or meaning.label,
            meaning=meaning,
            is_return=returning or meaning.phase in BACK,
            unknown=None if meaning.known else (speaker, what),
        )
        if len(self._said) >= _KEPT:
            self._said.clear()
        self._said[key] = understood
        return understood

    def _moment(self, day: Value, clock: Value) -> tuple[float, bool, bool] | Refusal:
        """Return when something happened, whether the zone is known, and whether only the day is.

        A time that is written and cannot be read is a refusal.
        """
        written = False
        for value in _spellings(day, clock):
            written = True
            at, zoned = _read(value)
            if at == at:  # noqa: PLR0124 - NaN is what differs from itself
                is_day = not zoned and isinstance(value, str) and ":" not in iso_text(value.strip())
                return self._terms.placed(at) if not zoned else at, zoned or self._terms.zone is not None, is_day
        if not written or _is_no_time(day, clock):
            return *NO_MOMENT, False
        shown = " ".join(str(value) for value in (day, clock) if value)[:_SHOWN]
        return Refusal(
            "time",
            Text(
                f"“{shown}” is no time that is known: write 2026-11-05 14:05:00, 05.11.2026 14:05 or "
                f"2026-11-05T14:05:00+03:00",
                f"«{shown}» не читается как время: пишите 2026-11-05 14:05:00, 05.11.2026 14:05 или "
                f"2026-11-05T14:05:00+03:00",
            ),
        )


def _parcel_of(written: str | None, named: str | None) -> _Parcel:
    """Return whose event a row is by what stands in its columns of numbers."""
    number = written if written and written.isalnum() else _tidied(written)
    posting = named if named and named[0].isdigit() else _tidied(named)
    fault = None
    if not number or placeholder_number(number):
        number, fault = "", NUMBERLESS
    elif not number.isalnum() and spoilt_number(number):
        number, fault = "", SPOILT
    return _Parcel(written, named, number or None, posting or None, fault)


def unclear_event(tracking_number: str | None, posting_number: str | None, carrier: str) -> TrackingEvent:
    """Return that something happened to a parcel, nobody knows what and when."""
    return TrackingEvent(
        tracking_number=tracking_number,
        posting_number=posting_number,
        carrier=carrier,
        code="",
        phase="unknown",
        at=nan,
    )


def _tidied(number: str | None) -> str:
    """Return a number without what spreadsheets and programs put around it; empty for none, an error and a formula."""
    text = tidy_cell(number) if number else None
    if not isinstance(text, str) or text[:1] == "=":
        return ""
    whole = _WHOLE.fullmatch(text)
    return text if whole is None else whole[1]


def _read(value: Value) -> Moment:
    """Return a moment as carriers write it, or as people and spreadsheets do: 5.11.2026 9:05, 45966.5."""
    at, zoned = read_moment(value)
    if at == at or not isinstance(value, str):  # noqa: PLR0124 - NaN is what differs from itself
        return at, zoned
    return read_moment(iso_text(value.strip()))


def _spellings(day: Value, clock: Value) -> Iterator[Value]:
    """Yield what may name the moment, the likeliest first: date and time may stand in columns of their own."""
    if day and clock:
        yield f"{day} {clock}"
    if clock:
        yield clock
    if day:
        yield day


def _is_no_time(day: Value, clock: Value) -> bool:
    """Return whether what stands where a time belongs is somebody's way to write that there is none."""
    said = [str(value).strip() for value in (day, clock) if value]
    return all(not word or placeholder_number(word) or _OLD.search(word) for word in said)
