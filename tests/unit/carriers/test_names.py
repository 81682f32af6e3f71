"""The names of carriers."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.names import carrier_code, known_carrier, known_carriers
from ozlint.model.table import table_rows

TRACKING_FACTS = Path(__file__).parents[4] / "shared" / "domain" / "carrier_statuses.tsv"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("СДЭК", "cdek"),
        ("сдэк", "cdek"),
        ("CDEK", "cdek"),
        ("Sdek", "cdek"),
        ("СДЭК курьер", "cdek"),
        ("ООО «СДЭК»", "cdek"),
        ("Доставка СДЭК (до двери)", "cdek"),
        ("Почта России", "russian_post"),
        ('АО "Почта  России"', "russian_post"),
        ("Почта", "russian_post"),
        ("Russian Post", "russian_post"),
        ("EMS Почта России", "russian_post"),
        ("pochta", "russian_post"),
        ("Boxberry", "boxberry"),
        ("Боксберри ПВЗ", "boxberry"),
        ("DPD", "dpd"),
        ("dpd_ru", "dpd"),
        ("Яндекс.Доставка", "yandex"),
        ("yandex_delivery", "yandex"),
        ("5Post", "fivepost"),
        ("5-Post", "fivepost"),
        ("X5 5Post", "fivepost"),
        ("Магнит Пост", "magnit_post"),
        ("Cainiao", "cainiao"),
        ("菜鸟", "cainiao"),
        ("YunExpress", "yunexpress"),
        ("Yun Express", "yunexpress"),
        ("Pony-Express", "pony_express"),
        ("Пони Экспресс", "pony_express"),
        ("GUOO", "guoo"),
        ("CEL", "cel"),
        ("Ural", "ural"),
        ("XY", "xingyuan"),
        ("Xingyuan Express", "xingyuan"),
        ("ZTO", "zto"),
        ("China Post", "chinapost"),
        ("IML", "iml"),
    ],
)
def test_known_names(name: str, code: str) -> None:
    """Names in any case, with quotes, marks and further words give the carrier's code."""
    assert carrier_code(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "Ozon",
        "Ozon Логистика",
        "Ozon Delivery",
        "Ozon shipment",
        "Ozon Доставка",
        "Доставка Ozon",
        "Ozon配送",
        "ОЗОН",
        "Ozon Логистика курьеру",
        "Доставка Ozon самостоятельно, Ногинск",
    ],
)
def test_ozon_itself(name: str) -> None:
    """Every name that Ozon gives its own delivery is ozon."""
    assert carrier_code(name) == "ozon"


@pytest.mark.parametrize("name", ["Яндекс\u00a0Доставка", "Яндекс \t Доставка"])
def test_blanks(name: str) -> None:
    """White space of any kind is one blank."""
    assert carrier_code(name) == "yandex"


def test_letters_of_two_characters() -> None:
    """A letter written as two characters, as macOS does, is the same letter."""
    assert carrier_code("Цаи\u0306няо") == carrier_code("Цайняо") == "cainiao"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Достависта", "достависта"),
        ("  Мой Курьер ", "мой курьер"),
        ("", ""),
        ("—", "—"),
        ("Партнёры Ozon", "партнёры ozon"),
        ("CEL Ozon Standard", "cel ozon standard"),
        ("Leader Trans", "leader trans"),
        ("Ural Logistics", "ural logistics"),
        ("Унипочта", "унипочта"),
        ("Почта Банк", "почта банк"),
        ("Магнит Косметик", "магнит косметик"),
        ("uni", "uni"),
        ("University", "university"),
        ("SDEKO", "sdeko"),
    ],
)
def test_nothing_is_guessed(name: str, expected: str) -> None:
    """A name that is not known, or only resembles one, stays itself in lower case."""
    assert carrier_code(name) == expected


def test_two_carriers_in_one_name() -> None:
    """With two carriers in a name none is chosen."""
    assert carrier_code("СДЭК / Boxberry") == "сдэк / boxberry"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("russian-post", "russian_post"),
        ("Russian Post", "russian_post"),
        ("China Post", "chinapost"),
        ("dpd-ru", "dpd"),
        ("cainiao", "cainiao"),
        ("usps", ""),
        ("СДЭК / Boxberry", ""),
        ("", ""),
    ],
)
def test_carriers_that_others_name(name: str, code: str) -> None:
    """An aggregator's name of a carrier gives its code, and none where the carrier is not known."""
    assert known_carrier(name) == code


def test_known_carriers() -> None:
    """The codes are the carriers', with Ozon itself."""
    assert known_carriers() == {
        "cdek", "russian_post", "boxberry", "dpd", "yandex", "fivepost", "magnit_post", "cainiao", "yunexpress",
        "pony_express", "dhl", "ozon", "guoo", "cel", "ural", "abt", "atc", "leader", "oyx", "rets", "tanais", "uni",
        "xingyuan", "zto", "chinapost", "iml",
    }  # fmt: skip


@pytest.mark.parametrize("code", sorted(known_carriers()))
def test_a_code_is_its_own_name(code: str) -> None:
    """A code given as a name is itself."""
    assert carrier_code(code) == code


def test_table_is_sound() -> None:
    """No alias stands for two carriers, and those found inside a name have four letters and hold no other alias."""
    rows = table_rows("carriers/names.tsv")
    for alias, code, within, source in rows:
        assert carrier_code(alias) == code
        assert within in {"yes", "no"}
        assert source
        assert within == "no" or sum(map(str.isalnum, alias)) >= 4
        for other, other_code, other_within, _ in rows:
            inside = f" {other.casefold()} " in f" {alias.casefold()} "
            assert not inside or other_code == code or "no" in {within, other_within}


@given(st.text())
def test_any_name_is_answered(name: str) -> None:
    """Any text gives a code, and the code gives itself."""
    code = carrier_code(name)
    assert carrier_code(code) == code


@pytest.mark.skipif(not TRACKING_FACTS.exists(), reason="the collected facts are not on this machine")
def test_covers_the_tracking_facts() -> None:
    """Every carrier whose statuses the facts list is known by the name used there; aggregators are no carriers."""
    no_carriers = ("17track", "aftership", "trackingmore", "karrio")
    with TRACKING_FACTS.open(encoding="utf-8") as file:
        names = {row["carrier"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for name in names:
        if not name.startswith(no_carriers):
            short = name.split("_status")[0].removesuffix("_actionCode").removesuffix("_unified")
            assert carrier_code(short) in known_carriers(), name
