"""What the postings of a run say about each other, worked out once all of them are read.

Which records a later one of the same posting replaces, which share a value, which links are not mutual. Only records
whose mark repeats, or that name another posting, are read again; they are then compared by value.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import UNSET

from ozlint.engine.index import Index, mark, named_by, repeated
from ozlint.engine.postings import Posting, Postings
from ozlint.language.interpret import ALONE
from ozlint.language.values import Value, read_path
from ozlint.ozon.statuses import CANCELLED


class Relations(msgspec.Struct, frozen=True):
    """What has to be judged again, and with which answers."""

    superseded: Mapping[int, int]
    """Record -> the later record of the same posting that replaces it."""
    answers: Mapping[int, Mapping[str, Value]]
    """Record -> answers of cross-record functions that differ from those of a posting alone."""
    postings: Mapping[int, Posting]
    """The postings of all these records, read again."""


def relate(index: Index, inputs: Sequence[Postings]) -> Relations:
    """Return what the postings of a run say about each other."""
    twice = repeated(index.numbers)
    doubles = [record for record, key in enumerate(index.numbers) if key in twice] if twice else []
    shared = {name: _shared_records(*index.keys[name]) for name in index.sharing}
    targets = _targets(index, inputs)
    wanted = {*doubles, *index.links, *targets.values()}.union(*shared.values())
    postings = read_again(index, inputs, wanted)
    answers: defaultdict[int, dict[str, Value]] = defaultdict(dict)
    superseded = _superseded(index, doubles, postings, answers)
    for name, records in shared.items():
        _count_sharing(index, name, [record for record in records if record not in superseded], postings, answers)
    _check_links(index, targets, postings, superseded, answers)
    touched = {*superseded, *answers}
    return Relations(
        superseded,
        {record: {**ALONE, **found} for record, found in answers.items()},
        {record: posting for record, posting in postings.items() if record in touched},
    )


def read_again(index: Index, inputs: Sequence[Postings], records: Iterable[int]) -> dict[int, Posting]:
    """Return the postings of some records, read again from their inputs."""
    by_input: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for record in records:
        by_input[index.input_of(record)][index.addresses[record]] = record
    found: dict[int, Posting] = {}
    for place, addresses in by_input.items():
        for address, posting in inputs[place].reread(sorted(addresses)):
            found[addresses[address]] = posting
    return found


def _shared_records(marks: Sequence[int], records: Sequence[int]) -> list[int]:
    twice = repeated(marks)  # type: ignore[arg-type]
    return [record for key, record in zip(marks, records, strict=True) if key in twice] if twice else []


def identity(posting: Posting) -> tuple[str, str]:
    """Return what makes a posting one: its account and its number."""
    return str(getattr(posting, "account", None) or ""), str(posting.posting_number)


def _superseded(
    index: Index, doubles: Sequence[int], postings: Mapping[int, Posting], answers: dict[int, dict[str, Value]]
) -> dict[int, int]:
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for record in doubles:
        if record in postings:
            groups[identity(postings[record])].append(record)
    superseded: dict[int, int] = {}
    for records in groups.values():
        last = records[-1]
        superseded.update((record, last) for record in records[:-1])
        same_answer = [record for record in records if index.answer_of(record) == index.answer_of(last)]
        for name, path in index.versions.items():
            versions = {repr(read_path(postings[record], path)) for record in same_answer}
            if len(versions) > 1:
                answers[last][name] = float(len(versions))
    return superseded


def _count_sharing(
    index: Index,
    name: str,
    records: Sequence[int],
    postings: Mapping[int, Posting],
    answers: dict[int, dict[str, Value]],
) -> None:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for record in records:
        key = index.sharing[name](postings[record]) if record in postings else None
        if key is not None:
            groups[key].append(record)
    for members in groups.values():
        counted = {identity(postings[record]) for record in members if postings[record].status not in CANCELLED}
        for record in members:
            count = len(counted) + (identity(postings[record]) not in counted)
            if count > 1:
                answers[record][name] = float(count)


def _targets(index: Index, inputs: Sequence[Postings]) -> dict[str, int]:
    """Return the postings of this run that others name: number -> record, the latest one."""
    if not index.links:
        return {}
    named: set[str] = set()
    for posting in read_again(index, inputs, index.links).values():
        named.update(named_by(posting))
    marks = {mark(number): number for number in named}
    return {marks[key]: record for record, key in enumerate(index.numbers) if key in marks}


def _check_links(
    index: Index,
    targets: Mapping[str, int],
    postings: Mapping[int, Posting],
    superseded: Mapping[int, int],
    answers: dict[int, dict[str, Value]],
) -> None:
    for record in index.links:
        if record in superseded or record not in postings:
            continue
        posting = postings[record]
        verdicts = [
            _links_back(postings[targets[name]], posting)
            for name in named_by(posting)
            if name in targets and targets[name] in postings and postings[targets[name]].posting_number == name
        ]
        if False in verdicts:
            answers[record]["links_back"] = False
        elif UNSET in verdicts:
            answers[record]["links_back"] = UNSET


def _links_back(other: Posting, posting: Posting) -> Value:
    """Return whether `other` names `posting`; unknown where it does not tell its relatives."""
    if posting.posting_number in named_by(other):
        return True
    tells = other.related_postings is not UNSET
    return False if tells else UNSET
