"""The functions of the expression language: the whole vocabulary a rule may call."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from ozlint.language.function import Form, Function
from ozlint.language.type import ANY, BOOL, DURATION, LIST, LISTS, NUMBER, TEXT, TIME, Type
from ozlint.language.values import Value, text_value
from ozlint.model.text import Text


@cache
def functions() -> dict[str, Function]:
    """Return every function by its name, in the order the guide lists them."""
    return {function.name: function for function in (*_general(), *_domain(), *_internal())}


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


def _general() -> tuple[Function, ...]:
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


def _domain() -> tuple[Function, ...]:
    from ozlint.carriers import numbers
    from ozlint.ozon import statuses
    from ozlint.ozon.posting_number import well_formed_number

    return (
        Function(
            "known_status", (TEXT,), BOOL, "pure", Text("Ozon has this status", "У Ozon есть такой статус"),
            "known_status(status)", work=_remember(statuses.known_status),
        ),
        Function(
            "known_substatus", (TEXT,), BOOL, "pure", Text("Ozon has this substatus", "У Ozon есть такой подстатус"),
            "known_substatus(substatus)", work=_remember(statuses.known_substatus),
        ),
        Function(
            "misspelt_status", (TEXT,), BOOL, "pure",
            Text("A spelling Ozon does not use in this place", "Написание, которого Ozon здесь не использует"),
            "misspelt_status(status)", work=_remember(statuses.misspelt_status),
        ),
        Function(
            "pairs_with", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The status and the substatus go together; cannot say where either is not known",
                "Статус и подстатус сочетаются; неизвестно, если одно из значений незнакомо",
            ),
            "pairs_with(status, substatus)", may_not_know=True, work=_remember(statuses.pairs_with),
        ),
        Function(
            "well_formed_number", (TEXT,), BOOL, "pure",
            Text(
                "The posting number is digits, four digits and digits",
                "Номер отправления: цифры, четыре цифры и цифры",
            ),
            "well_formed_number(posting_number)", work=well_formed_number,
        ),
        Function(
            "has_check_digit", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The number is one whose check digit is judged; cannot say for 14 digits of an unnamed carrier",
                "У номера есть контрольная цифра, которую проверяют; неизвестно для 14 цифр без службы доставки",
            ),
            "has_check_digit(carrier, tracking_number)", sees_empty=True, sees_unknown=True, may_not_know=True,
            work=_has_check_digit(numbers.has_check_digit),
        ),
        Function(
            "placeholder_number", (TEXT,), BOOL, "pure",
            Text(
                "A stand-in for a tracking number: -, 0, test, 123456",
                "Заглушка вместо трек-номера: -, 0, тест, 123456",
            ),
            "placeholder_number(tracking_number)", work=numbers.placeholder_number,
        ),
        Function(
            "untidy_number", (TEXT,), BOOL, "pure",
            Text(
                "Spaces, lower case, Cyrillic look-alikes, 8,0E+13 or a URL",
                "Пробелы, строчные буквы, русские двойники латинских, 8,0E+13 или ссылка",
            ),
            "untidy_number(tracking_number)", work=numbers.untidy_number,
        ),
        Function(
            "tidy_number", (TEXT,), TEXT, "pure",
            Text(
                "Upper case, no spaces, Latin letters for look-alikes",
                "Прописные буквы, без пробелов, латиница вместо двойников",
            ),
            "tidy_number(tracking_number)", work=_present(numbers.tidy_number),
        ),
        Function(
            "fits_carrier", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The number has the carrier's shape; cannot say for carriers without a strict one",
                "Номер похож на номера этой службы; неизвестно для служб без строгого вида номера",
            ),
            "fits_carrier(carrier, tracking_number)", may_not_know=True, work=numbers.fits_carrier,
        ),
        Function(
            "usual_number", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The number looks like the carrier's known ones; cannot say where none are known",
                "Номер похож на известные номера службы; неизвестно, если образцов нет",
            ),
            "usual_number(carrier, tracking_number)", may_not_know=True, work=numbers.usual_number,
        ),
        Function(
            "check_digit_ok", (TEXT, TEXT), BOOL, "pure",
            Text(
                "The check digit is right; cannot say for numbers that have none",
                "Контрольная цифра верна; неизвестно для номеров без неё",
            ),
            "check_digit_ok(carrier, tracking_number)", sees_empty=True, sees_unknown=True, may_not_know=True,
            work=_check_digit_ok(numbers.check_digit_ok),
        ),
    )  # fmt: skip


def _remember(judge: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its last answers kept: for arguments of which an input has few different ones."""
    return lru_cache(maxsize=1024)(judge)


def _present(tidy: Callable[[str], str]) -> Callable[..., str | None]:
    def work(text: str) -> str | None:
        return tidy(text) or None  # a text of nothing but invisible characters is empty once it is tidy

    return work


def _has_check_digit(judge: Callable[[str | None, str], bool | None]) -> Callable[..., bool | None]:
    def work(carrier: Value, number: Value) -> bool | None:
        name, digits = text_value(carrier), text_value(number)
        return judge(name if isinstance(name, str) else None, digits) if isinstance(digits, str) else None

    return work


def _check_digit_ok(judge: Callable[[str, str], bool | None]) -> Callable[..., bool | None]:
    def work(carrier: Value, number: Value) -> bool | None:
        name, digits = text_value(carrier), text_value(number)
        return judge(name if isinstance(name, str) else "", digits) if isinstance(digits, str) else None

    return work


def _internal() -> tuple[Function, ...]:
    from ozlint.carriers.names import carrier_code
    from ozlint.ozon.integration import integration_of, scheme_of
    from ozlint.ozon.requirements import missing_data_of

    return (
        Function(
            "carrier_code", (TEXT,), TEXT, "pure",
            Text("The code of a carrier by its name", "Код службы доставки по названию"),
            'carrier_code(delivery_method.tpl_provider) == "cdek"', work=carrier_code,
        ),
        Function(
            "integration_of", (TEXT, TEXT), Type("text", "integration"), "pure",
            Text("What `integration` stands for", "То, что стоит за словом integration"),
            "integration_of(integration_type_flow, tpl_integration_type)",
            sees_empty=True, sees_unknown=True, may_not_know=True, word="integration", work=_remember(integration_of),
        ),
        Function(
            "scheme_of", (TEXT, TEXT, TEXT, BOOL, BOOL, BOOL, BOOL), Type("text", "scheme"), "pure",
            Text("What `scheme` stands for", "То, что стоит за словом scheme"),
            "scheme_of(delivery_schema, integration_type_flow, tpl_integration_type, given(tracking_number), "
            "given(shipment_date), given(created_at), present(analytics_data.warehouse_name))",
            sees_empty=True, sees_unknown=True, may_not_know=True, word="scheme", work=_remember(scheme_of),
        ),
        Function(
            "missing_data_of", (LISTS,), LIST, "pure",
            Text("What `missing_data` stands for", "То, что стоит за словом missing_data"),
            "missing_data_of(requirements)", sees_empty=True, sees_unknown=True, word="missing_data",
            work=missing_data_of,
        ),
    )  # fmt: skip
