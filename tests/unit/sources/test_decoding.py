"""One posting from bytes to a struct: what is tolerated, what is refused, and with which words."""

import pickle

import pytest
from msgspec import UNSET

from ozlint.model.fields import posting_fields
from ozlint.sources import DecodeProblem, Money, PostingDecoder


def decoded(members: str, *paths: str) -> object:
    """Return a posting that has these members besides its number."""
    return PostingDecoder(paths)(b'{"posting_number":"1-1-1",' + members.encode() + b"}")


def fault(members: str, *paths: str) -> DecodeProblem:
    """Return what is wrong with a posting that has these members."""
    with pytest.raises(DecodeProblem) as caught:
        decoded(members, *paths)
    return caught.value


def test_only_what_is_demanded_is_decoded() -> None:
    """A struct holds the demanded fields, and the number and the status that the sources need."""
    record = decoded('"order_id":7,"tracking_number":"x"', "order_id")
    assert set(type(record).__struct_fields__) == {"order_id", "posting_number", "status"}


def test_every_field_of_the_table_can_be_demanded() -> None:
    """The struct of all fields exists, and what is absent from the record is UNSET."""
    record = PostingDecoder(posting_fields())(b'{"posting_number":"1-1-1"}')
    assert {getattr(record, name) for name in record.__struct_fields__} == {"1-1-1", UNSET}


def test_nested_fields_are_nested_structs() -> None:
    """A dotted path is a struct in a struct, and products are a list of structs."""
    record = decoded(
        '"analytics_data":{"delivery_date_end":"2026-05-19T20:00:00Z","city":"x"},"products":[{"sku":7},{"sku":"8"}]',
        "analytics_data.delivery_date_end",
        "products[].sku",
    )
    assert record.analytics_data.delivery_date_end == "2026-05-19T20:00:00Z"
    assert [product.sku for product in record.products] == [7, "8"]


def test_products_can_be_demanded_without_a_field_of_theirs() -> None:
    """How many products there are can be asked without any of their fields."""
    assert len(decoded('"products":[{"sku":7},{}]', "products").products) == 2


def test_null_is_kept_apart_from_absent() -> None:
    """A null is None, of a record as of a field."""
    record = decoded('"analytics_data":null,"order_id":null', "analytics_data.warehouse", "order_id", "status")
    assert (record.analytics_data, record.order_id, record.status) == (None, None, UNSET)


def test_an_unknown_path_is_refused() -> None:
    """A path that the table of fields does not have is a mistake of the caller."""
    with pytest.raises(ValueError, match="addressee"):
        PostingDecoder(["addressee.name"])


@pytest.mark.parametrize(
    ("path", "json", "value"),
    [
        ("tracking_number", "80110000000001", "80110000000001"),
        ("tracking_number", "8.0E+13", "8.0E+13"),
        ("tracking_number", "true", "true"),
        ("order_id", "680420041.0", 680420041),
        ("order_id", "8.5", "8.5"),
        ("order_id", "99999999999999999999999", 99999999999999999999999),
        ("multi_box_qty", '"12"', 12),
        ("multi_box_qty", '" 1,5 "', 1.5),
        ("multi_box_qty", '""', None),
        ("is_express", '"true"', True),
        ("is_express", "0", False),
        ("is_express", '"FALSE"', False),
        ("available_actions", '"ship"', ["ship"]),
        ("available_actions", "[1,null]", ["1"]),
        ("available_actions", "{}", []),
        ("requirements", '{"products_requiring_gtd":7,"x":null}', {"products_requiring_gtd": [7], "x": None}),
        ("requirements", "[]", {}),
    ],
)
def test_mixed_up_types_are_read(path: str, json: str, value: object) -> None:
    """Scalars of another type are taken for what they say; a number keeps its spelling as a text."""
    assert getattr(decoded(f'"{path}":{json},"status":7', path), path) == value


@pytest.mark.parametrize(
    ("json", "value"),
    [
        ('"1390.00"', "1390.00"),
        ("1390", 1390),
        ('{"amount":"35.22","currency":"RUB"}', Money("35.22", "RUB")),
        ('{"amount":35.22,"currency":7}', Money(35.22, "7")),
        ('{"amount":null}', Money(None, UNSET)),
    ],
)
def test_a_price_has_three_shapes(json: str, value: object) -> None:
    """A price is a text, a number or an amount with its currency."""
    record = decoded(f'"products":[{{"price":{json}}}]', "products[].price")
    assert record.products[0].price == value


