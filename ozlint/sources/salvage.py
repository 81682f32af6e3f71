"""Getting the whole postings out of a JSON value that is damaged: cut off, or broken in some of its postings.

Used only after the value was refused as a whole. It steps from value to value with the decoder's own help; where one
breaks, it looks for the next object that is a whole posting. Every stretch that is left out is reported once.
"""

from msgspec import Raw

from ozlint.model.pattern import pattern
from ozlint.model.record import Address
from ozlint.sources.batch import Batch, Broken, Unrecognised
from ozlint.sources.reasons import CUT_BETWEEN, STRAY, TOO_BROKEN, TOO_DEEP, Unit, malformed
from ozlint.sources.scanner import Fault, after_gap, after_space, members, value_end
from ozlint.sources.sight import kind_of_record, members_of, seen

_BRACE = pattern(rb"\{")
_CLOSERS = pattern(rb"[ \t\r\n,\]}]*")
_NUMBER = pattern(rb'"posting_number"\s*:')
_HOLDERS = ("result", "postings")
_EFFORT = 16
"""How many times its own length a value may be looked over: a limit against input made to be slow."""
_EFFORT_FLOOR = 1 << 22

_Stretch = tuple[int, int, int]
"""Where a whole value begins and ends, and its place in its list."""


def salvage(data: bytes, base: Address, unit: Unit, prefix: str = "") -> list[Batch]:
    """Return the whole postings of a damaged value, with the broken stretches between them.

    Raises Unrecognised where there is nothing to tell that it was an answer with postings.
    """
    return _Salvage(data, base, unit, prefix).run()


