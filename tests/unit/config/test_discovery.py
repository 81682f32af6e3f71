"""Where the file of suppressions is looked for: beside the configuration, and in the working folder."""

from pathlib import Path

import pytest

from ozlint.config.discovery import find_suppressions, suppressions_place
from ozlint.errors import UsageError

NAME = "ozlint-suppressions.yaml"


def test_it_stands_beside_the_configuration(tmp_path: Path) -> None:
    """Without a configuration it is one of the working folder; a new one gets to the same place."""
    folder = tmp_path / "shop"
    folder.mkdir()
    assert find_suppressions(None, folder) is None
    assert suppressions_place(None, folder) == folder / NAME
    assert suppressions_place("../ozlint.yaml", folder).resolve() == tmp_path / NAME
    (tmp_path / NAME).touch()
    assert find_suppressions("../ozlint.yaml", folder) == f"../{NAME}"
    assert find_suppressions("ozlint.yaml", tmp_path) == NAME


def test_one_of_the_working_folder_is_found_as_well(tmp_path: Path) -> None:
    """The configuration of a folder above need not have any."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / NAME).touch()
    assert find_suppressions("../ozlint.yaml", folder) == NAME


def test_two_of_them_are_an_error(tmp_path: Path) -> None:
    """One of the two would be ignored, and nobody would know which."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / NAME).touch()
    with pytest.raises(UsageError, match="only one of the two"):
        find_suppressions("../ozlint.yaml", folder)
