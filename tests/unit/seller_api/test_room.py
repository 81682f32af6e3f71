"""What reading a snapshot needs does not load what fetching one needs."""

import subprocess
import sys

import pytest

LIGHT = ["manifest", "history", "snapshot", "query", "listing", "answers", "client", "fetch", "checks", "report", "key",
         "account", "key_file", "provenance"]  # fmt: skip


@pytest.mark.parametrize("module", LIGHT)
def test_only_the_transport_loads_http(module: str) -> None:
    """Httpx takes longer to load than most runs take."""
    heavy = "{'httpx', 'ssl', 'rich', 'pydantic'}"
    code = f"import sys, ozlint.seller_api.{module}; print(*sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
