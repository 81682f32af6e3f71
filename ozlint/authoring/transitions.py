"""The table of transitions, for people and programs: as text, as a page, as two kinds of diagram, as data."""

import json
from collections.abc import Iterator
from typing import Any

from ozlint.authoring.explain import cell
from ozlint.model.text import Lang, Text
from ozlint.ozon.transitions import ANY, Rank, Transition, can_follow, ranks, starts, transitions
from ozlint.ozon.values import enum_values

GRADES = {
    "D": Text("documented", "есть в документации"),
    "P": Text("in the documented table of notifications", "есть в таблице уведомлений из документации"),
    "E": Text("in an example of the documentation", "есть в примере из документации"),
    "L": Text("seen in live answers", "встречается в настоящих ответах"),
    "I": Text("inferred", "предположение"),
    "X": Text("in third-party code only", "только в чужом коде"),
}
"""The grades of evidence in words."""
MOVERS = {
    "seller": Text("seller", "продавец"),
    "ozon": Text("Ozon", "Ozon"),
    "carrier": Text("carrier", "служба доставки"),
    "buyer": Text("buyer", "покупатель"),
    "system": Text("system", "система"),
}
"""Who moves a posting, in words; the system is what Ozon's answers call so where they say who cancelled."""

_ANY_STATUS = Text("any status before the end", "любой статус до конечного")
_AFTER_PACKING = Text("any status after packing", "любой статус после сборки")
_NOT_TOLD = Text("how this ends is not documented", "чем это кончается, в документации нет")
_ANYWHERE = Text("any integration", "любая интеграция")
_NO_WAYS = Text("no transition is known", "переходы неизвестны")
_RANK = Text("rank", "ранг")
_FINAL = Text("final", "конечный")
_INTRO = Text(
    "How the statuses of postings follow one another: who moves a posting, by which method, under which scheme or\n"
    "integration, and how sure that is. The rank says how far along a status is.",
    "Как статусы отправлений сменяют друг друга: кто двигает отправление, каким методом, при какой схеме или\n"
    "интеграции и насколько это достоверно. Ранг говорит, как далеко статус от начала пути.",
)
PAGE = "transitions.md"
"""The name of the page, beside docs/rules.md."""
_HEAD = """# Statuses and transitions

Written by `ozlint rules docs` from the tables in `ozlint/ozon/`; do not edit. `ozlint ozon transitions` prints the same
in a terminal, in Russian too, and draws it: `ozlint ozon transitions --format dot | dot -Tsvg > statuses.svg`.

How ozlint judges by it:

- Two snapshots miss what happened between them, so a status may follow another if any number of transitions leads
  there.
- A posting went back if its rank became lower and no transitions lead there. Some do: from a dispute or a refusal back
  to `awaiting_deliver`, and from `delivered` into a buyer's dispute. Presumably delivered postings are shown as
  `delivering` and as `delivered`, so to see one as the former after the latter is no step back either.
- Whether statuses follow one another is not judged where one is not in the table, or has no transition in it.
"""


def transitions_text(lang: Lang) -> Iterator[str]:
    """Yield the lines that show the table to a person, status by status."""
    yield from _INTRO.say(lang).splitlines()
    meanings = _meanings()
    for rank in ranks().values():
        final = f", {_FINAL.say(lang)}" if rank.terminal else ""
        yield from ("", f"{rank.status}: {meanings[rank.status].say(lang)} ({_RANK.say(lang)} {rank.rank:g}{final})")
        yield from _ways_text(rank.status, lang)
        if rank.side:
            yield from (f"  → {_AFTER_PACKING.say(lang)}", f"      {_NOT_TOLD.say(lang)}")
        if _is_unconnected(rank.status):
            yield f"  {_NO_WAYS.say(lang)}"
    yield from ("", _ANY_STATUS.say(lang))
    yield from _ways_text(ANY, lang)


def _ways_text(before: str, lang: Lang) -> Iterator[str]:
    for way in (way for way in transitions() if way.before == before):
        yield f"  → {way.after}{f' ({way.substatus})' if way.substatus else ''}"
        yield f"      {' · '.join(_facts(way, lang))}"
        if note := way.note.say(lang):
            yield f"      {note}"


def transitions_page() -> str:
    """Return the page about the table, in Markdown: English, with the Russian names of the statuses."""
    return "\n".join((_HEAD, *_status_table(), "", *_transition_table())) + "\n"


def _status_table() -> Iterator[str]:
    yield from ("## Statuses", "")
    yield "| status | meaning | по-русски | rank | | how sure |"
    yield "|---|---|---|---|---|---|"
    meanings = _meanings()
    for rank in ranks().values():
        meaning = meanings[rank.status]
        said = _FINAL.en if rank.terminal else _NO_WAYS.en if _is_unconnected(rank.status) else ""
        sure = _grade(rank, "en")
        yield f"| `{rank.status}` | {meaning.en} | {meaning.ru} | {rank.rank:g} | {said} | {sure}: {rank.source} |"


