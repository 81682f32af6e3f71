"""Lines, columns and JSON pointers of records, worked out only for the addresses that are asked for."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ozlint.model.record import Address, Place
from ozlint.sources.batch import Batch, Unrecognised
from ozlint.sources.reading import batches_of
from ozlint.sources.scanner import after_space

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


def places_in(path: str, data: bytes, base: Address, line: int, addresses: Sequence[Address]) -> dict[Address, Place]:
    """Return the places of records in a value that begins at `base`, in this line; the addresses are sorted."""
    return placed(path, data, base, line, addresses, pointers_in(data, base, addresses))


def placed(  # noqa: PLR0913, PLR0917 - a text, where it begins, and what is asked
    path: str, data: bytes, base: Address, line: int, addresses: Sequence[Address], pointers: Mapping[Address, str]
) -> dict[Address, Place]:
    """Return the places of what stands at sorted addresses in a text that begins at `base`, in this line."""
    places = {}
    column = 1
    position = 0
    for address in addresses:
        passed = data[position : address - base]
        newlines = passed.count(b"\n")
        if newlines:
            line += newlines
            column = 1
            passed = passed[passed.rfind(b"\n") + 1 :]
        column += len(passed.translate(None, _CONTINUATION))
        position = address - base
        places[address] = Place(path, line, column, pointers.get(address, ""))
    return places


def pointers_in(data: bytes, base: Address, addresses: Sequence[Address], prefix: str = "") -> dict[Address, str]:
    """Return the JSON pointer of each record; one that has none is left out."""
    begin = base + after_space(data, 0)
    pointers = {begin: prefix} if addresses and addresses[0] == begin else {}
    if len(pointers) == len(addresses):
        return pointers
    try:
        batches = batches_of(data, base, "record", prefix)
    except Unrecognised:
        return pointers
    for batch in batches:
        pointers.update(_pointers_of(batch, addresses))
    return pointers


def _pointers_of(batch: Batch, addresses: Sequence[Address]) -> dict[Address, str]:
    pointers: dict[Address, str] = {}
    inside: dict[int, list[Address]] = {}
    for address in addresses:
        at = bisect_right(batch.starts, address) - 1
        if at < 0:
            continue
        start = batch.starts[at]
        if address == start:
            pointers[address] = batch.pointer(at)
        elif address < start + len(batch.elements[at]):
            inside.setdefault(at, []).append(address)
    for broken in batch.broken:
        if broken.address < broken.end:
            pointers.setdefault(broken.address, f"{batch.prefix}/{broken.index}" if batch.is_answer else batch.prefix)
    for at, within in inside.items():
        pointers.update(pointers_in(bytes(batch.elements[at]), batch.starts[at], within, batch.pointer(at)))
    return pointers
