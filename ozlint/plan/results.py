"""What an answer of Ozon says about each posting of its request, in all the shapes that the methods answer in."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from ozlint.model.contract import NUMBER
from ozlint.model.update import Request, Result, Update
from ozlint.ozon.update_errors import error_in

_REFUSED, _BROKEN = 400, 500
"""From the first status of HTTP on nothing of a request was done; from the second on nobody knows."""


class Verdict(msgspec.Struct, frozen=True):
    """What an answer says of one posting, or of the whole request."""

    accepted: bool | None
    """None where it does not say."""
    error: str = ""


_UNTOLD = Verdict(None)


def read_results(
    request: Request,
    updates: Sequence[Update],
    status: int | None,
    answer: Any,  # noqa: ANN401 - any JSON
) -> tuple[Verdict, tuple[Result, ...]]:
    """Return what an answer says of the whole request, and of each of its updates.

    Numbers that only the answer has become updates too: a log may leave out what was sent.
    """
    whole = _whole(status, answer)
    listed = list(_listed(answer)) if whole.accepted is None else []
    by_number: dict[str, deque[Verdict]] = defaultdict(deque)
    for number, verdict in listed:
        by_number[number].append(verdict)
    results = [
        Result(update=update, accepted=said.accepted, error=said.error)
        for update in updates
        for said in [by_number[update.posting_number].popleft() if by_number[update.posting_number] else whole]
    ]
    return whole, (*results, *_others(request, len(updates), by_number))


def _others(request: Request, first: int, left: Mapping[str, Sequence[Verdict]]) -> Iterator[Result]:
    """Yield the results that no update of the request is for."""
    # Such an update stands nowhere in the log but in the answer: its place is that of the request.
    bare = structs.replace(request, items=())
    action = request.contract.action if request.contract is not None else ""
    said = [(number, verdict) for number, verdicts in left.items() for verdict in verdicts]
    for place, (number, verdict) in enumerate(said, start=first):
        update = Update(request=bare, item=place, posting_number=number, action=action)
        yield Result(update=update, accepted=verdict.accepted, error=verdict.error)


def _whole(status: int | None, answer: Any) -> Verdict:  # noqa: ANN401 - any JSON
    """Return what an answer says of the request as a whole."""
    refusal = _refusal(answer)
    if is_broken(status):
        return Verdict(None, refusal or "")
    if refusal is not None or (status is not None and status >= _REFUSED):
        return Verdict(accepted=False, error=refusal or "")
    if not isinstance(answer, dict):
        return _UNTOLD
    for key in ("result", "valid"):
        said = answer.get(key)
        said = said.get("result") if isinstance(said, dict) else said
        if isinstance(said, bool):
            return Verdict(said)
        # What a packed posting became: one number, or several.
        if (isinstance(said, str) and said.strip()) or _are_texts(said):
            return Verdict(accepted=True)
    return _UNTOLD


def is_broken(status: int | None) -> bool:
    """Return whether a status of HTTP says that something went wrong on the way: what was sent may be done or not."""
    return status is not None and status >= _BROKEN


def _are_texts(value: Any) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def _refusal(answer: Any) -> str | None:  # noqa: ANN401 - any JSON
    """Return the error of an answer that is none, in the present shape or the older one; None for any other answer."""
    if not isinstance(answer, dict):
        return None
    inner = answer.get("error")
    body = inner if isinstance(inner, dict) else answer
    if "result" in body or "message" not in body or "code" not in body:
        return None
    return next((error for key in ("message", "code") if (error := _error(body[key]))), "")


def _error(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the error in a value; an empty text, an empty list and null are none."""
    if isinstance(value, list):
        return next((error for each in value if (error := _error(each))), "")
    return error_in(value) if isinstance(value, str) else ""


def _listed(answer: Any) -> Iterator[tuple[str, Verdict]]:  # noqa: ANN401 - any JSON
    """Yield what an answer says of postings one by one."""
    found = answer.get("result") if isinstance(answer, dict) else None
    for record in found if isinstance(found, list) else []:
        if not isinstance(record, dict) or not isinstance(number := record.get(NUMBER), str):
            continue
        said, error = record.get("result"), record.get("error")
        if error:
            yield number.strip(), Verdict(accepted=False, error=_error(error))
        else:
            yield number.strip(), Verdict(said if isinstance(said, bool) else None)
