"""Measures ozlint against a bare orjson pass over the same file, and prints a table; others for tables and joins.

    python tests/bench/run.py [--sizes 1000 100000 1000000] [--layouts ndjson pages] [--tables csv xlsx parquet]
                              [--joins 100000 1000000] [--rounds 5] [--cores 1]

Every measurement is a whole process, from its start to its end. The two passes take turns, so that both meet the same
machine; the table shows the median of each, and the ratio of those to the orjson pass. Peak memory is the kernel's
figure for the process. Everything runs on one core unless told otherwise. Generated files are kept in .data beside this
script.
"""

import argparse
import compileall
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = HERE / ".data"
PAGE = 1000
SEED = 1
FEW = 100

GENERATOR = (
    "postings.py", "generator.py", "breaches.py", "states.py", "tables.py", "tracking.py", "goods.tsv",
    "fbs.template", "fbo.template",
)  # fmt: skip
"""What the generated files are made by."""
TABLES = ("csv", "xlsx", "parquet")
WORKBOOK = 200_000
"""The most postings that are written into a workbook: they have to be held while it is written."""

PYTHON = sys.executable
CHECK = [PYTHON, "-m", "ozlint", "check", "{file}", "--at", "2026-11-22T09:00:00Z", "--format", "json:/dev/null"]
VERSION = [PYTHON, "-m", "ozlint", "--version"]
NOTHING = [PYTHON, "-c", "pass"]
YAMLLINT = [PYTHON, "-m", "yamllint", "-d", "relaxed"]
YARDSTICK = """
import sys, orjson
loads, failed = orjson.loads, orjson.JSONDecodeError
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        try:
            loads(line)
        except failed:
            pass
"""
ORJSON = [PYTHON, "-c", YARDSTICK, "{file}"]
ROWS = """
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    for row in csv.reader(file, delimiter=";"):
        pass
"""
CSV_READER = [PYTHON, "-c", ROWS, "{file}"]
ZONED = [*CHECK, "--tz", "UTC"]
FINDINGS = 1
"""The exit code of a run that found something, as these runs do."""


class Run(NamedTuple):
    """What one process took."""

    wall: float
    cpu: float
    peak: float
    """MiB."""


def run(command: list[str], file: Path | None = None) -> Run:
    """Run a command from start to end."""
    command = [part.replace("{file}", str(file)) for part in command]
    with tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, FINDINGS):
            errors.seek(0)
            message = errors.read()[-2000:].decode(errors="replace")
            raise SystemExit(f"{' '.join(command)}\nexit {process.returncode}\n{message}")
    # Linux counts in KiB, macOS in bytes.
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def in_turns(commands: list[list[str]], rounds: int, file: Path | None = None) -> list[Run]:
    """The medians of each command, the commands taking turns."""
    return medians([[run(command, file) for command in commands] for _ in range(rounds)])


def medians(rounds: list[list[Run]]) -> list[Run]:
    """The medians of each command over some rounds, of which each has a run of every command."""
    return [Run(*(median(column) for column in zip(*of_one, strict=True))) for of_one in zip(*rounds, strict=True)]


def generated(count: int, layout: str) -> Path:
    """The file with so many postings, made when it is not there yet."""
    file = DATA / f"{layout}-{count}-seed{SEED}.{layout if layout in TABLES else 'ndjson'}"
    if file.exists() and file.stat().st_mtime > max((HERE / source).stat().st_mtime for source in GENERATOR):
        return file
    DATA.mkdir(exist_ok=True)
    half = file.with_suffix(".part")
    form = ["--pages", str(PAGE)] if layout == "pages" else ["--table", layout] if layout in TABLES else []
    # In a process of its own: the memory of this one is counted into that of its children until they begin.
    subprocess.run(
        [PYTHON, str(HERE / "postings.py"), str(count), str(half), "--seed", str(SEED), *form], check=True, cwd=ROOT
    )
    half.replace(file)
    return file


def compile_modules() -> None:
    """Compile the modules, as installing them does: else each run would, where Python keeps nothing it compiles."""
    compileall.compile_dir(ROOT / "ozlint", quiet=1)


def rounds_of(count: int, rounds: int) -> int:
    """Fewer rounds where one is long."""
    return rounds if count <= 100_000 else min(rounds, 3)


def measure_sizes(sizes: list[int], layouts: list[str], rounds: int) -> None:
    """Print a line for each size and layout."""
    titles = (
        "postings",
        "layout",
        "MB",
        "wall, s",
        "CPU, s",
        "peak, MiB",
        "postings/s",
        "orjson, s",
        "ratio",
        "ratio of CPU",
    )
    print(row(*titles))
    print("|---:|---|" + "---:|" * (len(titles) - 2))
    for count in sizes:
        for layout in layouts:
            file = generated(count, layout)
            run(ORJSON, file)  # so that neither pass is the first to read the file from the disk
            check, yardstick = in_turns([CHECK, ORJSON], rounds_of(count, rounds), file)
            size = f"{file.stat().st_size / 1e6:.0f}"
            own = (f"{check.wall:.2f}", f"{check.cpu:.2f}", f"{check.peak:.0f}", f"{count / check.wall:,.0f}")
            ratios = (f"{check.wall / yardstick.wall:.2f}", f"{check.cpu / yardstick.cpu:.2f}")
            print(row(f"{count:,}", layout, size, *own, f"{yardstick.wall:.2f}", *ratios), flush=True)


