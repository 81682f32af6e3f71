"""Text from data, made harmless: what a terminal obeys, or an eye cannot see, is written out as an escape.

Values come from files that anyone may have written. A control sequence could repaint the screen, a bidirectional
mark could turn a number round, an invisible character could make two different numbers look equal. And what is printed
inside of GitHub Actions is read by its runner, which takes commands from a line that begins with `::`, and from `##[`
anywhere (actions/runner, ActionCommand.cs).
"""

import re

from ozlint.model.pattern import pattern

LONGEST = 1000
"""Characters of one value that are shown; the rest of it only drowns the report."""

_INVISIBLE = r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
"""DEL and C1 controls, soft hyphen, zero-width characters, direction marks, line and paragraph separators, BOM."""
_TAGS = r"\U000e0000-\U000e0fff"
"""Letters that have no looks at all."""
_HOSTILE = pattern(rf"[\x00-\x1f{_INVISIBLE}\ud800-\udfff{_TAGS}]")
_COMMAND = pattern(r"(?<!\S):(?=:)|#(?=#\[)")
_HOSTILE_IN_JSON = pattern(rf"[{_INVISIBLE}{_TAGS}#]")
"""One set of characters is searched twice as fast as two alternatives: a # is looked at when it is found."""
_WEB_ADDRESS = pattern(r"https?://[\x21-\x7e]+")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_TWO_DIGITS, _FOUR_DIGITS = 0xFF, 0xFFFF


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    if code <= _TWO_DIGITS:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _FOUR_DIGITS else f"\\U{code:08x}"


def harmless(text: str) -> str:
    """Return a text as one line without anything a terminal or a runner obeys, or an eye cannot see."""
    cut = len(text) - LONGEST
    if cut > 0:
        text = text[:LONGEST]
    text = _HOSTILE.sub(_escape, text)
    if "::" in text or "##[" in text:
        text = _COMMAND.sub(_escape, text)
    return f"{text}… (+{cut})" if cut > 0 else text


def harmless_json(document: str) -> str:
    """Return a JSON text with the same content, its invisible characters escaped the JSON way."""
    return _HOSTILE_IN_JSON.sub(_escape_in_json, document)


def _escape_in_json(match: re.Match[str]) -> str:
    if match[0] == "#" and not match.string.startswith("#[", match.end()):
        return "#"
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def flat(text: str) -> str:
    """Return a text of a rule as one line: where its lines break is layout."""
    return " ".join(text.split())


def is_web_address(text: str) -> bool:
    """Return whether a text is an address of the web, and nothing that only begins like one."""
    return _WEB_ADDRESS.fullmatch(text) is not None
