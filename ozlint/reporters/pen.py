"""The pen a text report is written with: colours and links on a terminal, plain text anywhere else."""

from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

from ozlint.model.pattern import pattern
from ozlint.model.record import Place
from ozlint.reporters.harmless import harmless, is_web_address
from ozlint.reporters.options import Options
from ozlint.reporters.text_value import show_place

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "head": "bold",
    "good": "green",
    "dim": "dim",
}
"""What is written in which colour; colours only repeat what the words say."""
NARROWEST = 30
"""Columns a text is given however far it is indented."""
_COMMAND = pattern(r"`[^`]*`")
_JOINT = "\ue000"
"""Stands for the blanks of a command while a text is folded: a character that no text has."""

Paint = Callable[[str], str]


def _paints() -> dict[str, Paint]:
    from rich.color import ColorSystem
    from rich.style import Style

    def paint(style: Style) -> Paint:
        return lambda text: style.render(text, color_system=ColorSystem.STANDARD)

    return {name: paint(Style.parse(definition)) for name, definition in STYLES.items()}


class Pen:
    """Writes texts in a language and a style, as links, and folded to the width of the terminal."""

    def __init__(self, options: Options) -> None:
        self.lang = options.lang
        self.verbose = options.verbose
        self._paints = _paints() if options.colour else {}
        self._hyperlinks = options.hyperlinks
        self._width = options.width
        self._addresses: dict[str, str] = {}

    def paint(self, text: str, style: str) -> str:
        """Return a text in one of the styles."""
        paint = self._paints.get(style)
        return paint(text) if paint and text else text

    def link(self, text: str, address: str | None) -> str:
        """Return a text as a link, where the terminal knows links and the address is one of the web or of a file."""
        if not self._hyperlinks or not address:
            return text
        if not address.startswith("file:") and not is_web_address(address):
            return text
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"

    def place(self, place: Place) -> str:
        """Return a place as `orders.json:17:5 /result/postings/0`, the file a link."""
        shown = self.link(self.paint(show_place(place), "dim"), self._address(place.path))
        return f"{shown} {self.paint(harmless(place.pointer), 'dim')}" if place.pointer else shown

    def fold(self, text: str, indent: int) -> list[str]:
        """Return a text in lines that fit the terminal behind an indent; in one line where there is no terminal."""
        if self._width is None:
            return [text]
        width = max(self._width - indent, NARROWEST)
        # Numbers, paths and commands are copied from the screen: they are never broken.
        whole = _COMMAND.sub(lambda command: command[0].replace(" ", _JOINT), text)
        lines = wrap(whole, width, break_long_words=False, break_on_hyphens=False) or [""]
        return [line.replace(_JOINT, " ") for line in lines]

    def has_room(self, columns: int) -> bool:
        """Return whether a line of so many columns fits the terminal; it always does where there is none."""
        return self._width is None or columns <= self._width

    def _address(self, path: str) -> str | None:
        if not self._hyperlinks or path == "-" or "\0" in path:
            return None
        address = self._addresses.get(path)
        if address is None:
            address = self._addresses[path] = Path(path).absolute().as_uri()
        return address
