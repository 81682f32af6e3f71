"""Reading rule packs: every file of every folder, with all that is wrong in all of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from ozlint.language.fault import ExpressionError
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.model.text import Text
from ozlint.rulebook.bind import bind
from ozlint.rulebook.builtin import is_reserved
from ozlint.rulebook.document import Document, scan_document
from ozlint.rulebook.example_checks import example_problems
from ozlint.rulebook.files import leads_out, pack_file, pack_files, read_text, shown
from ozlint.rulebook.loose import loose_problems
from ozlint.rulebook.node import Loc
from ozlint.rulebook.origin import Spot
from ozlint.rulebook.pack_file import read_pack_file
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_checks import EXAMPLE_KINDS
from ozlint.rulebook.rule_file import Example, RuleFile, read_rule_file
from ozlint.rulebook.select import DIAGNOSTICS, TELLS_OF_MISSING_DATA
from ozlint.rulebook.statement import PackStatement, Statement
from ozlint.version import __version__

_RESERVED = Text("the letters OZ are reserved for the built-in rules", "буквы OZ оставлены за встроенными правилами")
_OWN_LETTERS = Text("take letters of your own", "возьмите свои буквы")


class Loaded(msgspec.Struct, frozen=True):
    """A rule with the file it was read from."""

    rule: Rule
    file: RuleFile
    document: Document
    folder: Path = Path()
    """The folder of its pack."""
    pack: PackStatement | None = None
    """What the pack says of itself, where it does."""

    def of(self, pack: PackStatement | None) -> "Loaded":
        """Return the rule as one of a pack."""
        title = "" if pack is None else pack.title
        return structs.replace(self, pack=pack, rule=structs.replace(self.rule, pack=title))

    def bound(self, settings: Mapping[str, Any], knowledge: Knowledge = TABLES, given: Spot | None = None) -> Rule:
        """Return the rule with `settings` of its parameters; raises RuleProblems that point into the file.

        `given` is where the settings are written, for what is wrong with their values.
        """
        bound = bind_statement(state(self.file, self.document), self.document, settings, knowledge, given)
        return structs.replace(bound, pack=self.rule.pack)


def load_packs(
    folders: Sequence[Path], *, cwd: Path, knowledge: Knowledge = TABLES, beside: Sequence[Rule] = ()
) -> tuple[Loaded, ...]:
    """Return the rules of some folders in the order of their ids; the ids and names of those `beside` are taken.

    Files are shown relative to `cwd` where they lie in it. A file that several folders lead to is read once. Raises
    RuleProblems with every problem of every file, and UsageError for a folder that is not there or holds no rules.
    """
    loaded: dict[str, Loaded] = {}
    ids, names = {rule.id: rule for rule in beside}, {rule.name: rule for rule in beside}
    problems: list[Problem] = []
    packs = _Packs(cwd)
    for folder, path, is_inside in pack_files(folders, cwd):
        name = shown(path, cwd)
        try:
            pack = packs.of(folder)
            if not is_inside:
                raise leads_out(path, cwd)
            one = structs.replace(load_rule(read_text(path, name), name, knowledge), folder=folder).of(pack)
        except RuleProblems as error:
            problems += error.problems
            continue
        problems += id_problems(one)
        twin, namesake = ids.setdefault(one.rule.id, one.rule), names.setdefault(one.rule.name, one.rule)
        if twin is not one.rule:
            problems.append(_taken_id(one, twin))
            continue
        loaded[one.rule.id] = one
        if namesake is not one.rule:
            message = Text(
                f"{one.rule.name} is already the name of {namesake.path}",
                f"имя {one.rule.name} уже занято: {namesake.path}",
            )
            hint = Text("names are never shared; take another", "имена не делят, возьмите другое")
            problems.append(one.document.problem(("name",), message, hint))
    if problems:
        raise RuleProblems(problems)
    return tuple(sorted(loaded.values(), key=lambda one: one.rule.id))


def _taken_id(one: Loaded, twin: Rule) -> Problem:
    """Return the problem of a rule whose id belongs to another one."""
    identity = one.rule.id
    if identity in DIAGNOSTICS:
        message = Text(
            f"{identity} cannot be replaced: {TELLS_OF_MISSING_DATA.en}",
            f"{identity} нельзя заменить: {TELLS_OF_MISSING_DATA.ru}",
        )
        hint = Text("delete this file: ozlint brings the rule itself", "удалите этот файл: это правило у ozlint есть")
    else:
        message = Text(f"{identity} is already the id of {twin.path}", f"номер {identity} уже занят: {twin.path}")
        hint = Text("ids are never shared; take another", "номера не делят, возьмите другой")
        if one.rule.sha256 == twin.sha256:
            hint = Text("this is the same rule: give its pack once", "это то же правило: укажите его набор один раз")
    return one.document.problem(("id",), message, hint)


class _Packs:
    """What the packs of a run say of themselves, each read once; one that is wrong raises RuleProblems each time."""

    def __init__(self, cwd: Path) -> None:
        self._cwd = cwd
        self._known: dict[Path, PackStatement | None] = {}

    def of(self, folder: Path) -> PackStatement | None:
        """Return what the pack.yaml of a folder says; None where it has none."""
        if folder not in self._known:
            path = pack_file(folder, self._cwd)
            self._known[folder] = None if path is None else read_pack(path, shown(path, self._cwd))
        return self._known[folder]


def read_pack(path: Path, name: str) -> PackStatement:
    """Return what a pack.yaml says; raises RuleProblems, also where the pack needs a newer ozlint than this one."""
    said, document = read_pack_file(read_text(path, name), name)
    if not said.runs_here:
        message = Text(
            f"the pack needs ozlint {said.ozlint} or newer, and this is {__version__}",
            f"набору нужен ozlint {said.ozlint} или новее, а это {__version__}",
        )
        hint = Text("pip install --upgrade ozlint", "обновите: pip install --upgrade ozlint")
        raise RuleProblems([document.problem(("ozlint",), message, hint)])
    if said.prefix is not None and is_reserved(f"{said.prefix}0"):
        raise RuleProblems([document.problem(("prefix",), _RESERVED, _OWN_LETTERS)])
    return said


def id_problems(one: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the id of a rule: letters that are reserved, or not those of its pack."""
    identity, pack = one.rule.id, one.pack
    if is_reserved(identity):
        yield one.document.problem(("id",), _RESERVED, _OWN_LETTERS)
    elif pack is not None and not pack.has(identity):
        message = Text(
            f"ids of the pack {pack.name} begin with {pack.prefix}",
            f"номера правил набора {pack.name} начинаются с {pack.prefix}",
        )
        digits = identity[len(identity.rstrip("0123456789")) :]
        hint = Text(f"like {pack.prefix}{digits}", f"например, {pack.prefix}{digits}")
        yield one.document.problem(("id",), message, hint)


