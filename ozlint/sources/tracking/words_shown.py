"""What is kept of a text that somebody else wrote for a status: the words, unless they may be about the buyer."""

_MOST_DIGITS = 6
"""A telephone number has more of them."""
_LONGEST = 160
"""Characters; the longest name of a status known has 141."""


def shown_words(words: str) -> str:
    """Return a text as it is kept and may be shown; empty for one that looks like more than the name of a status.

    Carriers and programs write comments where a status belongs, with telephone numbers and addresses in them.
    """
    if len(words) > _LONGEST or "@" in words:
        return ""
    if words.isalpha() or sum(map(str.isdigit, words)) <= _MOST_DIGITS:
        return words
    return ""
