"""DPD Russia: the states of parcels."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, flag, text, within
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is an answer of getStatesByClient, getStatesByDPDOrder and the like, or its states."""
    return any(_is_state(entry) or "resultComplete" in entry for entry in _entries(document))


def _entries(document: object) -> Iterator[Record]:
    return within(document, "return", "states")


def _is_state(entry: Record) -> bool:
    return "newState" in entry or ("dpdOrderNr" in entry and "transitionTime" in entry)


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the states of parcels; the number is DPD's of the order, and the seller's of the order the posting number.

    A state with isReturn is one of the way back. DPD gives times without zone. Shapes: answers of the SOAP service
    tracing1-1 as public clients turn them into JSON.
    """
    for entry in filter(_is_state, _entries(document)):
        parcel = Parcel(
            vocabulary="dpd",
            carrier="dpd",
            number=text(entry, "dpdOrderNr", "dpdParcelNr"),
            posting_number=text(entry, "clientOrderNr"),
        )
        moment = read_moment(entry.get("transitionTime"))
        yield parcel.event(text(entry, "newState"), moment, returning=flag(entry, "isReturn"))
