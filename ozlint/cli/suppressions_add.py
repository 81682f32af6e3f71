"""`ozlint suppressions add`: one entry more, every comment of the file kept."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ozlint.asides import suppression_terms
from ozlint.authoring.yaml_text import flow, scalar
from ozlint.cli.refusal import tell
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.config.discovery import seen_from, suppressions_place
from ozlint.config.span import read_span
from ozlint.durable import unwritable, write_whole
from ozlint.errors import OzlintError, UsageError
from ozlint.model.text import Text
from ozlint.model.times import DAY, Day, iso_time
from ozlint.rulebook.files import read_text
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebooks import load_rulebook
from ozlint.triage.suppression import Suppression, ends
from ozlint.triage.suppression_edit import with_entry
from ozlint.triage.suppression_file import read_suppressions

_ADDED = Text(
    "{path}: {rule} is suppressed for {about} up to {expires}", "{path}: {rule} подавлено для {about} до {expires}"
)


def run_add(options: argparse.Namespace, config: Config, terminal: Terminal) -> int:
    """Add a suppression; the file is written only if it is right before and after."""
    try:
        added = _add(options, config, terminal)
    except OzlintError as error:
        return tell(error, terminal, config.lang)
    said = _ADDED.say(config.lang)
    terminal.say(
        said.format(path=added.spot.name, rule=added.rule, about=added.about, expires=_expires(options.expires, config))
    )
    return 0


def _add(options: argparse.Namespace, config: Config, terminal: Terminal) -> Suppression:
    place = suppressions_place(config.file, terminal.folder)
    name = seen_from(terminal.folder, place)
    terms = suppression_terms(config, load_rulebook(config, terminal.folder))
    text = read_text(place, name) if place.exists() else ""
    before = read_suppressions(text, name, terms) if text.strip() else ()
    written = with_entry(text, name, tuple(_lines(options, config)))
    try:
        *kept, added = read_suppressions(written, name, terms)
    except RuleProblems as error:  # the others are right, and the new one stands nowhere yet
        raise _refused(error.problems[0]) from None
    if [(one.rule, one.about) for one in kept] != [(one.rule, one.about) for one in before]:
        raise UsageError(
            f"{name}: the entry finds no place of its own after the last one; add it by hand",
            f"{name}: после последней записи для новой места не нашлось, допишите её сами",
        )
    _check_new(added, before)
    if added.expires is not None and ends(added.expires) <= config.now:
        raise UsageError(
            f"--expires {options.expires}: that is over, so nothing would be suppressed",
            f"--expires {options.expires}: этот срок уже прошёл, и ничего не подавлялось бы",
        )
    try:
        write_whole(place, written.encode())
    except OSError as error:
        raise unwritable(Path(name), error) from None
    return added


def _refused(problem: Problem) -> UsageError:
    """Return what is wrong with an entry that is not written: it has no line to point to."""
    hint = problem.hint or Text()
    en, ru = ("; ".join(filter(None, (problem.message.say(lang), hint.say(lang)))) for lang in ("en", "ru"))
    return UsageError(en, ru)


def _lines(options: argparse.Namespace, config: Config) -> Iterator[str]:
    """Yield the lines of the entry."""
    yield f"rule: {options.rule if options.rule.isalnum() else scalar(options.rule)}"
    if options.postings:
        first, *others = options.postings
        yield f"posting: {flow(options.postings) if others else scalar(first)}"
    if options.when is not None:
        yield f"when: {scalar(options.when)}"
    yield f"reason: {scalar(options.reason)}"
    if options.owner:
        yield f"owner: {scalar(options.owner)}"
    yield f"expires: {_expires(options.expires, config)}"


def _expires(text: str, config: Config) -> str:
    """Return the end of a suppression as the file has it: so long from now is a day."""
    span = read_span(text)
    if span is None:
        return text
    last = config.now + span
    return (iso_time(Day(last - last % DAY)) if span % DAY == 0 else iso_time(last)) or text


def _check_new(added: Suppression, before: tuple[Suppression, ...]) -> None:
    for one in before:
        if (one.rule, one.about) == (added.rule, added.about):
            raise UsageError(
                f"{one.spot.name}: {one.rule} is suppressed for {one.about} there already; change `expires` in it",
                f"{one.spot.name}: {one.rule} для {one.about} там уже подавлено; измените в записи expires",
            )
