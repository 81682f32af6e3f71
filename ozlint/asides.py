"""What does not count in a run, as its configuration names it: suppressions and a baseline."""

from pathlib import Path

from ozlint.config.config import Config
from ozlint.model.times import DAY
from ozlint.rulebook.rule import Rulebook
from ozlint.triage.aside import Aside
from ozlint.triage.baseline import load_baseline
from ozlint.triage.suppression import SuppressionTerms


def load_aside(config: Config, rulebook: Rulebook, folder: Path) -> Aside:
    """Return what does not count in a run: its suppressions and its baseline; raises RuleProblems and UsageError."""
    baseline = load_baseline(config.baseline, folder) if config.baseline else None
    if not config.suppressions:
        return Aside(baseline=baseline)
    from ozlint.triage.suppression_file import load_suppressions  # YAML and pydantic

    return Aside(load_suppressions(config.suppressions, folder, suppression_terms(config, rulebook)), baseline)


def suppression_terms(config: Config, rulebook: Rulebook) -> SuppressionTerms:
    """Return what the suppressions of a run are held to."""
    return SuppressionTerms(
        now=config.now,
        longest=config.suppression_days * DAY,
        forever=config.allow_never_expiring,
        known=rulebook.names,
        knowledge=config.knowledge,
    )
