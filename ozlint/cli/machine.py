"""What this machine brings to a run: versions, settings, zone, language, cache. Nobody is asked for it."""

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.model.text import Text
from ozlint.model.zone import read_zone
from ozlint.seller_api.checks import Check
from ozlint.version import __version__

_PACKAGES = ("msgspec", "pydantic", "PyYAML", "rich", "httpx")
_ZONE = "Europe/Moscow"
"""A zone that a machine knows if it knows any."""


def check_machine(config: Config, terminal: Terminal) -> Iterator[Check]:
    """Yield what a run has here; each check is told under its name."""
    yield Check("version", "ok", _versions())
    yield check_zone(config)
    yield Check("language", "ok", Text("messages are in English", "сообщения на русском"))
    yield check_cache(terminal.cache)


def check_settings(config: Config) -> Check:
    """Return which configuration file was read."""
    if config.file is not None:
        return Check("settings", "ok", Text(config.file, config.file))
    return Check("settings", "ok", Text("no configuration file, and none is needed", "файла настроек нет, он не нужен"))


def check_zone(config: Config) -> Check:
    """Return what becomes of times without a zone, and whether this machine knows the names of zones."""
    if read_zone(_ZONE) is None:
        return Check(
            "zone",
            "warn",
            Text(
                "this machine has no zone database: write offsets like +03:00, or install the package tzdata",
                "на этом компьютере нет базы часовых поясов: пишите +03:00 или установите пакет tzdata",
            ),
        )
    if config.tz is None:
        return Check(
            "zone",
            "ok",
            Text(
                "not set: Ozon's answers need none; tables and carriers' files do (tz: or --tz)",
                "не задан: ответам Ozon он не нужен, а таблицам и файлам служб доставки нужен (tz: или --tz)",
            ),
        )
    by = config.origin("tz").name
    return Check("zone", "ok", Text(f"{config.tz} (from {by})", f"{config.tz} (из {by})"))


def check_cache(folder: str | None) -> Check:
    """Return where rule files that were read are kept, and whether they can be."""
    if folder is None:
        return Check(
            "cache",
            "warn",
            Text(
                "the environment names no folder for it, so runs take longer: set HOME or XDG_CACHE_HOME",
                "в окружении не указана папка, запуски идут дольше: задайте HOME или XDG_CACHE_HOME",
            ),
        )
    there = next(place for place in (Path(folder), *Path(folder).parents) if place.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        return Check(
            "cache",
            "warn",
            Text(f"{folder} cannot be written: runs take longer", f"{folder} недоступна для записи: запуски дольше"),
        )
    return Check("cache", "ok", Text(folder, folder))


def _versions() -> Text:
    names = [f"ozlint {__version__}", f"Python {platform.python_version()}"]
    told = ", ".join([*names, *(f"{name} {version(name)}" for name in _PACKAGES)])
    return Text(told, told)
