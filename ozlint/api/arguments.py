"""The arguments of a program's call, made sure of: each fault is a UsageError that names its argument."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from os import PathLike
from typing import Any

from ozlint.config.choice import zone_asked_by
from ozlint.config.config import Config
from ozlint.config.moment import read_moment
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.fields import posting_fields
from ozlint.model.text import Lang
from ozlint.sources.column_names import plain_name
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
    tz: str | None = None,
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
        tz=zone_of(tz),
        allow_empty=True,
    )


def moment_of(name: str, at: object) -> float:
    """Return a moment, seconds since 1970 UTC, of an aware datetime or of ISO 8601 text with a zone."""
    if isinstance(at, str):
        return read_moment(at, name)
    if not isinstance(at, datetime):
        kind = type(at).__name__
        raise UsageError(
            f"{name}: give a datetime with a zone, or a text like 2026-11-22T09:00:00Z, and not a {kind}",
            f"{name}: нужен datetime с часовым поясом или текст вида 2026-11-22T09:00:00Z, а не {kind}",
        )
    if at.tzinfo is None:
        raise UsageError(
            f"{name}: the datetime has no zone; give it one, as in datetime.now(UTC)",
            f"{name}: у datetime нет часового пояса; укажите его, например datetime.now(UTC)",
        )
    return at.astimezone(UTC).timestamp()


def zone_of(tz: str | None) -> str | None:
    """Return the name of a zone that there is."""
    return None if tz is None else zone_asked_by("tz")(tz)


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


def refuse_strangers(columns: Mapping[str, str], names: Sequence[str]) -> None:
    """Raise UsageError for a name in `columns` that no column of the data has: rules would go without a word."""
    known = {plain_name(name) for name in names}
    for name in columns:
        if plain_name(name) not in known:
            near = guess(name, names)
            raise UsageError(
                f'columns: the data has no column "{name}"{near.en}', f"columns: в данных нет столбца «{name}»{near.ru}"
            )


def dicts_in(name: str, values: Iterable[object]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the dicts of an argument with their numbers, from 1."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise UsageError(
            f"{name}: give a list of dicts; for a single one, a list of one",
            f"{name}: нужен список словарей; для одного — список из одного",
        )
    for number, value in enumerate(values, start=1):
        if not isinstance(value, Mapping):
            kind = type(value).__name__
            raise UsageError(
                f"{name}: number {number} is a {kind}, not a dict", f"{name}: под номером {number} не словарь, а {kind}"
            )
        yield number, value


def not_text(name: str, column: str, kind: str) -> UsageError:
    """Return what to say of rows that are no table, and whose column of JSON texts is of another kind."""
    return UsageError(
        f"{name}: `{column}` is there, but is {kind}: give text or binary",
        f"{name}: `{column}` есть, но это {kind}: нужен текст или двоичные данные",
    )


def lines_of(postings: Iterable[object]) -> Iterator[bytes]:
    """Yield each dict as a line of JSON; raises UsageError also for what has no form in JSON."""
    for number, posting in dicts_in("postings", postings):
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
