"""What rules read of a planned update, and of what Ozon answered to one; the names are those of the rule language."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.language.values import text_value
from ozlint.model.contract import Contract
from ozlint.model.update import Request, Update
from ozlint.ozon.transitions import step_towards
from ozlint.plan.match import Reply
from ozlint.plan.state import After, Known, State, error_of

_INFERRED = "I"


class RequestRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an update by the request alone."""

    path: str
    action: str | None
    index: float
    item: float = 1.0
    is_first_of_request: bool = True
    size: float
    limit: float | None
    limit_sure: bool | None
    listed: bool
    unknown_keys: Sequence[str]
    missing_keys: Sequence[str]
    is_known_method: bool
    retired_at: float | None
    retired_sure: bool | None
    replaced_by: Sequence[str]
    as_of: float | UnsetType = UNSET
    tracking_number: str | UnsetType | None = UNSET
    handed_at: float | UnsetType | None = UNSET
    cutoff_at: float | UnsetType | None = UNSET
    cancel_reason_id: int | UnsetType | None = UNSET
    boxes: float | UnsetType | None = UNSET
    excess_products: Sequence[str] | UnsetType = UNSET
    left_out_products: Sequence[str] | UnsetType = UNSET
    is_known: bool | UnsetType = UNSET
    is_first: bool | UnsetType = UNSET
    repeats: float | UnsetType | None = UNSET
    conflicts_with: float | UnsetType | None = UNSET
    shares_number_with: str | UnsetType | None = UNSET
    starts_from: Any = UNSET
    offered: bool | UnsetType = UNSET
    obstacle: Known = UNSET
    error: Known = UNSET
    next_step: Known = UNSET
    sent: bool | UnsetType = UNSET
    answered: bool | UnsetType = UNSET
    accepted: bool | UnsetType = UNSET


class AnswerRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What Ozon answered to one update, beside the posting as a later snapshot has it."""

    path: str
    action: str | None
    index: float
    answered: bool
    accepted: bool | UnsetType
    settled: bool
    error: str
    status: float | None
    at: float | UnsetType
    as_of: float | UnsetType
    expected_status: Known
    took_effect: bool | UnsetType


def request_record(request: Request, as_of: float | UnsetType) -> RequestRecord:
    """Return what is known of every update of a request."""
    contract = request.contract
    limit = contract.most if contract is not None else None
    return RequestRecord(
        path=request.path,
        action=action_of(contract),
        index=request.index + 1.0,
        size=float(request.size),
        limit=None if limit is None else float(limit),
        limit_sure=None if contract is None or limit is None else contract.most_evidence != _INFERRED,
        listed=request.is_listed,
        unknown_keys=request.unknown_keys,
        missing_keys=request.missing_keys,
        is_known_method=contract is not None,
        retired_at=contract.switched_off if contract is not None else None,
        retired_sure=contract.switched_off_sure if contract is not None and contract.switched_off else None,
        replaced_by=contract.replaced_by if contract is not None else (),
        as_of=as_of,
    )


def action_of(contract: Contract | None) -> str | None:
    """Return what a method does, None for one that changes no posting."""
    return contract.action if contract is not None and contract.changes_postings else None


def obstacle_of(after: After) -> Known:
    """Return why an update does nothing; None where nothing is in its way, unknown where that cannot be said."""
    return after.obstacle or (None if after.sure else UNSET)


def error_told(update: Update, after: After) -> str | None:
    """Return the error that Ozon answers with where something is in the way; None where none is known."""
    return error_of(update, after.obstacle, after.status) or None if after.obstacle is not None else None


def next_step_of(update: Update, states: Sequence[State]) -> Known:
    """Return what the seller can do next with a posting, for what the update is to come to; None for nothing."""
    if len(states) != 1 or not isinstance(status := text_value(states[0].status), str):
        return UNSET
    integration = text_value(states[0].integration)
    return step_towards(update.request.path, status, integration if isinstance(integration, str) else None)


def is_offered(posting: object, contract: Contract | None) -> bool | UnsetType:
    """Return whether available_actions does not speak against an update; unknown where nothing is offered at all."""
    offered = getattr(posting, "available_actions", UNSET)
    if not isinstance(offered, list) or not offered or contract is None:
        return UNSET
    return not contract.offered_as or any(action in offered for action in contract.offered_as)


def reply_facts(reply: Reply | None) -> dict[str, Any]:
    """Return what the log says of an update: whether it was sent, answered, and accepted."""
    if reply is None:
        return {"sent": False, "answered": False}
    answer, result = reply
    return {
        "sent": True, "answered": answer.answered, "accepted": UNSET if result.accepted is None else result.accepted,
    }  # fmt: skip
