"""From a rule file to a rule: expressions checked against the vocabulary, parameters bound."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ozlint.language.check import check_condition
from ozlint.language.fault import ExpressionError
from ozlint.language.fold import fold
from ozlint.language.nearest import nearest
from ozlint.language.operands import reads
from ozlint.language.template import Template, parse_template
from ozlint.language.tree import Const, Node
from ozlint.language.type import BOOL, LIST, NUMBER, TEXT, Type
from ozlint.language.vocabulary import vocabulary
from ozlint.model.finding import Severity
from ozlint.model.text import Lang, Text
from ozlint.rulebook.document import Document, Loc
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_file import RuleFile

SUBJECTS = ("posting", "record", "input")
"""Subjects that this version judges."""


def bind(file: RuleFile, document: Document, settings: Mapping[str, Any] | None = None) -> Rule:
    """Return the rule a file describes, with `settings` in place of the defaults of its parameters.

    Raises RuleProblems with every fault of every expression.
    """
    return _Binder(file, document, settings or {}).rule()


def param_value(value: Any) -> tuple[Type, Any]:  # noqa: ANN401 - what a rule file or a configuration holds
    """Return the type and value of a parameter in the language: numbers of a list stand for identifiers."""
    if isinstance(value, bool):
        return BOOL, value
    if isinstance(value, int | float):
        return NUMBER, float(value)
    if isinstance(value, str):
        return TEXT, value
    return LIST, tuple(
        item if isinstance(item, str) else f"{item:g}" if isinstance(item, float) else str(item) for item in value
    )


class _Binder:
    """Binds one rule file, collecting problems."""

    def __init__(self, file: RuleFile, document: Document, settings: Mapping[str, Any]) -> None:
        self.file = file
        self.document = document
        self.problems: list[Problem] = []
        self.values = {name: settings.get(name, param.default) for name, param in file.params.items()}
        typed = {name: param_value(value) for name, value in self.values.items()}
        self.types = {name: kind for name, (kind, _) in typed.items()}
        self.facts = {f"params.{name}": Const(type=kind, value=value) for name, (kind, value) in typed.items()}

    def rule(self) -> Rule:
        """Return the rule, or raise RuleProblems with all that is wrong in its expressions."""
        file = self.file
        if file.subject not in SUBJECTS:
            message = Text(
                f"rules about a {file.subject} are not judged by this version",
                f"правила о {file.subject} эта версия не проверяет",
            )
            raise RuleProblems([self.document.problem(("subject",), message)])
        test_key = "require" if file.require is not None else "forbid"
        test_text = (file.require if file.require is not None else file.forbid) or ""
        when = self._condition(file.when, ("when",)) if file.when is not None else None
        test = self._condition(test_text, (test_key,))
        severities: list[tuple[Node, Severity]] = []
        for place, case in enumerate(file.severity_when):
            node = self._condition(case.when, ("severity_when", place, "when"))
            if node is not None:
                severities.append((node, case.severity))
        languages: tuple[Lang, ...] = ("en", "ru")
        written = {lang: self._template(file.message.say(lang), ("message", lang)) for lang in languages}
        self._check_field()
        if self.problems or test is None:
            raise RuleProblems(self.problems)
        templates = {lang: template for lang, template in written.items() if template is not None}
        nodes = [
            *([when] if when is not None else []),
            test,
            *(node for node, _ in severities),
            *(node for template in templates.values() for node in template.nodes),
        ]
        return Rule(
            id=file.id,
            name=file.name,
            title=file.title.text,
            severity=file.severity,
            severity_when=tuple(severities),
            profile=file.profile,
            tags=file.tags,
            since=file.since,
            subject=file.subject,
            when=when,
            when_text=file.when or "",
            test=test,
            test_text=test_text,
            forbid=file.forbid is not None,
            field=file.field,
            message=templates,
            why=file.why.text,
            fix=file.fix.text,
            params={name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()},
            references=tuple(reference.url or reference.source or "" for reference in file.references),
            path=self.document.path,
            sha256=sha256(self.document.text.encode()).hexdigest(),
            reads=frozenset[str]().union(*(reads(node) for node in nodes)),
        )

    def _condition(self, text: str, loc: Loc) -> Node | None:
        try:
            return fold(check_condition(text, self.file.subject, self.types), self.facts)
        except ExpressionError as error:
            self._blame(error, loc)
            return None

    def _template(self, text: str, loc: Loc) -> Template | None:
        try:
            template = parse_template(text, self.file.subject, self.types)
        except ExpressionError as error:
            self._blame(error, loc)
            return None
        return Template(template.texts, tuple(fold(node, self.facts) for node in template.nodes))

    def _blame(self, error: ExpressionError, loc: Loc) -> None:
        self.problems.append(
            self.document.problem(loc, error.message, error.hint, offset=error.start, length=error.end - error.start)
        )

    def _check_field(self) -> None:
        field = self.file.field
        words = vocabulary(self.file.subject)
        names = [*words.fields, *words.words]
        if field is None or field in names or any(name.startswith((f"{field}.", f"{field}[].")) for name in names):
            return
        guess = nearest(field, names)
        message = Text(f"`{field}` is not a field of a {self.file.subject}", f"`{field}`: такого поля нет")
        hint = Text(f"did you mean `{guess}`?", f"может быть, `{guess}`?") if guess else None
        self.problems.append(self.document.problem(("field",), message, hint))
