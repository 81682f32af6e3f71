"""New rules: whatever the posting, the file loads, its tests pass, and nobody's personal data is in it."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozlint.authoring.cut import cut, first_posting, made_up, secrets_of
from ozlint.authoring.example import run_examples
from ozlint.authoring.skeleton import Place, Skeleton, skeleton
from ozlint.model.fields import Field, posting_fields
from ozlint.model.text import Lang
from ozlint.model.times import read_time
from ozlint.ozon.values import enum_values
from ozlint.rulebook.load import Loaded, load_rule
from ozlint.rulebook.rule import Rule
from ozlint.rulebooks import builtin_rules
from ozlint.sources.decoding import DecodeProblem, PostingDecoder
from ozlint.sources.problem import SourceProblem

NOW = read_time("2026-11-22T09:00:00Z")[0]
PERSONAL = (
    "Анна Сергеевна Петрова", "Zhanna Dark", "+7 (916) 555-44-33", "79165554433", "anna.petrova@example.org",
    "Казань, ул. Баумана, д. 7, кв. 15", "домофон 15К", "420111",
)  # fmt: skip
"""What buyers have, and no rule may."""
SAMPLES = sorted((Path(__file__).parents[4] / "shared" / "domain" / "samples").glob("*_resp_*posting_fb*"))


@cache
def pack() -> tuple[Rule, ...]:
    """Return the built-in rules."""
    return builtin_rules(None, Path())


@cache
def decoder() -> PostingDecoder:
    """Return the decoder of every field."""
    return PostingDecoder(posting_fields())


def written(posting: dict[str, Any] | None, lang: Lang = "en", neighbours: tuple[Loaded, ...] = ()) -> Skeleton:
    """Return the new rule about a posting."""
    fields = None
    if posting is not None:
        raw = json.dumps(posting).encode()
        fields = cut(raw, decoder()(raw)).fields
    return skeleton(Place("ACME001", "new-rule", pack(), neighbours, NOW, lang), fields)


def assert_works(text: str, name: str = "ACME001-new-rule.yaml") -> Loaded:
    """Assert that a rule loads and that its examples come out among the built-in rules."""
    loaded = load_rule(text, name)
    assert [verdict for verdict in run_examples([loaded], pack()) if not verdict.passed] == []
    return loaded


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Return what a field may hold: what the table says, what clients make of it, and a buyer's data by mistake."""
    text = st.text(max_size=20)
    times = st.datetimes().map(lambda moment: moment.isoformat() + "Z") | st.just("1970-01-01T00:00:00Z")
    known = st.sampled_from([one.value for one in enum_values(field.values)]) if field.values else text
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "text": text | st.sampled_from(PERSONAL) | st.just(field.example),
        "enum": known | known | known | text | st.sampled_from(PERSONAL),
        "id": st.integers(0, 10**14) | st.integers(0, 10**14).map(str),
        "number": st.integers(-5, 100) | st.floats(allow_nan=False, allow_infinity=False),
        "bool": st.booleans(),
        "time": times | text,
        "money": st.decimals(0, 10**6, places=2).map(str) | st.integers(0, 10**6),
        "list_text": st.lists(text | st.sampled_from(PERSONAL), max_size=3),
        "list_enum": st.lists(known, max_size=4),
        "list_id": st.lists(st.integers(0, 10**12), max_size=3),
        "lists": st.dictionaries(
            st.sampled_from(["products_requiring_gtd", "products_requiring_country", "x: y", PERSONAL[1]]),
            st.lists(st.integers(1, 10**9), max_size=2) | st.none(),
            max_size=2,
        ),
    }
    return by_type[field.type] | st.none()


