"""What a configuration says of a rule besides the values of its parameters and its severity."""

from collections.abc import Mapping
from typing import Any

import msgspec


class Special(msgspec.Struct, frozen=True):
    """What is set for the postings of which a condition holds."""

    when: str
    off: bool
    severity: str
    """Empty where the rule's own severity stays."""
    params: Mapping[str, Any]


class Effect(msgspec.Struct, frozen=True):
    """Whether a rule is off, and what is set about it for some postings."""

    file: str = ""
    """The configuration file that says so."""
    off: bool = False
    special: tuple[Special, ...] = ()


NO_EFFECT = Effect()
