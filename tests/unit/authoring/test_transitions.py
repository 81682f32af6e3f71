"""The table of transitions as text, page, diagrams and data: all of it is there, and the diagrams can be drawn."""

import json
import re
import shutil
import subprocess
from collections import Counter
from typing import get_args

import pytest

from ozlint.authoring.transitions import (
    GRADES,
    MOVERS,
    transitions_data,
    transitions_dot,
    transitions_mermaid,
    transitions_page,
    transitions_text,
)
from ozlint.model.text import Lang
from ozlint.ozon.transitions import ANY, moves, ranks, transitions
from ozlint.ozon.values import enum_values

LANGUAGES: tuple[Lang, ...] = get_args(Lang)
SIDES = {rank.status for rank in ranks().values() if rank.side}
STAND_INS = {"any_status", "after_packing"}
in_both = pytest.mark.parametrize("lang", LANGUAGES)


def arrows() -> Counter[tuple[str, str]]:
    """Every arrow that a diagram must have, from and to."""
    rows = [("any_status" if way.before == ANY else way.before, way.after) for way in transitions()]
    return Counter([*rows, *((side, "after_packing") for side in SIDES)])


def test_grades_and_movers_have_words() -> None:
    """Every grade of evidence and everybody who moves a posting is named in both languages."""
    assert set(GRADES) == {"D", "P", "E", "L", "I", "X"}
    assert set(MOVERS) == {way.by for way in transitions()}
    for text in (*GRADES.values(), *MOVERS.values()):
        assert text.en
        assert text.ru


def test_text_shows_a_status_with_what_may_follow() -> None:
    """A status shows its meaning and rank; a transition who makes it, by what, where, how surely, and what to know."""
    (block,) = [block for block in "\n".join(transitions_text("en")).split("\n\n") if block.startswith("delivered:")]
    assert block == (
        "delivered: Delivered (rank 8, final)\n"
        "  → client_arbitration\n"
        "      buyer · fbs, rfbs · inferred\n"
        "      Above all while it is only presumably delivered"
    )
    (block,) = [block for block in "\n".join(transitions_text("ru")).split("\n\n") if block.startswith("arbitration:")]
    assert block == (
        "arbitration: Спор продавца: отгружено, но не отсканировано (ранг 5)\n"
        "  → awaiting_deliver\n"
        "      продавец /v2/posting/fbs/awaiting-delivery · fbs · есть в документации\n"
        "      До 100 отправлений за вызов\n"
        "  → cancelled\n"
        "      продавец /v2/posting/fbs/cancel · fbs, rfbs · есть в документации\n"
        "      Для этого есть причина 401\n"
        "  → любой статус после сборки\n"
        "      чем это кончается, в документации нет"
    )


@in_both
def test_text_shows_the_whole_table(lang: Lang) -> None:
    """Every status has a block, every row an arrow; lines fit a wide terminal."""
    lines = list(transitions_text(lang))
    assert [line.partition(":")[0] for line in lines if re.match(r"[a-z_]+: ", line)] == list(ranks())
    assert len([line for line in lines if line.startswith("  → ")]) == arrows().total()
    assert max(map(len, lines)) <= 140


def test_text_says_where_nothing_is_known() -> None:
    """A status without transitions says so."""
    blocks = "\n".join(transitions_text("en")).split("\n\n")
    silent = {block.partition(":")[0] for block in blocks if block.endswith("\n  no transition is known")}
    assert silent == {"sent_by_seller", "ship_in_process"}


def test_russian_is_russian() -> None:
    """No English word but names of Ozon's API is left in the Russian text."""
    text = "\n".join(transitions_text("ru"))
    known = {*ranks(), "Ozon", "push", "ship", "fbs", "rfbs", "fbo", "crossborder"}
    known |= {place for way in transitions() for place in way.where} | {way.substatus for way in transitions()}
    words = set(re.findall(r"[A-Za-z_0-9]*[A-Za-z][A-Za-z_0-9]*", re.sub(r"/[\w/-]+", "", text)))
    assert words <= known


