"""Opening what `--previous` names: earlier snapshots of postings and logs of notifications, told by their content."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from ozlint.model.text import Text
from ozlint.sources.column_names import column_names
from ozlint.sources.content import Spool
from ozlint.sources.formats import source_of
from ozlint.sources.head import read_head
from ozlint.sources.notifications import NotificationLog, is_notification_log, open_log
from ozlint.sources.opening import Opened, open_each
from ozlint.sources.problem import SourceProblem
from ozlint.sources.recognition import EXPECTED, recognise
from ozlint.sources.source import Source

EXPECTED_EARLIER = Text(
    "Expected is what was before: an earlier snapshot of postings, in any form that postings are read in, or a log of "
    "Ozon's notifications.",
    "Нужно то, что было раньше: прежний снимок отправлений в любом виде, в каком их читают, или журнал уведомлений "
    "Ozon.",
)


class OpenedEarlier(msgspec.Struct, frozen=True):
    """The snapshots and the logs that can be read, each in order, and what is wrong with the other files."""

    snapshots: Opened
    logs: tuple[NotificationLog, ...]


def open_earlier(arguments: Sequence[str], *, stdin: BinaryIO, cwd: Path, columns: Mapping[str, str]) -> OpenedEarlier:
    """Return what every file that the arguments stand for is; `columns` are as for the postings of the run."""
    names = column_names(columns)

    def open_one(path: str, origin: Path | Spool) -> Source | NotificationLog:
        if is_notification_log(read_head(path, origin).text):
            return open_log(path, origin)
        try:
            return source_of(recognise(path, origin, "auto", names), names)
        except SourceProblem as problem:
            if problem.hint is not EXPECTED:
                raise
            raise SourceProblem(path, problem.text, EXPECTED_EARLIER) from None

    opened, problems = open_each(arguments, open_one, stdin=stdin, cwd=cwd)
    logs = tuple(one for one in opened if isinstance(one, NotificationLog))
    snapshots = tuple(one for one in opened if not isinstance(one, NotificationLog))
    return OpenedEarlier(Opened(snapshots, problems), logs)
