"""The known word nearest to a misspelt one."""

from collections.abc import Iterable

_ALIKE = 0.6
_LONGEST = 60
"""Longer words are no slip of the pen, and comparing them costs time that a hostile file must not get."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` most likely stands for, or None where none is alike; case does not matter."""
    import difflib

    if not word or len(word) > _LONGEST:
        return None
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(_fold(candidate), candidate)
    found = difflib.get_close_matches(_fold(word), folded, n=1, cutoff=_ALIKE)
    return folded[found[0]] if found else None


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
