"""What a cell says of the status."""

import pytest
from msgspec import UNSET

from ozlint.sources.status_cell import StatusMemo, Told, read_status


@pytest.mark.parametrize("is_code", [True, False], ids=["codes", "words"])
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("delivering", ("delivering", UNSET)),
        ("Доставляется", ("delivering", UNSET)),
        ("отменен ", ("cancelled", UNSET)),
        ("等待备货", ("awaiting_packaging", UNSET)),
        ("Awaiting packaging", ("awaiting_packaging", UNSET)),
        ("DELIVERED", ("delivered", UNSET)),
        ("получено", ("delivered", "posting_received")),
        ("условно доставлено", (UNSET, "posting_conditionally_delivered")),
        ("создано", (UNSET, UNSET)),
        ("canceled", ("canceled", UNSET)),
        ("Canceled", ("cancelled", UNSET)),
        ("in_transit", ("in_transit", UNSET)),
        ("", (None, UNSET)),
        ("-", (None, UNSET)),
        ("#Н/Д", (UNSET, UNSET)),
    ],
)
def test_words_and_codes_may_stand_in_one_column(cell: str, told: Told, is_code: bool) -> None:  # noqa: FBT001
    """Known words mean their status; codes, misspelt and unknown ones too, are passed on as written."""
    assert read_status(cell, is_code=is_code) == told


def test_other_words() -> None:
    """Words that nobody knows are passed on where codes belong, for a rule to speak of; elsewhere they tell nothing."""
    assert read_status("Едет к вам", is_code=True) == ("Едет к вам", UNSET)
    assert read_status("Едет к вам", is_code=False) == (UNSET, UNSET)


def test_what_is_worked_out_is_kept_within_bounds() -> None:
    """A column with a different text in every row does not fill the memory."""
    memo = StatusMemo(is_code=False)
    for number in range(30_000):
        assert memo[f"Статус {number}"] == (UNSET, UNSET)
    assert len(memo) <= 10_000
    assert memo["Доставлен"] == ("delivered", UNSET)
