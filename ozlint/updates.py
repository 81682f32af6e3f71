"""The plan of a run and the log of Ozon's answers: opened, judged beside the postings, and the plan written in two."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.engine.result import Result
from ozlint.join.beside import Beside
from ozlint.model.finding import Finding
from ozlint.model.provenance import Provenance
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.plan.answers import Answers, read_answers
from ozlint.plan.planned import Planned, recut_in
from ozlint.plan.reading import Plan, read_plan
from ozlint.plan.splitting import Split
from ozlint.plan.writing import check_targets, write_split
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebook.select import DIAGNOSTICS
from ozlint.sources.decoding import PostingDecoder
from ozlint.triage.unreadable import Unreadable
from ozlint.triage.verdict import CLEAN, FOUND

_ABOUT_PLANS = ("update", "request", "answer")


class OpenedUpdates(msgspec.Struct, frozen=True):
    """The plan and the answers that a run was given, None for what was not, and what of them cannot be read."""

    plan: Plan | None
    answers: Answers | None

    @property
    def problems(self) -> tuple[Unreadable, ...]:
        """The files that cannot be read."""
        plan = self.plan.problems if self.plan is not None else ()
        answers = self.answers.problems if self.answers is not None else ()
        return (
            *(Unreadable.of(problem, "updates") for problem in plan),
            *(Unreadable.of(problem, "answers") for problem in answers),
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are read."""
        plan = self.plan.files if self.plan is not None else ()
        answers = self.answers.files if self.answers is not None else ()
        return (*(file.path for file in plan), *(file.path for file in answers))


def open_updates(config: Config, stdin: BinaryIO, folder: Path) -> OpenedUpdates:
    """Return the plan and the answers that a configuration names.

    Raises UsageError where what comes of the plan could not be written.
    """
    plan = answers = None
    if config.updates:
        plan = read_plan(config.updates, stdin=stdin, cwd=folder, method=config.method, zone_of=config.zone_of)
        check_targets(plan, *_targets(config, folder))
    if config.answers:
        answers = read_answers(config.answers, stdin=stdin, cwd=folder, zone_of=config.zone_of)
    return OpenedUpdates(plan, answers)


def plan_side(  # noqa: PLR0913, PLR0917 - what such a run has
    opened: OpenedUpdates,
    config: Config,
    rulebook: Rulebook,
    decoder: PostingDecoder,
    beside: Beside | None,
    provenance: Mapping[str, Provenance],
) -> Planned:
    """Return the side of a run that judges what was opened."""
    return Planned(
        decoder.root.struct,
        plan=opened.plan,
        answers=opened.answers,
        beside=beside,
        taken_at=_taken_at(config, provenance),
        recut=recut_in(rulebook),
        knowledge=config.knowledge,
    )


def _taken_at(config: Config, provenance: Mapping[str, Provenance]) -> Callable[[str], float | None] | None:
    """Return what tells when an input was fetched: its manifest, else whoever runs it; None where nobody tells."""
    told = {path: one.fetched_at for path, one in provenance.items() if one.taken_at is not None}
    if not told and config.taken_at is None:
        return None
    return lambda path: told.get(path, config.taken_at)


def focused(result: Result, planned: Planned, *, timelines: bool) -> Result:
    """Return what a run gave with the findings that matter before a push: about the plan, the answers, their postings.

    What says that data is missing stays; the other postings are there to be looked up. `timelines`: whether what
    happened to postings is shown, and so worked out for those of whose updates something was found.
    """
    told = {number: one for number, one in result.timelines.items() if number in planned.named}
    return msgspec.structs.replace(
        result,
        findings=tuple(finding for finding in result.findings if _matters(finding, planned)),
        timelines={**planned.timelines(), **told} if timelines else {},
    )


def _matters(finding: Finding, planned: Planned) -> bool:
    about_plan = finding.subject.kind in _ABOUT_PLANS or finding.rule in DIAGNOSTICS
    return about_plan or (finding.subject.kind == "posting" and finding.posting_number in planned.named)


def settled(report: Report, planned: Planned, split: Split, config: Config, folder: Path) -> Report:
    """Write what of the plan passes and what is held, and return the report with what is to be said of that.

    Nothing is written where the job could not be done whole: what passes by half of the data has not passed.
    """
    if planned.plan is None:
        return report
    said = _said(split)
    passed, held = _targets(config, folder)
    if not report.done:
        said = [*said, _NOT_WRITTEN] if passed or held else said
    else:
        write_split(planned.plan, split, passed=passed, held=held, lang=config.lang)
    code = (
        FOUND if report.exit_code == CLEAN and split.holds_anything and config.fail_on != "never" else report.exit_code
    )
    return msgspec.structs.replace(
        report, exit_code=code, reasons=(*report.reasons, *(one.say(config.lang) for one in said))
    )


_NOT_WRITTEN = Text(
    "nothing of the plan was written, since the check is not finished",
    "план не записан: проверка не закончена",
)


def _said(split: Split) -> list[Text]:
    if not split.holds_anything:
        return []
    passed = sum(len(share.items) or 1 for share in split.passed)
    held = sum(len(share.items) or 1 for share in split.held) + len(split.lost)
    return [
        Text(
            f"of the plan {held} of {passed + held} updates are held: they should not be sent like this",
            f"из плана задержано обновлений: {held} из {passed + held}; в таком виде их отправлять не стоит",
        )
    ]


def _targets(config: Config, folder: Path) -> tuple[Path | None, Path | None]:
    passed, held = config.write_passed, config.write_held
    return folder / passed if passed else None, folder / held if held else None
