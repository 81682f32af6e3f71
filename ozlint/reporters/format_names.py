"""What inputs were recognised as, as people read it."""

from ozlint.model.text import Lang, Text

FORMATS: dict[str, Text] = {
    "postings": Text("postings", "отправления"),
    "list of postings": Text("list of postings", "список отправлений"),
    "one posting": Text("one posting", "одно отправление"),
    "list of answers": Text("list of answers", "список ответов"),
    "result with a list of postings": Text("result with a list of postings", "result со списком отправлений"),
    "flat table": Text("flat table", "плоская таблица"),
    "events": Text("events", "события"),
    "notifications": Text("notifications", "уведомления"),
    "CDEK webhooks": Text("CDEK webhooks", "вебхуки СДЭК"),
    "CDEK orders": Text("CDEK orders", "заказы СДЭК"),
    "17TRACK parcels": Text("17TRACK parcels", "посылки 17TRACK"),
    "5Post statuses": Text("5Post statuses", "статусы 5Post"),
    "AfterShip trackings": Text("AfterShip trackings", "посылки AfterShip"),
    "Boxberry statuses": Text("Boxberry statuses", "статусы Boxberry"),
    "Cainiao traces": Text("Cainiao traces", "события Cainiao"),
    "DPD states": Text("DPD states", "статусы DPD"),
    "TrackingMore trackings": Text("TrackingMore trackings", "посылки TrackingMore"),
    "Магнит Пост history": Text("Магнит Пост history", "история Магнит Пост"),
    "Почта России history": Text("Почта России history", "история Почты России"),
    "Почта России packet": Text("Почта России packet", "пакет Почты России"),
    "Почта России rtm34": Text("Почта России rtm34", "история Почты России (rtm34)"),
    "Яндекс Доставка history": Text("Яндекс Доставка history", "история Яндекс Доставки"),
    "answer with a list of postings": Text("answer with a list of postings", "ответ со списком отправлений"),
}
"""What an input holds, by the name the sources give it; methods of the API go by their own names."""


_EXPORTS = {
    "orders export": Text("orders export", "выгрузка заказов"),
    "orders table": Text("orders table", "таблица заказов"),
}
_SHEET = Text(" (sheet ", " (лист ")


def format_name(name: str, lang: Lang) -> str:
    """Return the name of an input's format: `json: one posting`."""
    layout, colon, held = name.partition(": ")
    held, sheet, place = held.partition(" (sheet ")
    said = ", ".join(_held_name(one, lang) for one in held.split(", "))
    return f"{layout}{colon}{said}{_SHEET.say(lang) if sheet else ''}{place}"


def _held_name(held: str, lang: Lang) -> str:
    """Return what an input holds by one of its names; exports are called by their kind and year."""
    if held in FORMATS:
        return FORMATS[held].say(lang)
    for start, said in _EXPORTS.items():
        if held.startswith(start):
            return f"{said.say(lang)}{held.removeprefix(start)}"
    return held
