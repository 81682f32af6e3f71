"""The keys in the body of a call, held against what its method knows: which are unknown, missing, known."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from ozlint.model.contract import Contract
from ozlint.ozon.contract import contracts

_LIST = "[]"
_NOTHING: tuple[Any, ...] = ("", [], {})
"""Values that are as good as none."""
_EVERYTHING = "*"
"""What stands for a path where all that any method knows is meant."""


class _Node(msgspec.Struct):
    """A key, with what may stand in its value; a key without children has a value that is not looked into."""

    many: bool = False
    required: bool = False
    children: dict[str, "_Node"] = msgspec.field(default_factory=dict)


@cache
def _tree(path: str) -> _Node:
    root = _Node()
    for contract in contracts().values():
        if path in (contract.path, _EVERYTHING):
            for key in contract.keys:
                _grow(root, key, required=key in contract.required)
    return root


def _grow(root: _Node, key: str, *, required: bool) -> None:
    node = root
    for part in key.split("."):
        node = node.children.setdefault(part.removesuffix(_LIST), _Node())
        node.many = node.many or part.endswith(_LIST)
    node.required = required


def unknown_keys(contract: Contract, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a body that its method does not know, as paths, each once; Ozon leaves them unread.

    Nothing is returned for a method whose keys were not written down.
    """
    if not contract.keys:
        return ()
    return tuple(dict.fromkeys(_unknown(_tree(contract.path), body, "")))


def _unknown(node: _Node, value: Any, prefix: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    for record in _records(value):
        for key, inner in record.items():
            child = node.children.get(key)
            if child is None:
                yield f"{prefix}{key}"
            elif child.children:
                yield from _unknown(child, inner, f"{prefix}{_shown(key, child)}.")


def missing_keys(contract: Contract, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that a method must have and a body lacks, or has with nothing in them, as paths, each once.

    A key inside of something that may be left out is missing only where that is there without it.
    """
    return tuple(dict.fromkeys(_missing(_tree(contract.path), body, "")))


def _missing(node: _Node, value: Any, prefix: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    for record in _records(value):
        for key, child in node.children.items():
            inner = record.get(key)
            if child.required and (inner is None or inner in _NOTHING):
                yield f"{prefix}{_shown(key, child)}"
            elif child.children:
                yield from _missing(child, inner, f"{prefix}{_shown(key, child)}.")


def _shown(key: str, node: _Node) -> str:
    return f"{key}{_LIST}" if node.many else key


def _records(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    """Yield the objects in a value: itself, or those of a list, whichever of both is wanted there."""
    for element in value if isinstance(value, list) else [value]:
        if isinstance(element, dict):
            yield element


def known_part(contract: Contract | None, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body with what its method knows and nothing else: of a method that is not known, what any method knows.

    Texts, numbers and flags are kept, and lists keep their length; what else stands where it cannot becomes null.
    """
    known = contract.path if contract is not None and contract.keys else _EVERYTHING
    return _known(_tree(known), body)


def _known(node: _Node, record: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in record.items():
        child = node.children.get(key)
        if child is None:
            continue
        kept[key] = [_kept(child, each) for each in value] if isinstance(value, list) else _kept(child, value)
    return kept


def _kept(node: _Node, value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict) and node.children:
        return _known(node, value)
    return None if isinstance(value, dict | list) else value
