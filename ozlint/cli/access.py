"""The way to Ozon: which accounts are asked, with which keys, at which address, and how much of it."""

import argparse
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.config.span import span_asked_by
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.seller_api.account import Account
from ozlint.seller_api.client import Client
from ozlint.seller_api.clock import Clock
from ozlint.seller_api.key import Key, read_key
from ozlint.seller_api.key_file import read_key_file
from ozlint.seller_api.limits import Limits

CLIENT_ID, API_KEY = "OZON_CLIENT_ID", "OZON_API_KEY"
_ACCOUNT = "--account"


class Access(msgspec.Struct, frozen=True):
    """What it takes to ask Ozon."""

    accounts: tuple[Account, ...]
    base: str | None
    """Address of the API; None: Ozon's own."""
    limits: Limits
    """Of each account."""
    proxy: str | None
    ca_file: str | None
    clock: Clock

    @property
    def is_proxied(self) -> bool:
        """Whether Ozon is asked through a proxy: it is the one for https, and what is on this machine needs none."""
        return self.proxy is not None and (self.base is None or self.base.startswith("https:"))

    def connect(self, account: Account) -> Client:
        """Return a client of an account, to be closed by `with`; raises UsageError for an unusable address or proxy."""
        from ozlint.seller_api.transport import OZON, connect  # httpx and ssl

        proxy = self.proxy if self.is_proxied else None
        return connect(account.key, self.clock, self.limits, base=self.base or OZON, proxy=proxy, ca_file=self.ca_file)


def access_of(
    options: argparse.Namespace,
    config: Config,
    terminal: Terminal,
    limits: Limits | None = None,
    *,
    everybody: bool = False,
) -> Access:
    """Return the way to Ozon that flags, environment and files show; raises UsageError where there is none.

    What is odd about the keys is told beside the output. `everybody` is as with `accounts_of`.
    """
    environ = terminal.environ
    own = limits or Limits()
    return Access(
        accounts=accounts_of(config, terminal, everybody=everybody),
        base=_base(config),
        limits=msgspec.structs.replace(
            own,
            max_requests=_count(options.max_requests),
            total_seconds=_seconds("--timeout", options.timeout),
        ),
        proxy=environ.get("HTTPS_PROXY") or environ.get("https_proxy") or None,
        ca_file=environ.get("SSL_CERT_FILE") or None,
        clock=terminal.clock,
    )


def accounts_of(config: Config, terminal: Terminal, *, everybody: bool = False) -> tuple[Account, ...]:
    """Return the accounts to ask: those of --account, else that of the environment, else those of the configuration.

    Where nobody names one it is the only one of the user's file, or, with `everybody`, all of them.
    """
    origin = config.origin("accounts")
    own = _environments(terminal.environ)
    if own is not None and not (config.accounts and origin.name == _ACCOUNT):
        if config.accounts:
            terminal.warn(
                Text(
                    f"ozlint: the key of {CLIENT_ID} is used, and not the accounts of {origin.name}; --account asks "
                    "those",
                    f"ozlint: используется ключ из {CLIENT_ID}, а не кабинеты из {origin.name}; их выбирает --account",
                ).say(config.lang)
            )
        return (Account(None, own, CLIENT_ID),)
    path = terminal.key_file
    keys = {} if path is None else read_key_file(path)
    if path is None or not keys:
        raise _no_key(path)
    for place, name in enumerate(config.accounts):
        if name not in keys:
            raise origin.fault(_unknown(name, path, tuple(keys)), place)
    names = tuple(dict.fromkeys(config.accounts)) or tuple(keys)
    if not config.accounts and len(keys) > 1 and not everybody:
        raise _which(path, names)
    return tuple(Account(name, keys[name], str(path)) for name in names)


def _environments(environ: Mapping[str, str]) -> Key | None:
    """Return the key of the environment, where one of its two halves is there."""
    client_id, api_key = environ.get(CLIENT_ID, "").strip(), environ.get(API_KEY, "").strip()
    if not client_id and not api_key:
        return None
    for name, value in ((CLIENT_ID, client_id), (API_KEY, api_key)):
        if not value:
            raise UsageError(
                f"{name} is not set, and the other half of the key is: set both",
                f"{name} не задана, а вторая половина ключа задана: нужны обе",
            )
    try:
        return read_key(client_id, api_key)
    except UsageError as error:
        names = f"{CLIENT_ID}, {API_KEY}"
        raise UsageError(f"{names}: {error.text.en}", f"{names}: {error.text.ru}") from None


def _base(config: Config) -> str | None:
    """Return the address of the API; one that a file names gets no key unless it is Ozon's own.

    The file may be somebody else's: of a repository that was cloned a minute ago.
    """
    origin = config.origin("api_url")
    if config.api_url is None or origin.spot is None:
        return config.api_url
    from ozlint.seller_api.transport import is_ozons

    if not is_ozons(config.api_url):
        raise origin.fault(
            Text(
                "a file may send your key to Ozon only; to send it elsewhere, say so yourself: --api-url or "
                "OZON_API_URL",
                "из файла ключ можно отправить только на адрес Ozon; на другой — только по вашему слову: --api-url "
                "или OZON_API_URL",
            )
        )
    return config.api_url


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise UsageError(
            f'--max-requests: "{text}" is no number of requests', f"--max-requests: «{text}» — не число запросов"
        )
    return int(text)


def _seconds(asked_by: str, text: str | None) -> float | None:
    if text is None:
        return None
    seconds = span_asked_by(asked_by, text, ("s", "m"))
    if not seconds:
        raise UsageError(f"{asked_by}: {text} is no time at all", f"{asked_by}: за {text} ничего не успеть")
    return seconds


def _no_key(path: Path | None) -> UsageError:
    place = Text(f", or write it to {path}", f" или запишите его в {path}") if path is not None else Text()
    return UsageError(
        f"there is no key to Ozon: set {CLIENT_ID} and {API_KEY}{place.en} (docs/fetching.md shows how)",
        f"нет ключа к Ozon: задайте {CLIENT_ID} и {API_KEY}{place.ru} (как — в docs/fetching.md)",
    )


def _unknown(name: str, path: Path, known: Sequence[str]) -> Text:
    names = ", ".join(known)
    near = guess(name, known, Text(f"; there are {names}", f"; есть {names}"))
    return Text(f'{path} has no account "{name}"{near.en}', f"в {path} нет кабинета «{name}»{near.ru}")


def _which(path: Path, names: Sequence[str]) -> UsageError:
    flags = " ".join(f"--account {shlex.quote(name)}" for name in names)
    return UsageError(
        f"{path} has {len(names)} accounts; say which to ask: {flags}, or accounts: in ozlint.yaml",
        f"в {path} несколько кабинетов ({len(names)}); укажите какие: {flags} или accounts: в ozlint.yaml",
    )
