"""What the reports for people say, in both languages, and how they count."""

from collections.abc import Iterable, Iterator

import msgspec

from ozlint.model.finding import SEVERITIES, Finding, Severity, State
from ozlint.model.report import NotEvaluated, Report
from ozlint.model.text import Lang, Text

_FEW = range(2, 5)
_TEENS = range(11, 15)


class Noun(msgspec.Struct, frozen=True):
    """A thing that is counted."""

    en: tuple[str, str]
    """One, many."""
    ru: tuple[str, str, str]
    """As with 1, with 2 and with 5."""

    def after(self, number: int, lang: Lang) -> str:
        """Return the form of the noun that goes with a number."""
        if lang == "en":
            return self.en[number != 1]
        if number % 100 in _TEENS:
            return self.ru[2]
        if number % 10 == 1:
            return self.ru[0]
        return self.ru[1] if number % 10 in _FEW else self.ru[2]

    def count(self, number: int, lang: Lang) -> str:
        """Return a number with the noun: `1 posting`, `5 отправлений`."""
        return f"{numeral(number, lang)} {self.after(number, lang)}"

    def between(self, low: int, high: int, lang: Lang) -> str:
        """Return a range with the noun: `38-214 postings`."""
        if low == high:
            return self.count(high, lang)
        return f"{numeral(low, lang)}-{self.count(high, lang)}"


def numeral(number: int, lang: Lang) -> str:
    """Return a number with its thousands set apart as the language does: `50,000`, `50 000`."""
    digits = f"{number:,}"
    return digits if lang == "en" else digits.replace(",", "\N{NO-BREAK SPACE}")


POSTING = Noun(("posting", "postings"), ("отправление", "отправления", "отправлений"))
POSTING_OF = Noun(("posting", "postings"), ("отправления", "отправлений", "отправлений"))
"""Postings behind "of": `9 из 12 отправлений`."""
GROUP = Noun(("group", "groups"), ("группа", "группы", "групп"))
"""Postings that a rule about the run judges together: all of them, where it groups by nothing."""
INPUT = Noun(("input", "inputs"), ("файл", "файла", "файлов"))
RECORD = Noun(("record", "records"), ("запись", "записи", "записей"))
UNREADABLE = Noun(
    ("unreadable record", "unreadable records"), ("нечитаемая запись", "нечитаемые записи", "нечитаемых записей")
)
EVENT = Noun(("event", "events"), ("событие", "события", "событий"))
EVENT_OF = Noun(("event", "events"), ("события", "событий", "событий"))
PARCEL = Noun(("parcel", "parcels"), ("посылка", "посылки", "посылок"))
PARCEL_OF = Noun(("parcel", "parcels"), ("посылке", "посылках", "посылках"))
"""Parcels behind "of": `21 событие о 9 посылках`."""
NOTIFICATION = Noun(("notification", "notifications"), ("уведомление", "уведомления", "уведомлений"))
SUPPRESSION = Noun(("suppression", "suppressions"), ("подавление", "подавления", "подавлений"))
REQUEST = Noun(("request", "requests"), ("запрос", "запроса", "запросов"))
UPDATE = Noun(("update", "updates"), ("обновление", "обновления", "обновлений"))
ANSWER = Noun(("answer", "answers"), ("ответ", "ответа", "ответов"))
PLANNED = Text("plan", "план")
EARLIER = Text("earlier snapshot", "прошлый снимок")
TRACKING = Text("carrier", "служба доставки")
JOINED = Text(
    "carriers: {events} of {parcels}; {joined} of them are of these postings",
    "службы доставки: {events} о {parcels}; из них к этим отправлениям относится {joined}",
)
NOTHING_JOINED = Text(
    "carriers: {events} of {parcels}, and none is of a posting read here: are they of the same days and account?",
    "службы доставки: {events} о {parcels}, и ни одна не относится к отправлениям отсюда: те ли это дни и кабинет?",
)
UNKNOWN_CODES = Text(
    "codes nobody has mapped to a phase: {codes} (--carrier-map tells what they mean)",
    "незнакомые коды: {codes} (что они значат, можно сказать в --carrier-map)",
)
PAGE = Noun(("page", "pages"), ("страница", "страницы", "страниц"))
RULE = Noun(("rule", "rules"), ("правило", "правила", "правил"))
RULE_OF = Noun(("rule", "rules"), ("правила", "правил", "правил"))
"""Rules behind "of": `4 из 41 правила`."""
FINDING = Noun(("finding", "findings"), ("находка", "находки", "находок"))
FINDING_OF = Noun(("finding", "findings"), ("находки", "находок", "находок"))
"""Findings behind "for": `для 2 находок`."""
REASON = Noun(("reason", "reasons"), ("причина", "причины", "причин"))
PLACE = Noun(("place", "places"), ("место", "места", "мест"))

