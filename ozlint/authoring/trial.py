"""Trying an expression over inputs: how many postings it holds for, with the first few of each kind.

A condition is counted by its truth, any other expression by its values. Judging is the engine's: an expression is tried
as the rule that requires it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ozlint.authoring.shown import EMPTY, show_operand
from ozlint.authoring.subjects import Crowd, timed
from ozlint.authoring.trace import loop_fields
from ozlint.engine.doubt import strangers_among
from ozlint.engine.judge import ANY_STATUS
from ozlint.engine.outcome import BROKEN, HOLDS
from ozlint.engine.postings import Posting, Postings
from ozlint.engine.side import Benches, Side
from ozlint.language.check import check
from ozlint.language.fault import ExpressionError
from ozlint.language.fold import fold
from ozlint.language.functions import functions
from ozlint.language.interpret import Moment, interpret
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.operands import Reason, joins, operands, reads
from ozlint.language.template import Template
from ozlint.language.tree import PRODUCTS, Call, Const, Loop, Node, Unknown
from ozlint.language.type import BOOL, LIST
from ozlint.language.values import read_path
from ozlint.language.vocabulary import vocabulary
from ozlint.model.record import Place, Undecodable
from ozlint.model.text import Lang, Text
from ozlint.rulebook.rule import ALWAYS_READ, Rule, Rulebook
from ozlint.rulebook.statement import Subject

Kind = Literal["holds", "broken", "not_evaluated"]
KINDS: tuple[Kind, ...] = ("holds", "broken", "not_evaluated")

_MOST_PRODUCTS = 5


class Shown(msgspec.Struct, frozen=True):
    """One posting that is shown: its number, where it stands, what the operands were worth there."""

    posting_number: str
    place: Place
    operands: tuple[tuple[str, str], ...]
    reason: Reason | None = None


class Trial(msgspec.Struct, frozen=True):
    """How an expression came out. Of an expression that is no condition, `holds` counts those that have a value."""

    is_condition: bool
    counts: dict[Kind, int]
    shown: dict[Kind, list[Shown]]
    reasons: list[tuple[Reason, int]]
    """Why it was not evaluated, the most frequent reason first."""
    values: list[tuple[str, int]]
    """The values of an expression that is no condition, the most common first."""
    unreadable: int
    cut_off: tuple[str, ...] = ()
    """The inputs that are cut off."""

    @property
    def postings(self) -> int:
        """How many postings it was tried on."""
        return sum(self.counts.values())


class Tried(msgspec.Struct, frozen=True):
    """An expression that is ready to be tried."""

    text: str
    node: Node
    rule: Rule
    knowledge: Knowledge = TABLES

    @property
    def reads(self) -> frozenset[str]:
        """The paths of the fields to be decoded."""
        return self.rule.reads | ALWAYS_READ


def read_expression(text: str, knowledge: Knowledge = TABLES, subject: Subject = "posting") -> Tried:
    """Return the expression a text holds, about each posting or about the run; raises ExpressionError."""
    node = check(text, Scope(subject, knowledge=knowledge))
    if node.type.kind == "lists":
        raise ExpressionError(
            Text("this is a group of lists, not a value", "это группа списков, а не значение"),
            node.start,
            node.end,
            Text("try missing_data", "попробуйте missing_data"),
        )
    is_condition = node.type.kind == "bool"
    present = functions()["present"]
    test = node if is_condition else Call(type=BOOL, start=node.start, end=node.end, function=present, args=(node,))
    return Tried(text, node, _rule(fold(test, {}), text, subject), knowledge)


def try_expression(  # noqa: PLR0913 - the parts of a run, each named
    tried: Tried,
    inputs: Sequence[Postings],
    *,
    now: float,
    lang: Lang,
    most: int,
    most_values: int = 20,
    side: Side | None = None,
) -> Trial:
    """Return how an expression comes out on every posting of some inputs; `most` are shown of each kind.

    `side` is what other inputs say of the postings.
    """
    counts: Counter[Kind] = Counter()
    reasons: Counter[Reason] = Counter()
    values: Counter[str] = Counter()
    chosen: dict[Kind, list[tuple[int, int, Shown]]] = {kind: [] for kind in KINDS}
    unreadable = record = 0
    cut_off: dict[str, None] = {}
    bench = Benches(Rulebook((tried.rule,)), side).postings
    crowd = Crowd.of(tried.rule, inputs)
    strangers = strangers_among(tried.rule, side, inputs)
    is_condition = tried.node.type.kind == "bool"
    for place, postings in enumerate(inputs):
        for item in timed(postings.read(), postings.zone):
            if isinstance(item, Undecodable):
                unreadable += 1
                if item.cut_off:
                    cut_off[postings.path] = None
                continue
            address, posting, times = item
            here, record = record, record + 1
            if crowd.is_superseded(here):
                continue
            cross = {**(side.of(posting, strangers) if side is not None else {}), **crowd.answers(here)}
            code = bench.judge(ANY_STATUS, times)(posting, now, cross)
            kind: Kind = "holds" if code == HOLDS else "broken" if code == BROKEN else "not_evaluated"
            reason = bench.why[0].reason(code) if kind == "not_evaluated" else None
            counts[kind] += 1
            if reason is not None:
                reasons[reason] += 1
            moment = Moment(subject=posting, now=now, cross=cross, times=times)
            if kind == "holds" and not is_condition:
                values[show_operand(interpret(tried.node, moment), tried.node.type, lang)] += 1
            if len(chosen[kind]) < most:
                chosen[kind].append((place, address, _shown(tried, posting, moment, reason, lang)))
    return Trial(
        is_condition=is_condition,
        counts={kind: counts[kind] for kind in KINDS},
        shown={kind: list(_placed(chosen[kind], inputs)) for kind in KINDS},
        reasons=reasons.most_common(),
        values=values.most_common(most_values),
        unreadable=unreadable,
        cut_off=tuple(cut_off),
    )


def _shown(tried: Tried, posting: Posting, moment: Moment, reason: Reason | None, lang: Lang) -> Shown:
    found: dict[str, str] = {}
    words = vocabulary("posting").words
    for operand in operands(tried.node, tried.text):
        if isinstance(operand.node, Loop):
            found.update(_of_products(operand.node.body, posting, lang))
        elif not isinstance(operand.node, Const | Unknown):
            # An operand inside of a word that is a condition goes by the word's name, and so by its value.
            node = (
                check(operand.name, Scope("posting", knowledge=tried.knowledge))
                if operand.name in words
                else operand.node
            )
            found.setdefault(operand.name, show_operand(interpret(node, moment), node.type, lang))
    return Shown(posting.posting_number, _NOWHERE, tuple(found.items()), reason)


def _of_products(body: Node, posting: Posting, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the fields that a loop reads of each product, with their values in the order of the products."""
    items = read_path(posting, PRODUCTS)
    for field in loop_fields(body):
        if not isinstance(items, list):
            yield field.path, show_operand(items, LIST, lang)
            continue
        moments = [Moment(subject=posting, item=item) for item in items[:_MOST_PRODUCTS]]
        shown = [show_operand(interpret(field, moment), field.type, lang) for moment in moments]
        yield field.path, ", ".join([*shown, *(["…"] if len(items) > _MOST_PRODUCTS else [])]) or EMPTY.say(lang)


def _placed(chosen: list[tuple[int, int, Shown]], inputs: Sequence[Postings]) -> Iterator[Shown]:
    """Yield what is shown with its places, which are looked up last."""
    for number, postings in enumerate(inputs):
        mine = [(address, shown) for place, address, shown in chosen if place == number]
        places = postings.places(sorted(address for address, _ in mine)) if mine else {}
        for address, shown in mine:
            yield msgspec.structs.replace(shown, place=places.get(address, Place(postings.path, 1, 1, "")))


def _rule(test: Node, text: str, subject: Subject) -> Rule:
    """Return the rule that requires an expression; nobody ever sees its texts."""
    nothing = Text("-", "-")
    return Rule(
        id="TRY000", name="try", title=nothing, severity="info", severity_when=(), profile="pedantic", tags=(),
        since="", subject=subject, when=None, when_text="", test=test,
        test_text=text, forbid=False, field=None, message={"en": _SILENT, "ru": _SILENT}, why=nothing, fix=nothing,
        params={}, references=(), path="", sha256="", reads=reads(test), joins=joins(test),
    )  # fmt: skip


_SILENT = Template(("-",), ())
_NOWHERE = Place("", 0, 0, "")
