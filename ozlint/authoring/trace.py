"""What every part of a condition was worth on one subject, by the interpreter: for an example that failed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec
from msgspec import UNSET, structs

from ozlint.authoring.shown import one_line, show_operand
from ozlint.engine.asking import unknown_of, waits_for
from ozlint.engine.batch import ends_of, number_reason, truth_of
from ozlint.engine.ledger import GroupState
from ozlint.engine.side import not_given
from ozlint.language.check import check
from ozlint.language.faults import fault_of, unreadable
from ozlint.language.fold import fold
from ozlint.language.interpret import Moment, interpret, raw_of, truth
from ozlint.language.joined import JOINED, record_of
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.operands import Operand, Reason, fields_of, occurrences, operands
from ozlint.language.own_words import define_words
from ozlint.language.tree import (
    PRODUCTS,
    Aggregate,
    Arith,
    Call,
    Compare,
    Const,
    FieldRef,
    Junction,
    Loop,
    Member,
    Node,
    Not,
    Param,
    Unknown,
    Word,
    children,
)  # fmt: skip
from ozlint.language.values import Value, read_path
from ozlint.model.text import Lang
from ozlint.rulebook.bind import param_value
from ozlint.rulebook.rule import Rule
from ozlint.triage.reason import reason_text

_MOST_PRODUCTS = 3
_FEW_FIELDS = 3
"""A derived word is followed into its fields where it has no more of them."""


class Step(msgspec.Struct, frozen=True):
    """One sub-expression: how deep it stands, its text, what it was worth, and why that is unknown where it is."""

    depth: int
    text: str
    value: str
    reason: str = ""

    @property
    def line(self) -> str:
        """The step on one line, indented by its depth."""
        why = f" ({self.reason})" if self.reason else ""
        return f"{'  ' * self.depth}{self.text} → {self.value}{why}"


class Tracer(msgspec.Struct, frozen=True):
    """What the expressions of a rule mean, its parameters bound."""

    scope: Scope
    params: Mapping[str, Const]

    @classmethod
    def of(cls, rule: Rule, knowledge: Knowledge = TABLES) -> "Tracer":
        """Return the tracer of a rule; `knowledge` is what the rule was loaded with."""
        typed = {name: param_value(value) for name, value in rule.params.items()}
        types = {name: kind for name, (kind, _) in typed.items()}
        groups = {name: node.type for name, node in rule.groups.items()}
        scope = Scope(rule.subject, types, knowledge=knowledge, groups=groups)
        scope = define_words(scope, rule.let, {}, lambda *_fault: None)  # the rule has been bound: nothing is wrong
        return cls(scope, {name: Const(type=kind, value=value) for name, (kind, value) in typed.items()})

    def trace(self, text: str, moment: Moment, lang: Lang, group: GroupState | None = None) -> list[Step]:
        """Return every sub-expression of an expression with its value, each operand once, outer ones first.

        `group` is what was counted, for an expression about the run.
        """
        return list(_Walk(text, lang, group).steps(with_params(check(text, self.scope), self.params), moment, 0))


def with_params(node: Node, values: Mapping[str, Const]) -> Node:  # noqa: PLR0911 - one case a kind of node
    """Return an expression with the values of its parameters in their places, each still called by its name."""
    within = partial(with_params, values=values)
    match node:
        case Param() if node.name in values:
            name = f"params.{node.name}"
            return Word(type=node.type, start=node.start, end=node.end, name=name, body=values[node.name])
        case Not():
            return structs.replace(node, item=within(node.item))
        case Junction():
            return structs.replace(node, items=tuple(map(within, node.items)))
        case Compare() | Arith():
            return structs.replace(node, left=within(node.left), right=within(node.right))
        case Member():
            return structs.replace(node, item=within(node.item), container=within(node.container))
        case Call():
            return structs.replace(node, args=tuple(map(within, node.args)))
        case Loop():
            return structs.replace(node, body=within(node.body))
        case Word() if node.is_local:
            return structs.replace(node, body=within(node.body))
        case Aggregate():
            # What is kept of an aggregate goes by what it says once its parameters are bound.
            return fold(node, {f"params.{name}": value for name, value in values.items()})
        case _:
            return node


def reason_of(node: Node, text: str, moment: Moment) -> Reason:
    """Return why an expression is unknown: its first operand in the order of the text that leaves it open.

    An input that was not given goes before all, then what cannot be read, then what is not there.
    """
    lacking = {name: not_given(name) for name in JOINED if name not in moment.cross}
    whole = fold(node, lacking)  # what parameters and missing inputs settle is no reason
    left = [operand for operand in occurrences(whole, text) if _leaves_open(operand, moment)]
    if (waiting := next(filter(None, (waits_for(operand.node) for operand in left)), None)) is not None:
        return unknown_of(waiting, waiting.name)
    spoilt = ((one, field, fault_of(field, raw_of(field, moment))) for one in left for field in one.fields)
    for operand, field, fault in spoilt:
        if fault:
            return unreadable(operand.name, field.path, fault)
    if left:
        return _reason_of(left[0], moment)
    return Reason("zone_unknown" if moment.times.margin else "cannot_say", one_line(text), "")


def _reason_of(operand: Operand, moment: Moment) -> Reason:
    """Return why an operand is not known whose fields can all be read."""
    if isinstance(operand.node, Unknown):
        return unknown_of(operand.node, operand.name)
    if lacking := next((field for field in operand.fields if raw_of(field, moment) is UNSET), None):
        return _lacking(lacking, operand.name, moment)
    if operand.fields and all(_is_empty(field, moment) for field in operand.fields):
        return Reason("field_empty", operand.name, operand.fields[0].path)
    return operand.untold


def _leaves_open(operand: Operand, moment: Moment) -> bool:
    """Return whether an operand is not known, nor any condition that it is part of."""
    value = interpret(operand.node, moment)
    is_flag = operand.node.type.kind == "bool"
    if value is not UNSET and not (value is None and (operand.need or is_flag)):
        return False
    return all(truth(part, moment) is UNSET for part in operand.parts)


def _lacking(field: FieldRef, name: str, moment: Moment) -> Reason:
    """Return why a field is not there: the posting lacks it, or the record that could have it was not joined."""
    head = record_of(field.path)
    if not head or moment.cross.get(head, UNSET):
        return Reason("field_absent", name, field.path)
    return Reason("not_joined", name, head)


def _is_empty(field: FieldRef, moment: Moment) -> bool:
    value = interpret(field, moment) if not field.path.endswith("[]") else raw_of(field, moment)
    return value is None or value == []


def loop_fields(node: Node) -> Iterator[FieldRef]:
    """Yield the fields of a product that a node reads, in the order of the text."""
    if isinstance(node, FieldRef) and node.loop:
        yield node
    for child in children(node):
        yield from loop_fields(child)


def _parts(node: Node) -> Sequence[Node]:
    """Return what is shown below a node: of changed(x), which stands for three conditions, its two values."""
    if isinstance(node, Junction) and (node.items[0].start, node.items[0].end) == (node.start, node.end):
        return children(node.items[-1])
    return children(node)


class _Walk:
    """A walk through one expression that leaves out what was already shown."""

    def __init__(self, text: str, lang: Lang, group: GroupState | None) -> None:
        self._text = text
        self._lang: Lang = lang
        self._group = group
        self._seen: set[tuple[str, int]] = set()

    def steps(self, node: Node, moment: Moment, depth: int) -> Iterator[Step]:
        if isinstance(node, Const) or (isinstance(node, FieldRef) and node.path.endswith("[]")):
            return
        step = self._step(node, moment, depth)
        if not children(node):
            key = step.text, id(moment.item)
            if key in self._seen:
                return
            self._seen.add(key)
        yield step
        if isinstance(node, Loop):
            yield from self._products(node, moment, depth + 1)
        elif isinstance(node, Word):
            yield from self._fields(node, moment, depth + 1)
        elif not isinstance(node, Aggregate):  # its parts are about postings, and there is none here
            for child in _parts(node):
                yield from self.steps(child, moment, depth + 1)

    def _step(self, node: Node, moment: Moment, depth: int) -> Step:
        values = self._values(node, moment)
        text = self._text[node.start : node.end]
        if isinstance(node, Word) or (isinstance(node, FieldRef) and not node.loop):
            text = node.name if isinstance(node, Word) else node.path
        why = reason_text(self._reason(node, moment)).say(self._lang) if UNSET in values else ""
        shown = " – ".join(show_operand(value, node.type, self._lang) for value in values)
        return Step(depth, one_line(text), shown, why)

    def _values(self, node: Node, moment: Moment) -> list[Value]:
        """Return what a node is worth: of a number about the run that is known within bounds, both of them."""
        if self._group is None:
            return [interpret(node, moment)]
        if node.type.kind == "bool":
            return [truth_of(node, self._group, moment.now)]
        return ends_of(node, self._group, moment.now)

    def _reason(self, node: Node, moment: Moment) -> Reason:
        known = self._group.reasons if self._group is not None else {}
        for operand in operands(fold(node, {}), self._text) if known else ():
            if (found := number_reason(operand, known)) is not None:
                return found
        for field in loop_fields(node) if moment.item is not None else ():
            if interpret(field, moment) in (UNSET, None):
                name = field.path.removeprefix(f"{PRODUCTS}.")
                raw = read_path(moment.item, name)
                if fault := fault_of(field, raw):
                    return unreadable(field.path, field.path, fault)
                code = "field_absent" if raw is UNSET else "field_empty" if raw is None or raw == "" else "cannot_say"
                return Reason(code, field.path, field.path)
        return reason_of(node, self._text, moment)

    def _fields(self, node: Word, moment: Moment, depth: int) -> Iterator[Step]:
        """Yield the fields behind a derived word, where they are few enough to say something."""
        fields: Sequence[FieldRef] = fields_of(node)
        if len(fields) <= _FEW_FIELDS:
            for field in fields:
                yield from self.steps(field, moment, depth)

    def _products(self, node: Loop, moment: Moment, depth: int) -> Iterator[Step]:
        items = read_path(moment.subject, node.path)
        if not isinstance(items, list):
            return
        for place, item in enumerate(items[:_MOST_PRODUCTS]):
            inside = structs.replace(moment, item=item)
            for step in self.steps(node.body, inside, depth):
                outermost = step.depth == depth
                yield structs.replace(step, text=f"products[{place}]: {step.text}") if outermost else step
        if len(items) > _MOST_PRODUCTS:
            yield Step(depth, f"products[{_MOST_PRODUCTS}:]", f"… (+{len(items) - _MOST_PRODUCTS})")
