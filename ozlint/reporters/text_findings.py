"""The findings in the text report, by posting or by rule."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ozlint.model.finding import Finding
from ozlint.model.record import Place
from ozlint.model.report import Report, RuleSummary
from ozlint.reporters.cost_text import cost_line
from ozlint.reporters.gravity import by_rule, gravity, in_order
from ozlint.reporters.harmless import harmless
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import (
    ACCOUNT,
    ALSO_AT,
    DEADLINE,
    FIX,
    PLACE,
    SEVERITY_WORD,
    STATE,
    WHAT_TO_DO,
    more,
    severity_counts,
)
from ozlint.reporters.text_value import show_subject, show_value

PLACES = 3
"""Further places of one finding that are shown unless all are asked for."""
_BETWEEN = " · "


class _Columns(msgspec.Struct, frozen=True):
    """How wide the first columns are, the same in the whole report."""

    severity: int
    rule: int

    @property
    def after_severity(self) -> int:
        return 2 + self.severity + 2

    @property
    def after_rule(self) -> int:
        return self.after_severity + self.rule + 2


def findings_by_posting(report: Report, pen: Pen) -> Iterator[str]:
    """Write what is found at each posting, the gravest first, then once a rule what to do.

    Within a severity the order is that of the inputs.
    """
    findings = _listed(report, pen)
    columns = _columns(findings, pen)
    postings: dict[tuple[str, ...], list[Finding]] = {}
    accounts: dict[str, set[str]] = {}
    for finding in findings:
        if finding.posting_number and finding.account:
            accounts.setdefault(finding.posting_number, set()).add(finding.account)
    for finding in findings:
        postings.setdefault(_about(finding, accounts), []).append(finding)
    groups = [in_order(report, group) for group in postings.values()]
    if report.sort == "severity":
        groups.sort(key=lambda group: gravity(group[0]))
    yield from (_posting(group, columns, pen) for group in groups)
    if findings:
        yield pen.paint(WHAT_TO_DO.say(pen.lang), "head") + "\n"
        for rule, group in by_rule(report, findings):
            lines = [*_rule_lines(rule, group, 2, columns.rule, pen), *_fix(rule, 2 + columns.rule + 2, "", pen)]
            yield "\n".join(lines) + "\n"
        yield "\n"


def findings_by_rule(report: Report, pen: Pen) -> Iterator[str]:
    """Write what is found by each rule, the gravest first, with what to do about it."""
    findings = _listed(report, pen)
    columns = _columns(findings, pen)
    for rule, group in by_rule(report, findings):
        head = [*_rule_lines(rule, group, 0, 0, pen), *_fix(rule, 2, FIX.say(pen.lang) + " ", pen)]
        yield "\n".join(head) + "\n"
        for finding in in_order(report, group):
            lines = _finding(finding, f"  {_severity(finding, columns, pen)}  ", columns.after_severity, "", pen)
            about = _facts(finding, pen)
            title = show_subject(finding, pen.lang)
            if title not in finding.message:
                about.insert(0, title)
            indent = " " * columns.after_severity
            spot = [pen.paint(_BETWEEN.join(about), "dim"), pen.place(finding.place)]
            lines.append(indent + "  ".join(filter(None, spot)))
            lines += _also(finding.also_at, columns.after_severity, pen)
            yield "\n".join(lines) + "\n"
        yield "\n"


def _listed(report: Report, pen: Pen) -> list[Finding]:
    return [finding for finding in report.findings if pen.verbose or finding.state == "shown"]


def _columns(findings: Iterable[Finding], pen: Pen) -> _Columns:
    words = {SEVERITY_WORD[severity].say(pen.lang) for severity in {finding.severity for finding in findings}}
    rules = {finding.rule for finding in findings}
    return _Columns(max(map(len, words), default=0), max(map(len, rules), default=0))


def _about(finding: Finding, accounts: Mapping[str, set[str]]) -> tuple[str, ...]:
    """What a finding is listed under: all that is said of one posting stands together, whatever the subject.

    What names no account is of the one that others name for the posting. `accounts` are those, by posting number.
    """
    if finding.posting_number:
        named = accounts.get(finding.posting_number, set())
        account = finding.account or (next(iter(named)) if len(named) == 1 else "")
        return (account, finding.posting_number)
    return (finding.account or "", finding.subject.kind, finding.subject.key)


def _posting(group: list[Finding], columns: _Columns, pen: Pen) -> str:
    facts = _BETWEEN.join(_facts(group[0], pen))
    title = pen.paint(show_subject(group[0], pen.lang), "head")
    lines = [f"{title}  {facts}" if facts else title]
    for index, finding in enumerate(group):
        rule = pen.paint(harmless(finding.rule).ljust(columns.rule), finding.severity)
        name = f"[{harmless(finding.name)}]"
        lines += _finding(finding, f"  {_severity(finding, columns, pen)}  {rule}  ", columns.after_rule, name, pen)
        # The findings of a posting mostly share their place: it is said once, under the last of them.
        following = group[index + 1] if index + 1 < len(group) else None
        moves = following is None or (following.place, following.also_at) != (finding.place, finding.also_at)
        if moves and finding.place.path:
            lines.append(" " * columns.after_severity + pen.place(finding.place))
            lines += _also(finding.also_at, columns.after_severity, pen)
    return "\n".join(lines) + "\n\n"


def _finding(finding: Finding, head: str, indent: int, name: str, pen: Pen) -> list[str]:
    """The message behind its head, the rule's name where there is room, and the operands where all is asked for."""
    state = STATE[finding.state].say(pen.lang)
    message = harmless(finding.message.strip()) + (f" ({state})" if state else "")
    first, *rest = pen.fold(message, indent)
    lines = [head + first, *(" " * indent + line for line in rest)]
    if name and pen.has_room(indent + len((first, *rest)[-1]) + 2 + len(name)):
        lines[-1] += f"  {pen.paint(name, 'dim')}"
    if finding.roubles is not None or (pen.verbose and finding.cost is not None):
        lines += _indented(cost_line(finding, pen.lang), indent, pen)
    if pen.verbose and finding.values:
        operands = (f"{harmless(path)} = {show_value(value, pen.lang)}" for path, value in finding.values.items())
        lines += _indented(_BETWEEN.join(operands), indent, pen)
    return lines