SEVERITY_NOUN: dict[Severity, Noun] = {
    "error": Noun(("error", "errors"), ("ошибка", "ошибки", "ошибок")),
    "warning": Noun(("warning", "warnings"), ("предупреждение", "предупреждения", "предупреждений")),
    "info": Noun(("note", "notes"), ("замечание", "замечания", "замечаний")),
}
SEVERITY_WORD: dict[Severity, Text] = {
    "error": Text("error", "ошибка"),
    "warning": Text("warning", "предупреждение"),
    "info": Text("info", "замечание"),
}
STATE: dict[State, Text] = {
    "shown": Text(),
    "suppressed": Text("suppressed", "подавлено"),
    "baselined": Text("known from the baseline", "известно из baseline"),
}

YES = Text("yes", "да")
NO = Text("no", "нет")
WHOLE_RUN = Text("The run as a whole", "Проверка в целом")
REQUEST_CALLED = Text("request {path}", "запрос {path}")
RECORD_WITHOUT_NUMBER = Text("record {key}", "запись {key}")
ACCOUNT = Text("account {account}", "кабинет {account}")
DEADLINE = Text("deadline {deadline}", "срок {deadline}")
ALSO_AT = Text("also at", "а также")
_MORE = Text("… and {number} more {noun} (--verbose lists all)", "… и ещё {number} {noun} (все покажет --verbose)")
FIX = Text("What to do:", "Что делать:")
WHAT_TO_DO = Text("What to do", "Что делать")

READ = Text("Read", "Прочитано")
NOTHING_READ = Text("no input", "ничего")
NOT_READ = Text("not read: {error}", "не прочитан: {error}")
SEE_THE_END = Text("not read: why is said at the end", "не прочитан: почему, сказано в конце")
NO_ZONE = Text("times without a zone: --tz", "даты без часового пояса: --tz")
INCOMPLETE = Text("incomplete", "данные неполные")
IN_ALL = Text("in all: {postings} from {inputs}", "всего: {postings}, {inputs}")
COULD_NOT_BE_READ = Text("could not be read: {what}", "не удалось прочитать: {what}")
SUPERSEDED = Text(
    "replaced by later records of the same postings: {records}",
    "заменены более поздними записями тех же отправлений: {records}",
)
NOT_EVALUATED = Text(
    "Not evaluated: {count} of {rules} lacked data on some postings",
    "Не проверено: {count} из {rules} не хватило данных на части отправлений",
)
NEVER_APPLIED = Text(
    "Applied to nothing here: {count} of {rules}", "Ни к чему здесь не применились: {count} из {rules}"
)
WITHOUT_INPUT = Text("Not run without further input: {what}", "Не запускалось без других данных: {what}")
WANTS: dict[str, Text] = {
    "contacts": Text("contacts in ozlint.yaml", "contacts в ozlint.yaml"),
    "reality": Text("--tracking, what carriers say", "--tracking, данные служб доставки"),
    "previous": Text("--previous, an earlier snapshot", "--previous, более ранний снимок"),
    "history": Text(
        "--previous, a log of notifications or snapshots of `ozlint fetch`",
        "--previous, журнал уведомлений или снимки `ozlint fetch`",
    ),
    "notifications": Text("--previous, a log of notifications", "--previous, журнал уведомлений"),
    "updates": Text("--updates, a plan of updates", "--updates, план обновлений"),
    "answers": Text("--answers, what Ozon answered to updates", "--answers, ответы Ozon на обновления"),
    "taken_at": Text(
        "--taken-at, or postings from `ozlint fetch`: when they were fetched",
        "--taken-at или отправления из `ozlint fetch`: когда они получены",
    ),
    "covers": Text(
        "--covers{needs}, if all postings of that time are here",
        "--covers{needs}, если здесь все отправления за это время",
    ),
}
"""Inputs that rules wait for, by the name that a reason gives them, and how they are given; equal texts are one."""


