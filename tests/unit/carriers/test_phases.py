"""What the codes of carriers and aggregators mean."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.names import known_carriers
from ozlint.carriers.phases import label_of, phase_of, vocabularies
from ozlint.model.table import table_rows
from ozlint.model.tracking import PHASES, Phase

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "carrier_statuses.tsv"
TABLES = Path(__file__).parents[3] / "ozlint" / "carriers" / "statuses"
NO_CARRIERS = {"cdek_codes", "cdek_reasons", "17track", "aftership", "trackingmore", "karrio", "canonical"}
FACTS_NAMES = {
    "cdek_status_code": "cdek_codes",
    "cdek_status_reason_code": "cdek_reasons",
    "pochta": "russian_post",
    "dpd_ru": "dpd",
    "yandex_delivery": "yandex",
    "5post": "fivepost",
    "cainiao_actionCode": "cainiao",
    "17track_v1_state": "17track",
    "17track_v2": "17track",
    "trackingmore_v4": "trackingmore",
    "dhl_unified_statusCode": "dhl",
}
"""What the facts call a vocabulary, where it is not what ozlint calls it."""
MOVEMENT = {"accepted", "in_transit", "arrived_pickup_point", "out_for_delivery"}


def facts() -> Iterator[tuple[str, str, str]]:
    """The vocabulary, code and phase of every collected fact; Boxberry's codes are an aggregator's, its texts count."""
    with FACTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            vocabulary = FACTS_NAMES.get(row["carrier"], row["carrier"])
            codes = row["original_label"] if vocabulary == "boxberry" else row["code"]
            for code in codes.split(" / "):
                yield vocabulary, code, row["canonical_phase"]


def test_vocabularies() -> None:
    """There is a vocabulary for each carrier and aggregator whose codes are known; a carrier's is named as it is."""
    assert vocabularies() == NO_CARRIERS | {
        "cdek", "russian_post", "boxberry", "dpd", "yandex", "fivepost", "magnit_post", "cainiao", "dhl",
    }  # fmt: skip
    assert vocabularies() - NO_CARRIERS <= known_carriers()


@pytest.mark.parametrize("vocabulary", sorted(vocabularies()))
def test_tables_are_sound(vocabulary: str) -> None:
    """Every row has six columns, a legal phase and a source; no code stands twice, however it is written."""
    head = (TABLES / f"{vocabulary}.tsv").read_text(encoding="utf-8").partition("\n")[0]
    assert head.split("\t") == ["code", "label", "phase", "return_phase", "note", "source"]
    rows = table_rows(f"carriers/statuses/{vocabulary}.tsv")
    assert rows
    assert {len(row) for row in rows} == {6}
    plain = [code.casefold().replace(" ", "").replace("_", "").replace("ё", "е") for code, *_ in rows]
    assert len(set(plain)) == len(plain)
    for code, label, phase, return_phase, _, source in rows:
        assert code == code.strip() != ""
        assert label == label.strip()
        assert phase in PHASES
        assert return_phase in {"", *PHASES}
        assert source
        assert phase_of(vocabulary, code) == phase
        assert label_of(vocabulary, code) == label


@pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")
def test_covers_the_collected_facts() -> None:
    """Every code that was collected has the phase that was worked out for it."""
    collected = list(facts())
    assert len(collected) > 800
    assert [fact for fact in collected if phase_of(fact[0], fact[1]) != fact[2]] == []


