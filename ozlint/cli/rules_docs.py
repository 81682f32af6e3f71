"""`ozlint rules docs`: the generated pages."""

import argparse
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.errors import UsageError
from ozlint.model.text import Lang, Text

_STALE = Text("is out of date; run `ozlint rules docs`", "устарел; запустите `ozlint rules docs`")
_FRESH = Text("is up to date", "свежий")
_WROTE = Text("written", "записан")


def run_docs(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write the pages of the rules and of the transitions and the tables of the guides, or check them."""
    pages = _pages(options, terminal)
    stale = False
    for name, text in pages.items():
        path = terminal.folder / name
        if options.check:
            fresh = path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text
            terminal.say(f"{name} {(_FRESH if fresh else _STALE).say(lang)}")
            stale |= not fresh
        else:
            _write(path, name, text)
            terminal.say(f"{name} {_WROTE.say(lang)}")
    return 1 if stale else 0


def _pages(options: argparse.Namespace, terminal: Terminal) -> dict[str, str]:
    """Return what the pages are to hold; a guide that is not there has no tables to write."""
    from ozlint.authoring.docs import GUIDES, rules_page, with_tables
    from ozlint.authoring.reference import CONFIGURATION, RULE_FILE, rule_page, settings_page
    from ozlint.authoring.transitions import PAGE, transitions_page
    from ozlint.cli.settings import flags
    from ozlint.rulebook.builtin import builtin_pack
    from ozlint.rulebook.load import load_packs

    loaded = load_packs([builtin_pack(), *map(Path, options.rules)], cwd=terminal.folder)
    folder = Path(options.file).parent
    pages = {
        options.file: rules_page(loaded),
        (folder / PAGE).as_posix(): transitions_page(),
        (folder / CONFIGURATION).as_posix(): settings_page(flags()),
        (folder / RULE_FILE).as_posix(): rule_page(),
    }
    for guide, lang in GUIDES.items():
        name = (folder / guide).as_posix()
        path = terminal.folder / name
        if path.is_file():
            pages[name] = with_tables(path.read_text(encoding="utf-8", errors="replace"), lang)
    return pages


def _write(path: Path, name: str, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{name}: cannot be written: {why}", f"{name}: не записать: {why}") from None
