"""The findings as the page's script reads them: blocks of rows in which a text that repeats is written once.

A block has its own texts, so that neither the writer's memory nor the number of a text grows with the report.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ozlint.model.finding import SEVERITIES, Finding, State
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.model.text import Lang
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import show_time
from ozlint.ozon.cabinet import page_of
from ozlint.reporters.cost_text import cost_basis, short_cost
from ozlint.reporters.gravity import in_order
from ozlint.reporters.harmless import harmless
from ozlint.reporters.sheet import moment_of
from ozlint.reporters.text_value import NOTHING, show_place, show_subject, show_value

IN_BLOCK = 1000
"""Findings, or timelines, of one block."""
STATES: tuple[State, ...] = ("shown", "suppressed", "baselined")
_DATE = len("2026-11-22")


def finding_blocks(report: Report, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Return the findings in the order of the report, in blocks; `rules` are the numbers of the rules in the page."""
    findings = iter(in_order(report, report.findings))
    while block := list(islice(findings, IN_BLOCK)):
        texts = _Texts(report.lang)
        rows = [_row(finding, rules, texts, report.lang) for finding in block]
        yield {"texts": texts.all, "rows": rows}


def timeline_blocks(report: Report) -> Iterator[dict[str, list[Any]]]:
    """Return the timelines by posting number, in blocks: of each event its time, lane, words, code and contradiction.

    A time is in seconds since 1970 with its text beside it: null and empty where there is none.
    """
    timelines = iter(report.timelines.items())
    while block := list(islice(timelines, IN_BLOCK)):
        yield {harmless(number): [_event(event) for event in events] for number, events in block}


class _Texts:
    """Texts, each once, and the number of each; the number of the empty one is 0."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._numbers = {"": 0}
        self._known: dict[str, int] = {}
        """Numbers of what data say, as they say it: mostly it has been said before."""

    @property
    def all(self) -> list[str]:
        """The texts, in the order of their numbers."""
        return list(self._numbers)

    def number(self, text: str) -> int:
        """Return the number of a text that is harmless."""
        return self._numbers.setdefault(text, len(self._numbers))

    def of(self, value: Any) -> int:  # noqa: ANN401 - facts are of any type
        """Return the number of a value as people read it; of nothing that of the empty text."""
        if value.__class__ is not str:
            return 0 if value is None else self.number(show_value(value, self._lang))
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = self.number(show_value(value, self._lang)) if value else 0
        return known


def _row(finding: Finding, rules: Mapping[str, int], texts: _Texts, lang: Lang) -> list[Any]:
    """Return what the class Finding of `page/report.js` reads, by place: numbers of texts, and two lists of them."""
    facts, number = finding.facts, finding.posting_number or ""
    return [
        rules[finding.rule],
        SEVERITIES.index(finding.severity),
        STATES.index(finding.state),
        texts.number(show_subject(finding, lang)),
        texts.of(number),
        texts.of(finding.account),
        *(texts.of(facts.get(name)) for name in ("status", "scheme", "carrier", "warehouse")),
        texts.of(_deadline(facts.get("deadline"))),
        *_cost(finding, texts, lang),
        texts.of(finding.message.strip()),
        texts.of(finding.field),
        texts.number(finding.fingerprint),
        texts.number(page_of(str(facts.get("scheme")), number) or ""),
        [texts.number(_place(place)) for place in (finding.place, *finding.also_at) if place.path],
        [number for pair in finding.values.items() for number in _pair(pair, texts)],
    ]


def _cost(finding: Finding, texts: _Texts, lang: Lang) -> tuple[float | None, int, int]:
    """Return what a finding costs in roubles, and the numbers of the sum and of its basis as people read them."""
    short = short_cost(finding, lang) if finding.cost is not None else ""
    return finding.roubles, texts.number(short), texts.number(cost_basis(finding, lang))


def _pair(pair: tuple[str, Any], texts: _Texts) -> tuple[int, int]:
    """Return the numbers of an operand's name and value; a value that is not there is shown as a dash."""
    name, value = pair
    return texts.of(name), texts.of(value) or texts.number(NOTHING)


def _deadline(value: Any) -> Any:  # noqa: ANN401 - as above
    """Return a moment as `2026-11-22 12:00`, and what is none as it is."""
    moment = moment_of(value)
    return value if moment is None or len(value) == _DATE else moment.isoformat(" ", "minutes")


def _place(place: Place) -> str:
    return f"{show_place(place)} {harmless(place.pointer)}".rstrip()


def _event(event: TimelineEvent) -> list[Any]:
    return [
        None if event.at is None else float(event.at),
        "" if event.at is None else show_time(event.at).removesuffix(" UTC"),
        event.lane,
        harmless(event.what),
        harmless(event.code),
        int(event.contradiction),
    ]
