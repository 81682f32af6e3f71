"""Measures ozlint against SQL: the same rules, written by hand for DuckDB (tests/bench/rival/*.sql).

    python tests/bench/rival.py [--sizes 1000 100000] [--million] [--beside] [--floor] [--growth [--most 1000000]]
                                [--rounds 5] [--write]

Before anything is timed, both must find the same: rule, posting and line. Every measurement is a whole process, from
its start to its end, and the processes take turns. A ratio is the median of those of the rounds: what else the machine
does in a round befalls both. `--beside` measures the run with carriers' events and an earlier snapshot as well,
`--floor` adds what reading the file and parsing its JSON take, `--growth` how all of that grows with the number of
postings. `--write` puts the tables into docs/performance.md, and the plot of growth beside it.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

from plot import Line, plotted
from run import DATA, HERE, ORJSON, PYTHON, ROOT, Run, compile_modules, generated, medians, rounds_of, row, run

AT = "2026-11-22T09:00:00Z"
SCRIPTS = HERE / "rival"
BESIDE = frozenset({"OZ201", "OZ402", "OZ403", "OZ502"})
"""The rules that need carriers' events or an earlier snapshot."""
ENOUGH = 100_000
"""From so many postings on every rule must have a finding."""
REPORT, TABLE = "ozlint.ndjson", "rival.csv"
LONG = 100_000
"""Over so many postings one round is enough to see how it grows."""
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "growth.svg"

READING = """
import sys
with open(sys.argv[1], "rb", buffering=0) as file:
    while file.read(1 << 20):
        pass
"""
SIMDJSON = """
import sys, simdjson
parse = simdjson.Parser().parse
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        try:
            parse(line)
        except ValueError:
            pass
"""
FLOOR = {
    "reading the file": [PYTHON, "-c", READING, "{file}"],
    "simdjson, a line at a time": [PYTHON, "-c", SIMDJSON, "{file}"],
    "orjson, a line at a time": ORJSON,
}

Found = Counter[tuple[str, str, int]]
"""Findings: rule, posting number, line."""


class Inputs(NamedTuple):
    """What is checked."""

    postings: Path
    events: Path | None = None
    previous: Path | None = None

    @property
    def rules(self) -> list[str]:
        """The rules that are compared on them: the columns of the SQL."""
        named = re.findall(r"\bAS (OZ\d{3})\b", (SCRIPTS / "findings.sql").read_text(encoding="utf-8"))
        return sorted(rule for rule in named if self.events or rule not in BESIDE)


def inputs_of(count: int, *, beside: bool) -> Inputs:
    """The generated inputs, made where they are not there yet."""
    postings = generated(count, "ndjson")
    if not beside:
        return Inputs(postings)
    return Inputs(postings, derived(postings, "events.py", "csv"), derived(postings, "earlier.py", "ndjson"))


def derived(postings: Path, script: str, ending: str) -> Path:
    """What a script makes of some postings."""
    made = postings.with_suffix(f".{script.removesuffix('.py')}.{ending}")
    if not made.exists() or made.stat().st_mtime < max(one.stat().st_mtime for one in (postings, HERE / script)):
        subprocess.run([PYTHON, str(HERE / script), str(postings), str(made)], check=True, cwd=ROOT)
    return made


def ozlint(inputs: Inputs, out: Path, jobs: int | None = None) -> list[str]:
    """The command that checks them with ozlint."""
    command = [PYTHON, "-m", "ozlint", "check", str(inputs.postings), "--no-config", "--at", AT]
    command += ["--select", ",".join(inputs.rules), "--format", f"ndjson:{out}"]
    if inputs.events and inputs.previous:
        command += ["--tracking", str(inputs.events), "--previous", str(inputs.previous)]
    return command if jobs is None else [*command, "--jobs", str(jobs)]


def rival(inputs: Inputs, out: Path, threads: int) -> list[str]:
    """The command that checks them with SQL."""
    return [PYTHON, str(SCRIPTS / "query.py"), str(threads), AT, str(out), *(str(path) for path in inputs if path)]


def found_by_ozlint(report: Path, postings: Path) -> Found:
    """The findings about the postings in a report of ozlint's, and not those about other files."""
    with report.open(encoding="utf-8") as lines:
        return Counter(
            (one["rule"], one["posting_number"] or "", one["line"])
            for one in map(json.loads, lines)
            if (ROOT / one["path"]).samefile(postings)
        )


def found_by_rival(table: Path) -> Found:
    """The findings in what the SQL wrote."""
    with table.open(encoding="utf-8", newline="") as file:
        return Counter((rule, number, int(line)) for rule, number, line in csv.reader(file))


def agreed(inputs: Inputs, folder: Path) -> Counter[str]:
    """How many findings of each rule both have, after a run of each; the whole run ends where they differ."""
    run(ozlint(inputs, folder / REPORT))
    run(rival(inputs, folder / TABLE, threads=2))
    return compared(inputs, folder)


def compared(inputs: Inputs, folder: Path) -> Counter[str]:
    """How many findings of each rule stand in what both wrote; the whole run ends where they differ."""
    own, others = found_by_ozlint(folder / REPORT, inputs.postings), found_by_rival(folder / TABLE)
    if own != others:
        raise SystemExit(f"only ozlint: {sorted(own - others)[:9]}\nonly the SQL: {sorted(others - own)[:9]}")
    return Counter(rule for rule, _, _ in own.elements())


