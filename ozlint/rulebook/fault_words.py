"""What is wrong with a value that a check of ozlint's own refused, by the code of the refusal, in both languages."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ozlint.model.text import Text

BY_CODE: Mapping[str, tuple[Text, Text | None]] = MappingProxyType(
    {
        "ozlint_id": (
            Text("an id is 2-8 capital letters and 3-4 digits", "id — это 2–8 заглавных латинских букв и 3–4 цифры"),
            Text("like OZ101 or SHOP001", "например, OZ101 или SHOP001"),
        ),
        "ozlint_prefix": (
            Text("a prefix is two to eight capital letters", "префикс — от двух до восьми заглавных латинских букв"),
            Text("like ACME", "например, ACME"),
        ),
        "ozlint_name": (
            Text(
                "a name is small letters and digits with hyphens between",
                "имя — строчные латинские буквы и цифры через дефис",
            ),
            Text("like missing-tracking-number", "например, missing-tracking-number"),
        ),
        "ozlint_param_name": (
            Text(
                "a parameter's name is small letters, digits and _, and no word of the language",
                "имя параметра — строчные латинские буквы, цифры и «_», но не слово самого языка",
            ),
            Text("like grace_hours", "например, grace_hours"),
        ),
        "ozlint_word_name": (
            Text(
                "a word of let is small letters, digits and _, and no word of the language",
                "слово в let — строчные латинские буквы, цифры и «_», но не слово самого языка",
            ),
            Text("like waiting", "например, waiting"),
        ),
        "ozlint_version": (
            Text("a version is three numbers with points between", "версия — три числа через точку"),
            Text("like 0.1.0", "например, 0.1.0"),
        ),
        "ozlint_link": (
            Text("an address starts with https://", "адрес начинается с https://"),
            Text("a source without an address goes under source", "источник без адреса пишут в source"),
        ),
        "ozlint_time": (
            Text("no day and no moment that a calendar has", "это не дата и не время"),
            Text("like 2026-11-22 or 2026-11-22T09:00:00Z", "например, 2026-11-22 или 2026-11-22T09:00:00Z"),
        ),
        "ozlint_sum": (Text("a sum is from 0 to 1000000000", "сумма бывает от 0 до 1000000000"), None),
        "ozlint_number": (Text("a number is wanted", "здесь нужно число"), None),
        "ozlint_jobs": (
            Text("a number of processes is from 1 to 60", "число процессов бывает от 1 до 60"),
            Text("as many as the machine has cores, like 2", "по числу ядер, например, 2"),
        ),
        "ozlint_days": (Text("a number of days is wanted", "здесь нужно число дней"), Text("like 90", "например, 90")),
        "ozlint_param_value": (
            Text(
                "a parameter is a number, true/false, a text, or a list of numbers or of texts",
                "параметр — число, true/false, текст либо список чисел или текстов",
            ),
            None,
        ),
        "ozlint_email": (Text("this is no e-mail address", "это не адрес электронной почты"), None),
        "ozlint_phone": (
            Text("a telephone number has digits in it", "в номере телефона должны быть цифры"),
            Text('like "+7 495 000-00-00"', 'например, "+7 495 000-00-00"'),
        ),
    }
)
"""What is wrong, and what would be right."""


def spelt_out(name: str, number: str) -> str | None:
    """Return how a number that stands where a text belongs would be written under a key; None where nobody can tell."""
    match name:
        case "covers" if number.isdecimal():
            return f'"{number}d"'
        case "tz":
            return offset_of(number)
        case "version" | "ozlint" | "since" if re.fullmatch(r"[0-9]+(\.[0-9]+)?", number):
            return f'"{number}{".0" * (2 - number.count("."))}"'
        case _:
            return None


def offset_of(number: str) -> str | None:
    """Return the offset of a zone that a number of hours means, in quotes as files want it: `"+03:00"` for 3."""
    found = re.fullmatch(r"([+-]?)([0-9]{1,2})", number)
    if found is None or int(found[2]) > _MOST_HOURS:
        return None
    return f'"{found[1] or "+"}{int(found[2]):02}:00"'


_MOST_HOURS = 14
"""Hours that a zone is ahead of UTC at the most."""