@pytest.mark.parametrize(
    ("vocabulary", "code"),
    [
        ("cdek", "ACCEPTED"),
        ("cdek", "CREATED"),
        ("cdek_codes", "1"),
        ("boxberry", "Загружен реестр ИМ"),
        ("boxberry", "Заказ создан в личном кабинете"),
        ("boxberry", "Заказ включен в акт. В обработке"),
        ("boxberry", "Получена информация о заказе. Отправление еще не передано на доставку в Boxberry"),
        ("russian_post", "20:0"),
        ("russian_post", "27:0"),
        ("russian_post", "28:0"),
        ("russian_post", "34:0"),
        ("russian_post", "37:0"),
        ("russian_post", "39:2"),
        ("russian_post", "47:0"),
        ("russian_post", "59:0"),
        ("dpd", "NewOrderByClient"),
        ("dpd", "OrderPending"),
        ("dpd", "OK"),
        ("yandex", "CREATED"),
        ("yandex", "DELIVERY_PROCESSING_STARTED"),
        ("yandex", "DELIVERY_TRACK_RECIEVED"),
        ("yandex", "DELIVERY_LOADED"),
        ("fivepost", "APPROVED"),
        ("magnit_post", "CREATED"),
        ("cainiao", "GWMS_ACCEPT"),
        ("cainiao", "GWMS_PACKAGE"),
        ("cainiao", "AE_ORDER_PLACED"),
        ("cainiao", "PU_PICKUP_FAILURE"),
        ("17track", "InfoReceived"),
        ("aftership", "InfoReceived"),
        ("aftership", "InfoReceived_001"),
        ("trackingmore", "inforeceived001"),
        ("trackingmore", "pending004"),
        ("karrio", "pending"),
        ("dhl", "pre-transit"),
        ("canonical", "InfoReceived"),
    ],
)
def test_data_is_no_parcel(vocabulary: str, code: str) -> None:
    """Where only data came in the parcel is registered, whatever the words, and on a return just so."""
    assert phase_of(vocabulary, code) == "registered"
    assert phase_of(vocabulary, code, returning=True) == "registered"


@pytest.mark.parametrize(
    ("vocabulary", "code"),
    [
        ("cdek", "RECEIVED_AT_SHIPMENT_WAREHOUSE"),
        ("cdek", "RECEIVED_AT_SENDER_WAREHOUSE"),
        ("cdek_codes", "3"),
        ("russian_post", "1:1"),
        ("boxberry", "Принято к доставке"),
        ("dpd", "OnTerminalPickup"),
        ("yandex", "SORTING_CENTER_AT_START"),
        ("fivepost", "RECEIVED_IN_WAREHOUSE_BY_PLACES"),
        ("magnit_post", "ACCEPTED_AT_WAREHOUSE"),
        ("cainiao", "PU_PICKUP_SUCCESS"),
        ("17track", "InTransit_PickedUp"),
        ("17track", "PickedUp"),
        ("aftership", "InTransit_002"),
        ("karrio", "picked_up"),
    ],
)
def test_first_physical_scan(vocabulary: str, code: str) -> None:
    """The first scan of the parcel itself is accepted; on a return it is the way back."""
    assert phase_of(vocabulary, code) == "accepted"
    assert phase_of(vocabulary, code, returning=True) == "returning"


@pytest.mark.parametrize(
    ("vocabulary", "code"),
    [
        ("cdek", "RETURNED_TO_SENDER_CITY_WAREHOUSE"),
        ("cdek", "RETURNED_TO_TRANSIT_WAREHOUSE"),
        ("cdek", "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE"),
        ("cdek_codes", "16"),
        ("cdek_codes", "17"),
        ("cdek_codes", "18"),
        ("boxberry", "Возвращено с курьерской доставки"),
        ("dpd", "ReturnedFromDelivery"),
    ],
)
def test_returned_that_is_no_return(vocabulary: str, code: str) -> None:
    """A parcel that came back to a depot is still on its way to the buyer."""
    assert phase_of(vocabulary, code) == "in_transit"


def test_delivered_that_is_a_leg() -> None:
    """«Доставлено» of a line-haul is movement; the same word of a letter box is delivery."""
    assert phase_of("russian_post", "31:21") == "in_transit"
    assert phase_of("russian_post", "21:1") == "delivered"


@pytest.mark.parametrize("attribute", [2, 4, 7, 9, 16, 20, 22, 24, 28, 29, 30, 31])
def test_handed_to_the_sender(attribute: int) -> None:
    """Почта's delivery to the sender is a return that has ended, whatever else is known."""
    assert phase_of("russian_post", f"2:{attribute}") == "returned"
    assert phase_of("russian_post", f"2:{attribute}", returning=True) == "returned"


@pytest.mark.parametrize("attribute", [1, 3, 5, 6, 8, 10, 11, 12, 13, 15, 17, 18, 19, 21, 23, 25, 26, 27])
def test_handed_to_the_addressee(attribute: int) -> None:
    """Почта's delivery to the addressee is delivery; after a return began the two contradict each other."""
    assert phase_of("russian_post", f"2:{attribute}") == "delivered"
    assert phase_of("russian_post", f"2:{attribute}", returning=True) == "unknown"


