"""Logs of what Ozon's webhooks sent: NDJSON or JSON, in the order of arrival."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.model.notification import Notification
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.sources.content import Spool
from ozlint.sources.demand import FAULTS
from ozlint.sources.head import JsonLayout, read_head
from ozlint.sources.logged_notification import read_logged
from ozlint.sources.nested import Found
from ozlint.sources.nested_source import NestedSource, Piece, glance
from ozlint.sources.opening import open_each
from ozlint.sources.problem import SourceProblem
from ozlint.sources.scanner import BOM
from ozlint.sources.sight import seen
from ozlint.sources.strangers import surely_no_json

_MARK = b"message_type"
_LOOKED_AT = 20
_HELD = "notifications"

EXPECTED = Text(
    "Expected are notifications of Ozon, one a line or as a list, bare or as your receiver logged them.",
    "Нужны уведомления Ozon: по одному на строку или списком, сами по себе или так, как их записал ваш приёмник.",
)


class OpenedNotifications(msgspec.Struct, frozen=True):
    """The logs that can be read, in order, and what is wrong with the others."""

    logs: tuple["NotificationLog", ...]
    problems: tuple[SourceProblem, ...]


class NotificationLog(msgspec.Struct, frozen=True):
    """One log of notifications."""

    path: str
    """As it is shown: relative to the working folder, with forward slashes."""
    format: str
    """What was recognised: `ndjson: notifications`."""
    source: NestedSource[Notification]

    def read(self) -> Iterator[tuple[Address, Notification] | Undecodable]:
        """Yield every notification in the order of the file, and every record that could not be read."""
        for item in self.source.pieces(_fast):
            yield (item.address, item.value) if isinstance(item, Piece) else item

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        return self.source.places(addresses)


def open_notifications(arguments: Sequence[str], *, stdin: BinaryIO, cwd: Path) -> OpenedNotifications:
    """Return every log that the arguments stand for, and a problem for every file that is none.

    An argument is a file, a folder, a pattern or "-" for standard input.
    """
    return OpenedNotifications(*open_each(arguments, open_log, stdin=stdin, cwd=cwd))


def open_log(path: str, origin: Path | Spool) -> NotificationLog:
    """Return the log that a file is; one that holds no notifications raises SourceProblem."""
    head = read_head(path, origin)
    layout = head.layout or "ndjson"
    if head.is_whole and not _holds_any(head.text, layout, is_whole=True):
        raise SourceProblem(path, surely_no_json(head.text) or _stranger(head.text), EXPECTED)
    source = NestedSource(path, head.content, layout, read_logged, _stranger)
    return NotificationLog(path, f"{layout}: {_HELD}", source)


def is_notification_log(head: bytes) -> bool:
    """Return whether a file that begins so (unpacked, in UTF-8) is a log of notifications."""
    text = head.removeprefix(BOM)
    return any(_holds_any(text, layout, is_whole=False) for layout in ("ndjson", "json"))


def _holds_any(text: bytes, layout: JsonLayout, *, is_whole: bool) -> bool:
    if _MARK not in text:
        return False
    items = islice(glance(text, layout, read_logged, is_whole=is_whole), _LOOKED_AT)
    return any(isinstance(item, Found) for _, item in items)


def _fast(line: bytes) -> Notification | None:
    try:
        return read_logged(line)
    except FAULTS:
        return None


def _stranger(raw: bytes) -> Text:
    what = seen(raw)
    return Text(f"this is no notification of Ozon but {what.en}", f"это не уведомление Ozon: здесь {what.ru}")
