"""A rule as it is written in its file: what keys it has and what may stand in them.

Expressions and message templates are only texts here; the language checks them.
"""

from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ozlint.model.finding import Severity
from ozlint.model.text import Lang, Text
from ozlint.rulebook.contact_keys import ContactKeys
from ozlint.rulebook.document import Document, scan_document
from ozlint.rulebook.example_parts import EventKeys, NotificationKeys
from ozlint.rulebook.model_fault import FileKind, model_faults
from ozlint.rulebook.param_ranges import Number
from ozlint.rulebook.problem import MOST_PROBLEMS, RuleProblems
from ozlint.rulebook.rule_checks import (
    ParamValue,
    check_rule,
    given,
    is_expression,
    is_id,
    is_link,
    is_name,
    is_number,
    is_param_name,
    is_param_value,
    is_time,
    is_version,
    is_word_name,
    not_blank,
)
from ozlint.rulebook.statement import Subject

Profile = Literal["safety", "recommended", "pedantic"]

Words = Annotated[str, AfterValidator(not_blank)]
Name = Annotated[str, AfterValidator(is_name)]
Expression = Annotated[str, AfterValidator(is_expression)]
MaybeWords = Annotated[Words | None, BeforeValidator(given)]
MaybeExpression = Annotated[Expression | None, BeforeValidator(given)]
MaybeTime = Annotated[Annotated[str, AfterValidator(is_time)] | None, BeforeValidator(given)]
MaybeNumber = Annotated[Number | None, BeforeValidator(is_number)]
Plain = dict[str, Any]

_KIND = FileKind(Text("a rule file", "файл правила"), "id")

# A list of the file becomes a tuple; its items are as strict as everything else.
_ListOf = Field(strict=False)
_FilledListOf = Field(strict=False, min_length=1)


class Part(BaseModel):
    """What all parts of a rule file have in common: nothing is guessed, converted or changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Bilingual(Part):
    """A text in both languages."""

    en: Words
    """In English."""
    ru: Words
    """In Russian."""

    @property
    def text(self) -> Text:
        """The text as the rest of ozlint holds it."""
        return Text(self.en, self.ru)

    def say(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.ru if lang == "ru" else self.en


class SeverityCase(Part):
    """Another severity for the postings where a condition surely holds."""

    when: Expression
    """The condition."""
    severity: Severity
    """The severity where it holds."""


class Param(Part):
    """A value of the rule that a seller may set in the configuration."""

    default: Annotated[ParamValue, BeforeValidator(is_param_value)]
    """The value where the configuration gives none; its type is the type of the parameter."""
    min: MaybeNumber = None
    """The least number it may be set to."""
    max: MaybeNumber = None
    """The greatest number it may be set to."""
    en: Words
    """What it is, in English."""
    ru: Words
    """What it is, in Russian."""

    @property
    def text(self) -> Text:
        """What the parameter is, in both languages."""
        return Text(self.en, self.ru)


class Reference(Part):
    """Where the fact behind the rule is written: a page, or a source in words."""

    url: Annotated[Annotated[str, AfterValidator(is_link)] | None, BeforeValidator(given)] = None
    """Address of the page."""
    source: MaybeWords = None
    """The source in words, where it has no address."""
    checked: MaybeTime = None
    """The day on which the fact was last seen there."""


_BESIDE = {"tracking", "previous", "notifications", "updates", "answers"}
"""What an example has of other inputs."""


class Example(Part):
    """A small input and what the rule is to make of it."""

    title: MaybeWords = None
    """What the example shows."""
    posting: Plain | None = None
    """One posting, with the fields that matter only."""
    postings: Annotated[tuple[Plain, ...], _FilledListOf] | None = None
    """Several postings of one run."""
    input: Plain | None = None
    """A file or answer."""
    suppression: Plain | None = None
    """A suppression, and whether it is about anything."""
    at: MaybeTime = None
    """The moment of the run."""
    params: Plain = Field(default_factory=dict)
    """Values of the rule's parameters that differ from their defaults."""
    contacts: dict[Words, ContactKeys] = Field(default_factory=dict)
    """The contacts that the configuration is to have."""
    tracking: Annotated[tuple[EventKeys, ...] | None, _ListOf] = None
    """What the carriers say: an empty list is a file that says nothing."""
    tracking_at: MaybeTime = None
    """When the carriers were asked; the moment of the run, where it is not given."""
    previous: Plain | None = None
    """The posting as an earlier snapshot had it."""
    previous_at: MaybeTime = None
    """When that snapshot was taken."""
    notifications: Annotated[tuple[NotificationKeys, ...] | None, _ListOf] = None
    """What Ozon notified, in the order of arrival."""
    updates: Annotated[tuple[Plain, ...] | None, _ListOf] = None
    """The plan: requests as they would be sent, each with path and body."""
    answers: Annotated[tuple[Plain, ...] | None, _ListOf] = None
    """The log of what Ozon answered: requests with status and answer."""
    taken_at: MaybeTime = None
    """When the postings were fetched from Ozon."""
    covers: bool = True
    """Whether the postings are known to be all there were: rules about the run need to know."""

    @property
    def body(self) -> Plain | None:
        """What the example is of, where that is one thing: a posting, an input, a suppression."""
        return next((one for one in (self.posting, self.input, self.suppression) if one is not None), None)

    @property
    def shown(self) -> Plain | list[Plain]:
        """What people are shown of it, as plain values: what it is of, and what other inputs say, where it has some."""
        told = self.model_dump(mode="json", exclude_defaults=True, include=_BESIDE)
        postings = list(self.postings or ())
        if not told:
            return self.body if self.body is not None else postings
        own = {"posting": self.body} if self.body is not None else {"postings": postings} if postings else {}
        return {**own, **told}


