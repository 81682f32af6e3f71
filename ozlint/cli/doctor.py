"""`ozlint doctor`: whether asking Ozon will work, and what there is to do if not."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ozlint.cli.access import Access, access_of
from ozlint.cli.fetch_flags import add_access
from ozlint.cli.machine import check_machine, check_settings
from ozlint.cli.parser import Parser, one_of
from ozlint.cli.refusal import words_of
from ozlint.cli.settings import LANGUAGES, config_of
from ozlint.cli.terminal import Terminal
from ozlint.cli.wanted import SCHEMES, wanted_by
from ozlint.config.choice import zone_asked_by
from ozlint.config.config import Config
from ozlint.errors import OzlintError
from ozlint.model.text import Lang, Text
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.seller_api.account import Account
from ozlint.seller_api.checks import Check, State, check_all
from ozlint.seller_api.limits import Limits

_FORMATS = ("text", "json")
_LIMITS = Limits(attempts=2, request_seconds=20)
"""Whoever looks for a fault does not want to wait for it."""
_WELL, _FAILED, _NOT_ASKED = 0, 1, 3
_STATE: Mapping[State, tuple[Text, str]] = {
    "ok": (Text("ok", "ок"), "good"),
    "warn": (Text("warning", "внимание"), "warning"),
    "fail": (Text("fails", "ошибка"), "error"),
    "unknown": (Text("unknown", "неизвестно"), "warning"),
}
"""What a state is called, and how it is painted."""
_NAME = {
    "version": Text("versions", "версии"),
    "settings": Text("settings", "настройки"),
    "zone": Text("zone", "пояс"),
    "language": Text("language", "язык"),
    "cache": Text("cache", "кэш"),
    "access": Text("access", "доступ"),
    "account": Text("account", "кабинет"),
    "key": Text("key", "ключ"),
    "rights": Text("rights", "права"),
    "clock": Text("clock", "часы"),
    "fbs": Text("FBS", "FBS"),
    "fbo": Text("FBO", "FBO"),
}
_VERDICT = {
    _WELL: Text("Ozon can be asked; warnings: {warn}", "Ozon отвечает; предупреждений: {warn}"),
    _FAILED: Text("failed: {fail}; warnings: {warn}", "ошибок: {fail}; предупреждений: {warn}"),
    _NOT_ASKED: Text(
        "Ozon could not be asked; failed: {fail}; warnings: {warn}",
        "спросить Ozon не удалось; ошибок: {fail}; предупреждений: {warn}",
    ),
}


class Looked(msgspec.Struct, frozen=True):
    """One thing that was looked at, and the account that it is about."""

    check: Check
    account: str | None = None


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `doctor` to the commands."""
    command = parser.add_command("doctor", words["doctor"], title=words["commands"], epilog=words["doctor_examples"])
    command.set_defaults(command=run_doctor)
    add = command.add_argument
    add("--format", type=one_of("--format", _FORMATS), default="text", metavar="FORMAT", help=words["doctor_format"])
    add("--scheme", action="append", default=[], metavar="NAMES", help=words["doctor_scheme"])
    add_access(command, words)
    add("--config", metavar="FILE", help=words["config_file"])
    add("--no-config", action="store_true", help=words["no_config"])
    add("--tz", type=zone_asked_by("--tz"), metavar="ZONE", help=words["tz"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])


def run_doctor(options: Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Print what was looked at, and return 0 if all is well, 1 if a check failed, 3 if Ozon could not be asked."""
    config, settings = _settings(options, terminal)
    looked = [
        *(Looked(check) for check in (*check_machine(config, terminal), settings)),
        *_ozon(options, config, terminal),
    ]
    code = _exit_code(looked)
    if options.format == "json":
        terminal.say(_json(looked, code, config.lang))
        return code
    pen = Pen(Options(lang=config.lang, colour=terminal.colour, width=terminal.width))
    for line in _lines(looked, code, pen):
        terminal.say(line)
    return code


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


def _exit_code(looked: Sequence[Looked]) -> int:
    states = {one.check.state for one in looked}
    if "unknown" in states:
        return _NOT_ASKED
    return _FAILED if "fail" in states else _WELL


def _json(looked: Sequence[Looked], code: int, lang: Lang) -> str:
    checks = [
        {
            "account": one.account,
            "name": one.check.name,
            "state": one.check.state,
            "text": one.check.text.say(lang),
        }
        for one in looked
    ]
    return msgspec.json.format(msgspec.json.encode({"checks": checks, "exit_code": code}), indent=2).decode()


def _lines(looked: Sequence[Looked], code: int, pen: Pen) -> Iterator[str]:
    """Yield a line a check, what is about an account under it, and the verdict."""
    states = [_STATE[one.check.state][0].say(pen.lang) for one in looked]
    names = [_NAME[one.check.name].say(pen.lang) for one in looked]
    state_width, name_width = max(map(len, states)), max(map(len, names))
    for one, state, name in zip(looked, states, names, strict=True):
        if one.check.name == "account":
            yield ""
        head = f"{pen.paint(state.ljust(state_width), _STATE[one.check.state][1])}  {name.ljust(name_width)}  "
        indent = state_width + name_width + 4
        texts = [line for part in one.check.text.say(pen.lang).splitlines() for line in pen.fold(part, indent)]
        yield head + texts[0]
        yield from (" " * indent + text for text in texts[1:])
    counts = {state: sum(one.check.state == state for one in looked) for state in ("fail", "warn")}
    style = "good" if code == _WELL else "error"
    yield ""
    yield pen.paint(_VERDICT[code].say(pen.lang).format(**counts), style)


def _told(error: OzlintError) -> Text:
    """Return what is wrong in both languages, with its place in a file where it has one."""
    show = getattr(error, "show", None)
    return Text(show("en"), show("ru")) if show else Text(words_of(error, "en"), words_of(error, "ru"))
