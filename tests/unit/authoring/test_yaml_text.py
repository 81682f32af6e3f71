"""YAML that is written for rule files is read back as the same values, whatever they hold."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ozlint.authoring.yaml_text import block, flow, scalar
from ozlint.rulebook.document import read_document

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
scalars = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | texts
keys = st.from_regex(r"[a-z][a-z_]{1,12}", fullmatch=True).filter(
    lambda key: key not in ("yes", "no", "on", "off", "true", "false", "null")
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(keys, values, min_size=1, max_size=5))
def test_a_mapping_is_read_back(mapping: dict[str, Any]) -> None:
    """A mapping in blocks, long and short parts mixed, is read back as it was."""
    assert read_document("\n".join(block(mapping, 0)) + "\n", "x.yaml").value == mapping


@given(scalars)
def test_a_scalar_is_read_back(value: object) -> None:
    """A scalar in a list is read back with its type: words that YAML takes for something else are quoted."""
    (read,) = read_document(f"- {scalar(value)}\n", "x.yaml").value
    assert (read, type(read)) == (value, type(value))


def test_words_stay_readable() -> None:
    """Values of enums are written without quotes, what could be taken for something else with them."""
    assert (
        flow(["delivering", "yes", "12", "a b", True, None, 1.5]) == '[delivering, "yes", "12", "a b", true, null, 1.5]'
    )
