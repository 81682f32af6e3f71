"""The flags that say whom to ask at Ozon, how much, and what for; loading them loads nothing else."""

import argparse
from collections.abc import Mapping

from ozlint.cli.parser import Parser
from ozlint.errors import UsageError

_OF_FETCH = {
    "since": "--since", "scheme": "--scheme", "details": "--details",
    "no_details": "--no-details", "into": "--into", "account": "--account",
    "api_url": "--api-url", "max_requests": "--max-requests", "timeout": "--timeout",
}  # fmt: skip
"""What argparse calls an option that says how to ask -> what people call it."""


def add_access(command: Parser, words: Mapping[str, str]) -> None:
    """Add the flags that say whom to ask, and how much."""
    add = command.add_argument
    add("--account", action="append", default=[], metavar="NAME", help=words["account"])
    add("--api-url", metavar="URL", help=words["api_url"])
    add("--max-requests", metavar="N", help=words["max_requests"])
    add("--timeout", metavar="SPAN", help=words["timeout"])


def add_live(command: Parser, words: Mapping[str, str]) -> None:
    """Add the flags that say what to fetch before it is checked."""
    add = command.add_argument
    add("--since", metavar="WHEN", help=words["since"])
    add("--scheme", action="append", default=[], metavar="NAMES", help=words["scheme"])
    add("--details", action="store_true", help=words["live_details"])
    add("--no-details", action="store_true", help=words["no_details"])
    add("--into", metavar="DIR", help=words["live_into"])
    add_access(command, words)


def check_flags(options: argparse.Namespace) -> None:
    """Raise UsageError for inputs beside --fetch, and for flags that go with it where it is not given."""
    check_details(options)
    if options.fetch:
        if options.inputs:
            raise UsageError(
                "--fetch takes the place of INPUT: name one or the other",
                "--fetch берёт данные у Ozon вместо INPUT: оставьте что-то одно",
            )
        return
    for option, flag in _OF_FETCH.items():
        if getattr(options, option):
            raise UsageError(
                f"{flag} says what to fetch: add --fetch", f"{flag} относится к загрузке: добавьте --fetch"
            )


def check_details(options: argparse.Namespace) -> None:
    """Raise UsageError where details are both wanted and not."""
    if options.details and options.no_details:
        raise UsageError(
            "--details and --no-details contradict each other: leave one out",
            "--details и --no-details противоречат друг другу: оставьте один",
        )
