"""`ozlint rules`: list, explain, test, docs."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ozlint.cli.terminal import Terminal
from ozlint.errors import UsageError
from ozlint.language.nearest import nearest
from ozlint.model.text import Lang
from ozlint.rulebook.load import Loaded

_SAID: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "passed": "examples passed", "failed": "examples failed", "bad": "must fire, and nothing else",
        "good": "nothing must fire", "not_evaluated": "must not be evaluated, and nothing must fire",
        "fired": "fired", "nothing": "nothing fired", "open": "not evaluated", "stale": "is out of date; run",
        "fresh": "is up to date", "wrote": "written",
    },
    "ru": {
        "passed": "примеров сошлось", "failed": "примеров не сошлось", "bad": "должно сработать оно и ничего больше",
        "good": "ничего не должно сработать", "not_evaluated": "должно остаться непроверенным, и ничего не сработать",
        "fired": "сработало", "nothing": "ничего не сработало", "open": "не проверено", "stale": "устарел; запустите",
        "fresh": "свежий", "wrote": "записан",
    },
}  # fmt: skip


def add_command(commands: Any, words: Mapping[str, str]) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add `rules` and what stands below it to the commands."""
    parser = commands.add_parser("rules", help=words["rules"], description=words["rules"])
    below = parser.add_subparsers(title=words["commands"], metavar="", required=True)
    listing = _add(below, "list", words["rules_list"], run_list, words)
    listing.add_argument("--format", choices=("text", "json"), default="text", help=words["rules_format"])
    explain = _add(below, "explain", words["rules_explain"], run_explain, words)
    explain.add_argument("rule", metavar="ID", help=words["rule_id"])
    explain.add_argument("--format", choices=("text", "json"), default="text", help=words["rules_format"])
    test = _add(below, "test", words["rules_test"], run_test, words)
    test.add_argument("folder", nargs="?", metavar="DIR", help=words["test_folder"])
    docs = _add(below, "docs", words["rules_docs"], run_docs, words)
    docs.add_argument("file", nargs="?", default="docs/rules.md", metavar="FILE", help=words["docs_file"])
    docs.add_argument("--check", action="store_true", help=words["docs_check"])


def _add(below: Any, name: str, text: str, run: Any, words: Mapping[str, str]) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = below.add_parser(name, help=text, description=text)
    parser.set_defaults(command=run)
    parser.add_argument("--lang", choices=("en", "ru"), help=words["lang"])
    if name != "test":
        parser.add_argument("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])
    return parser


def run_list(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the rules, one a line."""
    loaded = _load(options.rules, terminal)
    if options.format == "json":
        from ozlint.authoring.explain import explain_data  # noqa: PLC0415

        terminal.say(json.dumps([explain_data(one, lang) for one in loaded], ensure_ascii=False, indent=2))
        return 0
    width = max(len(one.rule.name) for one in loaded)
    for one in loaded:
        rule = one.rule
        terminal.say(
            f"{rule.id}  {rule.name:<{width}}  {rule.severity:<7}  {rule.profile:<11}  {rule.title.say(lang)}"
        )
    return 0


def run_explain(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print what a rule means."""
    from ozlint.authoring.explain import explain_data, explain_text  # noqa: PLC0415

    loaded = _load(options.rules, terminal)
    wanted = options.rule.casefold()
    for one in loaded:
        if wanted in (one.rule.id.casefold(), one.rule.name):
            if options.format == "json":
                terminal.say(json.dumps(explain_data(one, lang), ensure_ascii=False, indent=2))
            else:
                terminal.say("\n".join(explain_text(one, lang)))
            return 0
    guess = nearest(options.rule, [name for one in loaded for name in (one.rule.id, one.rule.name)])
    hint = f'; did you mean "{guess}"?' if guess else "; `ozlint rules list` shows them all"
    message = f'there is no rule "{options.rule}"{hint}'
    raise UsageError(message)


def run_test(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run the examples of a folder of rules among the built-in ones, and say which did not come out as they should."""
    from ozlint.authoring.example import run_examples  # noqa: PLC0415

    said = _SAID[lang]
    pack = _load([], terminal)
    loaded = _load_folder(terminal.folder / options.folder) if options.folder else pack
    passed = failed = 0
    for verdict in run_examples(loaded, pack if _is_apart(loaded, pack) else ()):
        if verdict.passed:
            passed += 1
            continue
        failed += 1
        title = f" ({verdict.title})" if verdict.title else ""
        fired = f"{said['fired']}: {', '.join(verdict.fired)}" if verdict.fired else said["nothing"]
        open_ = f", {said['open']}" if verdict.not_evaluated else ""
        terminal.say(
            f"{verdict.rule} {verdict.expected}[{verdict.place}]{title}: {said[verdict.expected]}; {fired}{open_}"
        )
    terminal.say(f"{passed} {said['passed']}, {failed} {said['failed']}")
    return 1 if failed else 0


def run_docs(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write the page of the rules, or check that it is up to date."""
    from ozlint.authoring.docs import rules_page  # noqa: PLC0415

    said = _SAID[lang]
    path = terminal.folder / options.file
    page = rules_page(_load(options.rules, terminal))
    if options.check:
        fresh = path.is_file() and path.read_text(encoding="utf-8") == page
        terminal.say(f"{options.file} " + (said["fresh"] if fresh else f"{said['stale']} `ozlint rules docs`"))
        return 0 if fresh else 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    terminal.say(f"{options.file} {said['wrote']}")
    return 0


def _load(folders: Sequence[str], terminal: Terminal) -> tuple[Loaded, ...]:
    from ozlint.rulebook.builtin import builtin_pack  # noqa: PLC0415
    from ozlint.rulebook.load import load_packs  # noqa: PLC0415

    return load_packs([builtin_pack(), *(terminal.folder / folder for folder in folders)])


def _load_folder(folder: Path) -> tuple[Loaded, ...]:
    from ozlint.rulebook.load import load_packs  # noqa: PLC0415

    return load_packs([folder])


def _is_apart(loaded: Sequence[Loaded], pack: Sequence[Loaded]) -> bool:
    """Return whether some rules are not the built-in ones themselves."""
    builtin = {one.rule.id for one in pack}
    return not any(one.rule.id in builtin for one in loaded)
