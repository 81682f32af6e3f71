"""The runnable cases under examples/: each a folder with its input, its command and what that prints."""

import fcntl
import json
import os
import pty
import shlex
import struct
import subprocess
import sysconfig
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from finished import Finished, environment

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples"
REPORT = "ozlint-report.json"
"""What a case prints that asks for JSON; a folder of inputs never takes a file of this name for postings."""
COLUMNS = 100
"""Width of the terminal that the READMEs show."""


class ExampleCase(NamedTuple):
    """One folder of examples/."""

    folder: Path

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.folder.name

    @property
    def command(self) -> str:
        """The one line that a person types at the top of the repository."""
        return (self.folder / "command").read_text(encoding="utf-8").removesuffix("\n")

    @property
    def exit_code(self) -> int:
        """The code that the command exits with."""
        return int((self.folder / "exit_code").read_text(encoding="utf-8"))

    @property
    def report(self) -> Any:  # noqa: ANN401 - a JSON document
        """The JSON report that the command prints; None where it prints text."""
        path = self.folder / REPORT
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    @property
    def expected(self) -> str:
        """The text that the command prints."""
        return (self.folder / "expected.txt").read_text(encoding="utf-8")

    @property
    def arguments(self) -> list[str]:
        """The command with the installed `ozlint` in place of its name."""
        program, *arguments = shlex.split(self.command)
        assert program == "ozlint"
        return [str(Path(sysconfig.get_path("scripts"), program)), *arguments]

    def run(self) -> Finished:
        """Run the command at the top of the repository, its output a pipe."""
        done = subprocess.run(self.arguments, cwd=ROOT, env=environment(os.environ), capture_output=True, check=False)
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def screen(self) -> str:
        """Run the command on a terminal, and return what a person sees: the command and its output."""
        return f"$ {self.command}\n" + on_terminal(self.arguments, ROOT, {"NO_COLOR": "1"})

    def rewrite(self) -> None:
        """Write down anew what the command prints and exits with."""
        done = self.run()
        if "--format json" in self.command:
            (self.folder / REPORT).write_text(done.out, encoding="utf-8")
        else:
            (self.folder / "expected.txt").write_text(done.out, encoding="utf-8")
        (self.folder / "exit_code").write_text(f"{done.code}\n", encoding="utf-8")


def example_cases() -> list[ExampleCase]:
    """Return the cases in the order of their names."""
    return [ExampleCase(path.parent) for path in sorted(FOLDER.glob("*/command"))]


def on_terminal(arguments: list[str], folder: Path, extra: dict[str, str], columns: int = COLUMNS) -> str:
    """Run a command on a terminal of some width and return everything that appears on it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment(os.environ) | {"TERM": "xterm"} | extra,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        seen = b"".join(_pieces(ours))
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


def _pieces(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # how Linux tells that nobody writes any more
            return
        if not piece:
            return
        yield piece
