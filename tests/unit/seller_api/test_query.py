"""What may be asked: nothing that Ozon would answer with less than was meant."""

import pytest

from ozlint.errors import UsageError
from ozlint.seller_api.query import Query, check_query
from ozlint.seller_api.window import window_of

DAY = window_of(0, 86400)


@pytest.mark.parametrize(
    "query",
    [
        Query(window=DAY),
        Query(window=DAY, schemes=("fbs", "fbo"), statuses=("delivering",), details=True),
        Query(window=DAY, task="unfulfilled", warehouse_ids=(1,), delivery_method_ids=(2,), changed=DAY),
        Query(window=DAY, task="report", schemes=("fbo",)),
        Query(window=DAY, task="report", warehouse_ids=(1,)),
        Query(window=DAY, statuses=("a_status_of_tomorrow",)),
    ],
)
def test_what_ozon_can_be_asked_is_let_through(query: Query) -> None:
    """A sound query raises nothing; a status that is new is Ozon's to judge."""
    check_query(query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(window=window_of(86400, 0)), "ends before it begins"),
        (Query(window=window_of(5, 5)), "ends before it begins"),
        (Query(window=DAY, changed=window_of(86400, 0)), "ends before it begins"),
        (Query(window=DAY, schemes=()), "each scheme once"),
        (Query(window=DAY, schemes=("fbs", "fbs")), "each scheme once"),
        (Query(window=DAY, schemes=("fbs", "fbo"), task="unfulfilled"), "FBS only"),
        (Query(window=DAY, schemes=("fbs", "fbo"), task="report"), "one scheme"),
        (Query(window=DAY, schemes=("fbo",), warehouse_ids=(1,)), "warehouse_ids"),
        (Query(window=DAY, schemes=("fbs", "fbo"), changed=DAY), "changed"),
        (Query(window=DAY, task="report", statuses=("delivered",)), "statuses"),
        (Query(window=DAY, statuses=("canceled",)), "did you mean cancelled?"),
        (Query(window=DAY, statuses=("awaiting_delivery",)), "did you mean awaiting_deliver?"),
    ],
)
def test_what_ozon_cannot_be_asked_is_refused(query: Query, said: str) -> None:
    """The message names what is wrong, in both languages."""
    with pytest.raises(UsageError) as refused:
        check_query(query)
    assert said in refused.value.text.en
    assert refused.value.text.ru
    assert refused.value.text.ru != refused.value.text.en
