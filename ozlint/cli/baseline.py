"""`ozlint baseline`: the findings that are there already, written down so that only new ones fail."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from msgspec import structs

from ozlint.cli.check import nothing_to_check
from ozlint.cli.parser import Parser, one_of
from ozlint.cli.progress import progress_for
from ozlint.cli.refusal import tell
from ozlint.cli.settings import INPUT_FORMATS, add_settings, config_of
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.errors import OzlintError, UsageError
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.triage.baseline import BASELINE, Baseline, baseline_of, load_baseline, write_baseline

_WROTE = Text("{path}: {count} ({new} new, {gone} gone)", "{path}: {count} (новых {new}, ушедших {gone})")
_KEPT = Text(
    "{path}: not known whether still there, and kept: {count}", "{path}: неизвестно, есть ли ещё, оставлено: {count}"
)
_NAME_IT = Text(
    "Name it in ozlint.yaml (baseline: {path}) or with --baseline {path}, and only new findings fail.",
    "Укажите его в ozlint.yaml (baseline: {path}) или в --baseline {path}: учитываться будут только новые находки.",
)


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `baseline` and what stands below it to the commands."""
    group = parser.add_command(
        "baseline", words["baseline"], title=words["commands"], epilog=words["baseline_examples"]
    )
    for name, run in (("create", run_create), ("update", run_update), ("prune", run_prune)):
        command = group.add_command(
            name, words[f"baseline_{name}"], title=words["commands"], epilog=words["baseline_examples"]
        )
        command.set_defaults(command=run)
        add_settings(command, words, reports=False)
        add = command.add_argument
        add("--input-format", type=one_of("--input-format", INPUT_FORMATS), default="auto", help=words["input_format"])
        add("--at", metavar="TIME", help=words["at"])
        add("--tracking-at", metavar="TIME", help=words["tracking_at"])
        add("--no-cache", action="store_true", help=words["no_cache"])


def run_create(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Write the findings of a run into a file that is not there yet."""
    config = config_of(options, terminal)
    try:
        return _create(config, terminal)
    except OzlintError as error:
        return tell(error, terminal, config.lang)


def run_update(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Take the findings of a run into a baseline, and those that are gone out of it."""
    config = config_of(options, terminal)
    try:
        return _renew(config, terminal, takes_new=True)
    except OzlintError as error:
        return tell(error, terminal, config.lang)


def run_prune(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Take out of a baseline what is gone; nothing new gets into it."""
    config = config_of(options, terminal)
    try:
        return _renew(config, terminal, takes_new=False)
    except OzlintError as error:
        return tell(error, terminal, config.lang)


def _create(config: Config, terminal: Terminal) -> int:
    from ozlint.durable import create_whole, unwritable

    path = config.baseline or BASELINE
    place = terminal.folder / path
    if place.exists() and place.stat().st_size:
        raise _is_there(path)
    report = _report(structs.replace(config, baseline=None), terminal)
    made = baseline_of(path, report.findings)
    try:
        create_whole(place, write_baseline(made))
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise unwritable(Path(path), error) from None
    _tell(made, terminal, config.lang, new=len(made.known), gone=0)
    if config.baseline is None:
        terminal.say(_NAME_IT.say(config.lang).format(path=path))
    return _ending(report, terminal)


def _renew(config: Config, terminal: Terminal, *, takes_new: bool) -> int:
    from ozlint.durable import unwritable, write_whole

    path = config.baseline or BASELINE
    before = load_baseline(path, terminal.folder)
    if before.is_report:
        raise UsageError(
            f"{path} is the report of a run, which stays as it is; `ozlint baseline create` writes a baseline",
            f"{path} — отчёт о проверке, он остаётся как есть; baseline создаст `ozlint baseline create`",
        )
    report = _report(structs.replace(config, baseline=path), terminal)
    gone = {one.fingerprint for one in report.gone}
    kept = [one for one in before.known if one.fingerprint not in gone]
    made = baseline_of(path, report.findings if takes_new else (), kept)
    try:
        write_whole(terminal.folder / path, write_baseline(made))
    except OSError as error:
        raise unwritable(Path(path), error) from None
    new = len(made.fingerprints - before.fingerprints)
    _tell(made, terminal, config.lang, new=new, gone=len(gone))
    if unseen := made.fingerprints - {finding.fingerprint for finding in report.findings}:
        terminal.say(_KEPT.say(config.lang).format(path=path, count=len(unseen)))
    return _ending(report, terminal)


def _report(config: Config, terminal: Terminal) -> Report:
    from ozlint.run import check

    if not config.inputs:
        raise nothing_to_check(config)
    with progress_for(terminal, config.lang) as progress:
        return check(config, terminal.stdin, terminal.folder, progress)


def _tell(made: Baseline, terminal: Terminal, lang: Lang, *, new: int, gone: int) -> None:
    from ozlint.reporters.phrases import FINDING

    count = FINDING.count(len(made.known), lang)
    terminal.say(_WROTE.say(lang).format(path=made.path, count=count, new=new, gone=gone))


def _ending(report: Report, terminal: Terminal) -> int:
    """Return 0, or 3 where the job could not be done whole, and say why: what is missing cannot be in a baseline."""
    if report.done:
        return 0
    for reason in report.reasons:
        terminal.warn(f"ozlint: {reason}")
    return report.exit_code


def _is_there(path: str) -> UsageError:
    return UsageError(
        f"{path} is there already: `ozlint baseline update` takes new findings into it, `prune` takes old ones out",
        f"{path} уже есть: `ozlint baseline update` добавит в него новые находки, `prune` уберёт ушедшие",
    )
