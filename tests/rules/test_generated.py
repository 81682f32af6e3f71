"""The pack against postings made to break it: the generator of the benchmark knows which rule each one breaks."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from ozlint import lint

GENERATOR = Path(__file__).parents[1] / "bench" / "postings.py"


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_postings_break_what_they_were_made_to_break(tmp_path: Path, seed: int) -> None:
    """Of thousands of postings exactly the broken ones are found, each by its rule and by no other."""
    postings, breaches = tmp_path / "postings.ndjson", tmp_path / "breaches.tsv"
    command = [sys.executable, str(GENERATOR), "6000", str(postings), "--pages", "100", "--seed", str(seed)]
    subprocess.run([*command, "--breaches", str(breaches)], check=True, capture_output=True)
    answers = [msgspec.json.decode(line) for line in postings.read_bytes().splitlines()]

    report = lint(answers, at="2026-11-22T09:00:00Z", profile="pedantic")

    made = {tuple(line.split("\t")[:2]) for line in breaches.read_text(encoding="utf-8").splitlines()}
    found = {(finding.posting_number or "", finding.rule) for finding in report.findings}
    assert sorted(found ^ made) == []
    assert len({rule for _, rule in made}) > 30
