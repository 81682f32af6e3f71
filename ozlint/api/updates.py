"""Judging planned updates beside the postings they are about, which a program has as dicts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any

import msgspec

from ozlint.api.arguments import PATH, config_of, dicts_in, moment_of
from ozlint.carriers.numbers import number_key
from ozlint.engine.side import Benches
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.model.text import Lang
from ozlint.plan.method import method_asked
from ozlint.plan.planned import Planned, recut_in
from ozlint.plan.postings import plan_paths
from ozlint.plan.reading import IN_MEMORY, Plan, plan_of
from ozlint.plan.writing import held_records, passed_records
from ozlint.rulebooks import load_rulebook
from ozlint.run import decoder_of, judge
from ozlint.sources.dicts import Dicts
from ozlint.updates import focused, settled


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
        tz: str | None = None,
    ) -> None:
        """Take postings as dicts, of two records of one posting the later; the other arguments are those of `lint`.

        Raises UsageError for what is no posting and for a wrong argument, and RuleError.
        """
        self._config = config_of(
            packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang, tz=tz
        )
        self._rulebook = load_rulebook(self._config, Path())
        self._decoder = decoder_of(self._rulebook, self._config, plan_paths())
        self._recut = recut_in(self._rulebook)
        self._postings = dict(_numbered(postings))
        self._holders = {
            key: number
            for number, (_, posting) in self._postings.items()
            if (key := _tracking_key(posting)) is not None
        }
        """The postings by their tracking numbers: one may have already what a plan gives to another."""
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

        `at` is the moment to judge as of, `taken_at` when the postings were fetched from Ozon, `method` the method of
        updates that are bare bodies: its path, or a word such as delivering. A dict that is no update becomes a finding
        (OZ001) and is held. In the report the postings are those that the updates name, and those that have a tracking
        number already which an update sets. Raises UsageError for a wrong argument.
        """
        moment = None if taken_at is None else moment_of("taken_at", taken_at)
        planned = Planned(
            self._decoder.root.struct,
            plan=self._plan(updates, None if method is None else method_asked(method, "method")),
            taken_at=None if moment is None else lambda _path: moment,
            recut=self._recut,
        )
        benches = self._benches.get(moment is None) or Benches(self._rulebook, planned)
        self._benches[moment is None] = benches
        config = msgspec.structs.replace(self._config, now=moment_of("at", at))
        numbers = planned.named | {self._holders[key] for key in planned.numbers if key in self._holders}
        named = [self._postings[number] for number in numbers if number in self._postings]
        report = judge(
            config,
            self._rulebook,
            [Dicts(PATH, tuple(sorted(named, key=_place)))],
            others=planned,
            decoder=self._decoder,
            benches=benches,
            focus=lambda result: focused(result, planned, timelines=False),
        )
        split = planned.split()
        return JudgedUpdates(
            settled(report, planned, split, config, Path()),
            tuple(passed_records(split)),
            tuple(held_records(split, config.lang)),
        )

    def _plan(self, updates: Iterable[Mapping[str, Any]], method: str | None) -> Plan:
        told = [update for _, update in dicts_in("updates", updates)]
        try:
            return plan_of(told, method=method, zone=self._config.zone_of(IN_MEMORY))
        except (TypeError, ValueError, RecursionError) as error:
            raise UsageError(
                f"updates: one of them has no form in JSON: {error}",
                f"updates: одно из них нельзя записать как JSON: {error}",
            ) from error


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
    for place, posting in dicts_in("postings", postings):
        number = posting.get("posting_number")
        if not isinstance(number, str) or not number.strip():
            raise UsageError(
                f"postings: number {place} is no posting: a dict with a posting_number is wanted; of an answer, give "
                "its list of postings",
                f"postings: под номером {place} не отправление: нужен словарь с posting_number; из ответа передайте "
                "его список отправлений",
            )
        yield number.strip(), (place, posting)


def _tracking_key(posting: Mapping[str, Any]) -> str | None:
    number = posting.get("tracking_number")
    return number_key(number) if isinstance(number, str) else None


def _place(numbered: tuple[int, Mapping[str, Any]]) -> int:
    return numbered[0]