@st.composite
def postings(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a posting with any fields of the table, and a buyer, whose data may stand in the wrong fields as well."""
    posting: dict[str, Any] = {}
    fields = posting_fields()
    chosen = draw(st.lists(st.sampled_from([path for path in fields if "[]" not in path]), unique=True, max_size=25))
    for path in chosen:
        *groups, last = path.split(".")
        place = posting
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = draw(value_of(fields[path]))
    inside = [path for path in fields if "[]" in path]
    posting["products"] = [
        {
            path.removeprefix("products[]."): draw(value_of(fields[path]))
            for path in draw(st.sets(st.sampled_from(inside)))
        }
        for _ in range(draw(st.integers(0, 3)))
    ]
    number = st.from_regex(r"[0-9]{6,10}-[0-9]{4}-[0-9]{1,2}", fullmatch=True)
    posting["posting_number"] = draw(number | st.text(min_size=1, max_size=20) | st.sampled_from(PERSONAL))
    if draw(st.booleans()):
        posting["status"] = draw(st.sampled_from([one.value for one in enum_values("status")]))
    posting["customer"] = {"name": PERSONAL[0], "phone": PERSONAL[2], "address": {"address_tail": PERSONAL[5]}}
    posting["addressee"] = {"name": PERSONAL[1], "phone": PERSONAL[3], "comment": PERSONAL[6]}
    posting["x"] = [PERSONAL[4], {"zip_code": PERSONAL[7]}]
    return posting


@settings(max_examples=20)
@given(postings(), st.sampled_from(["en", "ru"]))
def test_any_posting_makes_a_rule_that_works(posting: dict[str, Any], lang: Lang) -> None:
    """The rule loads, its tests pass, and nothing of the buyer is in it, wherever in the posting it stood."""
    try:
        text = written(posting, lang).text
    except DecodeProblem:
        return  # no posting at all
    assert_works(text)
    for personal in PERSONAL:
        assert personal.casefold() not in text.casefold()
        assert (
            personal.casefold() not in json.dumps(load_rule(text, "x").file.model_dump(), ensure_ascii=False).casefold()
        )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_every_sample_makes_a_rule_that_works(path: Path) -> None:
    """A rule about the first posting of each official and live sample works; it never has the posting's own number."""
    try:
        fields = first_posting(str(path), BytesIO(), Path.cwd()).fields
    except SourceProblem:
        return
    made = skeleton(Place("ACME001", "new-rule", pack(), (), NOW, "en"), fields)
    assert_works(made.text)
    document = path.read_text(encoding="utf-8")
    number = document.partition('"posting_number"')[2].split('"')[1]
    assert number not in made.text or number == made_up(number, 1)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_rule_about_nothing_works_too(lang: Lang) -> None:
    """Without a posting there is a made-up one; the first line names the schema, the comments are in one language."""
    made = written(None, lang)
    loaded = assert_works(made.text)
    assert made.text.startswith("# yaml-language-server: $schema=ozlint-rule.schema.json\n")
    assert ("Ваше правило" in made.text) == (lang == "ru")
    assert not made.used
    assert loaded.file.examples.bad
    assert loaded.file.examples.good
    assert loaded.file.examples.not_evaluated


def test_the_example_keeps_what_matters() -> None:
    """Fields that say nothing of a person are kept, numbers are made up, what other rules speak of is left out."""
    made = written(
        {
            "posting_number": "41867093-0215-1",
            "order_id": 680420041,
            "status": "awaiting_packaging",
            "shipment_date": "2026-11-21T09:00:00Z",
            "shipment_date_without_delay": "2026-11-21T09:00:00Z",
            "tpl_integration_type": "non_integrated",
            "delivery_method": {"name": "CDEK, Anna's courier", "warehouse": "Kazan"},
            "available_actions": ["ship", "cancel", "something new"],
            "products": [{"sku": 7, "name": "Mug", "quantity": 12}],
            "customer": None,
        }
    )
    loaded = assert_works(made.text)
    posting = loaded.file.examples.bad[0].posting
    assert posting is not None
    assert made.used
    assert posting == {
        "posting_number": "12345678-0001-1",
        "order_id": "123456789",
        "status": "awaiting_packaging",
        "tpl_integration_type": "non_integrated",
        "delivery_method": {"warehouse": "Kazan"},
        "available_actions": ["ship", "cancel"],
        "products": [{"sku": 7, "quantity": 12}],
    }
    assert "shipment_date" in made.text.partition("other rules have something to say")[2]
    assert loaded.rule.params == {"pieces": 11}


def test_a_neighbour_is_left_in_peace() -> None:
    """A second rule in a folder fires on no example of the first, nor the first on one of the second."""
    first = load_rule(written(None).text, "ACME001-new-rule.yaml")
    place = Place("ACME002", "other-rule", pack(), (first,), NOW, "en")
    second = load_rule(skeleton(place, None).text, "ACME002-other-rule.yaml")
    assert all(verdict.passed for verdict in run_examples([first, second], pack()))


@pytest.mark.parametrize(
    ("number", "nth", "made"),
    [
        ("0208245774-0029-1", 1, "1234567890-0001-1"),
        ("41867093-0215-12", 2, "12345678-0002-01"),
        ("142", 1, "123"),
        ("FBP-Ivanov/7", 1, "AAA-Aaaaaa/1"),
        ("Иванов", 1, "Аaaaaa".replace("А", "A")),
    ],
)
def test_a_number_is_made_up_in_the_same_shape(number: str, nth: int, made: str) -> None:
    """Digits stay digits, letters stay letters of the same case, and none of them is the one that was there."""
    assert made_up(number, nth) == made


def test_what_stands_beside_the_table_is_a_secret() -> None:
    """Texts and long numbers outside of the known fields are secrets; known fields and prices are none."""
    raw = json.dumps({
        "posting_number": "12345678-0001-1", "customer": {"name": "Anna", "age": 33, "phone": 79165554433},
        "financial_data": {"products": [{"product_id": 7777777}]}, "note": ["late", None, True],
    })  # fmt: skip
    assert secrets_of(raw.encode()) == {"anna", "79165554433", "late"}


def test_a_copied_name_is_found_out() -> None:
    """A field of the seller into which the buyer's name was copied is left out of the example."""
    posting = {
        "posting_number": "41867093-0215-1",
        "status": "delivering",
        "delivery_method": {"warehouse": "Zhanna Dark's parcel", "tpl_provider": "zhanna dark"},
        "customer": {"name": "Zhanna Dark"},
    }
    assert "zhanna" not in written(posting).text.casefold()
