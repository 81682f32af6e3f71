"""What the page's script says, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from ozlint.model.text import Lang, Text
from ozlint.model.timeline import Lane
from ozlint.ozon.contract import contracts_by_action
from ozlint.ozon.values import enum_values
from ozlint.reporters.phrases import FINDING, Noun

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "severity": Text("Severity", "Серьёзность"),
        "rule": Text("Rule", "Правило"),
        "state": Text("Counted", "Учёт"),
        "account": Text("Account", "Кабинет"),
        "warehouse": Text("Warehouse", "Склад"),
        "carrier": Text("Carrier", "Перевозчик"),
        "day": Text("Deadline", "Срок отгрузки"),
        "about": Text("Posting", "Отправление"),
        "message": Text("What is wrong", "Что не так"),
        "status": Text("Status", "Статус"),
        "scheme": Text("Scheme", "Схема"),
        "field": Text("Field", "Поле"),
        "cost": Text("Cost", "Стоит"),
        "basis": Text("Where the number comes from", "Откуда эта сумма"),
        "deadline": Text("Deadline, UTC", "Срок, UTC"),
        "by_rule": Text("By rule", "По правилам"),
        "by_warehouse": Text("By warehouse", "По складам"),
        "by_carrier": Text("By carrier", "По перевозчикам"),
        "by_day": Text("By day of the shipping deadline, UTC", "По дням срока отгрузки, UTC"),
        "by_week": Text("By week of the shipping deadline, UTC", "По неделям срока отгрузки, UTC"),
        "by_month": Text("By month of the shipping deadline, UTC", "По месяцам срока отгрузки, UTC"),
        "week": Text("week of {day}", "неделя с {day}"),
        "unknown": Text("not known", "не указано"),
        "no_deadline": Text("without a deadline: {number}", "без срока: {number}"),
        "rest": Text("{number} more in the filter", "ещё {number} — в фильтре"),
        "reset": Text("Reset", "Сбросить"),
        "remove": Text("{what}: remove this filter", "{what}: убрать фильтр"),
        "some": Text("{findings} of {all}", "{findings} из {all}"),
        "no_match": Text("No finding fits these filters.", "Под эти фильтры не подходит ни одна находка."),
        "details": Text("Details: {about}, {rule}", "Подробности: {about}, {rule}"),
        "page": Text("Page {page} of {pages}", "Страница {page} из {pages}"),
        "printed": Text(
            "On paper: the first {shown} of {all} findings. Filter first to print others.",
            "На бумаге первые {shown} из {all} находок. Чтобы напечатать другие, отфильтруйте список.",
        ),
        "pages": Text("Pages of the list", "Страницы списка"),
        "first": Text("First", "Первая"),
        "previous": Text("Previous", "Назад"),
        "next": Text("Next", "Вперёд"),
        "last": Text("Last", "Последняя"),
        "why": Text("Why it matters", "Чем это грозит"),
        "fix": Text("What to do", "Что делать"),
        "values": Text("Values the rule saw", "Значения, которые видело правило"),
        "posting": Text("What it is about", "О чём речь"),
        "places": Text("Where it stands", "Где это в данных"),
        "identity": Text("Fingerprint", "Отпечаток"),
        "explained": Text("The rule explained", "Описание правила"),
        "cabinet": Text("Open in the seller's cabinet", "Открыть в личном кабинете"),
        "others": Text("All {findings} about this posting", "Всё об этом отправлении: {findings}"),
        "copy": Text("Copy", "Копировать"),
        "copied": Text("Copied", "Скопировано"),
        "copy_what": Text("Copy {what}", "Копировать {what}"),
        "timeline": Text("Timeline", "Хронология"),
        "when": Text("When, UTC", "Когда, UTC"),
        "who": Text("Who says it", "Кто говорит"),
        "what": Text("What", "Что"),
        "contradiction": Text("contradicts the other side", "противоречит другой стороне"),
        "no_time": Text("time not given", "время не указано"),
        "now": Text("this check", "эта проверка"),
        "days": Text("{number} d", "{number} д"),
        "hours": Text("{number} h", "{number} ч"),
        "drawn": Text(
            "Ozon above, the carrier below, in the order of time; the table below says the same in words",
            "Сверху Ozon, снизу перевозчик, по времени; таблица ниже говорит то же словами",
        ),
    }
)
NOUNS: Mapping[str, Noun] = MappingProxyType({"finding": FINDING})
LANES: Mapping[Lane, Text] = MappingProxyType(
    {"ozon": Text("Ozon", "Ozon"), "carrier": Text("carrier", "перевозчик"), "plan": Text("plan", "план")}
)
MOMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "in_process_at": Text("taken into work", "принято в обработку"),
        "shipment_date": Text("to be shipped by", "отгрузить до"),
        "deadline": Text("shipping deadline", "крайний срок отгрузки"),
        "handed_over_at": Text("handed over, says Ozon", "передано, по данным Ozon"),
        "delivered_at": Text("delivered", "доставлено"),
        "promised_at": Text("promised to the buyer by", "обещано покупателю до"),
    }
)
"""Times of the rule language that a timeline may show."""


def statuses_in_words(lang: Lang) -> dict[str, str]:
    """Return what Ozon's statuses and substatuses mean; a carrier's words speak for themselves."""
    return {one.value: one.meaning.say(lang) for name in ("status", "substatus") for one in enum_values(name)}


def actions_in_words(lang: Lang) -> dict[str, str]:
    """Return what planned updates do."""
    return {action: contract.name.say(lang) for action, contract in contracts_by_action().items()}
