"""The file of keys: read strictly, and never quoted."""

import os
from pathlib import Path

import pytest

from ozlint.errors import UsageError
from ozlint.seller_api.account import Account
from ozlint.seller_api.key import read_key
from ozlint.seller_api.key_file import read_key_file

CANARY = "0f4d1e9c-canary-1234567890ab"
posix = pytest.mark.skipif(os.name != "posix", reason="other systems keep rights otherwise")


def saved(folder: Path, text: str, rights: int = 0o600) -> Path:
    """A file of keys."""
    path = folder / "keys.toml"
    path.write_bytes(text.encode())
    path.chmod(rights)
    return path


def refusal(path: Path) -> UsageError:
    """Why a file is refused."""
    with pytest.raises(UsageError) as caught:
        read_key_file(path)
    return caught.value


def test_each_table_is_an_account(tmp_path: Path) -> None:
    """A Client-Id may be a number or a text, a name anything; a BOM does no harm."""
    text = f"\ufeff[main]\nclient_id = 1234567\napi_key = '{CANARY}'\n[\"Ромашка 2\"]\nclient_id = '8'\napi_key = 'x'\n"
    keys = read_key_file(saved(tmp_path, text))
    assert {name: key.client_id for name, key in keys.items()} == {"main": "1234567", "Ромашка 2": "8"}
    assert keys["main"].api_key.reveal() == CANARY


def test_no_file_is_no_keys(tmp_path: Path) -> None:
    """Most people have none."""
    assert read_key_file(tmp_path / "keys.toml") == {}
    assert read_key_file(saved(tmp_path, "") / "keys.toml") == {}


@posix
@pytest.mark.parametrize("rights", [0o604, 0o640, 0o620, 0o601, 0o777])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, rights: int) -> None:
    """With the command that puts it right; a path with blanks is quoted in it."""
    folder = tmp_path / "a b"
    folder.mkdir()
    path = saved(folder, f"[main]\nclient_id = 1\napi_key = '{CANARY}'\n", rights)
    error = refusal(path)
    assert f"chmod 600 '{path}'" in error.text.en
    assert f"chmod 600 '{path}'" in error.text.ru
    path.chmod(0o400)
    assert list(read_key_file(path)) == ["main"]


@posix
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder in its place is one."""
    (tmp_path / "keys.toml").mkdir(0o700)
    assert "it cannot be read: " in refusal(tmp_path / "keys.toml").text.en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[main]\nclient_id = 1\napi_key = {CANARY}\n", "this is no TOML, line 3"),
        (f"[main]\nclient_id = 1\napi_key = '{CANARY}\n", "this is no TOML"),
        (f"[main]\nclient_id = 1\napi_key = '{CANARY}'\napi_key = '{CANARY}'\n", "this is no TOML"),
        (f"[main]\nclient_id = 1\nsecret_{'[' * 2000} = '{CANARY}'\n", "this is no TOML"),
        (f"[main]\nclient_id = 1\napi_key = {'[' * 5000}'{CANARY}'\n", "this is no TOML"),
        (f"api_key = '{CANARY}'\n", "api_key belongs to no account"),
        (
            f"[main]\nclient_id = 1\napi-key = '{CANARY}'\n",
            'a key that no account has: api-key; did you mean "api_key"?',
        ),
        (f"[main]\napi_key = '{CANARY}'\n", "[main]: client_id is missing"),
        ("[main]\nclient_id = 1\n", "[main]: api_key is missing"),
        (f"[main]\nclient_id = '{CANARY}'\napi_key = '{CANARY}'\n", "[main]: the Client-Id is not a positive number"),
        (f"[main]\nclient_id = true\napi_key = '{CANARY}'\n", "[main]: client_id is no text"),
        (f"[main]\nclient_id = 1\napi_key = ['{CANARY}']\n", "[main]: api_key is no text"),
        ("[main]\nclient_id = 1\napi_key = 20261122\n", "[main]: api_key is no text"),
        (f"[main]\nclient_id = 1\napi_key = '{CANARY} {CANARY}'\n", "[main]: the Api-Key has characters in it"),
        (f"[main.deep]\nclient_id = 1\napi_key = '{CANARY}'\n", "[main] has a key that no account has: deep"),
        (f"[\"\\u001b[31m\"]\nclient_id = 1\nx = '{CANARY}'\n", "[[31m] has a key that no account has: x"),
    ],
)
def test_what_is_wrong_is_told_without_a_value_of_the_file(tmp_path: Path, text: str, said: str) -> None:
    """In both languages, with the file; names are told, nothing that could be a secret is."""
    path = saved(tmp_path, text)
    error = refusal(path)
    assert error.text.en.startswith(f"{path}: ")
    assert error.text.ru.startswith(f"{path}: ")
    assert said in error.text.en
    assert error.text.ru != error.text.en
    for told in (error.text.en, error.text.ru, repr(error), str(error.__cause__), str(error.__context__ or "")):
        assert CANARY not in told
        assert "20261122" not in told


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is no TOML, and what stands in it is not shown."""
    path = saved(tmp_path, "")
    path.write_bytes(f"[main]\napi_key = '{CANARY}'\n".encode("utf-16"))
    assert refusal(path).text.en == f"{path}: this is no TOML"


def test_an_account_has_a_label() -> None:
    """Its name, or the Client-Id of one that nobody has named; the secret is in no form of it."""
    key = read_key("1234567", CANARY)
    assert Account("main", key, "x").label == "main"
    assert Account(None, key, "x").label == "1234567"
    assert CANARY not in repr(Account("main", key, "x"))
