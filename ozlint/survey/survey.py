"""Surveying one input: one pass that judges it, and counts what its postings have."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.engine.clock import times_of
from ozlint.engine.lint import Lint
from ozlint.engine.postings import Postings
from ozlint.engine.result import InputCount, Result
from ozlint.engine.side import Side
from ozlint.engine.terms import Terms
from ozlint.language.type import field_type
from ozlint.language.values import read_path, reader, text_value, time_readers
from ozlint.model.fields import posting_fields
from ozlint.model.other import Role
from ozlint.model.record import Address, Place
from ozlint.model.text import Lang
from ozlint.model.times import ZONED, Times, Vague, iso_time
from ozlint.ozon.schemes import EITHER
from ozlint.rulebook.rule import Rulebook
from ozlint.triage.reason import reason_text

BEGAN = ("in_process_at", "created_at")
"""The fields that tell which time an input is of: the first of them that any posting has."""


class FieldCount(msgspec.Struct, frozen=True):
    """How many postings have one field. Of a field of products, how many have it in some product."""

    path: str
    filled: int
    empty: int


class RuleOutlook(msgspec.Struct, frozen=True):
    """How far one rule can be judged on an input."""

    rule: str
    name: str
    judged: int
    """Subjects it could be judged on, those it does not apply to included."""
    left_open: int
    why: str
    """Why it could not be judged on the others, the most frequent reason; empty where it could on all."""


class Window(msgspec.Struct, frozen=True):
    """The time that the postings of an input are of, ISO 8601."""

    field: str
    first: str | None
    last: str | None


class InputSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """What one input is, and what can be done with it."""

    path: str
    role: Role = "postings"
    format: str
    taken_at: str | None = None
    """When it was fetched from Ozon, ISO 8601 UTC, where a manifest beside it says so."""
    postings: int = 0
    undecodable: int = 0
    pages: int = 0
    complete: bool = True
    zone: str | None = None
    """utc: times say their zone; unknown: they do not; else the zone they are read in. None: there are no times."""
    window: Window | None = None
    statuses: Mapping[str, int] = msgspec.field(default_factory=dict)
    fields: tuple[FieldCount, ...] = ()
    """The fields that any posting has, in the order of the table of fields."""
    aside: tuple[str, ...] = ()
    """Columns of a table that nobody knows, and that are not read."""
    rules: tuple[RuleOutlook, ...] = ()
    error: str | None = None


class Surveyor(msgspec.Struct, frozen=True):
    """What a run judges by, to be tried on its inputs one by one."""

    rulebook: Rulebook
    terms: Terms
    side: Side | None = None
    """What other inputs say; None where there are none."""

    def survey(self, postings: Postings) -> InputSurvey:
        """Return what one input is; `postings` is bound to a decoder of all fields."""
        counted = _Counted(postings)
        result = Lint(self.rulebook, self.terms, side=self.side).run([counted])
        [count] = result.inputs
        times = times_of(counted.timed, postings.zone) if counted.timed is not None else None
        return InputSurvey(
            path=postings.path,
            format=postings.format,
            postings=count.postings - result.superseded,
            undecodable=count.undecodable,
            pages=count.pages,
            complete=not (count.more_expected or count.cut_off or count.sheets),
            zone=_zone(times),
            window=counted.window(times or ZONED),
            statuses=dict(counted.statuses.most_common()),
            fields=counted.fields(),
            rules=_outlook(result, self.rulebook, count, self.terms.lang),
        )


def every_field() -> frozenset[str]:
    """Return the paths of all fields there are: what a survey has decoded."""
    return frozenset(posting_fields())


class _Counted:
    """An input that counts what its postings have while they are read."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.path = postings.path
        self.format = postings.format
        self.absent = postings.absent
        self.zone = postings.zone
        self.statuses: Counter[str] = Counter()
        self.timed: Any = None
        """A posting that has a time."""
        self._filled: Counter[str] = Counter()
        self._empty: Counter[str] = Counter()
        self._ends: dict[str, tuple[str, str]] = {}
        self._readers = {
            path: reader(field_type(field.type, field.values))
            for path, field in posting_fields().items()
            if path not in postings.absent
        }

    def read(self) -> Iterator[Any]:
        """Yield what the input holds."""
        for item in self._postings.read():
            if isinstance(item, tuple):
                self._count(item[1])
            yield item

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield some postings again."""
        return self._postings.reread(addresses)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand."""
        return self._postings.places(addresses)

    def _count(self, posting: Any) -> None:  # noqa: ANN401 - a decoded posting
        self.statuses[str(text_value(posting.status) or "") if posting.status is not UNSET else ""] += 1
        if self.timed is None and times_of(posting, None) is not None:
            self.timed = posting
        for path in self._readers:
            raw = _raw(posting, path)
            if raw is UNSET or raw == EITHER:  # what a table leaves open it does not have
                continue
            if self._readers[path](raw) in (None, []):
                self._empty[path] += 1
            else:
                self._filled[path] += 1
                if path in BEGAN and isinstance(raw, str):
                    low, high = self._ends.get(path, (raw, raw))
                    self._ends[path] = min(low, raw), max(high, raw)

    def fields(self) -> tuple[FieldCount, ...]:
        """Return how many postings have each field that any of them has."""
        return tuple(
            FieldCount(path, self._filled[path], self._empty[path])
            for path in posting_fields()
            if self._filled[path] or self._empty[path]
        )

    def window(self, times: Times) -> Window | None:
        """Return which time the postings are of; texts of one program sort as their moments do."""
        read = time_readers(times)[0]
        kind = Vague if times.margin else float
        for field in BEGAN:
            if field in self._ends:
                first, last = (read(text) for text in self._ends[field])
                return Window(
                    field, *(iso_time(kind(one)) if isinstance(one, float) else None for one in (first, last))
                )
        return None


def _raw(posting: Any, path: str) -> Any:  # noqa: ANN401
    """Return the raw value of a field; of a field of products, that of the first product that has it filled."""
    if not path.startswith("products[]"):
        return read_path(posting, path)
    products = posting.products
    values = [getattr(product, path.removeprefix("products[]."), UNSET) for product in products or ()]
    if not values:
        return UNSET if products is UNSET else None
    return next((value for value in values if value is not UNSET and value is not None), values[0])


def _zone(times: Times | None) -> str | None:
    if times is None:
        return None
    if times.margin:
        return "unknown"
    return "utc" if times.zone is None else str(times.zone)


def _outlook(result: Result, rulebook: Rulebook, count: InputCount, lang: Lang) -> tuple[RuleOutlook, ...]:
    reasons: dict[str, tuple[float, str]] = {}
    for one in result.unjudged:
        known = reasons.get(one.rule, (-inf, ""))
        reasons[one.rule] = max(known, (one.count, reason_text(one.reason).say(lang)), key=lambda pair: pair[0])
    outlook = []
    for rule in rulebook.each:
        tally = result.tallies.get(rule.id)
        if tally is not None and (count.postings or rule.subject != "posting"):
            judged = tally.broken + tally.holds + tally.not_applicable
            why = reasons.get(rule.id, (0, ""))[1]
            outlook.append(RuleOutlook(rule.id, rule.name, judged, tally.not_evaluated, why))
    return tuple(outlook)
