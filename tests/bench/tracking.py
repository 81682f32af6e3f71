"""Tracking numbers as carriers write them, never the same for two postings."""

# It has no factor in common with a power of ten, so serial numbers stay distinct after it has scattered them.
MIX = 7_654_321

PLAIN = {
    "СДЭК": ("11", 8),
    "Boxberry": ("BBX", 9),
    "DPD": ("RU", 9),
    "YunExpress": ("YT26", 14),
    "Cainiao": ("LP00", 12),
    "Деловые Линии": ("26", 9),
}
"""How the numbers of a carrier begin, and how many digits follow."""


def number_of(carrier: str, serial: int) -> str:
    """The tracking number that a carrier gives to the posting with this serial number."""
    mixed = serial * MIX
    if carrier == "Почта России":
        return internal(f"{109440 + serial % 7 * 1000}{mixed % 10**7:07d}") if serial % 3 else s10("RB", mixed, "RU")
    prefix, digits = PLAIN[carrier]
    return f"{prefix}{mixed % 10**digits:0{digits}d}"


def internal(body: str) -> str:
    """The 14 digits of the Russian post: 13 and the check digit."""
    total = 3 * sum(map(int, body[0::2])) + sum(map(int, body[1::2]))
    return f"{body}{-total % 10}"


def s10(service: str, serial: int, country: str) -> str:
    """An international postal number: two letters, eight digits, the check digit, two letters."""
    digits = f"{serial % 10**8:08d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    return f"{service}{digits}{ {0: 5, 1: 0}.get(rest, 11 - rest) }{country}"


def misprinted(number: str) -> str:
    """A postal number with a wrong check digit."""
    at = 13 if number.isdigit() else 10
    return f"{number[:at]}{(int(number[at]) + 1) % 10}{number[at + 1 :]}"
