"""The end of the text report: what was read, what could not be judged, what was found, and why the job is not done."""

from collections.abc import Iterable, Iterator

import msgspec

from ozlint.model.finding import SEVERITIES, State
from ozlint.model.report import NotEvaluated, Report
from ozlint.reporters.cost_text import total_cost
from ozlint.reporters.harmless import harmless
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import (
    ALSO_TO_SAY,
    CLEAN,
    CLEAN_AS_FAR_AS_READ,
    CLEAN_BUT_NOT_RUN,
    CLEAN_EXCEPT,
    CLEAN_OF_NOTHING,
    CLEAN_OF_PLAN,
    FOUND,
    FOUND_ELSEWHERE,
    FOUND_OF_PLAN,
    INPUT,
    JOB_NOT_DONE,
    NEVER_APPLIED,
    NOT_EVALUATED,
    POSTING,
    POSTING_OF,
    REASON,
    RULE,
    RULE_OF,
    SET_ASIDE,
    SEVERITY_NOUN,
    STATE,
    SUPPRESSION,
    WITHOUT_INPUT,
    Noun,
    is_of_plan,
    numeral,
    subject_noun,
    wanted,
)
from ozlint.reporters.text_inputs import folded, more_of, read, said_of_unread

REASONS = 8
"""Reasons for which rules were not evaluated, or inputs not read, that are shown unless all are asked for."""
NAMED = 5
"""Rules that are named where one input would let all of them run."""
NOT_GIVEN = "input_not_given"
"""The reason of rules that wait for an input which the run does not have."""


def ending(report: Report, pen: Pen) -> Iterator[str]:
    """Write the end of a report, the verdict last, where a terminal leaves the eye."""
    parts = (read, not_evaluated, without_input, _never_applied, found, reasons)
    yield from (f"{line}\n" for part in parts for line in part(report, pen))


class _Open(msgspec.Struct, frozen=True):
    """One reason, and how many subjects of which rules it leaves open."""

    text: str
    noun: Noun
    counts: dict[str, int]


def _left_open(report: Report, pen: Pen) -> list[NotEvaluated]:
    """What is said of rules left open posting by posting.

    That an input does not tell whether it is whole, that nobody could look after a suppression, and what was not given
    at all, only where all is asked for.
    """
    return [
        entry
        for entry in report.not_evaluated
        if (entry.count or entry.code != NOT_GIVEN)
        and (pen.verbose or (subject_noun(entry) not in (INPUT, SUPPRESSION) and entry.code != NOT_GIVEN))
    ]


def _open(entries: Iterable[NotEvaluated]) -> list[_Open]:
    """The reasons of all rules and inputs, rules that share one together, what leaves most open first."""
    by_reason: dict[tuple[str, str], _Open] = {}
    for entry in entries:
        counts = by_reason.setdefault((entry.text, entry.kind), _Open(entry.text, subject_noun(entry), {})).counts
        counts[entry.rule] = counts.get(entry.rule, 0) + entry.count
    return sorted(
        by_reason.values(), key=lambda reason: (-max(reason.counts.values()), -len(reason.counts), reason.text)
    )


def not_evaluated(report: Report, pen: Pen) -> Iterator[str]:
    """Write which rules were left open and why: a head and indented lines, or nothing."""
    entries = _left_open(report, pen)
    if not entries:
        return
    count, rules = numeral(len(_rules_in(entries)), pen.lang), RULE_OF.count(report.summary.rules, pen.lang)
    yield pen.paint(NOT_EVALUATED.say(pen.lang).format(count=count, rules=rules), "head")
    if pen.verbose:
        for entry in entries:
            examples = ", ".join(map(harmless, entry.examples))
            where = " · ".join(filter(None, (entry.code, harmless(entry.input), examples)))
            number = subject_noun(entry).count(entry.count, pen.lang)
            yield from folded(f"{harmless(entry.rule)}: {number}: {harmless(entry.text)} ({where})", pen)
        return
    open_for = _open(entries)
    shown = open_for if len(open_for) <= REASONS + 1 else open_for[:REASONS]
    for reason in shown:
        ids = ", ".join(harmless(rule) for rule in sorted(reason.counts))
        number = reason.noun.between(min(reason.counts.values()), max(reason.counts.values()), pen.lang)
        yield from folded(f"{ids}: {number}: {harmless(reason.text)}", pen)
    if len(shown) < len(open_for):
        named = {rule for reason in shown for rule in reason.counts}
        unnamed = {rule for reason in open_for for rule in reason.counts} - named
        yield more_of(len(unnamed), RULE, pen) if unnamed else more_of(len(open_for) - len(shown), REASON, pen)


def without_input(report: Report, pen: Pen) -> Iterator[str]:
    """Say which inputs would let more rules run, and which rules those are: a head and indented lines, or nothing."""
    waiting: dict[str, set[str]] = {}
    for entry in report.not_evaluated:
        if entry.code == NOT_GIVEN:
            waiting.setdefault(wanted(entry.field, entry.needs, pen.lang) or harmless(entry.field), set()).add(
                entry.rule
            )
    if waiting and not pen.verbose:
        count = RULE.count(len(set().union(*waiting.values())), pen.lang)
        yield pen.paint(WITHOUT_INPUT.say(pen.lang).format(what=count), "head")
        for how, rules in sorted(waiting.items()):
            yield from folded(f"{RULE.count(len(rules), pen.lang)} {_named(rules)}: {how}", pen)