def _transition_table() -> Iterator[str]:
    yield from ("## Transitions", "")
    yield "| from | to | who | method | scheme or integration | how sure | |"
    yield "|---|---|---|---|---|---|---|"
    for way in transitions():
        before = _ANY_STATUS.en if way.before == ANY else f"`{way.before}`"
        after = f"`{way.after}`" + (f" with `{way.substatus}`" if way.substatus else "")
        method = f"`{way.method}`" if way.method else ""
        mover, where, sure = MOVERS[way.by].en, _where(way, "en"), _grade(way, "en")
        yield f"| {before} | {after} | {mover} | {method} | {where} | {sure}: {way.source} | {cell(way.note.en)} |"
    for rank in ranks().values():
        if rank.side:
            yield f"| `{rank.status}` | {_AFTER_PACKING.en} | | | | {_NOT_TOLD.en} | |"


def transitions_mermaid(lang: Lang) -> Iterator[str]:
    """Yield the lines of a Mermaid state diagram with an arrow for each row of the table."""
    yield "stateDiagram-v2"
    for name, text in _STAND_INS.items():
        yield f'    state "{text.say(lang)}" as {name}'
    for before, after, label, _ in _arrows(lang):
        yield f"    {before} --> {after} : {' · '.join(label)}"
    yield from (f"    {rank.status} --> [*]" for rank in ranks().values() if rank.terminal)


def transitions_dot(lang: Lang) -> Iterator[str]:
    """Yield the lines of a Graphviz graph with an arrow for each row of the table, dashed where it is inferred."""
    yield "digraph transitions {"
    yield '  node [shape=box, style=rounded, fontname="Helvetica"];'
    yield '  edge [fontname="Helvetica", fontsize=10];'
    for name, text in _STAND_INS.items():
        yield f'  {name} [label={_quoted(text.say(lang))}, style="rounded,dashed"];'
    yield from (f"  {rank.status} [peripheries=2];" for rank in ranks().values() if rank.terminal)
    for before, after, label, inferred in _arrows(lang):
        lines, style = "\n".join(label), ", style=dashed" if inferred else ""
        yield f"  {before} -> {after} [label={_quoted(lines)}{style}];"
    yield "}"


_STAND_INS = {"any_status": _ANY_STATUS, "after_packing": _AFTER_PACKING}
"""Nodes of the diagrams that stand for several statuses."""


def _arrows(lang: Lang) -> Iterator[tuple[str, str, list[str], bool]]:
    """Yield the arrows of a diagram: from where, to where, the parts of its label, whether it is inferred."""
    for way in transitions():
        before = "any_status" if way.before == ANY else way.before
        substatus = [way.substatus] if way.substatus else []
        yield before, way.after, [*substatus, *_facts(way, lang)], way.evidence == "I"
    for rank in ranks().values():
        if rank.side:
            yield rank.status, "after_packing", [_NOT_TOLD.say(lang)], True


def _quoted(text: str) -> str:
    """Return a text as a quoted string of Graphviz, which escapes quotes and line ends as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def transitions_data(lang: Lang) -> dict[str, Any]:
    """Return the table for a program; only meaning, sure and note depend on the language.

    statuses: from the first to the last, each with status, meaning, rank, final, side (a dispute or a refused parcel:
    anything after packing may follow), evidence (the grade: D, P, E, L, I or X), sure (the grade in words), source.
    transitions: one for each way from one status to another, with from, to, substatus (null where it is not told), by
    (seller, ozon, carrier, buyer or system), method (null where nobody calls one), where (the schemes and integrations
    it holds for, null for all), evidence, sure, note (may be empty), source.
    """
    meanings = _meanings()
    return {
        "statuses": [
            {
                "status": rank.status, "meaning": meanings[rank.status].say(lang), "rank": rank.rank,
                "final": rank.terminal, "side": rank.side, "evidence": rank.evidence, "sure": _grade(rank, lang),
                "source": rank.source,
            }
            for rank in ranks().values()
        ],
        "transitions": [
            {
                "from": start, "to": way.after, "substatus": way.substatus or None, "by": way.by,
                "method": way.method or None, "where": list(way.where) or None, "evidence": way.evidence,
                "sure": _grade(way, lang), "note": way.note.say(lang), "source": way.source,
            }
            for way in transitions()
            for start in starts(way)
        ],
    }  # fmt: skip


def _meanings() -> dict[str, Text]:
    return {known.value: known.meaning for known in enum_values("status")}


def _is_unconnected(status: str) -> bool:
    """Return whether no transition is known of a status, so that nothing can be said of what follows it."""
    return can_follow(status, status) is None


def _facts(way: Transition, lang: Lang) -> list[str]:
    """Return who makes a transition and by what, where it holds, and how sure that is."""
    mover = MOVERS[way.by].say(lang)
    return [f"{mover} {way.method}" if way.method else mover, _where(way, lang), _grade(way, lang)]


def _where(way: Transition, lang: Lang) -> str:
    return ", ".join(way.where) or _ANYWHERE.say(lang)


def _grade(fact: Rank | Transition, lang: Lang) -> str:
    return GRADES[fact.evidence].say(lang)
