"""17TRACK: what it knows of parcels of all carriers, as its API of version 2 answers."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, record, records, text, within
from ozlint.carriers.moments import NO_MOMENT, Moment, read_moment
from ozlint.carriers.names import known_carrier
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is an answer of gettrackinfo, a notification of 17TRACK, or the parcels in them."""
    return any("track_info" in entry or {"accepted", "rejected"} <= entry.keys() for entry in _entries(document))


def _entries(document: object) -> Iterator[Record]:
    return within(document, "data", "accepted")


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield what each carrier says, then the milestones that were reached, then the latest status if it is no event.

    The posting number is the order_no or the tag that the seller registered a number with. Descriptions are not read:
    they are the carriers' free text. Shapes: API v2.4 as public clients read it; order_no as documented, not as seen.
    """
    for entry in _entries(document):
        if "track_info" in entry:
            yield from _parcel_events(entry, record(entry["track_info"]))


def _parcel_events(entry: Record, info: Record) -> Iterator[TrackingEvent]:
    providers = list(records(record(info.get("tracking")).get("providers")))
    codes = set()
    for provider in providers:
        parcel = _parcel(entry, [provider])
        for event in records(provider.get("events")):
            code = text(event, "sub_status", "stage")
            codes.add(code)
            yield parcel.event(code, _moment(event))
    parcel = _parcel(entry, providers)
    for milestone in records(info.get("milestone")):
        # The list names all milestones; one without a time has not been reached.
        if text(milestone, "time_utc", "time_iso"):
            yield parcel.event(text(milestone, "key_stage"), _moment(milestone))
    latest = text(record(info.get("latest_status")), "sub_status", "status")
    if latest and latest not in codes:
        yield parcel.event(latest, _moment(record(info.get("latest_event"))))


def asked_at(document: object) -> Moment:
    """Return when 17TRACK asked the carriers at the earliest; NaN where it does not say.

    latest_sync_time stands with each carrier of a parcel, as documented for API v2.4, not as seen.
    """
    infos = (record(entry.get("track_info")) for entry in _entries(document))
    providers = (one for info in infos for one in records(record(info.get("tracking")).get("providers")))
    moments = [read_moment(provider.get("latest_sync_time")) for provider in providers]
    return min((moment for moment in moments if moment[0] == moment[0]), default=NO_MOMENT)


def _parcel(entry: Record, providers: list[Record]) -> Parcel:
    """Return the parcel as these carriers see it; which carrier it is stays open where there are several."""
    names = {known_carrier(text(record(provider.get("provider")), "name")) for provider in providers}
    return Parcel(
        vocabulary="17track",
        carrier=names.pop() if len(names) == 1 else "",
        number=text(entry, "number"),
        posting_number=text(entry, "order_no", "tag"),
    )


def _moment(event: Record) -> Moment:
    return read_moment(text(event, "time_utc", "time_iso"))