def _named(rules: Iterable[str]) -> str:
    first = sorted(rules)
    return ", ".join([*map(harmless, first[:NAMED]), *(["…"] if len(first) > NAMED else [])])


def _never_applied(report: Report, pen: Pen) -> Iterator[str]:
    """List, where all is asked for, the rules that had nothing to say of anything: one misspelt value may be why."""
    if report.never_applied and pen.verbose:
        count, rules = numeral(len(report.never_applied), pen.lang), RULE_OF.count(report.summary.rules, pen.lang)
        yield pen.paint(NEVER_APPLIED.say(pen.lang).format(count=count, rules=rules), "head")
        yield from folded(", ".join(map(harmless, report.never_applied)), pen)


def found(report: Report, pen: Pen) -> Iterator[str]:
    """Write the verdict, and what was set aside."""
    summary = report.summary
    totals = dict(zip(SEVERITIES, (summary.errors, summary.warnings, summary.infos), strict=True))
    counts = [
        pen.paint(SEVERITY_NOUN[severity].count(number, pen.lang), severity)
        for severity, number in totals.items()
        if number
    ]
    if counts:
        yield _found_at(report, ", ".join(counts), pen)
    elif summary.postings or report.done:
        yield _clean(report, pen)
    aside: tuple[tuple[State, int], ...] = (("suppressed", summary.suppressed), ("baselined", summary.baselined))
    hidden = [f"{numeral(number, pen.lang)} {STATE[state].say(pen.lang)}" for state, number in aside if number]
    if hidden:
        yield SET_ASIDE.say(pen.lang).format(counts=", ".join(hidden))
    yield from total_cost(report)


def _found_at(report: Report, counts: str, pen: Pen) -> str:
    """What was found in how many postings, of how many that were checked."""
    shown = [finding for finding in report.findings if finding.state == "shown"]
    found_at = {(finding.account, finding.posting_number) for finding in shown if finding.subject.kind == "posting"}
    summary = report.summary
    # Beside findings about what could not be read the number of postings would seem to be that of all findings.
    is_of_postings = all(finding.subject.kind == "posting" for finding in shown)
    return (
        (FOUND_OF_PLAN if is_of_plan(report) else FOUND if is_of_postings else FOUND_ELSEWHERE)
        .say(pen.lang)
        .format(
            counts=counts,
            found=numeral(len(found_at), pen.lang),
            of=POSTING_OF.count(summary.postings, pen.lang),
            postings=POSTING.count(summary.postings, pen.lang),
            clean=numeral(max(summary.postings - len(found_at), 0), pen.lang),
            rules=numeral(summary.rules, pen.lang),
        )
    )


def _rules_in(entries: Iterable[NotEvaluated]) -> set[str]:
    return {entry.rule for entry in entries}


def _clean(report: Report, pen: Pen) -> str:
    """The one line of a clean run; it never sounds better than the run was."""
    summary = report.summary
    whole = report.complete and report.done
    postings, rules = POSTING.count(summary.postings, pen.lang), RULE.count(summary.rules, pen.lang)
    clean = CLEAN_OF_PLAN if is_of_plan(report) else CLEAN
    text = (clean if whole else CLEAN_AS_FAR_AS_READ).say(pen.lang).format(postings=postings, rules=rules)
    left = [entry for entry in _left_open(report, pen) if entry.code != NOT_GIVEN]
    is_open, idle = _rules_in(left), _rules_in(left) & _idle(report)
    waits = _rules_in(entry for entry in report.not_evaluated if entry.code == NOT_GIVEN)
    for rules_left, said in ((is_open, CLEAN_EXCEPT), (idle, CLEAN_OF_NOTHING), (waits, CLEAN_BUT_NOT_RUN)):
        text += said.say(pen.lang).format(count=numeral(len(rules_left), pen.lang)) if rules_left else ""
    return pen.paint(text, "good" if whole and not idle else "warning")


def _idle(report: Report) -> set[str]:
    """Return the rules that could judge nothing at all."""
    return {one.rule for one in report.per_rule if not one.broken + one.holds + one.not_applicable}


def reasons(report: Report, pen: Pen) -> Iterator[str]:
    """Write why the job is not done, or what else is to be said: a head and indented lines, or nothing."""
    if report.done and not report.reasons:
        return
    head = (ALSO_TO_SAY if report.done else JOB_NOT_DONE).say(pen.lang)
    yield pen.paint(head, "warning" if report.done else "error") + (":" if report.reasons else "")
    unread = list(dict.fromkeys(said_of_unread(report).values()))
    shown = unread if pen.verbose or len(unread) <= REASONS + 1 else unread[:REASONS]
    others = [reason for reason in report.reasons if reason not in unread]
    for reason in shown:
        yield from folded(harmless(reason), pen)
    if len(shown) < len(unread):
        yield more_of(len(unread) - len(shown), INPUT, pen)
    for reason in others:
        yield from folded(harmless(reason), pen)
