"""Which places a code host can show."""

import pytest

from ozlint.model.record import Place
from ozlint.reporters.options import Options
from ozlint.reporters.repository import anchor, in_repository


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("orders.json", True),
        ("a/b/orders.json", True),
        ("a..b/c.json", True),
        ("-dash.json", True),
        ("", False),
        ("-", False),
        ("/srv/orders.json", False),
        ("C:/orders.json", False),
        ("C:\\orders.json", False),
        ("\\\\host\\share\\orders.json", False),
        ("../orders.json", False),
        ("a/../../orders.json", False),
        ("..\\orders.json", False),
    ],
)
def test_a_file_of_the_repository_is_told_by_its_path(path: str, inside: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """Only a relative path that never leaves the folder counts; standard input and nothing are no files."""
    assert in_repository(path) is inside


def test_what_is_inside_stays_where_it_is() -> None:
    """A finding in a file of the repository is shown there."""
    place = Place("orders.json", 7, 5, "/0")
    assert anchor(place, Options(config_file="ozlint.yaml")) is place


@pytest.mark.parametrize(
    ("config_file", "shown"),
    [("conf/ozlint.yaml", "conf/ozlint.yaml"), ("/etc/ozlint.yaml", "ozlint.yaml"), (None, "ozlint.yaml")],
)
def test_what_is_outside_is_shown_at_the_configuration(config_file: str | None, shown: str) -> None:
    """Anything else is shown at the head of the configuration file, if that one is in the repository itself."""
    assert anchor(Place("-", 7, 5, "/0"), Options(config_file=config_file)) == Place(shown, 1, 1, "")
