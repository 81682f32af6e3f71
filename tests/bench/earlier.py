"""Writes generated postings as an earlier snapshot had them.

    python tests/bench/earlier.py postings.ndjson earlier.ndjson

Most were in an earlier status. Of those that are on their way one in fifty was delivered already, which cannot be.
"""

import sys
from pathlib import Path

import orjson

BEFORE = {
    "awaiting_deliver": ("awaiting_packaging", "posting_created"),
    "delivering": ("awaiting_deliver", "posting_transferring_to_delivery"),
    "delivered": ("delivering", "posting_on_way_to_city"),
    "cancelled": ("awaiting_packaging", "posting_created"),
}
"""Status and substatus before a status; a posting in any other was in the same."""
TOO_FAR = ("delivered", "posting_received")
WENT_BACK = 50


def main(postings: Path, out: Path) -> None:
    """Write the earlier snapshot of the postings in a file."""
    with postings.open("rb") as lines, out.open("wb") as file:
        for place, line in enumerate(lines):
            try:
                posting = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            status = str(posting["status"])
            if status == "delivering" and place % WENT_BACK == 0:
                posting["status"], posting["substatus"] = TOO_FAR
            elif status in BEFORE:
                posting["status"], posting["substatus"] = BEFORE[status]
            file.write(orjson.dumps(posting) + b"\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
