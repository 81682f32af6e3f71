"""The subjects of an example as its rule meets them: decoded, with the moment and what the others of the run say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from ozlint.engine.clock import times_of
from ozlint.engine.doubt import strangers_among
from ozlint.engine.flat import RecordSubject
from ozlint.engine.index import Index, cross_calls
from ozlint.engine.ledger import GroupState
from ozlint.engine.lint import Lint
from ozlint.engine.postings import Posting, Postings
from ozlint.engine.relations import Relations, relate
from ozlint.engine.side import OTHERS, Side
from ozlint.engine.terms import Terms
from ozlint.language.interpret import ALONE, Moment
from ozlint.language.values import Value
from ozlint.model.record import Address, Page, Undecodable
from ozlint.model.text import Lang
from ozlint.model.times import ZONED, Times
from ozlint.rulebook.rule import Rule, Rulebook


class Crowd(msgspec.Struct, frozen=True):
    """All postings of a run, and what they say about each other where one rule asks for it."""

    index: Index
    relations: Relations

    @classmethod
    def of(cls, rule: Rule, inputs: Sequence[Postings]) -> "Crowd":
        """Read some inputs once, and return what their postings say about each other."""
        index = Index(cross_calls([rule]))
        add = index.adder()
        for postings in inputs:
            index.starts.append(len(index.numbers))
            for item in postings.read():
                if isinstance(item, Page):
                    index.page_ends.append(len(index.numbers))
                elif isinstance(item, tuple):
                    address, posting = item
                    add(posting, address)
        return cls(index, relate(index, inputs))

    def answers(self, record: int) -> Mapping[str, Value]:
        """Return what cross-record functions answer for a record."""
        return self.relations.answers.get(record, ALONE)

    def is_superseded(self, record: int) -> bool:
        """Return whether a later record of the same posting replaces this one."""
        return record in self.relations.superseded


def timed(items: Iterator[Any], zone: tzinfo | None = None) -> Iterator[tuple[Address, Posting, Times] | Undecodable]:
    """Yield the postings of one input, each with how the input's times are read, and what is no posting."""
    times: Times | None = None
    for item in items:
        if isinstance(item, Undecodable):
            yield item
        elif isinstance(item, tuple):
            address, posting = item
            if times is None:
                times = times_of(posting, zone)
            yield address, posting, times or ZONED


class Met(NamedTuple):
    """One subject as its rule meets it."""

    name: str
    moment: Moment
    group: GroupState | None = None
    """Of a rule about the run, what was counted."""


def moments(rule: Rule, postings: Postings, terms: Terms, side: Side | None = None) -> Iterator[Met]:
    """Yield the subjects of a rule about postings, records, the run or other inputs."""
    now = terms.now
    if rule.subject == "record":
        yield from _records(postings, now, terms.lang)
        return
    if rule.subject == "batch":
        yield from _groups(rule, postings, terms)
        return
    if rule.subject in OTHERS:
        yield from _others(rule, postings, terms, side)
        return
    crowd = Crowd.of(rule, [postings])
    strangers = strangers_among(rule, side, [postings])
    record = 0
    for item in timed(postings.read()):
        if isinstance(item, Undecodable):
            continue
        _, posting, times = item
        if not crowd.is_superseded(record):
            cross = {**(side.of(posting, strangers) if side is not None else {}), **crowd.answers(record)}
            yield Met(posting.posting_number, Moment(subject=posting, now=now, cross=cross, times=times))
        record += 1


def _others(rule: Rule, postings: Postings, terms: Terms, side: Side | None) -> Iterator[Met]:
    if side is None:
        return
    meet = side.reader(postings)
    for item in postings.read():
        if isinstance(item, tuple):
            meet(item[1])  # what is met here is not only elsewhere
    for other in side.about(rule.subject) or ():
        known = SimpleNamespace(**structs.asdict(other.subject), covers=terms.covers)
        yield Met(other.key, Moment(known, terms.now, other.around or ALONE, other.times or ZONED))


def _groups(rule: Rule, postings: Postings, terms: Terms) -> Iterator[Met]:
    now = terms.now
    lint = Lint(Rulebook((rule,)), terms)
    lint.run([postings])
    for group in lint.ledger.groups(rule, now) if lint.ledger is not None else ():
        yield Met(group.key, group.moment(now), group)


def _records(postings: Postings, now: float, lang: Lang) -> Iterator[Met]:
    for item in postings.read():
        if isinstance(item, Undecodable):
            yield Met(item.posting_number or item.digest, Moment(subject=RecordSubject.of(item, lang), now=now))
        elif isinstance(item, tuple):
            yield Met(item[1].posting_number, Moment(subject=RecordSubject(readable=True), now=now))
