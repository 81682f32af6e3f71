"""Codes by the names that carriers give them."""

import pytest

from ozlint.carriers.labels import code_of_label
from ozlint.carriers.phases import phase_of


@pytest.mark.parametrize(
    ("vocabulary", "text", "phase"),
    [
        ("cdek", "Вручен", "delivered"),
        ("cdek", "ПРИНЯТ НА СКЛАД ОТПРАВИТЕЛЯ", "accepted"),
        ("cdek", "Возвращён на склад отправителя", "in_transit"),
        ("russian_post", "Обработка - Прибыло в место вручения", "arrived_pickup_point"),
        ("russian_post", "Обработка: прибыло в место вручения", "arrived_pickup_point"),
        ("russian_post", "Прибыло в место вручения", "arrived_pickup_point"),
        ("russian_post", "Вручение отправителю", "returned"),
        ("russian_post", "Доставлено", "in_transit"),
        ("yandex", "На складе сортировочного центра", "accepted"),
    ],
)
def test_names_of_codes(vocabulary: str, text: str, phase: str) -> None:
    """A carrier's name of a code is known in any case and with either е, an attribute of Почта also alone."""
    code = code_of_label(vocabulary, text)
    assert code is not None
    assert phase_of(vocabulary, code) == phase


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [("cdek", "В пути"), ("cdek", ""), ("nobody", "Вручен"), ("russian_post", "Истек срок хранения")],
)
def test_names_of_nothing(vocabulary: str, text: str) -> None:
    """A name nobody knows is no code, nor is one that stands for codes of different phases."""
    assert code_of_label(vocabulary, text) is None
