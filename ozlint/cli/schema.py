"""`ozlint schema`: the JSON Schema of a file that people write."""

import argparse
import json
from collections.abc import Mapping
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `schema` to the commands."""
    command = parser.add_command("schema", words["schema"], title=words["commands"], epilog=words["schema_examples"])
    command.set_defaults(command=run_schema)
    command.add_argument("kind", type=one_of("KIND", ("rule", "config")), metavar="KIND", help=words["schema_kind"])
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])


def run_schema(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print a schema; it holds the descriptions of keys in English, and of built-in rules in the language asked for."""
    from ozlint.config.json_schema import config_schema, rule_schema
    from ozlint.reporters.table import FORMATS
    from ozlint.rulebook.builtin import builtin_pack
    from ozlint.rulebook.load import load_packs

    if options.kind == "rule":
        schema = rule_schema()
    else:
        schema = config_schema(tuple(FORMATS), load_packs([builtin_pack()], cwd=terminal.folder), lang)
    terminal.say(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
