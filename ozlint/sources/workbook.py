"""An Excel workbook, read by python-calamine: its sheets in their order, and one of them in memory.

Nothing in it is worked out or followed: of a formula the value counts that was kept with it, and links are texts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any
from weakref import ref

from ozlint.model.text import Text
from ozlint.sources.archive import DAMAGED, PROTECTED, look_into
from ozlint.sources.content import Content
from ozlint.sources.problem import SourceProblem

NO_SHEETS = Text("the workbook has no sheets with cells", "в книге нет листов с ячейками")


class Workbook:
    """An open workbook."""

    def __init__(self, content: Content) -> None:
        """Open a workbook in which one can go to and fro; raises SourceProblem for one that is not read."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

        self.path = content.path
        with content.open() as stream, told_damage(self.path):
            look_into(self.path, stream)
            stream.seek(0)
            self._book = load_workbook(stream)
            sheets = [sheet for sheet in self._book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise SourceProblem(self.path, NO_SHEETS)
        self.sheets = [
            sheet.name for sheet in sorted(sheets, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
        ]
        """Their names in their order, hidden ones last."""

    def sheet(self, name: str) -> Any:  # noqa: ANN401 - a sheet of the library
        """Return a sheet, loaded if it is not the one in memory; raises SourceProblem where it is damaged."""
        return _DESK.sheet_of(self, name)

    def load(self, name: str) -> Any:  # noqa: ANN401 - as above
        """Return a sheet, loaded anew; raises SourceProblem where it is damaged."""
        with told_damage(self.path):
            return self._book.get_sheet_by_name(name)


class _Desk(local):
    """Where the sheet lies that a thread asked for last: it is read several times, and several might not fit."""

    def __init__(self) -> None:
        self._sheet: Any = None
        self._of: tuple[ref[Workbook], str] | None = None

    def sheet_of(self, workbook: Workbook, name: str) -> Any:  # noqa: ANN401 - as above
        if self._of != (ref(workbook), name):
            self._sheet = None  # before the next one is loaded, not after
            self._of = None
            self._sheet = workbook.load(name)
            self._of = (ref(workbook, self._clear), name)
        return self._sheet

    def _clear(self, _: "ref[Workbook]") -> None:
        self._sheet = None


_DESK = _Desk()


@contextmanager
def told_damage(path: str) -> Iterator[None]:
    """Raise what the library makes of a damaged workbook as a SourceProblem."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise SourceProblem(path, PROTECTED) from None
    except (CalamineError, OSError):
        raise SourceProblem(path, DAMAGED) from None
    except BaseException as error:
        # What Rust calls a panic is a BaseException whose class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceProblem(path, DAMAGED) from None
