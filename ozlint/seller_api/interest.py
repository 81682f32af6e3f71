"""Of which postings rules read the details: nobody is to be asked for what no rule looks at."""

from collections.abc import Collection, Iterable

from ozlint.engine.shape import absence
from ozlint.engine.side import not_given
from ozlint.language.fold import Facts, fold
from ozlint.language.joined import JOINED
from ozlint.language.operands import reads
from ozlint.language.tree import Const, Junction, Node, Unknown
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import posting_fields
from ozlint.ozon.values import enum_values
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.seller_api.details import detail_fields


def statuses_of_interest(rulebook: Rulebook, joined: Collection[str], more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the statuses of the postings whose details some rule reads, in the order of the table.

    `joined` are the records that the run has beside its postings, as in `reality`: a rule that waits for another reads
    nothing. `more` are statuses that the table does not have.
    """
    rules = [rule for rule in rulebook.rules if rule.reads & detail_fields().keys()]
    whole = ("batch", *joined)  # rules about the run, and about updates of postings
    known = {
        **{name: not_given(name) for name in JOINED if name not in joined},
        # No answer of Ozon's has what only tables have.
        **{path: absence(path) for path, field in posting_fields().items() if field.inputs == "export"},
    }
    kind = vocabulary("posting").fields["status"]
    statuses = dict.fromkeys((*(one.value for one in enum_values("status")), *more))
    facts = {status: {**known, "status": Const(type=kind, value=status)} for status in statuses}
    return tuple(
        status
        for status in statuses
        if any(rule.subject in whole or _reads_details(rule, facts[status]) for rule in rules)
    )


def _reads_details(rule: Rule, facts: Facts) -> bool:
    """Return whether a rule about postings reads any details of those of which something is known."""
    if rule.subject != "posting":
        return False
    parts: list[Node] = [fold(rule.test, facts)]
    if rule.when is not None:
        when = fold(rule.when, facts)
        if _never_holds(when):
            return False
        parts.append(when)
    return any(reads(part) & detail_fields().keys() for part in parts)


def _never_holds(condition: Node) -> bool:
    """Return whether a condition is false or unknown, whatever else a posting has."""
    if isinstance(condition, Junction) and condition.op == "and":
        return any(map(_never_holds, condition.items))
    return isinstance(condition, Unknown) or (isinstance(condition, Const) and not condition.value)
