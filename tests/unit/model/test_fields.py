"""The table of fields is the allow-list of everything that is ever decoded."""

import re

from ozlint.model.fields import posting_fields

PERSONAL = re.compile(r"phone|customer|addressee|address\b|email|buyer|recipient|passport|\binn\b", re.IGNORECASE)


def test_nothing_personal_can_be_read() -> None:
    """No field of the table holds a name, a phone, an address or an e-mail of a buyer."""
    assert [path for path in posting_fields() if PERSONAL.search(path)] == []


def test_every_field_says_what_it_is_and_who_says_so() -> None:
    """Each row has a meaning in both languages and a source."""
    for field in posting_fields().values():
        assert field.meaning.en
        assert field.meaning.ru
        assert field.source
        assert (field.type in ("enum", "list_enum")) == bool(field.values)
