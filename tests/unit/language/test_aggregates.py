"""Counting over the postings of a run: how aggregates are written, and what is said of those that are written wrong."""

import pytest

from ozlint.language.aggregates import check_windows
from ozlint.language.check import check, check_condition
from ozlint.language.counting import part_of, whole_of
from ozlint.language.fault import ExpressionError
from ozlint.language.fold import fold
from ozlint.language.names import Scope
from ozlint.language.tree import Aggregate, Const, written
from ozlint.language.type import NUMBER, TEXT

RUN = Scope("batch", groups={"warehouse": TEXT})


def aggregate(text: str) -> Aggregate:
    """Return the aggregate that a text writes."""
    node = check(text, RUN)
    assert isinstance(node, Aggregate)
    return node


@pytest.mark.parametrize(
    "text",
    [
        'share(status == "cancelled" and cancellation.cancellation_type == "seller", within=days(14)) <= 0.04',
        "count(shipped) > 3",
        "count(any(p.quantity > 1 for p in products), until=today) >= 1",
        "ratio(shipped, not shipped, among=manual) < 0.5 and sum(multi_box_qty) < 10",
        "percent(share(shipped, among=manual)) <= 5",
        'error_index_zone(share(shipped)) == "green" or warehouse == "Kazan"',
        "sum(multi_box_qty, within=hours(36), until=now - days(1)) > 10",
    ],
)
def test_conditions_about_the_run(text: str) -> None:
    """Aggregates are numbers: they compare, stand in functions, and know the groups and moments of the run."""
    assert check_condition(text, RUN).type.kind == "bool"


@pytest.mark.parametrize(
    ("text", "subject", "told", "at"),
    [
        ("share(shipped) > 0.1", "posting", "share() is for rules about the run, with subject: batch", "share"),
        ('share(status = "x") > 0', "batch", "`status=` means nothing here", 'status = "x"'),
        ("share(shipped, amng=manual) > 0", "batch", "`amng=` means nothing here", "amng=manual"),
        ("share(shipped, within=days(1), within=days(2)) > 0", "batch", "`within=` is there twice", "within=days(2)"),
        ("share(shipped, within=3) > 0", "batch", "within wants a duration here, and this is a number", "3"),
        ("share(shipped, among=status) > 0", "batch", "among wants a condition here, and this is a text", "status"),
        ("share(shipped, until=days(3)) > 0", "batch", "until wants a time here, and this is a duration", "days(3)"),
        ("share(status) > 0", "batch", "share wants a condition here, and this is a text", "status"),
        ("ratio(shipped) > 0", "batch", "ratio() asks two things of each posting", "ratio(shipped)"),
        ("count() > 0", "batch", "count() asks one thing of each posting", "count()"),
        ("sum(shipped) > 0", "batch", "sum wants a number here, and this is a condition", "shipped"),
        ('status == "cancelled"', "batch", "`status` is not a field or word of the run", "status"),
        ("count(warehuse == warehouse) > 0", "batch", "`warehuse` is not a field or word of a posting", "warehuse"),
        ("count(count(shipped) > 1) > 0", "batch", "count() goes through products", "count(shipped)"),
        ("days(n=3) > days(1)", "posting", "`n=` means nothing here", "n=3"),
        ("present(x=status)", "posting", "`x=` means nothing here", "x=status"),
        ("cont(shipped) > 0", "batch", "there is no function `cont`", "cont"),
    ],
)
def test_what_is_written_wrong_is_told_in_its_place(text: str, subject: str, told: str, at: str) -> None:
    """Each mistake is an error that points at the part to mend."""
    with pytest.raises(ExpressionError) as caught:
        check(text, Scope(subject, groups=RUN.groups if subject == "batch" else {}))
    assert caught.value.message.en == told
    assert text[caught.value.start : caught.value.end] == at
    assert caught.value.message.ru


@pytest.mark.parametrize(
    ("text", "days", "is_fine"),
    [
        ("count(shipped, within=days(0)) > 1", 1.0, False),
        ("count(shipped, within=days(-1)) > 1", 1.0, False),
        ("count(shipped, within=days(2) - days(params.days)) > 1", 1.0, True),
        ("count(shipped, within=days(2) - days(params.days)) > 1", 3.0, False),
        ("1 < percent(share(shipped, within=days(params.days)))", 0.0, False),
        ("count(shipped, within=now - today) > 1", 1.0, True),
        ("count(shipped, until=today) > 1", 1.0, True),
    ],
)
def test_a_window_has_a_length(text: str, days: float, is_fine: bool) -> None:  # noqa: FBT001
    """A length of zero or less is refused, at its place, also where only the parameter makes it so."""
    node = check_condition(text, Scope("batch", {"days": NUMBER}))
    folded = fold(node, {"params.days": Const(type=NUMBER, value=days)})
    if is_fine:
        check_windows(folded)
        return
    with pytest.raises(ExpressionError) as caught:
        check_windows(folded)
    assert caught.value.message.en == "within= is a length of time over zero"
    assert text[caught.value.start : caught.value.end].startswith("days(")


def test_a_name_of_a_posting_is_asked_inside() -> None:
    """A field or word of a posting where the run is meant is told the way to ask for it."""
    for text in ("deadline < now", "delivery_method.warehouse_id == 7", "count(shipped) > multi_box_qty"):
        with pytest.raises(ExpressionError) as caught:
            check_condition(text, RUN)
        assert caught.value.hint is not None
        assert caught.value.hint.en.startswith("ask it of each posting, inside count(…)")
        assert caught.value.hint.ru


def test_a_misspelt_argument_is_guessed() -> None:
    """A name that is nearly one of the arguments is suggested; one that is not is taken for a comparison."""
    hints = []
    for text in ("share(shipped, witin=days(1)) > 0", 'share(carrier = "cdek") > 0'):
        with pytest.raises(ExpressionError) as caught:
            check(text, RUN)
        assert caught.value.hint is not None
        hints.append(caught.value.hint.en)
    assert hints == ["did you mean `within=`?", "to compare, write `carrier == …`"]


def test_the_parts_of_a_share_are_conditions_of_a_posting() -> None:
    """A share is of the postings among which it is taken, in the window; its part is those of them it holds for."""
    node = aggregate("share(shipped, among=manual, within=days(14), until=today)")
    whole, part = written(whole_of(node)), written(part_of(node))
    assert "manual" in whole
    assert "shipped" not in whole
    assert all(word in part for word in ("shipped", "manual", "in_process_at"))
    assert "in_process_at" in whole


def test_equal_questions_are_counted_once() -> None:
    """What an aggregate asks has one name wherever it stands, and another one where anything in it differs."""
    texts = [
        "share(shipped, among=manual)", "share(shipped,  among=manual)", "ratio(shipped, manual)",
        "share(shipped, within=days(1))", "share(shipped, within=days(2))", "share(shipped, until=now - days(1))",
        "share(shipped, until=today)", "share(shipped, until=now)", "share(shipped)", "count(shipped)",
    ]  # fmt: skip
    names = [written(aggregate(text)) for text in texts]
    assert names[0] == names[1]
    assert len(set(names)) == len(names) - 1
