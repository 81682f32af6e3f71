"""What every finding about a posting says of it, whatever the rule."""

from functools import cache

from ozlint.language.check import check
from ozlint.language.names import Scope
from ozlint.rulebook.rule import FACTS, Facts


@cache
def fact_nodes() -> Facts:
    """Return the names of the facts, each with what reads it from a posting."""
    return tuple((name, check(path, Scope("posting"))) for name, path in FACTS.items())
