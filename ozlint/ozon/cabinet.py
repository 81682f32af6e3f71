"""Where a posting is found in the seller's cabinet.

Ozon documents no addresses of the cabinet: those in `cabinet.tsv` are the ones that sellers' programs link to.
"""

from functools import cache

from ozlint.model.table import table_rows
from ozlint.ozon.posting_number import well_formed_number

NUMBER = "{posting_number}"
"""What stands in an address for the number of the posting."""


@cache
def _addresses() -> dict[str, str]:
    return {scheme: address for scheme, address, _, _ in table_rows("ozon/cabinet.tsv")}


def page_of(scheme: str, posting_number: str) -> str | None:
    """Return the address of a posting's page, `{posting_number}` in it standing for the number.

    None for a scheme whose address nobody has seen, and for what has not the shape of Ozon's numbers.
    """
    return _addresses().get(scheme) if well_formed_number(posting_number) else None
