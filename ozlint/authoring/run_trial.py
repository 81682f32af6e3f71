"""Trying an expression about the run over inputs: what it comes to on all their postings, part by part."""

import ast
from collections.abc import Sequence

from ozlint.authoring.trace import Step, Tracer
from ozlint.authoring.trial import Tried
from ozlint.engine.lint import Lint
from ozlint.engine.postings import Postings
from ozlint.engine.side import Side
from ozlint.engine.terms import Terms
from ozlint.language.aggregates import FORMS
from ozlint.language.parse import parse
from ozlint.rulebook.rule import Rulebook


def asks_of_run(text: str) -> bool:
    """Return whether an expression asks for a number about the run; raises ExpressionError where it is none at all."""
    calls = [node for node in ast.walk(parse(text).tree) if isinstance(node, ast.Call)]
    return any(
        isinstance(call.func, ast.Name)
        and call.func.id in FORMS
        and not any(isinstance(arg, ast.GeneratorExp) for arg in call.args)
        for call in calls
    )


def try_on_run(
    tried: Tried, inputs: Sequence[Postings], terms: Terms, side: Side | None = None
) -> tuple[list[Step], int]:
    """Return what every part of an expression is worth on all postings of some inputs, and how many these are.

    What is not known has its reason: of a window, how much `terms.covers` would have to be. `side` is what other inputs
    say of the postings.
    """
    lint = Lint(Rulebook((tried.rule,)), terms, side=side)
    result = lint.run(inputs)
    postings = sum(count.postings for count in result.inputs) - result.superseded
    groups = list(lint.ledger.groups(tried.rule, terms.now)) if lint.ledger is not None else []
    steps = [
        step
        for group in groups
        for step in Tracer.of(tried.rule, tried.knowledge).trace(tried.text, group.moment(terms.now), terms.lang, group)
    ]
    return steps, postings
