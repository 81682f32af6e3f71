"""A rule ready to be judged: its file's values, its expressions as typed trees, its parameters bound."""

from typing import Any

import msgspec

from ozlint.language.joined import COVERS, PREVIOUS, RECORDS
from ozlint.language.template import Template
from ozlint.language.tree import Node, field_paths
from ozlint.model.finding import Severity
from ozlint.model.text import Lang, Text

Facts = tuple[tuple[str, Node], ...]
"""Names in the report, each with what reads its value from a posting."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. `when` is None where it always applies; `test` is the condition of `require` or `forbid`."""

    id: str
    name: str
    title: Text
    severity: Severity
    severity_when: tuple[tuple[Node, Severity], ...]
    profile: str
    tags: tuple[str, ...]
    since: str
    subject: str
    groups: dict[str, Node] = msgspec.field(default_factory=dict)
    """What the postings are grouped by, in a rule about the run: a name, and what reads it from a posting."""
    let: dict[str, str] = msgspec.field(default_factory=dict)
    """The texts of its own words, in their order."""
    when: Node | None
    when_text: str
    test: Node
    test_text: str
    forbid: bool
    field: str | None
    cost: str = ""
    """Id of the charge that what it finds leads to; empty where none is known."""
    message: dict[Lang, Template]
    why: Text
    fix: Text
    params: dict[str, Any]
    references: tuple[str, ...]
    path: str
    pack: str = ""
    """The pack it belongs to, as `acme 1.2.0`; empty where that does not say what it is called."""
    sha256: str
    reads: frozenset[str]
    """Paths of the fields of its subject that judging and reporting this rule read."""
    joins: frozenset[str] = frozenset()
    """The joined records it reads, and what of them, as in `reality` and `previous.status`."""
    facts: Facts = ()
    """What every finding about a posting says of it besides; the same for all rules of a run."""


class Rulebook(msgspec.Struct, frozen=True):
    """The rules of a run, in the order of their ids; of a rule with overrides, one variant after the other."""

    rules: tuple[Rule, ...]
    whole: tuple[Rule, ...] = ()
    """The rules as they are where no override is about a posting; nothing where there are no overrides."""
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """The names of all rules there are, by id: those that do not run are among them."""

    @property
    def each(self) -> tuple[Rule, ...]:
        """Return every rule once, without the variants that overrides make of it."""
        return self.whole or self.rules

    def about(self, subject: str) -> tuple[Rule, ...]:
        """Return the rules about one kind of subject."""
        return tuple(rule for rule in self.rules if rule.subject == subject)

    @property
    def reads(self) -> frozenset[str]:
        """Return the paths of all posting fields that judging and reporting read."""
        of_postings = (rule for rule in self.rules if rule.subject in (*RECORDS, "batch"))
        return ALWAYS_READ.union(self._fact_paths, *(rule.reads for rule in of_postings))

    @property
    def reads_earlier(self) -> frozenset[str]:
        """Return the paths of all fields that are read of postings as earlier snapshots have them."""
        joined = {path.removeprefix(_EARLIER) for path in self.joins if path.startswith(_EARLIER)}
        alone = self.about(PREVIOUS)
        return ALWAYS_READ.union(joined, *(rule.reads - {COVERS} for rule in alone), self._fact_paths if alone else ())

    @property
    def _fact_paths(self) -> frozenset[str]:
        """The fields behind the facts."""
        facts = next((rule.facts for rule in self.rules if rule.facts), ())
        return frozenset[str]().union(*(field_paths(node) for _, node in facts))

    @property
    def joins(self) -> frozenset[str]:
        """Return what judging and reporting reads of joined records."""
        return frozenset[str]().union(*(rule.joins for rule in self.rules))


_EARLIER = f"{PREVIOUS}."
FACTS = {
    "status": "status", "scheme": "scheme", "warehouse": "warehouse", "carrier": "carrier_name", "deadline": "deadline",
}  # fmt: skip
"""Facts of a posting that every finding carries: their name in the report -> the field or word."""
ALWAYS_READ = frozenset(("posting_number", "account", "status"))
