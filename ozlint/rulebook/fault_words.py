"""What is wrong with a value that a check of ozlint's own refused, by the code of the refusal, in both languages."""

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
        "ozlint_number": (Text("a number is wanted", "здесь нужно число"), None),
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
