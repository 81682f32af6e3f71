"""Reading the configuration of a run: flags over environment over file over defaults."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ozlint.config.config import Config
from ozlint.config.discovery import find_config, find_suppressions, named_config
from ozlint.config.environment import CONFIG, environment_layer
from ozlint.config.layer import Given, Layer, merge
from ozlint.errors import UsageError
from ozlint.model.text import Lang
from ozlint.rulebook.origin import Origin


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What a configuration depends on besides what was asked for."""

    environ: Mapping[str, str]
    folder: Path
    """The working folder."""
    lang: Lang
    """Language of the locale."""
    formats: Sequence[str]
    """Names of the reports there are."""


def read_config(
    flags: Layer,
    world: World,
    *,
    named: str | None = None,
    no_file: bool = False,
    no_suppressions: bool = False,
    **others: Any,  # noqa: ANN401
) -> Config:
    """Return the configuration of a run; raises UsageError and RuleProblems with what is wrong in any layer.

    `named` is the file that a flag names; `no_file`: none is read; `no_suppressions`: what is suppressed counts.
    `others` are fields of Config that only the command line can set.
    """
    if named and no_file:
        raise UsageError(
            "--config and --no-config contradict each other; keep one",
            "--config и --no-config противоречат друг другу; оставьте один",
        )
    environment = environment_layer(world.environ, world.formats)
    by_variable = world.environ.get(CONFIG, "").strip()
    if no_file:
        found = None
    elif named:
        found = named_config(named, "--config", world.folder)
    elif by_variable:
        found = named_config(by_variable, CONFIG, world.folder)
    else:
        found = find_config(world.folder)
    if not no_suppressions:
        others["suppressions"] = find_suppressions(None if found is None else found.name, world.folder)
    locale: Layer = {"lang": Given(world.lang, Origin("locale"))}
    if found is None:
        return merge((flags, environment, locale), **others)
    from ozlint.config.file_layer import file_layer  # YAML and pydantic: only where there is a file

    file = file_layer(found, world.formats, world.folder)
    return merge((flags, environment, file, locale), file=found.name, **others)
