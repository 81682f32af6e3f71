"""Judging a plan beside the postings it is about: each update on its posting as those before it leave it.

What is held changes nothing: the updates after it are judged as if it was not in the plan.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType, structs

from ozlint.join.beside import Beside, OtherInputs
from ozlint.join.timeline import in_order
from ozlint.language.interpret import ALONE
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.values import Value, text_value
from ozlint.model.finding import Finding
from ozlint.model.other import Held, Joined, Other, Whole
from ozlint.model.text import Text
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times
from ozlint.model.update import Request, Update
from ozlint.plan.answered import Answered
from ozlint.plan.answers import Answers
from ozlint.plan.course import Course
from ozlint.plan.numbers import PlannedNumbers
from ozlint.plan.postings import Input, Kept, KeptPostings, Posting, state_reader
from ozlint.plan.products import PACKING, Packing, packing_of
from ozlint.plan.reading import Plan, PlanFile
from ozlint.plan.records import (
    RequestRecord,
    error_told,
    is_offered,
    next_step_of,
    obstacle_of,
    request_record,
)
from ozlint.plan.splitting import Hold, Split, split_plan
from ozlint.plan.state import After, State, apply_update
from ozlint.rulebook.rule import Rulebook

_UNKNOWN = (State(),)
_CHANGED = ("status", "substatus", "tracking_number")
_TOLD_BY_LOG = ("update.sent", "update.answered", "update.accepted")
_RECUT = "recut"
"""The tag of rules that hold nothing."""


def recut_in(rulebook: Rulebook) -> frozenset[str]:
    """Return the ids of the rules that hold nothing: what they find is mended when the plan is cut anew."""
    return frozenset(rule.id for rule in rulebook.rules if _RECUT in rule.tags)


class Planned:
    """The side of a run that has a plan, a log of answers, or both; what other inputs say stands beside them."""

    def __init__(  # noqa: PLR0913 - what such a run has, each by name
        self,
        kind: type[msgspec.Struct],
        *,
        plan: Plan | None = None,
        answers: Answers | None = None,
        beside: Beside | None = None,
        taken_at: Callable[[str], float | None] | None = None,
        recut: Collection[str] = (),
        knowledge: Knowledge = TABLES,
    ) -> None:
        """Judge what is given; `kind` is the struct of a decoded posting, which has the fields of `plan_paths`.

        `taken_at` tells when an input was fetched from Ozon, by its path; None where nobody says of any. `recut` are
        the ids of rules that hold nothing, as `recut_in` has them.
        """
        self.plan = plan
        self._kind = kind
        self._beside = beside
        self._sides = beside or Beside(OtherInputs(), now=0.0, knowledge=knowledge)
        """What tells the course of a posting, also where there is nothing but the posting."""
        self._tells_time = taken_at is not None
        self._recut = recut
        self._state_of = state_reader(knowledge)
        self.updates = plan.updates if plan is not None else ()
        self._by_posting: dict[str, list[Update]] = {}
        for update in self.updates:
            self._by_posting.setdefault(update.posting_number, []).append(update)
        self._found: dict[str, None] = {}
        """The postings of whose updates or answers something was found."""
        self.answered = Answered(answers, kind, self._state_of, self._around) if answers is not None else None
        self.named = self._by_posting.keys() | (self.answered.named if self.answered is not None else frozenset())
        """The numbers of the postings that updates and answers are about."""
        self.numbers = PlannedNumbers(self.updates)
        """The tracking numbers that the plan sets."""
        self._postings = KeptPostings(self.named, taken_at or (lambda _path: None), self.numbers)
        packed = Counter(update.posting_number for update in self.updates if update.action in PACKING)
        self._in_parts = {number for number, times in packed.items() if times > 1}
        """The postings that are packed more than once: what is left of them by then, the inputs do not say."""
        self._states: dict[str, tuple[State, ...]] = {}
        self._holds: dict[tuple[int, int | None], tuple[Text, ...]] = {}
        self.held = (*(beside.held if beside is not None else ()), *_held(plan, answers))

    @property
    def given(self) -> frozenset[str]:
        """The names of the records that are looked up; of the others nothing is known."""
        own = {"update": self.plan is not None, "after": self.plan is not None, "answer": self.answered is not None}
        beside = self._beside.given if self._beside is not None else frozenset()
        return beside | {name for name, is_there in own.items() if is_there}

    @property
    def ungiven(self) -> Mapping[str, str]:
        """What only the log of answers tells of an update, and what rests on when postings were fetched."""
        by_log = dict.fromkeys(_TOLD_BY_LOG, "answers") if self.answered is None else {}
        by_time = {} if self._tells_time else {"update.as_of": "taken_at", "answer.as_of": "taken_at"}
        return by_log | by_time

    @property
    def joined(self) -> Joined | None:
        """How carriers' events and postings found each other, once these are read; None without events."""
        return self._beside.joined if self._beside is not None else None

    def of(self, posting: Posting, doubted: frozenset[str] = frozenset()) -> Mapping[str, Value]:
        """Return what other inputs say of a posting; the silence of carriers that are `doubted` is no answer."""
        return self._beside.of(posting, doubted) if self._beside is not None else ALONE

    def reader(self, postings: Input) -> Callable[[Posting], Mapping[str, Value]]:
        """Return what looks up the joined records of the postings of an input; those that are named are kept."""
        return self._postings.reader(postings, self.of)

    @property
    def strangers(self) -> frozenset[str]:
        """Carriers that were asked about other postings."""
        return self._beside.strangers if self._beside is not None else frozenset()

    def timeline(self, posting: Posting, times: Times, *, contradicted: bool) -> Sequence[TimelineEvent]:
        """Return what Ozon and the carrier say happened to a posting, and what the plan is to do to it.

        Nothing is returned where neither a plan nor another input was given.
        """
        planned = [
            TimelineEvent(update.handed_at, "plan", update.action)
            for update in self._by_posting.get(posting.posting_number, ())
        ]
        if self._beside is None and not planned:
            return ()
        return in_order((*self._sides.timeline(posting, times, contradicted=contradicted), *planned))

    def timelines(self) -> Mapping[str, Sequence[TimelineEvent]]:
        """Return what happened to the postings of whose updates or answers something was found, by their numbers."""
        found = ((number, self._postings.find(number)) for number in self._found)
        return {
            number: timeline
            for number, kept in found
            if kept is not None and (timeline := self.timeline(kept.posting, kept.times, contradicted=False))
        }

    def about(self, subject: str) -> Iterator[Other] | None:
        """Yield the updates, the answers, or what is only in other inputs; None where no such input was given."""
        if subject == "update":
            return self._judged() if self.plan is not None else None
        if subject == "answer":
            return self.answered.others(self._postings) if self.answered is not None else None
        return self._beside.about(subject) if self._beside is not None else None

    def hear(self, other: Other, findings: Sequence[Finding]) -> None:
        """Hold what an error was found of."""
        if findings and other.posting_number is not None:
            self._found[other.posting_number] = None
        record = (other.around or {}).get("update")
        if not isinstance(record, RequestRecord):
            return
        for finding in findings:
            if finding.severity == "error" and finding.rule not in self._recut:
                whole = finding.subject.kind == "request"
                key = int(record.index) - 1, None if whole or not record.size else int(record.item) - 1
                said = f"{finding.rule} {finding.name}: {finding.message}"
                self._holds[key] = (*self._holds.get(key, ()), Text(said, said))

    def split(self) -> Split:
        """Return what of the plan may be sent and what is held, once everything is judged."""
        holds = [Hold(request, item, reasons) for (request, item), reasons in self._holds.items()]
        return split_plan(self.plan or Plan(()), holds)

    def _is_held(self, update: Update) -> bool:
        request, item = update.key
        return (request, None) in self._holds or (request, item) in self._holds

    def _judged(self) -> Iterator[Other]:
        """Yield each update in the order of the plan, and each request that is about no posting."""
        self._states.clear()
        self._holds.clear()
        course = Course(self.updates, self.answered.replies(self.updates) if self.answered is not None else None)
        for file in self.plan.files if self.plan is not None else ():
            for request in file.requests:
                yield from self._of_request(file, request, course)

    def _of_request(self, file: PlanFile, request: Request, course: Course) -> Iterator[Other]:
        updates = course.of(request)
        record = request_record(request, self._oldest(updates))
        whole = _whole(request)
        if not request.size:
            around = {**ALONE, "update": record}
            yield Other(self._kind(), whole.key, None, None, file, whole.address, around, whole=whole)
        for place, update in enumerate(updates):
            kept = self._postings.find(update.posting_number)
            begun = self._begins(kept)
            states = self._states.get(update.posting_number) or begun
            after = apply_update(states, update)
            posting = self._as_it_will_be(update, kept, states)
            facts = {
                **course.facts(update), **self._facts(update, kept, begun, states, after),
                "shares_number_with": self.numbers.sharing(update),
                "is_first_of_request": not place, "item": update.item + 1.0,
            }  # fmt: skip
            account = text_value(getattr(posting, "account", None))
            yield Other(
                subject=posting,
                key=course.key(update),
                posting_number=update.posting_number,
                account=account if isinstance(account, str) else None,
                source=file,
                address=update.spot.address,
                around={**self._around(posting, kept), "update": structs.replace(record, **facts), "after": after},
                times=kept.times if kept is not None else None,
                whole=whole,
            )
            if not self._is_held(update):
                self._states[update.posting_number] = after.states
                course.passes(update)

    def _oldest(self, updates: Sequence[Update]) -> float | UnsetType:
        """Return when the postings of some updates were fetched, the oldest; not known of one is not known of all."""
        moments = [kept.as_of for update in updates if (kept := self._postings.find(update.posting_number)) is not None]
        told = [moment for moment in moments if moment is not UNSET]
        return min(told) if told and len(told) == len(moments) else UNSET

    def _begins(self, kept: Kept | None) -> tuple[State, ...]:
        return _UNKNOWN if kept is None else (self._state_of(kept.posting),)

    def _as_it_will_be(self, update: Update, kept: Kept | None, states: tuple[State, ...]) -> Posting:
        """Return the posting when the update comes."""
        if kept is None:
            return self._kind(posting_number=update.posting_number)
        if update.posting_number not in self._states:
            return kept.posting
        now = After(states)
        changes = {name: getattr(now, name) for name in _CHANGED}
        return structs.replace(kept.posting, **changes)

    def _around(self, posting: Posting, kept: Kept | None) -> Mapping[str, Value]:
        return self.of(posting) if kept is not None else ALONE

    def _facts(
        self, update: Update, kept: Kept | None, begun: Sequence[State], states: Sequence[State], after: After
    ) -> dict[str, Any]:
        """Return what the posting says of an update."""
        if kept is None:
            return {"is_known": False}
        packing = Packing()
        if update.action in PACKING and update.posting_number not in self._in_parts:
            packing = packing_of(update, kept.posting)
        return {
            "is_known": True,
            "starts_from": begun[0].status,
            "offered": is_offered(kept.posting, update.request.contract),
            "obstacle": obstacle_of(after),
            "error": error_told(update, after),
            "next_step": next_step_of(update, states),
            "excess_products": packing.excess,
            "left_out_products": packing.left_out,
        }


def _whole(request: Request) -> Whole:
    digest = blake2b(msgspec.json.encode(request.body, order="sorted"), digest_size=8).hexdigest()
    return Whole("request", f"{request.path} {digest}", request.spot.address)


def _held(plan: Plan | None, answers: Answers | None) -> Iterator[Held]:
    """Yield what each file held."""
    for file in plan.files if plan is not None else ():
        yield Held(file, "updates", file.format, len(file.requests), list(file.undecodable))
    for log in answers.files if answers is not None else ():
        yield Held(log, "answers", log.format, len(log.answers), list(log.undecodable))
