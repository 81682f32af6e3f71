"""What Ozon's answers say, read from their bytes."""

from typing import TypeVar

import msgspec
from msgspec import UNSET, Raw, UnsetType

from ozlint.model.text import Text
from ozlint.model.times import read_time
from ozlint.sources.demand import FAULTS
from ozlint.sources.scanner import mend
from ozlint.sources.strangers import no_json

T = TypeVar("T")


class AnswerFault(Exception):  # noqa: N818 - a fault of one answer, which may come out right when asked again
    """An answer that is not what the method answers with."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Page(msgspec.Struct, frozen=True):
    """One page of a list."""

    postings: list[Raw]
    cursor: str = ""
    has_next: bool | None = None
    """None where the method does not say."""


class Role(msgspec.Struct, frozen=True):
    """A role of a key: its name, and the methods it opens."""

    name: str = ""
    methods: tuple[str, ...] = ()


class Roles(msgspec.Struct, frozen=True):
    """What a key may do."""

    roles: tuple[Role, ...]
    expires_at: float | None
    """Seconds since 1970 UTC; None where Ozon does not say."""


class ReportState(msgspec.Struct, frozen=True):
    """How far a report is."""

    status: str = ""
    """waiting, processing, success or failed."""
    file: str = ""
    """Address of the file, once there is one."""
    error: str | None = ""


class _List(msgspec.Struct):
    postings: list[Raw] | UnsetType | None = UNSET
    cursor: str | UnsetType | None = UNSET
    has_next: bool | UnsetType | None = UNSET


class _Answer(_List):
    result: list[Raw] | _List | UnsetType | None = UNSET


class _One(msgspec.Struct):
    result: Raw


class _Number(msgspec.Struct):
    posting_number: str


class _Roles(msgspec.Struct):
    roles: tuple[Role, ...] | None
    expires_at: str | None = None


class _Code(msgspec.Struct):
    code: str


class _Created(msgspec.Struct):
    result: _Code


class _Info(msgspec.Struct):
    result: ReportState


class _Error(msgspec.Struct):
    message: str | None = None
    error: Raw = Raw()


def read_page(body: bytes) -> Page:
    """Return a page of postings, in any of the envelopes that Ozon has for them; raises AnswerFault."""
    answer = _decoded(body, _Answer)
    if isinstance(answer.result, list):
        return Page(answer.result)
    inner = answer.result if isinstance(answer.result, _List) else answer
    # A list may be null where it is empty; an answer that has nothing of a page is none.
    if inner.postings is UNSET and inner.has_next is UNSET and answer.result is not None:
        raise AnswerFault(Text("it holds no list of postings", "в нём нет списка отправлений"))
    return Page(
        inner.postings or [],
        inner.cursor or "",
        None if inner.has_next is UNSET else inner.has_next,
    )


def read_details(body: bytes) -> Raw:
    """Return the only posting of an answer, which has a number; raises AnswerFault."""
    posting = _decoded(body, _One).result
    _decoded(bytes(posting), _Number)
    return posting


def read_roles(body: bytes) -> Roles:
    """Return what a key may do; raises AnswerFault."""
    answer = _decoded(body, _Roles)
    moment = read_time(answer.expires_at or "")[0]
    return Roles(answer.roles or (), None if moment != moment else moment)  # noqa: PLR0124 - NaN: no date-time


def read_report_code(body: bytes) -> str:
    """Return the code of the report that Ozon makes; raises AnswerFault."""
    return _decoded(body, _Created).result.code


def read_report_state(body: bytes) -> ReportState:
    """Return how far a report is; raises AnswerFault."""
    return _decoded(body, _Info).result


def read_refusal(body: bytes) -> str | None:
    """Return what Ozon says in an error, of the present shape or the older one; None where this is none."""
    try:
        outer = msgspec.json.decode(body, type=_Error)
        inner = msgspec.json.decode(outer.error, type=_Error) if bytes(outer.error)[:1] == b"{" else outer
    except FAULTS:
        return None
    return inner.message


def _decoded(body: bytes, kind: type[T]) -> T:
    try:
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.ValidationError:
            raise
        except FAULTS:
            # Half an emoji makes msgspec refuse what is valid JSON.
            return msgspec.json.decode(mend(body), type=kind)
    except msgspec.ValidationError as error:
        raise AnswerFault(Text(f"it has another shape: {error}", f"у него другая структура: {error}")) from None
    except FAULTS:
        raise AnswerFault(_no_json(body)) from None


def _no_json(body: bytes) -> Text:
    if body.lstrip()[:1] in (b"{", b"["):
        return Text("its JSON is damaged or breaks off", "его JSON повреждён или обрывается")
    return no_json(body) if body.strip() else Text("it is empty", "он пустой")
