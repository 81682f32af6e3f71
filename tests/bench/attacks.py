"""What rule packs from strangers may try, as whole files: each is refused when it is loaded, or is harmless.

`python tests/bench/attacks.py` loads each in a process of its own and prints what it costs over a good rule.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOOD = """\
id: EVIL001
name: own-rule
title: {en: A title, ru: Заголовок}
severity: error
profile: recommended
tags: [evil]
since: 0.1.0
subject: posting
when: status == "delivering"
forbid: missing(tracking_number)
message: {en: "{posting_number}", ru: "{posting_number}"}
why: {en: Because., ru: Потому.}
fix: {en: Do., ru: Делайте.}
examples:
  bad: [{posting: {posting_number: "12345678-0001-1", status: delivering, tracking_number: ""}}]
  good: [{posting: {posting_number: "12345678-0001-1", status: delivering, tracking_number: "RU1"}}]
"""
NAME = "EVIL001-own-rule.yaml"
TEST = "missing(tracking_number)"


def condition(text: str) -> str:
    """Return a rule whose condition is a text."""
    return GOOD.replace(TEST, "'" + text.replace("'", "''") + "'")


def message(text: str) -> str:
    """Return a rule whose message is a text."""
    return GOOD.replace('{en: "{posting_number}"', "{en: '" + text.replace("'", "''") + "'")


def let(*texts: str) -> str:
    """Return a rule with words of its own, a, b, c and so on."""
    words = "".join(f"  w{place}: {text}\n" for place, text in enumerate(texts))
    return GOOD.replace("when:", f"let:\n{words}when:", 1).replace(TEST, f"w{len(texts) - 1} > 0")


BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" if n else "a0: &a0 [x]\n" for n in range(12))
MANY = " + ".join(f"count(multi_box_qty > {number})" for number in range(60))

REFUSED = {
    "an attribute walk": condition("status.__class__.__mro__[1].__subclasses__() == 1"),
    "a walk from a function": condition("present.__globals__"),
    "a walk from a parameter": condition("params.__class__ == 1"),
    "an import": condition('__import__("os").system("id")'),
    "a lambda": condition("(lambda: 1)()"),
    "a huge range": condition("sum(1 for p in range(10**9)) > 1"),
    "a product of texts": condition('"a" * 10**9 == status'),
    "a power": condition("10**10**10 > 1"),
    "a large number": condition("9" * 3900 + " > 1"),
    "deep brackets": condition("(" * 1900 + "is_express" + ")" * 1900),
    "deep negation": condition("not " * 990 + "is_express"),
    "an expression of a megabyte": condition("is_express or " * 70_000 + "is_express"),
    "a pattern that repeats too much": condition('matches(status, "(a{99}){99}{99}")'),
    "a walk in a message": message("{posting_number.__class__}"),
    "an index in a message": message("{posting_number[0]}"),
    "a conversion in a message": message("{posting_number!r:>999999999}"),
    "a message of a megabyte": message("x" * 999_000),
    "many expressions in a message": message("{posting_number}" * 200),
    "an alias bomb": BOMB + GOOD,
    "a merge": GOOD + "<<: {a: 1}\n",
    "a tag that runs code": GOOD.replace("severity: error", "severity: !!python/object/apply:os.system [id]"),
    "a tag of its own": GOOD.replace("severity: error", "severity: !include /etc/passwd"),
    "deep nesting": GOOD + "x: " + "[" * 5000 + "]" * 5000 + "\n",
    "two million characters": GOOD + "#" * 2_000_000,
    "a thousand unknown keys": GOOD + "".join(f"key{number}: 1\n" for number in range(1000)),
    "words that double": let("multi_box_qty + 1", *(f"w{place} + w{place}" for place in range(18))),
    "more words than fit": let("multi_box_qty + 1", *(f"w{place} + 1" for place in range(30))),
    "numbers about the run without end": condition(f"{MANY} > 1").replace("subject: posting", "subject: batch").replace(
        'when: status == "delivering"\n', ""
    ),
    "a path for a schema": GOOD + "include: ../../../etc/passwd\n",
    "an id with a path": GOOD.replace("id: EVIL001", "id: ../EVIL001"),
}  # fmt: skip
HARMLESS = {
    "a pattern that backtracks": condition(
        'matches(tracking_number, "(a+)+$") and matches(tracking_number, "(.*a){9}")'
    ),
    "a format of Python in a message": message("%s %(status)s {{posting_number}} $status ${{status}}"),
    "the longest condition": condition("is_express or " * 280 + "is_express"),
    "words that are long": let("multi_box_qty + 1", *(f"w{place} + 1" for place in range(18))),
}
ATTACKS = {**REFUSED, **HARMLESS}

LOAD = """
import resource, sys, time
from pathlib import Path
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.problem import RuleProblems
began = time.perf_counter()
try:
    load_packs([Path(sys.argv[1])], cwd=Path(sys.argv[1]))
except RuleProblems as error:
    error.show("en")
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def cost(text: str) -> tuple[float, float]:
    """Return what loading a file costs: milliseconds and megabytes, the median of five processes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, NAME).write_text(text, encoding="utf-8")
        runs = [
            subprocess.run(
                [sys.executable, "-c", LOAD, folder], capture_output=True, text=True, check=True
            ).stdout.split()
            for _ in range(5)
        ]
    seconds = statistics.median(float(run[0]) for run in runs)
    kilobytes = statistics.median(float(run[1]) for run in runs)
    return seconds * 1000, kilobytes / 1024


def main() -> None:
    """Print the table."""
    base_ms, base_mb = cost(GOOD)
    print(f"| attack | ms over a good rule ({base_ms:.0f}) | MB over it ({base_mb:.0f}) |\n|---|---:|---:|")
    began = time.monotonic()
    for name, text in ATTACKS.items():
        milliseconds, megabytes = cost(text)
        print(f"| {name} | {milliseconds - base_ms:.0f} | {megabytes - base_mb:.1f} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{len(ATTACKS)} attacks in {time.monotonic() - began:.0f} s; the largest process had {peak:.0f} MB")


if __name__ == "__main__":
    main()
