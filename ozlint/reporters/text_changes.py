"""What changed since the last round of a watch, for people: what is new in full, what is gone in a line."""

from collections.abc import Iterator, Sequence

import msgspec

from ozlint.model.changes import Changes
from ozlint.model.finding import Finding
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.model.times import read_time, show_time
from ozlint.reporters.harmless import harmless
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import ACCOUNT, POSTING, numeral, severity_counts
from ozlint.reporters.text_findings import findings_by_posting, findings_by_rule
from ozlint.reporters.text_value import show_subject

_HEAD = Text(
    "{time}: new: {new}, gone: {gone}; now: {standing} in {postings}",
    "{time}: новых: {new}, ушло: {gone}; сейчас: {standing}, {postings}",
)
_NOTHING = Text("nothing", "находок нет")
_GONE = Text("Gone", "Больше не находится")


def changes_text(report: Report, changes: Changes, options: Options) -> Iterator[str]:
    """Write what changed by a report, in chunks of whole lines."""
    pen = Pen(options)
    yield pen.paint(_head(report, changes, pen.lang), "head") + "\n"
    findings = findings_by_rule if options.group == "rule" else findings_by_posting
    yield from findings(msgspec.structs.replace(report, findings=changes.new), pen)
    if changes.gone:
        yield pen.paint(_GONE.say(pen.lang), "head") + "\n"
        titles = {rule.id: rule.title for rule in report.rules}
        for finding in changes.gone:
            yield f"  {harmless(finding.rule)}  {_line(finding, titles.get(finding.rule, finding.name), pen.lang)}\n"
        yield "\n"


def _head(report: Report, changes: Changes, lang: Lang) -> str:
    return _HEAD.say(lang).format(
        time=show_time(read_time(report.now)[0]),
        new=numeral(len(changes.new), lang),
        gone=numeral(len(changes.gone), lang),
        standing=_counts(changes.standing, lang),
        postings=POSTING.count(report.summary.postings, lang),
    )


def _counts(findings: Sequence[Finding], lang: Lang) -> str:
    return ", ".join(severity_counts(findings, lang).values()) or _NOTHING.say(lang)


def _line(finding: Finding, title: str, lang: Lang) -> str:
    """Return what is gone: its message was about another moment, so the title of the rule says what it was."""
    about = show_subject(finding, lang)
    if finding.account:
        about += f" ({ACCOUNT.say(lang).format(account=harmless(finding.account))})"
    return f"{about}: {harmless(title.strip())}"
