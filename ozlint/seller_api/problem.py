"""What can go wrong between ozlint and Ozon: in which words it is told, what to do, and whether asking again helps."""

from typing import Any

import msgspec

from ozlint.errors import SourceError
from ozlint.model.text import Text

_ACCOUNT = Text("seller.ozon.ru, Settings, Seller API", "seller.ozon.ru, «Настройки» → Seller API")


class ApiProblem(SourceError):  # noqa: N818 - an error by its base, a problem with a name of its own
    """A request that could not be answered: what, where, and the next step, in both languages."""

    def __init__(self, kind: str, where: str, what: Text, step: Text) -> None:
        self.kind = kind
        """Which of the problems of this module it is."""
        self.where = where
        """Host and method."""
        self.retry_after: float | None = None
        """Seconds after which Ozon wants to be asked again, where it says so."""
        self.text = Text(f"{where}: {what.en}. {step.en}", f"{where}: {what.ru}. {step.ru}")
        super().__init__(self.text.en)


class _Words(msgspec.Struct, frozen=True):
    what: Text
    step: Text
    passes: bool = False
    """Whether the same request may be answered a little later."""


def problem(kind: str, where: str, **values: Any) -> ApiProblem:  # noqa: ANN401 - what the words have a place for
    """Return a problem in its words; `values` fill their places."""
    words = _WORDS[kind]
    what = Text(words.what.en.format_map(values), words.what.ru.format_map(values))
    return ApiProblem(kind, where, what, words.step)


def passes(kind: str) -> bool:
    """Return whether the same request may be answered a little later."""
    return _WORDS[kind].passes


def is_answer(kind: str) -> bool:
    """Return whether Ozon itself has said no; else nobody knows what it would say."""
    return not passes(kind) and kind not in _ON_THE_WAY


def is_about_key(kind: str) -> bool:
    """Return whether another key might be answered."""
    return kind in _OF_KEYS


_OF_KEYS = ("wrong_key", "client_id", "deactivated", "role", "address", "blocked", "not_authorised", "forbidden")
"""What Ozon has against a key, or against the account that it belongs to."""
_ON_THE_WAY = ("tls", "redirect", "too_large", "budget", "time_up", "stopped")
"""What keeps a request from being answered, now and later."""


