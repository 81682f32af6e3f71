"""The table of readers: one line for each carrier or aggregator whose documents are read."""

from collections.abc import Iterator
from typing import Protocol

from ozlint.carriers import (
    aftership,
    boxberry,
    cainiao,
    cdek,
    dpd,
    fivepost,
    magnit_post,
    russian_post,
    seventeentrack,
    trackingmore,
    yandex,
)
from ozlint.model.tracking import TrackingEvent


class Reader(Protocol):
    """A module that reads the documents of one carrier or aggregator.

    A document is parsed JSON, or the root of parsed XML. Neither function raises, whatever a document holds.
    """

    def recognise(self, document: object, /) -> bool:
        """Return whether a document is one of this reader, by the names of its members."""

    def events(self, document: object, /) -> Iterator[TrackingEvent]:
        """Yield the events of a document; one without code or time is unknown or at NaN, not left out."""


READERS: dict[str, Reader] = {
    "cdek": cdek,
    "russian_post": russian_post,
    "dpd": dpd,
    "yandex": yandex,
    "fivepost": fivepost,
    "magnit_post": magnit_post,
    "cainiao": cainiao,
    "17track": seventeentrack,
    "aftership": aftership,
    "trackingmore": trackingmore,
    "boxberry": boxberry,
}


def recognise(document: object) -> str | None:
    """Return the name of the reader a document belongs to, None for a document of nobody known."""
    return next((name for name, reader in READERS.items() if reader.recognise(document)), None)
