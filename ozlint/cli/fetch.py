"""`ozlint fetch`: postings of the Seller API into snapshots."""

import argparse
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ozlint.cli.access import access_of
from ozlint.cli.fetch_flags import add_access
from ozlint.cli.fetch_progress import REQUEST
from ozlint.cli.leftovers import tell_of_leftovers
from ozlint.cli.parser import Parser, one_of
from ozlint.cli.refusal import tell
from ozlint.cli.settings import LANGUAGES, config_of
from ozlint.cli.stopping import stoppable
from ozlint.cli.taking import Taken, Taker, prefix, reason_of
from ozlint.cli.terminal import Terminal
from ozlint.cli.wanted import WAYS, Wanted, wanted_by
from ozlint.config.choice import zone_asked_by
from ozlint.config.config import Config
from ozlint.errors import OzlintError, SourceError, UsageError
from ozlint.model.text import Lang, Text
from ozlint.model.times import read_time, show_time
from ozlint.reporters.phrases import POSTING, numeral
from ozlint.seller_api.account import Account
from ozlint.seller_api.history import free_name, interrupted, snapshot_name
from ozlint.seller_api.manifest import Manifest
from ozlint.seller_api.partial import partial_path
from ozlint.sources.arguments import shown

_DONE, _NOT_DONE = 0, 3
_SUMMARY = Text(
    "{path}: {postings} ({schemes}), {since} to {to}; {requests}",
    "{path}: {postings} ({schemes}), с {since} по {to}; {requests}",
)
_MISREAD = Text("; misread: {count}", "; прочитано не целиком: {count}")
_KEPT = Text("what was read is kept; to go on: {command}", "прочитанное сохранено; чтобы продолжить: {command}")
_INTERRUPTED = Text("interrupted", "прервано")
_NOT_ASKED = Text("not asked yet: {names}", "ещё не запрошены: {names}")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `fetch` to the commands."""
    command = parser.add_command("fetch", words["fetch"], title=words["commands"], epilog=words["fetch_examples"])
    command.set_defaults(command=run_fetch)
    add = command.add_argument
    add("--output", "-o", metavar="FILE", help=words["fetch_output"])
    add("--into", metavar="DIR", help=words["fetch_into"])
    add("--resume", action="store_true", help=words["resume"])
    add("--since", metavar="WHEN", help=words["since"])
    add("--to", metavar="WHEN", help=words["to"])
    add("--scheme", action="append", default=[], metavar="NAMES", help=words["scheme"])
    add("--unfulfilled", action="store_true", help=words["unfulfilled"])
    add("--status", action="append", default=[], metavar="NAMES", help=words["status"])
    add("--details", action="store_true", help=words["details"])
    add("--via", type=one_of("--via", WAYS), metavar="WAY", help=words["via"])
    add_access(command, words)
    add("--config", metavar="FILE", help=words["config_file"])
    add("--no-config", action="store_true", help=words["no_config"])
    add("--tz", type=zone_asked_by("--tz"), metavar="ZONE", help=words["fetch_tz"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])


def run_fetch(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Fetch, say where the snapshots are, and return 0 if all are complete, else 3."""
    config = config_of(options, terminal)
    try:
        wanted = wanted_by(options, config)
        _check_flags(options, wanted)
        access = access_of(options, config, terminal)
        if options.output is not None and len(access.accounts) > 1:
            raise _one_file(access.accounts)
        places = [(account, _place(options, account, wanted, terminal)) for account in access.accounts]
        if options.into is not None and not options.resume:
            tell_of_leftovers(terminal.folder / options.into, terminal, config.lang)
        with stoppable():
            return _fetch_each(Taker(access, wanted, terminal, config.lang), places, options, config)
    except OzlintError as error:
        return tell(error, terminal, config.lang)


