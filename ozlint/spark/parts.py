"""What the tasks that read say of the files of a run, put together: what each file held, and whether all of it came."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from ozlint.engine.flat import excuse_followed
from ozlint.engine.result import InputCount
from ozlint.model.other import Held, Role
from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.sources.strangers import EMPTY
from ozlint.spark.files import File
from ozlint.spark.rows import Part
from ozlint.spark.told import Origin
from ozlint.triage.unreadable import Unreadable

_NO_ROWS = Text("it has no rows", "строк в нём нет")
_TRACKING = 1
"""The rank of carriers' events; earlier snapshots come after them."""
_LOST = Undecodable(0, None, "", "", Text("", ""))
_CUT_OFF = msgspec.structs.replace(_LOST, cut_off=True)


class Parts:
    """The parts of the files of a run; those of a file that is none of what it was given for do not count."""

    def __init__(self, parts: Sequence[Part], files: Sequence[Sequence[File]]) -> None:
        """Take in what the tasks said; `files` are those of each input, by rank."""
        self._files = files
        ordered = sorted(parts, key=lambda part: (part.rank, part.file, part.block, part.seq))
        self._by_file = {
            key: list(same) for key, same in groupby(ordered, key=lambda part: (part.rank, part.file))
        }  # fmt: skip
        self._faults = dict(self._faulty())
        for key in self._faults:
            self._by_file.pop(key, None)

    @property
    def each(self) -> list[Part]:
        """All of them, in the order of the inputs."""
        return [part for same in self._by_file.values() for part in same]

    def of(self, rank: int) -> list[Part]:
        """Return those of an input, in order."""
        return [part for part in self.each if part.rank == rank]

    def ends(self) -> Iterator[Part]:
        """Yield the last part of each file."""
        return (same[-1] for same in self._by_file.values())

    def unreadable(self) -> Iterator[Unreadable]:
        """Yield the files that are none of what they were given for."""
        yield from self._faults.values()

    def kept(self, rank: int, rows: Any) -> Any:  # noqa: ANN401 - DataFrames
        """Return the rows of an input without those of files that do not count."""
        left_out = [file for known, file in self._faults if known == rank]
        return rows.where(~rows["file"].isin(left_out)) if left_out else rows

    @property
    def is_earlier_given(self) -> bool:
        """Whether some earlier snapshot could be read; it may have had no postings."""
        return any(next(self._left(rank), None) for rank in range(_TRACKING + 1, len(self._files)))

    def counts(self) -> list[InputCount]:
        """Return what each file of postings held."""
        return excuse_followed([self._count(file, one) for file, one in self._left(0)])

    def held(self) -> Iterator[Held]:
        """Yield what each file of the other inputs held; of its records that could not be read only how many."""
        for rank in range(1, len(self._files)):
            for file, one in self._left(rank):
                same = self._by_file.get((rank, file), [])
                lost = sum(part.lost for part in same)
                undecodable = [_LOST] * lost
                if lost and same[-1].cut_off:
                    undecodable[-1] = _CUT_OFF
                records = sum(part.records for part in same)
                yield Held(Origin(one.name), _role(rank), _form(one, same), records, undecodable, one.closing)

    def _left(self, rank: int) -> Iterator[tuple[int, File]]:
        """Yield the files of an input that count, with their places."""
        return ((file, one) for file, one in enumerate(self._files[rank]) if (rank, file) not in self._faults)

    def _count(self, file: int, one: File) -> InputCount:
        same = self._by_file.get((0, file), [])
        paged = [part for part in same if part.pages]
        closing = one.closing
        more_expected = paged[-1].more_expected if paged else None
        return InputCount(
            path=one.name,
            format=_form(one, same),
            postings=sum(part.records for part in same),
            undecodable=sum(part.lost for part in same),
            cut_off=bool(same) and same[-1].cut_off,
            # Each task that reads of a table tells its end.
            pages=min(1, len(paged)) if any(part.absent for part in same) else sum(part.pages for part in same),
            family=next((part.family for part in paged if part.family), ""),
            more_expected=more_expected if closing is None else not closing.is_whole,
            vouched=closing is not None,
            account=None if closing is None else closing.account,
        )

    def _faulty(self) -> Iterator[tuple[tuple[int, int], Unreadable]]:
        """Yield which files of lines are none of what they were given for, and why."""
        for rank, files in enumerate(self._files):
            for file, one in enumerate(files):
                same = self._by_file.get((rank, file), [])
                fault = next((part.fault for part in same if part.fault is not None), None)
                # A table of postings without rows is told by its count; a snapshot may have had none.
                is_wanted = one.is_text or rank == _TRACKING
                if is_wanted and not same and not one.is_empty:
                    yield (rank, file), Unreadable(one.name, EMPTY if one.is_text else _NO_ROWS, role=_role(rank))
                elif fault is not None and (fault.is_sure or not any(part.records for part in same)):
                    yield (rank, file), Unreadable(one.name, fault.text, fault.hint, _role(rank))


def _form(one: File, parts: Sequence[Part]) -> str:
    """Return what a file was recognised as."""
    return next((part.form for part in parts if part.form), "ndjson" if one.is_text else "spark")


def _role(rank: int) -> Role:
    return "postings" if rank == 0 else "tracking" if rank == _TRACKING else "previous"
