"""What the environment sets: the variables whose names begin with OZLINT_, and the address of Ozon's API."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from ozlint.config.choice import one_of, zone_asked_by
from ozlint.config.layer import Given, Layer
from ozlint.config.outputs import outputs_asked_by
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.finding import FailOn
from ozlint.model.text import Lang, Text
from ozlint.rulebook.origin import Origin

PREFIX = "OZLINT_"
CONFIG = "OZLINT_CONFIG"
"""Names the configuration file, and is no key of one."""
LANGUAGE = "OZLINT_LANG"

_VARIABLES = {
    "OZLINT_PROFILE": "profile", "OZLINT_SELECT": "select", "OZLINT_IGNORE": "ignore", "OZLINT_FAIL_ON": "fail_on",
    LANGUAGE: "lang", "OZLINT_TZ": "tz", "OZLINT_OUTPUT": "output", "OZON_API_URL": "api_url",
}  # fmt: skip


def environment_layer(environ: Mapping[str, str], formats: Sequence[str]) -> Layer:
    """Return what the environment sets; raises UsageError for a wrong value, and for a name that says nothing.

    An empty variable is as good as none: that is how many CI systems write one that is not set.
    """
    check_names(environ)
    layer: dict[str, Given] = {}
    for name, key in _VARIABLES.items():
        if text := environ.get(name, "").strip():
            layer[key] = Given(_reader(name, key, formats)(text), Origin(name))
    return layer


def check_names(environ: Mapping[str, str]) -> None:
    """Raise UsageError for a variable that looks like one of ozlint's and is none."""
    known = (*(name for name in _VARIABLES if name.startswith(PREFIX)), CONFIG)
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            names = ", ".join(known)
            near = guess(name, known, Text(f"; there are {names}", f"; есть {names}"))
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
        "tz": zone_asked_by(name),
        "api_url": str,
    }
    return readers.get(key, split_names)
