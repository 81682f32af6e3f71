"""A table of postings: one posting from its several rows, wherever they stand."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, MutableMapping, Sequence
from itertools import count as count_from
from itertools import groupby, takewhile

import msgspec
from msgspec import structs

from ozlint.model.fields import posting_fields
from ozlint.model.record import Address, Page, Place, Regathered, Undecodable
from ozlint.model.text import Text
from ozlint.ozon.schemes import SPELLED
from ozlint.sources.cell import CellFault
from ozlint.sources.header import NUMBER, Header
from ozlint.sources.row_form import Disagreement, Fault, RowForm
from ozlint.sources.runs import Run, broken_row, runs_of, sound_rows
from ozlint.sources.source import Decode, Item, Record
from ozlint.sources.table import Cells, Table

_FAMILIES = {"FBS": "fbs", "rFBS": "fbs", "Crossborder": "fbs", "FBO": "fbo", "FBP": "fbp"}
"""The schemes, and the methods of the API that answer with their postings."""


class TableSource(msgspec.Struct, frozen=True):
    """One table of postings, a row a product.

    The address of a posting is the number of its first row. A posting whose rows lie apart is given once more at the
    end, whole, under an address beyond the last row.
    """

    path: str
    table: Table
    header: Header
    parts: MutableMapping[Address, list[int]] = msgspec.field(default_factory=dict)
    """The rows of the postings that are not simply those from their address on, kept while the table is read."""
    faults: MutableMapping[Address, int] = msgspec.field(default_factory=dict)
    """The columns of cells that cannot be read, by their rows."""
    starts: "array[int]" = msgspec.field(default_factory=lambda: array("Q"))
    """The rows in which the postings begin, and the row after the last one."""

    unread: tuple[str, ...] = ()
    """The names of other sheets that hold postings too."""

    @property
    def format(self) -> str:
        """What was recognised: `csv: orders export 2025 FBS`."""
        return f"{self.table.kind}: {self.header.kind}{self.table.place}"

    @property
    def aside(self) -> tuple[str, ...]:
        """The names of columns that nobody knows, and that are not read."""
        return self.header.aside

    @property
    def absent(self) -> frozenset[str]:
        """The fields that no column gives."""
        return frozenset(posting_fields()) - self.header.fields

    def sold_as(self, scheme: str) -> "TableSource":
        """Return the table with the scheme that all its postings have, unless it has a column that tells it."""
        if self.header.places("delivery_schema"):
            return self
        return structs.replace(self, header=structs.replace(self.header, scheme=SPELLED[scheme]))

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, every row that cannot be read, and the end of the table, in order."""
        form = RowForm(self.header, decode.root)
        at, make = form.number, form.make
        self.parts.clear()
        self.faults.clear()
        numbers, starts = array("q"), self.starts
        del starts[:]
        count, end = 0, self.header.row
        for run in runs_of(self.table, self.header, form):
            if isinstance(run, Undecodable):
                count, end = count + 1, run.address
                if run.field == NUMBER:
                    self.faults[run.address] = at
                yield run
                continue
            rows, held = run
            numbers.append(hash(held[0][at]))
            starts.append(rows[0])
            end = rows[-1]
            if len(held) == 1 or form.is_one(held):
                try:
                    record = make(held[0], held) if len(held) == 1 else form.record(held)
                except CellFault:
                    record = None
                if record is not None:
                    count += 1
                    yield rows[0], record
                    continue
            for item in self._items(run, form):
                count += 1
                yield item
        again = _starts_of_repeated(numbers, starts)
        starts.append(end + 1)
        parts = 0
        for (rows, held), record, replaced in self._regathered(again, form) if again else ():
            count, end = count + 1 - replaced, end + 1
            self.parts[end] = rows
            parts += replaced
            yield end, record
            denied = list(self._disagreeing((rows, held), form))
            count += len(denied)
            yield from denied
        yield from map(_unread, count_from(end + 1), self.unread)
        # Where a sheet begins: it has no row in this one.
        self.parts.update({row: [1] for row in range(end + 1, end + 1 + len(self.unread))})
        yield Page(self._family, count + len(self.unread), None, self.header.row)
        if parts:
            yield Regathered(parts)

    @property
    def _family(self) -> str:
        """The methods of the API that answer with such postings; empty where they may be of either."""
        return _FAMILIES.get(self.header.scheme, "")

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these addresses, which are sorted, again."""
        form = RowForm(self.header, decode.root)
        explicit = {row for address in addresses for row in self.parts.get(address, ())}
        simple = set(addresses) - self.parts.keys()
        cells_at: dict[int, Cells] = {}
        found: dict[Address, Record] = {}
        for run in self._runs_again({*explicit, *simple}, form):
            rows, held = run
            if rows[0] in simple:
                found.update((kept[0], record) for (kept, _), record in _records(run, form))
            cells_at.update((row, cells) for row, cells in zip(rows, held, strict=True) if row in explicit)
        for address in addresses:
            if address in self.parts:
                held = [cells_at[row] for row in self.parts[address] if row in cells_at]
                yield address, form.record(held)
            elif address in found:
                yield address, found[address]

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand: the row, and the column of a cell that cannot be read."""
        return {
            address: Place(self.path, self.parts.get(address, (address,))[0], self.faults.get(address, 0) + 1, "")
            for address in addresses
        }

    def _runs_again(self, within: Collection[int], form: RowForm) -> Iterator[Run]:
        """Yield again the rows that stand together with any of these."""
        begins: dict[int, int] = {}
        for row in within:
            after = bisect_right(self.starts, row)
            begin, end = self.starts[after - 1 : after + 1]
            begins.update(dict.fromkeys(range(begin, end), begin))
        last = max(begins, default=0)
        rows = takewhile(lambda known: known[0] <= last, sound_rows(self.table, self.header, form, begins))
        sound = ((row, cells) for row, cells in rows if row in begins and not isinstance(cells, Undecodable))
        for _, group in groupby(sound, key=lambda known: begins[known[0]]):
            numbers, held = zip(*group, strict=True)
            yield list(numbers), list(held)

    def _items(self, run: Run, form: RowForm) -> Iterator[tuple[Address, Record] | Undecodable]:
        """Yield the records of some rows of one posting, and the report of each row that cannot be read."""
        try:
            records = _records(run, form)
        except CellFault:
            sound, broken = _sifted(run, form)
            for row, cells, fault in broken:
                self.faults[row] = fault.column
                yield broken_row(row, cells, fault.cause.reason, fault.field, number=cells[form.number])
            records = _records(sound, form)
        for (rows, held), record in records:
            if rows != run[0]:
                self.parts[rows[0]] = rows
            yield rows[0], record
            yield from self._disagreeing((rows, held), form)

    def _disagreeing(self, run: Run, form: RowForm) -> Iterator[Undecodable]:
        """Yield the report of each row that says something else of its posting than one above it, told but once."""
        rows, held = run
        denied = sorted(form.disagreements(held), key=lambda one: one.row)
        for at, group in groupby(denied, key=lambda one: one.row):
            row, cells, fields = rows[at], held[at], list(group)
            if row not in self.faults:
                self.faults[row] = fields[0].column
                yield broken_row(row, cells, _denial(fields, rows), fields[0].field, number=cells[form.number])

    def _regathered(self, starts: Collection[int], form: RowForm) -> Iterator[tuple[Run, Record, int]]:
        """Yield the postings whose rows lie apart: the rows, the record, and how many earlier records it replaces.

        `starts` are the rows in which runs of such postings may begin.
        """
        apart: dict[tuple[str, ...], list[Run]] = {}
        for run in self._runs_again(starts, form):
            first = run[1][0]
            apart.setdefault((first[form.number], *(first[place] for place in form.accounts)), []).append(run)
        for runs in apart.values():
            if len(runs) == 1:
                continue
            sound = [_sifted(run, form)[0] for run in runs]
            replaced = sum(len(_records(run, form)) for run in sound)
            whole: Run = ([row for rows, _ in sound for row in rows], [cells for _, held in sound for cells in held])
            for kept, record in _records(whole, form):
                yield kept, record, replaced
                replaced = 0


