"""The composition root: opens inputs, loads rules, judges, triages, and gives the report."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from ozlint.asides import load_aside
from ozlint.carriers.names import carrier_coder
from ozlint.config.config import Config
from ozlint.engine.cost import cost_paths
from ozlint.engine.lint import Lint
from ozlint.engine.result import Result
from ozlint.engine.side import Benches, Side
from ozlint.engine.terms import Terms
from ozlint.input import Input
from ozlint.model.provenance import Provenance, covered
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.options import WITH_TIMELINES
from ozlint.rulebook.kept_code import KeptCode
from ozlint.rulebook.origin import BY_DEFAULT
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.seller_api.inputs import Vouched, vouch_for
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.opening import open_sources
from ozlint.sources.source import Source
from ozlint.triage.aside import NOTHING_ASIDE, Aside
from ozlint.triage.compose import compose_report
from ozlint.triage.outcome import Outcome, put_aside
from ozlint.triage.unreadable import Unreadable
from ozlint.unused import unused

if TYPE_CHECKING:  # loaded where it is given
    from ozlint.join.beside import Beside
    from ozlint.other_inputs import OpenedOthers


def check(config: Config, stdin: BinaryIO, folder: Path, progress: Callable[[int], None] | None = None) -> Report:
    """Return the report of one run; raises RuleProblems and UsageError before anything is read."""
    rulebook = load_rulebook(config, folder)
    aside = load_aside(config, rulebook, folder)
    return check_inputs(config, rulebook, stdin, folder, progress, aside=aside)


def check_inputs(  # noqa: PLR0913, PLR0917 - what a run is made of
    config: Config,
    rulebook: Rulebook,
    stdin: BinaryIO,
    folder: Path,
    progress: Callable[[int], None] | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
    lost: Sequence[Unreadable] = (),
    aside: Aside = NOTHING_ASIDE,
) -> Report:
    """Return the report of one run by rules that are loaded.

    `names` are what inputs are called that are no files of the user's, by their paths; `lost` are inputs that could not
    be had at all; `aside` is what does not count.
    """
    updates = None
    if config.updates or config.answers:
        from ozlint.updates import open_updates  # a third of what a run loads, and of use to these alone

        updates = open_updates(config, stdin, folder)
    more = [*lost, *(updates.problems if updates is not None else ())]
    given = read_inputs(config, rulebook, stdin, folder, names, more)
    sources, provenance, failed = given.opened.sources, given.opened.provenance, given.failed
    notes = tuple(unused(config, given.opened.sources, given.failed, given.others, updates))
    if any(known.has_unasked for known in provenance.values()):
        from ozlint.rulebook.unasked import left_open  # for what a fetch had to leave out
        from ozlint.seller_api.details import detail_fields

        rulebook = left_open(rulebook, detail_fields())
    if updates is None:
        return judge(config, rulebook, sources, failed, progress, provenance, given.beside, aside=aside, notes=notes)

    from ozlint.plan.postings import plan_paths
    from ozlint.updates import focused, plan_side, settled

    decoder = decoder_of(rulebook, config, plan_paths(config.knowledge))
    planned = plan_side(updates, config, rulebook, decoder, given.beside, provenance)
    report = judge(
        config,
        rulebook,
        sources,
        failed,
        progress,
        provenance,
        planned,
        decoder=decoder,
        aside=aside,
        notes=notes,
        focus=lambda result: focused(result, planned, timelines=terms_of(config).timelines),
    )
    return settled(report, planned, planned.split(), config, folder)


class Given(msgspec.Struct, frozen=True):
    """What a run is given: its postings, opened, and the other inputs, read."""

    opened: Vouched
    beside: "Beside | None"
    """What other inputs say; None where there are none."""
    failed: list[Unreadable]
    """What cannot be read, with the flag to give it with where it belongs to another input."""
    others: "OpenedOthers | None" = None
    """The other inputs, opened; None where there are none."""


def read_inputs(  # noqa: PLR0913, PLR0917 - as above
    config: Config,
    rulebook: Rulebook,
    stdin: BinaryIO,
    folder: Path,
    names: Mapping[str, str] = MappingProxyType({}),
    lost: Sequence[Unreadable] = (),
) -> Given:
    """Return what a run is given; `names` and `lost` are those of `check_inputs`."""
    opened = open_inputs(config, stdin, folder, names)
    failed = [*map(Unreadable.of, opened.problems), *lost]
    if not (config.tracking or config.previous):
        return Given(opened, None, _told_apart(failed, config, folder))

    from ozlint.other_inputs import open_others, read_others  # as above

    others = open_others(config, stdin, folder).before(opened, folder, config.previous)
    failed = _told_apart([*failed, *others.problems], config, folder)
    return Given(opened, read_others(others, config, rulebook, failed), failed, others)


def _told_apart(failed: Sequence[Unreadable], config: Config, folder: Path) -> list[Unreadable]:
    """Return what is wrong with inputs, with the flag to give each with that belongs to another one."""
    if not failed:
        return []
    from ozlint.misplaced import told_apart  # all readers of all inputs, and few runs need them

    return [told_apart(problem, config, folder) for problem in failed]


def open_inputs(
    config: Config, stdin: BinaryIO, folder: Path, names: Mapping[str, str] = MappingProxyType({})
) -> Vouched:
    """Return the postings of a run; `names` are what inputs are called that are no files of the user's."""
    opened = open_sources(
        config.inputs,
        stdin=stdin,
        input_format=config.input_format,
        cwd=folder,
        columns=config.columns,
        left_out=config.writes,
    )
    return vouch_for(opened.sold_as(config.scheme_of), folder, names)


