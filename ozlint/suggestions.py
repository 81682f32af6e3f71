"""`ozlint suggest`: from what carriers say to a plan of updates. Nothing is sent."""

from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.plan.postings import plan_paths
from ozlint.plan.suggestion import Notes, Suggested
from ozlint.rulebooks import load_rulebook
from ozlint.run import decoder_of, judge, read_inputs

RULES = ("OZ401", "OZ402")
"""The rules whose findings are answered by updates: handed over, and delivered, without Ozon knowing."""


class Suggestion(msgspec.Struct, frozen=True):
    """What is suggested, and the run that it rests on."""

    suggested: Suggested
    report: Report


def suggest(config: Config, stdin: BinaryIO, folder: Path) -> Suggestion:
    """Return a plan for the postings whose carrier has them where Ozon does not know; raises UsageError."""
    if not config.tracking:
        raise UsageError(
            "name what the carriers say with --tracking: a suggestion rests on that",
            "укажите данные служб доставки в --tracking: предложения строятся по ним",
        )
    config = msgspec.structs.replace(config, select=RULES, ignore=(), overrides=(), must_evaluate=())
    rulebook = load_rulebook(config, folder)
    given = read_inputs(config, rulebook, stdin, folder)
    if given.beside is None:
        raise AssertionError  # there is tracking, see above
    notes = Notes(given.beside, config.knowledge)
    decoder = decoder_of(rulebook, config, plan_paths(config.knowledge))
    sources, provenance = given.opened.sources, given.opened.provenance
    report = judge(config, rulebook, sources, given.failed, None, provenance, notes, decoder=decoder)
    found = (one for one in report.findings if one.rule in RULES and one.posting_number and one.state == "shown")
    return Suggestion(notes.suggest(dict.fromkeys(one.posting_number or "" for one in found)), report)
