"""Files are whole or not there, and one process writes each."""

from pathlib import Path

import pytest

from ozlint.seller_api.durable import claim, put_in_place, write_whole


def test_a_file_that_could_not_be_written_leaves_the_old_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no draft of the new one."""
    write_whole(file, b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_is_kept_until_it_is_closed(file: Path) -> None:
    """Whoever opens it meanwhile is refused, and may have it afterwards."""
    pytest.importorskip("fcntl", reason="Windows cannot tell")
    with file.open("ab") as first, file.open("ab") as second:
        claim(first, file)
        with pytest.raises(BlockingIOError):
            claim(second, file)
        first.close()
        claim(second, file)


def test_a_file_that_got_its_final_name_is_not_taken_for_a_draft(tmp_path: Path) -> None:
    """Somebody opened it while it was one, and it was finished before it could be kept."""
    pytest.importorskip("fcntl", reason="Windows cannot tell")
    draft, final = tmp_path / "draft", tmp_path / "final"
    with draft.open("ab") as opened:
        put_in_place(draft, final)
        draft.write_bytes(b"another one")
        with pytest.raises(BlockingIOError):
            claim(opened, draft)
