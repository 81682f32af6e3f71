"""What a failed example is told with: where it stands, what was expected, what came, and what every part was worth."""

from collections.abc import Iterator

import msgspec

from ozlint.authoring.example import ExampleRun, covers_of, input_of, moment_of, suppression_of
from ozlint.authoring.shown import one_line
from ozlint.authoring.subjects import Met, moments
from ozlint.authoring.trace import Tracer
from ozlint.engine.terms import Terms
from ozlint.language.interpret import Moment
from ozlint.language.knowledge import Knowledge
from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import harmless
from ozlint.rulebook.rule import Rule

EXPECTED = {
    "bad": Text("{rule} fires, and no other rule does", "срабатывает {rule}, и больше ничего"),
    "good": Text(
        "no rule fires, and {rule} can be judged", "не срабатывает ни одно правило, и {rule} удаётся проверить"
    ),
    "not_evaluated": Text(
        "{rule} cannot be judged, and no rule fires", "{rule} проверить нельзя, и не срабатывает ни одно правило"
    ),
}
_EXPECTED = Text("expected", "ожидалось")
_GOT = Text("got", "получилось")
_FIRED = Text("{rule} fired", "сработало {rule}")
_AS_WELL = Text("{rule} fired, and {others} as well", "сработало {rule}, а ещё {others}")
_INSTEAD = Text("{others} fired instead of {rule}", "вместо {rule} сработало {others}")
_OTHERS = Text("{others} fired", "сработало {others}")
_NOTHING = Text("nothing fired", "ничего не сработало")
_OPEN = Text("{rule} was not evaluated", "{rule} осталось непроверенным")
_JUDGED = Text("{rule} was evaluated", "{rule} удалось проверить")
_VALUES = Text("the values in {rule}, for {subject}", "значения в {rule}, {subject}")
_MOST_SUBJECTS = 5


def place_of(run: ExampleRun) -> str:
    """Return where an example stands, as `own/ACME001-blue.yaml:21`."""
    verdict, document = run.verdict, run.one.document
    line, _ = document.spot(("examples", verdict.expected, verdict.place))
    return f"{document.path}:{line}"


def name_of(run: ExampleRun) -> str:
    """Return what an example is called, as `bad[0] (the title it has)`."""
    verdict = run.verdict
    title = f" ({one_line(verdict.title)})" if verdict.title else ""
    return f"{verdict.expected}[{verdict.place}]{title}"


def outcome_of(run: ExampleRun, lang: Lang) -> str:
    """Return in words what rules made of an example, beside what it expected of them."""
    verdict = run.verdict
    others = ", ".join(rule for rule in verdict.fired if rule != verdict.rule)
    if verdict.rule in verdict.fired:
        said = _AS_WELL if others else _FIRED
    elif others:
        said = _INSTEAD if verdict.expected == "bad" else _OTHERS
    else:
        said = _NOTHING
    parts = [said]
    if verdict.not_evaluated and verdict.expected != "not_evaluated":
        parts.append(_OPEN)
    elif not verdict.not_evaluated and verdict.expected == "not_evaluated":
        parts.append(_JUDGED)
    return "; ".join(part.say(lang).format(rule=verdict.rule, others=others) for part in parts)


def failure_lines(run: ExampleRun, lang: Lang) -> Iterator[str]:
    """Yield what there is to say of an example that failed, without its name and place."""
    verdict = run.verdict
    yield f"{_EXPECTED.say(lang)}: {EXPECTED[verdict.expected].say(lang).format(rule=verdict.rule)}"
    yield f"{_GOT.say(lang)}: {outcome_of(run, lang)}"
    yield from (f"  {harmless(message)}" for message in verdict.messages)
    rule = run.stage.rule(verdict.rule)
    for place, met in enumerate(subjects_of(run, lang)):
        if place == _MOST_SUBJECTS:
            yield "…"
            return
        yield f"{_VALUES.say(lang).format(rule=rule.id, subject=harmless(met.name))}:"
        yield from (f"  {line}" for line in values(rule, met, lang, run.knowledge))


def values(rule: Rule, met: Met, lang: Lang, knowledge: Knowledge) -> Iterator[str]:
    """Yield the parts of a rule's condition with what they were worth on one subject."""
    tracer = Tracer.of(rule, knowledge)
    # In a rule about the run, a word that is about each posting has no value of its own.
    parts = [(f"let {name}", text) for name, text in rule.let.items() if name in tracer.scope.let]
    parts += [("when", rule.when_text)] if rule.when_text else []
    parts.append(("forbid" if rule.forbid else "require", rule.test_text))
    for key, text in parts:
        first, *rest = tracer.trace(text, met.moment, lang, met.group)
        yield msgspec.structs.replace(first, text=f"{key}: {first.text}").line
        yield from (step.line for step in rest)


def subjects_of(run: ExampleRun, lang: Lang) -> Iterator[Met]:
    """Yield what an example's rule was judged on."""
    rule, case = run.stage.rule(run.verdict.rule), run.case
    now = moment_of(case)
    if rule.subject == "input":
        subject = input_of(case)
        yield Met(subject.path, Moment(subject=subject, now=now))
    elif rule.subject == "suppression":
        entry = suppression_of(case)
        yield Met(entry.key, Moment(subject=entry, now=now))
    else:
        terms = Terms(now=now, lang=lang, covers=covers_of(case))
        yield from moments(rule, run.stage.postings(case), terms, run.stage.side(case))
