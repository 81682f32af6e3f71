"""The composition root: opens inputs, loads rules, judges, triages, and gives the report."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.engine.lint import Lint
from ozlint.errors import UsageError
from ozlint.language.nearest import nearest
from ozlint.model.record import Address, Page, Place, Undecodable
from ozlint.model.report import Report
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebook.select import DIAGNOSTICS, select_rules
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Source
from ozlint.triage.compose import Unreadable, compose_report


def check(config: Config, stdin: BinaryIO, folder: Path, progress: Callable[[int], None] | None = None) -> Report:
    """Return the report of one run; raises RuleProblems and UsageError before anything is read."""
    rulebook = load_rulebook(config, folder)
    for rule in config.must_evaluate:
        if rule not in (known := [one.id for one in rulebook.rules]):
            guess = nearest(rule, known)
            hint = f'; did you mean "{guess}"?' if guess else ""
            message = f'--must-evaluate: "{rule}" is not among the rules of this run{hint}'
            raise UsageError(message)
    opened = open_sources(config.inputs, stdin=stdin, input_format=config.input_format, cwd=folder)
    unreadable = [Unreadable(problem.path, problem.text) for problem in opened.problems]
    decoder = PostingDecoder(rulebook.reads)
    inputs = [Input(source, decoder, unreadable) for source in opened.sources]
    result = Lint(rulebook, config.now, config.lang).run(inputs, progress)
    return compose_report(
        result,
        rulebook,
        now=config.now,
        lang=config.lang,
        fail_on=config.fail_on,
        formats={source.path: source.format for source in opened.sources},
        unreadable=unreadable,
        must_evaluate=config.must_evaluate,
        allow_empty=config.allow_empty,
        allow_incomplete=config.allow_incomplete,
    )


def load_rulebook(config: Config, folder: Path) -> Rulebook:
    """Return the rules a run selects; the diagnostics are always among them."""
    packs = [folder / pack for pack in config.packs]
    loaded = load_packs([builtin_pack(), *packs])
    own = tuple(one.rule for one in loaded)
    if not config.builtin:
        builtin = builtin_pack().as_posix()
        own = tuple(rule for rule in own if rule.id in DIAGNOSTICS or not rule.path.startswith(builtin))
    return select_rules(own, profile=config.profile, select=config.select, ignore=config.ignore)


class Input(msgspec.Struct, frozen=True):
    """A source bound to the decoder of the run; a source that fails midway is told, and the others go on."""

    source: Source
    decoder: PostingDecoder
    unreadable: list[Unreadable]

    @property
    def path(self) -> str:
        """The source's path."""
        return self.source.path

    def read(self) -> Iterator[tuple[Address, Any] | Undecodable | Page]:
        """Yield what the source holds; a problem that stops it goes to `unreadable`."""
        try:
            yield from self.source.read(self.decoder)
        except SourceProblem as problem:
            self.unreadable.append(Unreadable(self.source.path, problem.text))

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield some postings again."""
        return self.source.reread(addresses, self.decoder)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand."""
        return self.source.places(addresses)
