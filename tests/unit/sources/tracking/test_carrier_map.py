"""The file that says what codes of carriers mean: YAML or a table, and what is wrong with it."""

from pathlib import Path

import pytest

from ozlint.carriers.corrections import said_key
from ozlint.carriers.names import carrier_coder
from ozlint.rulebook.problem import RuleProblems
from ozlint.sources.tracking.carrier_map import load_carrier_map, read_carrier_map

YAML = """# ours
СДЭК:
  BRAND_NEW: in_transit
  "4": lost
Деловые Линии:
  Груз прибыл: arrived_pickup_point
17TRACK: {Teleported: exception}
"*":
  Вручён адресату: delivered
"""
TABLE = "# ours\nphase\tcarrier\tcode\n\nin_transit\tСДЭК\tBRAND_NEW\ndelivered\t*\tВручён адресату\n"


@pytest.mark.parametrize(
    ("carrier", "said", "phase"),
    [
        ("cdek", "brand_new ", "in_transit"),
        ("cdek", "4", "lost"),
        ("деловые линии", "ГРУЗ ПРИБЫЛ", "arrived_pickup_point"),
        ("17track", "Teleported", "exception"),
        ("*", "вручен адресату", "delivered"),
        ("dpd", "BRAND_NEW", None),
    ],
)
def test_yaml(carrier: str, said: str, phase: str | None) -> None:
    """Carriers go by any of their names, codes and texts by any spelling."""
    assert read_carrier_map(YAML, "map.yaml").phase(carrier, [said]) == phase


def test_table() -> None:
    """A table with tabs has its columns in any order; blank lines and comments are none of it."""
    said = read_carrier_map(TABLE, "map.tsv")
    assert said.phases == {
        ("cdek", said_key("cdek", "BRAND_NEW")): "in_transit",
        ("*", said_key("*", "Вручён адресату")): "delivered",
    }


def test_names_of_the_configuration() -> None:
    """A name that the configuration gives a carrier is one here too."""
    coder = carrier_coder([("Наш курьер", "cdek")])
    assert ("cdek", "new") in read_carrier_map("Наш курьер: {NEW: lost}\n", "map.yaml", coder).phases


def test_an_operation_of_the_post() -> None:
    """Operations of Почта are the same with and without an attribute of zero."""
    said = read_carrier_map('Почта России: {"82": info, "28": lost}\n', "map.yaml")
    assert said.phase("russian_post", ["28:0"]) == "lost"
    assert said.phase("russian_post", ["8:2"]) is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("cdek:\n  NEW: deliverd\n", "2:8", 'did you mean "delivered"?'),
        ("cdek:\n  NEW: доставлено\n", "2:8", "known: registered, accepted"),
        ("cdek:\n  NEW:\n", "2:3", "NEW is empty"),
        ("cdek: in_transit\n", "1:7", "a mapping is wanted here"),
        ("cdek:\n  NEW: [lost]\n", "2:8", "NEW cannot be"),
        ("cdek:\n  5: lost\n", "2:3", "a key is text"),
        ("cdek:\n  NEW: lost\n  NEW: lost\n", "3:3", "NEW"),
        ("cdek:\n  NEW: lost\nСДЭК:\n  new: delivered\n", "4:3", '"new" of СДЭК is lost already'),
        ("- cdek\n", "1:1", "a carrier map is a mapping of keys"),
        ("", "1:1", "the file is empty"),
        ("cdek: {\n", "1:7", "never closed"),
        ("carrier\tcode\tphase\ncdek\tNEW\tdelivred\n", "2:10", 'did you mean "delivered"?'),
        ("carrier\tcode\tphase\ncdek\tNEW\n", "2:1", "a row has a carrier"),
        ("carrier\tcode\tphase\n\tNEW\tlost\n", "2:1", "a row has a carrier"),
        ("carrier\twhat\tphase\ncdek\tNEW\tlost\n", "1:1", "no columns of these names"),
        ("carrier\tcode\tphase\ncdek\tNEW\tlost\nСДЭК\tnew\tinfo\n", "3:1", "is lost already"),
    ],
)
def test_what_is_wrong(text: str, place: str, message: str) -> None:
    """Each fault has its place in the file, and the way out where there is one."""
    with pytest.raises(RuleProblems) as raised:
        read_carrier_map(text, "map.yaml")
    shown = raised.value.show("en")
    assert f"map.yaml:{place}: " in shown
    assert message in shown
    assert raised.value.show("ru") != shown


def test_all_faults_at_once() -> None:
    """One reading tells everything that is wrong."""
    with pytest.raises(RuleProblems) as raised:
        read_carrier_map("cdek:\n  A: x\n  B: y\ndpd: z\n", "map.yaml")
    assert len(raised.value.problems) == 3


def test_files(tmp_path: Path) -> None:
    """A file that is not there or is no text is told like a fault in it."""
    (tmp_path / "map.yaml").write_text(YAML, encoding="utf-8")
    assert load_carrier_map(tmp_path / "map.yaml", "map.yaml").phases
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\xff")
    for name in ("bad.yaml", "none.yaml"):
        with pytest.raises(RuleProblems, match=name):
            load_carrier_map(tmp_path / name, name)
