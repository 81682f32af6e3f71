"""What a configuration says of inputs that no input of a run is, or has: a slip there switches rules off in silence."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ozlint.config.config import Config, fits
from ozlint.language.nearest import nearest
from ozlint.model.text import Text
from ozlint.sources.column_names import plain_name
from ozlint.sources.source import Source
from ozlint.triage.unreadable import Unreadable

if TYPE_CHECKING:  # loaded where they are given
    from ozlint.other_inputs import OpenedOthers
    from ozlint.updates import OpenedUpdates


def unused(
    config: Config,
    sources: Sequence[Source],
    failed: Sequence[Unreadable],
    others: "OpenedOthers | None",
    updates: "OpenedUpdates | None",
) -> Iterator[Text]:
    """Yield what is to be said of names of columns that no table has, and of patterns that no input fits.

    `sources` are the postings, `failed` the inputs that cannot be read; then come the other inputs, None for none.
    """
    sources = (*sources, *(others.snapshots.sources if others is not None else ()))
    paths = [*(one.path for one in sources), *(one.path for one in failed)]
    paths += others.paths if others is not None else ()
    paths += updates.paths if updates is not None else ()
    if config.columns:
        yield from _columns(config, sources)
    for key, patterns in (("zones", config.zones), ("schemes", config.schemes)):
        idle = [pattern for pattern in patterns if not any(fits(path, pattern) for path in paths)]
        if idle:
            yield Text(
                f"{key}: no input is called {_listed('“{}”', idle)}",
                f"{key}: ни один из входных файлов не подходит под {_listed('«{}»', idle)}",
            )


def _columns(config: Config, sources: Sequence[Source]) -> Iterator[Text]:
    from ozlint.sources.table_source import TableSource  # of use where there are tables alone

    heads = [source.header for source in sources if isinstance(source, TableSource)]
    known = {name for head in heads for name in head.names}
    missing = [name for name in config.columns if plain_name(name) not in known]
    if not heads or not missing:
        return
    strange = [name for head in heads for name in head.aside]
    meant = [(name, nearest(name, strange)) for name in missing]
    en = ", ".join(f"“{name}”" + (f" (did you mean “{near}”?)" if near else "") for name, near in meant)
    ru = ", ".join(f"«{name}»" + (f" (может быть, «{near}»?)" if near else "") for name, near in meant)
    yield Text(
        f"columns: no table read here has a column {en}",
        f"columns: ни в одной из прочитанных таблиц нет столбца {ru}",
    )


def _listed(form: str, names: Sequence[str]) -> str:
    return ", ".join(map(form.format, names))
