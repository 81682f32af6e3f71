"""The output streams of the process, on which a reader that goes away stops nothing."""

import os
from collections.abc import Callable
from typing import Any, TextIO


class OutputError(Exception):
    """Output that cannot be written, such as on a full disk."""


class Output:
    """A stream that goes on after its reader went away, as `| head` does: the run keeps its own exit code.

    Everything but writing is left to the stream itself.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; raises OutputError where that is impossible though somebody listens."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Hand over what was written so far; raises OutputError as `write` does."""
        self._try(self._stream.flush)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BrokenPipeError:
            self._silence()
        except OSError as error:
            self._silence()
            raise OutputError(error.strerror or str(error)) from error

    def _silence(self) -> None:
        """Send what is still to be written nowhere: Python would fail on it once more when it ends."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
