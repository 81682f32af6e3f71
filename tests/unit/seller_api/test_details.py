"""What only the details of a posting have is a table, with its sources."""

from ozlint.model.fields import posting_fields
from ozlint.model.table import table_rows
from ozlint.seller_api.details import detail_fields, detail_flags


def test_the_table_says_what_the_table_of_fields_says() -> None:
    """A field is marked `get` there if it is in the answer of /v3/posting/fbs/get, and in that of no list."""
    marked = {path for path, field in posting_fields().items() if "get" in field.inputs.split()}
    assert detail_fields().keys() == marked
    assert all(source for *_, source in table_rows("seller_api/details.tsv"))


def test_what_has_to_be_asked_for_is_asked_for() -> None:
    """Related postings come only to who asks for them."""
    assert detail_flags() == {"related_postings": True}
