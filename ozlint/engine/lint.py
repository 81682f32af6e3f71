"""The pass over all inputs: judge each posting once, remember what repeats, judge that again, count everything."""

from collections.abc import Callable, Mapping, Sequence

from ozlint.engine.batch import lint_batch
from ozlint.engine.clock import times_of
from ozlint.engine.cost import cost_of
from ozlint.engine.count import Counts, count_outcomes
from ozlint.engine.doubt import judge_doubtful
from ozlint.engine.faulty import located
from ozlint.engine.flat import FlatResult, excuse_followed, lint_inputs, lint_records
from ozlint.engine.index import Index
from ozlint.engine.judge import ANY_STATUS, Bench, Judge
from ozlint.engine.ledger import Coverage, Ledger
from ozlint.engine.others import knowing, lint_others
from ozlint.engine.outcome import BITS, BROKEN, unpack
from ozlint.engine.places import NOWHERE, placed
from ozlint.engine.postings import Posting, Postings
from ozlint.engine.relations import Relations, relate
from ozlint.engine.result import InputCount, Result
from ozlint.engine.shape import Key, Shape
from ozlint.engine.side import Benches, Side, covers_of
from ozlint.engine.tally import Adder
from ozlint.engine.terms import Terms
from ozlint.language.interpret import ALONE
from ozlint.language.joined import COVERS, PREVIOUS
from ozlint.language.values import Value
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Closing, Page, Regathered, Undecodable
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import ZONED, Times
from ozlint.rulebook.rule import Rulebook

_WORTH = 200
"""Postings of a status before a function of its own is compiled for it."""
_SOON = 1000
"""Different statuses that are counted in an input."""

Progress = Callable[[int], None]


