"""The configuration as it is written in its file: what keys it has and what may stand in them."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from ozlint.config.config import MOST_JOBS, Group
from ozlint.config.config_checks import check_config
from ozlint.config.cost_keys import CostKeys
from ozlint.config.span import MOST_DAYS
from ozlint.model.finding import FailOn, Severity
from ozlint.model.report import Sort
from ozlint.model.text import Lang, Text
from ozlint.rulebook.contact_keys import ContactKeys
from ozlint.rulebook.document import Document, scan_document
from ozlint.rulebook.model_fault import FileKind, model_faults
from ozlint.rulebook.problem import MOST_PROBLEMS, Problem, RuleProblems
from ozlint.rulebook.rule_checks import given
from ozlint.rulebook.rule_file import Expression, Part, Profile, Words

MaybeSeverity = Annotated[Severity | None, BeforeValidator(given)]
MaybeBool = Annotated[bool | None, BeforeValidator(given)]

# A list of the file becomes a tuple; its items are as strict as everything else.
_ListOf = Field(strict=False)
_KIND = FileKind(Text("a configuration", "конфигурация"), "inputs")


def is_days(value: Any) -> int:  # noqa: ANN401 - a validator sees whatever the file holds
    """Return a number of days."""
    if type(value) is int and 1 <= value <= MOST_DAYS:
        return value
    # The code alone says what is wrong; fault_words has it in both languages.
    raise PydanticCustomError("ozlint_days", "ozlint_days")


def is_jobs(value: Any) -> int:  # noqa: ANN401 - as above
    """Return a number of processes."""
    if type(value) is int and 1 <= value <= MOST_JOBS:
        return value
    raise PydanticCustomError("ozlint_jobs", "ozlint_jobs")


class RuleKeys(Part):
    """What is set about one rule."""

    off: MaybeBool = None
    """Whether the rule is left out."""
    severity: MaybeSeverity = None
    """The severity of all its findings, in place of the rule's own."""
    params: dict[str, Any] = Field(default_factory=dict)
    """Values of its parameters; `ozlint rules explain ID` shows what it has."""


class OverrideKeys(Part):
    """Settings of rules for some postings."""

    when: Expression
    """A condition about a posting, in the language of rules: a warehouse, a scheme, an account, any field."""
    rules: Annotated[dict[str, RuleKeys], Field(min_length=1)]
    """What is set for those postings, by id of the rule."""