def wanted(name: str, needs: str | None, lang: Lang) -> str:
    """Return how the input is given that rules wait for; empty where that is not known. `needs` is how much of it."""
    how = WANTS.get(name)
    return "" if how is None else how.say(lang).format(needs=f" {needs}" if needs else "")


FOUND = Text(
    "Found: {counts} in {found} of {of}; clean: {clean}; rules: {rules}",
    "Найдено: {counts} в {found} из {of}; без замечаний: {clean}; правил: {rules}",
)
FOUND_ELSEWHERE = Text(
    "Found: {counts}; checked: {postings}, clean: {clean}; rules: {rules}",
    "Найдено: {counts}; проверено: {postings}, без замечаний: {clean}; правил: {rules}",
)
FOUND_OF_PLAN = Text(
    "Found: {counts} about the plan, the answers and their postings; looked up in {postings}; rules: {rules}",
    "Найдено: {counts} о плане, ответах и их отправлениях; сверено с данными: {postings}; правил: {rules}",
)
"""What is found before a push: the other postings are there to be looked up, and nothing is said of them."""
CLEAN_OF_PLAN = Text(
    "No findings about the plan, the answers and their postings: looked up in {postings}, {rules}",
    "О плане, ответах и их отправлениях замечаний нет: сверено с данными: {postings}, {rules}",
)
CLEAN = Text("No findings: {postings}, {rules}", "Нарушений не найдено: {postings}, {rules}")
CLEAN_AS_FAR_AS_READ = Text(
    "No findings in what could be read: {postings}, {rules}",
    "В том, что удалось прочитать, нарушений не найдено: {postings}, {rules}",
)
CLEAN_EXCEPT = Text(", {count} of them not evaluated everywhere", ", из них проверено не везде: {count}")
CLEAN_OF_NOTHING = Text(" ({count} of these judged nothing at all)", " (совсем ничего не проверили: {count})")
CLEAN_BUT_NOT_RUN = Text(", not run without further input: {count}", ", без других данных не запускалось: {count}")
SET_ASIDE = Text("Not counted: {counts}", "Не учтено: {counts}")
JOB_NOT_DONE = Text("The job is not done (exit code 3)", "Проверка не закончена (код выхода 3)")
ALSO_TO_SAY = Text("Please note", "Обратите внимание")


def severity_counts(findings: Iterable[Finding], lang: Lang) -> dict[Severity, str]:
    """Return how many findings of each severity there are, the worst first: `2 errors`."""
    severities = [finding.severity for finding in findings]
    return {one: SEVERITY_NOUN[one].count(severities.count(one), lang) for one in SEVERITIES if one in severities}


def more(number: int, noun: Noun, lang: Lang) -> str:
    """Return how many things a list leaves out."""
    return _MORE.say(lang).format(number=numeral(number, lang), noun=noun.after(number, lang))


def is_of_plan(report: Report) -> bool:
    """Return whether a report is about planned updates, or answers to some, and the postings they name."""
    return any(one.role in ("updates", "answers") for one in report.inputs)


_SUBJECTS = {
    "input": INPUT,
    "batch": GROUP,
    "notification": NOTIFICATION,
    "update": UPDATE,
    "answer": ANSWER,
    "suppression": SUPPRESSION,
}


def subject_noun(entry: NotEvaluated) -> Noun:
    """Return what it is that a rule left open."""
    return _SUBJECTS.get(entry.kind, POSTING)


LEFT_OPEN = Text("not evaluated: {count}: {reason}", "не проверено: {count}: {reason}")


def left_open(report: Report, *, inputs: bool = True) -> Iterator[tuple[str, str, str]]:
    """Return each rule that was left open, on how much in all inputs (`5 postings`), and the reason.

    Without `inputs`, that an input does not tell whether it is whole is left out, and what is said of suppressions.
    """
    counts: dict[tuple[str, str, Noun], int] = {}
    for entry in report.not_evaluated:
        if entry.kind in ("input", "suppression") and not inputs:
            continue
        key = (entry.rule, entry.text, subject_noun(entry))
        counts[key] = counts.get(key, 0) + entry.count
    for (rule, reason, noun), count in counts.items():
        yield rule, noun.count(count, report.lang), reason
