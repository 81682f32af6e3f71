"""The shape of Ozon's posting numbers."""

from ozlint.model.pattern import pattern

_SHAPE = pattern(r"[0-9]+-[0-9]{4}-[0-9]+")


def well_formed_number(number: str) -> bool:
    """Return whether a posting number is digits, four digits and digits, as in 12345678-0001-1.

    The first part is the buyer's, of eight to ten digits so far, the second the order's, the last the posting's.
    """
    return _SHAPE.fullmatch(number) is not None
