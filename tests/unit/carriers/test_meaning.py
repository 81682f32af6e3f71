"""What an event of a table means: which of its words counts, and what a seller says of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.corrections import Corrections, said_key
from ozlint.carriers.meaning import aggregators, meaning_of
from ozlint.carriers.phases import vocabularies
from ozlint.model.tracking import PHASES


def corrections(*rows: tuple[str, str, Any]) -> Corrections:
    """What a seller says."""
    return Corrections({(carrier, said_key(carrier, said)): phase for carrier, said, phase in rows})


@pytest.mark.parametrize(
    ("carrier", "said", "phase"),
    [
        ("cdek", {"code": "RECEIVED_AT_SHIPMENT_WAREHOUSE"}, "accepted"),
        ("cdek", {"code": "4"}, "delivered"),
        ("cdek", {"text": "DELIVERED"}, "delivered"),
        ("cdek", {"text": "Вручен"}, "delivered"),
        ("cdek", {"code": "Вручен"}, "delivered"),
        ("cdek", {"text": "Доставлено"}, "delivered"),
        ("boxberry", {"text": "Возвращено с курьерской доставки"}, "in_transit"),
        ("russian_post", {"code": "8:2"}, "arrived_pickup_point"),
        ("russian_post", {"code": "28:-"}, "registered"),
        ("17track", {"code": "InTransit_PickedUp"}, "accepted"),
        ("деловые линии", {"text": "Доставлено"}, "delivered"),
        ("", {"phase": "in_transit"}, "in_transit"),
        ("", {"phase": "В пути"}, "in_transit"),
        ("", {"phase": "out for delivery"}, "out_for_delivery"),
        ("cdek", {"phase": "Принят на склад транзита"}, "in_transit"),
    ],
)
def test_words(carrier: str, said: dict[str, str], phase: str) -> None:
    """A code counts at its carrier, then the carrier's names of codes, then ozlint's words for phases."""
    meaning = meaning_of(carrier, **said)
    assert meaning.phase == phase
    assert meaning.known


@pytest.mark.parametrize(
    ("carrier", "said"),
    [("cdek", {"code": "BRAND_NEW"}), ("", {"code": "4"}), ("nobody", {"text": "Отдали"}), ("cdek", {}), ("", {})],
)
def test_what_nobody_knows(carrier: str, said: dict[str, str]) -> None:
    """What no table has is unknown, and known to be so."""
    meaning = meaning_of(carrier, **said)
    assert meaning.phase == "unknown"
    assert not meaning.known


def test_a_code_nobody_can_tell_the_phase_of_is_known() -> None:
    """A code that is mapped to unknown is none that anybody needs to map."""
    meaning = meaning_of("17track", code="NotFound_Other")
    assert (meaning.phase, meaning.known) == ("unknown", True)


def test_the_code_outweighs_a_phase_worked_out_from_it() -> None:
    """A program that takes CDEK's ACCEPTED for the parcel's acceptance is not believed: it is only data."""
    assert meaning_of("cdek", code="ACCEPTED", phase="accepted").phase == "registered"
    assert meaning_of("cdek", text="Принят", phase="accepted").phase == "registered"
    assert meaning_of("cdek", code="BRAND_NEW", phase="accepted").phase == "accepted"


@pytest.mark.parametrize("word", ["ACCEPTED", "accepted"])
def test_accepted_without_a_carrier_says_nothing(word: str) -> None:
    """ACCEPTED is the first scan of some and the data of CDEK: without the carrier it is unknown, but as a phase."""
    assert meaning_of("", code=word).phase == "unknown"
    assert meaning_of("", text=word).phase == "unknown"
    assert meaning_of("", phase=word).phase == "accepted"


def test_delivered_is_a_leg_of_the_post() -> None:
    """«Доставлено» of Почта ends a leg of a lorry or plane; nobody got the parcel."""
    assert meaning_of("russian_post", text="Доставлено").phase == "in_transit"


@pytest.mark.parametrize(
    ("carrier", "said", "phase"),
    [
        ("cdek", {"code": "DELIVERED"}, "returned"),
        ("cdek", {"code": "CREATED"}, "registered"),
        ("", {"phase": "delivered"}, "returned"),
        ("", {"phase": "in_transit"}, "returning"),
    ],
)
def test_the_way_back(carrier: str, said: dict[str, str], phase: str) -> None:
    """On the way back movement is returning, delivery returned, data stays data."""
    assert meaning_of(carrier, returning=True, **said).phase == phase


def test_what_the_seller_says() -> None:
    """It goes before the carrier's own table, for all carriers after it, and before ozlint's words."""
    said = corrections(
        ("cdek", "DELIVERED", "in_transit"),
        ("cdek", "Новый статус", "arrived_pickup_point"),
        ("russian_post", "8", "info"),
        ("*", "DELIVERED", "lost"),
        ("*", "вручено", "exception"),
    )
    assert meaning_of("cdek", code="delivered ", corrections=said).phase == "in_transit"
    assert meaning_of("cdek", text="новый  СТАТУС", corrections=said).phase == "arrived_pickup_point"
    assert meaning_of("cdek", text="новый статус", returning=True, corrections=said).phase == "returning"
    assert meaning_of("russian_post", code="8:-", corrections=said).phase == "info"
    assert meaning_of("dpd", code="Delivered", corrections=said).phase == "delivered"
    assert meaning_of("dpd", text="Вручено", corrections=said).phase == "exception"
    assert meaning_of("dpd", phase="delivered", corrections=said).phase == "delivered"


def test_aggregators() -> None:
    """Those that tell of parcels of all carriers have words of their own and are no carriers."""
    assert aggregators() == {"17track", "aftership", "trackingmore", "karrio"}


@given(
    st.sampled_from(sorted(vocabularies())) | st.text(),
    st.text(), st.text(), st.text(), st.booleans(),
)  # fmt: skip
def test_any_words_mean_a_phase(carrier: str, code: str, text: str, phase: str, returning: bool) -> None:  # noqa: FBT001
    """Nothing that a row may say fails."""
    assert meaning_of(carrier, code=code, text=text, phase=phase, returning=returning).phase in PHASES
