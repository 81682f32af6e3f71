"""Where things stand in a TOML file: found by a scan of its text, and checked against what tomllib makes of it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.config.toml_places import toml_places
from ozlint.rulebook.node import Loc

TEXTS = [
    (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"),
    "",
    "# only\n\n",
    "a=1#c\n'b.c'.\"d\\u0041\" = [ # x\n 1, # y\n [2,[ ]], {e = {f = 'g'}, h=\"}]#,\" } ,\n]\n",
    'a = """x"""\nb = """"x\\\\""""\nc = \'\'\'\'x\'\'\'\'\nd = """\n[not]\na=1"""\ne = "\\""\n',
    "[a.b]\nc.d = 1979-05-27 07:32:00\n[[a.e]]\nf=1\n[a.e.g]\nh=-0.5e3\n[[a.e.g.i]]\nj=true\n[[a.e]]\nf=2\n[x]",
    "[ a . 'b' ] # [c]\nd = { e.f = 0x_1 } \n".replace("0x_1", "0x1f"),
    "\n".join(f"[[t]]\nn = {number}" for number in range(50)),
]


def leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:  # noqa: ANN401 - whatever TOML has
    """Yield the values of a document that hold no others."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*loc, name))
    elif isinstance(value, list) and value:
        for place, part in enumerate(value):
            yield from leaves(part, (*loc, place))
    else:
        yield loc, value


def check(text: str) -> None:
    """Read each value, and each key, from where it is said to stand."""
    places = toml_places(text)
    for loc, value in leaves(tomllib.loads(text)):
        span = places.values[loc]
        raw = text[span.start : span.end]
        if not raw.startswith("["):  # the head of an empty table
            assert tomllib.loads(f"x = {raw}")["x"] == value
        if isinstance(loc[-1], str):
            key = places.keys[loc]
            assert tomllib.loads(f"{text[key.start : key.end]} = 1") == {loc[-1]: 1}


@pytest.mark.parametrize("text", TEXTS)
def test_everything_stands_where_it_is_said_to_stand(text: str) -> None:
    """Every value and key of a file, of any spelling, is found in its text."""
    check(text)


KEYS = st.text("ab-_.\" '#=[]", min_size=1, max_size=3)
SCALARS = st.one_of(st.integers(-9, 9), st.booleans(), st.text("a'\"\\#]},=\n é", max_size=5))


def spelt(text: str) -> str:
    """A text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(value: Any) -> str:  # noqa: ANN401
    """A value in one line of TOML."""
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + " ,".join(map(written, value)) + "\n]" if value else "[ ]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{spelt(name)}= {written(part)}" for name, part in value.items()) + " }"
    return str(value)


@given(
    st.dictionaries(
        KEYS,
        st.recursive(
            SCALARS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    )
)
def test_any_document_is_found(value: dict[str, Any]) -> None:
    """Whatever quotes, brackets and signs stand in keys and texts, the scan is not led astray."""
    check("".join(f"[{spelt(name)}.x] # {name!r}\ny = {written(part)}\n" for name, part in value.items()))
