"""What is kept of compiled functions between runs: the code of the very source, and nothing that others can write."""

import os
from pathlib import Path

import msgspec
import pytest

from ozlint.rulebook.kept_code import KeptCode

SOURCE = "def judge(p):\n    return p + 1"
OTHER = "def judge(p):\n    return p + 2"


def answer(kept: KeptCode, source: str) -> int:
    """Return what the function of a source answers to 1."""
    space: dict[str, object] = {}
    exec(kept.compiled(source), space)  # noqa: S102 - the source of this test
    return space["judge"](1)  # type: ignore[operator, no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the code of one source is kept."""
    kept = KeptCode(tmp_path / "cache")
    assert answer(kept, SOURCE) == 2
    kept.keep()
    return tmp_path / "cache"


def file_in(folder: Path) -> Path:
    """Return the file in which code is kept."""
    (path,) = folder.iterdir()
    return path


def test_kept_code_is_that_of_the_source(folder: Path) -> None:
    """The same source finds its code, another one is compiled and kept beside it."""
    kept = KeptCode(folder)
    assert len(kept) == 1
    assert answer(kept, SOURCE) == 2
    assert answer(kept, OTHER) == 3
    kept.keep()

    assert len(KeptCode(folder)) == 2


def test_nothing_new_writes_nothing(folder: Path) -> None:
    """A run that had to compile nothing leaves the file alone."""
    before = file_in(folder).stat().st_mtime_ns
    kept = KeptCode(folder)
    assert answer(kept, SOURCE) == 2
    kept.keep()

    assert file_in(folder).stat().st_mtime_ns == before


def test_damaged_code_is_never_run(folder: Path) -> None:
    """Whichever byte of the file is another one, the source is compiled anew or found whole."""
    whole = file_in(folder).read_bytes()
    for place in range(len(whole)):
        file_in(folder).write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        assert answer(KeptCode(folder), SOURCE) == 2


@pytest.mark.parametrize("held", [b"", b"no", msgspec.msgpack.encode(b"short"), msgspec.msgpack.encode(7)])
def test_what_is_no_code_is_compiled_anew(folder: Path, held: bytes) -> None:
    """A key with something else under it counts as none."""
    known = msgspec.msgpack.decode(file_in(folder).read_bytes())
    file_in(folder).write_bytes(msgspec.msgpack.encode(dict.fromkeys(known, msgspec.Raw(held or b"\xc0"))))

    assert answer(KeptCode(folder), SOURCE) == 2


def test_what_is_kept_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound only what the last run compiled is kept."""
    monkeypatch.setattr("ozlint.rulebook.kept_code.MOST", 1)
    kept = KeptCode(folder)
    assert answer(kept, OTHER) == 3
    kept.keep()

    assert len(KeptCode(folder)) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners and modes here")
def test_what_others_can_write_is_ignored(folder: Path) -> None:
    """A file that others may write is not believed."""
    file_in(folder).chmod(0o666)

    assert not len(KeptCode(folder))
