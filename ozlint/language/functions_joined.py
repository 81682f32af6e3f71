"""The functions for what other inputs say: the carrier's events, the earlier snapshot."""

from functools import lru_cache

from msgspec import UNSET

from ozlint.carriers.numbers import number_key
from ozlint.carriers.reach import has_reached
from ozlint.language.function import Function
from ozlint.language.type import ANY, BOOL, TEXT, Type
from ozlint.language.values import Value, text_value
from ozlint.model.text import Text
from ozlint.ozon import transitions
from ozlint.ozon.values import known_values

CHANGED = "changed"
"""The function that compares a name with the same name of the earlier snapshot."""


def joined_functions() -> tuple[Function, ...]:
    """Return these functions in the order the guide lists them."""
    return (
        Function(
            "reality.reached", (Type("text", "phase"),), BOOL, "pure",
            Text(
                "The parcel has been in this phase or one that proves it; cannot say where an event is not understood",
                "Посылка была на этом этапе или на том, из которого это следует; неизвестно, если событие непонятно",
            ),
            'reality.reached("accepted")', of_postings=True, may_not_know=True, and_reads="reality.phases",
            work=lru_cache(maxsize=1024)(has_reached),
        ),
        Function(
            CHANGED, (ANY,), BOOL, "special",
            Text(
                "The field or word was there in the earlier snapshot, is there now, and differs",
                "Поле или слово было в прошлом снимке, есть сейчас и отличается",
            ),
            "changed(shipment_date)", of_postings=True,
        ),
        Function(
            "same_number", (TEXT, TEXT), BOOL, "pure",
            Text(
                "Both are one tracking number once tidied; cannot say where one is a stand-in",
                "Это один и тот же трек-номер, если привести в порядок; неизвестно, если один из них — заглушка",
            ),
            "same_number(previous.tracking_number, tracking_number)", may_not_know=True, work=_same_number,
        ),
        Function(
            "can_follow", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The second status can come after the first, in any number of steps; cannot say where one is unknown",
                "Второй статус бывает после первого, через сколько угодно шагов; неизвестно, если статус незнаком",
            ),
            "can_follow(previous.status, status)", may_not_know=True, work=transitions.can_follow,
        ),
        Function(
            "went_back", (TEXT, TEXT, TEXT), BOOL, "pure",
            Text(
                "From the first status to the second, with that substatus, is a step back that Ozon does not make; "
                "cannot say where the substatus is not known and would decide",
                "Переход от первого статуса ко второму, с таким подстатусом, — шаг назад, какого Ozon не делает; "
                "неизвестно, если решает подстатус, а его нет",
            ),
            "went_back(previous.status, status, substatus)", sees_empty=True, sees_unknown=True, may_not_know=True,
            work=lru_cache(maxsize=1024)(_went_back),
        ),
        Function(
            "is_final", (TEXT,), BOOL, "pure",
            Text("Nothing comes after this status", "После этого статуса ничего не бывает"),
            "is_final(status)", may_not_know=True, work=transitions.is_final,
        ),
    )  # fmt: skip


def _same_number(one: str, other: str) -> bool | None:
    keys = number_key(one), number_key(other)
    return keys[0] == keys[1] if None not in keys else None


def _went_back(before: Value, after: Value, substatus: Value) -> bool | None:
    """Return whether it is a step back; not known where a status is not known or is empty, or the substatus decides."""
    old, new, finer = text_value(before), text_value(after), text_value(substatus)
    if not isinstance(old, str) or not isinstance(new, str):
        return None
    if finer is UNSET:
        answers = {transitions.went_back(old, new, one) for one in (None, *known_values("substatus"))}
        return answers.pop() if len(answers) == 1 else None
    return transitions.went_back(old, new, finer if isinstance(finer, str) else None)
