"""Whether a key may change something shows in its roles."""

import pytest

from ozlint.ozon.contract import contracts_by_action
from ozlint.seller_api.answers import Role, Roles
from ozlint.seller_api.method import methods
from ozlint.seller_api.writing import writing_roles


def may_write(name: str, *opened: str) -> bool:
    """Whether a key with one role may change something."""
    return writing_roles(Roles((Role(name, opened),), None)) == (name,)


@pytest.mark.parametrize("path", [contract.path for contract in contracts_by_action().values()])
def test_each_known_update_is_a_change(path: str) -> None:
    """Named whole, with a slash, or by the beginning of its path."""
    assert may_write("Posting", path)
    assert may_write("Posting", f"{path}/")
    assert may_write("Posting", path.rpartition("/")[0])


def test_what_ozlint_asks_is_no_change() -> None:
    """A key that opens just that may do no harm; having a report made is reading."""
    assert not may_write("Reader", *methods())


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("/v1/product/import", True),
        ("/v2/posting/fbs/package-label/create", True),
        ("/v1/report/products/create", False),
        ("/v2/posting/fbs/cancel-reason/list", False),
        ("/v1/posting/cancel/status", False),
        ("/v1/actions", False),
        ("", False),
    ],
)
def test_other_methods_are_told_by_their_last_word(path: str, changes: bool) -> None:  # noqa: FBT001 - of a case
    """As Ozon names them."""
    assert may_write("Other", path) is changes


def test_an_admin_may_do_anything_unless_he_only_reads() -> None:
    """Whatever methods are listed: Ozon's example lists one that does not exist."""
    assert may_write("Admin", "/v1/nothing")
    assert not may_write("Admin read only", "/v1/product/import")
