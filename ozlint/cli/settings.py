"""The flags that say what a run does, and the configuration they make with the environment and the file."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.plan_flags import plan_settings
from ozlint.cli.terminal import Terminal
from ozlint.config.choice import zone_asked_by
from ozlint.config.config import Config, Group
from ozlint.config.environment import split_names
from ozlint.config.layer import Given, Layer
from ozlint.config.moment import read_moment
from ozlint.config.outputs import outputs_asked_by
from ozlint.config.read import World, read_config
from ozlint.config.span import span_asked_by
from ozlint.errors import UsageError
from ozlint.model.finding import FailOn
from ozlint.model.report import Sort
from ozlint.model.text import Lang, Text
from ozlint.rulebook.origin import Origin

INPUT_FORMATS = ("auto", "json", "ndjson", "csv", "xlsx", "parquet")
FAIL_ON: tuple[str, ...] = get_args(FailOn)
SORTS: tuple[str, ...] = get_args(Sort)
GROUPS: tuple[str, ...] = get_args(Group)
LANGUAGES: tuple[str, ...] = get_args(Lang)

_FLAGS = {
    "inputs": "INPUT", "tracking": "--tracking", "carrier_map": "--carrier-map",
    "require_tracking": "--require-tracking", "previous": "--previous", "rules": "--rules",
    "no_builtin": "--no-builtin", "profile": "--profile", "select": "--select", "ignore": "--ignore",
    "fail_on": "--fail-on", "lang": "--lang", "tz": "--tz", "reports": "--format", "group": "--group",
    "sort": "--sort",
    "must_evaluate": "--must-evaluate", "allow_empty": "--allow-empty", "allow_incomplete": "--allow-incomplete",
    "covers": "--covers", "baseline": "--baseline", "account": "--account", "api_url": "--api-url",
    "jobs": "--jobs",
}  # fmt: skip
"""What argparse calls an option -> what people call it."""
_KEYS = {"rules": "packs", "no_builtin": "builtin", "reports": "output", "account": "accounts"}
"""Options whose key in the configuration is not called as they are."""


def flags() -> dict[str, str]:
    """Return the flag of each key of the configuration that has one, as people write it."""
    return {_KEYS.get(option, option): flag for option, flag in _FLAGS.items()}


def add_settings(command: Parser, words: Mapping[str, str], *, reports: bool = True) -> None:
    """Add the flags of settings to a command; those that are not given are None, empty or False.

    Without `reports`, --format is left for the command to give a meaning of its own.
    """
    add = command.add_argument
    add("inputs", nargs="*", metavar="INPUT", help=words["inputs"])
    add("--tracking", action="append", default=[], metavar="FILE", help=words["tracking"])
    add("--carrier-map", metavar="FILE", help=words["carrier_map"])
    add("--require-tracking", action="store_true", help=words["require_tracking"])
    add("--previous", action="append", default=[], metavar="FILE", help=words["previous"])
    add("--config", metavar="FILE", help=words["config_file"])
    add("--no-config", action="store_true", help=words["no_config"])
    add("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])
    add("--no-builtin", action="store_true", help=words["no_builtin"])
    add("--select", action="append", default=[], metavar="RULES", help=words["select"])
    add("--ignore", action="append", default=[], metavar="RULES", help=words["ignore"])
    add("--profile", metavar="NAME", help=words["profile"])
    add("--fail-on", type=one_of("--fail-on", FAIL_ON), metavar="SEVERITY", help=words["fail_on"])
    if reports:
        add("--format", action="append", default=[], metavar="NAME[:FILE]", dest="reports", help=words["format"])
    add("--group", type=one_of("--group", GROUPS), help=words["group"])
    add("--sort", type=one_of("--sort", SORTS), help=words["sort"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])
    add("--tz", type=zone_asked_by("--tz"), metavar="ZONE", help=words["tz"])
    add("--covers", metavar="SPAN", help=words["covers"])
    add("--allow-empty", action="store_true", help=words["allow_empty"])
    add("--allow-incomplete", action="store_true", help=words["allow_incomplete"])
    add("--baseline", metavar="FILE", help=words["baseline_file"])
    add("--no-suppressions", action="store_true", help=words["no_suppressions"])
    add("--must-evaluate", action="append", default=[], metavar="IDS", help=words["must_evaluate"])


def config_of(options: argparse.Namespace, terminal: Terminal) -> Config:
    """Return the configuration of a run; raises UsageError and RuleProblems.

    Any command may ask for it, whatever flags it has of its own: a flag it has none of was not given.
    """
    from ozlint.reporters.table import FORMATS

    asked = vars(options)
    formats = tuple(FORMATS)
    world = World(environ=terminal.environ, folder=terminal.folder, lang=terminal.lang, formats=formats)
    moment, asked_at = asked.get("at"), asked.get("tracking_at")
    config = read_config(
        flag_layer(asked, formats),
        world,
        named=asked.get("config"),
        no_file=asked.get("no_config", False),
        now=read_moment(moment, "--at") if moment else terminal.now,
        tracking_at=read_moment(asked_at, "--tracking-at") if asked_at else None,
        input_format=asked.get("input_format", "auto"),
        **plan_settings(asked),
        verbose=asked.get("verbose", False),
        no_suppressions=asked.get("no_suppressions", False),
        cache=None if asked.get("no_cache", False) else terminal.cache,
    )
    if not config.builtin and not config.packs:
        raise _no_rules(config)
    return config


def flag_layer(asked: Mapping[str, Any], formats: Sequence[str]) -> Layer:
    """Return what the flags of a command set; raises UsageError."""
    readers: Mapping[str, Callable[[Any], Any]] = {
        "inputs": tuple,
        "tracking": tuple,
        "previous": tuple,
        "rules": tuple,
        "account": tuple,
        "no_builtin": lambda _: False,
        "select": _names,
        "ignore": _names,
        "must_evaluate": _names,
        "covers": lambda text: span_asked_by("--covers", text),
        "reports": lambda texts: outputs_asked_by("--format", texts, formats, "--format json:report.json"),
    }
    return {
        _KEYS.get(option, option): Given(readers.get(option, lambda value: value)(asked[option]), Origin(flag))
        for option, flag in _FLAGS.items()
        if asked.get(option)
    }


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for text in texts for name in split_names(text))


def _no_rules(config: Config) -> Exception:
    origin = config.origin("builtin")
    if origin.spot is None:
        return UsageError(
            f"{origin.name} leaves no rules; say where yours are: --rules DIR",
            f"с {origin.name} правил не остаётся; укажите, где ваши: --rules DIR",
        )
    return origin.fault(
        Text(
            "without the built-in rules none are left; say where yours are, under packs",
            "без встроенных правил не остаётся никаких; укажите, где ваши, в packs",
        )
    )
