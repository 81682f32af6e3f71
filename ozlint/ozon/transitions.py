"""How statuses follow one another: what may come after what, how far a posting is, and what a seller's call does.

The facts are two tables. `transitions.tsv` has a row for each way from one status to another: who moves the posting, by
which method, under which schemes or integrations, how sure that is. `ranks.tsv` says how far along a status is, whether
it is an end, and whether it is beside the way: what follows a dispute or a refused parcel is written down nowhere.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.ozon.integration import scheme_of
from ozlint.ozon.values import known_values

ANY = "*"
"""How the table writes "every status before the end", and "whatever the integration"."""

Obstacle = Literal["final", "wrong_integration", "already_there", "not_from_here"]
"""Why a method moves nothing.

final: the posting is delivered or cancelled. wrong_integration: the method is for postings of other integrations.
already_there: the posting is where the method would bring it. not_from_here: the method starts from other statuses.
"""

_PACKING = "awaiting_packaging"
_PRESUMED_DELIVERED = ("delivered", "delivering", "posting_conditionally_delivered")
"""A status, a later one and its substatus: no step back, for presumably delivered postings are shown both ways."""


class Rank(msgspec.Struct, frozen=True):
    """How far along a status is."""

    status: str
    rank: float
    """Grows from the order to its end; statuses that exclude each other may share one."""
    terminal: bool
    """Nothing is expected to follow."""
    side: bool
    """Beside the way: a dispute, or a parcel that was turned away."""
    evidence: str
    """How sure it is: see the grades in `ozlint.ozon`."""
    source: str


class Transition(msgspec.Struct, frozen=True):
    """One way from a status to another."""

    before: str
    """The status it starts from, `*` for every status before the end; `starts` writes them out."""
    after: str
    substatus: str
    """The substatus the posting then has, empty where it is not told."""
    by: str
    """Who moves the posting: seller, ozon, carrier, buyer or system."""
    method: str
    """Path of the method that a seller calls for it, empty for everybody else."""
    where: tuple[str, ...]
    """The schemes and integrations it holds for, empty for all."""
    evidence: str
    """How sure it is: see the grades in `ozlint.ozon`."""
    note: Text
    source: str

    def holds_for(self, integration: str | None) -> bool:
        """Return whether it holds for postings of an integration; for one that is not known it may."""
        if not self.where or integration not in known_values("integration"):
            return True
        # Of all fields that tell a scheme the integration is enough here; FBO postings have none.
        scheme = scheme_of(None, integration, None, False, False, False, False)  # noqa: FBT003 - as rules call it
        return integration in self.where or scheme in self.where


class Step(msgspec.Struct, frozen=True):
    """What a method does to a posting, or why it does nothing."""

    ways: tuple[Transition, ...] = ()
    """Usually one; several where what follows depends on more than was asked; none where there is an obstacle."""
    obstacle: Obstacle | None = None


@cache
def ranks() -> Mapping[str, Rank]:
    """Return every known status with its rank, from the first to the last."""
    return {
        status: Rank(status, float(rank), terminal == "yes", side == "yes", evidence, source)
        for status, rank, terminal, side, evidence, source in table_rows("ozon/ranks.tsv")
    }


@cache
def transitions() -> tuple[Transition, ...]:
    """Return every way from one status to another, in the order of the table."""
    return tuple(
        Transition(before, after, substatus, by, method, _places(where), evidence, Text(en, ru), source)
        for before, after, substatus, by, method, where, evidence, en, ru, source in table_rows("ozon/transitions.tsv")
    )


def _places(cell: str) -> tuple[str, ...]:
    return () if cell == ANY else tuple(cell.split())


def starts(way: Transition) -> tuple[str, ...]:
    """Return the statuses that a transition may start from."""
    return _before_the_end() if way.before == ANY else (way.before,)


@cache
def _before_the_end() -> tuple[str, ...]:
    """Return the statuses before the end, without those of which no transition is known."""
    named = {status for way in transitions() for status in (way.before, way.after)}
    return tuple(rank.status for rank in ranks().values() if not rank.terminal and rank.status in named)


@cache
def _paths() -> Mapping[str, frozenset[str]]:
    """Return what each status leads to in any number of transitions, itself included."""
    nexts: dict[str, set[str]] = {}
    for way in transitions():
        for start in starts(way):
            nexts.setdefault(start, set()).add(way.after)
        nexts.setdefault(way.after, set())
    return {status: _closure(status, nexts) for status in nexts}


def _closure(status: str, nexts: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found, left = {status}, [status]
    while left:
        new = set(nexts[left.pop()]) - found
        found |= new
        left += new
    return frozenset(found)


def can_follow(before: str, after: str) -> bool | None:
    """Return whether a posting seen in one status may later be seen in the other.

    Snapshots miss what happens between them, so a path of any length counts, and so does the same status. Anything
    after packing may follow a dispute and `not_accepted`: the docs do not say how those end.
    None for a status that is not known, and for `sent_by_seller` and `ship_in_process`, of which no move is known.
    """
    paths = _paths()
    if before not in paths or after not in paths:
        return None
    if after in paths[before]:
        return True
    known = ranks()
    return known[before].side and known[after].rank > known[_PACKING].rank


def is_final(status: str) -> bool | None:
    """Return whether a posting has come to its end: delivered or cancelled; None if the status is not known.

    Only a dispute of the buyer's may follow, and only after `delivered`.
    """
    known = ranks().get(status)
    return known.terminal if known else None


def went_back(before: str, after: str, substatus: str | None = None) -> bool | None:
    """Return whether a posting was further along before than after; None where a status is not known.

    The rank decreases, and no path of the table leads there: disputed and refused postings go back to
    `awaiting_deliver`, and a buyer may dispute a delivered one. The substatus is the later one. Presumably delivered
    postings (`posting_conditionally_delivered`) are shown as delivering or as delivered, so to see one that was
    delivered as delivering with that substatus is no step back.
    """
    known = ranks()
    if before not in known or after not in known:
        return None
    if known[after].rank >= known[before].rank or (before, after, substatus) == _PRESUMED_DELIVERED:
        return False
    return after not in _paths().get(before, ())


@cache
def moves() -> tuple[Transition, ...]:
    """Return the transitions that a seller makes by calling a method."""
    return tuple(way for way in transitions() if way.method)


def moves_from(status: str, integration: str | None) -> tuple[Transition, ...]:
    """Return what a seller may do next with a posting of a status and an integration.

    With None for an integration that is not known: what the seller may do under some integration.
    """
    return tuple(way for way in moves() if way.before == status and way.holds_for(integration))


@lru_cache(maxsize=1024)
def next_status(method: str, status: str, integration: str | None) -> Step | None:
    """Return what a method, named by its path, does to a posting, or why it does nothing.

    A posting that is at its end stops every method; then the integration must be right, then the status. With None for
    an integration that is not known, nothing is held against the call that some integration allows. None is returned
    where the table cannot say: for a method that moves no posting, a status that is not known, or one without moves.
    """
    ways = [way for way in moves() if way.method == method]
    if not ways or status not in _paths():
        return None
    if is_final(status):
        return Step(obstacle="final")
    fitting = [way for way in ways if way.holds_for(integration)]
    if not fitting:
        return Step(obstacle="wrong_integration")
    if found := tuple(way for way in fitting if way.before == status):
        return Step(found)
    return Step(obstacle="already_there" if any(way.after == status for way in fitting) else "not_from_here")


@lru_cache(maxsize=1024)
def step_towards(method: str, status: str, integration: str | None) -> str | None:
    """Return the path of the method by which a seller brings a posting nearer to where `method` starts from.

    Where the posting has passed that, or can never come there, the method that moves it on. None where the next move
    is not the seller's, and where there is none. Cancelling and disputes are no steps on the way.
    """
    ways = [way for way in transitions() if way.holds_for(integration) and not _leads_aside(way)]
    goals = {way.before for way in ways if way.method == method}
    first = _first_of_way(status, goals - {status}, ways)
    if first is not None:
        return first.method or None
    onward = [way for way in ways if way.before == status and way.method]
    return max(onward, key=lambda way: ranks()[way.after].rank).method if onward else None


def _leads_aside(way: Transition) -> bool:
    return way.before == ANY or way.after == "cancelled" or ranks()[way.after].side


def _first_of_way(status: str, goals: Iterable[str], ways: Iterable[Transition]) -> Transition | None:
    """Return the first transition of a shortest way from a status to one of several; None where there is none."""
    firsts: dict[str, Transition | None] = {status: None}
    for reached in (queue := [status]):
        for way in ways:
            if way.before == reached and way.after not in firsts:
                firsts[way.after] = firsts[reached] or way
                queue.append(way.after)
    return next((first for goal in firsts if goal in goals and (first := firsts[goal]) is not None), None)
