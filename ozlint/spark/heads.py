"""What a file of lines is, by how it begins: told by the task that reads that, with the words of one machine."""

from collections.abc import Callable, Mapping
from io import BytesIO

import msgspec

from ozlint.model.text import Text
from ozlint.sources.column_names import column_names
from ozlint.sources.content import GZIP_MAGIC, Spool
from ozlint.sources.head import read_head
from ozlint.sources.notifications import is_notification_log
from ozlint.sources.problem import SourceProblem
from ozlint.sources.recognition import recognise
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.sources.tracking.recognition import recognise_tracking

FORMS = Text(
    "Spark reads Parquet, and NDJSON: a posting, an answer or a document a line (packed as .gz, .bz2 or .zst too)",
    "Spark читает Parquet и NDJSON: отправление, ответ или документ на строку (в том числе .gz, .bz2, .zst)",
)
_DOCUMENT = Text(
    "a JSON document over several lines, and Spark reads a posting or an answer a line: check it without --engine "
    "spark, or write it as NDJSON (jq -c .)",
    "документ JSON на несколько строк, а Spark читает по отправлению или ответу на строку: проверьте его без --engine "
    "spark или запишите как NDJSON (jq -c .)",
)
_ENCODED = Text(
    "the text is UTF-16 or UTF-32, and Spark reads UTF-8",
    "текст в UTF-16 или UTF-32, а Spark читает UTF-8",
)
_PACKED = Text(
    "packed with gzip, which Spark unpacks only where the name ends with .gz: rename it",
    "упакован gzip, а Spark распаковывает только имена на .gz: переименуйте его",
)
_LOG = Text(
    "a log of notifications, which --engine spark does not read",
    "журнал уведомлений, --engine spark его не читает",
)


class Fault(msgspec.Struct, frozen=True):
    """What makes a file none that can be read."""

    text: Text
    hint: Text | None = None
    is_sure: bool = False
    """Whether it holds though a line of the file may be read as a posting."""


class Seen(msgspec.Struct, frozen=True):
    """What a file was taken for."""

    form: str = ""
    fault: Fault | None = None


def see_postings(path: str, head: bytes, columns: Mapping[str, str]) -> Seen:
    """Return what a file of postings is that begins so."""

    def recognised() -> tuple[str, bool, bool]:
        known = recognise(path, Spool(BytesIO(head)), "auto", column_names(columns))
        return known.format, known.layout in ("json", "ndjson"), bool(known.content.encoding)

    return _seen(head, recognised)


def see_earlier(path: str, head: bytes, columns: Mapping[str, str]) -> Seen:
    """Return what an earlier snapshot is that begins so."""
    if is_notification_log(head):
        return Seen(fault=Fault(_LOG))
    return see_postings(path, head, columns)


def see_events(path: str, head: bytes, terms: EventTerms, columns: Mapping[str, str]) -> Seen:
    """Return what a file of carriers' documents is that begins so."""

    def recognised() -> tuple[str, bool, bool]:
        known = read_head(path, Spool(BytesIO(head)))
        format_ = recognise_tracking(path, Spool(BytesIO(head)), terms, column_names(columns)).format
        return format_, known.layout is not None, bool(known.content.encoding)

    return _seen(head, recognised)


def _seen(head: bytes, recognised: Callable[[], tuple[str, bool, bool]]) -> Seen:
    if head.startswith(GZIP_MAGIC):
        return Seen(fault=Fault(_PACKED, is_sure=True))
    try:
        form, is_json, is_encoded = recognised()
    except SourceProblem as problem:
        return Seen(fault=Fault(problem.text, problem.hint))
    if is_encoded:
        return Seen(form, Fault(_ENCODED))
    if not is_json:
        return Seen(form, Fault(FORMS))
    first, _, rest = head.strip().partition(b"\n")
    if rest and form.startswith("json"):
        return Seen(form, Fault(_DOCUMENT, is_sure=first.strip() in (b"{", b"[")))
    return Seen(form)
