"""What the words mean that people read in place of a status code: in the cabinet, its exports, docs and programs."""

from functools import cache

import msgspec

from ozlint.model.table import table_rows


class LabelMeaning(msgspec.Struct, frozen=True):
    """What a label says of a posting."""

    status: str | None
    """None where the label stands for several statuses."""
    substatus: str | None
    """None where the label does not tell, or stands for several."""


def plain_label(label: str) -> str:
    """Return a label as labels are compared: without case, ё and surplus blanks."""
    return " ".join(label.casefold().replace("ё", "е").split())


def meaning_of(label: str) -> LabelMeaning | None:
    """Return what a label means; None for one that is not known."""
    return _meanings().get(plain_label(label))


@cache
def _meanings() -> dict[str, LabelMeaning]:
    statuses: dict[str, set[str]] = {}
    substatuses: dict[str, set[str]] = {}
    for _, label, any_status, any_substatus, _ in table_rows("ozon/status_labels.tsv"):
        plain = plain_label(label)
        statuses.setdefault(plain, set()).update(any_status.split())
        substatuses.setdefault(plain, set()).update(any_substatus.split() or [""])
    return {label: LabelMeaning(_only(statuses[label]), _only(substatuses[label])) for label in statuses}


def _only(values: set[str]) -> str | None:
    """Return the value that all meanings share; None where they differ, or one of them tells none."""
    return (next(iter(values)) or None) if len(values) == 1 else None
