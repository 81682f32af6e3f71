"""The faults of expressions in a rule file whose other parts are wrong too, so that all are told at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import structs

from ozlint.language.check import check_condition
from ozlint.language.fault import ExpressionError, FaultyWordError, ParamValueError
from ozlint.language.knowledge import Knowledge
from ozlint.language.names import Scope
from ozlint.language.own_words import define_words
from ozlint.language.template_text import parse_template
from ozlint.language.tree import Const
from ozlint.rulebook.bind import param_value
from ozlint.rulebook.document import Document
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem
from ozlint.rulebook.statement import SUBJECTS

_CONDITIONS = ("when", "require", "forbid")
_MOST_CASES = 20


def loose_problems(document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what is wrong with the expressions of a file that holds no valid rule.

    What cannot be judged, because the subject or the parameters are wrong themselves, is passed over.
    """
    said = document.value
    if not isinstance(said, dict) or said.get("subject") not in SUBJECTS:
        return
    values = _values(document)
    if values is None:
        return
    types = {name: value.type for name, value in values.items()}
    scope = Scope(said["subject"], types, values, knowledge=knowledge)
    if said["subject"] == "batch":
        return  # what it groups by would have to be known first
    found: list[Problem] = []
    scope = _with_words(scope, document, found)
    yield from found
    for loc, text in _texts(said):
        if document.refused(loc):
            continue
        try:
            if loc[0] == "message":
                parse_template(text, scope)
            else:
                check_condition(text, scope)
        except FaultyWordError:
            continue
        except ExpressionError as error:
            yield _problem(loc, error, document)


def _with_words(scope: Scope, document: Document, found: list[Problem]) -> Scope:
    """Return the scope with the rule's own words; what is wrong with one, beside what its type tells, is found."""
    said = document.value.get("let", {})
    let = said if isinstance(said, dict) else {}
    words = {str(name): text for name, text in let.items() if isinstance(text, str) and text.strip()}

    def blame(name: str, error: ExpressionError, is_name: bool) -> None:  # noqa: FBT001 - as define_words calls it
        if not document.refused(("let", name)):
            loc: Loc = ("let", name)
            found.append(
                document.problem(loc, error.message, error.hint, key=True)
                if is_name
                else _problem(loc, error, document)
            )

    faulty = frozenset(map(str, let.keys() - words.keys()))
    return define_words(structs.replace(scope, faulty=faulty), words, {}, blame)


def _problem(loc: Loc, error: ExpressionError, document: Document) -> Problem:
    if isinstance(error, ParamValueError):
        name, *place = error.loc
        return document.problem(("params", name, "default", *place), error.message, error.hint)
    return document.problem(loc, error.message, error.hint, offset=error.start, length=error.end - error.start)


def _texts(said: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
    for key in _CONDITIONS:
        if isinstance(text := said.get(key), str) and text.strip():
            yield (key,), text
    cases = said.get("severity_when")
    for place, case in enumerate(cases[:_MOST_CASES] if isinstance(cases, list) else ()):
        if isinstance(case, dict) and isinstance(text := case.get("when"), str) and text.strip():
            yield ("severity_when", place, "when"), text
    message = said.get("message")
    for lang in ("en", "ru"):
        if isinstance(message, dict) and isinstance(text := message.get(lang), str):
            yield ("message", lang), text


def _values(document: Document) -> dict[str, Const] | None:
    """Return the values of the parameters; None where one of them is no parameter."""
    params = document.value.get("params", {})
    if not isinstance(params, dict):
        return None
    values = {}
    for name, param in params.items():
        default = param.get("default") if isinstance(param, dict) else None
        wrong = document.refused(("params", name, "default"))
        if wrong or not isinstance(default, bool | int | float | str | list):
            return None
        kind, value = param_value(default)
        values[str(name)] = Const(type=kind, value=value)
    return values
