"""The details of FBS postings: what only `/v3/posting/fbs/get` tells, and no list does."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ozlint.model.table import table_rows


@cache
def detail_fields() -> Mapping[str, str]:
    """Return the fields that only the details have, by their paths, with what has to be asked for to get each."""
    return MappingProxyType({field: flag for field, flag, _ in table_rows("seller_api/details.tsv")})


def detail_flags() -> dict[str, bool]:
    """Return what a request for details has to ask for, to get all of their fields."""
    return dict.fromkeys(filter(None, detail_fields().values()), True)
