"""What one event of a table or of a program of the seller's own means: its code, its text, its phase in words."""

from collections.abc import Iterator
from functools import cache

import msgspec

from ozlint.carriers.corrections import ANY_CARRIER, NO_CORRECTIONS, Corrections
from ozlint.carriers.labels import code_of_label
from ozlint.carriers.names import known_carriers
from ozlint.carriers.phases import code_key, known_code, label_of, on_the_way_back, phase_of, vocabularies
from ozlint.carriers.words import words
from ozlint.model.table import table_rows
from ozlint.model.tracking import Phase

_CANONICAL = "canonical"
_FURTHER = {"cdek": ("cdek_codes",)}
"""Older vocabularies of a carrier."""
_NO_SPEAKERS = frozenset({_CANONICAL, "cdek_codes", "cdek_reasons"})
"""Vocabularies that are neither a carrier's only one nor an aggregator's."""


class Meaning(msgspec.Struct, frozen=True):
    """What an event means."""

    phase: Phase
    label: str
    """The carrier's name of the code, where a table has one."""
    known: bool
    """Whether anybody knows what it means: a table, or the seller."""


UNKNOWN = Meaning("unknown", "", known=False)


@cache
def aggregators() -> frozenset[str]:
    """Return the names of those who tell of the parcels of all carriers, in words of their own."""
    return vocabularies() - known_carriers() - _NO_SPEAKERS


def meaning_of(  # noqa: PLR0913 - the parts of what is said
    carrier: str,
    *,
    code: str = "",
    text: str = "",
    phase: str = "",
    returning: bool = False,
    corrections: Corrections = NO_CORRECTIONS,
) -> Meaning:
    """Return what an event means by its code, its text and its phase in ozlint's own words.

    `carrier` is a carrier's code, an aggregator's name, or empty. What the seller says of this carrier's codes counts
    first, then the carrier's own tables, then what the seller says of all carriers, then ozlint's words for phases. So
    a phase that a program worked out does not outweigh a code which says otherwise.
    """
    is_canonical = bool(phase) and known_code(_CANONICAL, phase)
    said = [word for word in (code, text, "" if is_canonical else phase) if word]
    corrected = corrections.phase(carrier, said)
    if corrected is not None:
        return _meaning(corrected, returning=returning)
    for vocabulary, known in _codes(carrier, said):
        found = phase_of(vocabulary, known, returning=returning)
        return Meaning(found, label_of(vocabulary, known), known=True)
    said_of_all = corrections.phase(ANY_CARRIER, said)
    if said_of_all is not None:
        return _meaning(said_of_all, returning=returning)
    own_words = [phase] if is_canonical else [word for word in said if not _is_ambiguous(word)]
    phases = [phase_of(_CANONICAL, word) for word in own_words if known_code(_CANONICAL, word)]
    return _meaning(phases[0], returning=returning) if phases else UNKNOWN


def _meaning(phase: Phase, *, returning: bool) -> Meaning:
    return Meaning(on_the_way_back(phase) if returning else phase, "", known=True)


def _codes(carrier: str, said: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the codes that a carrier's tables have for what is said, each with its vocabulary: codes, then names."""
    own = [name for name in (carrier, *_FURTHER.get(carrier, ())) if name in vocabularies()]
    for word in said:
        yield from ((name, word) for name in own if known_code(name, word))
    for word in said:
        named = ((name, code_of_label(name, word)) for name in own)
        yield from ((name, code) for name, code in named if code is not None)


def _is_ambiguous(word: str) -> bool:
    """Return whether a carrier means another phase by a word for phases: CDEK's ACCEPTED is only an order's data."""
    return code_key(_CANONICAL, word) in _ambiguous_words()


@cache
def _ambiguous_words() -> frozenset[str]:
    return frozenset(
        key
        for vocabulary in vocabularies() - _NO_SPEAKERS
        for code, label, phase, *_ in table_rows(f"carriers/statuses/{vocabulary}.tsv")
        for key in (code_key(_CANONICAL, code), code_key(_CANONICAL, words(label)))
        if known_code(_CANONICAL, key) and phase_of(_CANONICAL, key) != phase
    )
