"""Files that were given with the wrong flag, told with the right one, by what a run knows of its inputs."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from ozlint.config.config import Config
from ozlint.model.other import Role
from ozlint.model.text import Text
from ozlint.other_inputs import open_events
from ozlint.plan.answers import read_answers
from ozlint.plan.reading import read_plan
from ozlint.reporters.format_names import format_name
from ozlint.sources import misplaced
from ozlint.sources.notifications import NotificationLog
from ozlint.sources.opening import STDIN, open_sources
from ozlint.sources.table_opening import OWN_NUMBER
from ozlint.sources.tracking.file import TrackingFile
from ozlint.triage.unreadable import Unreadable

_EVENTS = Text(
    "this is what carriers say of parcels ({format}): give it with a --tracking of its own",
    "это то, что о посылках говорят службы доставки ({format}): укажите этот файл отдельно, в --tracking",
)
_LOG = Text(
    "these are notifications of Ozon ({format}): give them with a --previous of their own",
    "это уведомления Ozon ({format}): укажите этот файл отдельно, в --previous",
)
_PLAN = Text(
    "these are planned updates ({format}): give them with --updates, beside the postings",
    "это плановые обновления ({format}): укажите их в --updates, рядом с отправлениями",
)
_ANSWERS = Text(
    "these are answers of Ozon to updates ({format}): give them with --answers, beside the postings",
    "это ответы Ozon на обновления ({format}): укажите их в --answers, рядом с отправлениями",
)
_POSTINGS = Text(
    "these are postings of Ozon ({format}): give them as an input",
    "это отправления Ozon ({format}): укажите их как входные данные",
)
_PUSHED: Sequence[Role] = ("updates", "answers")


def told_apart(problem: Unreadable, config: Config, folder: Path) -> Unreadable:
    """Return what is wrong with an input, with the flag to give it with where it belongs to another one."""
    is_sure = problem.path == STDIN or problem.hint == OWN_NUMBER
    said = None if is_sure else _belonging(problem, config, folder)
    return problem if said is None else Unreadable(problem.path, said, role=problem.role)


def _belonging(problem: Unreadable, config: Config, folder: Path) -> Text | None:
    """Return what a file is that is none of its role, and where it belongs; None where nobody knows."""
    if held := stranger(problem.path, config, folder, problem.role):
        return _named(_LOG if isinstance(held[0], NotificationLog) else _EVENTS, held[0].format)
    if problem.role not in _PUSHED:
        return _pushed(problem.path, folder)
    opened = open_sources([problem.path], stdin=BytesIO(), input_format="auto", cwd=folder, columns=config.columns)
    return _named(_POSTINGS, opened.sources[0].format) if opened.sources else None


def _pushed(path: str, folder: Path) -> Text | None:
    """Return what a file holds of updates, where it does."""
    logs = read_answers([path], stdin=BytesIO(), cwd=folder).files
    if logs and any(answer.answered for answer in logs[0].answers):
        return _named(_ANSWERS, logs[0].format)
    plans = read_plan([path], stdin=BytesIO(), cwd=folder).files
    return _named(_PLAN, plans[0].format) if plans and plans[0].requests else None


def _named(said: Text, form: str) -> Text:
    return Text(said.en.format(format=format_name(form, "en")), said.ru.format(format=format_name(form, "ru")))


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
