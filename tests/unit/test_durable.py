"""Files are whole or not there, and one process writes each."""

from pathlib import Path

import pytest

from ozlint.durable import claim, create_whole, put_in_place, write_whole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a file goes."""
    return tmp_path / "postings.ndjson"


def test_a_file_that_is_there_is_not_written_over(file: Path) -> None:
    """Nor is a draft left beside it."""
    create_whole(file, b"first")
    with pytest.raises(FileExistsError):
        create_whole(file, b"second")
    assert file.read_bytes() == b"first"
    assert list(file.parent.iterdir()) == [file]


def test_an_empty_file_counts_as_none_and_keeps_its_rights(file: Path) -> None:
    """As a script makes one that asks for the name of a temporary file."""
    file.touch()
    file.chmod(0o600)
    create_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_has_the_rights_of_any_new_file(file: Path, tmp_path: Path) -> None:
    """Neither more nor less than what a program beside it makes."""
    other = tmp_path / "other"
    other.write_bytes(b"")
    create_whole(file, b"new")
    assert file.stat().st_mode == other.stat().st_mode


def test_where_there_are_no_links_a_file_is_not_written_over_either(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems know none."""

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create_whole(file, b"first")
    with pytest.raises(FileExistsError):
        create_whole(file, b"second")
    assert file.read_bytes() == b"first"


def test_a_new_file_that_could_not_be_written_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a part of it nor its draft."""

    def refuse(_file: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ozlint.durable.settle", refuse)
    with pytest.raises(OSError, match="No space left"):
        create_whole(file, b"new")
    assert list(file.parent.iterdir()) == []


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
