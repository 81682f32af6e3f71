"""Texts that mean the same however they are typed."""

from ozlint.model.pattern import pattern

_LETTERS = str.maketrans({"ё": "е", "й": "и", "\u0306": None, "\u0308": None})
"""ё and й are one character or two (macOS), and ё is often written е: read all of them as е and и."""
_BETWEEN_WORDS = pattern(r"[\W_]+")


def words(text: str) -> str:
    """Return the words of a text in lower case with a blank between them: no punctuation, е for ё, и for й."""
    return _BETWEEN_WORDS.sub(" ", text.casefold().translate(_LETTERS)).strip()
