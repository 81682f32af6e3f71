"""What a seller's configuration adds to the tables: values of Ozon's, names of carriers, how to reach them."""

from collections.abc import Iterable, Mapping

import msgspec

from ozlint.language.enums import known_values
from ozlint.model.contact import Contact

_DERIVED = {"integration": ("integration_type_flow", "tpl_integration_type")}
"""Sets of words that are read from fields -> the sets of those fields: what is new there is new here."""


class Knowledge(msgspec.Struct, frozen=True):
    """What is known beyond the tables that come with ozlint; equal for equal additions, so it can key a cache."""

    values: tuple[tuple[str, frozenset[str]], ...] = ()
    """Further values by the name of their set."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Further names of carriers, each with the code of its carrier."""
    contacts: frozenset[str] | None = None
    """Codes of the carriers that can be reached: by phone or e-mail, at known hours. None: nothing was said of any."""

    def known(self, name: str) -> frozenset[str]:
        """Return the values of a set, added ones included; KeyError for no such set."""
        sets = (name, *_DERIVED.get(name, ()))
        return known_values(name).union(*(values for added, values in self.values if added in sets))


TABLES = Knowledge()
"""Nothing is added."""


def knowledge_of(
    values: Mapping[str, Iterable[str]],
    carriers: Mapping[str, Iterable[str]] | None = None,
    contacts: Mapping[str, Contact] | None = None,
) -> Knowledge:
    """Return what some settings add: values by set, names by carrier's code, contacts by carrier's code."""
    aliases = {alias: code for code, names in (carriers or {}).items() for alias in names}
    return Knowledge(
        tuple((name, frozenset(values[name])) for name in sorted(values)),
        tuple(sorted(aliases.items())),
        frozenset(code for code, one in contacts.items() if one.is_complete) if contacts else None,
    )
