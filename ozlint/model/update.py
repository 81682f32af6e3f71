"""Planned updates, and what Ozon answered to those that were sent: what rules need of them, and nothing personal."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ozlint.model.contract import Contract
from ozlint.model.record import Address, Place


class Spot(msgspec.Struct, frozen=True):
    """Where something stands in a plan."""

    address: Address
    """A byte offset; the number of the line in a table. What stands inside of a text has the address of the text."""
    place: Place


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One call as it would be sent."""

    index: int
    """Its place in the plan, from 0."""
    path: str
    """Path of the method, without host and query."""
    body: Mapping[str, Any]
    """What the method knows of the body that was written; nothing else is kept."""
    unknown_keys: tuple[str, ...] = ()
    """Paths of the keys that were left out, because the method does not know them."""
    missing_keys: tuple[str, ...] = ()
    """Paths of the keys that the method needs, and that are not there or empty."""
    contract: Contract | None
    """None for a method that is not known: what it would do nobody can say."""
    spot: Spot
    items: tuple[Spot, ...] = ()
    """Where each element of the list stands that the body holds; empty where it holds none."""
    handed_at: str | Mapping[str, str] | None = None
    """When the postings were handed over, as written: all of them, or each by its number."""
    tracking_number: str | None = None
    """A number that is set in the same step, from the row of a table."""
    bare: bool = False
    """Whether only the body was written, and the method told from it."""

    def __repr__(self) -> str:
        # The body may hold a courier's code, or words about a buyer.
        return f"Request({self.index}, {self.path!r}, size={self.size})"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.spot.place

    @property
    def size(self) -> int:
        """How many postings it is about, those that cannot be read included."""
        if self.contract is None or not self.contract.changes_postings:
            return 0
        listed = self.body.get(self.contract.items)
        return len(listed) if isinstance(listed, list) else 1

    @property
    def is_listed(self) -> bool:
        """Whether a list stands where the method takes one."""
        return self.contract is None or not self.contract.items or isinstance(self.body.get(self.contract.items), list)


class PlannedProduct(msgspec.Struct, frozen=True):
    """A product of a posting that is to be packed."""

    product_id: str | None
    """Ozon's SKU."""
    quantity: int | None
    package: int
    """Which of the parcels it goes into, from 0."""


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """What a request does to one posting; a field that its method does not have, or that is not told, is None."""

    request: Request
    item: int
    """Its place in the request, from 0."""
    posting_number: str
    action: str
    """The action of the method, as its contract has it."""
    tracking_number: str | None = None
    handed_at: float | None = None
    """When the posting was handed over, by the plan: seconds since 1970 UTC; of updates to delivering only."""
    cutoff_at: float | None = None
    """The new shipping date."""
    slot_from: float | None = None
    """When the new time slot of the delivery begins."""
    slot_to: float | None = None
    cancel_reason_id: int | None = None
    has_cancel_message: bool | None = None
    """Whether the reason is told in words as well; the words are not kept here."""
    boxes: int | None = None
    products: tuple[PlannedProduct, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where it stands: the element of the list, or the request."""
        return self.request.items[self.item] if self.request.items else self.request.spot

    @property
    def key(self) -> tuple[int, int]:
        """Which update of the plan it is: its request and its place in that."""
        return self.request.index, self.item

    @property
    def content(self) -> tuple[Any, ...]:
        """All that it says: equal for two updates that would do the same."""
        return (
            self.request.path, self.posting_number, self.tracking_number, self.cutoff_at, self.slot_from, self.slot_to,
            self.cancel_reason_id, self.has_cancel_message, self.boxes, self.products,
        )  # fmt: skip


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What Ozon answered about one posting of a request."""

    update: Update
    accepted: bool | None
    """None where the answer does not say."""
    error: str = ""
    """Ozon's code for the error, or its words where they are known ones; empty where it gave none."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was sent, and what came back."""

    request: Request
    """As far as the log echoes it; its index is the place in the log."""
    status: int | None
    """Of HTTP; None where the log does not have it."""
    at: float | None
    """When, in seconds since 1970 UTC."""
    answered: bool
    """Whether anything came back: a status or a body."""
    error: str = ""
    """The error of the whole call, as in a result."""
    results: tuple[Result, ...] = ()

    @property
    def refused(self) -> Sequence[Result]:
        """The results that were refused."""
        return [result for result in self.results if result.accepted is False]
