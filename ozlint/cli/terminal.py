"""The world around a command: its streams, environment and clock, passed in so that nothing below looks for them."""

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from ozlint.cli.console import Console, this_console
from ozlint.errors import UsageError
from ozlint.model.text import Lang
from ozlint.seller_api.clock import Clock

KEY_FILE = "keys.toml"


class Terminal(msgspec.Struct, frozen=True):
    """Everything a command may touch besides its arguments."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str]
    now: float
    """When the command began, seconds since 1970 UTC."""
    folder: Path
    """The working folder."""
    clock: Clock
    """What tells the time that passes while a command runs."""
    console: Console = Console()
    is_bare: bool = False
    """Whether no shell is around, so that the window closes when the command ends."""

    def say(self, text: str) -> None:
        """Write a line for the user."""
        self.stdout.write(text + "\n")

    def warn(self, text: str) -> None:
        """Write a line beside the output."""
        self.stderr.write(text + "\n")

    @property
    def colour(self) -> bool:
        """Return whether the output goes to a terminal that wants colours."""
        if self.environ.get("NO_COLOR") or not self.console.draws:
            return False
        return bool(self.environ.get("FORCE_COLOR")) or (self.stdout.isatty() and self.environ.get("TERM") != "dumb")

    @property
    def width(self) -> int | None:
        """Return the columns of the terminal that the output goes to; None where it goes anywhere else."""
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or None if self.stdout.isatty() else None
        except OSError:  # a terminal that does not tell, or a stand-in for one
            return None

    @property
    def cache(self) -> str | None:
        """Return the user's folder for what may be made again; None where the environment names none."""
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            base = Path(self.environ.get(name, ""))
            if base.is_absolute():  # what is not, counts as not said: so the specification of the first has it
                return str(base / "ozlint")
        home = self.environ.get("HOME")
        return str(Path(home) / ".cache" / "ozlint") if home else None

    @property
    def key_file(self) -> Path | None:
        """Return the user's file of keys, be it there or not; None where the environment names no place for it."""
        if base := self.environ.get("XDG_CONFIG_HOME") or self.environ.get("APPDATA"):
            return Path(base) / "ozlint" / KEY_FILE
        home = self.environ.get("HOME")
        return Path(home) / ".config" / "ozlint" / KEY_FILE if home else None

    @property
    def lang(self) -> Lang:
        """Return the language of the locale, else of the system: Russian if it says so, in all other cases English."""
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            if value := self.environ.get(name):
                return "ru" if value.lower().startswith("ru") else "en"
        return "ru" if self.console.is_russian else "en"


def this_terminal() -> Terminal:
    """Return the terminal of this process; raises UsageError where it has no folder to work in."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        folder = Path.cwd()
    except OSError:
        raise UsageError("the working folder is gone: go to another one", "рабочей папки больше нет") from None
    # A stream is None where whoever started the process has closed it, as some schedulers do.
    return Terminal(
        stdin=sys.stdin.buffer if sys.stdin else BytesIO(),
        stdout=sys.stdout or StringIO(),
        stderr=sys.stderr or StringIO(),
        environ=os.environ,
        now=datetime.now(UTC).timestamp(),
        folder=folder,
        clock=Clock(now=time.time, elapsed=time.monotonic, sleep=time.sleep),
        console=this_console(),
        is_bare=sys.platform == "win32" and "PROMPT" not in os.environ,  # which cmd.exe gives to what it starts
    )
