"""Where a code host can show a finding: it knows the files of the repository, and no others."""

from pathlib import PureWindowsPath

from ozlint.model.record import LIVE, Place
from ozlint.reporters.options import Options

CONFIG_FILE = "ozlint.yaml"
"""What stands for the configuration file of a run that has none."""


def in_repository(path: str) -> bool:
    """Return whether a path may name a file below the working folder, which is taken for the repository.

    Standard input, what Ozon has just answered, absolute paths of any system and ways out of the folder are none.
    """
    if path.startswith(LIVE):
        return False
    pure = PureWindowsPath(path)  # knows both slashes, and drives
    return path not in ("", "-") and not pure.anchor and ".." not in pure.parts


def anchor(place: Place, options: Options) -> Place:
    """Return the place of a finding, or for one outside of the repository the head of the configuration file."""
    if in_repository(place.path):
        return place
    file = options.config_file or CONFIG_FILE
    return Place(file if in_repository(file) else CONFIG_FILE, 1, 1, "")
