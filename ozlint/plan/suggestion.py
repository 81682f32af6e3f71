"""Suggesting a plan: what to push for postings whose carrier is further along than Ozon knows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ozlint.join.beside import Beside
from ozlint.join.reality import Reality
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.values import Value, text_value
from ozlint.model.finding import Finding
from ozlint.model.other import Held, Joined, Other
from ozlint.model.text import Text
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times
from ozlint.ozon.contract import contracts_by_action
from ozlint.plan.postings import Input, Posting, state_reader
from ozlint.plan.state import State

_MANUAL = ("non_integrated", "hybrid_non_integrated")
_AWAITING = "awaiting_deliver"
_ON_THE_WAY = "delivering"
_STEPS = ("set_tracking_number", "delivering", "delivered")
"""What is suggested, in the order in which it has to be sent."""

_NOT_MANUAL = Text(
    "its status is moved by Ozon or the carrier, not by you",
    "его статус двигает Ozon или служба доставки, а не вы",
)
_UNTOLD = Text(
    "how it is delivered is not told (tpl_integration_type)",
    "не сказано, как оно доставляется (tpl_integration_type)",
)
_NOT_PACKED = Text(
    "it has to be packed first, with /v4/posting/fbs/ship",
    "сначала его нужно собрать через /v4/posting/fbs/ship",
)
_NO_NUMBER = Text(
    "it has no tracking number, and the carrier's documents do not name one",
    "у него нет трек-номера, и в данных службы доставки его тоже нет",
)


class Noted(msgspec.Struct, frozen=True):
    """What is known of a posting that a carrier has."""

    state: State
    reality: Reality


class Suggested(msgspec.Struct, frozen=True):
    """A plan of requests as they would be sent, and the postings that are not in it, each with the reason."""

    requests: tuple[Mapping[str, Any], ...]
    left_out: tuple[tuple[str, Text], ...]


class Notes:
    """The side of a run that notes what is known of the postings that a carrier has; what it says is Beside's."""

    def __init__(self, beside: Beside, knowledge: Knowledge = TABLES) -> None:
        """Note the postings that are read from now on."""
        self._beside = beside
        self._state_of = state_reader(knowledge)
        self._noted: dict[str, Noted] = {}

    @property
    def given(self) -> frozenset[str]:
        """The names of the records that are looked up."""
        return self._beside.given

    @property
    def ungiven(self) -> Mapping[str, str]:
        """Nothing: what these records hold comes with them."""
        return self._beside.ungiven

    @property
    def held(self) -> Sequence[Held]:
        """What each of the other inputs held."""
        return self._beside.held

    @property
    def joined(self) -> Joined | None:
        """How carriers' events and postings found each other."""
        return self._beside.joined

    @property
    def strangers(self) -> frozenset[str]:
        """Carriers that were asked about other postings."""
        return self._beside.strangers

    def of(self, posting: Posting, doubted: frozenset[str] = frozenset()) -> Mapping[str, Value]:
        """Return the joined records of a posting; the silence of carriers that are `doubted` is no answer."""
        return self._beside.of(posting, doubted)

    def reader(self, _postings: Input) -> Callable[[Posting], Mapping[str, Value]]:
        """Return what looks up the joined records of a posting, and notes what is known of one that a carrier has."""
        look_up, noted, state_of = self._beside.of, self._noted, self._state_of

        def read(posting: Posting) -> Mapping[str, Value]:
            around = look_up(posting)
            reality: Any = around.get("reality")
            if isinstance(reality, Reality):
                noted[posting.posting_number] = Noted(state_of(posting), reality)
            return around

        return read

    def timeline(self, posting: Posting, times: Times, *, contradicted: bool) -> Sequence[TimelineEvent]:
        """Return what Ozon and the carrier say happened to a posting."""
        return self._beside.timeline(posting, times, contradicted=contradicted)

    def about(self, subject: str) -> Iterator[Other] | None:
        """Yield what is only in other inputs."""
        return self._beside.about(subject)

    def hear(self, other: Other, findings: Sequence[Finding]) -> None:
        """Do nothing: what is found of one of them says nothing about the next."""

    def suggest(self, numbers: Iterable[str]) -> Suggested:
        """Return a plan that brings these postings to where their carrier has them."""
        steps: dict[str, list[Any]] = {action: [] for action in _STEPS}
        left_out: list[tuple[str, Text]] = []
        for number in numbers:
            noted = self._noted[number]
            reason = _hindrance(noted)
            if reason is not None:
                left_out.append((number, reason))
                continue
            for action in _steps_of(noted):
                steps[action].append(_element(action, number, noted))
        return Suggested(tuple(_requests(steps)), tuple(left_out))


def _hindrance(noted: Noted) -> Text | None:
    """Return why nothing can be suggested for a posting."""
    integration = text_value(noted.state.integration)
    if not isinstance(integration, str):
        return _UNTOLD
    if integration not in _MANUAL:
        return _NOT_MANUAL
    if noted.state.status not in (_AWAITING, _ON_THE_WAY):
        return _NOT_PACKED
    return None if _number_of(noted) else _NO_NUMBER


def _number_of(noted: Noted) -> str | None:
    """Return the tracking number of a posting, else the one that its carrier has for it."""
    own = text_value(noted.state.tracking_number)
    return own if isinstance(own, str) else noted.reality.tracking_number


def _steps_of(noted: Noted) -> Iterator[str]:
    if not isinstance(text_value(noted.state.tracking_number), str):
        yield "set_tracking_number"
    if noted.state.status == _AWAITING:
        yield "delivering"
    if isinstance(noted.reality.delivered_at, float):
        yield "delivered"


def _element(action: str, number: str, noted: Noted) -> Any:  # noqa: ANN401 - as the method takes it
    if action == "set_tracking_number":
        return {"posting_number": number, "tracking_number": _number_of(noted)}
    return number


def _requests(steps: Mapping[str, Sequence[Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the requests for all steps, in batches that Ozon takes."""
    for action, elements in steps.items():
        contract = contracts_by_action()[action]
        most = contract.most or len(elements)
        for first in range(0, len(elements), most or 1):
            yield {"path": contract.path, "body": {contract.items: elements[first : first + most]}}
