"""What a posting would be after planned updates: its state, and what each update does to it, or why it does nothing."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType, structs

from ozlint.model.update import Update
from ozlint.ozon.cancellation import reason_fault
from ozlint.ozon.statuses import CANCELLED
from ozlint.ozon.transitions import Obstacle, Transition, is_final, next_status

Known = str | UnsetType | None
"""A text; None is an empty field, UNSET one of which nothing is known."""

PlanObstacle = Obstacle | Literal["presumed_delivered", "wrong_reason", "no_message"]
"""Why an update does nothing: an obstacle of the transitions, or one of these.

presumed_delivered: the seller has called it delivered, the buyer may still dispute it. wrong_reason, no_message: the
posting cannot be cancelled for the reason given, or not without words.
"""

_PRESUMED = "posting_conditionally_delivered"
_ON_THE_WAY = "delivering"
_SET_NUMBER = "set_tracking_number"
_UNMOVING = frozenset({_SET_NUMBER, "set_cutoff", "set_timeslot", "set_boxes", "verify_pickup_code"})
"""The actions that leave a posting in its status."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a posting, as far as updates depend on it or change it."""

    status: Known = UNSET
    substatus: Known = UNSET
    integration: Known = UNSET
    """As `ozlint.ozon.integration` derives it."""
    tracking_number: Known = UNSET


class After(msgspec.Struct, frozen=True):
    """What comes of one update."""

    states: tuple[State, ...]
    """What the posting then is: one state, or all that are possible. Where there is an obstacle, what it was before."""
    obstacle: PlanObstacle | None = None
    """Why the update does nothing, whichever of the states before it was."""
    sure: bool = True
    """Whether that is known; else the status was not, or is one of which no move is known."""

    @property
    def status(self) -> Known:
        """The status, where all that is possible agrees."""
        return _agreed([state.status for state in self.states])

    @property
    def substatus(self) -> Known:
        """The substatus, where all that is possible agrees."""
        return _agreed([state.substatus for state in self.states])

    @property
    def tracking_number(self) -> Known:
        """The tracking number, where all that is possible agrees."""
        return _agreed([state.tracking_number for state in self.states])


def apply_update(states: Sequence[State], update: Update) -> After:
    """Return what an update makes of a posting that is in one of these states.

    It passes where at least one of them lets it: then the posting was in one of those. Else the obstacle is told that
    the first of them has.
    """
    outcomes = [_outcome(state, update) for state in states]
    if len(outcomes) == 1 and outcomes[0].obstacle is None:
        return outcomes[0]
    passing = [after for after in outcomes if after.obstacle is None]
    if not passing:
        return After(tuple(states), outcomes[0].obstacle if outcomes else None, sure=bool(outcomes))
    reached = dict.fromkeys(state for after in passing for state in after.states)
    return After(tuple(reached), sure=all(after.sure for after in passing))


def _outcome(state: State, update: Update) -> After:
    """Return what comes of an update to a posting in one state."""
    numbered = structs.replace(state, tracking_number=update.tracking_number) if update.tracking_number else state
    status = _text(state.status)
    if update.action in _UNMOVING:
        return _unmoved(state, numbered, update)
    if status and is_final(status):
        return After((state,), "final")
    step = next_status(update.request.path, status, _text(state.integration)) if status else None
    if step is None:
        return After((structs.replace(numbered, status=UNSET, substatus=UNSET),), sure=False)
    obstacle = step.obstacle or _obstacle(state, update, step.ways)
    return After((state,), obstacle) if obstacle else After(tuple(_moved(numbered, way) for way in step.ways))


def _unmoved(state: State, numbered: State, update: Update) -> After:
    """Return what comes of an update that leaves a posting in its status."""
    status = _text(state.status)
    is_over = is_final(status) if status else None
    # A tracking number may still be wanted of a posting that is delivered, and never of one that is cancelled.
    if is_over and (update.action != _SET_NUMBER or status in CANCELLED):
        return After((state,), "final")
    return After((numbered,), sure=is_over is not None)


def _obstacle(state: State, update: Update, ways: Sequence[Transition]) -> PlanObstacle | None:
    """Return what the table of transitions does not know: what a substatus, or a reason for cancelling, stops."""
    if state.substatus == _PRESUMED:
        return "already_there" if any(way.substatus == _PRESUMED for way in ways) else "presumed_delivered"
    if all(way.substatus and (way.after, way.substatus) == (state.status, state.substatus) for way in ways):
        return "already_there"
    told = bool(update.has_cancel_message)
    return reason_fault(update.cancel_reason_id, on_the_way=state.status == _ON_THE_WAY, told=told)


def _moved(state: State, way: Transition) -> State:
    """Return a state after a transition; which substatus a new status comes with is told for few of them."""
    stays = state.substatus if way.after == state.status else UNSET
    return structs.replace(state, status=way.after, substatus=way.substatus or stays)


def _text(value: Known) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _agreed(values: Sequence[Known]) -> Known:
    return values[0] if values and all(value == values[0] for value in values) else UNSET


def error_of(update: Update, obstacle: PlanObstacle, status: Known = UNSET) -> str:
    """Return the error that Ozon answers with where an update meets an obstacle; empty where that is not known.

    `status` is that of the posting: for one that is cancelled some methods have an error of their own.
    """
    errors = update.request.contract.errors if update.request.contract is not None else {}
    if obstacle == "final" and status in CANCELLED and "cancelled" in errors:
        return errors["cancelled"]
    return errors.get(obstacle, "")
