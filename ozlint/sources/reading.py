"""From one JSON value, a document or a line, to its postings: decoded where they can be, reported where not."""

from collections import deque
from collections.abc import Generator, Iterator
from hashlib import blake2b
from itertools import chain

from ozlint.model.pattern import pattern
from ozlint.model.record import Address, Page, Undecodable
from ozlint.model.text import Text
from ozlint.sources.batch import Batch, Broken, Unrecognised, unwrap
from ozlint.sources.demand import FAULTS, DecodeProblem
from ozlint.sources.reasons import NUMBERLESS, TOO_DEEP, Unit, kind_of
from ozlint.sources.salvage import salvage
from ozlint.sources.scanner import mend
from ozlint.sources.sight import family_of, kind_of_record, members_of, seen
from ozlint.sources.source import Decode, Item, Record

_NUMBER = pattern(rb'"posting_number"\s*:\s*"([^"\\\x00-\x1f]{1,64})"')
_DEPTH = 4
"""How many answers may be nested in one another: a list of pages of postings needs three."""
_DIGESTED = 64
"""How much is hashed of a place where nothing is left out."""


def read_value(data: bytes, base: Address, decode: Decode, unit: Unit, depth: int = 0) -> Generator[Item, None, bool]:
    """Yield the postings of one JSON value, what could not be read of it, and the ends of its answers.

    Returns whether it was an answer and no lone posting. Raises Unrecognised where the value holds no postings.
    """
    strangers: list[Unrecognised] = []
    reports: list[Item] = []
    batches = batches_of(data, base, unit)
    for batch in batches:
        try:
            yield from _read_batch(batch, data, base, decode, depth)
        except Unrecognised as error:
            # Raised before anything of the batch was yielded: one of several documents in a row is something else.
            strangers.append(error)
            raw = bytes(batch.elements[0])
            reports.append(spoiled(batch.address, raw, _stranger(error.seen)))
    if strangers and len(strangers) == len(batches):
        raise strangers[0]
    yield from reports
    return any(batch.is_answer for batch in batches)


def batches_of(data: bytes, base: Address, unit: Unit, prefix: str = "") -> list[Batch]:
    """Return the postings of one JSON value by answers, whether or not it is sound."""
    try:
        return [unwrap(data, base, prefix)]
    except FAULTS:
        # Half an emoji makes msgspec refuse what is valid JSON.
        mended = mend(data)
        if mended != data:
            return batches_of(mended, base, unit, prefix)
        return salvage(data, base, unit, prefix)


def spoiled(address: Address, raw: bytes, reason: Text, field: str = "", *, cut_off: bool = False) -> Undecodable:
    """Return the report of a record that could not be read."""
    match = _NUMBER.search(raw)
    number = match[1].decode("utf-8", "replace") if match else None
    return Undecodable(address, number, blake2b(raw, digest_size=8).hexdigest(), field, reason, cut_off)


def _read_batch(batch: Batch, data: bytes, base: Address, decode: Decode, depth: int) -> Iterator[Item]:
    fast = decode.fast
    members = members_of(bytes(batch.elements[0])) if batch.elements else {}
    # The first one is looked at closely, the others only where the typed decoder does not find a number and a status.
    is_close = bool(batch.elements) and kind_of_record(members) != "posting"
    broken = deque(batch.broken)
    held: list[Item] = []
    postings = answers = 0
    for raw, start in zip(batch.elements, batch.starts, strict=True):
        while broken and broken[0].address < start:
            postings += broken[0].address < broken[0].end
            yield _report(broken.popleft(), data, base)
        if not is_close:
            try:
                record = fast(raw)
            except FAULTS:
                record = None
            if record is not None and record.status and (number := record.posting_number) and not number.isspace():
                postings += 1
                yield start, record
                continue
        is_posting, items = _read_element(bytes(raw), start, decode, depth)
        if is_posting is None:
            held.extend(items)
            continue
        postings += is_posting
        answers += not is_posting
        yield from held
        held.clear()
        yield from items
    for left in broken:
        postings += left.address < left.end
        yield _report(left, data, base)
    if held and not postings and not answers and not batch.broken:
        raise Unrecognised(_first_seen(batch))
    yield from held
    if batch.is_answer and (postings or not answers):
        yield Page(family_of(members), postings, batch.has_next, batch.address)


def _first_seen(batch: Batch) -> Text:
    first = seen(bytes(batch.elements[0]))
    if batch.is_single:
        return first
    count = len(batch.elements)
    return Text(f"a list of {count}, the first one is {first.en}", f"список (всего {count}), первым идёт {first.ru}")


def _report(broken: Broken, data: bytes, base: Address) -> Undecodable:
    start, end = broken.address - base, broken.end - base
    report = spoiled(broken.address, data[start:end], broken.reason, cut_off=broken.cut_off)
    if start < end:
        return report
    digest = blake2b(data[max(0, start - _DIGESTED) : start + _DIGESTED], digest_size=8).hexdigest()
    return Undecodable(broken.address, None, digest, "", broken.reason, broken.cut_off)


def _read_element(raw: bytes, start: Address, decode: Decode, depth: int) -> tuple[bool | None, Iterator[Item]]:
    """Return whether an element is a posting (None for a stranger, False for an answer) and what to yield for it."""
    is_list = kind_of(raw) == "list"
    kind = "answer" if is_list else kind_of_record(members_of(raw))
    if kind == "posting":
        return True, iter([read_posting(raw, start, decode)])
    if kind == "numberless":
        return True, iter([spoiled(start, raw, NUMBERLESS, "posting_number")])
    if kind == "answer" and depth < _DEPTH:
        try:
            items = read_value(raw, start, decode, "record", depth + 1)
            first = next(items, None)
        except Unrecognised as error:
            return None, iter([spoiled(start, raw, _stranger(error.seen))])
        except RecursionError:
            return None, iter([spoiled(start, raw, TOO_DEEP)])
        return False, iter(()) if first is None else chain([first], items)
    return None, iter([spoiled(start, raw, _stranger(seen(raw)))])


def read_posting(raw: bytes, start: Address, decode: Decode) -> tuple[Address, Record] | Undecodable:
    """Return one posting, or the report that it could not be read."""
    try:
        return start, decode(raw)
    except DecodeProblem as problem:
        return spoiled(start, raw, problem.reason, problem.field)


def _stranger(what: Text) -> Text:
    return Text(f"this is no posting but {what.en}", f"это не отправление: здесь {what.ru}")
