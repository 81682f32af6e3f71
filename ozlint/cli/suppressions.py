"""`ozlint suppressions`: what does not count for a while, looked over and added to."""

import argparse
from collections.abc import Mapping

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.settings import LANGUAGES, config_of
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.model.text import Lang

FORMATS = ("text", "json")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `suppressions` and what stands below it to the commands."""
    group = parser.add_command(
        "suppressions", words["suppressions"], title=words["commands"], epilog=words["suppressions_examples"]
    )
    audit = group.add_command(
        "audit", words["suppressions_audit"], title=words["commands"], epilog=words["suppressions_examples"]
    )
    audit.set_defaults(command=run_audit)
    audit.add_argument(
        "--format", type=one_of("--format", FORMATS), default="text", metavar="NAME", help=words["audit_format"]
    )
    _add_common(audit, words)
    added = group.add_command(
        "add", words["suppressions_add"], title=words["commands"], epilog=words["suppressions_examples"]
    )
    added.set_defaults(command=run_add)
    add = added.add_argument
    add("rule", metavar="RULE", help=words["suppressed_rule"])
    add("postings", nargs="*", metavar="POSTING", help=words["suppressed_postings"])
    add("--when", metavar="CONDITION", help=words["suppressed_when"])
    add("--reason", required=True, help=words["suppressed_reason"])
    add("--expires", required=True, metavar="WHEN", help=words["suppressed_expires"])
    add("--owner", default="", help=words["suppressed_owner"])
    _add_common(added, words)


def _add_common(command: Parser, words: Mapping[str, str]) -> None:
    add = command.add_argument
    add("--at", metavar="TIME", help=words["suppressions_at"])
    add("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])
    add("--config", metavar="FILE", help=words["config_file"])
    add("--no-config", action="store_true", help=words["no_config"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])


def run_audit(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """List all suppressions; return 1 if one of them has expired."""
    from ozlint.cli.suppressions_audit import run_audit as run

    return run(asked_config(options, terminal), terminal, options.format)


def run_add(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Add a suppression to the file."""
    from ozlint.cli.suppressions_add import run_add as run

    return run(options, asked_config(options, terminal), terminal)


def asked_config(options: argparse.Namespace, terminal: Terminal) -> Config:
    """Return the configuration that holds: other flags of the command are none of its settings."""
    wanted = ("rules", "lang", "config", "no_config", "at")
    return config_of(argparse.Namespace(**{name: getattr(options, name) for name in wanted}), terminal)
