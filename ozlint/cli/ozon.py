"""`ozlint ozon`: what is known of Ozon."""

import argparse
import json
from collections.abc import Mapping
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang

_FORMATS = ("text", "mermaid", "dot", "json")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `ozon` and what stands below it to the commands."""
    examples = words["ozon_transitions_examples"]
    group = parser.add_command("ozon", words["ozon"], title=words["commands"], epilog=examples)
    command = group.add_command("transitions", words["ozon_transitions"], title=words["commands"], epilog=examples)
    command.set_defaults(command=run_transitions)
    command.add_argument("--format", type=one_of("--format", _FORMATS), default="text", help=words["ozon_format"])
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])


def run_transitions(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print which status may follow which."""
    from ozlint.authoring import transitions

    match options.format:
        case "json":
            terminal.say(json.dumps(transitions.transitions_data(lang), ensure_ascii=False, indent=2))
        case "mermaid":
            terminal.say("\n".join(transitions.transitions_mermaid(lang)))
        case "dot":
            terminal.say("\n".join(transitions.transitions_dot(lang)))
        case _:
            terminal.say("\n".join(transitions.transitions_text(lang)))
    return 0