@pytest.mark.parametrize(
    ("code", "phase"),
    [
        ("28:", "registered"),
        ("28:-", "registered"),
        ("28", "registered"),
        (" 28 : 0 ", "registered"),
        ("2:", "delivered"),
        ("8:-", "in_transit"),
        ("1:0", "accepted"),
        ("1:-", "accepted"),
        ("1:99", "accepted"),
        ("3:", "returning"),
        ("3:99", "returning"),
        ("6:99", "arrived_pickup_point"),
        ("21:0", "delivered"),
        ("44:99", "exception"),
        ("1027:9", "lost"),
        ("2:99", "unknown"),
        ("8:999", "unknown"),
        ("12:99", "unknown"),
        ("102:1", "unknown"),
        ("99:1", "unknown"),
        (":1", "unknown"),
        ("прием", "unknown"),
    ],
)
def test_attributes_of_operations(code: str, phase: Phase) -> None:
    """No attribute is 0; one nobody listed means what all of its operation mean, and is unknown where they differ."""
    assert phase_of("russian_post", code) == phase


@pytest.mark.parametrize(
    ("vocabulary", "code", "phase"),
    [
        ("cdek", "IN_CUSTOMS_INTERNATIONAL ", "in_transit"),
        ("cdek", " delivered\n", "delivered"),
        ("dpd", "ontermiNALpickup", "accepted"),
        ("boxberry", "выдано", "delivered"),
        ("boxberry", "Заказ включён в акт, в обработке", "registered"),
        ("boxberry", "Отправлено в пункт прие\u0306ма.", "returning"),
        ("boxberry", "«Возвращено в ИМ»", "returned"),
        ("boxberry", "В пути в город  Получателя", "in_transit"),
        ("aftership", "intransit_002", "accepted"),
        ("cainiao", "ae_gwms_outbound", "registered"),
        ("cainiao", "CC_IM_START", "in_transit"),
        ("cainiao", "LH_ARRIVE", "in_transit"),
        ("cainiao", "AE_LH_ARRIVE", "in_transit"),
        ("cainiao", "AE_GTMS_SIGNED", "delivered"),
    ],
)
def test_spelling_does_not_matter(vocabulary: str, code: str, phase: Phase) -> None:
    """Blanks around a code and its case do not matter; in Boxberry's texts neither do punctuation, ё and й."""
    assert phase_of(vocabulary, code) == phase


@pytest.mark.parametrize(
    ("vocabulary", "code", "phase"),
    [
        ("aftership", "InTransit_099", "in_transit"),
        ("aftership", "AttemptFail_002", "exception"),
        ("aftership", "Delivered_003", "delivered"),
        ("aftership", "Exception_010", "returning"),
        ("aftership", "Pending_003", "unknown"),
        ("17track", "Delivered", "delivered"),
        ("17track", "InTransit_SomethingNew", "in_transit"),
        ("17track", "Exception_Returned", "returned"),
        ("17track", "NotFound_Other", "unknown"),
        ("17track", "40", "delivered"),
        ("17track", "10", "in_transit"),
        ("trackingmore", "transit", "in_transit"),
        ("trackingmore", "transit099", "in_transit"),
        ("trackingmore", "pickup", "unknown"),
        ("trackingmore", "pickup002", "arrived_pickup_point"),
        ("trackingmore", "pickup099", "unknown"),
        ("trackingmore", "pending001", "unknown"),
    ],
)
def test_aggregators(vocabulary: str, code: str, phase: Phase) -> None:
    """A finer status nobody listed means what its main status means; where that has two meanings, neither."""
    assert phase_of(vocabulary, code) == phase


@pytest.mark.parametrize(
    ("vocabulary", "code", "back"),
    [
        ("cdek", "SENT_TO_RECIPIENT_CITY", "returning"),
        ("cdek", "RETURNED_TO_TRANSIT_WAREHOUSE", "returning"),
        ("cdek", "TAKEN_BY_COURIER", "returning"),
        ("cdek", "ACCEPTED_AT_PICK_UP_POINT", "returning"),
        ("cdek", "DELIVERED", "returned"),
        ("cdek_codes", "4", "returned"),
        ("dpd", "OnRoad", "returning"),
        ("dpd", "Delivered", "returned"),
        ("dpd", "Lost", "lost"),
        ("fivepost", "SHIPPED", "returning"),
        ("fivepost", "RETURNED_TO_PARTNER", "returned"),
        ("cdek", "REMOVED", "cancelled"),
        ("cdek", "INVALID", "exception"),
        ("russian_post", "8:21", "info"),
        ("cdek", "NEW_CODE", "unknown"),
    ],
)
def test_on_the_way_back(vocabulary: str, code: str, back: Phase) -> None:
    """On a return movement is returning and delivery is returned; what is neither stays."""
    assert phase_of(vocabulary, code, returning=True) == back


