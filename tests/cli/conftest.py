"""Running the tool as people run it: another process, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the modules that tests and scripts of this folder share

from finished import NOW, Build, Finished, Ozlint, Save, environment

from fake_ozon.fixtures import ozon, running, server  # noqa: F401 - fixtures


@pytest.fixture
def ozlint(tmp_path: Path) -> Ozlint:
    """The tool, run in the test's own folder; `check` is judged as of one fixed moment unless told otherwise."""

    def run(
        *arguments: str,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Finished:
        command = [*arguments, "--at", NOW] if arguments[0] == "check" and "--at" not in arguments else arguments
        done = subprocess.run(
            [sys.executable, "-m", "ozlint", *command],
            cwd=tmp_path,
            env=environment(os.environ) | dict(extra or {}),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=120,
            preexec_fn=before,
        )
        finished = Finished(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in finished.out + finished.err
        return finished

    return run


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Writes a file into the test's folder: bytes and texts as they are, anything else as JSON."""

    def write(name: str, content: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


@pytest.fixture
def posting() -> Build:
    """A shipped posting that nothing is wrong with, but for what a test changes."""

    def build(number: int = 1, **fields: object) -> dict[str, Any]:
        return {
            "posting_number": f"12345678-{number:04d}-1",
            "status": "delivering",
            "substatus": "posting_on_way_to_city",
            "tpl_integration_type": "non_integrated",
            "is_express": False,
            "tracking_number": f"15877{number:05d}",
            "delivery_method": {"id": 23104857701000, "tpl_provider": "CDEK"},
            "in_process_at": "2026-11-18T08:00:00Z",
            "shipment_date": "2026-11-20T12:00:00Z",
            "shipment_date_without_delay": "2026-11-20T12:00:00Z",
            "delivering_date": "2026-11-20T09:00:00Z",
            "analytics_data": {"delivery_date_end": "2026-11-29T18:00:00Z", "client_delivery_date_end": None},
            "parent_posting_number": "",
            "available_actions": [],
            "requirements": {},
            **fields,
        }

    return build