def _unread(row: int, sheet: str) -> Undecodable:
    """Return the report of a sheet that is not read, under a row after the last one."""
    reason = Text(
        f'the sheet "{sheet}" holds postings too, and only the first such sheet is read: save it as a file of its own',
        f"на листе «{sheet}» тоже отправления, а читается только первый такой лист: сохраните его отдельным файлом",
    )
    return structs.replace(broken_row(row, [sheet], reason), cut_off=True, sheet=sheet)


def _denial(fields: Sequence[Disagreement], rows: Sequence[int]) -> Text:
    """Return what to say of a row that says something else of its posting than the `rows` above it."""
    said = [(one.says.strip(), one.field, rows[one.first], one.denies.strip()) for one in fields]
    en = "; ".join(f"“{says}” for {field}, and row {row} “{denies}”" for says, field, row, denies in said)
    ru = "; ".join(f"«{says}» для {field}, а в строке {row} «{denies}»" for says, field, row, denies in said)
    return Text(
        f"rows of one posting disagree: this one says {en}; which is true is not known",
        f"строки одного отправления расходятся: в этой {ru}; что верно, неизвестно",
    )


def _records(run: Run, form: RowForm) -> list[tuple[Run, Record]]:
    """Return the records of rows of one posting, one for each status that they tell, with the rows of each."""
    rows, held = run
    groups: dict[str, Run] = {}
    status = next((told for cells in held if isinstance(told := form.status(cells), str)), "")
    for row, cells in zip(rows, held, strict=True):
        # A row that tells no status has that of the row above it.
        status = told if isinstance(told := form.status(cells), str) else status
        group = groups.setdefault(status, ([], []))
        group[0].append(row)
        group[1].append(cells)
    return [(kept, form.record(kept[1])) for kept in groups.values()]


def _sifted(run: Run, form: RowForm) -> tuple[Run, list[tuple[int, Cells, Fault]]]:
    """Return the rows whose cells can all be read, and the others with the fault of each."""
    sound: Run = ([], [])
    broken = []
    for row, cells in zip(*run, strict=True):
        fault = form.fault(cells)
        if fault is None:
            sound[0].append(row)
            sound[1].append(cells)
        else:
            broken.append((row, cells, fault))
    return sound, broken


def _starts_of_repeated(numbers: Sequence[int], starts: Sequence[int]) -> frozenset[int]:
    """Return where the runs begin whose hashes occur more than once."""
    seen: set[int] = set()
    twice: set[int] = set()
    for number in numbers:
        (twice if number in seen else seen).add(number)
    return frozenset(start for number, start in zip(numbers, starts, strict=True) if number in twice)
