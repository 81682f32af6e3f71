"""Writes seeded, realistic postings as NDJSON, as NDJSON of whole answers of the list methods, or as a table.

    python tests/bench/postings.py 100000 out.ndjson [--pages 1000] [--table csv] [--seed 1] [--breaches out.tsv]

Postings look as /v4/posting/fbs/list and /v3/posting/fbo/list give them, 2-3 KB each; a few carry what only other
sources have (related_postings, cancelled_at), because built-in rules read it. Nothing in them belongs to a person. At
2026-11-22T09:00:00Z a posting breaks no built-in rule unless a fault was put into it (see breaches.py); one line in a
thousand cannot be read as a posting. `--breaches` writes which posting was made to break which rule. A table has of
the FBS postings what the cabinet's export tells (see tables.py).
"""

import argparse
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from generator import Generator, Record
from tables import KINDS, write_table


def write_lines(groups: Iterable[list[Record]], out: TextIO) -> None:
    """One posting a line."""
    for group in groups:
        out.writelines(record.text + "\n" for record in group)


def write_pages(groups: Iterable[list[Record]], out: TextIO, size: int) -> None:
    """One answer a line, of so many postings each; FBS and FBO come from methods of their own."""
    pages: dict[str, list[str]] = {"fbs": [], "fbo": []}
    written: Counter[str] = Counter()

    def write(family: str, *, has_next: bool) -> None:
        written[family] += 1
        cursor = json.dumps(f"{family}-{written[family]}" if has_next else "")
        postings = ",".join(pages[family])
        out.write(f'{{"cursor":{cursor},"has_next":{json.dumps(has_next)},"postings":[{postings}]}}\n')
        pages[family].clear()

    for group in groups:
        family = group[0].family
        # What belongs together stays in one answer.
        if len(pages[family]) + len(group) > size:
            write(family, has_next=True)
        pages[family].extend(record.text for record in group)
    for family, postings in pages.items():
        if postings or written[family]:
            write(family, has_next=False)


def noted(groups: Iterable[list[Record]], notes: TextIO) -> Iterable[list[Record]]:
    """The same groups, while the faults in them are written down."""
    for group in groups:
        notes.writelines(f"{record.posting_number}\t{record.rule}\n" for record in group if record.rule)
        yield group


def main(arguments: list[str]) -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, help="how many postings")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--pages", type=int, metavar="N", help="write whole answers of N postings each")
    parser.add_argument("--table", choices=KINDS, help="write the export of the cabinet as a table")
    parser.add_argument("--seed", type=int, default=1, help="the same seed writes the same postings (default: 1)")
    parser.add_argument(
        "--breaches", type=Path, metavar="FILE", help="write posting number and broken rule, tab between"
    )
    options = parser.parse_args(arguments)
    if options.table:
        write_table(Generator(options.seed, torn=False).records(options.count), options.table, options.out)
        return
    with contextlib.ExitStack() as files:
        out = files.enter_context(options.out.open("w", encoding="utf-8", newline="\n"))
        # A torn record would spoil the whole answer it stands in.
        groups: Iterable[list[Record]] = Generator(options.seed, torn=not options.pages).records(options.count)
        if options.breaches:
            groups = noted(groups, files.enter_context(options.breaches.open("w", encoding="utf-8", newline="\n")))
        if options.pages:
            write_pages(groups, out, options.pages)
        else:
            write_lines(groups, out)


if __name__ == "__main__":
    main(sys.argv[1:])
