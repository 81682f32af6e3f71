"""Cainiao: the traces of parcels."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, records, text, within
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is an answer of global/detail.json, or the parcels in it."""
    return any(map(_is_parcel, within(document, "module")))


def _is_parcel(entry: Record) -> bool:
    return "mailNo" in entry and ("detailList" in entry or "latestTrace" in entry)


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the traces of parcels, newest first; before them the latest one, where the list of all lacks it.

    timeStr is the clock where the trace was made and timeZone its zone. The number `time` beside them is not read: it
    takes every clock for one of Beijing. Of the descriptions only standerdDesc (sic) is read, which comes from a
    fixed list. Shapes: public clients of global.cainiao.com.
    """
    for entry in filter(_is_parcel, within(document, "module")):
        parcel = Parcel(vocabulary="cainiao", carrier="cainiao", number=text(entry, "mailNo"))
        traces = list(records(entry.get("detailList")))
        known = {_identity(trace) for trace in traces}
        latest = [trace for trace in records(entry.get("latestTrace")) if _identity(trace) not in known]
        for trace in latest + traces:
            moment = read_moment(trace.get("timeStr"), text(trace, "timeZone"))
            yield parcel.event(text(trace, "actionCode"), moment, text=text(trace, "standerdDesc"))


def _identity(trace: Record) -> tuple[str, str]:
    return text(trace, "actionCode"), text(trace, "timeStr")
