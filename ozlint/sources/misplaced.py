"""Files that hold something else than what they were given as, and where they belong."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from ozlint.model.other import Role
from ozlint.model.text import Text
from ozlint.sources.earlier import open_earlier
from ozlint.sources.notifications import NotificationLog
from ozlint.sources.opening import STDIN
from ozlint.sources.problem import SourceProblem
from ozlint.sources.table_opening import OWN_NUMBER
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.opening import OpenedTracking, open_tracking

_EVENTS = Text(
    "this is what a carrier says of its parcels: give it with --tracking, beside the postings",
    "это данные службы доставки о посылках: передайте файл через --tracking, рядом с отправлениями",
)
_LOG = Text(
    "these are notifications of Ozon: give them with --previous, beside the postings",
    "это уведомления Ozon: передайте файл через --previous, рядом с отправлениями",
)
_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def misplaced(
    path: str,
    cwd: Path,
    role: Role = "postings",
    *,
    columns: Mapping[str, str] = _NO_COLUMNS,
    open_events: Callable[[str], OpenedTracking] | None = None,
) -> Sequence[TrackingFile | NotificationLog]:
    """Return what reads a file that is none of its role but something else that a run can be given.

    `columns` are a seller's own names; `open_events` opens a file of carriers' events by what a run knows of them.
    """
    if path == STDIN:  # it was read, and is gone
        return ()
    if role != "previous":
        logs = open_earlier([path], stdin=BytesIO(), cwd=cwd, columns=columns).logs
        if logs or role == "tracking":
            return logs
    opened = open_tracking([path], stdin=BytesIO(), cwd=cwd) if open_events is None else open_events(path)
    return opened.files


def where_they_belong(problems: Sequence[SourceProblem], cwd: Path) -> list[SourceProblem]:
    """Return the problems of some inputs, those of carriers' files and logs with the flag that takes them."""
    return [_explained(problem, cwd) for problem in problems]


def _explained(problem: SourceProblem, cwd: Path) -> SourceProblem:
    is_sure = problem.hint == OWN_NUMBER or not (cwd / problem.path).is_file()
    held = () if is_sure else misplaced(problem.path, cwd)
    if not held:
        return problem
    return SourceProblem(problem.path, _LOG if isinstance(held[0], NotificationLog) else _EVENTS)