class Examples(Part):
    """The examples of a rule, which are its tests."""

    bad: Annotated[tuple[Example, ...], _FilledListOf]
    """The rule fires, and no other rule does."""
    good: Annotated[tuple[Example, ...], _FilledListOf]
    """No rule fires."""
    not_evaluated: Annotated[tuple[Example, ...], _ListOf] = ()
    """The rule cannot be judged."""


class RuleFile(Part):
    """One rule, as its file has it."""

    id: Annotated[str, AfterValidator(is_id)]
    """Two to eight capital letters and three or four digits; never reused."""
    name: Name
    """What it is called in words: small letters and hyphens."""
    title: Bilingual
    """What is wrong where the rule fires, in one line."""
    severity: Severity
    """How bad a finding is."""
    severity_when: Annotated[tuple[SeverityCase, ...], Field(strict=False, max_length=20)] = ()
    """Other severities by condition; the first that surely holds wins."""
    profile: Profile
    """The smallest set of rules it belongs to."""
    tags: Annotated[tuple[Name, ...], _ListOf] = ()
    """Words to select it by."""
    since: Annotated[str, AfterValidator(is_version)] = ""
    """The version that brought it."""
    subject: Subject
    """What it judges."""
    group_by: Annotated[tuple[Words, ...], _ListOf] = ()
    """What the postings of the run are grouped by, in a rule about the run: each group is judged by itself."""
    let: dict[Annotated[str, AfterValidator(is_word_name)], Expression] = Field(default_factory=dict, max_length=20)
    """Words of the rule's own: each stands for its expression, and may be used by what comes after it."""
    when: MaybeExpression = None
    """Where it applies."""
    require: MaybeExpression = None
    """What must hold; a rule has this or `forbid`."""
    forbid: MaybeExpression = None
    """What must not be; a rule has this or `require`."""
    field: MaybeWords = None
    """The field a finding is about."""
    cost: MaybeWords = None
    """What Ozon charges for what it finds, by its id in the table of charges: surcharge, delay, cancellation."""
    message: Bilingual
    """What a finding says: a template with expressions in braces."""
    why: Bilingual
    """Why it matters."""
    fix: Bilingual
    """What to do about it."""
    params: dict[Annotated[str, AfterValidator(is_param_name)], Param] = Field(default_factory=dict)
    """Values that a seller may set."""
    references: Annotated[tuple[Reference, ...], _ListOf] = ()
    """Where the fact behind it is written."""
    examples: Examples
    """Its tests."""


def read_rule_file(text: str, path: str) -> tuple[RuleFile, Document]:
    """Return the rule that the text of a file holds; raise RuleProblems with everything that is wrong in it."""
    document, problems = scan_document(text, path)
    if document is None:
        raise RuleProblems(problems)
    rule = None
    try:
        rule = RuleFile.model_validate(document.value)
    except ValidationError as error:
        problems += model_faults(error, RuleFile, document, _KIND)
    problems += islice(check_rule(document), MOST_PROBLEMS)
    if rule is None or problems:
        raise RuleProblems(problems)
    return rule, document
