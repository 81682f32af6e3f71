"""Writes what carriers would say of generated postings: three events of each parcel, as a table.

    python tests/bench/events.py postings.ndjson events.csv

The parcels come in another order than the postings, as those of a carrier do. Of one posting in fifty the carrier says
nothing, and of as many parcels no posting is there. Of some that are on their way for Ozon it says otherwise.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import orjson

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COURSES = {
    "delivering": ("accepted", "in_transit", "arrived_pickup_point"),
    "delivered": ("accepted", "in_transit", "delivered"),
}
"""What a carrier says of a posting by its status; of one in any other it has but the data."""
NOTHING_YET = ("info", "registered", "registered")
SILENT = 50
CONTRADICTED = 20
CONTRADICTING = {
    1: NOTHING_YET,
    2: ("accepted", "in_transit", "delivered"),
    3: ("accepted", "in_transit", "returning"),
}
"""What the carrier says of some of every twenty parcels that are on their way for Ozon."""


def main(postings: Path, out: Path) -> None:
    """Write the events of the postings in a file."""
    random = Random(1)
    parcels: list[tuple[str, str]] = []
    with postings.open("rb") as lines:
        for line in lines:
            try:
                posting = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            number = posting.get("tracking_number") or posting["posting_number"] or "none"
            parcels.append((number, str(posting["status"])))
    random.shuffle(parcels)
    with out.open("w", encoding="utf-8") as file:
        file.write("tracking_number;carrier;phase;time\n")
        for place, (number, status) in enumerate(parcels):
            known = f"{number}X" if place % SILENT == 0 else number
            at = NOW - timedelta(hours=random.randrange(80, 400))
            course = COURSES.get(status, NOTHING_YET)
            if status == "delivering":
                course = CONTRADICTING.get(place % CONTRADICTED, course)
            for phase in course:
                file.write(f"{known};CDEK;{phase};{at:%Y-%m-%dT%H:%M:%SZ}\n")
                at += timedelta(hours=24)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
