"""The rules of some folders for a run: from what is kept of their files, and from the files where it is not."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.rulebook.builtin import is_reserved
from ozlint.rulebook.files import pack_file, pack_files, shown
from ozlint.rulebook.kept import Kept
from ozlint.rulebook.problem import RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import PackStatement


def load_rules(
    folders: Sequence[Path], *, cwd: Path, cache: Path | None = None, knowledge: Knowledge = TABLES
) -> tuple[Rule, ...]:
    """Return the rules of some folders in the order of their ids, as `load_packs` does.

    `cache` is the folder where what files say is kept between runs; None keeps nothing. Raises what `load_packs` does.
    """
    kept = Kept(cache, knowledge) if cache is not None else None
    rules = _from_kept(folders, cwd, kept) if kept else None
    return _load_anew(folders, cwd, kept, knowledge) if rules is None else rules


def _from_kept(folders: Sequence[Path], cwd: Path, kept: Kept) -> tuple[Rule, ...] | None:
    """Return the rules if all that their files hold is kept, None where a file must be read: for its faults, too."""
    rules: dict[str, Rule] = {}
    names: set[str] = set()
    packs: dict[Path, PackStatement | None] = {}
    try:
        for folder, path, is_inside in pack_files(folders, cwd):
            if folder not in packs:
                said = pack_file(folder, cwd)
                packs[folder] = kept.pack(said) if said is not None else None
            if not is_inside:
                return None
            rule = kept.rule(path)
            pack = packs[folder]
            wrong = is_reserved(rule.id) or (pack is not None and not (pack.has(rule.id) and pack.runs_here))
            if wrong or rule.id in rules or rule.name in names or f"{rule.id}-{rule.name}" != path.stem:
                return None
            names.add(rule.name)
            title = pack.title if pack is not None else ""
            rules[rule.id] = structs.replace(rule, path=shown(path, cwd), pack=title)
    except (OSError, KeyError, RuleProblems):
        return None
    return tuple(rules[identity] for identity in sorted(rules))


def _load_anew(folders: Sequence[Path], cwd: Path, kept: Kept | None, knowledge: Knowledge) -> tuple[Rule, ...]:
    from ozlint.rulebook.load import load_packs  # YAML and pydantic, a third of a short run

    loaded = load_packs(folders, cwd=cwd, knowledge=knowledge)
    if kept is not None:
        found: dict[Path, Rule | PackStatement] = {cwd / one.rule.path: one.rule for one in loaded}
        for one in loaded:
            if one.pack is not None and (path := pack_file(one.folder, cwd)) is not None:
                found[path] = one.pack
        kept.keep(found)
    return tuple(one.rule for one in loaded)
