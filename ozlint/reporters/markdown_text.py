"""Text from data as Markdown that shows it as it is: no markup, no HTML, no link, and nobody is called by name.

GitHub and GitLab look for names, numbers of issues and addresses in what they have rendered, where a backslash is gone
already. An invisible break inside is what keeps them apart, as other tools that write comments do it.
"""

import re

from ozlint.model.pattern import pattern
from ozlint.reporters.harmless import harmless

_BREAK = "&#8203;"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_SPECIAL = pattern(
    r"[&<>|]"  # HTML, and what ends a cell of a table
    r"|[\\`*\[\]~$]"  # emphasis, code, links, formulas
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; inside a word it is none
    r"|^[#+=-]"  # headings and lists
    r"|(?<=[@#!$%&~])(?=\w)"  # names, issues, merge requests, milestones, labels
    r"|(?<=:)(?=//)|(?<=www)(?=\.)",  # addresses
    re.IGNORECASE,
)
_NO_CODE = pattern(r"[`|]|^\s|\s$|^$")
"""What a span of code inside a table cannot hold everywhere."""


def escape(text: str) -> str:
    """Return a text as Markdown in one line."""
    return _SPECIAL.sub(_escaped, harmless(text).strip())


def code(text: str) -> str:
    """Return a value as a span of code that may stand in a table, or escaped where it cannot be one."""
    shown = harmless(text)
    return escape(text) if _NO_CODE.search(shown) else f"`{shown}`"


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or (f"\\{match[0]}" if match[0] else _BREAK)
