"""Looking at everything that asking Ozon depends on: this machine, the settings, the keys, and Ozon's own answers."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

import msgspec

from ozlint.cli.access import Access, access_of
from ozlint.cli.machine import check_machine, check_settings
from ozlint.cli.refusal import words_of
from ozlint.cli.settings import config_of
from ozlint.cli.terminal import Terminal
from ozlint.cli.wanted import SCHEMES, wanted_by
from ozlint.config.config import Config
from ozlint.errors import OzlintError
from ozlint.model.text import Lang, Text
from ozlint.seller_api.account import Account
from ozlint.seller_api.checks import Check, check_all
from ozlint.seller_api.limits import Limits

_LIMITS = Limits(attempts=2, request_seconds=20)
"""Whoever looks for a fault does not want to wait for it."""
WELL, FAILED, NOT_ASKED = 0, 1, 3
"""Exit codes: nothing is wrong, a check failed, Ozon could not be asked."""


class Looked(msgspec.Struct, frozen=True):
    """One thing that was looked at, and the account that it is about."""

    check: Check
    account: str | None = None


def look(options: Namespace, terminal: Terminal) -> tuple[tuple[Looked, ...], Lang]:
    """Return everything that was looked at, and the language to tell it in; raises UsageError for wrong flags."""
    config, settings = _settings(options, terminal)
    here = (Looked(check) for check in (*check_machine(config, terminal), settings))
    return (*here, *_ozon(options, config, terminal)), config.lang


def _settings(options: Namespace, terminal: Terminal) -> tuple[Config, Check]:
    """Return the configuration, and whether its file can be read; without it where it cannot."""
    try:
        config = config_of(options, terminal)
    except OzlintError as error:
        without = Namespace(**{**vars(options), "config": None, "no_config": True})
        return config_of(without, terminal), Check("settings", "fail", _told(error))
    return config, check_settings(config)


def _ozon(options: Namespace, config: Config, terminal: Terminal) -> Iterator[Looked]:
    """Yield what asking Ozon shows for every account there is; raises UsageError for schemes that there are none of."""
    schemes = wanted_by(options, config).schemes or SCHEMES
    try:
        access = access_of(options, config, terminal, _LIMITS, everybody=True)
        for account in access.accounts:
            with access.connect(account) as client:
                if account is access.accounts[0]:
                    yield Looked(_way(access))
                yield Looked(_key(account), account.label)
                yield from (Looked(check, account.label) for check in check_all(client, schemes))
    except OzlintError as error:
        yield Looked(Check("access", "fail", _told(error)))


def _way(access: Access) -> Check:
    """Return where Ozon is asked, and through what; a proxy may have a password, and is not shown."""
    from ozlint.seller_api.transport import OZON

    text = Text(access.base or OZON, access.base or OZON)
    if access.is_proxied:
        text = Text(f"{text.en}, through HTTPS_PROXY", f"{text.ru}, через HTTPS_PROXY")
    if access.ca_file:
        text = Text(f"{text.en}, certificates: {access.ca_file}", f"{text.ru}, сертификаты: {access.ca_file}")
    return Check("access", "ok", text)


def _key(account: Account) -> Check:
    """Return whose key is used, and where it is from; of the key itself nothing is shown."""
    name = f"{account.name}: " if account.name else ""
    text = f"{name}Client-Id {account.key.client_id}, Api-Key {account.key.api_key!r}"
    return Check("account", "ok", Text(f"{text} (from {account.origin})", f"{text} (из {account.origin})"))


def exit_code(looked: Sequence[Looked]) -> int:
    """Return the exit code; that Ozon could not be asked counts more than a check that failed."""
    states = {one.check.state for one in looked}
    if "unknown" in states:
        return NOT_ASKED
    return FAILED if "fail" in states else WELL


def _told(error: OzlintError) -> Text:
    """Return what is wrong in both languages, with its place in a file where it has one."""
    show = getattr(error, "show", None)
    return Text(show("en"), show("ru")) if show else Text(words_of(error, "en"), words_of(error, "ru"))
