"""Finds broken rules with DuckDB alone, and writes them as CSV: rule, posting number, line.

    python tests/bench/rival/query.py THREADS AT OUT POSTINGS [EVENTS PREVIOUS]

EVENTS and PREVIOUS are what `--tracking` and `--previous` of ozlint are. Nothing but duckdb is loaded: it is measured
from the start of the process to its end.
"""

import sys

import duckdb

NAMES = ("now", "findings", "postings", "events", "previous")


def main(threads: str, *values: str) -> None:
    """Run the scripts of this folder one after the other."""
    folder = sys.path[0]
    with duckdb.connect(config={"threads": threads}) as database:
        given = list(zip(NAMES, values, strict=False))
        for name, value in given:
            database.execute(f"SET VARIABLE {name} = ?", [value])
        for script in ("words", "postings", "beside" if len(given) == len(NAMES) else "alone", "findings"):
            with open(f"{folder}/{script}.sql", encoding="utf-8") as file:  # noqa: PTH123 - pathlib costs a start
                database.execute(file.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
