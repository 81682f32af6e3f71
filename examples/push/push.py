"""Checks updates before they are pushed from code, and pushes what passes: `python examples/push/push.py`.

Takes postings.json and plan.json from the working folder, and the key from OZON_CLIENT_ID and OZON_API_KEY.
"""

import json
import os
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ozlint import UpdateLint

API = os.environ.get("OZON_API_URL", "https://api-seller.ozon.ru")
HEADERS = {
    "Client-Id": os.environ["OZON_CLIENT_ID"],
    "Api-Key": os.environ["OZON_API_KEY"],
    "Content-Type": "application/json",
}


def push(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send one request, and return the answer of a 200."""
    request = urllib.request.Request(f"{API}{path}", json.dumps(body).encode(), HEADERS)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def main() -> int:
    """Push what passes; return 1 where something is held, or Ozon refuses it."""
    # In a service the linter is made once, and asked for plan after plan: that takes milliseconds.
    linter = UpdateLint(json.loads(Path("postings.json").read_text())["postings"], select=["updates"])
    judged = linter.lint(json.loads(Path("plan.json").read_text()), at=datetime.now(UTC))
    for finding in judged.report.findings:
        print(finding.severity, finding.rule, finding.message)
    if not judged.report.done:
        return judged.report.exit_code
    refused = 0
    for request in judged.passed:
        results = push(request["path"], request["body"]).get("result")
        for one in results if isinstance(results, list) else []:
            if not one["result"]:  # inside of a 200
                refused += 1
                print("refused", one["posting_number"], one["error"])
    return 1 if refused or judged.held else 0


if __name__ == "__main__":
    sys.exit(main())
