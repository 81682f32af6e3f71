"""What the environment sets: the variables whose names begin with OZLINT_, and the address of Ozon's API."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from ozlint.config.choice import jobs_asked_by, one_of, zone_asked_by
from ozlint.config.config import Group
from ozlint.config.layer import KEYS, MAPPINGS, SWITCHES, Given, Layer
from ozlint.config.outputs import outputs_asked_by
from ozlint.config.span import days_asked_by, span_asked_by
from ozlint.errors import UsageError
from ozlint.language.nearest import nearest
from ozlint.model.finding import FailOn
from ozlint.model.report import Sort
from ozlint.model.text import Lang, Text
from ozlint.rulebook.origin import Origin

PREFIX = "OZLINT_"
CONFIG = "OZLINT_CONFIG"
"""Names the configuration file, and is no key of one."""
LANGUAGE = "OZLINT_LANG"

_OZONS = {"api_url": "OZON_API_URL"}
"""Keys whose variable is the one that other programs that ask Ozon have."""
VARIABLES = {_OZONS.get(key, f"{PREFIX}{key.upper()}"): key for key in KEYS if key not in MAPPINGS}
"""The variable of each key that has one value or a list of them -> the key."""


def environment_layer(environ: Mapping[str, str], formats: Sequence[str]) -> Layer:
    """Return what the environment sets; raises UsageError for a wrong value, and for a name that says nothing.

    An empty variable is as good as none: that is how many CI systems write one that is not set.
    """
    check_names(environ)
    layer: dict[str, Given] = {}
    for name, key in VARIABLES.items():
        if text := environ.get(name, "").strip():
            layer[key] = Given(_reader(name, key, formats)(text), Origin(name))
    return layer


def check_names(environ: Mapping[str, str]) -> None:
    """Raise UsageError for a variable that looks like one of ozlint's and is none."""
    known = (*(name for name in VARIABLES if name.startswith(PREFIX)), CONFIG)
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            names = ", ".join(known)
            # What all begin with makes any two alike.
            meant = nearest(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known])
            near = Text(f"; there are {names}", f"; есть {names}")
            if meant:
                near = Text(f'; did you mean "{PREFIX}{meant}"?', f"; может быть, «{PREFIX}{meant}»?")
            raise UsageError(
                f"{name}: ozlint has no such environment variable{near.en}",
                f"{name}: такой переменной окружения у ozlint нет{near.ru}",
            )


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list with commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _reader(name: str, key: str, formats: Sequence[str]) -> Callable[[str], Any]:
    from ozlint.rulebook.select import PROFILES

    if key == "output":
        return lambda text: outputs_asked_by(name, split_names(text), formats, f"{name}=json:report.json")
    readers: dict[str, Callable[[str], Any]] = {
        "profile": one_of(name, PROFILES),
        "fail_on": one_of(name, get_args(FailOn)),
        "lang": one_of(name, get_args(Lang)),
        "group": one_of(name, get_args(Group)),
        "sort": one_of(name, get_args(Sort)),
        "tz": zone_asked_by(name),
        "api_url": str,
        "covers": lambda text: span_asked_by(name, text),
        "carrier_map": str,
        "baseline": str,
        "jobs": jobs_asked_by(name),
        "suppression_days": lambda text: days_asked_by(name, text),
        **dict.fromkeys(SWITCHES, lambda text: one_of(name, ("true", "false"))(text) == "true"),
    }
    return readers.get(key, split_names)
