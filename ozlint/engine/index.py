"""What has to be remembered of every posting until the whole run is read: keys, and where they stood.

Sixteen bytes a posting and sixteen more for each key of a cross-record function. Keys are marks: where one repeats,
the postings are read again and compared by value.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise

import msgspec

from ozlint.carriers.numbers import tidy_number
from ozlint.engine.postings import Posting
from ozlint.language.emit import Emitter, build
from ozlint.language.interpret import cross_key
from ozlint.language.tree import Call, Node, Word, children
from ozlint.language.values import text_value
from ozlint.model.record import Address
from ozlint.rulebook.rule import Rule

KeyOf = Callable[[Posting], str | None]
_PRIME = 6_364_136_223_846_793_061
"""Below 2 ** 63, and near no power of two: numbers that differ in a few digits do not meet."""


def mark(text: str) -> int:
    """Return what stands for a text in an index: the same in every process, which hash() is not."""
    return int.from_bytes(text.encode("utf-8", "surrogatepass"), "big") % _PRIME


class PackedIndex(msgspec.Struct, frozen=True):
    """An index as it is sent from one process to another on the same machine."""

    starts: tuple[int, ...]
    page_ends: tuple[int, ...]
    numbers: bytes
    addresses: bytes
    keys: tuple[tuple[bytes, bytes], ...]
    links: bytes


class Index:
    """The numbers and keys of all postings of a run, in reading order; a record is named by its place in it."""

    def __init__(self, calls: Iterable[Call]) -> None:
        self.numbers = array("q")
        self.addresses = array("Q")
        self.starts: list[int] = []
        """Where each input's records begin."""
        self.page_ends: list[int] = []
        """Where each answer's records end."""
        self.sharing: dict[str, KeyOf] = {
            cross_key(call): compile_key(call.args[0]) for call in calls if call.function.name == "sharing"
        }
        self.keys: dict[str, tuple[array[int], array[int]]] = {name: (array("q"), array("Q")) for name in self.sharing}
        """For each call of sharing: marks, and the records they belong to."""
        self.links = array("Q")
        """Records that name other postings."""
        self.wants_links = any(call.function.name == "links_back" for call in calls)
        self.versions = {
            cross_key(call): str(getattr(call.args[0], "path", ""))
            for call in calls
            if call.function.name == "versions"
        }
        """The fields whose versions within one answer are counted, by call."""

    def input_of(self, record: int) -> int:
        """Return which input a record came from."""
        return bisect_right(self.starts, record) - 1

    def answer_of(self, record: int) -> int:
        """Return which answer a record came from; records of no answer at all each count as their own."""
        answer = bisect_right(self.page_ends, record)
        return answer if answer < len(self.page_ends) else -record - 1

    def packed(self) -> PackedIndex:
        """Return the index in a form that can be sent."""
        return PackedIndex(
            tuple(self.starts),
            tuple(self.page_ends),
            self.numbers.tobytes(),
            self.addresses.tobytes(),
            tuple((marks.tobytes(), holders.tobytes()) for marks, holders in self.keys.values()),
            self.links.tobytes(),
        )

    def extend(self, packed: PackedIndex) -> None:
        """Append what another index of the same rules holds; where its inputs begin is for the caller to say."""
        first = len(self.numbers)
        self.page_ends += [first + end for end in packed.page_ends]
        self.numbers.frombytes(packed.numbers)
        self.addresses.frombytes(packed.addresses)
        for (marks, holders), (more, theirs) in zip(self.keys.values(), packed.keys, strict=True):
            marks.frombytes(more)
            holders.extend(first + record for record in array("Q", theirs))
        self.links.extend(first + record for record in array("Q", packed.links))

    def adder(self) -> Callable[[Posting, Address], None]:
        """Return the function that remembers a posting; it runs for every one."""
        add_number, add_address = self.numbers.append, self.addresses.append
        records, links = self.numbers, self.links
        keys = [(key_of, *self.keys[name]) for name, key_of in self.sharing.items()]
        wants_links = self.wants_links

        def add(posting: Posting, address: Address) -> None:
            add_number(mark(posting.posting_number))
            add_address(address)
            for key_of, marks, holders in keys:
                key = key_of(posting)
                if key is not None:
                    marks.append(mark(key))
                    holders.append(len(records) - 1)
            if wants_links and (posting.parent_posting_number or posting.related_postings) and named_by(posting):
                links.append(len(records) - 1)

        return add


def named_by(posting: Posting) -> list[str]:
    """Return the numbers a posting names as its parent or relatives, itself aside."""
    parent = text_value(posting.parent_posting_number)
    names = [*related(posting), *([parent] if isinstance(parent, str) else [])]
    return [name for name in names if name != posting.posting_number]


def related(posting: Posting) -> list[str]:
    """Return the numbers a posting names as its relatives."""
    group = posting.related_postings
    return (group.related_posting_numbers or []) if group else []


def repeated(marks: "array[int]") -> set[int]:
    """Return the marks that occur more than once."""
    # In order, equal ones stand side by side: a set of a million marks would take twice as much as the list.
    return {one for one, following in pairwise(sorted(marks)) if one == following}


def compile_key(node: Node) -> KeyOf:
    """Return what reads the value a sharing() call compares: tidied, None where there is none."""
    emitter = Emitter()
    value = emitter.value(node)
    tidy = emitter.constant(tidy_number)
    lines = [*emitter.ensure(), f"return {tidy}(x) if (x := {value}).__class__ is str else None"]
    read: KeyOf = build(emitter, "def judge(p):", lines)
    return read


def cross_calls(rules: Iterable[Rule]) -> list[Call]:
    """Return the calls of cross-record functions in some rules, each once."""
    found: dict[str, Call] = {}
    words: set[tuple[str, str]] = set()
    for rule in rules:
        said = (node for template in rule.message.values() for node in template.nodes)
        for node in (rule.when, rule.test, *(case for case, _ in rule.severity_when), *said):
            if node is not None:
                _collect(node, rule.subject, found, words)
    return list(found.values())


def _collect(node: Node, subject: str, found: dict[str, Call], words: set[tuple[str, str]]) -> None:
    """Add the calls below a node; `words` are those of the language that were looked into, which rules share."""
    if isinstance(node, Word):
        if node.is_local or (subject, node.name) not in words:
            words.add((subject, node.name))
            _collect(node.body, subject, found, words)
        return
    if isinstance(node, Call) and node.function.form == "cross":
        found.setdefault(cross_key(node), node)
    for child in children(node):
        _collect(child, subject, found, words)
