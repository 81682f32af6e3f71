"""Earlier snapshots: the latest of each posting, since when it has its status, and which are gone."""

from collections.abc import Sequence
from math import isnan, nan
from typing import Any

import msgspec
import pytest

from ozlint.join.snapshots import Snapshots
from ozlint.model.record import Address, Place
from ozlint.sources.decoding import PostingDecoder

DECODER = PostingDecoder(["account", "status", "delivery_method.warehouse", "products[].quantity", "shipment_date"])


class Input(msgspec.Struct, frozen=True):
    """An input without lines."""

    path: str

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Where the records stand."""
        return {address: Place(self.path, address, 1, "") for address in addresses}


def posting(number: str = "1-0001-1", status: str | None = "delivering", **fields: Any) -> Any:  # noqa: ANN401
    """A decoded posting."""
    return DECODER(msgspec.json.encode({"posting_number": number, "status": status, **fields}))


@pytest.fixture
def snapshots() -> Snapshots:
    """No snapshots yet."""
    return Snapshots(DECODER.root.struct)


def add(snapshots: Snapshots, path: str, *postings: Any, at: float = nan) -> None:  # noqa: ANN401
    """Add a snapshot."""
    snapshots.inputs.append(Input(path))
    for place, one in enumerate(postings):
        snapshots.add(one, place, at)


def test_a_posting_comes_back_as_it_was(snapshots: Snapshots) -> None:
    """Known, empty and absent fields are told apart still, in records and lists too."""
    kept = posting(delivery_method={"warehouse": "Тверь"}, products=[{"quantity": 2}, {}], shipment_date=None)
    add(snapshots, "a", kept)
    assert snapshots.find(posting()) == kept
    assert snapshots.find(posting("2-0002-1")) is None


def test_the_latest_snapshot_counts(snapshots: Snapshots) -> None:
    """A posting is as the last snapshot that has it had it; others stay from the one before."""
    add(snapshots, "a", posting("1-0001-1", "awaiting_deliver"), posting("2-0002-1", "awaiting_deliver"))
    add(snapshots, "b", posting("1-0001-1", "delivering"))
    assert snapshots.find(posting("1-0001-1")).status == "delivering"
    assert snapshots.find(posting("2-0002-1")).status == "awaiting_deliver"
    assert len(snapshots) == 2


def test_since_when_a_status_is_seen(snapshots: Snapshots) -> None:
    """The first snapshot of the last run of a status tells the latest moment at which it can have begun."""
    add(snapshots, "a", posting(status="awaiting_deliver"), at=10)
    add(snapshots, "b", posting(status="delivering"), at=20)
    add(snapshots, "c", posting(status="delivering"), at=30)
    assert snapshots.since(posting(status="delivering")) == 20
    assert isnan(snapshots.since(posting(status="delivered")))
    assert snapshots.tell_time


def test_without_a_moment_nothing_is_known_of_since(snapshots: Snapshots) -> None:
    """A snapshot that does not say when it was taken tells no time; a later one that does, does."""
    add(snapshots, "a", posting())
    assert not snapshots.tell_time
    assert isnan(snapshots.since(posting()))
    add(snapshots, "b", posting(), at=30)
    assert snapshots.since(posting()) == 30


def test_accounts_are_kept_apart(snapshots: Snapshots) -> None:
    """One number in two accounts is two postings; a snapshot that names no account may be of any."""
    add(snapshots, "a", posting(status="delivered", account="one"), posting(status="delivering", account="two"))
    assert snapshots.find(posting(account="one")).status == "delivered"
    assert snapshots.find(posting(account="two")).status == "delivering"
    assert snapshots.find(posting(account="three")) is None
    add(snapshots, "b", posting("2-0002-1"))
    assert snapshots.find(posting("2-0002-1", account="one")) is not None


def test_what_nobody_asked_for_is_gone(snapshots: Snapshots) -> None:
    """The postings that the run never met are told, with the input and place they were last in."""
    add(snapshots, "a", posting("1-0001-1"), posting("2-0002-1"), posting("3-0003-1"))
    add(snapshots, "b", posting("3-0003-1", account="one"), posting("3-0003-1"))
    snapshots.find(posting("1-0001-1"))
    gone = [(one.key, one.account, one.source.path, one.address) for one in snapshots.others()]
    assert gone == [("2-0002-1", None, "a", 1), ("3-0003-1", None, "b", 1), ("3-0003-1", "one", "b", 0)]
    assert snapshots.met == 1
