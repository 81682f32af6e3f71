"""Where the cabinet shows a posting."""

from urllib.parse import urlsplit

import pytest

from ozlint.model.table import table_rows
from ozlint.ozon.cabinet import NUMBER, page_of
from ozlint.ozon.values import known_values

NUMBERED = "12345678-0001-1"


@pytest.mark.parametrize(
    ("scheme", "page"),
    [
        ("fbs", "https://seller.ozon.ru/app/postings/fbs?tab=all&postingDetails={posting_number}"),
        ("rfbs", "https://seller.ozon.ru/app/postings/fbs?tab=all&postingDetails={posting_number}"),
        ("fbo", "https://seller.ozon.ru/app/postings/fbo/{posting_number}"),
    ],
)
def test_the_page_of_a_posting(scheme: str, page: str) -> None:
    """Each scheme has its own list in the cabinet, and the number opens the posting."""
    assert page_of(scheme, NUMBERED) == page


@pytest.mark.parametrize("number", ["", "12345678-0001", "1-0001-1&tab=x", "../../x", "１-0001-1", "1-0001-1 "])
def test_what_is_no_number_has_no_page(number: str) -> None:
    """Nothing but a number of Ozon's shape gets into an address."""
    assert page_of("fbs", number) is None


def test_a_scheme_without_a_known_address_has_no_page() -> None:
    """An address nobody has seen is not made up."""
    assert page_of("fbp", NUMBERED) is None


def test_addresses_are_those_of_the_cabinet() -> None:
    """Every address is one of the cabinet's, over TLS, for a known scheme, with one place for the number."""
    for scheme, address, _, source in table_rows("ozon/cabinet.tsv"):
        assert scheme in known_values("scheme")
        assert urlsplit(address)[:2] == ("https", "seller.ozon.ru")
        assert address.count(NUMBER) == 1
        assert source
