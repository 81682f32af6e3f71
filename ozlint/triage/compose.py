"""Composing the report of a run from what judging gave."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from ozlint.engine.result import InputCount, Result, Tally, Unjudged
from ozlint.language.operands import Reason
from ozlint.model.finding import FailOn, Finding, Known
from ozlint.model.other import Held
from ozlint.model.report import (
    SCHEMA_VERSION,
    InputSummary,
    NotEvaluated,
    Report,
    RuleCount,
    RuleSummary,
    Sort,
    Summary,
)  # fmt: skip
from ozlint.model.text import Lang, Text
from ozlint.model.times import iso_time
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.triage.cost import cost_numbers, costliest_first
from ozlint.triage.merge import merge
from ozlint.triage.reason import places_text, reason_text
from ozlint.triage.unreadable import Unreadable
from ozlint.triage.verdict import exit_code, unfinished, untracked
from ozlint.version import __version__

_EXAMPLES = 3


def compose_report(  # noqa: PLR0913 - the parts of a run
    result: Result,
    rulebook: Rulebook,
    *,
    now: float,
    lang: Lang,
    fail_on: FailOn,
    formats: Mapping[str, str],
    taken_at: Mapping[str, str | None] = MappingProxyType({}),
    unreadable: Sequence[Unreadable] = (),
    must_evaluate: Sequence[str] = (),
    allow_empty: bool = False,
    allow_incomplete: bool = False,
    require_tracking: bool = False,
    gone: tuple[Known, ...] = (),
    notes: Iterable[Text] = (),
    sort: Sort = "severity",
) -> Report:
    """Return the report: findings with one place each, counts that add up, reasons in words, the exit code.

    `formats` and `taken_at` are what inputs were recognised as, and when they were fetched, by their paths; `gone` is
    what a baseline knows and is no more, and `notes` are what else is to be said of the run as a whole. Findings are in
    the order of the inputs, or the costliest first.
    """
    findings = merge(_eased(result.findings) if allow_incomplete else result.findings)
    if sort == "cost":
        findings = costliest_first(findings)
    problems = [one.told for one in unreadable]
    reasons = unfinished(result, problems, must_evaluate, allow_empty=allow_empty, allow_incomplete=allow_incomplete)
    if require_tracking:
        reasons += untracked(result.joined)
    hints = {one.hint: None for one in unreadable if one.hint is not None}
    states = [finding.state for finding in findings]
    shown = [finding.severity for finding in findings if finding.state == "shown"]
    undecodable = _undecodable(result)
    return Report(
        schema_version=SCHEMA_VERSION,
        version=__version__,
        now=iso_time(now) or "",
        exit_code=exit_code(findings, fail_on, reasons),
        complete=is_complete(result, unreadable),
        lang=lang,
        inputs=_inputs(result, formats, taken_at, unreadable, lang),
        joined=result.joined,
        timelines={number: result.timelines[number] for number in _numbers(findings) if number in result.timelines},
        rules=tuple(_rule(rule, lang) for rule in rulebook.each),
        findings=findings,
        gone=gone,
        per_rule=tuple(
            RuleCount(
                rule=rule.id, broken=tally.broken, holds=tally.holds, not_applicable=tally.not_applicable,
                not_evaluated=tally.not_evaluated,
            )
            for rule in rulebook.each
            if (tally := result.tallies.get(rule.id)) is not None
        ),
        never_applied=tuple(rule.id for rule in rulebook.each if _never_applied(result.tallies.get(rule.id))),
        not_evaluated=tuple(_not_evaluated(one, lang) for one in sorted(result.unjudged, key=lambda one: one.rule)),
        summary=Summary(
            postings=sum(count.postings for count in result.inputs) - result.superseded,
            undecodable=undecodable,
            superseded=result.superseded,
            errors=shown.count("error"),
            warnings=shown.count("warning"),
            infos=shown.count("info"),
            shown=states.count("shown"),
            suppressed=states.count("suppressed"),
            baselined=states.count("baselined"),
            rules=len(rulebook.each),
            rules_not_evaluated=sum(1 for tally in result.tallies.values() if tally.not_evaluated),
            unreadable_inputs=len(unreadable),
            **cost_numbers(findings),
        ),
        sort=sort,
        reasons=tuple(reason.say(lang) for reason in (*reasons, *hints, *notes)),
    )  # fmt: skip


def is_complete(result: Result, unreadable: Sequence[Unreadable]) -> bool:
    """Return whether all that was to be read was read; `unreadable` are the inputs that could not be."""
    is_whole = all(map(_is_whole, result.inputs)) and all(map(_is_told_whole, result.held))
    return is_whole and not unreadable and not _undecodable(result)


def _undecodable(result: Result) -> int:
    return sum(count.undecodable for count in result.inputs) + sum(len(one.undecodable) for one in result.held)


def _numbers(findings: Iterable[Finding]) -> dict[str, None]:
    """Return the numbers of the postings that findings are about, each once, in their order."""
    return {finding.posting_number: None for finding in findings if finding.posting_number}


def _never_applied(tally: Tally | None) -> bool:
    """Return whether a rule was found not to apply each time it was judged."""
    return tally is not None and tally.not_applicable > 0 == tally.broken + tally.holds + tally.not_evaluated


def _eased(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with incomplete inputs as mere information, as --allow-incomplete asks."""
    return [
        msgspec.structs.replace(finding, severity="info") if finding.rule == "OZ007" else finding
        for finding in findings
    ]