class Lint:
    """One run over some inputs; used once."""

    def __init__(
        self, rulebook: Rulebook, terms: Terms, benches: Benches | None = None, side: Side | None = None
    ) -> None:
        self.rulebook = rulebook
        self.terms = terms
        self.side = side
        """What other inputs say; None where there are none."""
        self.benches = benches or Benches(rulebook, side)
        self.bench = self.benches.postings
        self.index = Index(self.bench.calls)
        self.broken_mask = sum(BROKEN << (BITS * place) for place in range(self.bench.judged))
        self.adder = Adder(self.bench.batch)
        self.counts: list[Counts] = []
        self.found: list[tuple[int, Finding]] = []
        """Findings about postings with the record they are about; their places are not known yet."""
        self.undecodable: list[list[Undecodable]] = []
        self.pages: list[list[Page]] = []
        self.times: list[Times] = []
        """How the times of each input are read."""
        self.absent: list[frozenset[str]] = []
        """Fields that none of the postings of each input has."""
        self.regathered: list[int] = []
        """How many records of each input are parts of a later one."""
        self.closings: list[Closing | None] = []
        """What is said of each input from outside."""
        self.told: Times | None = None
        """How the times of all inputs are read, where somebody has told before."""
        self.ledger: Ledger | None = None
        """What was counted, once everything is read."""
        self.timelines: dict[str, Sequence[TimelineEvent]] = {}
        """What happened to postings with findings, where other inputs tell."""

    def run(self, inputs: Sequence[Postings], progress: Progress | None = None, lost: Sequence[object] = ()) -> Result:
        """Judge every posting of the inputs; `progress` is told how many were read, now and then.

        `lost` are the inputs that could not be read: more may be added while the others are.
        """
        for postings in inputs:
            self.read(postings, progress)
        return self.conclude(inputs, lost)

    def conclude(self, inputs: Sequence[Postings], lost: Sequence[object] = ()) -> Result:
        """Judge what shows only when all of the inputs are read, and count everything; `lost` is that of `run`."""
        relations = self._judge_again(inputs)
        judge_doubtful(self, inputs, relations)
        findings = placed(self.found, self.index, inputs, relations.superseded)
        tallies, left_open = count_outcomes(self.bench, self.counts)
        unjudged = located(left_open, self.index, inputs)
        held = self.side.held if self.side is not None else ()
        undecodable = [*zip(inputs, self.undecodable, strict=True), *((one.source, one.undecodable) for one in held)]
        readable = len(self.index.numbers) + sum(one.records for one in held)
        records = lint_records(self.rulebook, undecodable, readable, self.terms)
        summaries = excuse_followed([self._summary(place, postings) for place, postings in enumerate(inputs)])
        whole = lint_inputs(self.rulebook, summaries, self.terms)
        self.ledger = Ledger(self.bench, self.counts, self.adder, self.coverage(summaries, lost))
        batch = lint_batch(self.ledger, [one.path for one in summaries], self.terms)
        others = self.lint_others_beside(self.ledger.coverage, summaries)
        flat = (records, whole, batch, *others)
        return Result(
            findings=(*records.findings, *findings, *(found for one in flat[1:] for found in one.findings)),
            inputs=tuple(summaries),
            tallies=tallies | {rule: tally for one in flat for rule, tally in one.tallies.items()},
            unjudged=(*unjudged, *(entry for one in flat for entry in one.unjudged)),
            superseded=len(relations.superseded) - sum(self.regathered),
            held=tuple(held),
            timelines=self.timelines,
            joined=self.side.joined if self.side is not None else None,
        )

    def begin(self, postings: Postings, record: int) -> Counts:
        """Make room for what an input holds, whose first record is this one; return what counts its postings."""
        kept = Counts(postings.path)
        self.index.starts.append(record)
        self.counts.append(kept)
        self.undecodable.append([])
        self.pages.append([])
        self.times.append(ZONED)
        self.absent.append(postings.absent)
        self.regathered.append(0)
        self.closings.append(None)
        return kept

    def read(self, postings: Postings, progress: Progress | None = None) -> None:
        """Judge every posting of an input as if it was alone; `progress` is told how many were read, now and then."""
        index, now, mask = self.index, self.terms.now, self.broken_mask
        kept = self.begin(postings, len(index.numbers))
        groups, group_of = kept.groups, self.bench.group_of
        joined = self.side.reader(postings) if self.side is not None else None
        around: Mapping[str, Value] = ALONE
        adder = self.adder or None
        told = self.told
        times = told or ZONED
        waiting: dict[Key, int] = {}
        judges: dict[Key, Judge] = {}
        add = index.adder()
        shape = self.bench.shape_of(postings.absent)
        key_of = shape.key_of()
        for item in postings.read():
            if type(item) is not tuple:
                self._put_aside(item)
                continue
            address, posting = item
            if told is None and (told := times_of(posting, postings.zone)) is not None and told != times:
                times = told
                judges.clear()
            key = key_of(posting)
            judge = judges.get(key)
            if judge is None:
                judge = self._choose(shape, key, judges, waiting, times)
            if joined is not None:
                around = joined(posting)
            signature = judge(posting, now, around)
            group = group_of(posting)
            try:
                groups[group][signature] += 1
            except KeyError:
                kept.add(group, signature, posting.posting_number)
            add(posting, address)
            if adder is not None:
                adder.add(posting, now, around, times, group)
            if signature & mask:
                self._keep(signature, posting, len(index.numbers) - 1, around, times)
            if not len(index.numbers) & 0xFFF and progress is not None:
                progress(len(index.numbers))
        self.times[-1] = times

    def _put_aside(self, item: object) -> None:
        """Keep what an input holds besides postings: the end of an answer, a record that could not be read."""
        if isinstance(item, Page):
            self.pages[-1].append(item)
            self.index.page_ends.append(len(self.index.numbers))
        elif isinstance(item, Undecodable):
            self.undecodable[-1].append(item)
        elif isinstance(item, Regathered):
            self.regathered[-1] = item.count
        elif isinstance(item, Closing):
            self.closings[-1] = item

    def _choose(self, shape: Shape, key: Key, judges: dict[Key, Judge], waiting: dict[Key, int], times: Times) -> Judge:
        """Return what judges a posting of a shape: one function for all until it is worth compiling its own."""
        seen = waiting[key] = waiting.get(key, 0) + 1 if len(waiting) < _SOON else 0
        if seen < _WORTH:
            return self.bench.judge(ANY_STATUS, times, self.absent[-1])
        judge = judges[key] = self.bench.judge_for(shape, key, times, self.absent[-1])
        return judge

    def _keep(self, signature: int, posting: Posting, record: int, cross: Mapping[str, Value], times: Times) -> None:
        """Keep the findings of one posting."""
        codes = unpack(signature, len(self.bench.rules))
        place = codes.find(BROKEN, 0, self.bench.judged)
        contradicted = False
        while place >= 0:
            rule = self.bench.rules[place]
            contradicted = contradicted or _AGAINST in rule.tags
            captured = self.bench.capture(place, self.terms.lang, times)(posting, self.terms.now, cross)
            account = getattr(posting, "account", None)
            finding = Finding(
                rule=rule.id,
                name=rule.name,
                severity=captured.severity,
                posting_number=posting.posting_number,
                account=account if isinstance(account, str) else None,
                subject=Subject("posting", posting.posting_number),
                field=rule.field,
                message=captured.message,
                values=captured.values,
                facts=captured.facts,
                cost=cost_of(rule, posting, self.terms, times.zone),
                place=NOWHERE,
            )
            self.found.append((record, finding))
            place = codes.find(BROKEN, place + 1, self.bench.judged)
        side = self.side if self.terms.timelines else None
        if side is not None and (timeline := side.timeline(posting, times, contradicted=contradicted)):
            self.timelines[posting.posting_number] = timeline

    def _judge_again(self, inputs: Sequence[Postings]) -> Relations:
        """Judge again what other postings of the run say something about; return what they say."""
        relations = relate(self.index, inputs)
        redone = relations.postings
        if redone:
            self.found = [(record, finding) for record, finding in self.found if record not in redone]
        for record, posting in redone.items():
            around = self.side.of(posting) if self.side is not None else ALONE
            is_last = record not in relations.superseded
            self.judge_again(record, posting, around, {**around, **relations.answers[record]} if is_last else None)
        self.found.sort(key=lambda kept: kept[0])
        return relations

    def judge_again(
        self, record: int, posting: Posting, before: Mapping[str, Value], cross: Mapping[str, Value] | None
    ) -> None:
        """Take back how a posting was judged, and judge it by what is around it in truth; None: it does not count."""
        place, now = self.index.input_of(record), self.terms.now
        times, group, kept = self.times[place], self.bench.group_of(posting), self.counts[place]
        judge = self.bench.judge(ANY_STATUS, times, self.absent[place])
        kept.groups[group][judge(posting, now, before)] -= 1
        self.adder.add(posting, now, before, times, group, -1)
        if cross is None:
            return
        signature = judge(posting, now, cross)
        kept.add(group, signature, posting.posting_number)
        self.adder.add(posting, now, cross, times, group)
        if signature & self.broken_mask:
            self._keep(signature, posting, record, cross, times)

    def lint_others_beside(self, coverage: Coverage, inputs: Sequence[InputCount]) -> list[FlatResult]:
        """Judge what is in other inputs only, by subject."""
        facts = {COVERS: covers_of(coverage, inputs)}
        found = []
        for subject, bench in self.benches.others.items():
            known = Bench([knowing(rule, facts) for rule in bench.rules]) if subject == PREVIOUS else bench
            found.append(lint_others(known, subject, self.side, self.terms))
        return found

    def coverage(self, inputs: Sequence[InputCount], lost: Sequence[object]) -> Coverage:
        """Return what is known of the inputs besides their postings."""
        whole = not lost and not any(one.more_expected or one.cut_off or one.sheets for one in inputs)
        return Coverage(self.terms.covers, whole, sum(one.undecodable for one in inputs))

    def _summary(self, place: int, postings: Postings) -> InputCount:
        end = self.index.starts[place + 1] if place + 1 < len(self.index.starts) else len(self.index.numbers)
        pages, closing = self.pages[place], self.closings[place]
        more_expected = pages[-1].has_next and pages[-1].postings > 0 if pages else None
        return InputCount(
            path=postings.path,
            format=postings.format,
            postings=end - self.index.starts[place] - self.regathered[place],
            undecodable=len(self.undecodable[place]),
            cut_off=any(record.cut_off and not record.sheet for record in self.undecodable[place]),
            sheets=tuple(record.sheet for record in self.undecodable[place] if record.sheet),
            pages=len(pages),
            family=next((page.family for page in pages if page.family), ""),
            more_expected=more_expected if closing is None else not closing.is_whole,
            vouched=closing is not None,
            account=closing.account if closing is not None else None,
        )


_AGAINST = "reality"
"""The tag of rules about what the carrier says otherwise than Ozon."""
