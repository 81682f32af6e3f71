"""The pages of reference."""

from ozlint.authoring.reference import rule_page, settings_page
from ozlint.cli.settings import flags
from ozlint.config.config_file import ConfigFile
from ozlint.config.environment import VARIABLES
from ozlint.rulebook.rule_file import Example, Param, RuleFile


def test_every_key_of_a_configuration_is_there() -> None:
    """Each key has a row with its meaning, its variable and its flag; what stands below it has a table of its own."""
    page = settings_page(flags())
    for key in ConfigFile.model_fields:
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{key}` |") and line.count("|") == 7)
        assert len(row.split("|")[-2].strip()) > 10
    assert all(f"`{name}`" in page for name in (*VARIABLES, "--covers", "--format", "--no-builtin"))
    assert "| `builtin` | true, false | `true` | `OZLINT_BUILTIN` | `--no-builtin` |" in page
    assert "| `overrides` | list of: [OverrideKeys](#overridekeys) |" in page
    assert "\n## OverrideKeys\n" in page


def test_every_key_of_a_rule_file_is_there() -> None:
    """The keys of a rule and of all its parts are listed, those that are needed marked."""
    page = rule_page()
    for model in (RuleFile, Param, Example):
        assert all(f"| `{key}` |" in page for key in model.model_fields)
    assert "| `id` | text | needed |" in page
    assert "| `severity` | `error`, `warning`, `info` | needed |" in page
