"""The rules that files were found to hold, kept from one run to the next: no YAML, no pydantic, no reading of texts.

Keyed by the hash of a file's bytes and of what a configuration adds to the tables, and good only for the code that has
read it. It is plain data, checked for its shape when it is read: expressions as trees of the language's own nodes,
which can only say what a rule can. A file that others can write is ignored.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import structs

from ozlint.language.function import Function
from ozlint.language.functions import finder
from ozlint.language.knowledge import Knowledge
from ozlint.rulebook.cache_file import read_kept, write_kept
from ozlint.rulebook.rule import Facts, Rule
from ozlint.rulebook.statement import PackStatement
from ozlint.version import __version__

_PACKAGE = Path(__file__).parent.parent
_ROOMS = ("model", "ozon", "carriers", "language", "rulebook")
"""What a rule is read by: modules and tables."""
_FACTS = "facts"
"""The key of what all rules have in common."""
MOST = 2000
"""Rules and packs that are kept; beyond them only those of the last run."""


class Kept:
    """What is kept in a folder of what files hold."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        self._path = folder / f"rules-{_code()}.msgpack"
        self._held = read_kept(self._path)
        self._seed = msgspec.msgpack.encode(knowledge, order="deterministic")
        self._rules = msgspec.msgpack.Decoder(Rule, dec_hook=finder(knowledge))
        self._facts = msgspec.msgpack.Decoder(Facts, dec_hook=finder(knowledge))

    def __len__(self) -> int:
        """Return how much is kept."""
        return len(self._held)

    def rule(self, path: Path) -> Rule:
        """Return the rule that a file was found to hold; raises KeyError where that is not kept."""
        try:
            return structs.replace(self._rules.decode(self._held[self._key(path)]), facts=self.facts)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise KeyError(path) from error

    @cached_property
    def facts(self) -> Facts:
        """What rules of postings have in common; raises KeyError where that is not kept."""
        try:
            return self._facts.decode(self._held[_FACTS])
        except msgspec.MsgspecError as error:
            raise KeyError(_FACTS) from error

    def pack(self, path: Path) -> PackStatement:
        """Return what a pack.yaml was found to say; raises KeyError where that is not kept."""
        try:
            return msgspec.msgpack.decode(self._held[self._key(path)], type=PackStatement)
        except msgspec.MsgspecError as error:
            raise KeyError(path) from error

    def keep(self, found: Mapping[Path, Rule | PackStatement]) -> None:
        """Keep what files hold; a folder that cannot be written only makes the next run slower."""
        encoder = msgspec.msgpack.Encoder(enc_hook=_name)
        facts = next((held.facts for held in found.values() if isinstance(held, Rule)), ())
        new = {self._key(path): msgspec.Raw(encoder.encode(_without_facts(held))) for path, held in found.items()}
        new[_FACTS] = msgspec.Raw(encoder.encode(facts))
        if not new.keys() <= self._held.keys():
            before = self._held if len(self._held) < MOST else {}
            write_kept(self._path, {**before, **new})

    def _key(self, path: Path) -> str:
        return sha256(self._seed + path.read_bytes()).hexdigest()


def _without_facts(held: Rule | PackStatement) -> Rule | PackStatement:
    """Return a rule without what all of them have in common, which is kept once."""
    return structs.replace(held, facts=()) if isinstance(held, Rule) else held


def _name(function: Function) -> str:
    return function.name


def _code() -> str:
    """Return what tells the code that rules are read by from any other: one that was changed reads them anew.

    By the sizes and times of its files, as Python tells whether a module is to be compiled again.
    """
    seen = sha256(__version__.encode())
    for room in _ROOMS:
        for entry in sorted(os.scandir(_PACKAGE / room), key=lambda entry: entry.name):
            state = entry.stat()
            if entry.name != "__pycache__":
                seen.update(f"{room}/{entry.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:16]
