"""What postings are asked for."""

from collections.abc import Sequence

import msgspec

from ozlint.errors import UsageError
from ozlint.ozon.statuses import correct_spelling
from ozlint.seller_api.method import Scheme, Task
from ozlint.seller_api.window import Window


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which postings of one account are fetched."""

    window: Window
    """When the processing began, for a list; when a posting has to be packed, for the unfulfilled ones."""
    schemes: tuple[Scheme, ...] = ("fbs",)
    task: Task = "list"
    statuses: tuple[str, ...] = ()
    """Only postings in one of these; empty: in any."""
    warehouse_ids: tuple[int, ...] = ()
    delivery_method_ids: tuple[int, ...] = ()
    changed: Window | None = None
    """Only postings whose status changed in this window."""
    details: bool = False
    """Whether each FBS posting is asked for by itself as well, which gives its hand-over and related postings."""
    details_in: tuple[str, ...] = ()
    """Statuses in which that is done too, but after the lists, and only as far as it can be."""
    account: str | None = None
    """What the seller calls the account; stands on each line."""


def check_query(query: Query) -> None:
    """Raise UsageError for what Ozon cannot be asked, or would answer with less than was meant."""
    if query.window.seconds <= 0 or (query.changed is not None and query.changed.seconds <= 0):
        raise UsageError(
            f"the window ends before it begins: {query.window.since} to {query.window.to}",
            f"период кончается раньше, чем начинается: с {query.window.since} по {query.window.to}",
        )
    if not query.schemes or len(set(query.schemes)) != len(query.schemes):
        raise UsageError("name each scheme once: fbs, fbo or both", "назовите каждую схему один раз: fbs, fbo или обе")
    if query.task == "report":
        _check_report(query)
    elif query.task == "unfulfilled" and query.schemes != ("fbs",):
        raise UsageError(
            "Ozon lists unfulfilled postings for FBS only: leave fbo out",
            "список необработанных отправлений у Ozon есть только для FBS: уберите fbo",
        )
    elif "fbo" in query.schemes:
        _refuse_filters(query, ("warehouse_ids", "delivery_method_ids", "changed"), "the FBO list", "список FBO")
    for status in query.statuses:
        if (meant := correct_spelling(status)) is not None:
            raise UsageError(
                f"Ozon has no status {status}: did you mean {meant}?",
                f"статуса {status} у Ozon нет: может быть, {meant}?",
            )


def _check_report(query: Query) -> None:
    if len(query.schemes) != 1:
        raise UsageError(
            "a report is about one scheme: ask for fbs and fbo one after the other",
            "отчёт строится по одной схеме: запросите fbs и fbo по очереди",
        )
    _refuse_filters(query, ("statuses", "delivery_method_ids", "changed", "details"), "a report", "отчёт")


def _refuse_filters(query: Query, names: Sequence[str], en: str, ru: str) -> None:
    """Raise UsageError if one of these filters is set: Ozon would pass it over in silence."""
    given = [name for name in names if getattr(query, name)]
    if given:
        raise UsageError(
            f"{en} knows nothing of {', '.join(given)}: leave that out",
            f"{ru} не поддерживает {', '.join(given)}: уберите это",
        )
