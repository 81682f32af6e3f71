"""The errors that updates are answered with."""

import pytest

from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts
from ozlint.ozon.update_errors import error_in, update_errors


def test_every_error_has_a_meaning_and_a_source() -> None:
    """In both languages; words are in small letters, codes are not."""
    rows = table_rows("ozon/update_errors.tsv")
    assert len(update_errors()) == len(rows)
    for error in update_errors().values():
        assert error.meaning.en
        assert error.meaning.ru
        assert error.source
        assert error.evidence in {"D", "L", "X"}
        assert error.is_code == (error.error != error.error.casefold())


def test_every_error_of_a_contract_is_known() -> None:
    """What a method answers for an obstacle is explained."""
    named = {error for contract in contracts().values() for error in contract.errors.values()}
    assert named <= update_errors().keys()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("TRANSITION_IS_NOT_POSSIBLE", "TRANSITION_IS_NOT_POSSIBLE"),
        (" HAS_INCORRECT_STATUS\n", "HAS_INCORRECT_STATUS"),
        ("SOME_NEW_CODE_2", "SOME_NEW_CODE_2"),
        ("rpc error: POSTING_NOT_FOUND", "POSTING_NOT_FOUND"),
        ("Value must contain between 1 and 20 items", "value must contain between 1 and 20 items"),
        ("Invalid Api-Key, please contact support", "invalid api-key"),
        ("", ""),
        ("A", ""),
        ("the buyer is Petrov, +7 900 000-00-00", ""),
        ("X" * 65, ""),
    ],
)
def test_of_words_only_what_is_known_is_kept(words: str, error: str) -> None:
    """A code, also one that is new; words that are known; of other words nothing."""
    assert error_in(words) == error
