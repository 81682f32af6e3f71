"""What a carrier's codes mean: the phase of each, from the tables in `statuses/`.

A table is one vocabulary: the codes of a carrier, of an aggregator, or ozlint's own words for the phases (canonical).
Its columns are code, label, phase, return_phase, note and source. A code that ends in `*` stands for all codes that
begin so and have no row of their own. The label is empty where the code is the carrier's wording itself. The
return_phase is filled only where a return does not mean what it means for other codes.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources

import msgspec

from ozlint.carriers.words import words
from ozlint.model.table import table_rows
from ozlint.model.tracking import PHASES, Phase

_PHASES: dict[str, Phase] = {phase: phase for phase in PHASES}
_ON_THE_WAY_BACK: dict[Phase, Phase] = {
    "accepted": "returning",
    "in_transit": "returning",
    "arrived_pickup_point": "returning",
    "out_for_delivery": "returning",
    "delivered": "returned",
}
"""What a phase becomes on a return: movement goes back, and who gets the parcel is the sender. Others stay."""


class Status(msgspec.Struct, frozen=True):
    """What one code of a vocabulary means."""

    label: str
    phase: Phase
    return_phase: Phase
    """The phase of a parcel on its way back to the sender."""


def _code(code: str) -> str:
    return code.strip().casefold()


def _text(text: str) -> str:
    return words(text).replace(" ", "")


def _operation(code: str) -> str:
    """Return type:attribute of Почта; an attribute that is empty or a dash is 0, as in an operation without any."""
    kind, _, attribute = (part.strip() for part in code.partition(":"))
    return f"{kind}:{'0' if attribute in {'', '-'} else attribute}"


_KEYS: dict[str, Callable[[str], str]] = {"boxberry": _text, "canonical": _text, "russian_post": _operation}
"""How the codes of a vocabulary are compared, where case and blanks around them are not all that does not matter."""


@cache
def vocabularies() -> frozenset[str]:
    """Return the names of all vocabularies; those of carriers are the codes of `names.tsv`."""
    tables = (resources.files(__package__) / "statuses").iterdir()
    return frozenset(table.name.removesuffix(".tsv") for table in tables)


@cache
def _statuses(vocabulary: str) -> tuple[dict[str, Status], list[tuple[str, Status]]]:
    """Return what the codes of a vocabulary mean, and the beginnings of codes, the longest first."""
    codes: dict[str, Status] = {}
    beginnings: list[tuple[str, Status]] = []
    for code, label, phase, return_phase, _, _ in table_rows(f"carriers/statuses/{vocabulary}.tsv"):
        ahead = _PHASES[phase]
        back = _PHASES[return_phase] if return_phase else on_the_way_back(ahead)
        if code.endswith("*"):
            beginnings.append((_code(code[:-1]), Status(label, ahead, back)))
        else:
            codes[code_key(vocabulary, code)] = Status(label, ahead, back)
    return codes, sorted(beginnings, key=lambda row: -len(row[0]))


def code_key(vocabulary: str, code: str) -> str:
    """Return what is the same for all spellings of a code that its vocabulary takes for one."""
    return _KEYS.get(vocabulary, _code)(code)


@lru_cache(maxsize=4096)
def _status(vocabulary: str, code: str) -> Status | None:
    if vocabulary not in vocabularies():
        return None
    codes, beginnings = _statuses(vocabulary)
    key = code_key(vocabulary, code)
    if key in codes:
        return codes[key]
    return next((status for beginning, status in beginnings if key.startswith(beginning)), None)


def on_the_way_back(phase: Phase) -> Phase:
    """Return what a phase is for a parcel on its way back to the sender: movement is returning, delivery returned."""
    return _ON_THE_WAY_BACK.get(phase, phase)


def known_code(vocabulary: str, code: str) -> bool:
    """Return whether a vocabulary has a code, be it as one whose phase nobody can tell."""
    return _status(vocabulary, code) is not None


def phase_of(vocabulary: str, code: str, *, returning: bool = False) -> Phase:
    """Return the phase a code means; "unknown" for a code nobody has mapped, and in a vocabulary nobody has.

    With `returning` the parcel is on its way back to the sender, or the whole order is a return: movement is
    returning and delivery is returned, while data stays registered.
    """
    status = _status(vocabulary, code)
    if status is None:
        return "unknown"
    return status.return_phase if returning else status.phase


def label_of(vocabulary: str, code: str) -> str:
    """Return the carrier's name of a code; empty where the code is not known, or is the carrier's wording itself."""
    status = _status(vocabulary, code)
    return "" if status is None else status.label
