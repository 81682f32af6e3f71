"""A terminal in memory: what a command would see and say."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fake_ozon.clock import FastClock
from ozlint.cli.terminal import Terminal
from ozlint.model.times import read_time

NOW = read_time("2026-11-22T09:00:00Z")[0]
LATE = {
    "posting_number": "12345678-0001-1",
    "status": "awaiting_deliver",
    "tpl_integration_type": "ozon",
    "shipment_date": "2026-11-21T09:00:00Z",
    "shipment_date_without_delay": "2026-11-21T09:00:00Z",
}
"""A posting that is a day late at NOW: OZ301 and nothing else."""

Make = Callable[..., Terminal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a terminal in the test's folder."""

    def terminal(environ: Mapping[str, str] | None = None, stdin: bytes = b"") -> Terminal:
        return Terminal(BytesIO(stdin), StringIO(), StringIO(), environ or {}, NOW, tmp_path, FastClock().clock)

    return terminal


@pytest.fixture
def ozlint(make: Make) -> Callable[..., SimpleNamespace]:
    """Run the command line in this process; gives code, out and err."""
    from ozlint.cli.main import run

    def started(*arguments: str, stdin: bytes = b"", **environ: str) -> SimpleNamespace:
        terminal = make(environ, stdin)
        code = run(arguments, terminal)
        return SimpleNamespace(
            code=code,
            out=terminal.stdout.getvalue(),  # type: ignore[attr-defined]
            err=terminal.stderr.getvalue(),  # type: ignore[attr-defined]
        )

    return started


@pytest.fixture
def late(tmp_path: Path) -> dict[str, Any]:
    """The posting that is a day late, also as late.json in the working folder."""
    (tmp_path / "late.json").write_text(json.dumps([LATE]), encoding="utf-8")
    return LATE
