"""The functions that rules were compiled to, kept from one run to the next: compiling them is a tenth of a short check.

Keyed by the hash of their source, so what is kept is never out of date; and good only for the Python that has compiled
it, as the bytecode of modules is. Each comes with its own hash: Python does not look whether code is sound that it is
told to run.
"""

import marshal
import sys
from hashlib import blake2b
from pathlib import Path
from types import CodeType

import msgspec

from ozlint.language.scratch import compile_source
from ozlint.rulebook.cache_file import read_kept, write_kept

MOST = 4_000_000
"""Bytes that are kept; beyond them only what the last run compiled."""
_HASH = 32


class KeptCode:
    """What is kept in a folder of compiled functions; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"code-{sys.implementation.cache_tag}-{sys.hexversion:x}.msgpack"
        self._held = read_kept(self._path)
        self._new: dict[str, msgspec.Raw] = {}

    def __len__(self) -> int:
        """Return how much is kept."""
        return len(self._held)

    def compiled(self, source: str) -> CodeType:
        """Return the code of a function's source."""
        key = blake2b(source.encode(), digest_size=_HASH).hexdigest()
        return self._kept(key) or self._compile(key, source)

    def keep(self) -> None:
        """Keep what had to be compiled."""
        if self._new:
            before = self._held if sum(len(memoryview(one)) for one in self._held.values()) < MOST else {}
            write_kept(self._path, {**before, **self._new})

    def _kept(self, key: str) -> CodeType | None:
        try:
            whole = msgspec.msgpack.decode(self._held[key], type=bytes)
        except (KeyError, msgspec.MsgspecError):
            return None
        told, code = whole[:_HASH], whole[_HASH:]
        if blake2b(code, digest_size=_HASH).digest() != told:
            return None
        found = marshal.loads(code)  # noqa: S302 - out of a file that only its user can write, as Python's own are
        return found if isinstance(found, CodeType) else None

    def _compile(self, key: str, source: str) -> CodeType:
        code = compile_source(source)
        plain = marshal.dumps(code)
        whole = blake2b(plain, digest_size=_HASH).digest() + plain
        self._new[key] = msgspec.Raw(msgspec.msgpack.encode(whole))
        return code
