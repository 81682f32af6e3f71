"""The rules of a run: those of the packs, as a configuration sets and selects them."""

from collections.abc import Sequence
from pathlib import Path

from ozlint.config.config import Config
from ozlint.errors import UsageError
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.rulebook.builtin import builtin_pack, diagnostic_files
from ozlint.rulebook.files import pack_folder, rule_files
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.select import ignore_fault, own_pack_missing, select_rules, selector_fault


def load_rulebook(config: Config, folder: Path) -> Rulebook:
    """Return the rules a run selects; the diagnostics are always among them.

    Without the built-in rules, those of the packs may have their ids: a seller's own version of the pack is one. The
    diagnostics run in any case, and no pack replaces them.
    """
    packs = pack_folders(config, folder)
    cache = Path(config.cache) if config.cache else None
    knowledge = config.knowledge
    builtin = [builtin_pack()] if config.builtin else diagnostic_files()
    rules = load_rules([*builtin, *packs], cwd=folder, cache=cache, knowledge=knowledge)
    off: frozenset[str] = frozenset()
    if config.rules or config.overrides:
        from ozlint.rulebook.apply import apply_settings, switched_off  # YAML and pydantic

        rules = apply_settings(rules, config.rules, config.overrides, cwd=folder, knowledge=knowledge)
        off = switched_off(config.rules, config.overrides)
    check_selectors(config, rules)
    rulebook = select_rules(rules, profile=config.profile, select=config.select, ignore=config.ignore, off=off)
    check_ids(config, rulebook)
    if config.overrides:
        from ozlint.rulebook.variants import vary  # as above

        return vary(rulebook, config.rules, config.overrides, cwd=folder, knowledge=knowledge)
    return rulebook


def builtin_rules(
    cache: str | None, folder: Path, knowledge: Knowledge = TABLES, *, diagnostics_alone: bool = False
) -> tuple[Rule, ...]:
    """Return the rules that ozlint brings, which stand beside those that are written or tested in a folder.

    `cache` is where what rules say is kept between runs; None keeps nothing.
    """
    files = diagnostic_files() if diagnostics_alone else [builtin_pack()]
    return load_rules(files, cwd=folder, cache=Path(cache) if cache else None, knowledge=knowledge)


def pack_folders(config: Config, folder: Path) -> list[Path]:
    """Return the folders of the packs of a run, those of installed ones among them.

    Raises an error for one that is not there or holds no rules, with its place or the name of who gave it.
    """
    origin = config.origin("packs")
    folders = []
    for place, pack in enumerate(config.packs):
        try:
            folders.append(pack_folder(pack, folder))
            next(rule_files(folders[-1], folder))
        except UsageError as error:
            raise (error if origin.spot is None else origin.fault(error.text, place)) from None
    return folders


def check_selectors(config: Config, rules: Sequence[Rule]) -> None:
    """Raise an error for a selector that fits no rule or takes none away, with its place or the name of who gave it."""
    for key, selectors in (("select", config.select), ("ignore", config.ignore)):
        origin = config.origin(key)
        for place, selector in enumerate(selectors):
            fault = selector_fault(selector, rules) or (ignore_fault(selector, rules) if key == "ignore" else None)
            if fault is not None:
                raise origin.fault(fault, place)


def check_ids(config: Config, rulebook: Rulebook) -> None:
    """Raise an error for a rule that must be able to judge something and is not among the rules of the run."""
    origin = config.origin("must_evaluate")
    known = [rule.id for rule in rulebook.rules]
    for place, identity in enumerate(config.must_evaluate):
        if identity not in known:
            near = (None if config.packs else own_pack_missing(identity, known)) or guess(identity, known)
            message = Text(
                f'"{identity}" is not among the rules of this run{near.en}',
                f"«{identity}» нет среди правил этого запуска{near.ru}",
            )
            raise origin.fault(message, place)
