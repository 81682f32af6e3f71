"""The rules of some folders for a run: from what is kept of their files, and from the files where it is not."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import structs

from ozlint.language.fault import ExpressionError
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.rulebook.bind import bind
from ozlint.rulebook.builtin import is_reserved
from ozlint.rulebook.files import check_inside, pack_file, pack_files, shown
from ozlint.rulebook.kept import MOST, NOTHING_KEPT, Kept, keep, read_kept
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import PackStatement


def load_rules(
    folders: Sequence[Path], *, cwd: Path, cache: Path | None = None, knowledge: Knowledge = TABLES
) -> tuple[Rule, ...]:
    """Return the rules of some folders in the order of their ids, as `load_packs` does.

    `cache` is the folder where what files say is kept between runs; None keeps nothing. Raises what `load_packs` does.
    """
    kept = read_kept(cache) if cache else NOTHING_KEPT
    rules = _from_kept(folders, cwd, kept, knowledge) if kept.rules else None
    return _load_anew(folders, cwd, cache, kept, knowledge) if rules is None else rules


def _from_kept(folders: Sequence[Path], cwd: Path, kept: Kept, knowledge: Knowledge) -> tuple[Rule, ...] | None:
    """Return the rules if all that their files say is kept, None where a file must be read: for its faults, too."""
    rules: dict[str, Rule] = {}
    names: set[str] = set()
    packs: dict[Path, PackStatement | None] = {}
    try:
        for folder, path in pack_files(folders, cwd):
            if folder not in packs:
                said = pack_file(folder, cwd)
                packs[folder] = kept.packs[_digest(said)] if said is not None else None
            check_inside(path, folder, cwd)
            rule = kept.rules[_digest(path)]
            pack = packs[folder]
            wrong = is_reserved(rule.id) or (pack is not None and not (pack.has(rule.id) and pack.runs_here))
            if wrong or rule.id in rules or rule.name in names or f"{rule.id}-{rule.name}" != path.stem:
                return None
            names.add(rule.name)
            bound = bind(rule, shown(path, cwd), {}, _blame, knowledge)
            rules[rule.id] = bound if pack is None else structs.replace(bound, pack=pack.title)
    except (OSError, KeyError, RuleProblems):
        return None
    return tuple(rules[identity] for identity in sorted(rules))


def _load_anew(
    folders: Sequence[Path], cwd: Path, cache: Path | None, kept: Kept, knowledge: Knowledge
) -> tuple[Rule, ...]:
    from ozlint.rulebook.load import load_packs, state  # YAML and pydantic, a third of a short run

    loaded = load_packs(folders, cwd=cwd, knowledge=knowledge)
    if cache:
        said = {_digest(cwd / one.rule.path): state(one.file, one.document) for one in loaded}
        packs = {
            _digest(path): one.pack
            for one in loaded
            if one.pack is not None and (path := pack_file(one.folder, cwd)) is not None
        }
        if not (said.keys() <= kept.rules.keys() and packs.keys() <= kept.packs.keys()):
            before = kept if len(kept.rules) < MOST else NOTHING_KEPT
            keep(cache, Kept({**before.rules, **said}, {**before.packs, **packs}))
    return tuple(one.rule for one in loaded)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _blame(_loc: Loc, error: ExpressionError, /, *, key: bool = False) -> Problem:  # noqa: ARG001 - as bind calls it
    """Return a problem without a place: the caller reads the file itself then, and finds the place."""
    return Problem("", 1, 1, 1, error.message, error.hint)