def load_rule(text: str, path: str, knowledge: Knowledge = TABLES) -> Loaded:
    """Return the rule a text holds; raises RuleProblems."""
    try:
        file, document = read_rule_file(text, path)
    except RuleProblems as error:
        scanned = scan_document(text, path)[0]
        raise RuleProblems([*error.problems, *(loose_problems(scanned, knowledge) if scanned else ())]) from None
    problems = list(example_problems(file, document, knowledge))
    try:
        loaded = Loaded(bind_file(file, document, {}, knowledge), file, document)
    except RuleProblems as error:
        raise RuleProblems([*problems, *error.problems]) from None
    if not problems:
        problems = list(_example_values(loaded, knowledge))
    if problems:
        raise RuleProblems(problems)
    return loaded


def _example_values(loaded: Loaded, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what is wrong with the values of parameters that examples give, by what the rule compares them with."""
    for kind in EXAMPLE_KINDS:
        examples: tuple[Example, ...] = getattr(loaded.file.examples, kind)
        for place, example in enumerate(examples):
            if example.params:
                try:
                    loaded.bound(example.params, knowledge, Spot(loaded.document, ("examples", kind, place, "params")))
                except RuleProblems as error:
                    yield from error.problems


def bind_file(file: RuleFile, document: Document, settings: Mapping[str, Any], knowledge: Knowledge = TABLES) -> Rule:
    """Return the rule of a file, with `settings` of its parameters; raises RuleProblems that point into the file."""
    return bind_statement(state(file, document), document, settings, knowledge)


def bind_statement(
    said: Statement, document: Document, settings: Mapping[str, Any], knowledge: Knowledge, given: Spot | None = None
) -> Rule:
    """Return the rule of a statement made from a file; raises RuleProblems that point into the file.

    What is wrong with the value of a setting is told where it is `given`.
    """

    def blame(loc: Loc, error: ExpressionError, /, *, key: bool = False) -> Problem:
        if given is not None and loc[0] == "params" and loc[1] in settings:
            _, name, _, *place = loc
            return given.inside(name, *place).problem(error.message, error.hint)
        if key:
            return document.problem(loc, error.message, error.hint, key=True)
        return document.problem(loc, error.message, error.hint, offset=error.start, length=error.end - error.start)

    return bind(said, document.path, settings, blame, knowledge)


def state(file: RuleFile, document: Document) -> Statement:
    """Return what a rule file says."""
    return Statement(
        id=file.id,
        name=file.name,
        title=file.title.text,
        severity=file.severity,
        severity_when=tuple((case.when, case.severity) for case in file.severity_when),
        profile=file.profile,
        tags=file.tags,
        since=file.since,
        subject=file.subject,
        group_by=file.group_by,
        let=dict(file.let),
        when=file.when,
        test=(file.require if file.require is not None else file.forbid) or "",
        forbid=file.forbid is not None,
        field=file.field,
        cost=file.cost or "",
        message=file.message.text,
        why=file.why.text,
        fix=file.fix.text,
        params={name: param.default for name, param in file.params.items()},
        references=tuple(reference.url or reference.source or "" for reference in file.references),
        sha256=sha256(document.text.encode()).hexdigest(),
    )
