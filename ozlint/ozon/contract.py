"""The contracts of the methods that push updates, of those that list postings, and of those that are switched off.

The facts are in `contracts.tsv`, a row for each method, in the order in which people need them. A reason for which a
call changes nothing is one of `ozlint.ozon.transitions.Obstacle`, or one of these: unknown_posting, cancelled,
presumed_delivered, wrong_reason, no_message.
"""

from collections.abc import Mapping
from functools import cache

from ozlint.model.contract import Contract
from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.model.times import read_time

_REQUIRED = "*"
"""How the table marks a key that must be there."""


@cache
def contracts() -> Mapping[str, Contract]:
    """Return the contract of every known method by its path, in the order of the table."""
    return {row[0]: _contract(row) for row in table_rows("ozon/contracts.tsv")}


def _contract(row: list[str]) -> Contract:
    path, action, offered, holds, items, most, grade, keys, off, sure, by, errors, evidence, en, ru, source = row
    return Contract(
        path=path,
        action=action,
        offered_as=tuple(offered.split()),
        holds=holds,  # type: ignore[arg-type]
        items=items,
        most=int(most) if most else None,
        most_evidence=grade,
        keys=tuple(key.removesuffix(_REQUIRED) for key in keys.split()),
        required=frozenset(key.removesuffix(_REQUIRED) for key in keys.split() if key.endswith(_REQUIRED)),
        switched_off=read_time(off)[0] if off else None,
        switched_off_sure=sure == "yes",
        replaced_by=tuple(by.split()),
        errors=dict(pair.split("=") for pair in errors.split()),
        evidence=evidence,
        name=Text(en, ru),
        source=source,
    )


def contract_of(path: str) -> Contract | None:
    """Return the contract of the method with this path; None for one that is not known."""
    return contracts().get(path)


@cache
def contracts_by_action() -> Mapping[str, Contract]:
    """Return the contracts of the methods that change postings by their actions, in the order of the table."""
    return {contract.action: contract for contract in contracts().values() if contract.changes_postings}
