"""The second pass of a fetch: postings whose details rules would read are asked for one by one, as far as that goes.

It comes after the lists, so that a budget is spent on those first. A posting that is left without its details is whole
otherwise, and is counted.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Lock

import msgspec
from msgspec import UNSET, Raw, UnsetType, structs

from ozlint.ozon.integration import scheme_of
from ozlint.seller_api.answers import read_details
from ozlint.seller_api.client import Client
from ozlint.seller_api.line import Line, Misread, make_line
from ozlint.seller_api.listing import details_request
from ozlint.seller_api.manifest import TOLD, Manifest
from ozlint.seller_api.problem import ApiProblem
from ozlint.seller_api.query import Query
from ozlint.seller_api.remembered import Remembered

_AT_ONCE = 64
"""Postings between two looks at how far it is."""


class SecondPass:
    """One second pass, and what came of it."""

    def __init__(self, query: Query, remembered: Remembered | None = None) -> None:
        """What is `remembered` need not be asked for."""
        self.problem: ApiProblem | None = None
        """What ended the asking; None where nothing did."""
        self._query = query
        self._remembered = remembered
        self._left = 0
        self._misreadings: list[Misread] = []
        self._lock = Lock()

    def over(
        self, listed: Iterable[bytes], client: Client, tell: Callable[[], None], side_by_side: int
    ) -> Iterator[bytes]:
        """Yield the lines of a snapshot, those of interest with their details; an interruption stops the client.

        The first problem ends the asking, except that a posting which is gone by now keeps the line it has.
        """
        rest = iter(listed)
        with ThreadPoolExecutor(side_by_side, "ozlint-details") as pool:
            try:
                while some := list(islice(rest, _AT_ONCE)):
                    detailed = pool.map(lambda line: self._ask(client, line), some)
                    yield from map(self._taken, some, detailed)
                    tell()
            except BaseException:
                client.stop()
                pool.shutdown(cancel_futures=True)
                raise

    def told_in(self, manifest: Manifest) -> Manifest:
        """Return the manifest of the snapshot with what came of this."""
        return structs.replace(
            manifest,
            misread=manifest.misread + len(self._misreadings),
            misreadings=(*manifest.misreadings, *self._misreadings)[:TOLD],
            undetailed=self._left,
            why_undetailed=None if self.problem is None else self.problem.text,
        )

    def _ask(self, client: Client, line: bytes) -> Line | None:
        """Return a posting with its details, None where it has none; runs side by side."""
        posting = msgspec.json.decode(line, type=_Posting)
        if not self._is_of_interest(posting):
            return None
        number, now = posting.posting_number, client.clock.elapsed()
        known = None if self._remembered is None else self._remembered.recall(number, line, now)
        if known is not None:
            return make_line(Raw(line), self._query.account, known)
        if self.problem is not None:
            self._do_without(self.problem)
            return None
        try:
            details = client.ask(details_request(number), read_details)
        except ApiProblem as failed:
            if failed.kind == "stopped":
                raise
            if failed.kind != "not_found":  # such a posting was there a moment ago
                self._do_without(failed)
            return None
        detailed = make_line(Raw(line), self._query.account, details)
        if self._remembered is not None:
            self._remembered.keep(number, line, detailed.data, now)
        return detailed

    def _do_without(self, problem: ApiProblem) -> None:
        """Count a posting without its details, and ask for no others."""
        with self._lock:
            self.problem = self.problem or problem
            self._left += 1

    def _is_of_interest(self, posting: "_Posting") -> bool:
        if posting.status not in self._query.details_in:
            return False
        return self._query.schemes == ("fbs",) or posting.scheme != "fbo"

    def _taken(self, line: bytes, detailed: Line | None) -> bytes:
        """Return what is written for a line, and count what came of it."""
        if detailed is None:
            return line
        if detailed.misread is not None:
            self._misreadings.append(detailed.misread)
        return detailed.data + b"\n"


class _Analytics(msgspec.Struct):
    warehouse_name: str | UnsetType | None = UNSET


class _Posting(msgspec.Struct):
    """What a line tells of whether its posting is asked for."""

    posting_number: str
    status: str | None = None
    delivery_schema: str | UnsetType | None = UNSET
    integration_type_flow: str | UnsetType | None = UNSET
    tpl_integration_type: str | UnsetType | None = UNSET
    tracking_number: object = UNSET
    shipment_date: object = UNSET
    created_at: object = UNSET
    analytics_data: _Analytics | UnsetType | None = UNSET

    @property
    def scheme(self) -> str | UnsetType:
        """The scheme, as far as the fields tell it."""
        warehouse = self.analytics_data and self.analytics_data.warehouse_name
        return scheme_of(
            self.delivery_schema,
            self.integration_type_flow,
            self.tpl_integration_type,
            self.tracking_number is not UNSET,
            self.shipment_date is not UNSET,
            self.created_at is not UNSET,
            bool(warehouse),
        )
