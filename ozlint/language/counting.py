"""The aggregates of an expression as they are counted: each is a condition about a posting, and judged as one."""

from collections.abc import Iterable, Iterator

from ozlint.language.tree import (
    Aggregate,
    Arith,
    Compare,
    FieldRef,
    Junction,
    Node,
    Now,
    inside,
    written,
)  # fmt: skip
from ozlint.language.type import BOOL, TIME

BEGAN = "in_process_at"
"""The field that tells which postings a window of time holds."""


def aggregates_in(nodes: Iterable[Node]) -> list[Aggregate]:
    """Return the aggregates in some expressions, each once, in the order of the text."""
    found: dict[str, Aggregate] = {}
    left = list(nodes)
    while left:
        node = left.pop(0)
        if isinstance(node, Aggregate):
            found.setdefault(written(node), node)
        else:
            left = [*inside(node), *left]
    return list(found.values())


def part_of(aggregate: Aggregate) -> Node:
    """Return the condition of the postings that are counted; of a sum, of those whose numbers are added."""
    if aggregate.kind == "sum":
        return whole_of(aggregate)
    kept = (aggregate.among,) if aggregate.among is not None else ()
    return _all(aggregate.asked[0], *kept, *_window(aggregate))


def whole_of(aggregate: Aggregate) -> Node:
    """Return the condition of the postings that a share or ratio is of."""
    kept = aggregate.asked[1:] if aggregate.kind == "ratio" else ()
    among = (aggregate.among,) if aggregate.among is not None else ()
    return _all(*kept, *among, *_window(aggregate))


def _all(*conditions: Node) -> Node:
    if len(conditions) == 1:
        return conditions[0]
    if not conditions:
        now = Now(type=TIME)
        return Compare(type=BOOL, op="==", left=now, right=now)
    return Junction(type=BOOL, op="and", items=conditions)


def _window(aggregate: Aggregate) -> Iterator[Node]:
    """Yield the conditions that a posting is in the window of time: from `until - within` on, and before `until`."""
    if aggregate.within is None and aggregate.until is None:
        return
    began = FieldRef(type=TIME, path=BEGAN)
    until = aggregate.until or Now(type=TIME)
    if aggregate.within is not None:
        since = Arith(type=TIME, op="-", left=until, right=aggregate.within)
        yield Compare(type=BOOL, op=">=", left=began, right=since, moves=True)
    yield Compare(type=BOOL, op="<", left=began, right=until, moves=True)
