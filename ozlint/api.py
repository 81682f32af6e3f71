"""Linting from Python: `from ozlint import lint`, and before a push `from ozlint import lint_updates`.

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
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.config.moment import read_moment
from ozlint.engine.side import Benches
from ozlint.errors import OzlintError, RuleError, SourceError, UsageError
from ozlint.model.finding import Finding
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.plan.planned import Planned, recut_in
from ozlint.plan.postings import plan_paths
from ozlint.plan.reading import plan_of
from ozlint.plan.writing import held_records, passed_records
from ozlint.run import judge, load_aside, load_rulebook
from ozlint.sources.content import Content
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.dicts import Dicts, encoded
from ozlint.sources.lines import Lines
from ozlint.updates import settled

__all__ = [
    "Finding",
    "JudgedUpdates",
    "OzlintError",
    "Report",
    "RuleError",
    "SourceError",
    "UpdateLint",
    "UsageError",
    "lint",
    "lint_updates",
]

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
        now=_moment("at", at),
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


class JudgedUpdates(msgspec.Struct, frozen=True):
    """What came of some updates."""

    report: Report
    passed: tuple[Mapping[str, Any], ...]
    """What may be sent, in batches that Ozon takes, each {"path": …, "body": …}."""
    held: tuple[Mapping[str, Any], ...]
    """What should not be sent like this, each with its reasons."""


class UpdateLint:
    """Postings in memory and compiled rules, by which updates are judged as often as you like.

    linter = UpdateLint(postings)
    judged = linter.lint(updates, at=datetime.now(UTC))
    for request in judged.passed:
        push(request["path"], request["body"])
    """

    def __init__(  # noqa: PLR0913 - the same choices as for `lint`, each by name
        self,
        postings: Iterable[Mapping[str, Any]],
        *,
        packs: Sequence[str | PathLike[str]] = (),
        builtin: bool = True,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        profile: str = "recommended",
        lang: Lang = "en",
    ) -> None:
        """Take postings as dicts, of two records of one posting the later; the other arguments are those of `lint`.

        Raises UsageError for what is no posting and for a wrong argument, and RuleError.
        """
        self._config = Config(
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
        self._rulebook = load_rulebook(self._config, Path())
        self._decoder = PostingDecoder(self._rulebook.reads | plan_paths())
        self._recut = recut_in(self._rulebook)
        self._postings = dict(_numbered(postings))
        self._benches: dict[bool, Benches] = {}

    def lint(
        self,
        updates: Iterable[Mapping[str, Any]],
        *,
        at: datetime | str,
        taken_at: datetime | str | None = None,
        method: str | None = None,
    ) -> JudgedUpdates:
        """Return what came of some updates, in the order in which they would be sent: {"path": …, "body": …}.

        `at` is the moment to judge as of, `taken_at` when the postings were fetched from Ozon, `method` the path of
        the method of updates that are bare bodies. In the report the postings are those that the updates name.
        """
        moment = None if taken_at is None else _moment("taken_at", taken_at)
        planned = Planned(
            self._decoder.root.struct,
            plan=plan_of(updates, method=method),
            taken_at=None if moment is None else lambda _path: moment,
            recut=self._recut,
        )
        benches = self._benches.get(moment is None) or Benches(self._rulebook, planned)
        self._benches[moment is None] = benches
        config = msgspec.structs.replace(self._config, now=_moment("at", at))
        named = [self._postings[number] for number in planned.named if number in self._postings]
        report = judge(
            config,
            self._rulebook,
            [Dicts(PATH, tuple(sorted(named, key=_place)))],
            others=planned,
            decoder=self._decoder,
            benches=benches,
        )
        split = planned.split()
        return JudgedUpdates(
            settled(report, planned, config, Path()),
            tuple(passed_records(split)),
            tuple(held_records(split, config.lang)),
        )


def lint_updates(
    updates: Iterable[Mapping[str, Any]],
    postings: Iterable[Mapping[str, Any]],
    *,
    at: datetime | str,
    **choices: Any,  # noqa: ANN401 - those of UpdateLint and of its `lint`
) -> JudgedUpdates:
    """Return what came of some updates beside the postings they are about; nothing is sent.

    The choices are those of `UpdateLint` and of its `lint`. For plan after plan make one UpdateLint, and keep it.
    """
    own = {name: choices.pop(name) for name in ("taken_at", "method") if name in choices}
    return UpdateLint(postings, **choices).lint(updates, at=at, **own)


def _numbered(postings: Iterable[object]) -> Iterable[tuple[str, tuple[int, Mapping[str, Any]]]]:
    """Yield each posting by its number, with its place from 1; raises UsageError for what is none."""
    for place, posting in enumerate(postings, start=1):
        number = posting.get("posting_number") if isinstance(posting, Mapping) else None
        if not isinstance(posting, Mapping) or not isinstance(number, str) or not number.strip():
            raise UsageError(
                f"postings: number {place} is no posting: a dict with a posting_number is wanted",
                f"postings: под номером {place} не отправление: нужен словарь с posting_number",
            )
        yield number.strip(), (place, posting)


def _place(numbered: tuple[int, Mapping[str, Any]]) -> int:
    return numbered[0]


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


def _moment(name: str, at: datetime | str) -> float:
    if isinstance(at, str):
        return read_moment(at, name)
    if at.tzinfo is None:
        raise UsageError(
            f"{name}: the datetime has no zone; give it one, as in datetime.now(UTC)",
            f"{name}: у datetime нет часового пояса; укажите его, например datetime.now(UTC)",
        )
    return at.astimezone(UTC).timestamp()
