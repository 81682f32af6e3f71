"""The rules of some folders for a run: from what is kept of their files, and from the files where it is not."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from ozlint.language.fault import ExpressionError
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.rulebook.bind import bind
from ozlint.rulebook.files import pack_files, shown
from ozlint.rulebook.kept import MOST, keep, read_kept
from ozlint.rulebook.node import Loc
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import Statement


def load_rules(
    folders: Sequence[Path], *, cwd: Path, cache: Path | None = None, knowledge: Knowledge = TABLES
) -> tuple[Rule, ...]:
    """Return the rules of some folders in the order of their ids, as `load_packs` does.

    `cache` is the folder where what files say is kept between runs; None keeps nothing. Raises what `load_packs` does.
    """
    kept = read_kept(cache) if cache else {}
    rules = _from_kept(folders, cwd, kept, knowledge) if kept else None
    return _load_anew(folders, cwd, cache, kept, knowledge) if rules is None else rules


def _from_kept(
    folders: Sequence[Path], cwd: Path, kept: Mapping[str, Statement], knowledge: Knowledge
) -> tuple[Rule, ...] | None:
    """Return the rules if all that their files say is kept, None where a file must be read: for its faults, too."""
    rules: dict[str, Rule] = {}
    try:
        for path in pack_files(folders, cwd):
            said = kept.get(sha256(path.read_bytes()).hexdigest())
            if said is None or said.id in rules or f"{said.id}-{said.name}" != path.stem:
                return None
            rules[said.id] = bind(said, shown(path, cwd), {}, _blame, knowledge)
    except (OSError, RuleProblems):
        return None
    return tuple(rules[identity] for identity in sorted(rules))


def _load_anew(
    folders: Sequence[Path], cwd: Path, cache: Path | None, kept: Mapping[str, Statement], knowledge: Knowledge
) -> tuple[Rule, ...]:
    from ozlint.rulebook.load import load_packs, state  # YAML and pydantic, a third of a short run

    loaded = load_packs(folders, cwd=cwd, knowledge=knowledge)
    if cache:
        said = {sha256((cwd / one.rule.path).read_bytes()).hexdigest(): state(one.file, one.document) for one in loaded}
        if not said.keys() <= kept.keys():
            keep(cache, {**(kept if len(kept) < MOST else {}), **said})
    return tuple(one.rule for one in loaded)


def _blame(_loc: Loc, error: ExpressionError) -> Problem:
    """Return a problem without a place: the caller reads the file itself then, and finds the place."""
    return Problem("", 1, 1, 1, error.message, error.hint)
