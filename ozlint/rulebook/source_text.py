"""The text of a file that people write, with the line and column of any character in it."""

import msgspec

from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem


class SourceText(msgspec.Struct, frozen=True):
    """A file's path and its text; every line break in it is a single newline."""

    path: str
    text: str

    @classmethod
    def of(cls, text: str, path: str) -> "SourceText":
        """Return the text without its byte order mark and with line breaks made alike; no line or column moves."""
        return cls(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))

    def spot(self, index: int) -> tuple[int, int]:
        """Return the line and column, both counted from 1, of the character at `index`."""
        return self.text.count("\n", 0, index) + 1, index - self.line_start(index) + 1

    def line_start(self, index: int) -> int:
        """Return where the line begins that holds the character at `index`."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Return where the line ends that holds the character at `index`: at its line break or the end of the file."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def problem(self, start: int, end: int, message: Text, hint: Text | None = None) -> Problem:
        """Return a problem of the characters from `start` up to `end`, as far as they stand in one line."""
        line, column = self.spot(start)
        stop = self.line_end(start)
        return Problem(
            path=self.path,
            line=line,
            column=column,
            length=max(1, min(end, stop) - start),
            message=message,
            hint=hint,
            source_line=self.text[self.line_start(start) : stop],
        )