@pytest.mark.parametrize("vocabulary", sorted(vocabularies()))
def test_no_return_moves_towards_the_buyer(vocabulary: str) -> None:
    """No code whatever means on a return that the parcel is on its way to the buyer, or with him."""
    for code, *_ in table_rows(f"carriers/statuses/{vocabulary}.tsv"):
        assert phase_of(vocabulary, code, returning=True) not in MOVEMENT | {"delivered"}


@pytest.mark.parametrize("phase", PHASES)
def test_phases_are_their_own_words(phase: Phase) -> None:
    """A phase is known by its name, with blanks, dashes or none in it, in any case."""
    for word in (phase, phase.replace("_", " ").title(), phase.replace("_", "-"), phase.replace("_", "").upper()):
        assert phase_of("canonical", word) == phase


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        ("Зарегистрировано", "registered"),
        ("создан", "registered"),
        ("Принято перевозчиком", "accepted"),
        ("В пути", "in_transit"),
        ("В ПУНКТЕ ВЫДАЧИ", "arrived_pickup_point"),
        ("Готов к выдаче", "arrived_pickup_point"),
        ("Передано курьеру", "out_for_delivery"),
        ("Доставлен", "delivered"),
        ("вручено", "delivered"),
        ("Возвращается", "returning"),
        ("Возвращён отправителю", "returned"),
        ("возвращен отправителю", "returned"),
        ("утерян", "lost"),
        ("Проблема", "exception"),
        ("Отменён", "cancelled"),
        ("canceled", "cancelled"),
        ("неизвестно", "unknown"),
        ("AvailableForPickup", "arrived_pickup_point"),
        ("OutForDelivery", "out_for_delivery"),
        ("DeliveryFailure", "exception"),
        ("AttemptFail", "exception"),
        ("return_to_sender", "returning"),
        ("pre-transit", "registered"),
        ("NotFound", "unknown"),
        ("Возврат отправителю", "returning"),
        ("Принято от отправителя", "accepted"),
        ("Заказ создан", "registered"),
        ("Вручено отправителю", "returned"),
        ("Delivered to recipient", "delivered"),
    ],
)
def test_canonical_words(word: str, phase: Phase) -> None:
    """The phases have Russian words, and the tags of the aggregators mean phases."""
    assert phase_of("canonical", word) == phase


@pytest.mark.parametrize("word", ["принят", "принято", "возвращён", "возвращено", "picked_up", "pending", "pickup", ""])
def test_words_with_two_meanings(word: str) -> None:
    """What one carrier says of data and another of a parcel, or of opposite ends of the way, is not guessed."""
    assert phase_of("canonical", word) == "unknown"


@pytest.mark.parametrize("vocabulary", ["", "ozon", "CDEK", "../names", "cdek.tsv", "\0"])
def test_no_such_vocabulary(vocabulary: str) -> None:
    """In a vocabulary nobody has every code is unknown, and no file is looked for."""
    assert phase_of(vocabulary, "DELIVERED") == "unknown"
    assert label_of(vocabulary, "DELIVERED") == ""


@given(st.sampled_from(sorted(vocabularies())) | st.text(), st.text(), st.booleans())
def test_any_code_is_answered(vocabulary: str, code: str, returning: bool) -> None:  # noqa: FBT001 - of a strategy
    """No code makes the question fail, and blanks around it change no answer."""
    phase = phase_of(vocabulary, code, returning=returning)
    assert phase in PHASES
    assert phase_of(vocabulary, f" {code} ", returning=returning) == phase


def test_labels() -> None:
    """A code has the carrier's name for it; a carrier's own wording needs none."""
    assert label_of("cdek", "RECEIVED_AT_SHIPMENT_WAREHOUSE") == "Принят на склад отправителя"
    assert (
        label_of("cdek_reasons", "5") == "Возврат, не должен выполняться: фактически нет отправления (на бумаге есть)"
    )
    assert label_of("russian_post", "8:2") == "Обработка - Прибыло в место вручения"
    assert label_of("russian_post", "1:99") == "Прием"
    assert label_of("boxberry", "Выдано") == ""
    assert label_of("cdek", "NEW_CODE") == ""
