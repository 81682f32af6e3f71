"""The flags about planned updates and the answers to some; loading them loads nothing else."""

import argparse
from collections.abc import Mapping
from typing import Any

from ozlint.cli.parser import Parser
from ozlint.config.moment import read_moment
from ozlint.errors import UsageError

_OF_PLANS = {"method": "--method", "write_passed": "--write-passed", "write_held": "--write-held"}
"""What argparse calls an option that says something of a plan -> what people call it."""


def add_plan(command: Parser, words: Mapping[str, str]) -> None:
    """Add the flags that name a plan and a log of answers, and say what is to come of them."""
    add = command.add_argument
    add("--updates", action="append", default=[], metavar="FILE", help=words["updates"])
    add("--method", metavar="METHOD", help=words["method"])
    add("--write-passed", metavar="FILE", help=words["write_passed"])
    add("--write-held", metavar="FILE", help=words["write_held"])
    add("--answers", action="append", default=[], metavar="FILE", help=words["answers"])
    add("--taken-at", metavar="TIME", help=words["taken_at"])


def check_plan_flags(options: argparse.Namespace) -> None:
    """Raise UsageError for flags that say something of a plan where none is given."""
    for option, flag in _OF_PLANS.items():
        if getattr(options, option) and not options.updates:
            raise UsageError(
                f"{flag} is about a plan of updates: name it with --updates FILE",
                f"{flag} относится к плану обновлений: укажите его в --updates FILE",
            )


def plan_settings(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what these flags set in the configuration; raises UsageError. A command may have none of them."""
    method, taken_at = asked.get("method"), asked.get("taken_at")
    return {
        "updates": tuple(asked.get("updates") or ()),
        "method": _method(method) if method else None,
        "write_passed": asked.get("write_passed"),
        "write_held": asked.get("write_held"),
        "answers": tuple(asked.get("answers") or ()),
        "taken_at": read_moment(taken_at, "--taken-at") if taken_at else None,
    }


def _method(text: str) -> str:
    from ozlint.plan.method import method_asked  # tables, which only plans need

    return method_asked(text, "--method")
