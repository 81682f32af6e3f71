"""Running the examples of rules: what each rule makes of them, beside what it should."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from math import inf
from typing import Any, Literal

import msgspec
from msgspec import UNSET, structs

from ozlint.authoring.example_inputs import side_of
from ozlint.carriers.names import carrier_code
from ozlint.engine.flat import FlatResult, lint_inputs, lint_suppressions
from ozlint.engine.lint import Lint
from ozlint.engine.result import InputCount, Result, SuppressionCount
from ozlint.engine.side import Benches
from ozlint.engine.terms import Terms
from ozlint.join.beside import Beside, join_paths
from ozlint.language.knowledge import TABLES, Knowledge, knowledge_of
from ozlint.model.record import Address, Page, Place, Undecodable
from ozlint.model.text import Lang
from ozlint.model.times import read_time
from ozlint.plan.planned import Planned, recut_in
from ozlint.plan.postings import plan_paths
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.rule_file import Example
from ozlint.sources.decoding import DecodeProblem, PostingDecoder

Expected = Literal["bad", "good", "not_evaluated"]
DEFAULT_NOW = "2026-11-22T09:00:00Z"
"""The moment of an example that gives none."""


class Verdict(msgspec.Struct, frozen=True):
    """How one example came out."""

    rule: str
    expected: Expected
    place: int
    """Which of the examples of its kind, from 0."""
    title: str
    fired: tuple[str, ...]
    """Ids of the rules that fired."""
    messages: tuple[str, ...]
    """What they say, each line with the id and name of its rule."""
    not_evaluated: bool
    """The rule itself could not be judged on some posting."""
    passed: bool


class ExamplePostings:
    """The postings of an example, as one answer of an input."""

    path = "example"
    format = ""
    absent: frozenset[str] = frozenset()
    zone: tzinfo | None = None

    def __init__(self, documents: Sequence[Mapping[str, Any]], decoder: PostingDecoder) -> None:
        self._raws = [json.dumps(document, ensure_ascii=False).encode() for document in documents]
        self._decoder = decoder

    def read(self) -> Iterator[tuple[Address, Any] | Undecodable | Page]:
        """Yield the postings and the end of the answer."""
        for address, raw in enumerate(self._raws):
            try:
                yield address, self._decoder(raw)
            except DecodeProblem as problem:
                yield Undecodable(address, None, str(address), problem.field, problem.reason)
        yield Page("", len(self._raws), None, 0)

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield some of the postings again."""
        for address in addresses:
            yield address, self._decoder(self._raws[address])

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where the postings stand: their place in the example."""
        return {address: Place(self.path, 1, 1, f"/{address}") for address in addresses}


class Stage:
    """Rules ready to judge one example after another: compiled once, though every example is a run of its own."""

    def __init__(self, rules: Iterable[Rule], lang: Lang = "en", knowledge: Knowledge = TABLES) -> None:
        self.book = Rulebook(tuple(sorted(rules, key=lambda rule: rule.id)))
        self.lang: Lang = lang
        self.knowledge = knowledge
        self._benches: dict[tuple[frozenset[str], ...], Benches] = {}
        self._decoder = PostingDecoder(self.book.reads | join_paths(knowledge) | plan_paths(knowledge))
        self._earlier = PostingDecoder(self.book.reads_earlier)
        self._recut = recut_in(self.book)

    def instead(self, rule: Rule) -> "Stage":
        """Return the same rules with another version of one of them."""
        rules = (rule if known.id == rule.id else known for known in self.book.rules)
        return Stage(rules, self.lang, self.knowledge)

    def rule(self, identity: str) -> Rule:
        """Return the rule of an id as it is run here."""
        return next(rule for rule in self.book.rules if rule.id == identity)

    def postings(self, case: Example) -> "ExamplePostings":
        """Return the postings of an example as an input."""
        documents = case.postings or (() if case.posting is None else (case.posting,))
        return ExamplePostings(documents, self._decoder)

    def side(self, case: Example) -> Beside | Planned | None:
        """Return the other inputs of an example; None where it has none."""
        return side_of(case, self._decoder, self._earlier, moment_of(case), self.knowledge, self._recut)

    def run(self, case: Example) -> Result:
        """Return what the rules make of an example."""
        now = moment_of(case)
        if case.input is not None:
            subject = input_of(case)
            return _result(lint_inputs(self.book, [subject], Terms(now=now, lang=self.lang)), (subject,))
        if case.suppression is not None:
            return _result(lint_suppressions(self.book, [suppression_of(case)], Terms(now=now, lang=self.lang)))
        side = self.side(case)
        terms = Terms(now=now, lang=self.lang, covers=covers_of(case))
        return Lint(self.book, terms, self._bench(side), side).run([self.postings(case)])

    def _bench(self, side: Beside | Planned | None) -> Benches:
        """Return the compiled rules for the joined records that an example has."""
        given = (side.given, frozenset(side.ungiven)) if side is not None else ()
        if given not in self._benches:
            self._benches[given] = Benches(self.book, side)
        return self._benches[given]


_INPUT = InputCount(path="example", postings=1, undecodable=0, pages=1, family="fbs", more_expected=None)
"""An input of which an example says nothing."""


def _result(flat: FlatResult, inputs: tuple[InputCount, ...] = ()) -> Result:
    return Result(
        findings=flat.findings, inputs=inputs, tallies=dict(flat.tallies), unjudged=flat.unjudged, superseded=0
    )


_SUPPRESSION = SuppressionCount(rule="", about="", reason="", matched=UNSET, place=Place("example", 1, 1, ""))
"""A suppression of which an example says nothing."""


def moment_of(case: Example) -> float:
    """Return the moment an example is judged at."""
    return float(read_time(case.at or DEFAULT_NOW)[0])


def covers_of(case: Example) -> float:
    """Return of how many seconds before its moment an example holds all postings."""
    return inf if case.covers else 0.0


def input_of(case: Example) -> InputCount:
    """Return the input an example describes."""
    return msgspec.structs.replace(_INPUT, **(case.input or {}))


def suppression_of(case: Example) -> SuppressionCount:
    """Return the suppression an example describes."""
    return msgspec.structs.replace(_SUPPRESSION, **(case.suppression or {}))


class ExampleRun(msgspec.Struct, frozen=True):
    """One example with the rules it was run among, and how it came out."""

    one: Loaded
    case: Example
    stage: Stage
    verdict: Verdict
    knowledge: Knowledge
    """What the rule was loaded with."""


def try_examples(
    loaded: Sequence[Loaded], pack: Sequence[Rule], lang: Lang = "en", knowledge: Knowledge = TABLES
) -> Iterator[ExampleRun]:
    """Yield each example of some rules run among all the rules of a pack; `knowledge` is what they were loaded with."""
    stage = Stage({one.id: one for one in (*pack, *(one.rule for one in loaded))}.values(), lang, knowledge)
    for one in loaded:
        for expected, cases in examples_of(one):
            for place, case in enumerate(cases):
                known = _known(case, knowledge)
                own = stage.instead(one.bound(case.params, known)) if is_special(case) else stage
                verdict = judge_example(one.rule.id, expected, place, case, own)
                yield ExampleRun(one, case, own, verdict, known)


def is_special(case: Example) -> bool:
    """Return whether an example is of the rule as a configuration changes it."""
    return bool(case.params or case.contacts)


def _known(case: Example, knowledge: Knowledge) -> Knowledge:
    """Return what is known where an example says which contacts the configuration has."""
    if not case.contacts:
        return knowledge
    contacts = {carrier_code(name): keys.contact(name) for name, keys in case.contacts.items()}
    return structs.replace(knowledge, contacts=knowledge_of({}, {}, contacts).contacts)


def run_examples(loaded: Sequence[Loaded], pack: Sequence[Rule]) -> Iterator[Verdict]:
    """Yield how each example of some rules comes out among all the rules of a pack."""
    return (run.verdict for run in try_examples(loaded, pack))


def examples_of(one: Loaded) -> tuple[tuple[Expected, tuple[Example, ...]], ...]:
    """Return the examples of a rule by what is expected of them."""
    examples = one.file.examples
    return ("bad", examples.bad), ("good", examples.good), ("not_evaluated", examples.not_evaluated)


def judge_example(rule: str, expected: Expected, place: int, case: Example, stage: Stage) -> Verdict:
    """Return how one example of a rule comes out among the rules of a stage."""
    result = stage.run(case)
    # What a rule says of the run as a whole rests on postings that other rules may well have something to say of.
    is_of_run = stage.rule(rule).subject == "batch"
    heard = [one for one in result.findings if not is_of_run or one.subject.kind == "batch"]
    fired = tuple(sorted({finding.rule for finding in heard}))
    tally = result.tallies.get(rule)
    is_open = bool(tally and tally.not_evaluated)
    passed = {
        "bad": fired == (rule,),
        "good": not fired and not is_open,
        "not_evaluated": not fired and is_open,
    }[expected]
    messages = tuple(f"{finding.rule} {finding.name}: {finding.message}" for finding in heard)
    return Verdict(rule, expected, place, case.title or "", fired, messages, is_open, passed)
