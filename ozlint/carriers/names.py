"""The names a carrier goes by in postings and tracking files."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from ozlint.carriers.words import words
from ozlint.model.table import table_rows


@cache
def _aliases() -> dict[str, str]:
    return {words(alias): code for alias, code, _, _ in table_rows("carriers/names.tsv")} | {
        words(code): code for code in known_carriers()
    }


@cache
def _aliases_within() -> tuple[tuple[str, str], ...]:
    """Aliases that may be found inside a longer name: long enough, and no everyday word."""
    return tuple(
        (f" {words(alias)} ", code) for alias, code, within, _ in table_rows("carriers/names.tsv") if within == "yes"
    )


@cache
def known_carriers() -> frozenset[str]:
    """Return the codes of all carriers that ozlint knows by name."""
    return frozenset(code for _, code, _, _ in table_rows("carriers/names.tsv"))


@cache
def carrier_names() -> dict[str, tuple[str, ...]]:
    """Return the names that each carrier goes by, by its code, in the order of the table."""
    names: dict[str, tuple[str, ...]] = {}
    for alias, code, _, _ in table_rows("carriers/names.tsv"):
        names[code] = (*names.get(code, ()), alias)
    return names


@lru_cache(maxsize=4096)
def carrier_code(name: str) -> str:
    """Return the code of the carrier a name means, the name itself, in lower case, where it is not known.

    Case, ё, quotes and punctuation do not matter. A longer name (СДЭК курьер) is known by the one carrier it
    contains; with two carriers in it nothing is guessed.
    """
    plain = words(name)
    code = _aliases().get(plain)
    if code is not None:
        return code
    padded = f" {plain} "
    found = {code for alias, code in _aliases_within() if alias in padded}
    return found.pop() if len(found) == 1 else name.strip().casefold()


def carrier_coder(aliases: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Return what gives the code of a carrier by its name where further names, each with a code, are known as well."""
    own = {words(alias): code for alias, code in aliases}
    if not own:
        return carrier_code

    @lru_cache(maxsize=4096)
    def code_of(name: str) -> str:
        return own.get(words(name)) or carrier_code(name)

    return code_of


def known_carrier(name: str) -> str:
    """Return the code of the carrier a name means, "" where it is not known."""
    code = carrier_code(name)
    return code if code in known_carriers() else ""
