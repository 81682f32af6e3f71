"""Telling a table of carriers' events from one of postings: both name parcels, and say of each where it is."""

from collections.abc import Iterable, Iterator

from ozlint.model.text import Text
from ozlint.model.tracking import PHASES
from ozlint.ozon.statuses import known_status
from ozlint.sources.column_names import STATUS_LABEL
from ozlint.sources.header import NUMBER, Header
from ozlint.sources.status_cell import read_status
from ozlint.sources.table import Row
from ozlint.sources.tracking.event_columns import event_columns

EVENTS = Text(
    "this is a table of what carriers say of parcels: give it with --tracking",
    "это таблица того, что о посылках говорят службы доставки: укажите её в --tracking",
)
_OF_EITHER = frozenset(
    {
        NUMBER, "account", "order_id", "order_number", "tracking_number", "status", STATUS_LABEL,
        "delivery_method.tpl_provider", "analytics_data.tpl_provider",
    }
)  # fmt: skip
"""Fields of a posting that tables of events have as well."""
_SAID_BY_ALL = frozenset({"delivering", "delivered", "cancelled"})
"""Statuses whose words carriers use as well."""
_LEAST = 2
"""Fields that only postings have from which on a table is one of them, though its rows have times of events."""


def is_of_events(header: Header, rows: Iterable[Row]) -> bool:
    """Return whether a table that has a head of postings holds events; `rows` are its first ones.

    It does where it names carriers and times, has no field that only postings have, and its statuses are not Ozon's.
    """
    places = event_columns(header.names).places
    if _own_fields(header) or "carrier" not in places or not {"date", "time"} & places.keys():
        return False
    said = list(_statuses(header, rows))
    return not said or not all(map(_of_ozon, said))


def is_of_postings(header: Header, rows: Iterable[Row]) -> bool:
    """Return whether a table holds postings: by the fields that only they have, or by statuses that only Ozon has."""
    own = len(_own_fields(header))
    if own >= _LEAST or (own and not {"date", "time"} & event_columns(header.names).places.keys()):
        return True
    said = {cell: _of_ozon(cell) for cell in _statuses(header, rows)}
    return all(said.values()) and any(
        cell not in PHASES if known_status(cell) else status not in _SAID_BY_ALL for cell, status in said.items()
    )


def _own_fields(header: Header) -> set[str]:
    return {column.field for column in header.columns} - _OF_EITHER


def _statuses(header: Header, rows: Iterable[Row]) -> Iterator[str]:
    """Yield what the cells say in the columns of the status."""
    places = (*header.places("status"), *header.places(STATUS_LABEL))
    for cells in header.below(rows):
        yield from (cells[at].strip() for at in places if at < len(cells) and cells[at].strip())


def _of_ozon(cell: str) -> str:
    """Return the status of Ozon that a cell tells; empty where it tells none that is known."""
    status, _ = read_status(cell, is_code=False)
    return status if isinstance(status, str) and known_status(status) else ""