def _is_whole(count: InputCount) -> bool:
    """Return whether nothing is missing at the end of an input, as far as it says."""
    return not (count.more_expected or count.cut_off or count.sheets)


def _is_told_whole(held: Held) -> bool:
    """Return whether nothing is missing of another input, as far as anybody says."""
    return not held.cut_off and held.interrupted is None


def _inputs(
    result: Result,
    formats: Mapping[str, str],
    taken_at: Mapping[str, str | None],
    unreadable: Sequence[Unreadable],
    lang: Lang,
) -> tuple[InputSummary, ...]:
    errors = {one.path: one.text.say(lang) for one in unreadable}
    read = [
        InputSummary(
            path=count.path, format=formats.get(count.path, ""), postings=count.postings,
            undecodable=count.undecodable, pages=count.pages,
            complete=_is_whole(count) and count.path not in errors, taken_at=taken_at.get(count.path),
            error=errors.pop(count.path, None),
        )
        for count in result.inputs
    ]  # fmt: skip
    read += [
        InputSummary(
            path=one.source.path, role=one.role, format=one.format, postings=0, records=one.records,
            undecodable=len(one.undecodable), pages=0, complete=_is_told_whole(one) and one.source.path not in errors,
            error=errors.pop(one.source.path, None),
        )
        for one in result.held
    ]  # fmt: skip
    roles = {one.path: one.role for one in unreadable}
    failed = [
        InputSummary(
            path=path, role=roles[path], format="", postings=0, undecodable=0, pages=0, complete=False, error=error
        )
        for path, error in errors.items()
    ]
    return (*read, *failed)


def _rule(rule: Rule, lang: Lang) -> RuleSummary:
    return RuleSummary(
        id=rule.id, name=rule.name, title=rule.title.say(lang), severity=rule.severity, profile=rule.profile,
        help_uri=next((one for one in rule.references if one.startswith("http")), None),
        params=rule.params, pack=rule.pack or None, sha256=rule.sha256,
        tags=rule.tags, why=rule.why.say(lang), fix=rule.fix.say(lang),
    )  # fmt: skip


def _field(reason: Reason) -> str:
    """Return what was not known: of what was not given at all, the input; else the operand."""
    return reason.field if reason.code == "input_not_given" and reason.field else reason.name


def _not_evaluated(one: Unjudged, lang: Lang) -> NotEvaluated:
    text = f"{reason_text(one.reason).say(lang)}{places_text(one.quote, one.places).say(lang)}"
    return NotEvaluated(
        rule=one.rule, kind=one.kind, count=one.count, code=one.reason.code, input=one.input, field=_field(one.reason),
        needs=one.reason.needs or None, text=text, examples=one.examples[:_EXAMPLES],
    )  # fmt: skip
