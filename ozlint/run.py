"""The composition root: opens inputs, loads rules, judges, triages, and gives the report."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ozlint.config.config import Config
from ozlint.engine.lint import Lint
from ozlint.engine.terms import Terms
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.record import Address, Page, Place, Regathered, Undecodable
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.model.zone import read_zone
from ozlint.rulebook.builtin import builtin_pack, diagnostic_files
from ozlint.rulebook.files import pack_folder, rule_files
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.select import ignore_fault, select_rules, selector_fault
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Source
from ozlint.survey.survey import InputSurvey, every_field, survey_input
from ozlint.triage.compose import Unreadable, compose_report


def check(config: Config, stdin: BinaryIO, folder: Path, progress: Callable[[int], None] | None = None) -> Report:
    """Return the report of one run; raises RuleProblems and UsageError before anything is read."""
    rulebook = load_rulebook(config, folder)
    opened = open_sources(
        config.inputs, stdin=stdin, input_format=config.input_format, cwd=folder, columns=config.columns
    )
    unreadable = [Unreadable(problem.path, problem.text, problem.hint) for problem in opened.problems]
    return judge(config, rulebook, opened.sources, unreadable, progress)


def survey(config: Config, stdin: BinaryIO, folder: Path) -> list[InputSurvey]:
    """Return what each input is and which rules can be judged on it; raises RuleProblems and UsageError."""
    rulebook = load_rulebook(config, folder)
    opened = open_sources(
        config.inputs, stdin=stdin, input_format=config.input_format, cwd=folder, columns=config.columns
    )
    decoder = PostingDecoder(rulebook.reads | every_field())
    surveys = []
    for source in opened.sources:
        failed: list[Unreadable] = []
        found = survey_input(Input(source, decoder, failed), rulebook, terms_of(config))
        surveys.append(msgspec.structs.replace(found, error=failed[0].text.say(config.lang)) if failed else found)
    surveys += [
        InputSurvey(path=problem.path, format="", complete=False, error=problem.text.say(config.lang))
        for problem in opened.problems
    ]
    return surveys


def terms_of(config: Config) -> Terms:
    """Return what a run is judged by besides its rules."""
    zone = read_zone(config.tz) if config.tz else None
    return Terms(now=config.now, lang=config.lang, zone=zone, covers=config.covers)


def judge(
    config: Config,
    rulebook: Rulebook,
    sources: Sequence[Source],
    unreadable: Sequence[Unreadable] = (),
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Return the report about some sources; `unreadable` are the ones that could not even be opened."""
    decoder = PostingDecoder(rulebook.reads)
    failed = list(unreadable)
    inputs = [Input(source, decoder, failed) for source in sources]
    result = Lint(rulebook, terms_of(config)).run(inputs, progress, failed)
    return compose_report(
        result,
        rulebook,
        now=config.now,
        lang=config.lang,
        fail_on=config.fail_on,
        formats={source.path: source.format for source in sources},
        unreadable=failed,
        must_evaluate=config.must_evaluate,
        allow_empty=config.allow_empty,
        allow_incomplete=config.allow_incomplete,
    )


def load_rulebook(config: Config, folder: Path) -> Rulebook:
    """Return the rules a run selects; the diagnostics are always among them.

    Without the built-in rules, those of the packs may have their ids: a seller's own version of the pack is one. The
    diagnostics run in any case, and no pack replaces them.
    """
    packs = pack_folders(config, folder)
    cache = Path(config.cache) if config.cache else None
    knowledge = config.knowledge
    builtin = [builtin_pack()] if config.builtin else diagnostic_files()
    rules = load_rules([*builtin, *packs], cwd=folder, cache=cache, knowledge=knowledge)
    off: frozenset[str] = frozenset()
    if config.rules or config.overrides:
        from ozlint.rulebook.apply import apply_settings, switched_off  # YAML and pydantic

        rules = apply_settings(rules, config.rules, config.overrides, cwd=folder, knowledge=knowledge)
        off = switched_off(config.rules, config.overrides)
    check_selectors(config, rules)
    rulebook = select_rules(rules, profile=config.profile, select=config.select, ignore=config.ignore, off=off)
    check_ids(config, rulebook)
    if config.overrides:
        from ozlint.rulebook.variants import vary  # as above

        return vary(rulebook, config.rules, config.overrides, cwd=folder, knowledge=knowledge)
    return rulebook


def pack_folders(config: Config, folder: Path) -> list[Path]:
    """Return the folders of the packs of a run, those of installed ones among them.

    Raises an error for one that is not there or holds no rules, with its place or the name of who gave it.
    """
    origin = config.origin("packs")
    folders = []
    for place, pack in enumerate(config.packs):
        try:
            folders.append(pack_folder(pack, folder))
            next(rule_files(folders[-1], folder))
        except UsageError as error:
            raise (error if origin.spot is None else origin.fault(error.text, place)) from None
    return folders


def check_selectors(config: Config, rules: Sequence[Rule]) -> None:
    """Raise an error for a selector that fits no rule or takes none away, with its place or the name of who gave it."""
    for key, selectors in (("select", config.select), ("ignore", config.ignore)):
        origin = config.origin(key)
        for place, selector in enumerate(selectors):
            fault = selector_fault(selector, rules) or (ignore_fault(selector, rules) if key == "ignore" else None)
            if fault is not None:
                raise origin.fault(fault, place)


def check_ids(config: Config, rulebook: Rulebook) -> None:
    """Raise an error for a rule that must be able to judge something and is not among the rules of the run."""
    origin = config.origin("must_evaluate")
    known = [rule.id for rule in rulebook.rules]
    for place, identity in enumerate(config.must_evaluate):
        if identity not in known:
            near = guess(identity, known)
            message = Text(
                f'"{identity}" is not among the rules of this run{near.en}',
                f"«{identity}» нет среди правил этого запуска{near.ru}",
            )
            raise origin.fault(message, place)


class Input(msgspec.Struct, frozen=True):
    """A source bound to the decoder of the run; a source that fails midway is told, and nothing else is lost."""

    source: Source
    decoder: PostingDecoder
    unreadable: list[Unreadable]

    @property
    def path(self) -> str:
        """The source's path."""
        return self.source.path

    @property
    def format(self) -> str:
        """What the source was recognised as."""
        return self.source.format

    @property
    def absent(self) -> frozenset[str]:
        """Fields that none of the source's postings has."""
        return self.source.absent

    def read(self) -> Iterator[tuple[Address, Any] | Undecodable | Page | Regathered]:
        """Yield what the source holds; a problem that stops it goes to `unreadable`."""
        try:
            yield from self.source.read(self.decoder)
        except SourceProblem as problem:
            self._tell(problem)

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield some postings again; those that are gone by now are left out, and that is told."""
        try:
            yield from self.source.reread(addresses, self.decoder)
        except SourceProblem as problem:
            self._tell(problem)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand; only the file, where it is gone by now."""
        try:
            return self.source.places(addresses)
        except SourceProblem as problem:
            self._tell(problem)
            return {address: Place(self.path, 1, 1, "") for address in addresses}

    def _tell(self, problem: SourceProblem) -> None:
        if all(known.path != self.path for known in self.unreadable):
            self.unreadable.append(Unreadable(self.path, problem.text, problem.hint))