class _Salvage:
    """One damaged value, gone over from left to right."""

    def __init__(self, data: bytes, base: Address, unit: Unit, prefix: str) -> None:
        self.data = data
        self.base = base
        self.unit: Unit = unit
        self.prefix = prefix
        self.effort = _EFFORT * len(data) + _EFFORT_FLOOR
        self.batches: list[Batch] = []

    def run(self) -> list[Batch]:
        begin = position = after_space(self.data, 0)
        values = 0
        while position < len(self.data):
            match = _CLOSERS.match(self.data, self.top(position))
            position = match.end() if match else len(self.data)
            values += 1
        if values == 1 and not any(batch.broken for batch in self.batches):
            self.report_whole(begin)
        elif values == 1 and self.is_unclosed(begin):
            self.report_end(begin)
        self.refuse_strangers()
        return self.batches

    def refuse_strangers(self) -> None:
        """Raise Unrecognised where nothing in the value shows that it was about postings."""
        if any(batch.elements or "postings" in batch.shape for batch in self.batches):
            return
        if _NUMBER.search(self.data) is None:
            broken = [broken for batch in self.batches for broken in batch.broken]
            raise Unrecognised(
                broken[0].reason if broken else seen(self.data),
                is_damaged=True,
                cut_off=any(one.cut_off for one in broken),
            )

    def report_whole(self, begin: int) -> None:
        """Report the fault of a value in which every posting is whole all the same."""
        fault = value_end(self.data, begin)
        at = fault.at if isinstance(fault, Fault) else len(self.data)
        message = fault.message if isinstance(fault, Fault) else ""
        if "truncated" in message:
            self.report_end(begin)
        else:
            reason = malformed(message, b"", self.unit)
            self.keep("list", self.prefix, begin, [], [Broken(self.base + at, self.base + at, reason, 0)])

    def is_unclosed(self, begin: int) -> bool:
        """Return whether the value lacks its closing bracket, and no broken record at its end says so."""
        closing = {b"{": b"}", b"[": b"]"}.get(self.data[begin : begin + 1], b"")
        is_told = any(broken.cut_off for batch in self.batches for broken in batch.broken)
        return not is_told and not self.data.rstrip().endswith(closing)

    def report_end(self, begin: int) -> None:
        """Report that the value ends before its end, though its last posting is whole."""
        self.keep("list", self.prefix, begin, [], [self.cut(len(self.data), 0)])

    def cut(self, at: int, index: int) -> Broken:
        """Return the report of a list that is not closed."""
        return Broken(self.base + at, self.base + at, CUT_BETWEEN, index, cut_off=True)

    def end_of(self, position: int) -> int | Fault:
        """Return where a value ends or breaks, at the cost of some effort."""
        end = value_end(self.data, position)
        self.effort -= (end.at if isinstance(end, Fault) else end) - position
        return end

    def top(self, position: int) -> int:
        """Take one of the values that stand one after the other (nearly always it is the only one)."""
        end = self.end_of(position)
        opening = self.data[position : position + 1]
        if not isinstance(end, Fault):
            self.keep("posting", self.prefix, position, [(position, end, 0)], [])
            return end
        if opening == b"{":
            return self.envelope(position, position, self.prefix, "")
        if opening == b"[":
            after, whole, broken = self.walk(position + 1)
            self.keep("list", self.prefix, position, whole, broken)
            return after
        return self.recover(position, end, "posting")

    def envelope(self, address: int, position: int, prefix: str, path: str) -> int:
        """Take the members of an object that breaks somewhere, down to its list of postings."""
        has_next = None
        for key, start, end in members(self.data, position):
            here, shape = f"{prefix}/{key}", f"{path}/{key}"
            opening = self.data[start : start + 1]
            if key in _HOLDERS and opening == b"[":
                after, whole, broken = self.walk(start + 1)
                after, later = self.tail(after)
                has_next = has_next if later is None else later
                self.keep(shape + "[]" * (key == "result"), here, address, whole, broken, has_next=has_next)
                return after
            if key in _HOLDERS and opening == b"{":
                if isinstance(end, int) and kind_of_record(members_of(self.data[start:end])) == "posting":
                    self.keep(shape, here, address, [(start, end, 0)], [], is_single=True)
                    return self.tail(end)[0]
                return self.envelope(address, start, here, shape)
            if isinstance(end, Fault):
                break
            if key == "has_next":
                has_next = self.data.startswith(b"true", start)
        fault = value_end(self.data, position)
        return self.recover(position, fault if isinstance(fault, Fault) else Fault(fault, ""), path or "posting")

    def tail(self, position: int) -> tuple[int, bool | None]:
        """Return where the members after a list end, and what they say of further pages."""
        has_next = None
        for key, start, end in members(self.data, position - 1):
            if isinstance(end, Fault):
                return self.recover(start, end, "posting"), has_next
            if key == "has_next":
                has_next = self.data.startswith(b"true", start)
            position = end
        return position, has_next

    def recover(self, position: int, fault: Fault, shape: str) -> int:
        """Report what breaks here and take whatever whole postings come after it."""
        after, whole, broken = self.walk(position, fault)
        self.keep(shape, self.prefix, position, whole, broken)
        return after

    def walk(self, position: int, fault: Fault | None = None) -> tuple[int, list[_Stretch], list[Broken]]:
        """Take the elements of a list, whole or broken, up to its closing bracket; return where that is."""
        whole: list[_Stretch] = []
        broken: list[Broken] = []
        index = 0
        while True:
            if fault is not None:
                resumed = self.resume(position, fault)
                broken.append(self.broken(position, resumed, fault, index))
                position, index = resumed, index + (not fault.is_stray)
            position = after_gap(self.data, position)
            if position >= len(self.data):
                if fault is None:
                    broken.append(self.cut(position, index))
                return position, whole, broken
            fault = None
            if self.data[position : position + 1] in (b"]", b"}"):
                return position + 1, whole, broken
            end = self.end_of(position)
            if isinstance(end, Fault):
                fault = end
                continue
            whole.append((position, end, index))
            index += 1
            position = after_space(self.data, end)
            if self.data[position : position + 1] not in (b",", b"]", b""):
                fault = Fault(position, "", is_stray=True)

    def resume(self, position: int, fault: Fault) -> int:
        """Return where the next posting begins after a fault: a whole one, or one that breaks in its turn."""
        # From the beginning, not from the fault: a lost quote hides the beginning of the next posting in a text.
        position = fault.at if fault.is_deep or fault.is_stray else position + 1
        while match := _BRACE.search(self.data, position):
            start = match.start()
            if self.effort < 0:
                break
            end = self.end_of(start)
            if isinstance(end, Fault):
                if end.is_deep:
                    position = max(end.at, start + 1)
                elif _NUMBER.search(self.data, start, end.at):
                    return start
                else:
                    position = start + 1
            elif kind_of_record(members_of(self.data[start:end])) in ("posting", "answer"):
                return start
            else:
                position = end
        return len(self.data)

    def broken(self, start: int, end: int, fault: Fault, index: int) -> Broken:
        """Return the report of a stretch that is left out."""
        if self.effort < 0:
            reason = TOO_BROKEN
        elif fault.is_deep:
            reason = TOO_DEEP
        elif fault.is_stray:
            reason = STRAY
        else:
            reason = malformed(fault.message, self.data[start:end], self.unit)
        is_cut = end == len(self.data) and "truncated" in fault.message
        return Broken(self.base + start, self.base + end, reason, index, cut_off=is_cut or reason is TOO_BROKEN)

    def keep(  # noqa: PLR0913 - the parts of one batch
        self,
        shape: str,
        prefix: str,
        address: int,
        whole: list[_Stretch],
        broken: list[Broken],
        *,
        has_next: bool | None = None,
        is_single: bool = False,
    ) -> None:
        """Put one answer's worth of postings aside."""
        self.batches.append(
            Batch(
                self.base + address,
                shape,
                [Raw(self.data[start:end]) for start, end, _ in whole],
                [self.base + start for start, _, _ in whole],
                prefix,
                is_single=is_single or shape == "posting",
                has_next=has_next,
                broken=broken,
                indexes=[index for _, _, index in whole],
            )
        )
