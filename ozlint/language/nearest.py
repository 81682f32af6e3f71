"""The nearest valid spelling of what was probably meant."""

from collections.abc import Collection, Iterable

from ozlint.model.text import Text

NO_GUESS = Text("", "")
_ALIKE = 0.6
_TIED = 8
"""How many of the most alike are compared letter by letter."""
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
    wanted = _fold(word)
    found = difflib.get_close_matches(wanted, folded, n=_TIED, cutoff=_ALIKE)
    best = max(found, key=lambda near: _likeness(wanted, near), default=None)
    return None if best is None else folded[best]


def _likeness(word: str, candidate: str) -> tuple[float, int]:
    """Return how alike two words are, then how many letters stand in the same place: OZ1O1 is OZ101, not OZ110."""
    import difflib

    in_place = sum(one == other for one, other in zip(word, candidate, strict=False))
    return difflib.SequenceMatcher(None, candidate, word).ratio(), in_place


def guess(word: str, candidates: Iterable[str], otherwise: Text = NO_GUESS) -> Text:
    """Return the end of a message about a word that nobody knows: what it was meant to be, or `otherwise`."""
    found = nearest(word, candidates)
    return Text(f'; did you mean "{found}"?', f"; может быть, «{found}»?") if found else otherwise


def way_out(word: str, known: Collection[str]) -> Text:
    """Return what to write instead of a word that is none of a few: what it was meant to be, or what there is."""
    found, names = nearest(word, known), ", ".join(known)
    return (
        Text(f'did you mean "{found}"?', f"может быть, «{found}»?")
        if found
        else Text(f"there are {names}", f"есть {names}")
    )


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
