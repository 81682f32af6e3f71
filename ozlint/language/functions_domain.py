"""The functions that know Ozon and the carriers: statuses, numbers, names; and those that derived words stand for."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ozlint.carriers import numbers
from ozlint.carriers.names import carrier_coder, known_carriers
from ozlint.language.function import Function
from ozlint.language.knowledge import Knowledge
from ozlint.language.type import BOOL, LIST, LISTS, NUMBER, TEXT, Type
from ozlint.language.values import Value, text_value
from ozlint.model.text import Text
from ozlint.ozon import statuses
from ozlint.ozon.error_index import error_index_zone
from ozlint.ozon.integration import integration_of, scheme_of
from ozlint.ozon.posting_number import well_formed_number
from ozlint.ozon.requirements import missing_data_of


def domain_functions(knowledge: Knowledge) -> tuple[Function, ...]:
    """Return these functions in the order the guide lists them, judging by the tables and what is added to them."""
    return (
        Function(
            "known_status", (TEXT,), BOOL, "pure", Text("Ozon has this status", "У Ozon есть такой статус"),
            "known_status(status)", work=knowledge.known("status").__contains__,
        ),
        Function(
            "known_substatus", (TEXT,), BOOL, "pure", Text("Ozon has this substatus", "У Ozon есть такой подстатус"),
            "known_substatus(substatus)", work=knowledge.known("substatus").__contains__,
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
        Function(
            "known_carrier", (TEXT,), BOOL, "pure",
            Text(
                "ozlint or the configuration knows the carrier of this code",
                "Служба доставки с таким кодом известна ozlint или названа в настройках",
            ),
            "known_carrier(carrier)", work=_known_codes(knowledge).__contains__,
        ),
        Function(
            "error_index_zone", (NUMBER,), Type("text", "error_index_zone"), "pure",
            Text(
                "The zone of Ozon's error index that a share of cancelled orders falls into: green, blue, yellow …",
                "Зона индекса ошибок Ozon, в которую попадает доля отменённых заказов: green, blue, yellow …",
            ),
            'error_index_zone(volume_weight) == "green"', work=error_index_zone,
        ),
        Function(
            "has_contact", (TEXT,), BOOL, "pure",
            Text(
                "The configuration says how to reach the carrier: by phone or e-mail, and when",
                "В настройках сказано, как связаться со службой доставки: телефон или почта и часы работы",
            ),
            "has_contact(carrier)", work=(knowledge.contacts or frozenset()).__contains__,
            needs="contacts" if knowledge.contacts is None else "",
        ),
    )  # fmt: skip


def word_functions(knowledge: Knowledge) -> tuple[Function, ...]:
    """Return the functions that derived words stand for, and the one that reads carriers' names."""
    return (
        Function(
            "carrier_code", (TEXT,), TEXT, "pure",
            Text("The code of a carrier by its name", "Код службы доставки по названию"),
            'carrier_code(delivery_method.tpl_provider) == "cdek"', work=carrier_coder(knowledge.aliases),
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


def _known_codes(knowledge: Knowledge) -> frozenset[str]:
    return known_carriers() | {code for _, code in knowledge.aliases}


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
