"""What postings are asked for."""

from collections.abc import Sequence
from pathlib import Path

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


def other_query(path: Path, asked: Query, begun: Query) -> UsageError:
    """Return the error of going on with a fetch that was begun for something else; it names both."""
    pairs = [(old, new) for old, new in zip(_flags(begun), _flags(asked), strict=True) if old != new]
    before, now = (" ".join(flags) for flags in zip(*pairs, strict=True))
    return UsageError(
        f"{path}: the interrupted fetch was begun with {before}, and this command says {now}: say the same or nothing, "
        "or begin anew without --resume",
        f"{path}: прерванная загрузка начата с {before}, а в команде {now}: укажите то же самое или ничего, либо "
        "начните заново без --resume",
    )


def _flags(query: Query) -> tuple[str, ...]:
    """Return a query as the flags of a command say it, of which a command has but some."""
    changed = query.changed
    return (
        f"--since {query.window.since}",
        f"--to {query.window.to}",
        f"--scheme {','.join(query.schemes)}",
        "--unfulfilled" if query.task == "unfulfilled" else "no --unfulfilled",
        f"--status {','.join(query.statuses)}" if query.statuses else "no --status",
        "--details" if query.details else "no --details",
        f"--account {query.account}" if query.account else "no --account",
        f"warehouse_ids {query.warehouse_ids}",
        f"delivery_method_ids {query.delivery_method_ids}",
        f"details_in {query.details_in}",
        f"changed {changed.since} to {changed.to}" if changed is not None else "",
    )
