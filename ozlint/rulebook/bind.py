"""From the statement of a rule to a rule: expressions checked against the vocabulary, parameters bound."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import structs

from ozlint.language.aggregates import check_windows
from ozlint.language.check import check, check_condition
from ozlint.language.counting import aggregates_in
from ozlint.language.fault import ExpressionError, FaultyWordError, ParamValueError
from ozlint.language.fold import fold
from ozlint.language.knowledge import Knowledge
from ozlint.language.names import Scope
from ozlint.language.nearest import nearest
from ozlint.language.operands import joins, reads
from ozlint.language.own_words import define_words
from ozlint.language.template import Template
from ozlint.language.template_text import parse_template
from ozlint.language.tokens import short
from ozlint.language.tree import Const, FieldRef, Node, Word, names_in
from ozlint.language.type import BOOL, LIST, NUMBER, TEXT, Type
from ozlint.language.vocabulary import vocabulary
from ozlint.model.finding import Severity
from ozlint.model.text import Lang, Text
from ozlint.rulebook.facts import fact_nodes
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import Statement


class Blame(Protocol):
    """Makes a problem of a rule's file out of what is wrong with one of its expressions."""

    def __call__(self, loc: Loc, error: ExpressionError, /, *, key: bool = False) -> Problem:
        """Return the problem; `key`: it is of the key at `loc`, and not of its value."""


def bind(statement: Statement, path: str, settings: Mapping[str, Any], blame: Blame, knowledge: Knowledge) -> Rule:
    """Return the rule a statement describes, with `settings` in place of the defaults of its parameters.

    `path` is the rule's file. Raises RuleProblems with every fault of every expression.
    """
    return _Binder(statement, path, settings, blame, knowledge).rule()


def param_value(value: Any) -> tuple[Type, Any]:  # noqa: ANN401 - what a rule file or a configuration holds
    """Return the type and value of a parameter in the language: numbers of a list stand for identifiers."""
    if isinstance(value, bool):
        return BOOL, value
    if isinstance(value, int | float):
        return NUMBER, float(value)
    if isinstance(value, str):
        return TEXT, value if value.strip() else None
    return LIST, tuple(
        item if isinstance(item, str) else f"{item:g}" if isinstance(item, float) else str(item) for item in value
    )


MAX_AGGREGATES = 8
"""Numbers about the run that one rule may ask for."""
_UNFIT = Text(
    "postings are grouped by a text that several of them have in common: a field or a word without a point",
    "группировать можно по тексту, общему для нескольких отправлений: полю или слову без точки",
)
_SINGLE = frozenset(("posting_number", "order_number", "parent_posting_number", "tracking_number"))
"""Texts that tell single postings apart: as groups they would be as many as the postings."""
_FIT = Text("like account, warehouse or carrier", "например, account, warehouse или carrier")


def _grouping(name: str, posting: Scope) -> Node:
    """Return what reads from a posting what it is grouped by; raises ExpressionError."""
    node = check(name, posting)
    if node.type.kind != "text" or not isinstance(node, FieldRef | Word) or "." in name or name in _SINGLE:
        raise ExpressionError(_UNFIT, 0, len(name), _FIT)
    return node


