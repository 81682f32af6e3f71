"""`ozlint rules`: list, explain, test, docs."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.terminal import Terminal
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Lang
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.select import SHOWN_BY_LIST

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


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `rules` and what stands below it to the commands."""
    group = parser.add_command("rules", words["rules"], title=words["commands"])
    listing = _add(group, "list", run_list, words)
    explain = _add(group, "explain", run_explain, words)
    explain.add_argument("rule", metavar="ID", help=words["rule_id"])
    for command in (listing, explain):
        command.add_argument(
            "--format", type=one_of("--format", ("text", "json")), default="text", help=words["rules_format"]
        )
    test = _add(group, "test", run_test, words)
    test.add_argument("folder", nargs="?", metavar="DIR", help=words["test_folder"])
    docs = _add(group, "docs", run_docs, words)
    docs.add_argument("file", nargs="?", default="docs/rules.md", metavar="FILE", help=words["docs_file"])
    docs.add_argument("--check", action="store_true", help=words["docs_check"])
    for command in (listing, explain, docs):
        command.add_argument("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])


def _add(group: Parser, name: str, run: Callable[..., int], words: Mapping[str, str]) -> Parser:
    command = group.add_command(name, words[f"rules_{name}"], title=words["commands"])
    command.set_defaults(command=run)
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])
    return command


def run_list(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print the rules, one a line."""
    loaded = _load(options.rules, terminal)
    if options.format == "json":
        from ozlint.authoring.explain import explain_data

        terminal.say(json.dumps([explain_data(one, lang) for one in loaded], ensure_ascii=False, indent=2))
        return 0
    width = max(len(one.rule.name) for one in loaded)
    for one in loaded:
        rule = one.rule
        terminal.say(f"{rule.id}  {rule.name:<{width}}  {rule.severity:<7}  {rule.profile:<11}  {rule.title.say(lang)}")
    return 0


def run_explain(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Print what a rule means."""
    from ozlint.authoring.explain import explain_data, explain_text

    loaded = _load(options.rules, terminal)
    wanted = options.rule.casefold()
    for one in loaded:
        if wanted in (one.rule.id.casefold(), one.rule.name):
            if options.format == "json":
                terminal.say(json.dumps(explain_data(one, lang), ensure_ascii=False, indent=2))
            else:
                terminal.say("\n".join(explain_text(one, lang)))
            return 0
    near = guess(options.rule, [name for one in loaded for name in (one.rule.id, one.rule.name)], SHOWN_BY_LIST)
    raise UsageError(f'there is no rule "{options.rule}"{near.en}', f"нет правила «{options.rule}»{near.ru}")


def run_test(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run the examples of a folder of rules among the built-in ones, and say which did not come out as they should."""
    from ozlint.authoring.example import run_examples
    from ozlint.rulebook.load import load_packs

    said = _SAID[lang]
    pack = _load([], terminal)
    loaded = load_packs([Path(options.folder)], cwd=terminal.folder) if options.folder else pack
    passed = failed = 0
    for verdict in run_examples(loaded, _others(loaded, pack)):
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
    from ozlint.authoring.docs import rules_page

    said = _SAID[lang]
    path = terminal.folder / options.file
    page = rules_page(_load(options.rules, terminal))
    if options.check:
        fresh = path.is_file() and path.read_text(encoding="utf-8", errors="replace") == page
        terminal.say(f"{options.file} " + (said["fresh"] if fresh else f"{said['stale']} `ozlint rules docs`"))
        return 0 if fresh else 1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{options.file}: cannot be written: {why}", f"{options.file}: не записать: {why}") from None
    terminal.say(f"{options.file} {said['wrote']}")
    return 0


def _load(folders: Sequence[str], terminal: Terminal) -> tuple[Loaded, ...]:
    from ozlint.rulebook.builtin import builtin_pack
    from ozlint.rulebook.load import load_packs

    return load_packs([builtin_pack(), *map(Path, folders)], cwd=terminal.folder)


def _others(loaded: Sequence[Loaded], pack: Sequence[Loaded]) -> Sequence[Loaded]:
    """Return the rules among which some others are tested: the built-in ones, unless these stand for them."""
    builtin = {one.rule.id for one in pack}
    return () if any(one.rule.id in builtin for one in loaded) else pack
