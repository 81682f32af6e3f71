"""Why a rule could not be judged, in words."""

import pytest

from ozlint.language.operands import Reason
from ozlint.triage.reason import reason_text

CODES = (
    "field_absent",
    "field_empty",
    "field_unreadable",
    "input_not_given",
    "not_joined",
    "zone_unknown",
    "hour_unknown",
    "cannot_say",
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words_of_its_own(code: str) -> None:
    """Each code is said in both languages, differently from all others."""
    text = reason_text(Reason(code, "deadline", ""))
    assert text.en != text.ru
    others = {reason_text(Reason(other, "deadline", "")).en for other in CODES if other != code}
    assert text.en not in others


def test_what_an_input_does_not_tell_is_said_in_words() -> None:
    """That no page says whether there is more is told without the name that rules have for it."""
    assert reason_text(Reason("cannot_say", "more_expected", "")).en == "nothing says whether more postings follow"


def test_a_field_that_no_list_has_is_told_with_where_it_is() -> None:
    """Whoever has only lists sees what to fetch besides."""
    text = reason_text(Reason("field_absent", "handed_over_at", "fact_delivery_date"))
    assert text.en == (
        "handed_over_at (fact_delivery_date) is not in this input: it comes with the details of a posting "
        "(/v3/posting/fbs/get)"
    )
    assert (
        reason_text(Reason("field_empty", "fact_delivery_date", "fact_delivery_date")).en
        == "fact_delivery_date is empty"
    )


def test_a_word_is_told_with_the_field_behind_it() -> None:
    """A derived word is named together with the field that is missing; a plain field is named once."""
    assert reason_text(Reason("field_absent", "deadline", "shipment_date")).en.startswith("deadline (shipment_date) ")
    assert reason_text(Reason("field_empty", "status", "status")).en == "status is empty"


def test_words_that_no_field_alone_gives_name_what_a_table_can_give() -> None:
    """That nobody says how a posting is sold is told with the column that says it."""
    for name in ("scheme", "seller_ships"):
        assert "delivery_schema" in reason_text(Reason("field_absent", name, "integration_type_flow")).en
    for name in ("integration", "manual"):
        assert "tpl_integration_type" in reason_text(Reason("field_absent", name, "integration_type_flow")).ru


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("field_absent", "reality.phase", "reality.phase"), "what the carrier says leaves reality.phase open"),
        (
            Reason("not_joined", "reality.phase", "reality"),
            "the carrier (--tracking) says nothing of this posting",
        ),
        (Reason("input_not_given", "previous", "previous"), "--previous was not given"),
    ],
)
def test_what_stands_beside_a_posting_goes_by_how_it_is_given(reason: Reason, said: str) -> None:
    """People know --tracking, and not what rules call it."""
    assert reason_text(reason).en == said
