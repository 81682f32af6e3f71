"""The generated postings are what the benchmark says they are."""

import json
from collections import Counter
from pathlib import Path
from statistics import mean

from postings import main

COUNT = 5000


def written(folder: Path, *options: str) -> bytes:
    """What the generator writes with these options."""
    out = folder / "out.ndjson"
    main([str(COUNT), str(out), *options])
    return out.read_bytes()


def readable(line: bytes) -> bool:
    """Whether a line is JSON."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def test_the_same_seed_writes_the_same_postings(tmp_path: Path) -> None:
    """Two runs with one seed are equal byte for byte; another seed makes other postings."""
    assert written(tmp_path, "--seed", "3") == written(tmp_path, "--seed", "3")
    assert written(tmp_path, "--seed", "3") != written(tmp_path, "--seed", "4")


def test_a_line_is_a_posting_of_two_to_three_kilobytes(tmp_path: Path) -> None:
    """There are as many lines as asked for, all but a few of them JSON, of 2-3 KB on average."""
    lines = written(tmp_path).splitlines()
    assert len(lines) == COUNT
    assert 0 < sum(not readable(line) for line in lines) < COUNT // 500
    assert 2000 < mean(map(len, lines)) < 3000


def test_pages_hold_all_postings_and_only_the_last_has_no_next(tmp_path: Path) -> None:
    """Pages are answers of at most the size asked for; the last of FBS and of FBO say that nothing follows."""
    pages = [json.loads(line) for line in written(tmp_path, "--pages", "1000").splitlines()]
    assert sum(len(page["postings"]) for page in pages) == COUNT
    assert max(len(page["postings"]) for page in pages) <= 1000
    assert [page["has_next"] for page in pages] == [True] * (len(pages) - 2) + [False, False]


def test_faults_are_spread_over_the_rules(tmp_path: Path) -> None:
    """About an eighth of the postings carries a fault, and the note says which rule each was made to break."""
    notes = tmp_path / "faults.tsv"
    written(tmp_path, "--breaches", str(notes))
    rules = Counter(line.split("\t")[1] for line in notes.read_text(encoding="utf-8").splitlines())
    assert 0.08 < rules.total() / COUNT < 0.16
    assert len(rules) > 30
