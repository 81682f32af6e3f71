"""Parts of a fetch: one list over one stretch of the window, read page by page, and what is to be read after a page."""

from collections.abc import Sequence

import msgspec
from msgspec import structs

from ozlint.model.times import DAY
from ozlint.seller_api.method import listing_methods, methods, stand_in_of
from ozlint.seller_api.query import Query
from ozlint.seller_api.window import LONGEST, Window, halves, pieces

_MOST = 16
"""Parts of one list that lie side by side, where a year does not need more."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One list over one stretch of the window, and how far it is read."""

    method: str
    window: Window
    cursor: str = ""
    """Where the next page begins, in Ozon's words; for a method with an offset the offset. Empty: at the beginning."""
    last: str = ""
    """Number of the last posting of the page before, for a method with an offset; empty: nobody knows."""
    done: bool = False

    @property
    def offset(self) -> int:
        """How many postings lie before the next page, for a method with an offset."""
        return int(self.cursor or 0)


def parts_of(query: Query) -> tuple[Part, ...]:
    """Return what has to be read, in parts that can be read side by side: a part a day, and not too many."""
    days = -int(-query.window.seconds // DAY)
    return tuple(
        Part(method=listing_methods(scheme, query.task)[0].path, window=window)
        for scheme in query.schemes
        for window in pieces(query.window, LONGEST, min(days, _MOST))
    )


def undivided(query: Query) -> Part:
    """Return the list of the first scheme over the whole window, which is short."""
    return Part(method=listing_methods(query.schemes[0], query.task)[0].path, window=query.window)


def begun_anew(part: Part) -> Part:
    """Return a part as it was before its first page."""
    return Part(method=part.method, window=part.window)


def halved(part: Part) -> tuple[Part, ...]:
    """Return two parts over the halves of the window, from their beginnings; nothing if it is too short."""
    return tuple(Part(method=part.method, window=window) for window in halves(part.window))


def stood_in_for(part: Part) -> Part | None:
    """Return the same part read by the older method, from its beginning; None where there is none."""
    path = stand_in_of(part.method)
    return None if path is None else Part(method=path, window=part.window)


def following(part: Part, numbers: Sequence[str | None], cursor: str, *, has_next: bool | None) -> tuple[Part, ...]:
    """Return what is to be read after a page: the part further on, or done; its halves where it cannot go on.

    `numbers` are those of the postings on the page. Nothing is returned for a part that can neither go on nor be
    halved.
    """
    if methods()[part.method].paging == "offset":
        return (_after_offset(part, numbers, has_next=has_next),)
    if not numbers or has_next is False:
        return (_done(part),)
    if cursor not in ("", part.cursor):
        return (structs.replace(part, cursor=cursor),)
    # A cursor that stands still ends a list. On a full page that says there is more it may as well be stuck.
    if has_next and len(numbers) >= methods()[part.method].page:
        return halved(part)
    return (_done(part),)


def _after_offset(part: Part, numbers: Sequence[str | None], *, has_next: bool | None) -> Part:
    """Return the part after a page that was asked for by its offset.

    Such a page begins with the last posting of the page before. Where that is not on it, postings have left the list
    since, and others have moved up past the offset: the part goes a page back.
    """
    page = methods()[part.method].page
    if part.offset and part.last and part.last not in numbers:
        return structs.replace(part, cursor=str(max(0, part.offset - page)))
    if not numbers or has_next is False:
        return _done(part)
    last = numbers[-1] or ""
    # A short page that ends with what both pages have brings nothing new; a full one may be one gone back to.
    if last and last == part.last and len(numbers) < page:
        return _done(part)
    # A posting without number cannot be recognised on the next page: that one begins after it.
    return structs.replace(part, cursor=str(part.offset + len(numbers) - bool(last)), last=last)


def _done(part: Part) -> Part:
    return structs.replace(part, cursor="", last="", done=True)
