"""The selling schemes: what they are called, by Ozon and in tables of sellers."""

from collections.abc import Mapping
from functools import cache

from ozlint.model.table import table_rows

EITHER = "FBO/FBS"
"""What stands for the scheme of a table that may be of either."""
SPELLED: Mapping[str, str] = {
    "fbs": "FBS",
    "rfbs": "rFBS",
    "fbo": "FBO",
    "fbp": "FBP",
    "crossborder": "Crossborder",
}
"""The schemes, each as delivery_schema spells it."""
_UNTOLD = ("", "sds")
"""What delivery_schema holds where it does not tell the scheme."""


def scheme_named(text: str) -> str:
    """Return fbs, rfbs, fbo, fbp or crossborder for a spelling that is known: real FBS, РФБС; else nothing."""
    return _spellings().get("".join(filter(str.isalnum, text.casefold())), "")


def is_no_scheme(text: str) -> bool:
    """Return whether a text stands where a scheme belongs, and names none that is known."""
    return text.strip().casefold() not in _UNTOLD and text != EITHER and not scheme_named(text)


@cache
def _spellings() -> Mapping[str, str]:
    return {spelling: scheme for spelling, scheme, _ in table_rows("ozon/schemes.tsv")}
