"""What the text report says of the inputs: what each was taken for and held, and how carriers and postings met."""

from collections.abc import Iterator, Mapping

from ozlint.model.other import Joined
from ozlint.model.report import InputSummary, Report
from ozlint.reporters.format_names import format_name
from ozlint.reporters.harmless import harmless
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import (
    ANSWER,
    COULD_NOT_BE_READ,
    EARLIER,
    EVENT,
    IN_ALL,
    INCOMPLETE,
    INPUT,
    JOINED,
    NO_ZONE,
    NOT_READ,
    NOTHING_JOINED,
    NOTHING_READ,
    NOTIFICATION,
    PAGE,
    PARCEL_OF,
    PLANNED,
    POSTING,
    READ,
    RECORD,
    REQUEST,
    SEE_THE_END,
    SUPERSEDED,
    TRACKING,
    UNKNOWN_CODES,
    UNREADABLE,
    Noun,
    more,
    numeral,
)

INPUTS = 10
"""Inputs without anything remarkable that are shown unless all are asked for."""
CODES = 5
"""Codes nobody has mapped that are shown unless all are asked for."""


def read(report: Report, pen: Pen) -> Iterator[str]:
    """Write what was read: a head, a line an input, and what is to be said of all of them."""
    head = pen.paint(READ.say(pen.lang), "head")
    if not report.inputs:
        yield f"{head}: {NOTHING_READ.say(pen.lang)}"
        return
    yield head
    shown = _inputs_to_show(report, pen)
    width = max(len(harmless(entry.path)) for entry in shown)
    zoneless = {one.input for one in report.not_evaluated if one.code == "zone_unknown"}
    told = said_of_unread(report)
    for entry in shown:
        said = _input(entry, told, pen)
        if entry.path in zoneless:
            said += f" · {pen.paint(NO_ZONE.say(pen.lang), 'warning')}"
        yield f"  {harmless(entry.path).ljust(width)}  {said}"
    summary = report.summary
    if len(shown) < len(report.inputs):
        yield more_of(len(report.inputs) - len(shown), INPUT, pen)
    of_postings = [entry for entry in report.inputs if entry.role == "postings"]
    if len(of_postings) > 1:
        postings, inputs = POSTING.count(summary.postings, pen.lang), INPUT.count(len(of_postings), pen.lang)
        yield "  " + IN_ALL.say(pen.lang).format(postings=postings, inputs=inputs)
    counted = ((summary.undecodable, RECORD), (summary.unreadable_inputs, INPUT))
    unreadable = [noun.count(number, pen.lang) for number, noun in counted if number]
    if unreadable:
        yield "  " + pen.paint(COULD_NOT_BE_READ.say(pen.lang).format(what=", ".join(unreadable)), "error")
    if report.joined is not None:
        yield from _joined(report.joined, pen)
    if summary.superseded:
        yield "  " + SUPERSEDED.say(pen.lang).format(records=RECORD.count(summary.superseded, pen.lang))


def _joined(joined: Joined, pen: Pen) -> Iterator[str]:
    """Write how the carriers' events and the postings found each other."""
    events, parcels = EVENT.count(joined.events, pen.lang), PARCEL_OF.count(joined.parcels, pen.lang)
    said = JOINED if joined.joined or not joined.parcels else NOTHING_JOINED
    line = said.say(pen.lang).format(events=events, parcels=parcels, joined=numeral(joined.joined, pen.lang))
    yield from folded(pen.paint(line, "warning") if said is NOTHING_JOINED else line, pen)
    if joined.unknown:
        most = joined.unknown if pen.verbose else joined.unknown[:CODES]
        codes = [f"{harmless(one.carrier)} {harmless(one.code)} × {numeral(one.events, pen.lang)}" for one in most]
        more = len(joined.unknown) - len(most)
        shown = ", ".join(codes) + (f" (+{more})" if more else "")
        yield from folded(UNKNOWN_CODES.say(pen.lang).format(codes=shown), pen)


def _inputs_to_show(report: Report, pen: Pen) -> list[InputSummary]:
    """The first inputs, and every one that was read, but not whole."""
    if pen.verbose or len(report.inputs) <= INPUTS + 1:
        return list(report.inputs)
    told = said_of_unread(report)
    shown = list(report.inputs[:INPUTS])
    shown += (
        entry
        for entry in report.inputs[INPUTS:]
        if (entry.error and entry.path not in told) or entry.undecodable or (not entry.complete and not entry.error)
    )
    return shown


def said_of_unread(report: Report) -> dict[str, str]:
    """Return the reasons at the end of a report that say why an input was not read, by its path."""
    errors = {entry.path: f"{entry.path}: {entry.error}" for entry in report.inputs if entry.error is not None}
    return {path: reason for path, reason in errors.items() if reason in report.reasons}


def _input(entry: InputSummary, told: Mapping[str, str], pen: Pen) -> str:
    if entry.path in told:
        return pen.paint(SEE_THE_END.say(pen.lang), "error")
    if entry.error is not None:
        return pen.paint(NOT_READ.say(pen.lang).format(error=harmless(entry.error)), "error")
    parts = [harmless(format_name(entry.format, pen.lang)), _held(entry, pen)]
    if entry.pages > 1:
        parts.append(PAGE.count(entry.pages, pen.lang))
    if entry.undecodable:
        parts.append(pen.paint(UNREADABLE.count(entry.undecodable, pen.lang), "error"))
    if not entry.complete:
        parts.append(pen.paint(INCOMPLETE.say(pen.lang), "error"))
    return " · ".join(filter(None, parts))


def _held(entry: InputSummary, pen: Pen) -> str:
    """Return what an input held, counted."""
    match entry.role:
        case "tracking":
            return f"{TRACKING.say(pen.lang)}: {EVENT.count(entry.records, pen.lang)}"
        case "previous":
            return f"{EARLIER.say(pen.lang)}: {POSTING.count(entry.records, pen.lang)}"
        case "notifications":
            return NOTIFICATION.count(entry.records, pen.lang)
        case "updates":
            return f"{PLANNED.say(pen.lang)}: {REQUEST.count(entry.records, pen.lang)}"
        case "answers":
            return ANSWER.count(entry.records, pen.lang)
        case _:
            return POSTING.count(entry.postings, pen.lang)


def folded(text: str, pen: Pen) -> Iterator[str]:
    """Write a text below a head, its further lines indented."""
    first, *rest = pen.fold(text, 4)
    yield f"  {first}"
    yield from (f"    {line}" for line in rest)


def more_of(number: int, noun: Noun, pen: Pen) -> str:
    """Return the line that stands for what is not shown."""
    return "  " + pen.paint(more(number, noun, pen.lang), "dim")
