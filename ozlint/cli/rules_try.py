"""`ozlint rules try`: an expression evaluated over postings."""

import argparse
from collections.abc import Iterator

from ozlint.authoring.run_trial import asks_of_run, try_on_run
from ozlint.authoring.shown import one_line
from ozlint.authoring.trial import KINDS, Kind, Shown, Trial, read_expression, try_expression
from ozlint.cli.rules_config import asked_config
from ozlint.cli.terminal import Terminal
from ozlint.engine.terms import Terms
from ozlint.errors import UsageError
from ozlint.input import Input
from ozlint.join.beside import join_paths
from ozlint.language.fault import ExpressionError
from ozlint.model.record import Place
from ozlint.model.text import Lang, Text
from ozlint.other_inputs import open_others, read_others
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import POSTING, numeral
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.misplaced import where_they_belong
from ozlint.sources.opening import open_sources
from ozlint.triage.reason import reason_text
from ozlint.triage.unreadable import Unreadable

_CONDITION: dict[Kind, Text] = {
    "holds": Text("holds", "выполнено"),
    "broken": Text("does not hold", "не выполнено"),
    "not_evaluated": Text("not evaluated", "не проверено"),
}
_VALUE: dict[Kind, Text] = {
    "holds": Text("has a value", "есть значение"),
    "broken": Text("empty", "пусто"),
    "not_evaluated": Text("not known", "неизвестно"),
}
_VALUES = Text("most common values", "самые частые значения")
_FIRST = Text("the first {shown} of {count}", "первые {shown} из {count}")
_UNREADABLE = Text("records that could not be read: {count}", "записей не удалось прочитать: {count}")
_CUT_OFF = Text(
    "it is cut off: only what is left of it was tried", "данные обрываются: учтено только то, что от них осталось"
)
_NOT_READ = Text("not read: {path}: {error}", "не прочитано: {path}: {error}")
_NOTHING = Text("no postings in these inputs", "в этих данных нет ни одного отправления")


def run_try(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print how an expression comes out on the postings of some inputs; exit 3 where some could not be read."""
    config = asked_config(options, terminal)
    try:
        of_run = asks_of_run(options.expression)
        tried = read_expression(options.expression, config.knowledge, "batch" if of_run else "posting")
    except ExpressionError as error:
        text = options.expression
        raise UsageError(f"rules try: {error.show(text, 'en')}", f"rules try: {error.show(text, 'ru')}") from None
    opened = open_sources(
        options.inputs, stdin=terminal.stdin, input_format="auto", cwd=terminal.folder, columns=config.columns
    ).sold_as(config.scheme_of)
    problems = where_they_belong(opened.problems, terminal.folder)
    failed = [Unreadable.of(problem) for problem in problems]
    beside = open_others(config, terminal.stdin, terminal.folder)
    failed += beside.problems
    side = read_others(beside, config, Rulebook((tried.rule,)), failed)
    decoder = PostingDecoder(tried.reads | (join_paths(config.knowledge) if side is not None else frozenset()))
    inputs = [Input(source, decoder, failed, zone=config.zone_of(source.path)) for source in opened.sources]
    if of_run:
        steps, postings = try_on_run(tried, inputs, Terms(now=config.now, lang=lang, covers=config.covers), side)
        lines = iter([POSTING.count(postings, lang), *(f"  {step.line}" for step in steps)])
    else:
        trial = try_expression(tried, inputs, now=config.now, lang=lang, most=options.show, side=side)
        postings, lines = trial.postings, _lines(one_line(tried.text), trial, lang)
        failed += (Unreadable(path, _CUT_OFF) for path in trial.cut_off)
    for line in lines:
        terminal.say(line)
    for held in side.held if side is not None else ():
        if held.undecodable:
            count = _UNREADABLE.say(lang).format(count=numeral(len(held.undecodable), lang))
            terminal.say(f"  {harmless(held.source.path)}: {count}")
            failed += [Unreadable(held.source.path, _CUT_OFF)] if any(one.cut_off for one in held.undecodable) else []
    for one in failed:
        terminal.warn(_NOT_READ.say(lang).format(path=harmless(one.path), error=harmless(one.text.say(lang))))
    for hint in {one.hint: None for one in failed if one.hint is not None}:
        terminal.warn(harmless(hint.say(lang)))
    if not postings and not failed:
        terminal.warn(_NOTHING.say(lang))
    return 0 if postings and not failed else 3


def _lines(text: str, trial: Trial, lang: Lang) -> Iterator[str]:
    words = _CONDITION if trial.is_condition else _VALUE
    yield f"{text}: {POSTING.count(trial.postings, lang)}"
    width = max(len(words[kind].say(lang)) for kind in KINDS)
    for kind in KINDS:
        yield f"  {words[kind].say(lang):<{width}}  {numeral(trial.counts[kind], lang)}"
        if kind == "not_evaluated":
            for reason, count in trial.reasons:
                yield f"  {'':<{width}}    {numeral(count, lang)} × {reason_text(reason).say(lang)}"
    if trial.unreadable:
        yield f"  {_UNREADABLE.say(lang).format(count=numeral(trial.unreadable, lang))}"
    if trial.values:
        yield ""
        yield f"{_VALUES.say(lang)}:"
        size = max(len(numeral(count, lang)) for _, count in trial.values)
        yield from (f"  {numeral(count, lang):>{size}}  {value}" for value, count in trial.values)
    for kind in KINDS:
        if trial.shown[kind] and not (kind == "holds" and not trial.is_condition):
            yield ""
            yield from _shown(words[kind].say(lang), trial.shown[kind], trial.counts[kind], lang)


def _shown(heading: str, shown: list[Shown], count: int, lang: Lang) -> Iterator[str]:
    total = numeral(count, lang)
    first = _FIRST.say(lang).format(shown=numeral(len(shown), lang), count=total) if len(shown) < count else total
    yield f"{heading} ({first}):"
    for one in shown:
        yield f"  {harmless(one.posting_number)}  {_place(one.place)}"
        yield from (f"      {name} = {value}" for name, value in one.operands)
        if one.reason is not None:
            yield f"      → {reason_text(one.reason).say(lang)}"


def _place(place: Place) -> str:
    return harmless(f"{place.path}:{place.line}") if place.line else harmless(place.path)
