"""Splitting a plan: what may be sent, in batches that Ozon takes, and what is held, with the reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec
from msgspec import structs

from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.model.update import Request, Update
from ozlint.plan.items import items_of
from ozlint.plan.reading import Plan, PlanFile

UNKNOWN_METHOD = Text(
    "ozlint does not know this method: what it would do could not be checked",
    "ozlint не знает этого метода: что он сделает, проверить не получилось",
)


Reasons = tuple[Text, ...]


class Hold(msgspec.Struct, frozen=True):
    """Why something of a plan is not to be sent."""

    request: int
    """Index of the request."""
    item: int | None
    """Place of the update in the request; None for the whole request."""
    reasons: Reasons
    """What is told of it; without any it is held all the same."""


class Share(msgspec.Struct, frozen=True):
    """A request, or a part of one, that goes the same way."""

    file: PlanFile
    request: Request
    items: tuple[int, ...]
    """The places of the updates in it, in order; empty for a request that changes no posting."""
    reasons: tuple[Reasons, ...] = ()
    """Why each of them is held; for a request without updates one entry; empty where it passes."""

    @property
    def body(self) -> dict[str, Any]:
        """The body of a request with these updates only."""
        body = dict(self.request.body)
        contract = self.request.contract
        if contract is not None and contract.items and self.request.is_listed:
            body[contract.items] = [body[contract.items][place] for place in self.items]
        return body

    @property
    def handed_at(self) -> str | Mapping[str, str] | None:
        """When these postings were handed over, as written."""
        written = self.request.handed_at
        if not isinstance(written, Mapping):
            return written
        return {number: written[number] for number in self.numbers if number is not None and number in written} or None

    @property
    def numbers(self) -> tuple[str | None, ...]:
        """The posting number of each update; None where it cannot be read."""
        return tuple(item.posting_number for item in self._chosen) if self.items else ()

    @property
    def _chosen(self) -> Sequence[Update | Undecodable]:
        return items_of(structs.replace(self.request, body=self.body, items=()))


class Lost(msgspec.Struct, frozen=True):
    """A record of a plan that is no request: it is held, and only its place and the reason are told."""

    file: PlanFile
    record: Undecodable


class Split(msgspec.Struct, frozen=True):
    """A plan in two, each in the order of the plan."""

    passed: tuple[Share, ...]
    held: tuple[Share, ...]
    lost: tuple[Lost, ...]

    @property
    def holds_anything(self) -> bool:
        """Whether anything of the plan is not to be sent."""
        return bool(self.held or self.lost)


def split_plan(plan: Plan, holds: Iterable[Hold]) -> Split:
    """Return what of a plan may be sent and what is held.

    Held is what `holds` says, what cannot be read, and what calls a method that is not known: unchecked is not passed.
    A batch that is too large is cut, so its size alone is no reason to hold it. Nothing is lost: every update, and
    every request that changes no posting, is in one of the two, and what is no request at all is among the lost.
    """
    told: dict[tuple[int, int | None], Reasons] = defaultdict(tuple)
    for hold in holds:
        told[hold.request, hold.item] += hold.reasons
    passed: list[Share] = []
    held: list[Share] = []
    for file in plan.files:
        for request, items in zip(file.requests, file.items, strict=True):
            why = _reasons(request, items, told)
            free = [place for place, reasons in enumerate(why) if reasons is None]
            kept = {place: reasons for place, reasons in enumerate(why) if reasons is not None}
            if not request.size:  # it is one, and about no posting
                (held if kept else passed).append(Share(file, request, (), tuple(kept.values())))
                continue
            passed += [Share(file, request, batch) for batch in _batches(request, free)]
            if kept:
                held.append(Share(file, request, tuple(kept), tuple(kept.values())))
    lost = tuple(Lost(file, record) for file in plan.files for record in file.strays)
    return Split(tuple(passed), tuple(held), lost)


def _reasons(
    request: Request, items: Sequence[Update | Undecodable], told: Mapping[tuple[int, int | None], Reasons]
) -> tuple[Reasons | None, ...]:
    """Return why each update of a request is held, None where it passes; of a request without updates one entry."""
    whole = told.get((request.index, None))
    if request.contract is None:
        whole = (UNKNOWN_METHOD, *(whole or ()))
    if not request.size:
        return (whole,)
    return tuple(_joined(whole, told.get((request.index, place)), _fault(item)) for place, item in enumerate(items))


def _joined(*parts: Reasons | None) -> Reasons | None:
    there = [part for part in parts if part is not None]
    return tuple(chain.from_iterable(there)) if there else None


def _fault(item: Update | Undecodable) -> Reasons | None:
    return (fault_text(item),) if isinstance(item, Undecodable) else None


def fault_text(record: Undecodable) -> Text:
    """Return why a record cannot be read, with the field at fault."""
    if not record.field:
        return record.reason
    return Text(f"{record.field}: {record.reason.en}", f"{record.field}: {record.reason.ru}")


def _batches(request: Request, places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the updates of a request in batches that Ozon takes, in order."""
    most = (request.contract.most if request.contract is not None else None) or len(places)
    for first in range(0, len(places), most or 1):
        yield tuple(places[first : first + most])