@in_both
def test_mermaid_has_the_grammar_of_a_state_diagram(lang: Lang) -> None:
    """Each line names a state, or is an arrow between known ones whose label has nothing that ends it early."""
    head, *lines = transitions_mermaid(lang)
    assert head == "stateDiagram-v2"
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if found := re.fullmatch(r'    state "[^":;#]+" as (\w+)', line):
            assert found[1] in STAND_INS
        elif found := re.fullmatch(r"    (\w+) --> \[\*\]", line):
            assert ranks()[found[1]].terminal
        else:
            found = re.fullmatch(r'    (\w+) --> (\w+) : [^":;#]+', line)
            assert found, line
            seen[found[1], found[2]] += 1
    assert seen == arrows()


@in_both
def test_dot_has_the_grammar_of_a_graph(lang: Lang) -> None:
    """Each statement sets a default or a node, or is an arrow between known ones; its attributes are quoted."""
    head, *lines, foot = transitions_dot(lang)
    assert (head, foot) == ("digraph transitions {", "}")
    attribute = r'\w+=(?:\w+|"(?:[^"\\\n]|\\n)*")'
    attributes = rf"\[{attribute}(?:, {attribute})*\];"
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        found = re.fullmatch(rf"  (\w+)(?: -> (\w+))? {attributes}", line)
        assert found, line
        assert {found[1], found[2]} <= {"node", "edge", None, *STAND_INS, *ranks()}
        if found[2]:
            seen[found[1], found[2]] += 1
    assert seen == arrows()


@in_both
@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on this machine")
def test_dot_can_be_drawn(lang: Lang) -> None:
    """Graphviz draws the graph without a complaint."""
    graph = "\n".join(transitions_dot(lang))
    done = subprocess.run(["dot", "-Tsvg"], input=graph, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count('class="edge"') == arrows().total()


def test_what_is_inferred_is_dashed() -> None:
    """In the graph an arrow is dashed exactly if its row is inferred."""
    for line in transitions_dot("en"):
        if "->" in line:
            assert ("style=dashed" in line) == bool(re.search(r"inferred|not documented", line))


@in_both
def test_data_is_the_whole_table(lang: Lang) -> None:
    """Programs get every status and every transition from one status to one status, wildcards written out."""
    data = json.loads(json.dumps(transitions_data(lang)))
    assert [one["status"] for one in data["statuses"]] == list(ranks())
    assert [one["meaning"] for one in data["statuses"] if one["status"] == "cancelled"] == [
        known.meaning.say(lang) for known in enum_values("status") if known.value == "cancelled"
    ]
    names = {one["status"] for one in data["statuses"]}
    assert {one[end] for one in data["transitions"] for end in ("from", "to")} <= names
    open_ends = len(ranks()) - 3 - 2  # the ends, and what has no transitions
    plain = [way for way in transitions() if way.before != ANY]
    assert len(data["transitions"]) == len(plain) + open_ends * (len(transitions()) - len(plain))


def test_data_has_documented_keys_and_nulls() -> None:
    """What does not apply is null; all rows have the same keys, which the docstring names."""
    data = transitions_data("en")
    assert {
        "from": "delivering",
        "to": "delivering",
        "substatus": "posting_in_courier_service",
        "by": "seller",
        "method": "/v2/fbs/posting/last-mile",
        "where": ["non_integrated", "hybrid_non_integrated"],
        "evidence": "D",
        "sure": "documented",
        "note": "May be left out, and may follow at once",
        "source": "Seller API, last-mile method and Process page",
    } in data["transitions"]
    (buyer,) = [one for one in data["transitions"] if (one["from"], one["by"]) == ("not_accepted", "buyer")]
    assert (buyer["substatus"], buyer["method"], buyer["where"], buyer["note"]) == (None, None, None, "")
    assert {one["status"] for one in data["statuses"] if one["side"]} == SIDES
    for part in data.values():
        assert len({tuple(one) for one in part}) == 1
        for key in part[0]:
            assert re.search(rf"\b{key}\b", transitions_data.__doc__ or "")


def test_the_page_has_the_table_and_the_russian_names() -> None:
    """docs/transitions.md has a row for each status, with its Russian name, and one for each transition."""
    page = transitions_page()
    for known in enum_values("status"):
        assert f"| `{known.value}` | {known.meaning.en} | {known.meaning.ru} | " in page
    _, _, below = page.partition("## Transitions\n\n")
    rows = below.splitlines()[2:]
    assert len(rows) == arrows().total()
    assert {row.count("|") for row in rows} == {8}
    for way in moves():
        assert f"| `{way.method}` |" in page