def apart(judge: Callable[[Inputs, Path], Counter[str]], inputs: Inputs, count: int) -> Counter[str]:
    """What a function says of so many postings, in a process of its own.

    For the memory of this one is counted into that of its children. The run ends where a rule has no finding, though
    there are postings enough: it would not be compared.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        findings = processes.submit(judge, inputs, DATA).result()
    silent = set(inputs.rules) - set(findings)
    if count >= ENOUGH and silent:
        raise SystemExit(f"not compared, since nothing breaks them: {', '.join(sorted(silent))}")
    return findings


def has_jobs() -> bool:
    """Whether ozlint can use several processes."""
    shown = subprocess.run([PYTHON, "-m", "ozlint", "check", "--help"], capture_output=True, text=True, check=True)
    return "--jobs" in shown.stdout


def contestants(inputs: Inputs, folder: Path) -> dict[str, list[str]]:
    """The commands to measure, by what they are called; those of ozlint come first."""
    report, table = folder / REPORT, folder / TABLE
    # Beside other inputs one process judges, however many are allowed.
    if has_jobs() and inputs.events is None:
        own = {"ozlint, 1 job": ozlint(inputs, report, 1), "ozlint, 2 jobs": ozlint(inputs, report, 2)}
    else:
        own = {"ozlint": ozlint(inputs, report)}
    return own | {
        "DuckDB, 1 thread": rival(inputs, table, 1),
        "DuckDB, 2 threads": rival(inputs, table, 2),
    }


def in_rounds(commands: Iterable[list[str]], rounds: int, file: Path) -> list[list[Run]]:
    """Some rounds in each of which every command runs once."""
    commands = list(commands)
    return [[run(command, file) for command in commands] for _ in range(rounds)]


def measured(count: int, rounds: int, *, beside: bool, floor: bool) -> list[str]:
    """The rows of the table for so many postings."""
    inputs = inputs_of(count, beside=beside)
    findings = apart(agreed, inputs, count)
    commands = contestants(inputs, DATA) | (FLOOR if floor else {})
    runs = in_rounds(commands.values(), rounds_of(count, rounds), inputs.postings)
    own = [place for place, name in enumerate(commands) if name.startswith("ozlint")]
    head = f"{count:,}{', beside others' if beside else ''}"
    rows = []
    for place, (name, one) in enumerate(zip(commands, medians(runs), strict=True)):
        ratios = "" if place in own else " · ".join(ratio(runs, mine, place) for mine in own)
        rows.append(row(head, name, f"{one.wall:.2f}", f"{one.cpu:.2f}", f"{one.peak:.0f}", ratios))
    print(f"{head}: {findings.total():,} findings of {len(findings)} of {len(inputs.rules)} rules, the same of both")
    print("\n".join(rows), flush=True)
    return rows


def ratio(runs: Sequence[Sequence[Run]], own: int, other: int) -> str:
    """How many times as long ozlint takes as another, by the clock and by the processors, round by round."""
    wall = median(one[own].wall / one[other].wall for one in runs)
    cpu = median(one[own].cpu / one[other].cpu for one in runs)
    return f"{wall:.2f} ({cpu:.2f})"


def grown(most: int, rounds: int) -> tuple[list[str], list[Line]]:
    """The rows of the table of growth, and the lines of its plot."""
    points: dict[str, list[tuple[float, float]]] = {}
    rows = [row("postings", "process", "wall, s", "CPU, s", "CPU a posting, µs", "peak, MiB")]
    rows.append("|---:|---|---:|---:|---:|---:|")
    for count in (size for size in SIZES if size <= most):
        inputs = inputs_of(count, beside=False)
        commands = contestants(inputs, DATA) | FLOOR
        runs = in_rounds(commands.values(), rounds if count <= LONG else 1, inputs.postings)
        apart(compared, inputs, count)
        for name, one in zip(commands, medians(runs), strict=True):
            points.setdefault(name, []).append((count, one.cpu))
            own = (f"{one.wall:.2f}", f"{one.cpu:.2f}", f"{1e6 * one.cpu / count:.1f}", f"{one.peak:.0f}")
            rows.append(row(f"{count:,}", name, *own))
            print(rows[-1], flush=True)
    return rows, [Line(name, tuple(line), is_floor=name in FLOOR) for name, line in points.items()]


def write_block(name: str, rows: Sequence[str]) -> None:
    """Put a table into its place in the page."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- measured: {name} -->\n", "<!-- end -->"
    before, _, after = text.partition(begin)
    table = "\n".join(rows)
    PAGE.write_text(f"{before}{begin}{table}\n{end}{after.partition(end)[2]}", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 100_000], metavar="N")
    parser.add_argument("--million", action="store_true", help="1 000 000 postings as well")
    parser.add_argument("--beside", action="store_true", help="with carriers' events and an earlier snapshot as well")
    parser.add_argument("--floor", action="store_true", help="what reading and parsing the file take as well")
    parser.add_argument("--growth", action="store_true", help="how it grows from 10 000 postings on")
    parser.add_argument("--most", type=int, default=1_000_000, metavar="N", help="where growth ends")
    parser.add_argument("--rounds", type=int, default=5, help="how often each process runs")
    parser.add_argument("--write", action="store_true", help="put what was measured into docs/performance.md")
    options = parser.parse_args(arguments)
    compile_modules()
    sizes = [*options.sizes, *([1_000_000] if options.million else [])]
    tables = {}
    if sizes:
        titles = ("postings", "process", "wall, s", "CPU, s", "peak, MiB", "ozlint takes … times as long (CPU)")
        tables["rival"] = [row(*titles), "|---:|---|---:|---:|---:|---:|"]
        for beside in (False, True) if options.beside else (False,):
            for count in sizes:
                tables["rival"] += measured(count, options.rounds, beside=beside, floor=options.floor and not beside)
    if options.growth:
        tables["growth"], lines = grown(options.most, min(options.rounds, 3))
        if options.write:
            PLOT.write_text(plotted(lines), encoding="utf-8")
    for name, rows in tables.items() if options.write else ():
        write_block(name, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