def measure_tables(sizes: list[int], kinds: list[str], rounds: int) -> None:
    """Print a line for each size and kind of table, beside csv.reader alone over the same rows."""
    titles = ("rows", "postings", "kind", "MB", "wall, s", "CPU, s", "peak, MiB", "rows/s", "csv.reader, s")
    print(row(*titles))
    print("|---:|---:|---|" + "---:|" * (len(titles) - 3))
    for count in sizes:
        table = generated(count, "csv")
        rows, postings = counted(table)
        for kind in kinds:
            if kind == "xlsx" and count > WORKBOOK:
                continue
            file = generated(count, kind)
            run(ZONED, file)  # so that the rules are known, and the file is read from the disk before
            (check,) = in_turns([ZONED], rounds_of(count, rounds), file)
            (reader,) = in_turns([CSV_READER], rounds_of(count, rounds), table)
            own = (f"{check.wall:.2f}", f"{check.cpu:.2f}", f"{check.peak:.0f}", f"{rows / check.wall:,.0f}")
            size = f"{file.stat().st_size / 1e6:.0f}"
            print(row(f"{rows:,}", f"{postings:,}", kind, size, *own, f"{reader.wall:.2f}"), flush=True)


def measure_joins(sizes: list[int], rounds: int) -> None:
    """Print a line for each size: a check beside three events of a carrier for each posting, and one without."""
    titles = ("postings", "events", "wall, s", "CPU, s", "peak, MiB", "without events: wall, s", "peak, MiB")
    print(row(*titles))
    print("|" + "---:|" * len(titles))
    for count in sizes:
        file = generated(count, "ndjson")
        events = file.with_suffix(".events.csv")
        if not events.exists() or events.stat().st_mtime < file.stat().st_mtime:
            subprocess.run([PYTHON, str(HERE / "events.py"), str(file), str(events)], check=True, cwd=ROOT)
        run(CHECK, file)  # so that the file is read from the disk before
        beside, alone = in_turns([[*CHECK, "--tracking", str(events)], CHECK], rounds_of(count, rounds), file)
        own = (f"{beside.wall:.2f}", f"{beside.cpu:.2f}", f"{beside.peak:.0f}")
        print(row(f"{count:,}", f"{3 * count:,}", *own, f"{alone.wall:.2f}", f"{alone.peak:.0f}"), flush=True)


def counted(table: Path) -> tuple[int, int]:
    """How many rows a table has, and of how many postings: the second column holds their numbers."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        numbers = [cells[1] for cells in csv.reader(file, delimiter=";")][1:]
    return len(numbers), len(set(numbers))


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def measure_start(rounds: int) -> None:
    """Print what it takes to begin at all, beside another linter that is written in Python."""
    file = generated(FEW, "ndjson")
    commands = [NOTHING, VERSION, [*YAMLLINT, "--version"], CHECK, [*YAMLLINT, str(ROOT / ".pre-commit-hooks.yaml")]]
    nothing, version, others, few, small = in_turns(commands, 3 * rounds, file)
    print("\n| start | CPU, ms | beside yamllint |\n|---|---:|---:|")
    print(f"| `python -c pass` | {1000 * nothing.cpu:.0f} | |")
    print(f"| `ozlint --version` | {1000 * version.cpu:.0f} | {version.cpu / others.cpu:.1f} |")
    print(f"| `yamllint --version` | {1000 * others.cpu:.0f} | 1 |")
    print(f"| `ozlint check`, {FEW} postings | {1000 * few.cpu:.0f} | {few.cpu / small.cpu:.1f} |")
    print(f"| `yamllint`, one small file | {1000 * small.cpu:.0f} | 1 |")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--layouts", nargs="*", default=["ndjson", "pages"], choices=["ndjson", "pages"])
    parser.add_argument("--tables", nargs="*", default=list(TABLES), choices=TABLES)
    parser.add_argument("--joins", type=int, nargs="*", default=[100_000, 1_000_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=5, help="how often each process runs (at most 3 over 100 000)")
    parser.add_argument("--cores", type=int, default=1, help="how many cores the processes may use (0: all)")
    options = parser.parse_args()
    compile_modules()
    if options.cores and hasattr(os, "sched_setaffinity"):
        # The children inherit it.
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    if options.layouts:
        measure_sizes(options.sizes, options.layouts, options.rounds)
    if options.tables:
        measure_tables(options.sizes, options.tables, options.rounds)
    if options.joins:
        measure_joins(options.joins, options.rounds)
    measure_start(options.rounds)


if __name__ == "__main__":
    main()
