"""A value that must be one of some known names."""

from collections.abc import Callable, Sequence

import msgspec

from ozlint.config.config import MOST_JOBS
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.model.zone import read_zone, zone_names
from ozlint.rulebook.fault_words import offset_of


class OneOf(msgspec.Struct, frozen=True):
    """Reads the value of a flag or variable that is one of some names."""

    asked_by: str
    known: tuple[str, ...]

    def __call__(self, value: str) -> str:
        """Return the value; raises UsageError for one that is not known."""
        if value in self.known:
            return value
        names = ", ".join(self.known)
        near = guess(value, self.known, Text(f"; it is one of {names}", f"; бывает {names}"))
        raise UsageError(
            f'{self.asked_by}: there is no "{value}"{near.en}',
            f"{self.asked_by}: нет такого значения: «{value}»{near.ru}",
        )


def one_of(asked_by: str, known: Sequence[str]) -> OneOf:
    """Return what reads the value of a flag or variable: one of the known names, else UsageError."""
    return OneOf(asked_by, tuple(known))


def zone_asked_by(asked_by: str) -> Callable[[str], str]:
    """Return what reads the value of a flag or variable: the name of a time zone."""

    def read(value: str) -> str:
        if read_zone(value) is not None:
            return value
        near = zone_guess(value)
        raise UsageError(
            f'{asked_by}: there is no time zone "{value}"; {near.en}', f"{asked_by}: нет пояса «{value}»; {near.ru}"
        )

    return read


def jobs_asked_by(asked_by: str) -> Callable[[str], int]:
    """Return what reads the value of a flag or variable: a number of processes."""

    def read(value: str) -> int:
        number = value.strip()
        if number.isascii() and number.isdecimal() and 1 <= int(number) <= MOST_JOBS:
            return int(number)
        raise UsageError(
            f'{asked_by}: "{value}" is no number of processes; write one from 1 to {MOST_JOBS}, as many as the machine '
            "has cores",
            f"{asked_by}: «{value}» — не число процессов; пишите от 1 до {MOST_JOBS}, по числу ядер",
        )

    return read


def zone_guess(value: str) -> Text:
    """Return what a time zone that nobody knows was probably meant to be."""
    if offset := offset_of(value):
        plain = offset.strip('"')
        return Text(f"write {plain}", f"напишите {plain}")
    near = guess(value, sorted(zone_names()))
    if near.en:
        return Text(near.en.removeprefix("; "), near.ru.removeprefix("; "))
    return Text("write an offset or a name, like +03:00 or Europe/Moscow", "пишите +03:00 или Europe/Moscow")