def decoder_of(rulebook: Rulebook, config: Config, more: frozenset[str] = frozenset()) -> PostingDecoder:
    """Return what decodes the fields that a run reads of its postings."""
    return PostingDecoder(read_paths(rulebook, config, beside=bool(config.tracking or config.previous)) | more)


def read_paths(rulebook: Rulebook, config: Config, *, beside: bool) -> frozenset[str]:
    """Return the fields that a run reads of its postings; `beside` says that there are inputs to join them with."""
    paths = rulebook.reads | cost_paths(rulebook.each, config.costs)
    if not beside:
        return paths
    from ozlint.join.beside import join_paths  # as above

    return paths | join_paths(config.knowledge)


def terms_of(config: Config) -> Terms:
    """Return what a run is judged by besides its rules."""
    return Terms(
        now=config.now,
        lang=config.lang,
        covers=config.covers,
        timelines=any(output.format in WITH_TIMELINES for output in config.outputs),
        rates=config.costs,
    )


def judge(  # noqa: PLR0913, PLR0917 - as above
    config: Config,
    rulebook: Rulebook,
    sources: Sequence[Source],
    unreadable: Sequence[Unreadable] = (),
    progress: Callable[[int], None] | None = None,
    provenance: Mapping[str, Provenance] = MappingProxyType({}),
    others: Side | None = None,
    *,
    aside: Aside = NOTHING_ASIDE,
    decoder: PostingDecoder | None = None,
    benches: Benches | None = None,
    focus: Callable[[Result], Result] | None = None,
    notes: Sequence[Text] = (),
) -> Report:
    """Return the report about some sources; `unreadable` are the ones that could not even be opened.

    `provenance` is what is known of where sources come from, by their paths; `others` is what other inputs say;
    `aside` is what does not count. `benches` are the rules, where they are compiled already; `focus` takes out of what
    they give what the report is about, where that is not all of it. `notes` are what else is to be said of the run.
    """
    decoder = decoder or decoder_of(rulebook, config)
    failed = list(unreadable)
    inputs = [
        Input(source, decoder, failed, provenance.get(source.path), config.zone_of(source.path)) for source in sources
    ]
    terms = terms_of(config)
    if not config.covers and config.origin("covers") == BY_DEFAULT:
        terms = msgspec.structs.replace(terms, covers=covered([one.provenance for one in inputs], config.now))
    lint = _read_by_several(config, rulebook, terms, inputs, failed, progress) if others is None else None
    if lint is not None:
        result = lint.conclude(inputs, failed)
    else:
        kept = KeptCode(Path(config.cache)) if config.cache and benches is None else None
        if kept is not None:
            benches = Benches(rulebook, others, kept.compiled)
        lint = Lint(rulebook, terms, benches, others)
        result = lint.run(inputs, progress, failed)
        if kept is not None:
            kept.keep()
    if focus is not None:
        result = focus(result)
    outcome = put_aside(aside, lint, inputs, result, carrier_coder(config.knowledge.aliases), failed)
    taken_at = {path: known.taken_at for path, known in provenance.items()}
    outcome = msgspec.structs.replace(outcome, notes=(*outcome.notes, *notes))
    return report_of(config, rulebook, outcome, {source.path: source.format for source in sources}, taken_at, failed)


def report_of(  # noqa: PLR0913, PLR0917 - as above
    config: Config,
    rulebook: Rulebook,
    outcome: Outcome,
    formats: Mapping[str, str],
    taken_at: Mapping[str, str | None] = MappingProxyType({}),
    unreadable: Sequence[Unreadable] = (),
) -> Report:
    """Return the report of a run whose result is sifted; the other arguments are those of `compose_report`."""
    return compose_report(
        outcome.result,
        rulebook,
        now=config.now,
        lang=config.lang,
        fail_on=config.fail_on,
        formats=formats,
        taken_at=taken_at,
        unreadable=unreadable,
        must_evaluate=config.must_evaluate,
        allow_empty=config.allow_empty,
        allow_incomplete=config.allow_incomplete,
        require_tracking=config.require_tracking,
        gone=outcome.gone,
        notes=outcome.notes,
        sort=config.sort,
    )


def _read_by_several(  # noqa: PLR0913, PLR0917 - as above
    config: Config,
    rulebook: Rulebook,
    terms: Terms,
    inputs: Sequence[Input],
    unreadable: list[Unreadable],
    progress: Callable[[int], None] | None,
) -> Lint | None:
    """Return what several processes have read of some inputs; None where one is to read them."""
    if config.jobs == 1 or not inputs:
        return None
    from ozlint.jobs.read import Apart, read_apart  # multiprocessing, and a small run needs none

    lint = Lint(rulebook, terms)
    apart = Apart(config.jobs, rulebook, config.knowledge, terms, inputs[0].decoder)
    known = len(unreadable)
    if read_apart(lint, apart, inputs, unreadable, progress):
        return lint
    del unreadable[known:]
    return None
