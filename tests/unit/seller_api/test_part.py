"""Paging: when a list goes on, when it ends, and what is done where it can do neither."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ozlint.model.times import DAY
from ozlint.seller_api.method import methods
from ozlint.seller_api.part import Part, begun_anew, following, halved, parts_of, stood_in_for
from ozlint.seller_api.query import Query
from ozlint.seller_api.window import LONGEST, window_of

NEW = Part(method="/v4/posting/fbs/list", window=window_of(0, DAY))
OLD = Part(method="/v3/posting/fbs/list", window=window_of(0, DAY))
FULL = [str(number) for number in range(100)]


def done(part: Part) -> tuple[Part, ...]:
    """Return a part that was read to its end."""
    return (structs.replace(part, cursor="", last="", done=True),)


@pytest.mark.parametrize(
    ("days", "schemes", "count"),
    [(1, ("fbs",), 1), (7, ("fbs",), 7), (7, ("fbs", "fbo"), 14), (90, ("fbs",), 16), (365 * 3, ("fbs",), 16)],
)
def test_a_window_is_read_in_parts(days: int, schemes: tuple[str, ...], count: int) -> None:
    """A part a day, and no more than lie well side by side; each scheme has its own."""
    parts = parts_of(Query(window=window_of(0, days * DAY), schemes=schemes))  # type: ignore[arg-type]
    assert len(parts) == count
    assert {methods()[part.method].scheme for part in parts} == set(schemes)


def test_no_part_is_longer_than_a_year() -> None:
    """Forty years are more parts than lie side by side."""
    parts = parts_of(Query(window=window_of(0, 40 * LONGEST)))
    assert len(parts) == 41
    assert max(part.window.seconds for part in parts) <= LONGEST


def test_a_moved_cursor_leads_on() -> None:
    """The next page begins where the answer says, whether or not the answer says that there is one."""
    for has_next in (True, None):
        assert following(NEW, FULL, "b", has_next=has_next) == (structs.replace(NEW, cursor="b"),)


@pytest.mark.parametrize(
    ("numbers", "cursor", "has_next"),
    [
        (FULL, "b", False),
        ([], "b", True),
        ([], "", None),
        (FULL[:99], "a", True),
        (FULL[:99], "", True),
        (FULL, "a", None),
        (FULL, "", False),
    ],
)
def test_a_list_ends(numbers: list[str], cursor: str, has_next: bool | None) -> None:  # noqa: FBT001 - a parameter of a case
    """By word, by an empty page whatever it promises, and by a cursor that stands still or is empty."""
    part = structs.replace(NEW, cursor="a")
    assert following(part, numbers, cursor, has_next=has_next) == done(part)


@pytest.mark.parametrize("cursor", ["a", ""])
def test_a_list_that_is_stuck_is_halved(cursor: str) -> None:
    """A full page that promises more and leads nowhere may hide postings: shorter windows bring them out."""
    part = structs.replace(NEW, cursor="a")
    assert following(part, FULL, cursor, has_next=True) == halved(part)
    assert all((half.cursor, half.done) == ("", False) for half in halved(part))


def test_a_list_that_is_stuck_in_a_moment_cannot_be_read() -> None:
    """Nothing stands in for a window that is too short to be halved."""
    part = Part(method=NEW.method, window=window_of(0, 3), cursor="a")
    assert following(part, FULL, "a", has_next=True) == ()


def test_another_method_begins_anew() -> None:
    """A cursor means nothing to another method."""
    part = structs.replace(NEW, cursor="a")
    assert stood_in_for(part) == OLD
    assert stood_in_for(OLD) is None
    assert begun_anew(part) == NEW


def test_pages_by_offset_overlap_by_a_posting() -> None:
    """The next page begins with the last posting of this one, which shows that nothing slipped in between."""
    (second,) = following(OLD, FULL[:50], "", has_next=True)
    assert (second.offset, second.last) == (49, "49")
    (third,) = following(second, FULL[49:99], "", has_next=True)
    assert (third.offset, third.last) == (98, "98")
    assert following(third, FULL[98:], "", has_next=False) == done(third)


@pytest.mark.parametrize("has_next", [True, None])
def test_a_list_by_offset_ends_with_a_page_that_brings_nothing_new(has_next: bool | None) -> None:  # noqa: FBT001 - a parameter of a case
    """The only posting of the last page is the one that both pages have."""
    part = structs.replace(OLD, cursor="49", last="49")
    assert following(part, ["49"], "", has_next=has_next) == done(part)


@pytest.mark.parametrize("numbers", [["55", "56"], []])
def test_a_list_that_has_moved_up_is_read_a_page_earlier(numbers: list[str]) -> None:
    """Without the posting that both pages should have, the ones behind it may have been passed over."""
    part = structs.replace(OLD, cursor="99", last="99")
    (back,) = following(part, numbers, "", has_next=False)
    assert (back.offset, back.last, back.done) == (49, "99", False)
    (first,) = following(structs.replace(part, cursor="30"), numbers, "", has_next=False)
    assert first.offset == 0


def test_a_posting_without_number_does_not_hold_up_a_list() -> None:
    """It cannot be recognised on the next page, which begins after it."""
    (second,) = following(OLD, [*FULL[:49], None], "", has_next=True)
    assert (second.offset, second.last) == (50, "")
    (third,) = following(second, FULL[50:99], "", has_next=True)
    assert third.last == "98"


def read_list(stock: list[str], part: Part, between: Callable[[], None]) -> list[str]:
    """Read a list as a server with offsets gives it."""
    page, found = methods()[part.method].page, []
    for _ in range(500):
        if part.done:
            return found
        numbers = stock[part.offset : part.offset + page]
        has_next = part.offset + page < len(stock)
        found += numbers
        (part,) = following(part, numbers, "", has_next=has_next)
        between()
    raise AssertionError("a list has an end")


@given(st.integers(0, 230), st.lists(st.integers(0, 229), max_size=60), st.integers(0, 5))
def test_what_stays_in_a_list_is_read_though_others_vanish(count: int, leaving: list[int], at_once: int) -> None:
    """Whatever leaves between two pages, from wherever, every posting that stays is read."""
    stock = [str(place) for place in range(count)]
    going = [str(place) for place in leaving]

    def between() -> None:
        for number in going[:at_once]:
            if number in stock:
                stock.remove(number)
        del going[:at_once]

    found = read_list(stock, OLD, between)
    assert set(stock) <= set(found)
