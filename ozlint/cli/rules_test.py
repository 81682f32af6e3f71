"""`ozlint rules test`: the examples of rules, run like tests."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.errors import UsageError
from ozlint.model.text import Lang, Text
from ozlint.reporters.phrases import Noun
from ozlint.rulebook.load import Loaded

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
    from ozlint.rulebook.builtin import builtin_pack
    from ozlint.rulebook.files import pack_folder
    from ozlint.rulebook.load import load_packs
    from ozlint.run import pack_folders

    config = asked_config(options, terminal)
    if options.junit:
        from ozlint.cli.reports import place_fault

        if fault := place_fault(options.junit, terminal.folder):
            raise UsageError(f"--junit {fault.en}", f"--junit {fault.ru}")
    known = config.knowledge
    pack = load_packs([builtin_pack()], cwd=terminal.folder, knowledge=known)
    if options.folders:
        folders = [pack_folder(name, terminal.folder) for name in options.folders]
    else:
        folders = pack_folders(config, terminal.folder)
    loaded = load_packs(folders, cwd=terminal.folder, knowledge=known) if folders else pack
    runs = list(try_examples(loaded, _others(loaded, pack), lang, known))
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
    terminal.say(f"{_PASSED.count(len(runs) - len(failed), lang)}, {_FAILED.count(len(failed), lang)}")
    return 1 if failed else 0


def _others(loaded: Sequence[Loaded], pack: Sequence[Loaded]) -> Sequence[Loaded]:
    """Return the rules among which some others are tested: the built-in ones, unless these stand for them."""
    builtin = {one.rule.id for one in pack}
    return () if any(one.rule.id in builtin for one in loaded) else pack


def _write(path: Path, name: str, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{name}: cannot be written: {why}", f"{name}: не записать: {why}") from None