class _Binder:
    """Binds one statement, collecting problems."""

    def __init__(
        self, statement: Statement, path: str, settings: Mapping[str, Any], blame: Blame, knowledge: Knowledge
    ) -> None:
        self.statement = statement
        self.path = path
        self.blame = blame
        self.problems: list[Problem] = []
        self.values = {name: settings.get(name, default) for name, default in statement.params.items()}
        typed = {name: param_value(value) for name, value in self.values.items()}
        types = {name: kind for name, (kind, _) in typed.items()}
        values = {name: Const(type=kind, value=value) for name, (kind, value) in typed.items()}
        self.scope = Scope(statement.subject, types, values, knowledge=knowledge)
        self.facts = {f"params.{name}": value for name, value in values.items()}

    def rule(self) -> Rule:
        """Return the rule, or raise RuleProblems with all that is wrong in its expressions."""
        said = self.statement
        groups = self._groups()
        self._define()
        when = self._condition(said.when, ("when",)) if said.when is not None else None
        test = self._condition(said.test, ("forbid" if said.forbid else "require",))
        severities: list[tuple[Node, Severity]] = []
        for place, (text, severity) in enumerate(said.severity_when):
            node = self._condition(text, ("severity_when", place, "when"))
            if node is not None:
                severities.append((node, severity))
        languages: tuple[Lang, ...] = ("en", "ru")
        written = {lang: self._template(said.message.say(lang), ("message", lang)) for lang in languages}
        self._check_field()
        templates = {lang: template for lang, template in written.items() if template is not None}
        self._check_field_of_run(templates.values())
        if self.problems or test is None:
            raise RuleProblems(self.problems)
        self._bound_aggregates([when, test, *(node for node, _ in severities)], templates)
        nodes = [
            *([when] if when is not None else []),
            test,
            *(node for node, _ in severities),
            *(node for template in templates.values() for node in template.nodes),
        ]
        return Rule(
            id=said.id,
            name=said.name,
            title=said.title,
            severity=said.severity,
            severity_when=tuple(severities),
            profile=said.profile,
            tags=said.tags,
            since=said.since,
            subject=said.subject,
            groups=groups,
            let=said.let,
            when=when,
            when_text=said.when or "",
            test=test,
            test_text=said.test,
            forbid=said.forbid,
            field=said.field,
            cost=said.cost,
            message=templates,
            why=said.why,
            fix=said.fix,
            params={name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()},
            references=said.references,
            path=self.path,
            sha256=said.sha256,
            reads=frozenset[str]().union(*(reads(node) for node in nodes)) - groups.keys()
            | frozenset[str]().union(*(reads(node) for node in groups.values())),
            joins=frozenset[str]().union(*(joins(node) for node in nodes)),
            facts=fact_nodes(),
        )

    def _tell(self, loc: Loc, error: ExpressionError, *, key: bool = False) -> None:
        """Keep the problem of what stands at `loc`, or of the value of a parameter that does not fit there."""
        if isinstance(error, ParamValueError):
            name, *place = error.loc
            loc = ("params", name, "default", *place)
        self.problems.append(self.blame(loc, error, key=key))

    def _groups(self) -> dict[str, Node]:
        """Put what the postings are grouped by into scope; return what reads each of it from a posting."""
        nodes: dict[str, Node] = {}
        posting = structs.replace(self.scope, subject="posting")
        for place, name in enumerate(self.statement.group_by):
            try:
                node = _grouping(name, posting)
            except ExpressionError as error:
                self.problems.append(self.blame(("group_by", place), error))
                self.scope = structs.replace(self.scope, faulty=self.scope.faulty | {name})
            else:
                nodes[name] = node
        self.scope = structs.replace(self.scope, groups={name: node.type for name, node in nodes.items()})
        return nodes

    def _define(self) -> None:
        """Put the rule's own words into scope, each with those before it."""

        def blame(name: str, error: ExpressionError, is_name: bool) -> None:  # noqa: FBT001 - as define_words calls it
            self._tell(("let", name), error, key=is_name)

        self.scope = define_words(self.scope, self.statement.let, self.facts, blame)

    def _bound_aggregates(self, conditions: Sequence[Node | None], templates: Mapping[Lang, Template]) -> None:
        """Refuse more questions about each posting than a rule can have use for: every one costs every posting."""
        shown = [node for template in templates.values() for node in template.nodes]
        asked = aggregates_in([*(node for node in conditions if node is not None), *shown])
        if len(asked) > MAX_AGGREGATES:
            message = Text(
                f"the rule counts {len(asked)} different things; at most {MAX_AGGREGATES} are counted",
                f"правило считает {len(asked)} разных величин, а можно не больше {MAX_AGGREGATES}",
            )
            loc = ("forbid" if self.statement.forbid else "require",)
            raise RuleProblems([self.blame(loc, ExpressionError(message, 0, len(self.statement.test)))])

    def _condition(self, text: str, loc: Loc) -> Node | None:
        try:
            node = fold(check_condition(text, self.scope), self.facts)
            check_windows(node)
        except FaultyWordError:
            return None
        except ExpressionError as error:
            self._tell(loc, error)
            return None
        return node

    def _template(self, text: str, loc: Loc) -> Template | None:
        try:
            template = parse_template(text, self.scope)
            nodes = tuple(fold(node, self.facts) for node in template.nodes)
        except FaultyWordError:
            return None
        except ExpressionError as error:
            self._tell(loc, error)
            return None
        try:
            for node in nodes:
                check_windows(node)
        except ExpressionError as error:  # it knows its place in the braces, and not in the message
            self.problems.append(self.blame(loc, ExpressionError(error.message, 0, len(text), error.hint)))
        return Template(template.texts, nodes)

    def _check_field_of_run(self, templates: Iterable[Template]) -> None:
        """Refuse a field that a message about the run says nothing of: nobody would find it there."""
        field = self.statement.field
        if field is None or self.statement.subject != "batch":
            return
        named = frozenset[str]().union(*(names_in(node) for template in templates for node in template.nodes))
        if not any(name == field or name.startswith((f"{field}.", f"{field}[]")) for name in named):
            message = Text(
                f"the message says nothing of `{short(field)}`", f"в message ничего нет про `{short(field)}`"
            )
            known = ", ".join(sorted(named))
            hint = (
                Text(f"it speaks of {known}", f"там есть {known}") if known else Text("delete field", "удалите field")
            )
            self.problems.append(self.blame(("field",), ExpressionError(message, 0, len(field), hint)))

    def _check_field(self) -> None:
        field = self.statement.field
        if self.statement.subject == "batch":
            return  # what its message speaks of
        words = vocabulary(self.statement.subject)
        names = [*words.fields, *words.words]
        if field is None or field in names or any(name.startswith((f"{field}.", f"{field}[].")) for name in names):
            return
        near = nearest(field, names)
        subject = self.statement.subject
        article = "an" if subject[0] in "aeiou" else "a"
        message = Text(f"`{field}` is not a field of {article} {subject}", f"`{field}`: такого поля нет")
        hint = Text(f"did you mean `{near}`?", f"может быть, `{near}`?") if near else None
        self.problems.append(self.blame(("field",), ExpressionError(message, 0, len(field), hint)))
