"""What is said of a posting: a record, nothing where one was asked for, or unknown."""

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from ozlint.join.beside import Beside, OtherInputs, join_paths
from ozlint.join.parcels import Parcels
from ozlint.model.tracking import TrackingEvent
from ozlint.sources.decoding import PostingDecoder

DECODER = PostingDecoder(join_paths())


def beside() -> Beside:
    """Events of CDEK for one parcel."""
    parcels = Parcels()
    parcels.add(
        TrackingEvent(
            tracking_number="7701", posting_number="1-0001-1", carrier="cdek", code="X", phase="accepted", at=9.0
        )
    )
    return Beside(OtherInputs(parcels=parcels), now=100.0)


def reality(number: str | None, carrier: str, posting: str = "2-0002-1") -> Any:  # noqa: ANN401
    """What is said of a posting with a tracking number and a carrier."""
    document = {"posting_number": posting, "tracking_number": number, "delivery_method": {"tpl_provider": carrier}}
    return beside().of(DECODER(msgspec.json.encode(document)))["reality"]


def test_a_known_number_is_joined() -> None:
    """The events of the number are what the carrier says, whoever the posting names."""
    assert reality("7 701", "DPD", "1-0001-1").phase == "accepted"
    assert reality(None, "DPD", "1-0001-1").tracking_number == "7701"


def test_a_carrier_that_was_asked_and_knows_nothing_says_so() -> None:
    """Its events are here, and none is of this parcel: that is known."""
    assert reality("8802", "СДЭК") is None


@pytest.mark.parametrize(("number", "carrier"), [("8802", "DPD"), ("8802", ""), (None, "СДЭК"), ("-", "СДЭК")])
def test_what_was_not_asked_is_unknown(number: str | None, carrier: str) -> None:
    """Of a carrier whose events are not here, or without a number to ask for, nothing is known."""
    assert reality(number, carrier) is UNSET


def test_a_number_of_another_posting_says_nothing() -> None:
    """The carrier knows it as another posting's: neither that it has this one is known, nor that it has not."""
    assert reality("7701", "СДЭК") is UNSET


def test_only_what_was_given_is_looked_up() -> None:
    """Records of inputs that were not given are not among those named."""
    assert beside().given == {"reality"}
    assert "previous" not in beside().of(DECODER(b'{"posting_number": "1"}'))
