"""The product data Ozon still waits for before a posting may be packed."""

from collections.abc import Mapping, Sized

from msgspec import UNSET, UnsetType

PREFIX = "products_requiring_"
"""What the names of the lists of products begin with."""
KINDS = ("gtd", "country", "change_country", "mandatory_mark", "rnpt", "jw_uin", "imei", "weight")
"""Kinds of data that Ozon is known to ask for: the lists of the Seller API schema, 2026-10."""


def missing_data_of(requirements: Mapping[str, Sized | None] | UnsetType | None) -> list[str] | UnsetType:
    """Return the kinds of data (gtd, country, imei …) that some product lacks, sorted by name.

    A null list is an empty one, a null record has none. A kind that Ozon adds later is named by its key.
    """
    if requirements is UNSET:
        return UNSET
    if not requirements:
        return []
    return sorted(
        key.removeprefix(PREFIX) for key, products in requirements.items() if products and key.startswith(PREFIX)
    )
