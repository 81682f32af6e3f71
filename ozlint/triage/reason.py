"""Saying in words why a rule could not be judged."""

from collections.abc import Mapping

from ozlint.language.operands import Reason
from ozlint.model.text import Text

_SAID: Mapping[str, Text] = {
    "field_absent": Text("{name} is not in this input", "{name}: такого поля нет в этих данных"),
    "field_empty": Text("{name} is empty", "{name}: поле пустое"),
    "input_not_given": Text("{name} was not given", "{name}: этих данных не передали"),
    "not_joined": Text("{name} says nothing of this posting", "{name}: об этом отправлении там ничего нет"),
    "zone_unknown": Text(
        "the times have no zone and are closer than three hours",
        "у дат не указан часовой пояс, а разница меньше трёх часов",
    ),
    "cannot_say": Text("{name} cannot be told from this data", "{name}: по этим данным не определить"),
}
_UNTOLD = {
    "matched": Text("the run could not have found what it is about", "проверка не могла найти то, о чём запись"),
    "more_expected": Text("nothing says whether more postings follow", "не сказано, есть ли ещё отправления"),
}
"""What to say where the data do not tell something that is no field of theirs."""
_WHY = {
    "incomplete": Text("{name}: some of the data is missing", "{name}: часть данных не прочитана"),
    "unreadable": Text(
        "{name}: records that cannot be read may count",
        "{name}: сюда могли бы войти записи, которые не удалось прочитать",
    ),
    "by_zero": Text("{name}: division by zero", "{name}: деление на ноль"),
    "no_posting": Text("{name}: no posting is in it", "{name}: ни одно отправление сюда не входит"),
}
"""What keeps a number open, where that is no field."""
_TOO_LITTLE = Text("{name} is {given}, and it takes {needs}", "{name}: {given}, а нужно {needs}")
_NOT_GIVEN = Text("{name} was not given, and it takes {needs}", "{name}: не задано, а нужно {needs}")


def reason_text(reason: Reason) -> Text:
    """Return a reason as the end of "OZ101: 214 postings: …"."""
    name = reason.name if reason.name == reason.field or not reason.field else f"{reason.name} ({reason.field})"
    said = _words(reason)
    return Text(*(words.format(name=name, given=reason.given, needs=reason.needs) for words in (said.en, said.ru)))


def _words(reason: Reason) -> Text:
    if reason.needs:
        return _TOO_LITTLE if reason.given else _NOT_GIVEN
    if reason.why:
        return _WHY[reason.why]
    if reason.code == "cannot_say" and reason.name in _UNTOLD:
        return _UNTOLD[reason.name]
    return _SAID.get(reason.code, _SAID["cannot_say"])
