"""Reading rule packs: every file of every folder, with all that is wrong in all of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.rulebook.bind import bind
from ozlint.rulebook.document import Document
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_file import RuleFile, read_rule_file

SUFFIXES = (".yaml", ".yml")


class Loaded(msgspec.Struct, frozen=True):
    """A rule with the file it was read from."""

    rule: Rule
    file: RuleFile
    document: Document


def load_packs(folders: Sequence[Path], settings: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Loaded, ...]:
    """Return the rules of some folders in the order of their ids.

    `settings` holds values of parameters by rule id. Raises RuleProblems with every problem of every file, and
    UsageError for a folder that is not there or holds no rules.
    """
    loaded: dict[str, Loaded] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in rule_files(folder):
            name = path.as_posix()
            try:
                one = load_rule(path.read_text(encoding="utf-8"), name, settings)
            except RuleProblems as error:
                problems += error.problems
                continue
            except UnicodeDecodeError:
                message = Text("the file is not UTF-8 text", "файл не в кодировке UTF-8")
                problems.append(Problem(name, 1, 1, 1, message))
                continue
            twin = loaded.setdefault(one.rule.id, one)
            if twin is not one:
                message = Text(
                    f"{one.rule.id} is already the id of {twin.document.path}",
                    f"номер {one.rule.id} уже занят: {twin.document.path}",
                )
                hint = Text("ids are never shared; take another", "номера не делят, возьмите другой")
                problems.append(one.document.problem(("id",), message, hint))
    if problems:
        raise RuleProblems(problems)
    return tuple(sorted(loaded.values(), key=lambda one: one.rule.id))


def load_rule(text: str, path: str, settings: Mapping[str, Mapping[str, Any]] | None = None) -> Loaded:
    """Return the rule a text holds; raises RuleProblems."""
    file, document = read_rule_file(text, path)
    return Loaded(bind(file, document, (settings or {}).get(file.id)), file, document)


def rule_files(folder: Path) -> Iterator[Path]:
    """Yield the rule files below a folder, or the file itself, in the order of their names."""
    if folder.is_file():
        yield folder
        return
    if not folder.is_dir():
        message = f"{folder}: there is no such folder of rules"
        raise UsageError(message)
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.name != "pack.yaml")
    if not files:
        message = f"{folder}: no rule files (*.yaml) in this folder"
        raise UsageError(message)
    yield from files
