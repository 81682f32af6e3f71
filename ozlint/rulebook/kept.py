"""The rules that files were found to hold, kept from one run to the next: no YAML, no pydantic, no reading of texts.

Keyed by the hash of a file's bytes and of what a configuration adds to the tables. It is plain data, checked for its
shape when it is read: expressions as trees of the language's own nodes, which can only say what a rule can. A file that
others can write is ignored.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.language.knowledge import Knowledge
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import PackStatement
from ozlint.version import __version__

MOST = 2000
"""Rules and packs that are kept; beyond them only those of the last run."""


class _File(msgspec.Struct, frozen=True):
    version: str
    held: dict[str, msgspec.Raw]


class Kept:
    """What is kept in a folder of what files hold; nothing without a folder."""

    def __init__(self, folder: Path | None, knowledge: Knowledge) -> None:
        self._folder = folder
        self._held = _read(folder) if folder is not None else {}
        self._seed = msgspec.msgpack.encode(knowledge, order="deterministic")
        self._rules = msgspec.msgpack.Decoder(Rule, dec_hook=_finder(functions(knowledge)))

    def __len__(self) -> int:
        """Return how much is kept."""
        return len(self._held)

    def rule(self, path: Path) -> Rule:
        """Return the rule that a file was found to hold; raises KeyError where that is not kept."""
        try:
            return self._rules.decode(self._held[self._key(path)])
        except (msgspec.MsgspecError, RecursionError) as error:
            raise KeyError(path) from error

    def pack(self, path: Path) -> PackStatement:
        """Return what a pack.yaml was found to say; raises KeyError where that is not kept."""
        try:
            return msgspec.msgpack.decode(self._held[self._key(path)], type=PackStatement)
        except msgspec.MsgspecError as error:
            raise KeyError(path) from error

    def keep(self, found: Mapping[Path, Rule | PackStatement]) -> None:
        """Keep what files hold; a folder that cannot be written only makes the next run slower."""
        new = {
            self._key(path): msgspec.Raw(msgspec.msgpack.encode(held, enc_hook=_name)) for path, held in found.items()
        }
        if self._folder is not None and not new.keys() <= self._held.keys():
            before = self._held if len(self._held) < MOST else {}
            _write(self._folder, _File(__version__, {**before, **new}))

    def _key(self, path: Path) -> str:
        return sha256(self._seed + path.read_bytes()).hexdigest()


def _finder(called: Mapping[str, Function]) -> Any:  # noqa: ANN401 - a hook of msgspec
    """Return what finds the function of a name."""

    def find(_kind: type, name: Any) -> Function:  # noqa: ANN401 - what stands there
        if name not in called:
            raise ValueError(name)
        return called[name]

    return find


def _name(function: Function) -> str:
    return function.name


def _read(folder: Path) -> dict[str, msgspec.Raw]:
    """Return what a folder keeps: nothing where its file is missing, damaged, of another version or not ours."""
    path = _path(folder)
    try:
        if not _is_ours(folder) or not _is_ours(path):
            return {}
        file = msgspec.msgpack.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return file.held if file.version == __version__ else {}


def _write(folder: Path, file: _File) -> None:
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f"rules-{os.getpid()}.tmp"
        try:
            draft.write_bytes(msgspec.msgpack.encode(file))
            draft.chmod(0o600)
            draft.replace(_path(folder))
        finally:
            draft.unlink(missing_ok=True)


def _path(folder: Path) -> Path:
    return folder / "rules.msgpack"


def _is_ours(path: Path) -> bool:
    """Return whether nobody but us can write a file or folder; where there are no owners, that it is there."""
    state = path.stat()
    return not hasattr(os, "geteuid") or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)
