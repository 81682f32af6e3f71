"""`ozlint rules new`: the file of a new rule."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError, UsageError
from ozlint.model.text import Lang, Text
from ozlint.rulebook.load import Loaded

_ID = re.compile(r"([A-Z]{2,8})[0-9]{3,4}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_RESERVED = "OZ"
_WROTE = Text("{path} written", "{path} записан")
_NOT_USED = Text(
    "Nothing of that posting makes an example on which only this rule fires, so the example is a made-up one.",
    "Из этого отправления не вышло примера, на котором срабатывало бы только новое правило: пример в файле выдуман.",
)
_NEXT = Text(
    "Edit it, then: ozlint rules test {folder}\nFor your editor, once: ozlint schema rule > {folder}/{schema}",
    "Правьте, затем: ozlint rules test {folder}\nДля редактора, один раз: ozlint schema rule > {folder}/{schema}",
)


def run_new(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write the file of a new rule; an existing one is never touched."""
    from ozlint.authoring.cut import first_posting
    from ozlint.authoring.skeleton import SCHEMA, Place, skeleton
    from ozlint.config.moment import read_moment
    from ozlint.rulebook.builtin import builtin_pack
    from ozlint.rulebook.load import load_packs

    identity, name = _identity(options.rule), _name(options.name)
    path = Path(options.folder) / f"{identity}-{name}.yaml"
    _check_free(terminal.folder / options.folder, identity, options.folder)
    posting = first_posting(options.posting, terminal.stdin, terminal.folder).fields if options.posting else None
    now = read_moment(options.at, "--at") if options.at else terminal.now
    pack = load_packs([builtin_pack()], cwd=terminal.folder)
    neighbours = _neighbours(terminal.folder / options.folder, terminal.folder)
    made = skeleton(Place(identity, name, pack, neighbours, now, lang), posting)
    _write(terminal.folder / path, path.as_posix(), made.text)
    terminal.say(_WROTE.say(lang).format(path=path.as_posix()))
    if posting is not None and not made.used:
        terminal.say(_NOT_USED.say(lang))
    terminal.say(_NEXT.say(lang).format(folder=Path(options.folder).as_posix(), schema=SCHEMA))
    return 0


def _identity(text: str) -> str:
    """Return an id that a seller's rule may have; raises UsageError for what is none, and for the reserved letters."""
    found = _ID.fullmatch(text)
    if found is None:
        upper = text.upper()
        near = f": {upper}" if _ID.fullmatch(upper) else ", like ACME001"
        ru = f": {upper}" if _ID.fullmatch(upper) else ", например ACME001"
        raise UsageError(
            f'"{text}" is no id: an id is two to eight capital letters and three or four digits{near}',
            f"«{text}» не номер правила: нужны от двух до восьми заглавных латинских букв и три-четыре цифры{ru}",
        )
    if found[1] == _RESERVED:
        raise UsageError(
            f"{text}: the letters OZ are reserved for the built-in rules; take your own, like ACME{text[2:]}",
            f"{text}: буквы OZ — за встроенными правилами; возьмите свои, например ACME{text[2:]}",
        )
    return text


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise UsageError(
            f'--name "{text}": a name is small letters, digits and hyphens, like bulk-order',
            f"--name «{text}»: имя пишут строчными латинскими буквами, цифрами и дефисами, например bulk-order",
        )
    return text


def _check_free(folder: Path, identity: str, name: str) -> None:
    """Raise UsageError where the folder has a rule of this id, or is no folder."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--dir {name}: this is a file, not a folder", f"--dir {name}: это файл, а не папка")
    taken = sorted(path for path in folder.rglob(f"{identity}-*") if path.suffix in (".yaml", ".yml"))
    if taken:
        where = (Path(name) / taken[0].relative_to(folder)).as_posix()
        raise UsageError(
            f"{identity} is already there: {where}; take another id, or edit that file",
            f"{identity} уже есть: {where}; возьмите другой номер или правьте этот файл",
        )


def _neighbours(folder: Path, cwd: Path) -> Sequence[Loaded]:
    """Return the rules of a folder as far as they load: what is wrong with them is for `rules test` to say."""
    from ozlint.rulebook.load import load_packs

    try:
        return load_packs([folder], cwd=cwd)
    except OzlintError:
        return ()


def _write(path: Path, name: str, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{name}: cannot be written: {why}", f"{name}: не записать: {why}") from None
