"""Saying in words why a rule could not be judged."""

from collections.abc import Mapping, Sequence

from ozlint.language.joined import record_of
from ozlint.language.operands import Reason
from ozlint.model.fields import posting_fields
from ozlint.model.record import Place
from ozlint.model.text import Text

_SAID: Mapping[str, Text] = {
    "field_absent": Text("{name} is not in this input", "{name}: такого поля нет в этих данных"),
    "field_empty": Text("{name} is empty", "{name}: поле пустое"),
    "field_unreadable": Text("{name} cannot be read", "{name}: не прочитать"),
    "input_not_given": Text("{name} was not given", "{name}: этих данных не передали"),
    "not_joined": Text("{name} says nothing of this posting", "{name}: об этом отправлении там ничего нет"),
    "zone_unknown": Text(
        "times without a zone, closer than three hours: --tz says which one it is",
        "даты без часового пояса, и разница меньше трёх часов: пояс задаёт --tz",
    ),
    "hour_unknown": Text(
        "the carrier's events have a date and no hour, and it depends on the hour",
        "у событий службы доставки дата без времени, а решает время",
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
    "time": Text(
        "{name}: what stands there is no time, which is written like 2026-11-22T09:30:00+03:00",
        "{name}: то, что там записано, не время; время пишут так: 2026-11-22T09:30:00+03:00",
    ),
    "day_or_month": Text(
        "{name}: which is the day there, and which the month? A date is written like 2026-11-22 09:30",
        "{name}: неясно, где там день, а где месяц; дату пишут так: 2026-11-22 09:30",
    ),
    "scheme": Text(
        "{name}: what stands there is no scheme that is known: FBS, rFBS, FBO, FBP, Crossborder",
        "{name}: то, что там записано, не схема из известных: FBS, rFBS, FBO, FBP, Crossborder",
    ),
    "number": Text("{name}: what stands there is no number", "{name}: то, что там записано, не число"),
    "no_posting": Text("{name}: no posting is in it", "{name}: ни одно отправление сюда не входит"),
}
"""What keeps a number open, where that is no field; and what cannot be read in one."""
_SCHEME = Text(
    "{name} is not in this input: a column Схема or delivery_schema (FBS, rFBS, FBO) tells it, or one of your own by "
    "columns:, or for a whole table schemes: in ozlint.yaml, like {{export.csv: fbs}}",
    "{name}: такого поля нет в этих данных; его даёт столбец Схема или delivery_schema (FBS, rFBS, FBO) либо ваш, "
    "названный в columns:, а для целой таблицы schemes: в ozlint.yaml, например {{export.csv: fbs}}",
)
_INTEGRATION = Text(
    "whose integration it is ({name}) is not in this input: tpl_integration_type or integration_type_flow tells it",
    "чья интеграция ({name}), в этих данных не сказано; это говорит tpl_integration_type или integration_type_flow",
)
_LACKING = {"scheme": _SCHEME, "seller_ships": _SCHEME, "integration": _INTEGRATION, "manual": _INTEGRATION}
"""What to say of words that no field alone gives, where their fields are not there."""
_DETAIL = Text(
    "{name} is not in this input: it comes with the details of a posting (/v3/posting/fbs/get)",
    "{name}: такого поля нет в этих данных; оно приходит с подробностями отправления (/v3/posting/fbs/get)",
)
"""What to say of a field that no list has."""
_JOINED = {
    "reality": (
        Text("the carrier (--tracking) says nothing of this posting", "служба доставки (--tracking) о нём не говорит"),
        Text("what the carrier says leaves {name} open", "по данным службы доставки {name} не определить"),
    ),
    "previous": (
        Text("the earlier snapshot (--previous) does not have it", "в прошлом снимке (--previous) его нет"),
        Text("the earlier snapshot does not have {name}", "в прошлом снимке нет {name}"),
    ),
    "history": (
        Text("no log and no snapshot (--previous) tells of it", "журналы и снимки (--previous) о нём не говорят"),
        Text("logs and snapshots do not tell {name}", "журналы и снимки не говорят {name}"),
    ),
}
"""What to say of records that stand beside a posting: where one has nothing of it, and where it lacks something."""
_FLAGS = {
    "reality": "--tracking", "previous": "--previous", "history": "history (--previous)",
    "notifications": "notifications (--previous)",
    "updates": "--updates", "answers": "--answers", "covers": "--covers", "taken_at": "--taken-at",
}  # fmt: skip
"""How inputs are given that rules know by another name."""
_TOO_LITTLE = Text("{name} is {given}, and it takes {needs}", "{name}: {given}, а нужно {needs}")
_NOT_GIVEN = Text("{name} was not given, and it takes {needs}", "{name}: не задано, а нужно {needs}")


def reason_text(reason: Reason) -> Text:
    """Return a reason as the end of "OZ101: 214 postings: …"."""
    is_plain = reason.name == reason.field or not reason.field or _is_of_word(reason)
    name = reason.name if is_plain else f"{reason.name} ({reason.field})"
    if reason.code == "input_not_given":
        name = _FLAGS.get(reason.name, name)
    said = _words(reason)
    return Text(*(words.format(name=name, given=reason.given, needs=reason.needs) for words in (said.en, said.ru)))


def places_text(quote: str, places: Sequence[Place]) -> Text:
    """Return where values stand that cannot be read, all in one input, and one of them, as the end of a reason."""
    if not places:
        return Text("", "")
    where = f"{places[0].path}:{', '.join(str(place.line) for place in places)}"
    return Text(f" (“{quote}” in {where})", f" («{quote}» в {where})") if quote else Text(f" ({where})", f" ({where})")


def _is_of_word(reason: Reason) -> bool:
    return reason.code == "field_absent" and reason.name in _LACKING


def _is_detail(path: str) -> bool:
    """Return whether a field is in the answer for a single posting only."""
    field = posting_fields().get(path)
    return field is not None and "get" in field.inputs.split()


def _words(reason: Reason) -> Text:
    if reason.needs:
        return _TOO_LITTLE if reason.given else _NOT_GIVEN
    if reason.why:
        return _WHY[reason.why]
    if reason.code in {"not_joined", "field_absent"}:
        return _words_of_absent(reason)
    if reason.code == "cannot_say" and reason.name in _UNTOLD:
        return _UNTOLD[reason.name]
    return _SAID.get(reason.code, _SAID["cannot_say"])


def _words_of_absent(reason: Reason) -> Text:
    """Return what to say of what is not there: a record beside the posting, a part of it, or a field."""
    if (record := record_of(reason.field)) in _JOINED:
        nothing, lacking = _JOINED[record]
        return lacking if reason.code == "field_absent" and reason.field != record else nothing
    if _is_of_word(reason):
        return _LACKING[reason.name]
    return _DETAIL if reason.code == "field_absent" and _is_detail(reason.field) else _SAID[reason.code]
