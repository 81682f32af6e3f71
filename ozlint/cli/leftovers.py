"""What interrupted fetches have left in a folder of snapshots: told, since nobody would look for it."""

from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang, Text
from ozlint.seller_api.history import list_interrupted
from ozlint.seller_api.partial import is_being_written
from ozlint.sources.arguments import command_to_resume, shown

_LEFT = Text(
    "{path} was left by a fetch that was interrupted; to go on with it: {command}; or delete it",
    "{path} осталось от прерванной загрузки; чтобы продолжить её: {command}; или удалите файл",
)


def tell_of_leftovers(folder: Path, terminal: Terminal, lang: Lang) -> None:
    """Tell beside the output what interrupted fetches have left in a folder; what is being fetched is none of it.

    Raises SourceProblem for a manifest that cannot be read.
    """
    for kept in list_interrupted(folder):
        if not is_being_written(kept.path):
            path = shown(kept.path, terminal.folder)
            command = command_to_resume(path, kept.manifest.query.account)
            terminal.warn("ozlint: " + _LEFT.say(lang).format(path=path, command=command))
