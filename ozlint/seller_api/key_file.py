"""The keys of several accounts in one file of the user's: a table an account, `[main]` with client_id and api_key.

Names of tables and of keys may be told, what stands behind them never is.
"""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.seller_api.key import Key, read_key
from ozlint.seller_api.refusal import quoted

_PARTS = ("client_id", "api_key")
_OTHERS = 0o077
"""The rights of everybody but the owner."""
_LINE = pattern(r"at line (\d+)")


def read_key_file(path: Path) -> dict[str, Key]:
    """Return the key of each account in a file; none where there is no such file.

    Raises UsageError for a file that others may read, and for one that is not what it should be.
    """
    try:
        with path.open("rb") as file:
            _check_rights(path, file)
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        why = error.strerror or str(error)
        raise _fault(path, Text(f"it cannot be read: {why}", f"не читается: {why}")) from None
    return {name: _key(path, name, table) for name, table in _tables(path, data).items()}


def _check_rights(path: Path, file: BinaryIO) -> None:
    """Raise UsageError if anybody but its owner may do anything with a file; Windows keeps rights otherwise."""
    if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
        command = f"chmod 600 {shlex.quote(str(path))}"
        raise _fault(
            path,
            Text(
                f"others on this machine may read these keys: {command}",
                f"эти ключи могут прочитать другие пользователи компьютера: {command}",
            ),
        )


def _tables(path: Path, data: bytes) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # Its words may quote the file, its line does not.
        found = _LINE.search(str(error))
        where = Text(f", line {found[1]}", f", строка {found[1]}") if found else Text()
        text = Text(f"this is no TOML{where.en}", f"это не TOML{where.ru}")
        raise _fault(path, text) from None


def _key(path: Path, name: str, table: Any) -> Key:  # noqa: ANN401 - whatever TOML has
    account = quoted(name)
    if not isinstance(table, dict):
        raise _fault(
            path,
            Text(
                f"{account} belongs to no account: write a table like [main] with client_id and api_key in it",
                f"{account} не относится ни к какому кабинету: нужна таблица вроде [main], а в ней client_id и api_key",
            ),
        )
    for part in table:
        if part not in _PARTS:
            near = guess(part, _PARTS)
            raise _fault(
                path,
                Text(
                    f"[{account}] has a key that no account has: {quoted(part)}{near.en}",
                    f"в [{account}] лишний ключ: {quoted(part)}{near.ru}",
                ),
            )
    try:
        return read_key(*(_text(table, part) for part in _PARTS))
    except UsageError as error:
        raise _fault(path, Text(f"[{account}]: {error.text.en}", f"[{account}]: {error.text.ru}")) from None


def _text(table: Mapping[str, Any], part: str) -> str:
    """Return a part of a key as text; a Client-Id may be written as a number."""
    value = table.get(part)
    if value is None:
        raise UsageError(f"{part} is missing", f"нет {part}")
    if isinstance(value, str) or (part == "client_id" and type(value) is int):
        return str(value)
    raise UsageError(f"{part} is no text: put it in quotes", f"{part} — не текст: возьмите значение в кавычки")


def _fault(path: Path, text: Text) -> UsageError:
    return UsageError(f"{path}: {text.en}", f"{path}: {text.ru}")
