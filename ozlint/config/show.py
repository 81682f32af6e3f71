"""The configuration for people: every setting with its value and who gave it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ozlint.config.config import Config, Output
from ozlint.config.layer import FIELDS, KEYS
from ozlint.config.outputs import spell_output
from ozlint.model.contact import Contact
from ozlint.model.pattern import pattern
from ozlint.model.rate import Rate
from ozlint.model.text import Lang
from ozlint.model.times import spell_span
from ozlint.rulebook.composer import KEY_WORDS
from ozlint.rulebook.plain_scalar import read_plain
from ozlint.rulebook.rule_setting import Override, RuleSetting

_PLAIN = pattern(r"[A-Za-z0-9_./~\u0400-\u04ff][\w./~+@ \u0400-\u04ff-]*(?<! )")
_RATE = ("roubles", "percent", "least", "most", "since", "checked", "source")
"""What the configuration says of a rate of the seller's own."""
_WIDEST = 60
"""Notes stand in one column as far as no line before them is longer."""
_SAID: Mapping[Lang, Mapping[str, str]] = {
    "en": {"file": "configuration", "none": "no configuration file", "unset": "not set"},
    "ru": {
        "file": "настройки", "none": "файла настроек нет", "unset": "не задано", "default": "по умолчанию",
        "locale": "из локали",
    },
}  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """One setting."""

    path: tuple[str | int, ...]
    """The keys and indices that lead to it."""
    value: Any
    origin: str

    @property
    def key(self) -> str:
        """The path in one word: `overrides[0].rules.OZ301.severity`."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).removeprefix(".")


def entries(config: Config) -> Iterator[Entry]:
    """Yield every setting in the order of the keys, settings of rules and overrides one by one."""
    for key in KEYS:
        value = getattr(config, FIELDS.get(key, key))
        if key == "covers":
            value = spell_span(value)
        origin = config.origin(key)
        if not value or not (isinstance(value, Mapping) or key == "overrides"):
            yield Entry((key,), _plain(value), origin.name)
        elif key == "overrides":
            for place, override in enumerate(value):
                yield from _override((key, place), override)
        else:
            for name, part in value.items():
                if isinstance(part, RuleSetting):
                    yield from _setting((key, name), part)
                else:
                    written = part.name if isinstance(part, Contact) else name
                    yield Entry((key, name), _plain(part), origin.inside(written).name)


def show_json(config: Config) -> str:
    """Return the configuration as JSON."""
    settings = [{"key": entry.key, "value": entry.value, "from": entry.origin} for entry in entries(config)]
    return json.dumps({"file": config.file, "settings": settings}, ensure_ascii=False, indent=2)


def show_text(config: Config, lang: Lang) -> str:
    """Return the configuration as ozlint.yaml could hold it, each setting with a note on who gave it."""
    said = _SAID[lang]
    lines = [(f"# {said['file']}: {config.file}" if config.file else f"# {said['none']}", "")]
    before: tuple[str | int, ...] = ()
    for entry in entries(config):
        note = said.get(entry.origin, entry.origin)
        lines += _lines(entry, before, note, said["unset"])
        before = entry.path
    width = max(len(line) for line, note in lines if note and len(line) <= _WIDEST)
    return "\n".join(f"{line:<{width}}  # {note}" if note else line for line, note in lines)


def _lines(entry: Entry, before: tuple[str | int, ...], note: str, unset: str) -> Iterator[tuple[str, str]]:
    """Yield the line of a setting, after those of the mappings around it that are not open yet."""
    common = 0
    while common < min(len(before), len(entry.path)) and before[common] == entry.path[common]:
        common += 1
    dash = ""
    for depth, step in enumerate(entry.path[:-1]):
        if isinstance(step, int):
            dash = "- " if common <= depth else ""
        elif common <= depth:
            yield f"{_indent(entry.path[:depth], dash)}{_key(step)}:", ""
            dash = ""
    name = f"{_indent(entry.path[:-1], dash)}{_key(str(entry.path[-1]))}"
    if entry.value is None:
        yield f"# {name}: {unset}", note
    else:
        yield f"{name}: {_value(entry.value)}", note


def _indent(around: tuple[str | int, ...], dash: str) -> str:
    return "  " * (len(around) - bool(dash)) + dash


def _value(value: Any) -> str:  # noqa: ANN401 - what a configuration holds
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(name)}: {_value(part)}" for name, part in value.items()) + "}"
    return json.dumps(value)


def _word(text: str) -> str:
    """Return a text as YAML has it, in quotes where it could be taken for anything else."""
    if _PLAIN.fullmatch(text) and read_plain(text) == text:
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _key(text: str) -> str:
    return text if text in KEY_WORDS else _word(text)


def _override(path: tuple[str | int, ...], override: Override) -> Iterator[Entry]:
    yield Entry((*path, "when"), override.when, override.spot.inside("when").name)
    for identity, setting in override.rules.items():
        yield from _setting((*path, "rules", identity), setting)


def _setting(path: tuple[str | int, ...], setting: RuleSetting) -> Iterator[Entry]:
    given = {"off": setting.off, "severity": setting.severity}
    there = {name: value for name, value in given.items() if value is not None}
    for name, value in there.items():
        yield Entry((*path, name), value, setting.spot.inside(name).name)
    for name, value in setting.params.items():
        yield Entry((*path, "params", name), _plain(value), setting.spot.inside("params", name).name)
    if not there and not setting.params:
        yield Entry(path, {}, setting.spot.name)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON has it."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, Output):
        return spell_output(value)
    if isinstance(value, Rate):
        said = {"rate": value.name, **{name: getattr(value, name) for name in _RATE if not value.name}}
        return {name: part for name, part in said.items() if part not in ("", None)}
    if isinstance(value, Contact):
        reach = {"phone": value.phone, "email": value.email, "hours": value.hours}
        return {name: part for name, part in reach.items() if part is not None}
    return value