def make_folder(folder: Path, name: str) -> None:
    """Make sure that there is a folder for snapshots; raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"--into {name}: there is no such folder, and none can be made: {why}",
            f"--into {name}: такой папки нет, и создать её не получается: {why}",
        ) from None


def _check_flags(options: argparse.Namespace, wanted: Wanted) -> None:
    """Raise UsageError for flags that say too little, or that contradict each other."""
    if (options.output is None) == (options.into is None):
        raise UsageError(
            "say where the snapshot goes: -o FILE, or --into DIR for one of many",
            "укажите, куда записать снимок: -o ФАЙЛ или --into ПАПКА, если их будет много",
        )
    if options.output == "-":
        raise UsageError(
            "-o -: a snapshot has a manifest beside it, so it needs a file",
            "-o -: рядом со снимком лежит его описание, поэтому нужен файл",
        )
    if options.resume and wanted.is_report:
        raise UsageError(
            "a report comes whole or not at all: leave out --resume",
            "отчёт приходит целиком или никак: уберите --resume",
        )


def _one_file(accounts: Sequence[Account]) -> UsageError:
    return UsageError(
        f"a file holds one account, and {len(accounts)} are asked: --into DIR makes one for each, --account NAME "
        "asks one",
        f"в файле помещается один кабинет, а запрошено {len(accounts)}: --into ПАПКА создаст по файлу на каждый, "
        "--account ИМЯ выберет один",
    )


def _place(options: argparse.Namespace, account: Account, wanted: Wanted, terminal: Terminal) -> Path:
    """Return where the snapshot of an account goes; raises UsageError."""
    if options.output is not None:
        path = terminal.folder / str(options.output)
        if path.is_dir():
            raise UsageError(
                f"-o {options.output} is a folder: --into {options.output} writes a file of its own name into it",
                f"-o {options.output} — это папка: --into {options.output} запишет в неё файл со своим именем",
            )
        if not path.parent.is_dir():
            raise UsageError(
                f"-o {options.output}: there is no such folder: make it first",
                f"-o {options.output}: такой папки нет, сначала создайте её",
            )
        return path
    folder = terminal.folder / str(options.into)
    make_folder(folder, options.into)
    if not options.resume:
        ending = ".csv" if wanted.is_report else ".ndjson.gz"
        return free_name(folder / snapshot_name(account.name, terminal.clock.now(), ending))
    begun = interrupted(folder, account.name)
    if begun is None:
        raise UsageError(
            f"{prefix(account)}no interrupted fetch in {options.into}: leave --resume out",
            f"{prefix(account)}в {options.into} нет прерванной загрузки: уберите --resume",
        )
    return begun


def _fetch_each(
    taker: Taker, places: Sequence[tuple[Account, Path]], options: argparse.Namespace, config: Config
) -> int:
    """Fetch one account after the other; one that fails does not keep the others from being asked."""
    terminal, lang, code = taker.terminal, config.lang, _DONE
    for done, (account, path) in enumerate(places, 1):
        try:
            manifest = taker.take(account, path, resume=options.resume)
        except (SourceError, KeyboardInterrupt) as stop:
            code = _NOT_DONE
            told = reason_of(Taken(account, path, stop)) if isinstance(stop, SourceError) else _INTERRUPTED
            why = told.say(lang)
            terminal.warn(f"ozlint: {prefix(account)}{why}")
            if partial_path(path).exists():
                command = shlex.join(_going_on(account, options, config))
                terminal.warn("ozlint: " + _KEPT.say(lang).format(command=command))
            if isinstance(stop, KeyboardInterrupt):
                names = ", ".join(other.label for other, _ in places[done:])
                if names:
                    terminal.warn("ozlint: " + _NOT_ASKED.say(lang).format(names=names))
                break
        else:
            terminal.say(_summary(manifest, shown(path, terminal.folder), lang))
            terminal.stdout.flush()
    return code


def _going_on(account: Account, options: argparse.Namespace, config: Config) -> Iterator[str]:
    """Yield the words of the command that goes on with a fetch."""
    yield from ("ozlint", "fetch", "--resume")
    yield from ("-o", options.output) if options.output is not None else ("--into", options.into)
    if account.name is not None:
        yield from ("--account", account.name)
    if config.api_url is not None and options.api_url is not None:
        yield from ("--api-url", config.api_url)
    if options.config is not None:
        yield from ("--config", options.config)


def _summary(manifest: Manifest, path: str, lang: Lang) -> str:
    """Return in one line where a snapshot is and what it holds."""
    window, postings = manifest.query.window, manifest.postings
    line = _SUMMARY.say(lang).format(
        path=path,
        postings=POSTING.count(sum(postings.values()), lang),
        schemes=", ".join(f"{scheme.upper()} {numeral(count, lang)}" for scheme, count in postings.items()),
        since=show_time(read_time(window.since)[0]),
        to=show_time(read_time(window.to)[0]),
        requests=REQUEST.count(sum(manifest.requests.values()), lang),
    )
    return line + (_MISREAD.say(lang).format(count=numeral(manifest.misread, lang)) if manifest.misread else "")