def _severity(finding: Finding, columns: _Columns, pen: Pen) -> str:
    return pen.paint(SEVERITY_WORD[finding.severity].say(pen.lang).ljust(columns.severity), finding.severity)


def _facts(finding: Finding, pen: Pen) -> list[str]:
    """What people know a posting by; scheme and deadline only where all is asked for: messages name them if need be."""
    if finding.subject.kind == "batch":
        return []  # its title says what the group has in common
    names = ("status", "scheme", "carrier", "warehouse") if pen.verbose else ("status", "carrier", "warehouse")
    facts = [show_value(finding.facts[name], pen.lang) for name in names if finding.facts.get(name)]
    if pen.verbose and finding.facts.get("deadline"):
        facts.append(DEADLINE.say(pen.lang).format(deadline=show_value(finding.facts["deadline"], pen.lang)))
    if finding.account:
        facts.append(ACCOUNT.say(pen.lang).format(account=harmless(finding.account)))
    return facts


def _also(places: tuple[Place, ...], indent: int, pen: Pen) -> Iterator[str]:
    shown = len(places) if pen.verbose or len(places) <= PLACES + 1 else PLACES
    word = ALSO_AT.say(pen.lang)
    for place in places[:shown]:
        yield f"{' ' * indent}{pen.paint(word, 'dim')} {pen.place(place)}"
    if shown < len(places):
        yield " " * indent + pen.paint(more(len(places) - shown, PLACE, pen.lang), "dim")


def _rule_lines(rule: RuleSummary, group: list[Finding], indent: int, width: int, pen: Pen) -> list[str]:
    """The rule's id and title, how many findings it has, and its name where there is room."""
    counts = severity_counts(group, pen.lang)
    identifier = harmless(rule.id)
    inner = indent + max(width, len(identifier)) + 2
    text = f"{harmless(rule.title.strip())}: {', '.join(counts.values())}"
    first, *rest = pen.fold(text, inner)
    linked = pen.link(pen.paint(identifier, "head"), rule.help_uri)
    lines = [f"{' ' * indent}{linked}{' ' * (inner - indent - len(identifier))}{first}"]
    lines += [" " * inner + line for line in rest]
    name = f"[{harmless(rule.name)}]"
    has_room = pen.has_room(inner + len((first, *rest)[-1]) + 2 + len(name))
    for severity, count in counts.items():  # painted once folded: colours have no width
        head, found, tail = lines[-1].rpartition(count)
        lines[-1] = f"{head}{pen.paint(found, severity)}{tail}"
    if has_room:
        lines[-1] += f"  {pen.paint(name, 'dim')}"
    return lines


def _fix(rule: RuleSummary, indent: int, label: str, pen: Pen) -> Iterator[str]:
    """What the rule says is to be done; its paragraphs are lines of their own."""
    paragraphs = rule.fix.strip().splitlines() if rule.fix else []
    for index, paragraph in enumerate(filter(None, map(str.strip, paragraphs))):
        yield from _indented(f"{'' if index else label}{harmless(paragraph)}", indent, pen)


def _indented(text: str, indent: int, pen: Pen) -> list[str]:
    return [" " * indent + line for line in pen.fold(text, indent)]
