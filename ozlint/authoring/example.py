"""Running the examples of rules: what each rule makes of them, beside what it should."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from ozlint.engine.lint import Lint
from ozlint.engine.flat import lint_inputs
from ozlint.engine.result import InputCount, Result
from ozlint.model.record import Address, Page, Place, Undecodable
from ozlint.model.times import read_time
from ozlint.rulebook.bind import bind
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule import Rulebook
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
    not_evaluated: bool
    """The rule itself could not be judged on some posting."""
    passed: bool


class ExamplePostings:
    """The postings of an example, as one answer of an input."""

    path = "example"

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


def run_examples(loaded: Sequence[Loaded], pack: Sequence[Loaded]) -> Iterator[Verdict]:
    """Yield how each example of some rules comes out among all the rules of a pack."""
    rules = {one.rule.id: one.rule for one in (*pack, *loaded)}
    for one in loaded:
        examples = one.file.examples
        kinds: tuple[tuple[Expected, tuple[Example, ...]], ...] = (
            ("bad", examples.bad),
            ("good", examples.good),
            ("not_evaluated", examples.not_evaluated),
        )
        for expected, cases in kinds:
            for place, case in enumerate(cases):
                rule = bind(one.file, one.document, case.params) if case.params else one.rule
                book = Rulebook(tuple(rule if known.id == rule.id else known for known in rules.values()))
                yield judge_example(one.rule.id, expected, place, case, book)


def judge_example(rule: str, expected: Expected, place: int, case: Example, book: Rulebook) -> Verdict:
    """Return how one example comes out under a rulebook."""
    result = run_example(case, book)
    fired = tuple(sorted({finding.rule for finding in result.findings}))
    tally = result.tallies.get(rule)
    open_ = bool(tally and tally.not_evaluated)
    passed = {
        "bad": fired == (rule,),
        "good": not fired and not open_,
        "not_evaluated": not fired and open_,
    }[expected]
    return Verdict(rule, expected, place, case.title or "", fired, open_, passed)


def run_example(case: Example, book: Rulebook) -> Result:
    """Return what a rulebook makes of an example."""
    now = read_time(case.at or DEFAULT_NOW)[0]
    if case.input is not None:
        given = {"path": "example", "postings": 1, "undecodable": 0, "pages": 1, "family": "fbs", "more_expected": None}
        subject = InputCount(**{**given, **case.input})  # type: ignore[arg-type]
        flat = lint_inputs(book, [subject], "en", now)
        return Result(
            findings=flat.findings, inputs=(subject,), tallies=dict(flat.tallies), unjudged=flat.unjudged, superseded=0
        )
    documents = case.postings if case.postings is not None else (case.posting or {},)
    return Lint(book, now, "en").run([ExamplePostings(documents, PostingDecoder(book.reads))])
