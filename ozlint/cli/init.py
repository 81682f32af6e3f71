"""`ozlint init`: the first files of a repository that uses ozlint; nothing that is there is touched."""

import argparse
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.surroundings import GITLAB, INCLUDED, Ci, Surroundings, look_around
from ozlint.cli.terminal import Terminal
from ozlint.config.discovery import NAME
from ozlint.errors import UsageError
from ozlint.model.text import Lang, Text
from ozlint.model.times import iso_time

_RULE = "first-rule"
_WROTE = Text("{path} written", "{path} записан")
_KEPT = Text("{path} is there already: left as it is", "{path} уже есть: оставляем как было")
_NEXT = Text("Next:", "Что дальше:")
_CHECK = Text("what is wrong with your postings", "что не так с вашими отправлениями")
_PLAN = Text("which of these updates may be pushed", "какие из этих обновлений можно отправлять")
_FILE = Text("check FILE", "check ФАЙЛ")
_NO_DATA = Text(
    f"an answer of the API or an export; then name it under inputs: in {NAME}",
    f"ответ API или выгрузка; потом впишите её в inputs файла {NAME}",
)
_TEST = Text("do rules find what their examples say they do?", "находят ли правила то, что обещают их примеры")
_ZONE = Text(
    "add to {path}: the zone of times in tables, which do not say it",
    "допишите в {path}: пояс времени в таблицах, сами они его не называют",
)
_PACK = Text("add to {path}, or no check runs your rules", "допишите в {path}, иначе проверка не узнает о правилах")
_INCLUDE = Text("add to {path}, or GitLab sees no new file", "допишите в {path}, иначе GitLab не увидит новый файл")
_WHICH_CI = Text("or gitlab: which CI this is does not show here", "или gitlab: какой здесь CI, по папке не видно")
_TOP = Text(
    "A CI reads its files at the top of the repository: run `ozlint init` there for one.",
    "Файлы CI лежат в корне репозитория: чтобы получить такой, запустите `ozlint init` там.",
)
_COLUMN = 30


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `init` to the commands."""
    command = parser.add_command("init", words["init"], title=words["commands"], epilog=words["init_examples"])
    command.set_defaults(command=run_init)
    command.add_argument("--ci", type=one_of("--ci", get_args(Ci)), metavar="NAME", help=words["init_ci"])
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])


def run_init(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Write what is missing, say of each file what became of it, and what comes next."""
    found = look_around(terminal.folder, options.ci)
    for path in filter(None, (found.config, found.pack if found.has_pack else None)):
        terminal.say(_KEPT.say(lang).format(path=path))
    for path, text in _files(found, terminal, lang):
        is_new = _write(terminal.folder / path, path, text)
        terminal.say((_WROTE if is_new else _KEPT).say(lang).format(path=path))
    terminal.say("\n".join(["", _NEXT.say(lang), *_steps(found, lang)]))
    return 0


def _files(found: Surroundings, terminal: Terminal, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the files that a folder lacks, each with its text."""
    from ozlint.cli.starter import ci_file, pack_statement, settings_file

    if found.config is None:
        yield NAME, settings_file(found, lang)
    if found.pack is not None and not found.has_pack:
        yield f"{found.pack}/pack.yaml", pack_statement()
        yield _first_rule(found.pack, terminal, lang)
    if found.ci_path is not None:
        minute = iso_time(terminal.now // 60 * 60) or ""
        yield found.ci_path, ci_file(found, minute, lang)


def _first_rule(pack: str, terminal: Terminal, lang: Lang) -> tuple[str, str]:
    """Return the path of a rule to begin with, and its text."""
    from ozlint.authoring.skeleton import Place, skeleton
    from ozlint.cli.starter import PREFIX
    from ozlint.rulebooks import builtin_rules

    identity = f"{PREFIX}001"
    builtin = builtin_rules(terminal.cache, terminal.folder)
    made = skeleton(Place(identity, _RULE, builtin, (), terminal.now, lang), None)
    return f"{pack}/{identity}-{_RULE}.yaml", made.text


def _steps(found: Surroundings, lang: Lang) -> Iterator[str]:
    """Yield what is left to a person to do: what to type, and what for."""

    def step(typed: str, what_for: Text, path: str = "") -> str:
        return f"  {typed:<{_COLUMN}}  {what_for.say(lang).format(path=path)}"

    yield step("ozlint check", _CHECK) if found.has_inputs else step(f"ozlint {_FILE.say(lang)}", _NO_DATA)
    for plan in found.plans if found.has_inputs else ():
        yield step(f"ozlint check --updates {shlex.quote(plan)}", _PLAN)
    if found.pack is not None:
        yield step(f"ozlint rules test {found.pack}", _TEST)
    if found.has_tables and found.config is None:
        yield step("tz: Europe/Moscow", _ZONE, NAME)
    if found.config is not None and found.pack is not None and not found.has_pack:
        yield step(f"packs: [{found.pack_key}]", _PACK, found.config)
    if found.ci_path == INCLUDED:
        yield step(f"include: {INCLUDED}", _INCLUDE, GITLAB)
    if not found.is_top:
        yield f"  {_TOP.say(lang)}"
    elif found.ci is None:
        yield step("ozlint init --ci github", _WHICH_CI)


def _write(path: Path, name: str, text: str) -> bool:
    """Write a file that is not there yet, and return whether it was not; raises UsageError where that is impossible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        if path.is_file():
            return False
        why = error.strerror or error
        raise UsageError(f"{name}: cannot be written: {why}", f"{name}: не записать: {why}") from None
    return True
