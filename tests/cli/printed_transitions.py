"""What `ozlint ozon transitions` prints in each format and language, written down under transitions/."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "transitions"
_SUFFIXES = {"text": "txt", "mermaid": "mmd", "dot": "dot", "json": "json"}


class Printed(NamedTuple):
    """One way to print the table, and the file that has what comes out."""

    format: str
    lang: str

    @property
    def path(self) -> Path:
        """The file beside this module."""
        return FOLDER / f"{self.lang}.{_SUFFIXES[self.format]}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """What is typed behind `ozlint`."""
        return ("ozon", "transitions", "--format", self.format, "--lang", self.lang)


def printed() -> list[Printed]:
    """Return every way to print the table."""
    return [Printed(name, lang) for lang in ("en", "ru") for name in _SUFFIXES]
