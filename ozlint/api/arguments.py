"""The arguments of a program's call, made sure of: each fault is a UsageError that names its argument."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from os import PathLike
from typing import Any

from ozlint.config.config import Config
from ozlint.config.moment import read_moment
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.fields import posting_fields
from ozlint.model.text import Lang
from ozlint.model.zone import read_zone
from ozlint.sources.dicts import encoded

PATH = "postings"
"""What stands for a file in the places of findings."""


def config_of(  # noqa: PLR0913 - the choices of a program, each by its name
    *,
    packs: Sequence[str | PathLike[str]],
    builtin: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str,
    lang: str,
) -> Config:
    """Return what a program has chosen, for no moment yet."""
    return Config(
        inputs=(PATH,),
        now=0.0,
        packs=tuple(str(pack) for pack in _listed("packs", packs)),
        builtin=builtin,
        select=tuple(_listed("select", select)),
        ignore=tuple(_listed("ignore", ignore)),
        profile=profile,
        lang=_language(lang),
        allow_empty=True,
    )


def moment_of(name: str, at: datetime | str) -> float:
    """Return a moment, seconds since 1970 UTC, of an aware datetime or of ISO 8601 text with a zone."""
    if isinstance(at, str):
        return read_moment(at, name)
    if at.tzinfo is None:
        raise UsageError(
            f"{name}: the datetime has no zone; give it one, as in datetime.now(UTC)",
            f"{name}: у datetime нет часового пояса; укажите его, например datetime.now(UTC)",
        )
    return at.astimezone(UTC).timestamp()


def zone_of(tz: str | None) -> str | None:
    """Return the name of a zone that there is."""
    if tz is not None and read_zone(tz) is None:
        raise UsageError(
            f'tz: there is no time zone "{tz}"; write Europe/Moscow, UTC or +03:00',
            f"tz: нет часового пояса «{tz}»; пишите Europe/Moscow, UTC или +03:00",
        )
    return tz


def columns_of(columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return names of columns, each with the path of the field that it stands for."""
    for name, path in columns.items():
        if path not in posting_fields():
            near = guess(path, list(posting_fields()))
            raise UsageError(
                f'columns: "{name}" stands for "{path}", and postings have no such field{near.en}',
                f"columns: «{name}» значит «{path}», а такого поля у отправлений нет{near.ru}",
            )
    return columns


def lines_of(postings: Iterable[object]) -> Iterable[bytes]:
    """Yield each dict as a line of JSON; raises UsageError for what is none, or has no form in JSON."""
    if isinstance(postings, str | bytes | Mapping):
        raise UsageError(
            "postings: give a list of dicts; for one posting, a list of one",
            "postings: нужен список словарей; для одного отправления — список из одного",
        )
    for number, posting in enumerate(postings, start=1):
        if not isinstance(posting, Mapping):
            kind = type(posting).__name__
            raise UsageError(
                f"postings: number {number} is a {kind}, not a dict",
                f"postings: под номером {number} не словарь, а {kind}",
            )
        try:
            yield encoded(posting) + b"\n"
        except (TypeError, ValueError, RecursionError) as error:
            raise UsageError(
                f"postings: number {number} has no form in JSON: {error}",
                f"postings: номер {number} нельзя записать как JSON: {error}",
            ) from error


def _listed(name: str, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of an argument; a text in place of a list of texts would be taken letter by letter."""
    if isinstance(values, str | PathLike):
        raise UsageError(f"{name}: give a list, like [{str(values)!r}]", f"{name}: нужен список: [{str(values)!r}]")
    return values


def _language(lang: str) -> Lang:
    if lang == "ru":
        return "ru"
    if lang == "en":
        return "en"
    raise UsageError(f'lang: there is no "{lang}"; it is en or ru', f"lang: нет языка «{lang}», есть en и ru")
