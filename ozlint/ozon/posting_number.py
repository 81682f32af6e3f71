"""The shape of Ozon's posting numbers."""

_ORDER_DIGITS = 4


def well_formed_number(number: str) -> bool:
    """Return whether a posting number is digits, four digits and digits, as in 12345678-0001-1.

    The first part is the buyer's, of eight to ten digits so far, the second the order's, the last the posting's.
    """
    parts = number.split("-")
    return (
        len(parts) == 3  # noqa: PLR2004 - the three parts named above
        and len(parts[1]) == _ORDER_DIGITS
        and number.isascii()
        and all(part.isdecimal() for part in parts)
    )
