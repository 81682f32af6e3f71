"""Linting from Python: `from ozlint import lint`.

    from datetime import UTC, datetime
    from ozlint import lint

    report = lint(answer["result"]["postings"], at=datetime.now(UTC))
    for finding in report.findings:
        print(finding.rule, finding.posting_number, finding.message)

Nothing is printed, nothing exits, and nothing is read but rule files and the files you name: the postings are the dicts
you already have.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from json import dumps
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.config.moment import read_moment
from ozlint.errors import OzlintError, RuleError, SourceError, UsageError
from ozlint.model.finding import Finding
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.run import judge, load_aside, load_rulebook
from ozlint.sources.content import Content
from ozlint.sources.lines import Lines

__all__ = ["Finding", "OzlintError", "Report", "RuleError", "SourceError", "UsageError", "lint"]

PATH = "postings"
"""What stands for a file in the places of findings."""


class Held(Content, frozen=True):
    """Content that is held in memory, and written nowhere."""

    data: bytes = b""

    def open(self, on_damage: Callable[[Text], None] | None = None) -> BinaryIO:  # noqa: ARG002 - nothing is packed
        """Return the content from its beginning."""
        return BytesIO(self.data)


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
    suppressions: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
) -> Report:
    """Return the report about postings given as the dicts that the Seller API answers with.

    `postings`: each is one posting, or a whole answer with its envelope. They form one input: shared tracking numbers
    and links are looked for among all of them, and of two records of one posting the later counts. A dict that is no
    posting becomes a finding (OZ001) and stops nothing. In the places of findings `line` is the number of the dict,
    from 1, and `pointer` leads to the posting inside of an answer. No postings at all is no fault here.

    `at`: the moment to judge as of: an aware datetime, or ISO 8601 text with a zone. ozlint never looks at the clock.

    `packs`: folders of your own rules, beside the built-in ones, or in place of them with `builtin=False`.

    `select`, `ignore`, `profile`: which rules run. A `select` replaces the profile, `ignore` takes away from either; a
    selector is an id, the beginning of one, a tag or a name. Unreadable and incomplete data is told in any case.

    `suppressions`, `baseline`: files of findings that do not count, an ozlint-suppressions.yaml and what
    `ozlint baseline create` writes (or an earlier JSON report). They are looked for nowhere: name them.

    `lang`: the language of messages, titles and reasons, "en" or "ru".

    The exit code in the report is the command line's: 1 with a finding of severity error, 3 where the data is
    incomplete. Raises UsageError for a wrong argument and RuleError with every fault of the rule files.
    """
    config = Config(
        inputs=(PATH,),
        now=_moment(at),
        packs=tuple(str(pack) for pack in _listed("packs", packs)),
        builtin=builtin,
        select=tuple(_listed("select", select)),
        ignore=tuple(_listed("ignore", ignore)),
        profile=profile,
        lang=_language(lang),
        allow_empty=True,
        suppressions=None if suppressions is None else str(suppressions),
        baseline=None if baseline is None else str(baseline),
    )
    rulebook = load_rulebook(config, Path())
    aside = load_aside(config, rulebook, Path())
    content = Held(PATH, Path(PATH), data=b"".join(_lines(postings)))
    return judge(config, rulebook, [Lines(PATH, "python: postings", content)], aside=aside)


def _lines(postings: Iterable[object]) -> Iterable[bytes]:
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
            yield _encoded(posting) + b"\n"
        except (TypeError, ValueError, RecursionError) as error:
            raise UsageError(
                f"postings: number {number} has no form in JSON: {error}",
                f"postings: номер {number} нельзя записать как JSON: {error}",
            ) from error


def _encoded(posting: Mapping[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(posting)
    except UnicodeEncodeError:
        # Half an emoji, as Ozon's clients cut it: legal in JSON once it is escaped.
        return dumps(msgspec.to_builtins(posting)).encode()


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


def _moment(at: datetime | str) -> float:
    if isinstance(at, str):
        return read_moment(at, "at")
    if at.tzinfo is None:
        raise UsageError(
            "at: the datetime has no zone; give it one, as in datetime.now(UTC)",
            "at: у datetime нет часового пояса; укажите его, например datetime.now(UTC)",
        )
    return at.astimezone(UTC).timestamp()
