"""Where settings come from, one over the other: flags, environment, file, defaults."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ozlint.config.config import Config
from ozlint.rulebook.origin import BY_DEFAULT, Origin

KEYS = (
    "inputs", "tracking", "carrier_map", "require_tracking", "previous", "packs", "builtin",
    "profile", "select", "ignore", "fail_on", "lang", "tz", "zones", "schemes", "output", "group", "sort",
    "must_evaluate", "covers", "allow_empty", "allow_incomplete", "baseline",
    "suppression_days", "allow_never_expiring", "jobs", "rules", "overrides", "known_values",
    "carriers", "contacts", "columns", "costs", "accounts", "api_url",
)  # fmt: skip
"""The keys of the configuration file, in the order in which they are shown."""
MAPPINGS = ("rules", "overrides", "known_values", "carriers", "contacts", "columns", "costs", "zones", "schemes")
"""Those of them that only a file can set."""
SWITCHES = ("builtin", "require_tracking", "allow_empty", "allow_incomplete", "allow_never_expiring")
"""Those that are true or false."""
FIELDS = {"output": "outputs"}
"""Fields of Config that are not called as their key is."""


class Given(msgspec.Struct, frozen=True):
    """A value of a setting, and who gave it."""

    value: Any
    origin: Origin


Layer = Mapping[str, Given]
"""What one source says, by key; what it says nothing of is not in it."""


def merge(layers: Sequence[Layer], **others: Any) -> Config:  # noqa: ANN401 - the fields of Config
    """Return the configuration that some layers make, the first of them the strongest; `others` are further fields.

    A value stands for itself: a list of a stronger layer replaces the list of a weaker one.
    """
    found: dict[str, Given] = {}
    for layer in reversed(layers):
        found.update(layer)
    values = {FIELDS.get(key, key): given.value for key, given in found.items()}
    origins = {key: found[key].origin if key in found else BY_DEFAULT for key in KEYS}
    return Config(**{"inputs": (), **values, **others}, origins=origins)
