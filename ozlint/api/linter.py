"""Judging postings that a program has, as dicts or as rows of Arrow."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from msgspec import structs

from ozlint.api.arguments import (
    PATH,
    columns_of,
    config_of,
    lines_of,
    moment_of,
    not_text,
    refuse_strangers,
    zone_of,
)
from ozlint.asides import load_aside
from ozlint.config.config import Config
from ozlint.engine.side import Benches
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.rulebooks import load_rulebook
from ozlint.run import decoder_of, judge
from ozlint.sources.arrow import batches_of
from ozlint.sources.column_names import column_names
from ozlint.sources.columns import leaf_names
from ozlint.sources.content import Content
from ozlint.sources.lines import Lines
from ozlint.sources.payloads import COLUMN, payload_column
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Source
from ozlint.sources.table_opening import open_columns


class Linter:
    """Rules that are loaded and compiled once, by which postings are judged as often as you like.

    linter = Linter(packs=["rules"])
    report = linter.lint(postings, at=datetime.now(UTC))

    It holds nothing of what it has judged, so any number of threads may share one.
    """

    def __init__(  # noqa: PLR0913 - the same choices as on the command line, each by name
        self,
        *,
        packs: Sequence[str | PathLike[str]] = (),
        builtin: bool = True,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        profile: str = "recommended",
        lang: Lang = "en",
    ) -> None:
        """Load and compile the rules.

        `packs`: folders of your own rules, beside the built-in ones, or in place of them with `builtin=False`.

        `select`, `ignore`, `profile`: which rules run. A `select` replaces the profile, `ignore` takes away from
        either; a selector is an id, the beginning of one, a tag or a name. Unreadable and incomplete data is told in
        any case.

        `lang`: the language of messages, titles and reasons, "en" or "ru".

        Raises UsageError for a wrong argument and RuleError with every fault of the rule files.
        """
        self._config = config_of(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang)
        self._rulebook = load_rulebook(self._config, Path())
        self._decoder = decoder_of(self._rulebook, self._config)
        self._benches = Benches(self._rulebook, None)

    def lint(
        self,
        postings: Iterable[Mapping[str, Any]],
        *,
        at: datetime | str,
        tz: str | None = None,
        suppressions: str | PathLike[str] | None = None,
        baseline: str | PathLike[str] | None = None,
    ) -> Report:
        """Return the report about postings given as the dicts that the Seller API answers with.

        `postings`: each is one posting, or a whole answer with its envelope. They form one input: shared tracking
        numbers and links are looked for among all of them, and of two records of one posting the later counts. A dict
        that is no posting becomes a finding (OZ001) and stops nothing. In the places of findings `line` is the number
        of the dict, from 1, and `pointer` leads to the posting inside of an answer. No postings at all is no fault
        here.

        `at`: the moment to judge as of: an aware datetime, or ISO 8601 text with a zone. ozlint never looks at the
        clock. `tz`: the zone of times that come without one, as "Europe/Moscow".

        `suppressions`, `baseline`: files of findings that do not count, an ozlint-suppressions.yaml and what
        `ozlint baseline create` writes (or an earlier JSON report). They are looked for nowhere: name them.

        The exit code in the report is the command line's: 1 with a finding of severity error, 3 where the data is
        incomplete. Raises UsageError for a wrong argument, and RuleError for a suppression that does not load.
        """
        config = self._asked(at, tz, suppressions, baseline)
        content = _Held(PATH, Path(PATH), data=b"".join(lines_of(postings)))
        return self._judge(config, Lines(PATH, "python: postings", content))

    def lint_arrow(  # noqa: PLR0913 - as for dicts, and what a table may leave open
        self,
        data: Any,  # noqa: ANN401 - whatever speaks Arrow
        *,
        at: datetime | str,
        tz: str | None = None,
        columns: Mapping[str, str] = MappingProxyType({}),
        suppressions: str | PathLike[str] | None = None,
        baseline: str | PathLike[str] | None = None,
        allow_empty: bool = False,
    ) -> Report:
        """Return the report about the rows of an Arrow stream, which is read once, batch by batch.

        `data`: what has `__arrow_c_stream__` (readers and tables of pyarrow, results of DuckDB, ADBC and Polars), or a
        Dataset or Scanner of pyarrow. With a column `payload` of text, binary or JSON each row is what Ozon answered, a
        posting or a whole answer, and the other columns are not read. Else the columns are those of a table: known by
        their names, a field inside of a record by its path, one row a product or a posting. In the places of findings
        `line` is the number of the row, from 1.

        `tz`: the zone of times that come without one, as "Europe/Moscow"; without it they are of an unknown zone.
        `columns`: names that your columns have, each with the path of the field it stands for. `allow_empty`: no rows
        are no fault; else that is exit code 3, since a reader that was read before has none either.

        What is read of a stream lies in an anonymous temporary file while it is judged, since postings that have to be
        compared are read a second time. A stream that breaks off is judged as far as it goes: that is a finding (OZ001)
        and exit code 3. The other arguments are those of `lint`. Needs pyarrow: `pip install 'ozlint[parquet]'`.

        Raises UsageError for a wrong argument and a `payload` that is no text, and SourceError for a table that is none
        of postings.
        """
        config = self._asked(at, tz, suppressions, baseline)
        batches = batches_of(PATH, data)
        try:
            source = open_columns(batches, column_names(columns_of(columns)))
        except SourceProblem:
            schema = batches.schema()
            other = next((one for one in schema if one.name.casefold() == COLUMN), None)
            if other is None or payload_column(schema) is not None:
                raise
            raise not_text(PATH, other.name, str(other.type)) from None
        refuse_strangers(columns, leaf_names(batches.schema()))
        return self._judge(structs.replace(config, allow_empty=allow_empty), source)

    def _asked(
        self,
        at: datetime | str,
        tz: str | None,
        suppressions: str | PathLike[str] | None,
        baseline: str | PathLike[str] | None,
    ) -> Config:
        return structs.replace(
            self._config,
            now=moment_of("at", at),
            tz=zone_of(tz),
            suppressions=None if suppressions is None else str(suppressions),
            baseline=None if baseline is None else str(baseline),
        )

    def _judge(self, config: Config, source: Source) -> Report:
        aside = load_aside(config, self._rulebook, Path())
        return judge(config, self._rulebook, [source], aside=aside, decoder=self._decoder, benches=self._benches)


def lint(  # noqa: PLR0913 - the same choices as on the command line, each by name
    postings: Iterable[Mapping[str, Any]],
    *,
    at: datetime | str,
    packs: Sequence[str | PathLike[str]] = (),
    builtin: bool = True,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: str = "recommended",
    lang: Lang = "en",
    tz: str | None = None,
    suppressions: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
) -> Report:
    """Return the report about postings given as the dicts that the Seller API answers with.

    The arguments are those of `Linter` and of its `lint`. To judge again and again make one Linter, and keep it.
    """
    linter = Linter(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang)
    return linter.lint(postings, at=at, tz=tz, suppressions=suppressions, baseline=baseline)


def lint_arrow(  # noqa: PLR0913 - as above
    data: Any,  # noqa: ANN401 - whatever speaks Arrow
    *,
    at: datetime | str,
    tz: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    packs: Sequence[str | PathLike[str]] = (),
    builtin: bool = True,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: str = "recommended",
    lang: Lang = "en",
    suppressions: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
    allow_empty: bool = False,
) -> Report:
    """Return the report about the rows of an Arrow stream: of DuckDB, ADBC, Polars, pyarrow and others.

    The arguments are those of `Linter` and of its `lint_arrow`.
    """
    linter = Linter(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang)
    return linter.lint_arrow(
        data, at=at, tz=tz, columns=columns, suppressions=suppressions, baseline=baseline, allow_empty=allow_empty
    )


class _Held(Content, frozen=True):
    """Content that is held in memory, and written nowhere."""

    data: bytes = b""

    def open(self, on_damage: Callable[[Text], None] | None = None) -> BinaryIO:  # noqa: ARG002 - nothing is packed
        """Return the content from its beginning."""
        return BytesIO(self.data)
