"""A survey for people of what is beside the postings: carriers' events, logs of notifications."""

from collections.abc import Iterator, Mapping, Sequence

from ozlint.model.other import Role
from ozlint.model.text import Lang, Text
from ozlint.reporters.format_names import format_name
from ozlint.reporters.harmless import harmless
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import EVENT, NOTIFICATION, POSTING, UNREADABLE, Noun, numeral
from ozlint.survey.other import OtherSurvey
from ozlint.survey.part import part

_FLAGS: Mapping[Role, str] = {"tracking": "--tracking", "previous": "--previous", "notifications": "--previous"}
_GIVE = Text("no postings: give it with {flag}", "не отправления: укажите его в {flag}")
_HOLDS = Text("holds", "внутри")
_CARRIERS = Text("carriers", "кто")
_PHASES = Text("phases", "фазы")
_TYPES = Text("types", "виды")
_UNKNOWN = Text("unknown", "неясно")
_TIMES = Text("times", "даты")
_PARCEL = Noun(("parcel", "parcels"), ("посылка", "посылки", "посылок"))
_OF = Text("{records} of {things}", "{records}, {things}")
_FROM = Text("from {first} to {last}", "с {first} по {last}")
_NO_ZONE = Text("some without a zone", "часть без часового пояса")
_ANY = Text("not said", "не указано")
_MAP = Text("--carrier-map says what they mean", "что они значат, скажет --carrier-map")


def other_text(surveys: Sequence[OtherSurvey], pen: Pen) -> Iterator[str]:
    """Write every survey after those of postings."""
    for survey in surveys:
        yield ""
        yield f"{pen.paint(harmless(survey.path), 'head')}  {harmless(format_name(survey.format, pen.lang))}"
        if not survey.asked:
            yield "  " + pen.paint(_GIVE.say(pen.lang).format(flag=_FLAGS[survey.role]), "warning")
        for name, line in _parts(survey, pen.lang):
            yield from part(name, [line], pen)


def _parts(survey: OtherSurvey, lang: Lang) -> Iterator[tuple[Text, str]]:
    yield _HOLDS, _held(survey, lang)
    if survey.carriers:
        yield _CARRIERS, _counts(survey.carriers, lang)
    if survey.kinds:
        yield (_PHASES if survey.role == "tracking" else _TYPES), _counts(survey.kinds, lang)
    if survey.unknown:
        codes = (
            f"{harmless(' '.join(filter(None, (one.carrier, one.code))))} {numeral(one.events, lang)}"
            for one in survey.unknown
        )
        yield _UNKNOWN, f"{', '.join(codes)} ({_MAP.say(lang)})"
    if survey.first and survey.last:
        said = _FROM.say(lang).format(first=survey.first, last=survey.last)
        yield _TIMES, said if survey.zoned else f"{said}, {_NO_ZONE.say(lang)}"


def _held(survey: OtherSurvey, lang: Lang) -> str:
    if survey.role == "tracking":
        records, things = EVENT.count(survey.records, lang), _PARCEL.count(survey.parcels, lang)
    else:
        records, things = NOTIFICATION.count(survey.records, lang), POSTING.count(survey.postings, lang)
    held = _OF.say(lang).format(records=records, things=things)
    return f"{held}, {UNREADABLE.count(survey.undecodable, lang)}" if survey.undecodable else held


def _counts(counts: Mapping[str, int], lang: Lang) -> str:
    return ", ".join(f"{harmless(name) or _ANY.say(lang)} {numeral(count, lang)}" for name, count in counts.items())
