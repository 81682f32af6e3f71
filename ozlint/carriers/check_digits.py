"""The two check digits of postal tracking numbers."""

from ozlint.model.pattern import pattern

_S10 = pattern(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_RUSSIAN_POST = pattern(r"[0-9]{14}")


def valid_s10(number: str) -> bool:
    """Return whether a number is an S10 identifier of the Universal Postal Union with the right check digit."""
    if not _S10.fullmatch(number):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, number[2:10], strict=True)) % 11
    # 11 - rest has two digits for a rest of 0 and 1: the standard says what stands there instead.
    return int(number[10]) == {0: 5, 1: 0}.get(rest, 11 - rest)


def valid_russian_post_14(number: str) -> bool:
    """Return whether a number is one of Почта России's 14-digit numbers with the right check digit."""
    if not _RUSSIAN_POST.fullmatch(number):
        return False
    digits = [int(digit) for digit in number]
    return (3 * sum(digits[0:13:2]) + sum(digits[1:12:2]) + digits[13]) % 10 == 0