_WORDS = {
    "wrong_key": _Words(
        Text("Ozon does not know this pair of Client-Id and Api-Key", "Ozon не знает такую пару Client-Id и Api-Key"),
        Text(
            f"Copy both anew, of the same account: {_ACCOUNT.en}",
            f"Скопируйте заново и то и другое, из одного кабинета: {_ACCOUNT.ru}",
        ),
    ),
    "client_id": _Words(
        Text("Ozon did not get a usable Client-Id", "Ozon не получил пригодный Client-Id"),
        Text(f"It is the number of the account: {_ACCOUNT.en}", f"Это номер кабинета: {_ACCOUNT.ru}"),
    ),
    "deactivated": _Words(
        Text("the Api-Key is switched off or has expired", "ключ Api-Key отключён или истёк"),
        Text(
            f"Make a new one, a key lives three months: {_ACCOUNT.en}",
            f"Создайте новый, ключ живёт три месяца: {_ACCOUNT.ru}",
        ),
    ),
    "role": _Words(
        Text("the Api-Key has no right to call this method", "у ключа Api-Key нет прав на этот метод"),
        Text(
            f"Make a key with a role that reads postings (FBS, FBO) or reports: {_ACCOUNT.en}",
            f"Создайте ключ с ролью, которая читает отправления (FBS, FBO) или отчёты: {_ACCOUNT.ru}",
        ),
    ),
    "address": _Words(
        Text(
            "the Api-Key works from certain IP addresses only, and this is none of them",
            "ключ Api-Key работает только с определённых IP-адресов, этого среди них нет",
        ),
        Text(
            f"Add the address of this machine to the key: {_ACCOUNT.en}",
            f"Добавьте адрес этого компьютера в настройках ключа: {_ACCOUNT.ru}",
        ),
    ),
    "offer": _Words(
        Text(
            "Ozon's offer is not signed, and the API is closed until it is",
            "не принята оферта Ozon, до этого API закрыт",
        ),
        Text("Accept it in the seller's account, then fetch again", "Примите её в кабинете продавца и повторите"),
    ),
    "blocked": _Words(
        Text("Ozon has blocked this account", "Ozon заблокировал этот кабинет"),
        Text("The key is not at fault: ask Ozon's support", "Ключ ни при чём: обратитесь в поддержку Ozon"),
    ),
    "not_enabled": _Words(
        Text(
            "Ozon does not give this list to this account: “{message}”",
            "этот список Ozon этому кабинету не отдаёт: «{message}»",
        ),
        Text(
            "If the account does not sell by this scheme, fetch without it: --scheme",
            "Если кабинет не работает по этой схеме, запрашивайте без неё: --scheme",
        ),
    ),
    "not_authorised": _Words(
        Text("Ozon did not accept the key: “{message}”", "Ozon не принял ключ: «{message}»"),
        Text(
            f"Copy Client-Id and Api-Key anew: {_ACCOUNT.en}",
            f"Скопируйте Client-Id и Api-Key заново: {_ACCOUNT.ru}",
        ),
    ),
    "forbidden": _Words(
        Text("Ozon forbids this request: “{message}”", "Ozon запрещает этот запрос: «{message}»"),
        Text(
            f"Look at the roles of the key, and whether the account sells by this scheme: {_ACCOUNT.en}",
            f"Проверьте роли ключа и работает ли кабинет по этой схеме: {_ACCOUNT.ru}",
        ),
    ),
    "refused": _Words(
        Text("Ozon refuses the request ({status}): “{message}”", "Ozon отказывает в запросе ({status}): «{message}»"),
        Text(
            "If the account does not sell by this scheme, fetch without it; else look at window and filters",
            "Если кабинет не работает по этой схеме, запрашивайте без неё; иначе проверьте период и условия",
        ),
    ),
    "gone": _Words(
        Text("Ozon does not have this method (any more)", "такого метода у Ozon нет (или больше нет)"),
        Text(
            "Update ozlint; if another address than Ozon's was given, look at that",
            "Обновите ozlint; если задан другой адрес API, проверьте его",
        ),
    ),
    "not_found": _Words(
        Text("Ozon does not have this posting (any more)", "такого отправления у Ozon нет (или больше нет)"),
        Text("Look at its number and at the account", "Проверьте номер и кабинет"),
    ),
    "too_long": _Words(
        Text(
            "Ozon finds the window too long, however short it is",
            "период для Ozon слишком длинный, даже самый короткий",
        ),
        Text("Ask for another window", "Запросите другой период"),
    ),
    "stuck": _Words(
        Text(
            "Ozon says that there are more postings and does not go on to them",
            "Ozon сообщает, что отправления ещё есть, но дальше не листает",
        ),
        Text("Try again later", "Попробуйте позже"),
    ),
    "busy": _Words(
        Text("Ozon gets too many requests from this account", "от этого кабинета слишком много запросов"),
        Text(
            "All programs of a Client-Id share 50 requests a second: wait until the others are done",
            "50 запросов в секунду — на все программы с этим Client-Id: дождитесь остальных",
        ),
        passes=True,
    ),
    "circle": _Words(
        Text(
            "Ozon has closed the method for some minutes after too many requests (“Circle is open”)",
            "после множества запросов Ozon закрыл метод на несколько минут («Circle is open»)",
        ),
        Text("Wait ten minutes", "Подождите десять минут"),
        passes=True,
    ),
    "server": _Words(
        Text("Ozon's server fails ({status})", "ошибка на стороне Ozon ({status})"),
        Text("Try again later", "Попробуйте позже"),
        passes=True,
    ),
    "timeout": _Words(
        Text("the answer takes too long", "ответ идёт слишком долго"),
        Text(
            "Look at the connection or allow more time",
            "Проверьте связь или дайте больше времени",
        ),
        passes=True,
    ),
    "cut": _Words(
        Text("the connection breaks off: {reason}", "соединение обрывается: {reason}"),
        Text("Look at the connection", "Проверьте связь"),
        passes=True,
    ),
    "network": _Words(
        Text("there is no connection: {reason}", "нет связи: {reason}"),
        Text("Look at network, VPN and proxy", "Проверьте сеть, VPN и прокси"),
        passes=True,
    ),
    "tls": _Words(
        Text("no secure connection can be made: {reason}", "не устанавливается защищённое соединение: {reason}"),
        Text(
            "Look at the clock of this machine; if an antivirus or a proxy reads along, name its certificate in "
            "SSL_CERT_FILE",
            "Проверьте часы компьютера; если трафик читает антивирус или прокси, укажите его сертификат в "
            "SSL_CERT_FILE",
        ),
    ),
    "unreadable": _Words(
        Text("the answer cannot be read: {reason.en}", "ответ не читается: {reason.ru}"),
        Text("Try again later", "Попробуйте позже"),
        passes=True,
    ),
    "too_large": _Words(
        Text("the answer is larger than {size} MiB", "ответ больше {size} МиБ"),
        Text("Look at the address: Ozon's answers are small", "Проверьте адрес: ответы Ozon невелики"),
    ),
    "redirect": _Words(
        Text(
            "the address leads elsewhere ({status}), where the key must not go",
            "адрес ведёт в другое место ({status}), ключ туда не отправляется",
        ),
        Text("Look at the address of the API, and at the proxy", "Проверьте адрес API и прокси"),
    ),
    "budget": _Words(
        Text("the budget of {count} requests is used up", "бюджет запросов ({count}) израсходован"),
        Text("Allow more: --max-requests", "Увеличьте его: --max-requests"),
    ),
    "time_up": _Words(
        Text("the time limit of {seconds:g} s is over", "отведённое время ({seconds:g} с) вышло"),
        Text("Allow more: --timeout", "Увеличьте его: --timeout"),
    ),
    "stopped": _Words(
        Text("stopped, since something else failed", "остановлено из-за другой ошибки"),
        Text("Look at that one first", "Сначала разберитесь с ней"),
    ),
    "report_failed": _Words(
        Text("Ozon could not make the report: “{message}”", "Ozon не смог построить отчёт: «{message}»"),
        Text("Ask for a shorter window, or try again later", "Запросите период короче или попробуйте позже"),
    ),
    "report_empty": _Words(
        Text(
            "Ozon gives no file for the report (“{message}”): there seem to be no postings in this window",
            "Ozon не дал файла отчёта («{message}»): похоже, за этот период нет отправлений",
        ),
        Text(
            "Fetch the lists to be sure: leave out --via report",
            "Чтобы убедиться, запросите списки: уберите --via report",
        ),
    ),
    "report_address": _Words(
        Text("the report lies at an address that is not safe to load", "отчёт лежит по небезопасному адресу"),
        Text("Load it in the seller's account instead", "Скачайте его в кабинете продавца"),
    ),
}