def test_an_empty_list_for_an_object_is_a_null() -> None:
    """PHP clients write an empty object as an empty list."""
    assert decoded('"analytics_data":[]', "analytics_data.warehouse").analytics_data is None


@pytest.mark.parametrize(
    ("path", "json", "en", "ru"),
    [
        ("status", '{"id":1}', "text was expected here, but it is an object", "вместо текста здесь объект"),
        ("order_id", "[1]", "text was expected here, but it is a list", "вместо текста здесь список"),
        ("multi_box_qty", "true", "a number was expected here, but it is true or false", "вместо числа здесь true"),
        ("multi_box_qty", '"0\\""', '“0"” is not a number', '«0"» — это не число'),
        ("multi_box_qty", "1e999", "the number is too large", "число слишком большое"),
        ("multi_box_qty", '"nan"', "“nan” is not a number", "«nan» — это не число"),
        ("is_express", '"maybe"', "“maybe” is not true or false", "«maybe» — это не true или false"),
        ("available_actions", '{"ship":1}', "a list was expected here", "вместо списка здесь объект"),
        ("analytics_data.warehouse", "7", "an object was expected here", "вместо объекта здесь число"),
        ("requirements", '"x"', "an object was expected here, but it is text", "вместо объекта здесь текст"),
    ],
)
def test_what_cannot_be_coerced_names_its_field(path: str, json: str, en: str, ru: str) -> None:
    """A value of an impossible type is the record's problem, with the field and the reason in two languages."""
    problem = fault(f'"{path.partition(".")[0]}":{json}', path)
    assert problem.field == path.partition(".")[0]
    assert problem.reason.en.startswith(en)
    assert problem.reason.ru.startswith(ru)


def test_a_fault_in_a_product_has_the_path_of_the_table() -> None:
    """The field of a product is named as in the table, whichever product it is."""
    assert fault('"products":[{"quantity":1},{"quantity":[]}]', "products[].quantity").field == "products[].quantity"


@pytest.mark.parametrize("json", ["1e999", "{}", "[[]]", '"\\ud83d"', '"\x80"', "9" * 5000])
def test_what_nobody_reads_is_no_fault(json: str) -> None:
    """An odd value in a field that is not demanded costs nothing, even where another field has to be coerced."""
    raw = b'{"posting_number":1,"multi_box_qty":' + json.encode("latin-1") + b',"status":"delivered"}'
    assert PostingDecoder([])(raw).posting_number == "1"


def test_bytes_that_are_no_text_are_a_fault_where_they_are_read() -> None:
    """Invalid UTF-8 is named as such."""
    with pytest.raises(DecodeProblem) as caught:
        PostingDecoder(["tracking_number"])(b'{"posting_number":"1","tracking_number":"\xff"}')
    assert caught.value.field == "tracking_number"
    assert "UTF-8" in caught.value.reason.en


@pytest.mark.parametrize("number", ["null", '""', '"  "'])
def test_a_posting_without_a_number_is_refused(number: str) -> None:
    """An empty number is no number."""
    with pytest.raises(DecodeProblem) as caught:
        PostingDecoder([])(b'{"status":"delivered","posting_number":' + number.encode() + b"}")
    assert caught.value.field == "posting_number"


def test_deep_nesting_is_a_fault_of_the_record() -> None:
    """Ten thousand brackets do not end the run."""
    with pytest.raises(DecodeProblem) as caught:
        PostingDecoder([])(b'{"posting_number":"1","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}")
    assert "nested too deeply" in caught.value.reason.en


def test_the_last_of_two_equal_keys_counts() -> None:
    """Duplicate keys: the last wins, in the fast reading and in the tolerant one."""
    assert PostingDecoder([])(b'{"posting_number":"1","posting_number":"2"}').posting_number == "2"
    assert PostingDecoder([])(b'{"posting_number":"1","posting_number":2}').posting_number == "2"


def test_a_decoder_travels_to_another_process() -> None:
    """The decoder can be pickled, though its struct type is made at run time."""
    decoder = pickle.loads(pickle.dumps(PostingDecoder(["order_id"])))  # noqa: S301 - our own bytes
    assert decoder(b'{"posting_number":"1","order_id":7}').order_id == 7
