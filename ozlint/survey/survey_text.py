"""A survey for people: what each input is, what its postings have, and which rules can be judged on it."""

from collections.abc import Iterator, Sequence

from ozlint.model.fields import posting_fields
from ozlint.model.text import Lang, Text
from ozlint.reporters.format_names import format_name
from ozlint.reporters.harmless import harmless
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import POSTING, RULE_OF, UNREADABLE, Noun, numeral
from ozlint.survey.part import part
from ozlint.survey.survey import FieldCount, InputSurvey, RuleOutlook, Window

_FIELD_OF = Noun(("field", "fields"), ("поля", "полей", "полей"))
_HEADS = {
    "holds": Text("holds", "внутри"),
    "times": Text("times", "даты"),
    "statuses": Text("statuses", "статусы"),
    "fields": Text("fields", "поля"),
    "aside": Text("not read", "лишнее"),
    "rules": Text("rules", "правила"),
}
_NOT_READ = Text("not read: {error}", "не прочитан: {error}")
_INCOMPLETE = Text("incomplete", "не всё")
_ZONES = {
    "utc": Text("with their zone", "с часовым поясом"),
    "unknown": Text(
        "no zone is written: --tz says which one; until then times closer than three hours are not compared",
        "без часового пояса: его задаёт --tz, а пока даты ближе трёх часов не сравниваются",
    ),
}
_ZONE = Text("no zone is written, read in {zone}", "без часового пояса, читаются в {zone}")
_NO_TIMES = Text("there are none", "дат нет")
_WINDOW = Text("{field} from {first} to {last}", "{field} с {first} по {last}")
_FIELDS = Text("{known} of {all}", "{known} из {all}")
_FILLED = Text("in all", "у всех")
_SOME = Text("in some", "не у всех")
_EMPTY = Text("always empty", "всегда пусто")
_RULES = Text(
    "{all} of {of} can be judged on every posting, {some} on some, {none} on none",
    "на всех отправлениях можно проверить {all} из {of}, на части — {some}, совсем нельзя — {none}",
)
_WHOLE = Text("every posting", "все отправления")
_NONE = Text("none", "нельзя")
_PART = Text("some", "на части")
_ASIDE = Text(
    "columns that are not known: {columns} (columns: in the configuration gives them a meaning)",
    "незнакомые столбцы: {columns} (смысл им задаёт columns: в настройках)",
)
_EARLIER = Text("earlier snapshot", "прошлый снимок")
_TAKEN = Text("taken at {at}", "снят {at}")
_NO_STATUS = Text("no status", "без статуса")


def survey_text(surveys: Sequence[InputSurvey], pen: Pen) -> Iterator[str]:
    """Write every survey, one after the other."""
    for place, survey in enumerate(surveys):
        if place:
            yield ""
        yield f"{pen.paint(harmless(survey.path), 'head')}  {harmless(format_name(survey.format, pen.lang))}".rstrip()
        if survey.error is not None:
            yield "  " + pen.paint(_NOT_READ.say(pen.lang).format(error=harmless(survey.error)), "error")
            continue
        for name, lines in _parts(survey, pen):
            yield from part(_HEADS[name], lines, pen)


def _parts(survey: InputSurvey, pen: Pen) -> Iterator[tuple[str, list[str]]]:
    lang = pen.lang
    held = [POSTING.count(survey.postings, lang)]
    if survey.role == "previous":
        held.insert(0, _EARLIER.say(lang))
    if survey.taken_at:
        held.append(_TAKEN.say(lang).format(at=survey.taken_at))
    if survey.undecodable:
        held.append(UNREADABLE.count(survey.undecodable, lang))
    if not survey.complete:
        held.append(_INCOMPLETE.say(lang))
    yield "holds", [", ".join(held)]
    if not survey.postings:
        return
    yield "times", [_zone(survey.zone, lang), *_window(survey.window, lang)]
    statuses = [f"{harmless(name) or _NO_STATUS.say(lang)} {numeral(n, lang)}" for name, n in survey.statuses.items()]
    yield "statuses", [", ".join(statuses)]
    yield "fields", list(_fields(survey, lang))
    if survey.aside:
        columns = ", ".join(harmless(name) for name in survey.aside)
        yield "aside", [_ASIDE.say(lang).format(columns=columns)]
    if survey.rules:
        yield "rules", list(_rules(survey.rules, lang))


def _zone(zone: str | None, lang: Lang) -> str:
    if zone is None:
        return _NO_TIMES.say(lang)
    known = _ZONES.get(zone)
    return known.say(lang) if known is not None else _ZONE.say(lang).format(zone=harmless(zone))


def _window(window: Window | None, lang: Lang) -> Iterator[str]:
    if window is not None and window.first and window.last:
        yield _WINDOW.say(lang).format(field=window.field, first=window.first, last=window.last)


def _fields(survey: InputSurvey, lang: Lang) -> Iterator[str]:
    total = _FIELD_OF.count(len(posting_fields()), lang)
    yield _FIELDS.say(lang).format(known=numeral(len(survey.fields), lang), all=total)
    groups = {_FILLED: list[FieldCount](), _SOME: list[FieldCount](), _EMPTY: list[FieldCount]()}
    for field in survey.fields:
        groups[_FILLED if field.filled == survey.postings else _SOME if field.filled else _EMPTY].append(field)
    for said, fields in groups.items():
        if fields:
            shown = [f"{one.path} ({numeral(one.filled, lang)})" if said is _SOME else one.path for one in fields]
            yield f"{said.say(lang)}: {', '.join(shown)}"


def _rules(rules: Sequence[RuleOutlook], lang: Lang) -> Iterator[str]:
    whole = [one for one in rules if not one.left_open and (one.judged or not one.why)]
    none = [one for one in rules if one not in whole and not one.judged]
    some = [one for one in rules if one not in whole and one.judged]
    yield _RULES.say(lang).format(
        all=numeral(len(whole), lang), of=RULE_OF.count(len(rules), lang), some=numeral(len(some), lang),
        none=numeral(len(none), lang),
    )  # fmt: skip
    for said, group in ((_NONE, none), (_PART, some)):
        reasons: dict[str, list[str]] = {}
        for one in group:
            reasons.setdefault(one.why, []).append(one.rule)
        for why, ids in reasons.items():
            yield f"{said.say(lang)}: {', '.join(ids)} — {harmless(why)}"
