"""The functions that know nothing of Ozon: presence, texts, times, choices, and what postings of a run share."""

from ozlint.language.function import Form, Function
from ozlint.language.type import ANY, BOOL, DURATION, NUMBER, TEXT, TIME, Type
from ozlint.model.text import Text


def general_functions() -> tuple[Function, ...]:
    """Return these functions in the order the guide lists them."""
    return (
        _function(
            "presence", "present", (ANY,), BOOL,
            "The value is there and not empty", "Значение есть и не пусто", "present(tracking_number)",
        ),
        _function(
            "presence", "missing", (ANY,), BOOL,
            "The value is empty: null, blank, a 1970 date", "Значение пусто: null, пробелы, дата 1970 года",
            "missing(tracking_number)",
        ),
        _function(
            "presence", "given", (ANY,), BOOL,
            "The input has this field at all, be it empty; never unknown",
            "Во входных данных есть такое поле, пусть и пустое; ответ известен всегда", "given(fact_delivery_date)",
        ),
        _function(
            "special", "matches", (TEXT, TEXT), BOOL,
            "The text has a match of the regular expression (a literal; linear-time engine)",
            "В тексте есть совпадение с регулярным выражением (литерал; линейное время)",
            'matches(posting_number, "^[0-9]+-[0-9]{4}-[0-9]+$")',
        ),
        _function("span", "minutes", (NUMBER,), DURATION, "So many minutes", "Столько минут", "minutes(10)"),
        _function("span", "hours", (NUMBER,), DURATION, "So many hours", "Столько часов", "hours(params.hours)"),
        _function("span", "days", (NUMBER,), DURATION, "So many days", "Столько суток", "days(30)"),
        _function(
            "span", "age", (TIME,), DURATION,
            "How long ago: now - x", "Как давно: now - x", "age(handed_over_at) > days(30)",
        ),
        _function(
            "pick", "first", (ANY,), ANY,
            "The first value that is present; empty only if all are", "Первое непустое значение; пусто, если пусты все",
            "first(shipment_date_without_delay, shipment_date)", variadic=True,
        ),
        _function(
            "pick", "latest", (TIME,), TIME,
            "The latest of the times that are present", "Самая поздняя из известных дат",
            "latest(delivering_date, fact_delivery_date)", variadic=True,
        ),
        _function(
            "pick", "only_if", (BOOL, ANY), ANY,
            "The value where the condition holds, empty where it does not",
            "Значение, если условие выполнено; иначе пусто", 'only_if(status == "delivering", delivering_date)',
        ),
        _function(
            "special", "raw", (ANY,), TEXT,
            "The field's original text, before 1970 dates and blanks count as empty",
            "Исходный текст поля, до того как дата 1970 года или пробелы сочтены пустыми", "raw(delivering_date)",
        ),
        Function(
            "length", (TEXT,), NUMBER, "pure", Text("How many characters", "Сколько символов"),
            "length(tracking_number) < 8", work=len,
        ),
        Function(
            "percent", (NUMBER,), NUMBER, "pure",
            Text("A share as per cent, to one decimal: 0.0423 is 4.2", "Доля в процентах, до десятых: 0.0423 → 4.2"),
            "percent(volume_weight) > 5", work=percent,
        ),
        _function(
            "special", "offers", (TEXT,), BOOL,
            "Ozon offers this action for the posting now", "Ozon сейчас предлагает это действие",
            'offers("set_cutoff")',
        ),
        _function(
            "cross", "sharing", (TEXT,), NUMBER,
            "How many different postings of this run, cancelled ones aside, have the same value; itself included",
            "У скольких отправлений этой проверки, кроме отменённых, то же значение; считая это",
            "sharing(tracking_number) > 1",
        ),
        _function(
            "cross", "versions", (TEXT,), NUMBER,
            "How many different values of the field this posting has within one answer",
            "Сколько разных значений поля у этого отправления в одном ответе", "versions(status) > 1",
        ),
        _function(
            "cross", "links_back", (), BOOL,
            "Every posting of this run that is named as parent or relative names this one too",
            "Каждое отправление этой проверки, названное родителем или родственным, ссылается на это в ответ",
            "links_back()",
        ),
    )  # fmt: skip


def _function(  # noqa: PLR0913, PLR0917 - a row of a table, every column named at the call
    form: Form,
    name: str,
    args: tuple[Type, ...],
    result: Type,
    en: str,
    ru: str,
    example: str,
    *,
    variadic: bool = False,
) -> Function:
    of_postings = form == "cross" or name == "offers"
    return Function(name, args, result, form, Text(en, ru), example, variadic=variadic, of_postings=of_postings)


def percent(share: float) -> float:
    """Return a share as per cent, to one decimal."""
    return round(share * 100, 1)
