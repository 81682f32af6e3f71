"""Surveys of everything that a run is given: its postings, carriers' events, earlier snapshots, notifications."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.input import Input
from ozlint.join.beside import join_paths
from ozlint.misplaced import stranger, told_apart
from ozlint.model.other import Role
from ozlint.other_inputs import open_others, read_others
from ozlint.rulebooks import load_rulebook
from ozlint.run import open_inputs, terms_of
from ozlint.seller_api.inputs import Vouched
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.notifications import NotificationLog
from ozlint.sources.problem import SourceProblem
from ozlint.sources.table_opening import OWN_NUMBER
from ozlint.sources.table_source import TableSource
from ozlint.sources.tracking.file import TrackingFile
from ozlint.survey.other import OtherSurvey, survey_events, survey_log
from ozlint.survey.survey import InputSurvey, Surveyor, every_field
from ozlint.triage.unreadable import Unreadable


class Surveys(msgspec.Struct, frozen=True):
    """What every input is."""

    inputs: tuple[InputSurvey, ...]
    """Those that hold postings, earlier snapshots among them, and those that could not be read."""
    others: tuple[OtherSurvey, ...]
    """Those that hold what carriers say, or notifications."""


def survey(config: Config, stdin: BinaryIO, folder: Path) -> Surveys:
    """Return what each input is and which rules can be judged on it; raises RuleProblems and UsageError.

    An input that was named among the postings and holds what carriers say, or notifications, is surveyed as that.
    """
    rulebook = load_rulebook(config, folder)
    opened = open_inputs(config, stdin, folder)
    beside = open_others(config, stdin, folder)
    side = read_others(beside, config, rulebook, [])
    decoder = PostingDecoder(rulebook.reads | every_field() | join_paths(config.knowledge))
    surveyor = Surveyor(rulebook, terms_of(config), side)
    inputs = [*_postings(opened, config, decoder, surveyor), *_snapshots(beside.snapshots, config, decoder, surveyor)]
    others: list[OtherSurvey] = []
    strangers: list[TrackingFile | NotificationLog] = []
    for problem in opened.problems:
        found = stranger(problem.path, config, folder) if problem.hint != OWN_NUMBER else ()
        strangers += found
        if not found:
            said = told_apart(Unreadable.of(problem), config, folder)
            inputs.append(_failed(said.path, "postings", said.text.say(config.lang)))
    inputs += [
        _failed(one.path, one.role, told_apart(one, config, folder).text.say(config.lang)) for one in beside.problems
    ]
    for file in (*(beside.events or ()), *beside.logs, *strangers):
        try:
            others.append(_other(file, is_asked=file not in strangers))
        except SourceProblem as problem:
            inputs.append(_failed(file.path, "postings", problem.text.say(config.lang)))
    return Surveys(tuple(inputs), tuple(others))


def _postings(opened: Vouched, config: Config, decoder: PostingDecoder, surveyor: Surveyor) -> Iterator[InputSurvey]:
    for source in opened.sources:
        failed: list[Unreadable] = []
        known = opened.provenance.get(source.path)
        found = surveyor.survey(Input(source, decoder, failed, known, config.zone_of(source.path)))
        yield msgspec.structs.replace(
            found,
            aside=source.aside if isinstance(source, TableSource) else (),
            taken_at=known.taken_at if known is not None else None,
            error=failed[0].text.say(config.lang) if failed else None,
        )


def _snapshots(opened: Vouched, config: Config, decoder: PostingDecoder, surveyor: Surveyor) -> Iterator[InputSurvey]:
    for found in _postings(opened, config, decoder, surveyor):
        yield msgspec.structs.replace(found, role="previous", rules=())


def _other(file: TrackingFile | NotificationLog, *, is_asked: bool) -> OtherSurvey:
    if isinstance(file, TrackingFile):
        return survey_events(file, asked=is_asked)
    return survey_log(file, asked=is_asked)


def _failed(path: str, role: Role, error: str) -> InputSurvey:
    return InputSurvey(path=path, role=role, format="", complete=False, error=error)
