"""What Ozon answered to updates, beside the postings as a later snapshot has them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.carriers.numbers import number_key
from ozlint.language.interpret import ALONE
from ozlint.language.values import Value, text_value
from ozlint.model.other import Other, Placed
from ozlint.model.update import Answer, Result, Update
from ozlint.ozon.transitions import Transition, moves
from ozlint.plan.answers import Answers
from ozlint.plan.match import Reply, match_replies
from ozlint.plan.postings import Kept, KeptPostings, Posting
from ozlint.plan.records import AnswerRecord, action_of
from ozlint.plan.results import is_broken
from ozlint.plan.state import State

Around = Callable[[Posting, Kept | None], Mapping[str, Value]]


class Answered:
    """The answers of some logs, each judged by itself."""

    def __init__(
        self, answers: Answers, kind: type[msgspec.Struct], state_of: Callable[[Posting], State], around: Around
    ) -> None:
        """Know the logs; `around` returns what other inputs say of a posting."""
        self._answers = answers
        self._kind = kind
        self._state_of = state_of
        self._around = around
        self._last: dict[str, Result] = {}
        self._told: dict[tuple[str, str], int] = {}
        """Which answer of the log last tells what became of an update, by its method and its posting."""
        for answer in answers.answers:
            for result in answer.results:
                if result.accepted is not None:
                    self._told[answer.request.path, result.update.posting_number] = answer.request.index
                if result.accepted and _ways(result.update):
                    self._last[result.update.posting_number] = result

    @property
    def named(self) -> frozenset[str]:
        """The numbers of the postings that the logs name."""
        return frozenset(result.update.posting_number for answer in self._answers.answers for result in answer.results)

    def replies(self, updates: Sequence[Update]) -> list[Reply | None]:
        """Return the reply to each update of a plan, None where the logs have none."""
        return match_replies(updates, self._answers.answers)

    def others(self, postings: KeptPostings) -> Iterator[Other]:
        """Yield what was answered about each posting; of a call about none that can be told, about the call."""
        times: Counter[str] = Counter()
        for file in self._answers.files:
            for answer in file.answers:
                for result in answer.results or (None,):
                    number = result.update.posting_number if result is not None else ""
                    name = f"{answer.request.path} {number}".rstrip()
                    times[name] += 1
                    kept = postings.find(number)
                    yield self._other(file, f"{name} {times[name]}", answer, result, kept)

    def _other(self, file: Placed, key: str, answer: Answer, result: Result | None, kept: Kept | None) -> Other:
        number = result.update.posting_number if result is not None else None
        posting = kept.posting if kept is not None else self._kind(**({"posting_number": number} if number else {}))
        account = text_value(getattr(posting, "account", None))
        record = self._record(answer, result, kept)
        return Other(
            subject=posting,
            key=key,
            posting_number=number,
            account=account if isinstance(account, str) else None,
            source=file,
            address=(result.update.spot if result is not None else answer.request.spot).address,
            around={**(self._around(posting, kept) if kept is not None else ALONE), "answer": record},
            times=kept.times if kept is not None else None,
        )

    def _record(self, answer: Answer, result: Result | None, kept: Kept | None) -> AnswerRecord:
        accepted = result.accepted if result is not None else False if answer.error else None
        reached = {way.after for way in _ways(result.update)} if result is not None else set()
        return AnswerRecord(
            path=answer.request.path,
            action=action_of(answer.request.contract),
            index=answer.request.index + 1.0,
            answered=answer.answered,
            accepted=UNSET if accepted is None else accepted,
            settled=self._is_settled(answer, result),
            error=result.error if result is not None else answer.error,
            status=None if answer.status is None else float(answer.status),
            at=UNSET if answer.at is None else answer.at,
            as_of=kept.as_of if kept is not None else UNSET,
            expected_status=reached.pop() if len(reached) == 1 else None,
            took_effect=self._took_effect(result, kept) if result is not None and kept is not None else UNSET,
        )

    def _is_settled(self, answer: Answer, result: Result | None) -> bool:
        """Return whether it is known what became of an update, by its answer or a later one to the same."""
        if result is None:
            return answer.answered and not is_broken(answer.status)
        last = self._told.get((answer.request.path, result.update.posting_number), -1)
        return result.accepted is not None or last > answer.request.index

    def _took_effect(self, result: Result, kept: Kept) -> bool | UnsetType:
        """Return whether a posting shows what an update was to do; one that another was accepted after surely did."""
        update = result.update
        state = self._state_of(kept.posting)
        if update.action == "set_tracking_number":
            return _has_number(state.tracking_number, update.tracking_number)
        if self._last.get(update.posting_number, result) is not result:
            return True
        return _has_moved(state, _ways(update))


def _ways(update: Update) -> tuple[Transition, ...]:
    return tuple(way for way in moves() if way.method == update.request.path)


def _has_number(found: Any, wanted: str | None) -> bool | UnsetType:  # noqa: ANN401 - whatever the input had
    if found is UNSET or wanted is None:
        return UNSET
    return isinstance(found, str) and number_key(found) == number_key(wanted)


def _has_moved(state: State, ways: Sequence[Transition]) -> bool | UnsetType:
    """Return whether a posting has left what the ways start from, or is where they lead."""
    status, substatus = text_value(state.status), text_value(state.substatus)
    if not ways or not isinstance(status, str):
        return UNSET
    staying = [way for way in ways if way.after == status]
    if any(not way.substatus or way.substatus == substatus for way in staying):
        return True
    if status not in {way.before for way in ways}:
        return True
    return UNSET if substatus is UNSET and (staying or any(way.substatus for way in ways)) else False
