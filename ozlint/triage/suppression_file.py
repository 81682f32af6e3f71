"""The file of suppressions: finding it, and reading it strictly, with everything that is wrong in it at once."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from ozlint.language.check import check_condition
from ozlint.language.fault import ExpressionError
from ozlint.language.names import Scope
from ozlint.language.nearest import nearest
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.times import DAY, Day, iso_time, read_time
from ozlint.rulebook.apply import unknown_rule
from ozlint.rulebook.document import Document, scan_document
from ozlint.rulebook.files import read_text
from ozlint.rulebook.model_fault import FileKind, model_faults
from ozlint.rulebook.node import Loc
from ozlint.rulebook.origin import Spot
from ozlint.rulebook.problem import MOST_PROBLEMS, Problem, RuleProblems, quote
from ozlint.rulebook.rule_file import MaybeExpression, Part, Words
from ozlint.rulebook.select import DIAGNOSTICS, TELLS_OF_MISSING_DATA
from ozlint.triage.suppression import NEVER, STALE, Suppression, SuppressionTerms

_KIND = FileKind(Text("a file of suppressions", "файл подавлений"), "suppressions")
_ListOf = Field(strict=False)
_NUMBER = pattern(r"[^\s?\[\]]+")


def _one_or_more(value: Any) -> Any:  # noqa: ANN401 - a validator sees whatever the file holds
    return value if isinstance(value, list) else [value]


class SuppressionKeys(Part):
    """One suppression."""

    rule: Words
    """Id of the rule."""
    posting: Annotated[tuple[Words, ...], BeforeValidator(_one_or_more), _ListOf] = ()
    """The number of a posting, a pattern with *, or a list of such."""
    when: MaybeExpression = None
    """A condition about a finding, in place of `posting`."""
    reason: Words
    """Why it may stay so for now."""
    owner: Words = ""
    """Who answers for it."""
    expires: Words
    """The last day of it (UTC), or the moment it ends."""


class SuppressionFile(Part):
    """What ozlint-suppressions.yaml holds."""

    suppressions: Annotated[tuple[SuppressionKeys, ...], _ListOf] = ()
    """Findings that do not count for a while."""


def load_suppressions(path: str, folder: Path, terms: SuppressionTerms) -> tuple[Suppression, ...]:
    """Return what a file of the working folder suppresses; raises RuleProblems with everything that is wrong in it."""
    return read_suppressions(read_text(folder / path, path), path, terms)


def read_suppressions(text: str, name: str, terms: SuppressionTerms) -> tuple[Suppression, ...]:
    """Return the suppressions that a text holds; raises RuleProblems with everything that is wrong in it."""
    document, problems = scan_document(text, name)
    if document is None:
        raise RuleProblems(problems)
    file = None
    try:
        file = SuppressionFile.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        problems += model_faults(error, SuppressionFile, document, _KIND)
    problems += islice(_check(document, terms), MOST_PROBLEMS)
    if file is None or problems:
        raise RuleProblems(problems)
    return tuple(
        _suppression(said, Spot(document, ("suppressions", place)), terms)
        for place, said in enumerate(file.suppressions)
    )


def _suppression(said: SuppressionKeys, spot: Spot, terms: SuppressionTerms) -> Suppression:
    return Suppression(
        rule=said.rule,
        postings=said.posting,
        when=said.when or "",
        condition=None if said.when is None else check_condition(said.when, _scope(terms)),
        reason=said.reason,
        owner=said.owner,
        expires=None if said.expires == NEVER else read_time(said.expires)[0],
        spot=spot,
    )


def _scope(terms: SuppressionTerms) -> Scope:
    return Scope("finding", knowledge=terms.knowledge)


def _check(document: Document, terms: SuppressionTerms) -> Iterator[Problem]:
    """Give what is wrong in a file of suppressions that its types do not tell, however wrong they may be."""
    said = document.value
    entries = said.get("suppressions") if isinstance(said, dict) else None
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            loc: Loc = ("suppressions", place)
            yield from _rule(entry.get("rule"), (*loc, "rule"), document, terms.known)
            yield from _what(entry, loc, document)
            yield from _numbers(entry.get("posting"), (*loc, "posting"), document)
            yield from _condition(entry.get("when"), (*loc, "when"), document, terms)
            yield from _expires(entry.get("expires"), (*loc, "expires"), document, terms)


def _rule(identity: Any, loc: Loc, document: Document, known: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ANN401
    if not isinstance(identity, str) or not identity.strip():
        return
    if identity in DIAGNOSTICS:
        message = Text(
            f"{identity} cannot be suppressed: {TELLS_OF_MISSING_DATA.en}",
            f"{identity} нельзя подавить: {TELLS_OF_MISSING_DATA.ru}",
        )
        yield document.problem(loc, message)
    elif identity == STALE:
        message = Text(
            f"{STALE} is about this file, and is not suppressed in it",
            f"{STALE} — об этом самом файле, здесь его не подавить",
        )
        hint = Text("delete the entry that it names", "удалите запись, которую оно называет")
        yield document.problem(loc, message, hint)
    elif identity not in known and not document.refused(loc):
        yield document.problem(loc, *unknown_rule(identity, known))


def _what(entry: Mapping[str, Any], loc: Loc, document: Document) -> Iterator[Problem]:
    there = [key for key in entry if key in ("posting", "when")]
    if len(there) > 1:
        message = Text("a suppression has posting or when, not both", "в записи либо posting, либо when, но не оба")
        yield document.problem((*loc, there[1]), message, Text("make it two", "сделайте из неё две"), key=True)
    elif not there and not any(nearest(str(key), ("posting", "when")) for key in entry):
        message = Text("it does not say which findings", "не сказано, о каких находках речь")
        hint = Text(
            "add posting: a number or a pattern with *, or when: a condition",
            "добавьте posting: номер или маску со звёздочкой, либо when: условие",
        )
        yield document.problem(loc, message, hint)


def _numbers(posting: Any, loc: Loc, document: Document) -> Iterator[Problem]:  # noqa: ANN401
    listed = isinstance(posting, list)
    for place, number in enumerate(posting if listed else [posting]):
        if isinstance(number, str) and number.strip() and not _NUMBER.fullmatch(number):
            yield document.problem(
                (*loc, place) if listed else loc,
                Text("this is no posting number and no pattern of one", "это не номер отправления и не маска"),
                Text('like "12345678-0001-1" or "12345678-*"', "например, «12345678-0001-1» или «12345678-*»"),
            )
    if listed and not posting:
        yield document.problem(loc, Text("the list is empty", "список пуст"), Text("name postings", "назовите номера"))


def _condition(text: Any, loc: Loc, document: Document, terms: SuppressionTerms) -> Iterator[Problem]:  # noqa: ANN401
    if not isinstance(text, str) or not text.strip():
        return
    try:
        check_condition(text, _scope(terms))
    except ExpressionError as error:
        yield document.problem(loc, error.message, error.hint, offset=error.start, length=error.end - error.start)


def _expires(text: Any, loc: Loc, document: Document, terms: SuppressionTerms) -> Iterator[Problem]:  # noqa: ANN401
    if isinstance(text, str) and text.strip() and (fault := expires_fault(text, terms)) is not None:
        yield document.problem(loc, *fault)


def expires_fault(text: str, terms: SuppressionTerms) -> tuple[Text, Text] | None:
    """Return what is wrong with the end of a suppression, and the way out; None where nothing is."""
    last = last_day(terms)
    if text == NEVER:
        if terms.forever:
            return None
        return (
            Text("a suppression expires", "у подавления должен быть срок"),
            Text(
                f"write a day up to {last}, or allow_never_expiring: true in the configuration",
                f"напишите день до {last} или allow_never_expiring: true в настройках",
            ),
        )
    moment = read_time(text)[0]
    if moment != moment:  # noqa: PLR0124 - NaN: no date-time
        return (
            Text(f'"{quote(text)}" is no day and no moment', f"«{quote(text)}» — не дата и не время"),
            Text(f"write it like {last}, which is the last day", f"пишите так: {last}, это последний день действия"),
        )
    if float(moment) > terms.now + terms.longest:
        days = f"{terms.longest / DAY:g}"
        return (
            Text(
                f"a suppression lasts {days} days at the most (suppression_days)",
                f"подавление действует не дольше {days} дней (suppression_days)",
            ),
            Text(f"write {last} or earlier", f"напишите {last} или раньше"),
        )
    return None


def last_day(terms: SuppressionTerms) -> str:
    """Return the last day on which a suppression may expire, as it is written."""
    last = terms.now + terms.longest
    return iso_time(Day(last - last % DAY)) or ""