class ConfigFile(Part):
    """The configuration of ozlint: ozlint.yaml, or [tool.ozlint] in pyproject.toml."""

    inputs: Annotated[tuple[Words, ...], _ListOf] = ()
    """What `ozlint check` reads where it is given nothing: files, folders, patterns, relative to this file."""
    tracking: Annotated[tuple[Words, ...], _ListOf] = ()
    """What carriers say of the parcels: files, folders, patterns, relative to this file."""
    carrier_map: Words = ""
    """A file that says what further codes of carriers mean, relative to this file."""
    require_tracking: bool = False
    """It is a failure if no posting has any event of a carrier."""
    previous: Annotated[tuple[Words, ...], _ListOf] = ()
    """Earlier snapshots of postings and logs of notifications: files, folders, patterns, relative to this file."""
    packs: Annotated[tuple[Words, ...], _ListOf] = ()
    """Packs of rules besides the built-in one: folders, relative to this file, or names of installed packs."""
    builtin: bool = True
    """Whether the built-in rules run."""
    profile: Profile = "recommended"
    """Which rules run: those of this set and of the smaller ones."""
    select: Annotated[tuple[Words, ...], _ListOf] = ()
    """Rules that run in place of the profile's: ids, beginnings of them (OZ1), names or tags."""
    ignore: Annotated[tuple[Words, ...], _ListOf] = ()
    """Rules that do not run: ids, beginnings of them, names or tags."""
    fail_on: FailOn = "error"
    """From which severity on findings make the exit code 1."""
    lang: Lang = Field(default_factory=lambda: "en")
    """Language of the output; where nobody says, that of the locale."""
    tz: Words = ""
    """Zone of times that come without one: +03:00 or Europe/Moscow. Without it they may be three hours off."""
    zones: dict[Words, Words] = Field(default_factory=dict)
    """Zones of such times in some inputs, by a pattern of their paths: exports/*.csv; the first that fits counts."""
    schemes: dict[Words, Words] = Field(default_factory=dict)
    """How postings are sold (fbs, rfbs, fbo) in tables without a column for it, by a pattern of paths as in zones."""
    output: Annotated[tuple[Words, ...], _ListOf] = ()
    """Reports: NAME for the standard output, NAME:FILE for a file, relative to this one."""
    group: Group = "posting"
    """What the findings of the text report are listed under."""
    sort: Sort = "severity"
    """What comes first in the reports for people: the gravest findings, or the costliest."""
    must_evaluate: Annotated[tuple[Words, ...], _ListOf] = ()
    """Ids of rules that must be able to judge something, else the exit code is 3."""
    covers: Words = "0d"
    """How far back the inputs hold all postings, like 15d: the report says which rules about the run need how much."""
    allow_empty: bool = False
    """Zero postings are no failure."""
    allow_incomplete: bool = False
    """An answer whose last page says that there are more is no failure, nor a date or number that cannot be read."""
    baseline: Words = ""
    """Findings that do not count: what `ozlint baseline create` wrote, or a JSON report, relative to this file."""
    suppression_days: Annotated[int, BeforeValidator(is_days), Field(ge=1, le=MOST_DAYS)] = 90
    """How many days ahead an entry of ozlint-suppressions.yaml may expire."""
    allow_never_expiring: bool = False
    """An entry of ozlint-suppressions.yaml may say `expires: never`."""
    jobs: Annotated[int, BeforeValidator(is_jobs), Field(ge=1, le=MOST_JOBS)] = 1
    """How many processes judge a large input of JSON: as many as this machine has cores to spare. Beside carriers'
    events, earlier snapshots and updates, and for tables, it is always one."""
    rules: dict[str, RuleKeys] = Field(default_factory=dict)
    """What is set about single rules, by id."""
    overrides: Annotated[tuple[OverrideKeys, ...], _ListOf] = ()
    """What is set about rules for some postings; the first one that fits a posting counts."""
    known_values: dict[str, Annotated[tuple[Words, ...], _ListOf]] = Field(default_factory=dict)
    """Values of Ozon's that are newer than this version of ozlint, by the field they belong to."""
    carriers: dict[Words, Annotated[tuple[Words, ...], _ListOf]] = Field(default_factory=dict)
    """Further names that carriers go by in your data, by the carrier's code or usual name."""
    contacts: dict[Words, ContactKeys] = Field(default_factory=dict)
    """How to reach carriers, by name: phone or e-mail, and hours."""
    columns: dict[Words, Words] = Field(default_factory=dict)
    """Names of columns in your own tables, each with the field it stands for, like Моё отправление: posting_number."""
    costs: dict[Words, CostKeys] = Field(default_factory=dict)
    """What Ozon's charges come to for you: surcharge, delay, cancellation. What a posting says itself goes first."""
    accounts: Annotated[tuple[Words, ...], _ListOf] = ()
    """Accounts at Ozon that `ozlint fetch`, `check --fetch` and `watch` ask, by their names in the user's keys.toml."""
    api_url: Words = ""
    """Address of the Seller API: one of Ozon's, or this machine's own."""


def read_yaml_config(text: str, path: str, formats: Sequence[str]) -> tuple[ConfigFile, Document]:
    """Return the configuration that a YAML file holds; raises RuleProblems with everything that is wrong in it.

    `formats` are the names of the reports there are. A file without any keys, as one with comments only, sets nothing.
    """
    document, problems = scan_document(text, path)
    if document is None:
        raise RuleProblems(problems)
    return read_config_document(document, problems, formats)


def read_config_document(
    document: Document, problems: Sequence[Problem], formats: Sequence[str]
) -> tuple[ConfigFile, Document]:
    """Return the configuration that a document holds; raises RuleProblems, also with what is known to be wrong."""
    found = list(problems)
    config = None
    try:
        config = ConfigFile.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        found += model_faults(error, ConfigFile, document, _KIND)
    found += islice(check_config(document, formats), MOST_PROBLEMS)
    if config is None or found:
        raise RuleProblems(found)
    return config, document
