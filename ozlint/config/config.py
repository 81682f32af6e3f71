"""What a run was asked to do."""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from ozlint.language.knowledge import Knowledge, knowledge_of
from ozlint.model.contact import Contact
from ozlint.model.finding import FailOn
from ozlint.model.rate import NO_RATES, Rates
from ozlint.model.report import Sort
from ozlint.model.text import Lang
from ozlint.model.zone import read_zone
from ozlint.ozon.schemes import scheme_named
from ozlint.rulebook.origin import BY_DEFAULT, Origin
from ozlint.rulebook.rule_setting import Override, RuleSetting

Group = Literal["posting", "rule"]
MOST_JOBS = 60
"""Windows waits for no more processes at a time."""


class Output(msgspec.Struct, frozen=True):
    """One report: its format, and the file it goes to; None is the standard output."""

    format: str
    path: str | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `ozlint check` was asked to do; nothing in it is looked up later."""

    inputs: tuple[str, ...]
    now: float
    """The moment of the run, seconds since 1970 UTC."""
    input_format: str = "auto"
    tracking: tuple[str, ...] = ()
    """Files of what carriers say of parcels."""
    tracking_at: float | None = None
    """When the carriers were asked, where a file does not say; None: at the moment of the run."""
    carrier_map: str | None = None
    """A file that says what further codes of carriers mean."""
    require_tracking: bool = False
    """Whether it is a failure that no posting has any event."""
    previous: tuple[str, ...] = ()
    """Earlier snapshots of postings, and logs of notifications."""
    updates: tuple[str, ...] = ()
    """Plans of updates that are not sent yet."""
    method: str | None = None
    """Path of the method of planned requests that do not tell theirs."""
    answers: tuple[str, ...] = ()
    """Logs of what Ozon answered to updates."""
    taken_at: float | None = None
    """When the postings were fetched from Ozon, where no manifest says; None: not known."""
    write_passed: str | None = None
    """The file for what of the plan may be sent."""
    write_held: str | None = None
    """The file for what of the plan is held, with the reasons."""
    packs: tuple[str, ...] = ()
    """Packs besides the built-in one: folders, relative to the working folder, and names of installed packs."""
    builtin: bool = True
    select: tuple[str, ...] = ()
    """Selectors of the rules that run in place of the profile's; empty: the profile decides."""
    ignore: tuple[str, ...] = ()
    """Selectors of rules that do not run, selected or not."""
    profile: str = "recommended"
    """Which rules run where none are selected."""
    fail_on: FailOn = "error"
    lang: Lang = "en"
    outputs: tuple[Output, ...] = (Output("text"),)
    group: Group = "posting"
    sort: Sort = "severity"
    """What comes first in reports for people."""
    covers: float = 0.0
    """The inputs hold all postings of so many seconds before now, whoever runs it says."""
    allow_empty: bool = False
    allow_incomplete: bool = False
    must_evaluate: tuple[str, ...] = ()
    jobs: int = 1
    """How many processes may judge a large input."""
    verbose: bool = False
    baseline: str | None = None
    """A baseline, or the JSON report of an earlier run: findings that are in it do not count."""
    suppressions: str | None = None
    """The file of suppressions, relative to the working folder; None: there is none, or it is not to count."""
    suppression_days: int = 90
    """How many days ahead a suppression may expire."""
    allow_never_expiring: bool = False
    """Whether a suppression may never expire."""
    tz: str | None = None
    """The zone of times that come without one, by name; None: not known."""
    zones: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The zones of such times in some inputs, by a pattern of their paths; the first that fits counts."""
    schemes: Mapping[str, str] = msgspec.field(default_factory=dict)
    """How the postings of tables are sold that have no column for it, by a pattern of their paths, like `zones`."""
    rules: Mapping[str, RuleSetting] = msgspec.field(default_factory=dict)
    """What is set about rules, by id."""
    overrides: tuple[Override, ...] = ()
    """What is set about rules for some postings; the first one that fits a posting counts."""
    known_values: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Values of Ozon's newer than this version, by the name of their set in `ozlint.ozon.values`."""
    carriers: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Further names that carriers go by, by their code."""
    contacts: Mapping[str, Contact] = msgspec.field(default_factory=dict)
    """How to reach carriers, by their code."""
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Names of columns of the seller's own tables, with the field that each stands for."""
    costs: Rates = NO_RATES
    """What Ozon's charges amount to for this seller, by the id of the charge."""
    accounts: tuple[str, ...] = ()
    """The accounts at Ozon that are asked, by the names of their keys in the user's file; empty: the only one."""
    api_url: str | None = None
    """Address of the Seller API; None: Ozon's own."""
    file: str | None = None
    """The configuration file that was read, relative to the working folder."""
    origins: Mapping[str, Origin] = msgspec.field(default_factory=dict)
    """Who gave each value, by the key that the configuration file has for it."""
    cache: str | None = None
    """Folder where what rule files say is kept between runs; None keeps nothing."""

    @property
    def knowledge(self) -> Knowledge:
        """What it adds to the tables that rules are judged by."""
        return knowledge_of(self.known_values, self.carriers, self.contacts)

    @property
    def writes(self) -> tuple[str, ...]:
        """The files that it writes."""
        reports = (output.path for output in self.outputs)
        return tuple(path for path in (*reports, self.write_passed, self.write_held) if path is not None)

    def zone_of(self, path: str) -> tzinfo | None:
        """Return the zone of times that come without one in an input, None where nobody says it.

        A zone that a flag or a variable gives is that of every input.
        """
        asked = self.origin("tz")
        is_asked_for_all = asked.spot is None and asked != BY_DEFAULT
        own = None if is_asked_for_all else next((zone for like, zone in self.zones.items() if fits(path, like)), None)
        name = own or self.tz
        return read_zone(name) if name else None

    def scheme_of(self, path: str) -> str:
        """Return how the postings of a table are sold that does not say it, empty where nobody does."""
        return next((scheme_named(scheme) for like, scheme in self.schemes.items() if fits(path, like)), "")

    def origin(self, key: str) -> Origin:
        """Return who gave the value of a key of the configuration file."""
        return self.origins.get(key, BY_DEFAULT)


def fits(path: str, pattern: str) -> bool:
    """Return whether an input, or a folder that it is in, is called as a pattern says, from the right."""
    named = PurePosixPath(path)
    return any(part.match(pattern) for part in (named, *named.parents))
