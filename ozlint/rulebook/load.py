"""Reading rule packs: every file of every folder, with all that is wrong in all of them at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.language.vocabulary import vocabulary
from ozlint.model.text import Text
from ozlint.rulebook.bind import bind
from ozlint.rulebook.document import Document
from ozlint.rulebook.problem import Problem, RuleProblems, quote
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_file import Example, RuleFile, read_rule_file
from ozlint.rulebook.setting import setting_problems

SUFFIXES = (".yaml", ".yml")


class Loaded(msgspec.Struct, frozen=True):
    """A rule with the file it was read from."""

    rule: Rule
    file: RuleFile
    document: Document


def load_packs(
    folders: Sequence[Path], settings: Mapping[str, Mapping[str, Any]] | None = None, *, cwd: Path
) -> tuple[Loaded, ...]:
    """Return the rules of some folders in the order of their ids.

    `settings` holds values of parameters by rule id. Files are shown relative to `cwd` where they lie in it. A file
    that several folders lead to is read once. Raises RuleProblems with every problem of every file, and UsageError for
    a folder that is not there or holds no rules.
    """
    loaded: dict[str, Loaded] = {}
    problems: list[Problem] = []
    for path in _distinct(path for folder in folders for path in rule_files(folder, cwd)):
        name = _shown(path, cwd)
        try:
            one = load_rule(_text(path, name), name, settings)
        except RuleProblems as error:
            problems += error.problems
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
    problems = list(example_problems(file, document))
    own = (settings or {}).get(file.id, {})
    problems += setting_problems(file, document, own)
    try:
        rule = bind(file, document, {} if problems else own)
    except RuleProblems as error:
        raise RuleProblems([*problems, *error.problems]) from None
    if problems:
        raise RuleProblems(problems)
    return Loaded(rule, file, document)


def example_problems(file: RuleFile, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the parameters and inputs of a rule's examples."""
    known = vocabulary("input").fields
    for kind in ("bad", "good", "not_evaluated"):
        examples: Sequence[Example] = getattr(file.examples, kind)
        for place, example in enumerate(examples):
            loc = ("examples", kind, place)
            yield from setting_problems(file, document, example.params, (*loc, "params"))
            for name, value in (example.input or {}).items():
                if name not in known:
                    near = guess(str(name), known)
                    message = Text(
                        f'an input has no "{quote(name)}"{near.en}', f"у входных данных нет «{quote(name)}»{near.ru}"
                    )
                    yield document.problem((*loc, "input", name), message, key=True)
                elif not fits(value, known[name].kind):
                    message = Text(
                        f"{name} must be a {known[name]}", f"{name}: здесь нужно значение типа {known[name]}"
                    )
                    yield document.problem((*loc, "input", name), message)


def fits(value: object, kind: str) -> bool:
    """Return whether a plain value may stand for a field of a kind; null may stand for any."""
    if kind == "number":
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    return value is None or isinstance(value, {"bool": bool}.get(kind, str))


def rule_files(folder: Path, cwd: Path) -> Iterator[Path]:
    """Yield the rule files below a folder, or the file itself, in the order of their names; raises UsageError."""
    place = cwd / folder
    if place.is_file():
        yield place
        return
    name = _shown(place, cwd)
    if not place.is_dir():
        near = guess(place.name, _neighbours(place))
        raise UsageError(
            f"{name}: there is no such folder of rules{near.en}", f"{name}: такой папки с правилами нет{near.ru}"
        )
    files = sorted(path for path in place.rglob("*") if path.suffix in SUFFIXES and path.name != "pack.yaml")
    if not files:
        raise UsageError(
            f"{name}: no rule files (*.yaml) in this folder", f"{name}: в этой папке нет файлов с правилами (*.yaml)"
        )
    yield from files


def _shown(path: Path, cwd: Path) -> str:
    """Return a path as messages show it: relative to the working folder where it lies in it, with forward slashes."""
    return (path.relative_to(cwd) if path.is_relative_to(cwd) else path).as_posix()


def _distinct(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file once, though several folders may lead to it."""
    seen: set[Path] = set()
    for path in paths:
        if (real := path.resolve()) not in seen:
            seen.add(real)
            yield path


def _text(path: Path, name: str) -> str:
    """Return what stands in a rule file; raises RuleProblems where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        message = Text("the file is not UTF-8 text", "файл не в кодировке UTF-8")
    except OSError as error:
        why = error.strerror or str(error)
        message = Text(f"the file cannot be read: {why}", f"файл не читается: {why}")
    raise RuleProblems([Problem(name, 1, 1, 1, message)])


def _neighbours(folder: Path) -> list[str]:
    """Return the names of the folders that stand where a folder was looked for."""
    try:
        return sorted(path.name for path in folder.parent.iterdir() if path.is_dir())
    except OSError:
        return []
