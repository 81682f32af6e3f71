"""Settings that no part of this version uses are not passed over in silence."""

import sys
from io import BytesIO
from pathlib import Path

import pytest

from ozlint.cli.main import run
from ozlint.cli.terminal import Terminal

POSTING = '{"posting_number": "12345678-0001-1", "status": "delivered"}\n'


@pytest.mark.parametrize(("lang", "said"), [("en", "does not use it yet"), ("ru", "пока не использует")])
def test_a_setting_without_effect_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    """Who sets a zone or new values learns that nothing comes of it yet, and where it was set."""
    (tmp_path / "postings.ndjson").write_text(POSTING, encoding="utf-8")
    (tmp_path / "ozlint.yaml").write_text("known_values: {status: [new_status]}\n", encoding="utf-8")
    terminal = Terminal(BytesIO(), sys.stdout, sys.stderr, {}, 0.0, tmp_path)

    run(["check", "postings.ndjson", "--tz", "Europe/Moscow", "--lang", lang], terminal)

    [line] = capsys.readouterr().err.splitlines()
    assert said in line
    assert "tz (--tz), known_values (ozlint.yaml:1)" in line


def test_without_such_settings_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plain run writes nothing beside its report."""
    (tmp_path / "postings.ndjson").write_text(POSTING, encoding="utf-8")
    run(["check", "postings.ndjson"], Terminal(BytesIO(), sys.stdout, sys.stderr, {}, 0.0, tmp_path))

    assert not capsys.readouterr().err
