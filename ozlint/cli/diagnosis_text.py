"""What was looked at, in words: for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ozlint.cli.diagnosis import FAILED, NOT_ASKED, WELL, Looked
from ozlint.model.text import Lang, Text
from ozlint.reporters.pen import Pen
from ozlint.seller_api.checks import State

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
    "writing": Text("writing", "запись"),
    "clock": Text("clock", "часы"),
    "fbs": Text("FBS", "FBS"),
    "fbo": Text("FBO", "FBO"),
}
_VERDICT = {
    WELL: Text("Ozon can be asked; warnings: {warn}", "Ozon отвечает; предупреждений: {warn}"),
    FAILED: Text("failed: {fail}; warnings: {warn}", "ошибок: {fail}; предупреждений: {warn}"),
    NOT_ASKED: Text(
        "Ozon could not be asked; failed: {fail}; warnings: {warn}",
        "спросить Ozon не удалось; ошибок: {fail}; предупреждений: {warn}",
    ),
}


def as_json(looked: Sequence[Looked], code: int, lang: Lang) -> str:
    """Return every check with its account, and the exit code, as JSON."""
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


def as_text(looked: Sequence[Looked], code: int, pen: Pen) -> Iterator[str]:
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
    style = "good" if code == WELL else "error"
    yield ""
    yield pen.paint(_VERDICT[code].say(pen.lang).format(**counts), style)
