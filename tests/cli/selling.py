"""A seller's machine in tests: the key in the environment, accounts in a file, the tool asking a fake Ozon."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from finished import Finished, environment

from fake_ozon.ozon import API_KEY, CLIENT_ID
from fake_ozon.server import Server
from fake_ozon.shipment import Shipment, moment, shipment

INTERRUPT, TERMINATE = signal.SIGINT, signal.SIGTERM
KEYS = "xdg/ozlint/keys.toml"
"""Where the file of keys is, in the folder of a test."""


def key(server: Server, api_key: str = API_KEY, **more: str) -> dict[str, str]:
    """The environment of somebody with a key to the fake Ozon, and no file of keys."""
    return {
        "OZON_CLIENT_ID": CLIENT_ID,
        "OZON_API_KEY": api_key,
        "OZON_API_URL": server.url,
        "XDG_CONFIG_HOME": "nowhere",
        **more,
    }


def accounts(folder: Path, server: Server, keys: Mapping[str, str]) -> dict[str, str]:
    """The environment of somebody with several accounts in a file, each with its own Api-Key."""
    path = folder / KEYS
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = (f'["{name}"]\nclient_id = {CLIENT_ID}\napi_key = "{secret}"\n' for name, secret in keys.items())
    path.write_text("\n".join(tables), encoding="utf-8")
    path.chmod(0o600)
    return {"OZON_API_URL": server.url, "XDG_CONFIG_HOME": str(folder / "xdg")}


def started(folder: Path, arguments: Iterable[str], extra: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """The tool, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "ozlint", *arguments],
        cwd=folder,
        env=environment(os.environ) | dict(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeding_signals,  # noqa: PLW1509 - it takes no lock
    )


def heeding_signals() -> None:
    """Undo what a job in the background is started with: without a terminal SIGINT is not heeded."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(process: "subprocess.Popen[bytes]", number: int | None = None) -> Finished:
    """What a process left behind, once it got a signal, or by itself."""
    if number is not None:
        process.send_signal(number)
    out, err = process.communicate(timeout=60)
    finished = Finished(process.returncode, out.decode(), err.decode())
    assert "Traceback" not in finished.out + finished.err
    return finished


def wait_until(happened: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for something that a process does."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def due(number: str, now: float, hours: float, **more: object) -> Shipment:
    """A posting that waits for its hand-over, which is due in so many hours: OZ301 alone once that is past."""
    deadline = moment(now + hours * 3600)
    fields = {
        "status": "awaiting_deliver",
        "substatus": "posting_in_carriage",
        "tpl_integration_type": "ozon",
        "is_express": False,
        "shipment_date": deadline,
        "shipment_date_without_delay": deadline,
        "tracking_number": "",
        "requirements": {},
        "available_actions": [],
        **more,
    }
    return shipment(number, now - 3 * 86400, **fields)  # type: ignore[arg-type]
