"""Measures how fast files of carriers' events are read, and in how much memory, and prints a table.

    python tests/bench/tracking_files.py [--events 3000000] [--webhooks 1000000] [--rounds 3]

Every measurement is a process of its own that opens one file and goes through its events, keeping none. The table shows
the median times and the largest peak memory, which is the kernel's figure for the process; the speed is by the time
of the processor, which other work on the machine does not change much. Generated files are kept in .data beside this
script.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tracking import PLAIN, number_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = HERE / ".data"
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
EVENTS_OF_A_PARCEL = 6
CODES = (
    "CREATED", "RECEIVED_AT_SHIPMENT_WAREHOUSE", "SENT_TO_RECIPIENT_CITY", "ACCEPTED_IN_RECIPIENT_CITY",
    "ACCEPTED_AT_PICK_UP_POINT", "DELIVERED",
)  # fmt: skip
TEXTS = ("Создано", "Принято к доставке", "В пути", "В пути", "В пункте выдачи", "Вручено")
READ = """
import io, sys
from pathlib import Path
from ozlint.sources.tracking.opening import open_tracking

opened = open_tracking(sys.argv[1:], stdin=io.BytesIO(), cwd=Path.cwd())
assert not opened.problems, opened.problems
for file in opened.files:
    print(sum(isinstance(item, tuple) for item in file.read()))
"""


class Run(NamedTuple):
    """What one process took."""

    wall: float
    cpu: float
    peak: float
    """MiB."""
    events: int


def events(count: int) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Events of parcels of all carriers: number, posting, carrier, code, text, time."""
    carriers = sorted(PLAIN)
    for serial in range(count // EVENTS_OF_A_PARCEL + 1):
        carrier = "СДЭК" if serial % 2 else carriers[serial % len(carriers)]
        number, posting = number_of(carrier, serial), f"{10_000_000 + serial}-0001-1"
        for place in range(min(EVENTS_OF_A_PARCEL, count - serial * EVENTS_OF_A_PARCEL)):
            at = BEGIN + timedelta(seconds=serial % 86_400 + place * 40_000)
            code = CODES[place] if carrier == "СДЭК" else ""
            yield number, posting, carrier, code, TEXTS[place], f"{at:%Y-%m-%d %H:%M:%S}"


def csv_of(count: int) -> Iterator[str]:
    """A table with semicolons, as Excel in Russia writes it."""
    yield "Трек-номер;Номер отправления;Служба доставки;Код;Статус;Дата\n"
    yield from (";".join(event) + "\n" for event in events(count))


def quoted_csv_of(count: int) -> Iterator[str]:
    """The same with every cell in quotes."""
    yield from ('"' + line.rstrip("\n").replace(";", '";"') + '"\n' for line in csv_of(count))


def ndjson_of(count: int) -> Iterator[str]:
    """An event a line."""
    names = ("tracking_number", "posting_number", "carrier", "code", "text", "time")
    yield from (json.dumps(dict(zip(names, event, strict=True)), ensure_ascii=False) + "\n" for event in events(count))


def webhooks_of(count: int) -> Iterator[str]:
    """Webhooks of CDEK, one a line."""
    for place in range(count):
        serial, step = divmod(place, EVENTS_OF_A_PARCEL)
        at = BEGIN + timedelta(seconds=serial % 86_400 + step * 40_000)
        attributes = {
            "is_return": False, "is_reverse": False, "is_client_return": False,
            "cdek_number": f"{1_100_000_000 + serial}", "number": f"{10_000_000 + serial}-0001-1",
            "code": CODES[step], "status_code": str(step), "status_date_time": f"{at:%Y-%m-%dT%H:%M:%S}+0000",
            "city_name": "Новосибирск", "city_code": "270",
        }  # fmt: skip
        webhook = {"type": "ORDER_STATUS", "date_time": f"{at:%Y-%m-%dT%H:%M:%S}+0000", "uuid": f"{serial:032x}"}
        yield json.dumps(webhook | {"attributes": attributes}, ensure_ascii=False) + "\n"


def orders_of(count: int) -> Iterator[str]:
    """Orders of CDEK as GET /v2/orders answers, one a line, with all their statuses."""
    for serial in range(count // EVENTS_OF_A_PARCEL):
        at = BEGIN + timedelta(seconds=serial % 86_400)
        statuses = [
            {"code": code, "name": code, "date_time": f"{at + timedelta(hours=9 * step):%Y-%m-%dT%H:%M:%S}+0000"}
            for step, code in enumerate(CODES)
        ]
        entity = {"uuid": f"{serial:032x}", "is_return": False, "cdek_number": f"{1_100_000_000 + serial}",
                  "number": f"{10_000_000 + serial}-0001-1", "statuses": statuses[::-1]}  # fmt: skip
        yield json.dumps({"entity": entity, "requests": [], "related_entities": []}) + "\n"


def generated(name: str, count: int, lines: Callable[[int], Iterator[str]]) -> Path:
    """A file with so many events, made unless it is there."""
    path = DATA / f"tracking-{count}-{name}"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.writelines(lines(count))
        part.rename(path)
    return path


def run(path: Path) -> Run:
    """Read a file in a process of its own."""
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", READ, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{path}: exit {process.returncode}")
    scale = 2**20 if sys.platform == "darwin" else 2**10  # Linux counts in KiB, macOS in bytes
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, int(told))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--webhooks", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    kinds = {
        "events.csv": (asked.events, csv_of),
        "quoted.csv": (asked.events, quoted_csv_of),
        "events.ndjson": (asked.events, ndjson_of),
        "webhooks.ndjson": (asked.webhooks, webhooks_of),
        "orders.ndjson": (asked.webhooks, orders_of),
    }
    print(f"{'file':16} {'events':>9} {'MB':>6} {'wall s':>8} {'CPU s':>6} {'events/s':>9} {'MiB':>9}")
    for name, (count, lines) in kinds.items():
        path = generated(name, count, lines)
        runs = [run(path) for _ in range(asked.rounds)]
        wall, cpu = median(one.wall for one in runs), median(one.cpu for one in runs)
        peak = max(one.peak for one in runs)
        size = path.stat().st_size / 1e6
        one = runs[0]
        print(
            f"{name:16} {one.events:9} {size:6.0f} {wall:8.2f} {cpu:6.2f} {one.events / cpu:9.0f} {peak:9.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
