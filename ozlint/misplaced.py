"""Files that were given with the wrong flag, told with the right one, by what a run knows of its inputs."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from ozlint.config.config import Config
from ozlint.model.other import Role
from ozlint.model.text import Text
from ozlint.other_inputs import open_events
from ozlint.sources import misplaced
from ozlint.sources.notifications import NotificationLog
from ozlint.sources.tracking.file import TrackingFile
from ozlint.triage.unreadable import Unreadable

_EVENTS = Text(
    "this is what carriers say of parcels ({format}): give it with a --tracking of its own",
    "это то, что о посылках говорят службы доставки ({format}): укажите перед ним свой --tracking",
)
_LOG = Text(
    "these are notifications of Ozon ({format}): give them with a --previous of their own",
    "это уведомления Ozon ({format}): укажите перед ними свой --previous",
)


def told_apart(problem: Unreadable, config: Config, folder: Path) -> Unreadable:
    """Return what is wrong with an input, with the flag to give it with where it belongs to another one."""
    held = stranger(problem.path, config, folder, problem.role)
    if not held:
        return problem
    said = _LOG if isinstance(held[0], NotificationLog) else _EVENTS
    text = Text(said.en.format(format=held[0].format), said.ru.format(format=held[0].format))
    return Unreadable(problem.path, text, role=problem.role)


def stranger(
    path: str, config: Config, folder: Path, role: Role = "postings"
) -> Sequence[TrackingFile | NotificationLog]:
    """Return what reads a file that is none of its role but something else that a run can be given."""
    return misplaced.misplaced(
        path,
        folder,
        role,
        columns=config.columns,
        open_events=lambda path: open_events(config, [path], BytesIO(), folder),
    )
