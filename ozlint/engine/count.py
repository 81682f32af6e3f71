"""Counting how each rule came out, from the signatures of all postings and how often each turned up."""

from collections.abc import Iterator, Mapping, Sequence

from ozlint.engine.judge import Bench
from ozlint.engine.outcome import BROKEN, FIRST_REASON, HOLDS, NOT_APPLICABLE, unpack
from ozlint.engine.result import Group, Tally, Unjudged
from ozlint.language.operands import Reason

EXAMPLES = 3
"""Postings that are named for a reason."""


class Counts:
    """The signatures of one input: how many postings of each group had each, and one of them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.groups: dict[Group, dict[int, int]] = {}
        self.examples: dict[int, str] = {}

    def add(self, group: Group, signature: int, posting_number: str, count: int = 1) -> None:
        """Count a posting of a group with a signature, or several of which it is one."""
        counts = self.groups.setdefault(group, {})
        counts[signature] = counts.get(signature, 0) + count
        self.examples.setdefault(signature, posting_number)

    def all(self) -> Iterator[tuple[int, int]]:
        """Yield every signature with a count that is not zero."""
        return ((signature, count) for counts in self.groups.values() for signature, count in counts.items() if count)


def count_outcomes(bench: Bench, inputs: Sequence[Counts]) -> tuple[dict[str, Tally], list[Unjudged]]:
    """Return how each rule came out over all inputs, and for each input what could not be judged and why.

    A rule of which several variants run, one for each override of the configuration, is counted once a posting: as
    broken if a variant is, else as open, as holding, or as not applicable.
    """
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(bench.rules[: bench.judged]):
        places.setdefault(rule.id, []).append(place)
    tallies = {identity: Tally() for identity in places}
    unjudged: list[Unjudged] = []
    for one in inputs:
        reasons: dict[tuple[str, Reason], tuple[int, list[str]]] = {}
        for signature, count in one.all():
            codes = unpack(signature, len(bench.rules))
            for identity, variants in places.items():
                code, place = _outcome(codes, variants)
                _add(tallies[identity], code, count)
                if FIRST_REASON <= code < BROKEN:
                    key = (identity, bench.why[place].reason(code))
                    before, examples = reasons.get(key, (0, []))
                    reasons[key] = (before + count, _with_example(examples, one.examples[signature]))
        unjudged += _unjudged(one.path, reasons)
    return tallies, unjudged


def _with_example(examples: list[str], example: str) -> list[str]:
    return examples if example in examples or len(examples) == EXAMPLES else [*examples, example]


def _outcome(codes: bytes, variants: Sequence[int]) -> tuple[int, int]:
    """Return the outcome of a rule of several variants, and which of them it is from."""
    if len(variants) == 1:
        return codes[variants[0]], variants[0]
    return max(((codes[place], place) for place in variants), key=lambda found: _weight(found[0]))


def _weight(code: int) -> int:
    if code == BROKEN:
        return 3
    if code >= FIRST_REASON:
        return 2
    return 1 if code == HOLDS else 0


def _add(tally: Tally, code: int, count: int) -> None:
    if code == HOLDS:
        tally.holds += count
    elif code == NOT_APPLICABLE:
        tally.not_applicable += count
    elif code == BROKEN:
        tally.broken += count
    else:
        tally.not_evaluated += count


def _unjudged(path: str, reasons: Mapping[tuple[str, Reason], tuple[int, list[str]]]) -> list[Unjudged]:
    return [
        Unjudged(identity, "posting", path, reason, count, tuple(examples))
        for (identity, reason), (count, examples) in sorted(reasons.items(), key=lambda entry: entry[0][0])
    ]
