"""Measures how fast ozlint fetches from a fake Ozon that counts requests as the real one does, and prints a table.

    python tests/bench/fetch.py [--sizes 10000 100000] [--latency 20 150] [--side-by-side 1 8]

The server is a process of its own: it answers after so many milliseconds, packs its answers, and turns away what goes
over fifty requests a second. Postings are realistic ones of 2-3 KB, spread evenly over a month. The time is that of the
whole fetch, packing the snapshot included. Peak memory is the kernel's figure for the fetching process.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # for the fake Ozon, which stands beside this folder

from fake_ozon.clock import REAL
from fake_ozon.ozon import API_KEY, CLIENT_ID, FakeOzon
from fake_ozon.server import serving
from fake_ozon.shipment import Shipment, moment
from generator import Generator
from ozlint.seller_api.fetch import fetch
from ozlint.seller_api.key import read_key
from ozlint.seller_api.manifest import Manifest
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import begin_snapshot
from ozlint.seller_api.transport import connect
from ozlint.seller_api.window import window_of

DAY = 86400.0
MONTH = 30 * DAY
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp()
OZONS_LIMIT = 50
KINDS = 500
"""Different postings; beyond them they repeat under other numbers."""


def stock(count: int) -> list[Shipment]:
    """So many FBS postings, spread evenly over a month."""
    made = [record for group in Generator(1, torn=False).records(KINDS * 2) for record in group if not record.rule]
    texts = [(record.text, record.posting_number) for record in made if record.family == "fbs"][:KINDS]
    postings = []
    for place in range(count):
        at = NOW - MONTH + MONTH * place / count
        text, old = texts[place % len(texts)]
        posting = json.loads(text.replace(f'"posting_number":"{old}"', f'"posting_number":"{place:010}-0001-1"'))
        posting["in_process_at"] = moment(at)
        packed = json.dumps(posting, ensure_ascii=False, separators=(",", ":")).encode()
        postings.append(Shipment(at, f"{place:010}-0001-1", "fbs", posting["status"], 1, packed))
    return postings


def serve(count: int, latency: float) -> None:
    """Serve so many postings until the input ends."""
    ozon = FakeOzon()
    ozon.add(stock(count))
    with serving(ozon) as server:
        server.latency, server.per_second = latency / 1000, OZONS_LIMIT
        print(server.url, flush=True)
        sys.stdin.read()


def take(url: str, side_by_side: int) -> None:
    """Fetch everything into a temporary file, and print what it took."""
    query = Query(window=window_of(NOW - MONTH, NOW))
    with (
        tempfile.TemporaryDirectory() as folder,
        connect(read_key(CLIENT_ID, API_KEY), REAL, base=url) as client,
        begin_snapshot(Path(folder) / "postings.ndjson.gz", query, REAL) as snapshot,
    ):
        begin = time.perf_counter()
        manifest: Manifest = fetch(client, snapshot, side_by_side=side_by_side)
        wall = time.perf_counter() - begin
    usage = resource.getrusage(resource.RUSAGE_SELF)
    scale = 2**20 if sys.platform == "darwin" else 2**10
    print(
        json.dumps(
            {
                "wall": wall,
                "cpu": usage.ru_utime + usage.ru_stime,
                "peak": usage.ru_maxrss / scale,
                "requests": sum(manifest.requests.values()),
                "postings": manifest.postings["fbs"],
            }
        )
    )


def measured(count: int, latency: float, side_by_side: int) -> dict[str, Any]:
    """What one fetch takes."""
    here = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(
        [*here, "--serve", str(count), "--latency", str(latency)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            url = server.stdout.readline().strip()  # type: ignore[union-attr]
            command = [*here, "--take", url, "--side-by-side", str(side_by_side)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        finally:
            server.stdin.close()  # type: ignore[union-attr]
    return json.loads(done.stdout)


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    parser.add_argument("--latency", type=float, nargs="+", default=[20, 150], metavar="MS")
    parser.add_argument("--side-by-side", type=int, nargs="+", default=[1, 8], metavar="N", help="parts read at once")
    parser.add_argument("--serve", type=int, metavar="N", help=argparse.SUPPRESS)
    parser.add_argument("--take", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve is not None:
        serve(options.serve, options.latency[0])
    elif options.take is not None:
        take(options.take, options.side_by_side[0])
    else:
        titles = ("postings", "latency, ms", "side by side", "requests", "wall, s", "requests/s", "CPU, s", "peak, MiB")
        print(row(*titles))
        print("|" + "---:|" * len(titles))
        for count in options.sizes:
            for latency in options.latency:
                for side_by_side in options.side_by_side:
                    took = measured(count, latency, side_by_side)
                    if took["postings"] != count:
                        raise SystemExit(f"fetched {took['postings']} of {count} postings")
                    pace = took["requests"] / took["wall"]
                    numbers = (f"{took['wall']:.1f}", f"{pace:.1f}", f"{took['cpu']:.1f}", f"{took['peak']:.0f}")
                    print(
                        row(f"{count:,}", f"{latency:g}", str(side_by_side), str(took["requests"]), *numbers),
                        flush=True,
                    )


if __name__ == "__main__":
    main()
