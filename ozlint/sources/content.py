"""The bytes of one input as UTF-8, decompressed, as often as they are asked for."""

import codecs
import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO
from weakref import finalize

import msgspec

from ozlint.model.text import Text
from ozlint.sources.problem import refused

BUFFER = 1 << 20
"""Read at once: larger than a line that holds a page of a hundred postings, else each of them is put together anew."""
GZIP_MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 24
"""A pipe with more than this goes to a temporary file."""
_WITH_GZIP_HEAD = 31

DAMAGED = Text(
    "the gzip archive is damaged or cut off here: what came before was read, the rest is lost",
    "архив gzip здесь повреждён или обрывается: прочитано то, что до этого места, остальное потеряно",
)


class Content(msgspec.Struct, frozen=True):
    """Where the bytes of an input come from, and how they are packed."""

    path: str
    """As the input is shown."""
    origin: "Path | Spool"
    """A file that can be opened again, or what came through a pipe."""
    is_gzip: bool = False
    encoding: str = ""
    """Name of the encoding where it is not UTF-8."""

    @property
    def can_seek(self) -> bool:
        """Whether an address can be gone to at once."""
        return not self.is_gzip and not self.encoding

    def at_hand(self) -> "Content":
        """Return the content in a form in which one can go to and fro: a packed one is unpacked and put aside."""
        if not self.is_gzip:
            return self
        with self.open() as stream:
            return Content(self.path, Spool(stream))

    def open(self, on_damage: Callable[[Text], None] | None = None) -> BinaryIO:
        """Return the content from its beginning; damage of an archive is told and ends the content there."""
        raw: io.RawIOBase
        if isinstance(self.origin, Path):
            try:
                raw = io.FileIO(self.origin)
            except OSError as error:
                raise refused(self.path, error) from None
        else:
            raw = _Shared(self.origin)
        if self.is_gzip:
            raw = _Gunzip(raw, on_damage)
        if self.encoding:
            raw = _Recoded(raw, self.encoding)
        return io.BufferedReader(raw, BUFFER)


class Spool:
    """What comes but once, put aside so that it can be read again; gone when nobody holds it any more."""

    def __init__(self, stream: BinaryIO | None = None) -> None:
        import tempfile  # brings shutil and random along, and most runs read no pipe
        from shutil import copyfileobj

        self.file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the spool
        # Not in __del__: of a cycle that is collected the file may be dropped before.
        finalize(self, self.file.close)
        if stream is not None:
            copyfileobj(stream, self.file, BUFFER)


class _Shared(io.RawIOBase):
    """A spool read by several readers, each with its own position."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._file = spool.file
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._file.seek(self._position)
        self._position = self._file.seek(offset, whence)
        return self._position

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - whatever can be written to
        view = memoryview(buffer)
        self._file.seek(self._position)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)


class Pieces(io.RawIOBase):
    """Content that is made piece by piece."""

    def __init__(self) -> None:
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - whatever can be written to
        """Fill a buffer as far as the next piece goes; return how far."""
        view = memoryview(buffer)
        if not self._ready:
            self._ready = memoryview(self.piece())
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def piece(self) -> bytes:
        """Return some more of the content; nothing at its end."""
        raise NotImplementedError


class _Remade(Pieces):
    """Content that is made of other content."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw = raw

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Gunzip(_Remade):
    """A gzip archive, decompressed as far as it is sound."""

    def __init__(self, raw: io.RawIOBase, on_damage: Callable[[Text], None] | None) -> None:
        super().__init__(raw)
        self._on_damage = on_damage
        self._member = zlib.decompressobj(_WITH_GZIP_HEAD)
        self._packed = b""
        self._is_over = False

    def piece(self) -> bytes:
        while not self._is_over:
            packed = self._packed or self._raw.read(_CHUNK) or b""
            if self._member.eof:
                # Archives may follow one another; zeros after the last one are padding.
                packed = packed.lstrip(b"\0")
                if not packed:
                    self._is_over = not self._packed
                    self._packed = b""
                    continue
                self._member = zlib.decompressobj(_WITH_GZIP_HEAD)
            if not packed:
                return self._damaged(b"")
            before = self._member.copy()
            try:
                data = self._member.decompress(packed)
            except zlib.error:
                return self._damaged(_sound_part(before, packed))
            self._packed = self._member.unused_data
            if data:
                return data
        return b""

    def _damaged(self, data: bytes) -> bytes:
        self._is_over = True
        if self._on_damage is not None:
            self._on_damage(DAMAGED)
        return data


def _sound_part(member: "zlib._Decompress", packed: bytes) -> bytes:
    """Return what can be decompressed before the damage, byte by byte."""
    parts: list[bytes] = []
    with suppress(zlib.error):
        for at in range(len(packed)):
            parts += [member.decompress(packed[at : at + 1])]
    return b"".join(parts)


class _Recoded(_Remade):
    """Text in another encoding, as UTF-8; what is no text becomes U+FFFD."""

    def __init__(self, raw: io.RawIOBase, encoding: str) -> None:
        super().__init__(raw)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._is_over = False

    def piece(self) -> bytes:
        while not self._is_over:
            data = self._raw.read(_CHUNK) or b""
            self._is_over = not data
            text = self._decoder.decode(data, final=self._is_over)
            if text:
                return text.encode("utf-8", "replace")
        return b""


class _OldMac(_Remade):
    """Text whose lines end with a bare carriage return, as lines end today."""

    def piece(self) -> bytes:
        return (self._raw.read(_CHUNK) or b"").replace(b"\r", b"\n")


def old_mac_lines(stream: BinaryIO) -> BinaryIO:
    """Return text whose lines end with a bare carriage return with ends of line that everybody knows."""
    return io.BufferedReader(_OldMac(stream), BUFFER)  # type: ignore[arg-type]
