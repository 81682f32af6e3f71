"""`ozlint rules`: the commands about rules; listing and explaining them here, the others in modules of their own."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.terminal import Terminal
from ozlint.config.choice import zone_asked_by
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Lang
from ozlint.rulebook.select import SHOWN_BY_LIST, own_pack_missing


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `rules` and what stands below it to the commands."""
    group = parser.add_command("rules", words["rules"], title=words["commands"], epilog=words["rules_examples"])
    listing = _add(group, "list", run_list, words)
    explain = _add(group, "explain", run_explain, words)
    explain.add_argument("rule", metavar="ID", help=words["rule_id"])
    _add_new(_add(group, "new", run_new, words), words)
    test = _add(group, "test", run_test, words)
    _add_test(test, words)
    trial = _add(group, "try", run_try, words)
    _add_try(trial, words)
    fields = _add(group, "fields", run_fields, words)
    functions = _add(group, "functions", run_functions, words)
    for command in (fields, functions):
        command.add_argument("pattern", nargs="?", default="", metavar="PATTERN", help=words["pattern"])
    docs = _add(group, "docs", run_docs, words)
    docs.add_argument("file", nargs="?", default="docs/rules.md", metavar="FILE", help=words["docs_file"])
    docs.add_argument("--check", action="store_true", help=words["docs_check"])
    for command, formats in (
        (listing, ("text", "json")),
        (explain, ("text", "markdown", "json")),
        (fields, ("text", "json")),
        (functions, ("text", "json")),
    ):
        about = words["explain_format" if "markdown" in formats else "rules_format"]
        command.add_argument("--format", type=one_of("--format", formats), default="text", help=about)
    for command in (listing, explain, test, trial):
        command.add_argument("--config", metavar="FILE", help=words["config_file"])
        command.add_argument("--no-config", action="store_true", help=words["no_config"])
    for command in (listing, explain, docs):
        command.add_argument("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])


def _add(group: Parser, name: str, run: Callable[..., int], words: Mapping[str, str]) -> Parser:
    epilog = words[f"rules_{name}_examples"]
    command = group.add_command(name, words[f"rules_{name}"], title=words["commands"], epilog=epilog)
    command.set_defaults(command=run)
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])
    return command


def _add_new(command: Parser, words: Mapping[str, str]) -> None:
    command.add_argument("rule", metavar="ID", help=words["new_id"])
    command.add_argument("--name", metavar="NAME", help=words["new_name"])
    command.add_argument("--from", dest="posting", metavar="FILE", help=words["new_from"])
    command.add_argument("--dir", dest="folder", default="rules", metavar="DIR", help=words["new_dir"])
    command.add_argument("--at", metavar="TIME", help=words["new_at"])


def _add_test(command: Parser, words: Mapping[str, str]) -> None:
    command.add_argument("folders", nargs="*", metavar="DIR", help=words["test_folder"])
    command.add_argument("--junit", metavar="FILE", help=words["test_junit"])
    command.add_argument("--verbose", "-v", action="store_true", help=words["test_verbose"])


def _add_try(command: Parser, words: Mapping[str, str]) -> None:
    command.add_argument("expression", metavar="EXPR", help=words["expression"])
    command.add_argument("inputs", nargs="+", metavar="INPUT", help=words["inputs"])
    command.add_argument("--tracking", action="append", default=[], metavar="FILE", help=words["tracking"])
    command.add_argument("--carrier-map", metavar="FILE", help=words["carrier_map"])
    command.add_argument("--previous", action="append", default=[], metavar="FILE", help=words["previous"])
    command.add_argument("--at", metavar="TIME", help=words["at"])
    command.add_argument("--tz", type=zone_asked_by("--tz"), metavar="ZONE", help=words["tz"])
    command.add_argument("--covers", metavar="SPAN", help=words["covers"])
    command.add_argument("--show", type=_count, default=3, metavar="N", help=words["show"])


def _count(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"--show {text}: this is no number", f"--show {text}: это не число")
    return int(text)


def run_new(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write the file of a new rule."""
    from ozlint.cli import rules_new

    return rules_new.run_new(options, terminal, lang)


def run_test(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run the examples of rules."""
    from ozlint.cli import rules_test

    return rules_test.run_test(options, terminal, lang)


def run_try(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Evaluate an expression over inputs."""
    from ozlint.cli import rules_try

    return rules_try.run_try(options, terminal, lang)


def run_fields(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the names that rules may use."""
    from ozlint.cli import rules_names

    return rules_names.run_fields(options, terminal, lang)


def run_functions(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the functions that rules may call."""
    from ozlint.cli import rules_names

    return rules_names.run_functions(options, terminal, lang)


def run_docs(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write the generated pages, or check them."""
    from ozlint.cli import rules_docs

    return rules_docs.run_docs(options, terminal, lang)


def run_list(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the rules, one a line."""
    from ozlint.cli.rules_config import configured_rules

    found = configured_rules(options, terminal)
    loaded = found.loaded
    if options.format == "json":
        from ozlint.authoring.explain import explain_data

        rules = [explain_data(one, lang, found.effect(one.rule.id)) for one in loaded]
        terminal.say(json.dumps(rules, ensure_ascii=False, indent=2))
        return 0
    width = max(len(one.rule.name) for one in loaded)
    id_width = max(len(one.rule.id) for one in loaded)
    for one in loaded:
        rule = one.rule
        head = f"{rule.id:<{id_width}}  {rule.name:<{width}}  {rule.severity:<7}  {rule.profile:<11}"
        terminal.say(f"{head}  {rule.title.say(lang)}")
    return 0


def run_explain(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print what a rule means."""
    from ozlint.authoring.explain import explain_data, explain_markdown, explain_text
    from ozlint.cli.rules_config import configured_rules

    found = configured_rules(options, terminal)
    loaded = found.loaded
    wanted = options.rule.casefold()
    for one in loaded:
        if wanted in (one.rule.id.casefold(), one.rule.name):
            effect = found.effect(one.rule.id)
            match options.format:
                case "json":
                    terminal.say(json.dumps(explain_data(one, lang, effect), ensure_ascii=False, indent=2))
                case "markdown":
                    terminal.say("\n".join(explain_markdown(one, lang, effect)))
                case _:
                    terminal.say("\n".join(explain_text(one, lang, effect)))
            return 0
    near = own_pack_missing(options.rule, [one.rule.id for one in loaded]) or guess(
        options.rule, [name for one in loaded for name in (one.rule.id, one.rule.name)], SHOWN_BY_LIST
    )
    raise UsageError(f'there is no rule "{options.rule}"{near.en}', f"нет правила «{options.rule}»{near.ru}")
