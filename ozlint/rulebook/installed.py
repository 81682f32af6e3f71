"""Packs that are installed as Python packages: found by what their metadata says, never imported.

A package offers a pack by an entry point of the group `ozlint.rules`: its name is what people put under `packs`, its
value the dotted path of the folder that holds the rules, as in `acme = "acme_rules.rules"`. Rules are data, so looking
at the folder is all there is to loading them.
"""

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text

GROUP = "ozlint.rules"


def installed_pack(name: str, folders: Sequence[str] = ()) -> Path:
    """Return the folder of an installed pack; raises UsageError where there is none of that name, or no folder.

    `folders` are the names of the folders that may have been meant instead.
    """
    known = entry_points(group=GROUP)
    found = [one for one in known if one.name == name]
    if not found:
        names = ", ".join(sorted(known.names))
        otherwise = Text(f"; installed are {names}", f"; установлены {names}") if names else _NONE
        near = guess(name, [*known.names, *folders], otherwise)
        raise UsageError(
            f'"{name}" is no folder, and no installed pack is called so{near.en}',
            f"«{name}»: такой папки нет, и установленного набора правил с таким именем тоже{near.ru}",
        )
    owners = sorted({str(one.dist.name) for one in found if one.dist is not None})
    if len({one.value for one in found}) > 1:
        which = ", ".join(owners)
        raise UsageError(
            f'"{name}" is the name of several installed packs: {which}; uninstall all but one',
            f"«{name}» — имя сразу нескольких установленных наборов: {which}; оставьте один",
        )
    return _folder(found[0], "".join(owners[:1]))


_NONE = Text("; no pack is installed", "; ни один набор не установлен")


def _folder(entry: EntryPoint, owner: str) -> Path:
    """Return the folder that an entry point names, without running anything of its package."""
    top, *rest = entry.value.split(".")
    if all(part.isidentifier() for part in (top, *rest)):
        spec = find_spec(top)  # of a top-level name: that looks for it, and imports nothing
        for base in (spec.submodule_search_locations or ()) if spec is not None else ():
            folder = Path(base, *rest)
            if folder.is_dir():
                return folder
    raise UsageError(
        f'the pack "{entry.name}" of {owner} names no folder of rules: its entry point is "{entry.value}", '
        'and it should be the dotted path of one, like "acme_rules.rules"',
        f"набор «{entry.name}» из {owner} не указывает на папку с правилами: его entry point — «{entry.value}», "
        "а нужен путь к папке через точки, например «acme_rules.rules»",
    )
