"""Files that were given as postings and hold something else that a run can be given."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from ozlint.model.text import Text
from ozlint.sources.earlier import open_earlier
from ozlint.sources.opening import STDIN
from ozlint.sources.problem import SourceProblem
from ozlint.sources.tracking.opening import open_tracking

_EVENTS = Text(
    "this is what a carrier says of its parcels: give it with --tracking, beside the postings",
    "это данные службы доставки о посылках: передайте файл через --tracking, рядом с отправлениями",
)
_LOG = Text(
    "these are notifications of Ozon: give them with --previous, beside the postings",
    "это уведомления Ozon: передайте файл через --previous, рядом с отправлениями",
)


def where_they_belong(problems: Sequence[SourceProblem], cwd: Path) -> list[SourceProblem]:
    """Return the problems of some inputs, those of carriers' files and logs with the flag that takes them."""
    return [_explained(problem, cwd) for problem in problems]


def _explained(problem: SourceProblem, cwd: Path) -> SourceProblem:
    if problem.path == STDIN or not (cwd / problem.path).is_file():  # what came through a pipe is gone
        return problem
    if open_earlier([problem.path], stdin=BytesIO(), cwd=cwd, columns={}).logs:
        return SourceProblem(problem.path, _LOG)
    if open_tracking([problem.path], stdin=BytesIO(), cwd=cwd).files:
        return SourceProblem(problem.path, _EVENTS)
    return problem
