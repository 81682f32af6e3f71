"""The questions that rules about the run ask of each posting, put as rules about postings.

Counting is done by counting signatures anyway: a probe is one more rule in them, whose outcome nobody reports.
"""

from collections.abc import Sequence

import msgspec
from msgspec import structs

from ozlint.language.counting import aggregates_in, part_of, whole_of
from ozlint.language.tree import Aggregate, written
from ozlint.rulebook.rule import Rule


class Probe(msgspec.Struct, frozen=True):
    """A condition about a posting, as a rule that requires it."""

    key: str
    """What it says: equal for equal conditions."""
    rule: Rule


def probes_of(rules: Sequence[Rule]) -> tuple[Probe, ...]:
    """Return the questions of some rules about the run, each once."""
    found: dict[str, Probe] = {}
    for rule in rules:
        for aggregate in aggregates_of(rule):
            for node in (part_of(aggregate), whole_of(aggregate)):
                key = written(node)
                probe = structs.replace(
                    rule, subject="posting", when=None, when_text="", test=node, forbid=False, severity_when=()
                )
                found.setdefault(key, Probe(key, probe))
    return tuple(found.values())


def aggregates_of(rule: Rule) -> list[Aggregate]:
    """Return the aggregates of a rule's conditions and texts, each once."""
    nodes = [*([rule.when] if rule.when is not None else []), rule.test, *(node for node, _ in rule.severity_when)]
    return aggregates_in([*nodes, *(node for template in rule.message.values() for node in template.nodes)])
