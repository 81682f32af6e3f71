"""The rules as a seller's configuration has them: its packs beside the built-in one, its settings on the rules."""

import argparse

import msgspec

from ozlint.authoring.effect import NO_EFFECT, Effect, Special
from ozlint.cli.settings import config_of
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.rulebook.apply import apply_settings
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, load_packs
from ozlint.rulebooks import pack_folders


class Configured(msgspec.Struct, frozen=True):
    """Rules with the values that are in force, and what else a configuration says of each."""

    loaded: tuple[Loaded, ...]
    effects: dict[str, Effect]

    def effect(self, identity: str) -> Effect:
        """Return what the configuration says of a rule besides its values."""
        return self.effects.get(identity, NO_EFFECT)


def asked_config(options: argparse.Namespace, terminal: Terminal) -> Config:
    """Return the configuration that holds for a command about rules: its flags about packs and inputs count."""
    wanted = ("rules", "lang", "tz", "config", "no_config", "tracking", "carrier_map", "previous", "at", "covers")
    asked = {name: value for name, value in vars(options).items() if name in wanted}
    return config_of(argparse.Namespace(**asked), terminal)


def configured_rules(options: argparse.Namespace, terminal: Terminal) -> Configured:
    """Return the built-in rules and those of the configured packs, as the configuration has them."""
    config = asked_config(options, terminal)
    cwd, knowledge = terminal.folder, config.knowledge
    loaded = load_packs([builtin_pack(), *pack_folders(config, cwd)], cwd=cwd, knowledge=knowledge)
    rules = apply_settings([one.rule for one in loaded], config.rules, config.overrides, cwd=cwd, knowledge=knowledge)
    in_force = {rule.id: rule for rule in rules}
    changed = tuple(msgspec.structs.replace(one, rule=in_force[one.rule.id]) for one in loaded)
    return Configured(changed, {one.rule.id: _effect(one.rule.id, config) for one in loaded})


def _effect(identity: str, config: Config) -> Effect:
    own = config.rules.get(identity)
    special = [
        Special(" ".join(one.when.split()), bool(setting.off), setting.severity or "", dict(setting.params))
        for one in config.overrides
        if (setting := one.rules.get(identity)) is not None
    ]
    return Effect(file=config.file or "", off=bool(own and own.off), special=tuple(special))
