"""The phases of the names that carriers give their codes, for what has a text and no code."""

from functools import cache, lru_cache

from ozlint.carriers.phases import known_code, phase_of, vocabularies
from ozlint.carriers.words import words
from ozlint.model.table import table_rows
from ozlint.model.tracking import Phase

_ATTRIBUTE = " - "
"""What stands in the names of Почта between an operation and its attribute: people often write the latter alone."""


@cache
def _codes(vocabulary: str) -> dict[str, str]:
    """Return the code that each name stands for; a name of several codes that differ in their phases is left out."""
    found: dict[str, set[str]] = {}
    for code, label, *_ in table_rows(f"carriers/statuses/{vocabulary}.tsv"):
        for name in {label, label.partition(_ATTRIBUTE)[2]}:
            found.setdefault(words(name), set()).add(code)
    return {name: min(codes) for name, codes in found.items() if name and len(_phases(vocabulary, codes)) == 1}


def _phases(vocabulary: str, codes: set[str]) -> set[tuple[Phase, Phase]]:
    return {(phase_of(vocabulary, code), phase_of(vocabulary, code, returning=True)) for code in codes}


@lru_cache(maxsize=4096)
def code_of_label(vocabulary: str, text: str) -> str | None:
    """Return a code of the name that a carrier gives it; None for a name nobody knows and for one of several phases."""
    if vocabulary not in vocabularies():
        return None
    code = _codes(vocabulary).get(words(text))
    return code if code is not None and known_code(vocabulary, code) else None
