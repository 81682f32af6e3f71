"""Asking once more, after a run, which rules could be judged on some of its postings."""

from collections.abc import Collection, Mapping, Sequence

from ozlint.engine.index import mark
from ozlint.engine.judge import ANY_STATUS
from ozlint.engine.lint import Lint
from ozlint.engine.outcome import BROKEN, FIRST_REASON, unpack
from ozlint.engine.postings import Postings
from ozlint.language.interpret import ALONE
from ozlint.model.record import Address


def left_open(lint: Lint, inputs: Sequence[Postings], numbers: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return the rules about postings that could not be judged, for each of some postings that was read.

    A posting counts as it was read last. What the others of the run say of it is taken to be nothing unusual.
    """
    wanted = {mark(number) for number in numbers}
    addresses: dict[int, list[Address]] = {}
    for record, number in enumerate(lint.index.numbers if wanted else ()):
        if number in wanted:
            addresses.setdefault(lint.index.input_of(record), []).append(lint.index.addresses[record])
    rules = lint.bench.rules[: lint.bench.judged]
    found: dict[str, frozenset[str]] = {}
    strangers = lint.side.strangers if lint.side is not None else frozenset[str]()
    for place, where in addresses.items():
        judge = lint.bench.judge(ANY_STATUS, lint.times[place], lint.absent[place])
        for _, posting in inputs[place].reread(sorted(where)):
            around = lint.side.of(posting, strangers) if lint.side is not None else ALONE
            codes = unpack(judge(posting, lint.terms.now, around), len(lint.bench.rules))
            open_here = (rule.id for rule, code in zip(rules, codes, strict=False) if FIRST_REASON <= code < BROKEN)
            found[posting.posting_number] = frozenset(open_here)
    return found
