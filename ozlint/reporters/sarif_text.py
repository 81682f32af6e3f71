"""The smallest parts of SARIF: messages, levels and addresses of files."""

from typing import Any

from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import harmless

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""Severity -> level."""
_ROOT = "%SRCROOT%"
"""What file names are relative to, by the name that GitHub knows it by."""
_ROOT_MEANS = Text("the folder that ozlint worked in", "папка, в которой работал ozlint")


def plain(text: str) -> str:
    """Return a text in which nothing is a placeholder or a link (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return harmless(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def message(text: str) -> dict[str, str]:
    """Return a message that says a text as it is."""
    return {"text": plain(text)}


def sarif_uri(path: str) -> dict[str, str]:
    """Return a file of the repository as a relative address."""
    from urllib.parse import quote

    # Names that are no UTF-8 have lone surrogates here, and are no addresses either: they only must not break the rest.
    return {"uri": quote(path, errors="surrogatepass"), "uriBaseId": _ROOT}


def base(lang: Lang) -> dict[str, Any]:
    """Return what addresses are relative to; where that folder is on another machine, the reader knows."""
    return {_ROOT: {"description": message(_ROOT_MEANS.say(lang))}}
