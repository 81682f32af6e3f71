"""From what is written of a request to the request: which method, what of the body, how many postings."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.model.contract import NUMBER, Contract
from ozlint.model.text import Text
from ozlint.model.update import Request, Spot
from ozlint.ozon.body_keys import known_part, missing_keys, unknown_keys
from ozlint.ozon.contract import contract_of, contracts
from ozlint.plan.envelope import Envelope

_SHOWN = 3
"""Methods that are named where several would fit."""

_ANSWERED = frozenset({"postings", "result", "status"})
"""Keys of what Ozon answers about postings, that no request has."""
_POSTINGS = Text(
    "this looks like postings of Ozon, and not like an update: give them as an input, and the plan with --updates",
    "похоже на отправления Ozon, а не на обновление: укажите их как входные данные, а план — в --updates",
)


class RequestFault(Exception):  # noqa: N818 - the problem of one record, not an error of the run
    """A record that is no request that could be sent, with the key at fault and the reason."""

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(reason.en)
        self.field = field
        self.reason = reason


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A request of which it is not known yet where it stands."""

    path: str
    body: Mapping[str, Any]
    unknown_keys: tuple[str, ...]
    missing_keys: tuple[str, ...]
    contract: Contract | None
    handed_at: str | Mapping[str, str] | None
    bare: bool
    pointers: tuple[str, ...]
    """Where the elements of its list stand, from the record on; empty where there is none or it is inside of a text."""

    def at(self, index: int, spot: Spot, items: Sequence[Spot]) -> Request:
        """Return the request, now that its places are known."""
        return Request(
            index=index,
            path=self.path,
            body=self.body,
            unknown_keys=self.unknown_keys,
            missing_keys=self.missing_keys,
            contract=self.contract,
            spot=spot,
            items=tuple(items),
            handed_at=self.handed_at,
            bare=self.bare,
        )


def draft_request(envelope: Envelope, method: str | None = None) -> Draft:
    """Return the request that a record tells; raises RequestFault.

    `method`: path of the method of requests that do not tell theirs.
    """
    body = envelope.body
    if not isinstance(body, dict):
        raise RequestFault("body", _no_body(body))
    path = envelope.path or method or _told_by_keys(body, bare=envelope.bare, named=envelope.names_method)
    contract = contract_of(path)
    if contract is not None and contract.changes_postings:
        _check_items(contract, body)
    known = known_part(contract, body)
    elements = known.get(contract.items) if contract is not None and contract.items else None
    is_found = isinstance(elements, list) and envelope.body_at is not None
    return Draft(
        path=path,
        body=known,
        unknown_keys=unknown_keys(contract, body) if contract is not None else (),
        missing_keys=missing_keys(contract, body) if contract is not None else (),
        contract=contract,
        handed_at=_handed_at(envelope.handed_at),
        bare=envelope.bare,
        pointers=tuple(f"{envelope.body_at}/{contract.items}/{place}" for place in range(len(elements)))
        if is_found and contract is not None and elements is not None
        else (),
    )


def _no_body(body: Any) -> Text:  # noqa: ANN401 - any JSON
    if body is UNSET:
        return Text("a request needs a body: {…}", "у запроса нет тела: {…}")
    return Text("the body is no object: {…}", "тело запроса — не объект: {…}")


def _check_items(contract: Contract, body: Mapping[str, Any]) -> None:
    """Raise RequestFault where nothing in a body can be about a posting."""
    key = contract.items or NUMBER
    found = body.get(key)
    if found is None:
        raise RequestFault(
            key,
            Text(
                f"the body has no {key}, and {contract.path} needs it",
                f"в теле нет {key}, а {contract.path} без него не работает",
            ),
        )
    if found == []:
        raise RequestFault(key, Text("the list is empty: there is nothing to send", "список пуст: отправлять нечего"))


def _told_by_keys(body: Mapping[str, Any], *, bare: bool, named: bool) -> str:
    """Return the path of the only method that takes such a body; raises RequestFault."""
    if named and not bare:
        raise RequestFault(
            "path",
            Text(
                "which method is called cannot be told: expected is its path, such as /v2/fbs/posting/delivering",
                "непонятно, какой метод вызывается: нужен его путь, например /v2/fbs/posting/delivering",
            ),
        )
    taking = [contract for contract in contracts().values() if _takes(contract, body)]
    # Requests that only read are alike: which of them this is would be a guess.
    if len(taking) == 1 and taking[0].changes_postings:
        return taking[0].path
    if not taking and body.keys() & _ANSWERED:
        raise RequestFault("path", _POSTINGS)
    raise RequestFault("path", _unclear([contract.path for contract in taking]))


def _unclear(paths: Sequence[str]) -> Text:
    if not paths:
        return Text(
            'no known method takes such a body: write the request as {"path": …, "body": …}',
            'ни один известный метод не принимает такое тело: запишите запрос как {"path": …, "body": …}',
        )
    shown = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
    return Text(
        f'write it as {{"path": …, "body": …}}, or name the method for all (--method): it may be for {shown}',
        f'запишите его как {{"path": …, "body": …}} или укажите метод для всех (--method): подходят {shown}',
    )


def _takes(contract: Contract, body: Mapping[str, Any]) -> bool:
    """Return whether a method takes such a body: it knows every key at the top. A posting, say, is no body of any."""
    known = {key.removesuffix("[]") for key in contract.keys if "." not in key}
    return bool(body) and body.keys() <= known


def _handed_at(written: Any) -> str | Mapping[str, str] | None:  # noqa: ANN401 - any JSON
    """Return when postings were handed over, as written: one text for all, or a text by posting number."""
    if isinstance(written, str):
        return written
    if isinstance(written, dict):
        return {number: text for number, text in written.items() if isinstance(text, str)}
    return None
