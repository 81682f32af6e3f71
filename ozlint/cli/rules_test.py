"""`ozlint rules test`: the examples of rules, run like tests."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.errors import UsageError
from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import RULE, Noun
from ozlint.rulebook.apply import apply_settings
from ozlint.rulebook.builtin import builtin_pack, diagnostic_files
from ozlint.rulebook.files import SUFFIXES, pack_files, pack_folder
from ozlint.rulebook.load import Loaded, load_packs
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_checks import ID, NAME
from ozlint.rulebooks import builtin_rules, pack_folders

_PASS = Text("ok", "сошёлся")
_FAIL = Text("FAILED", "НЕ СОШЁЛСЯ")
_PASSED = Noun(("example passed", "examples passed"), ("пример сошёлся", "примера сошлись", "примеров сошлось"))
_FAILED = Noun(
    ("example failed", "examples failed"), ("пример не сошёлся", "примера не сошлись", "примеров не сошлось")
)


def run_test(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run the examples of folders of rules among the built-in ones, and say which did not come out as they should."""
    from ozlint.authoring.example import try_examples
    from ozlint.authoring.failure import failure_lines, name_of, place_of
    from ozlint.cli.rules_config import asked_config

    config = asked_config(options, terminal)
    if options.junit:
        from ozlint.cli.reports import place_fault

        if fault := place_fault(options.junit, terminal.folder):
            raise UsageError(f"--junit {fault.en}", f"--junit {fault.ru}")
    known = config.knowledge
    folders = _folders(options.folders, config, terminal.folder)
    tested, beside = _load(folders, config, terminal.folder)
    if not options.folders:
        rules = [*beside, *(one.rule for one in tested)]
        apply_settings(rules, config.rules, config.overrides, cwd=terminal.folder, knowledge=known)
    runs = list(try_examples(tested, beside, lang, known))
    failed = [run for run in runs if not run.verdict.passed]
    for run in runs:
        if not run.verdict.passed:
            terminal.say(f"{_FAIL.say(lang)}  {place_of(run)}  {run.verdict.rule} {name_of(run)}")
            for line in failure_lines(run, lang):
                terminal.say(f"    {line}")
            terminal.say("")
        elif options.verbose:
            terminal.say(f"{_PASS.say(lang)}  {place_of(run)}  {run.verdict.rule} {name_of(run)}")
    if options.junit:
        from ozlint.authoring.junit import junit_report

        _write(terminal.folder / options.junit, options.junit, "\n".join(junit_report(runs, lang)) + "\n")
    if not options.folders:
        terminal.say(_what_was_tested(config.packs, tested, terminal.folder).say(lang))
    terminal.say(f"{_PASSED.count(len(runs) - len(failed), lang)}, {_FAILED.count(len(failed), lang)}")
    return 1 if failed else 0


def _folders(named: Sequence[str], config: Config, cwd: Path) -> list[Path]:
    """Return the folders whose rules are tested: those that were named, or those of the configuration, if any."""
    return [pack_folder(name, cwd) for name in named] if named else pack_folders(config, cwd)


def _load(folders: Sequence[Path], config: Config, cwd: Path) -> tuple[Sequence[Loaded], Sequence[Rule]]:
    """Return the rules of some folders and those that a check runs beside them; ids and names clash as they do there.

    Without folders it is the built-in rules that are tested. Raises RuleProblems and UsageError.
    """
    known = config.knowledge
    builtin = [builtin_pack()] if config.builtin or not folders else diagnostic_files()
    mine = {one.path.resolve() for one in pack_files(folders, cwd)}
    if mine.isdisjoint(one.path.resolve() for one in pack_files(builtin, cwd)) and folders:
        beside = builtin_rules(config.cache, cwd, known, diagnostics_alone=not config.builtin)
        return load_packs(folders, cwd=cwd, knowledge=known, beside=beside), beside
    everything = load_packs([*builtin, *folders], cwd=cwd, knowledge=known)
    is_mine = {one.rule.id: not mine or (cwd / one.rule.path).resolve() in mine for one in everything}
    tested = [one for one in everything if is_mine[one.rule.id]]
    return tested, [one.rule for one in everything if not is_mine[one.rule.id]]


def _what_was_tested(packs: Sequence[str], tested: Sequence[Loaded], cwd: Path) -> Text:
    """Return what is said of a test for which nobody named a folder."""
    names = ", ".join(map(harmless, packs))
    if packs:
        count = Text(*(RULE.count(len(tested), lang) for lang in get_args(Lang)))
        return Text(f"tested: {names}, {count.en}", f"испытано: {names}, {count.ru}")
    said = Text("only the built-in rules were tested", "испытаны только встроенные правила")
    if near := _folders_of_rules(cwd):
        names = " ".join(map(harmless, near))
        return Text(
            f"{said.en}; for those here: ozlint rules test {names}",
            f"{said.ru}; а для здешних: ozlint rules test {names}",
        )
    return said


def _folders_of_rules(cwd: Path) -> list[str]:
    """Return the folders right below the working folder that have files called as rules are."""
    found = {path.parent.name for suffix in SUFFIXES for path in cwd.glob(f"[!.]*/*{suffix}") if _is_rule(path)}
    return sorted(found)


def _is_rule(path: Path) -> bool:
    identity, _, name = path.stem.partition("-")
    return bool(ID.fullmatch(identity) and NAME.fullmatch(name))


def _write(path: Path, name: str, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{name}: cannot be written: {why}", f"{name}: не записать: {why}") from None
