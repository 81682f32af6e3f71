"""What the configuration file sets, its paths turned into those of the working folder."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from msgspec import structs

from ozlint.carriers.names import carrier_code, carrier_coder
from ozlint.config.config import Output
from ozlint.config.config_file import ConfigFile, OverrideKeys, RuleKeys, read_config_document, read_yaml_config
from ozlint.config.discovery import Found, seen_from
from ozlint.config.layer import Given, Layer
from ozlint.config.outputs import read_output
from ozlint.config.span import read_span
from ozlint.config.toml_document import TABLE, read_toml
from ozlint.errors import UsageError
from ozlint.language.knowledge import knowledge_of
from ozlint.rulebook.document import Document
from ozlint.rulebook.origin import Origin, Spot
from ozlint.rulebook.rule_setting import Override, RuleSetting


def file_layer(found: Found, formats: Sequence[str], folder: Path) -> Layer:
    """Return what a configuration file sets; raises RuleProblems with everything that is wrong in it.

    Paths in the file start from its own folder; here they start from `folder`, the working folder.
    """
    config, document = _read(found, formats)
    base = found.place.parent
    code_of = carrier_coder(knowledge_of({}, config.carriers).aliases)
    readers: Mapping[str, Callable[[Any], Any]] = {
        "inputs": lambda texts: tuple(_moved(text, base, folder) for text in texts),
        "tracking": lambda texts: tuple(_moved(text, base, folder) for text in texts),
        "carrier_map": lambda text: _moved(text, base, folder) if text else None,
        "baseline": lambda text: _moved(text, base, folder) if text else None,
        "previous": lambda texts: tuple(_moved(text, base, folder) for text in texts),
        "packs": lambda texts: tuple(_moved_pack(text, base, folder) for text in texts),
        "output": lambda texts: tuple(_moved_output(text, base, folder) for text in texts),
        "rules": lambda rules: _settings(rules, Spot(document, ("rules",))),
        "overrides": lambda overrides: _overrides(overrides, Spot(document, ("overrides",))),
        "covers": read_span,
        "carriers": lambda carriers: {carrier_code(name): names for name, names in carriers.items()},
        "costs": lambda costs: {charge: said.rate_of(charge) for charge, said in costs.items()},
        "contacts": lambda contacts: {code_of(name): contact.contact(name) for name, contact in contacts.items()},
    }
    layer: dict[str, Given] = {}
    for key in document.value or ():
        value = readers.get(key, lambda value: value)(getattr(config, key))
        if key == "output" and not value:
            continue  # no report at all is not what an empty list can mean
        spot = Spot(document, (key,))
        layer[key] = Given(value, Origin(spot.name, spot))
    return layer


def _read(found: Found, formats: Sequence[str]) -> tuple[ConfigFile, Document]:
    if found.place.suffix.lower() != ".toml":
        return read_yaml_config(found.text, found.name, formats)
    document = read_toml(found.text, found.name)
    if document is None:
        table = ".".join(TABLE)
        raise UsageError(
            f"{found.name}: there is no table [{table}] in it", f"{found.name}: в нём нет таблицы [{table}]"
        )
    return read_config_document(document, (), formats)


def _settings(rules: Mapping[str, RuleKeys], spot: Spot) -> dict[str, RuleSetting]:
    return {
        identity: RuleSetting(off=said.off, severity=said.severity, params=said.params, spot=spot.inside(identity))
        for identity, said in rules.items()
    }


def _overrides(overrides: Sequence[OverrideKeys], spot: Spot) -> tuple[Override, ...]:
    return tuple(
        Override(
            when=said.when,
            rules=_settings(said.rules, spot.inside(place, "rules")),
            spot=spot.inside(place),
        )
        for place, said in enumerate(overrides)
    )


def _moved(text: str, base: Path, folder: Path) -> str:
    """Return a path of the file's folder as a path of the working folder, as it is written where they are the same."""
    if text == "-" or PurePath(text).is_absolute() or os.path.normpath(base) == os.path.normpath(folder):
        return text
    return seen_from(folder, base / text)


def _moved_pack(text: str, base: Path, folder: Path) -> str:
    """Return a pack; a bare name that is no folder beside the file is the name of an installed one."""
    is_path = "/" in text or "\\" in text or text.startswith(".") or (base / text).exists()
    return _moved(text, base, folder) if is_path else text


def _moved_output(text: str, base: Path, folder: Path) -> Output:
    output = read_output(text)
    return output if output.path is None else structs.replace(output, path=_moved(output.path, base, folder))
