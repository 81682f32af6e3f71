"""What Ozon charges sellers for, and the rates that are published: two tables, of which the seller may know better."""

from functools import cache

import msgspec

from ozlint.model.rate import Rate
from ozlint.model.table import table_rows
from ozlint.model.text import Text


class Charge(msgspec.Struct, frozen=True):
    """One thing that Ozon charges for."""

    id: str
    in_posting: bool
    """Whether postings carry how much it is."""
    what: Text
    why_unknown: Text
    """Why no number is known where neither the posting nor the seller tells."""
    source: str


@cache
def charges() -> dict[str, Charge]:
    """Return the charges by their ids, in the order of the table."""
    return {
        name: Charge(name, told_by == "posting", Text(en, ru), Text(why_en, why_ru), source)
        for name, told_by, en, ru, why_en, why_ru, source in table_rows("ozon/charges.tsv")
    }


@cache
def rates() -> dict[str, dict[str, Rate]]:
    """Return the published rates of each charge by their names; a charge without any has none in it."""
    found: dict[str, dict[str, Rate]] = {}
    for charge, name, percent, least, most, since, checked, shelf, evidence, source in table_rows("ozon/rates.tsv"):
        found.setdefault(charge, {})[name] = Rate(
            name=name,
            percent=float(percent),
            least=float(least),
            most=float(most),
            since=since,
            checked=checked,
            shelf_days=int(shelf),
            evidence=evidence,  # type: ignore[arg-type] # a test holds the table to it
            source=source,
        )
    return found
