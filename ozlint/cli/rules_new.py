"""`ozlint rules new`: the file of a new rule."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError, UsageError
from ozlint.model.pattern import pattern
from ozlint.model.text import Lang, Text
from ozlint.rulebook.files import SUFFIXES, pack_file, shown
from ozlint.rulebook.load import Loaded

_ID = pattern(r"([A-Z]{2,8})([0-9]{3,4})")
_NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
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
    from ozlint.rulebooks import builtin_rules

    folder = Path(options.folder)
    there = _rules_in(terminal.folder / folder, options.folder)
    identity = _identity(options.rule)
    _check_prefix(identity, folder, there, terminal.folder)
    _check_free(identity, there)
    pack = builtin_rules(terminal.cache, terminal.folder)
    name = _name(options.name, {**{rule.name: rule.id for rule in pack}, **_names(there)})
    path = folder / f"{identity}-{name}.yaml"
    posting = first_posting(options.posting, terminal.stdin, terminal.folder).fields if options.posting else None
    now = read_moment(options.at, "--at") if options.at else terminal.now
    neighbours = _neighbours(terminal.folder / folder, terminal.folder)
    made = skeleton(Place(identity, name, pack, neighbours, now, lang), posting)
    _write(terminal.folder / path, path.as_posix(), made.text)
    terminal.say(_WROTE.say(lang).format(path=path.as_posix()))
    if posting is not None and not made.used:
        terminal.say(_NOT_USED.say(lang))
    terminal.say(_NEXT.say(lang).format(folder=folder.as_posix(), schema=SCHEMA))
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


def _name(asked: str | None, taken: Mapping[str, str]) -> str:
    """Return a name that no rule of `taken` has; raises UsageError for one that is none or is taken."""
    if asked is None:
        return next(name for name in _made_up_names() if name not in taken)
    if not _NAME.fullmatch(asked):
        raise UsageError(
            f'--name "{asked}": a name is small letters, digits and hyphens, like bulk-order',
            f"--name «{asked}»: имя пишут строчными латинскими буквами, цифрами и дефисами, например bulk-order",
        )
    if asked in taken:
        raise UsageError(
            f"--name {asked}: {taken[asked]} is called so already; take another",
            f"--name {asked}: так уже называется {taken[asked]}; возьмите другое имя",
        )
    return asked


def _made_up_names() -> Iterator[str]:
    yield "new-rule"
    yield from (f"new-rule-{number}" for number in count(2))


def _rules_in(folder: Path, name: str) -> dict[str, str]:
    """Return the files of rules in a folder and below by their stems, as `ACME001-bulk-order`; raises UsageError."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--dir {name}: this is a file, not a folder", f"--dir {name}: это файл, а не папка")
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return {path.stem: (Path(name) / path.relative_to(folder)).as_posix() for path in files}


def _names(there: Mapping[str, str]) -> dict[str, str]:
    return {stem.partition("-")[2]: path for stem, path in there.items()}


def _check_prefix(identity: str, folder: Path, there: Mapping[str, str], cwd: Path) -> None:
    """Raise UsageError where the pack of a folder wants other letters; RuleProblems where its pack.yaml is wrong."""
    from ozlint.rulebook.load import read_pack

    path = pack_file(folder, cwd)
    pack = None if path is None else read_pack(path, shown(path, cwd))
    if pack is not None and pack.prefix is not None and not pack.has(identity):
        free = _free_id(pack.prefix, there)
        raise UsageError(
            f"{identity}: ids of the pack {pack.name} begin with {pack.prefix}; take {free}",
            f"{identity}: номера правил набора {pack.name} начинаются с {pack.prefix}; возьмите {free}",
        )


def _check_free(identity: str, there: Mapping[str, str]) -> None:
    """Raise UsageError where there is a rule of this id."""
    where = next((path for stem, path in there.items() if stem.partition("-")[0] == identity), None)
    if where is not None:
        free = _free_id(identity.rstrip("0123456789"), there)
        raise UsageError(
            f"{identity} is already there: {where}; take {free}, or edit that file",
            f"{identity} уже есть: {where}; возьмите {free} или правьте этот файл",
        )


def _free_id(prefix: str, there: Mapping[str, str]) -> str:
    """Return the id after the last one with these letters."""
    found = (_ID.fullmatch(stem.partition("-")[0]) for stem in there)
    numbers = [int(one[2]) for one in found if one is not None and one[1] == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:03}"


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
