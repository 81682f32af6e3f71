"""Where the values stand that left rules open because nobody can read them, and how one of them is written."""

from collections.abc import Sequence

from msgspec import structs

from ozlint.engine.count import EXAMPLES
from ozlint.engine.index import Index, mark
from ozlint.engine.postings import Postings
from ozlint.engine.relations import read_again
from ozlint.engine.result import Unjudged
from ozlint.language.faults import has_fault, is_fault
from ozlint.language.values import read_path, text_value
from ozlint.model.fields import posting_fields
from ozlint.model.pattern import pattern
from ozlint.model.record import Place

_LOOKED_AT = 1000
"""Records after the first one with such a value among which further ones are looked for."""
_LONGEST = 40
_PERSONAL = pattern(r"@|\d{9}")
"""What a shifted row may bring here: an e-mail address, a telephone number."""


def located(unjudged: Sequence[Unjudged], index: Index, inputs: Sequence[Postings]) -> list[Unjudged]:
    """Return what was left open, with places and one value where what stands in a field cannot be read."""
    by_path = {postings.path: place for place, postings in enumerate(inputs)}
    seen: dict[tuple[str, str, str], tuple[str, tuple[Place, ...]]] = {}
    found = []
    for one in unjudged:
        field, why = one.reason.field, one.reason.why
        if one.examples and is_fault(why) and field in posting_fields() and one.input in by_path:
            key = (one.input, field, why)
            if key not in seen:
                seen[key] = _looked_for(one, index, inputs, by_path[one.input])
            quote, places = seen[key]
            found.append(structs.replace(one, quote=quote, places=places))
        else:
            found.append(one)
    return found


def _looked_for(one: Unjudged, index: Index, inputs: Sequence[Postings], at: int) -> tuple[str, tuple[Place, ...]]:
    """Return the first value with the fault of a reason, where it may be shown, and the places of the first few."""
    begin = index.starts[at]
    end = index.starts[at + 1] if at + 1 < len(index.starts) else len(index.numbers)
    wanted = {mark(number) for number in one.examples}
    first = next((record for record in range(begin, end) if index.numbers[record] in wanted), end)
    postings = read_again(index, inputs, range(first, min(end, first + _LOOKED_AT)))
    raws = ((record, read_path(postings[record], one.reason.field)) for record in sorted(postings))
    values = {record: raw for record, raw in raws if has_fault(raw, one.reason.why)}
    records = list(values)[:EXAMPLES]
    addresses = [index.addresses[record] for record in records]
    known = inputs[at].places(sorted(addresses))
    text = str(text_value(values[records[0]])) if records else ""
    quote = text if len(text) <= _LONGEST and not _PERSONAL.search(text) else ""
    return quote, tuple(known[address] for address in addresses if address in known)
