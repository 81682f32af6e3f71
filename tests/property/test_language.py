"""What a rule means does not depend on how it is judged: interpreted, compiled, folded or dispatched on the status."""

import json
import warnings
from collections.abc import Callable
from datetime import timedelta, timezone
from functools import cache, partial
from typing import Any

import msgspec
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from msgspec import UNSET, structs

from ozlint.engine.asking import waits_for
from ozlint.engine.judge import Bench
from ozlint.engine.outcome import BROKEN, FIRST_REASON, HOLDS, NOT_APPLICABLE, unpack
from ozlint.language.check import check, check_condition
from ozlint.language.enums import known_values
from ozlint.language.fault import ExpressionError
from ozlint.language.faults import SCHEME
from ozlint.language.fold import fold
from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.language.interpret import ALONE, Moment, interpret, raw_of, truth
from ozlint.language.joined import JOINED, is_moment, joined_names, record_of
from ozlint.language.names import Scope
from ozlint.language.operands import Operand, joins, occurrences, reads
from ozlint.language.template import Template
from ozlint.language.template_text import parse_template
from ozlint.language.tree import Const, FieldRef, Node, Param, Unknown, Word
from ozlint.language.type import Type, field_type
from ozlint.language.values import number_fault, read_path, scheme_fault, text_value, time_fault
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import posting_fields
from ozlint.model.text import Text
from ozlint.model.times import HOUR, ZONE_UNKNOWN, ZONED, Times, Vague, iso_time, read_time
from ozlint.rulebook.bind import param_value
from ozlint.rulebook.rule import ALWAYS_READ, Rule
from ozlint.sources.decoding import DecodeProblem, PostingDecoder

NOW, _ = read_time("2026-11-22T09:00:00Z")
CLOCKS = (ZONED, ZONE_UNKNOWN, Times(timezone(timedelta(hours=3))))
"""The ways in which times without a zone are read."""
NOT_EVALUATED = -1

PARAMS: dict[str, Any] = {"number": 3, "name": "CDEK", "names": ["CDEK", "AB123"], "none": [], "flag": True}
TEXTS = ("CDEK", "AB123", "RA644000005RU", "10944022440321", "-", "12345678-0001-1", "Почта России", "ab 123")
NEVER = ("is never", "percent() takes", "is from 0 to")
"""What is said of a literal that what it is compared with cannot be, and of what is no share."""
WRITTEN = ("cdek", "ab123", "10944022440321", "-", "12345678-0001-1", "ab 123")
"""Texts that may stand beside a carrier's code as well: such a comparison is not refused."""
PATTERNS = ("^[A-Z]{2}", "^(1970|0001)", r"\d+", "(a+)+$", "ё|Ё")
OPERATORS = ("==", "!=", "<", "<=", ">", ">=")
BESIDE = (
    "present(reality)", "missing(previous)", "present(history)", 'reality.reached("accepted")',
    'reality.reached("arrived_pickup_point")', "changed(status)", "changed(shipment_date)", "changed(deadline)",
    "changed(carrier)",
)  # fmt: skip
CROSS = ("sharing(tracking_number)", "versions(status)", "links_back()")


# Expressions: a grammar with types, grown from the vocabulary's own tables. A strategy for each type of value.


@cache
def names(kind: str, *, loop: bool) -> tuple[str, ...]:
    """Return the names of a type that stand for themselves."""
    known = vocabulary("posting")
    found = [path for path, type_ in known.fields.items() if type_.kind == kind and "[]" not in path]
    found += [name for name, word in known.words.items() if word.type.kind == kind]
    if not loop:
        found += [f"previous.{name}" for name in found if not is_joined(name)]
    found += [f"params.{name}" for name, value in PARAMS.items() if param_value(value)[0].kind == kind]
    if loop:
        found += [
            path.replace("products[]", "p")
            for path, type_ in known.fields.items()
            if type_.kind == kind and path.startswith("products[]")
        ]
    return tuple(found)


def literal(kind: str) -> st.SearchStrategy[str]:
    """Give a text or number written out."""
    if kind == "text":
        return st.sampled_from([f'"{text}"' for text in WRITTEN])
    return st.sampled_from(["0", "1", "3", "2.5", "-1"])


def is_joined(name: str) -> bool:
    """Return whether a name is of a joined record, or a word that rests on one."""
    words = vocabulary("posting").words
    return bool(record_of(name)) or (name in words and words[name].is_joined)


Write = Callable[[], str]
"""Writes an expression, drawing as it goes."""


@st.composite
def values(draw: st.DrawFn, kind: str, depth: int, *, loop: bool = False) -> str:
    """Give an expression of a type other than bool."""
    ways = plain_values(draw, kind, loop=loop)
    if depth > 0:
        ways += grown_values(draw, kind, depth - 1, loop=loop)
        ways += combined_values(draw, kind, depth - 1, loop=loop)
    return draw(st.sampled_from(ways))()


def drawing(draw: st.DrawFn, depth: int, *, loop: bool) -> Callable[[str], str]:
    """Return what draws a smaller expression of a type."""

    def inner(kind: str) -> str:
        return draw(conditions(depth, loop=loop) if kind == "bool" else values(kind, depth, loop=loop))

    return inner


def plain_values(draw: st.DrawFn, kind: str, *, loop: bool) -> list[Write]:
    """Return the ways to write a value without another in it."""
    ways: list[Write] = []
    if names(kind, loop=loop):
        ways += [lambda: draw(st.sampled_from(names(kind, loop=loop)))] * 4
    if kind in ("text", "number"):
        ways.append(lambda: draw(literal(kind)))
    if kind == "text":
        fields = [name for name in (*names("text", loop=loop), *names("time", loop=loop)) if is_field(name)]
        ways.append(lambda: f"raw({draw(st.sampled_from(fields))})")
    if kind == "time":
        ways.append(lambda: "now")
    if kind == "duration":
        span = st.sampled_from(["minutes", "hours", "days"])
        ways += [lambda: f"{draw(span)}({draw(literal('number'))})", lambda: "hours(params.number)"]
    if kind == "number" and not loop:
        ways += [lambda: "sharing(tracking_number)", lambda: "versions(status)"]
    return ways


def grown_values(draw: st.DrawFn, kind: str, depth: int, *, loop: bool) -> list[Write]:
    """Return the ways to write a value by calling a function that any type, or a pure function, has."""
    inner = drawing(draw, depth, loop=loop)
    ways: list[Write] = [partial(call, function, inner) for function in pure_functions(kind)]
    if kind in ("text", "number", "time", "duration"):
        ways += [
            lambda: f"first({inner(kind)}, {inner(kind)})",
            lambda: f"first({inner(kind)}, {inner(kind)}, {inner(kind)})",
            lambda: f"only_if({inner('bool')}, {inner(kind)})",
        ]
    return ways


def combined_values(draw: st.DrawFn, kind: str, depth: int, *, loop: bool) -> list[Write]:
    """Return the ways to write a value that only this type has."""
    inner = drawing(draw, depth, loop=loop)
    sign = st.sampled_from("+-")
    if kind == "time":
        return [
            lambda: f"latest({inner('time')}, {inner('time')}, {inner('time')})",
            lambda: f"({inner('time')} {draw(sign)} {inner('duration')})",
        ]
    if kind == "duration":
        return [
            lambda: f"age({inner('time')})",
            lambda: f"({inner('time')} - {inner('time')})",
            lambda: f"({inner('duration')} {draw(sign)} {inner('duration')})",
        ]
    if kind != "number":
        return []
    reckoned = st.sampled_from("+-*/")
    ways: list[Write] = [
        lambda: f"({inner('number')} {draw(reckoned)} {draw(values('number', depth, loop=loop).filter(is_not_zero))})"
    ]
    if not loop:
        each = drawing(draw, depth, loop=True)
        ways += [
            lambda: f"count({each('bool')} for p in products)",
            lambda: f"sum({each('number')} for p in products)",
        ]
    return ways


def is_not_zero(text: str) -> bool:
    """Return whether a text is anything but a zero written out, by which nothing is divided."""
    return text not in ("0", "-0")


def pure_functions(kind: str) -> list[Function]:
    """Return the pure functions that rules may call and that give a type."""
    known = functions().values()
    return [
        one for one in known if one.form == "pure" and one.result.kind == kind and not one.word and not one.and_reads
    ]


def is_field(name: str) -> bool:
    """Return whether a name is a field's, and neither a word's nor a parameter's."""
    return name.replace("p.", "products[].", 1) in posting_fields() or name in posting_fields()


def call(function: Function, inner: Callable[[str], str]) -> str:
    """Return a call with arguments of the right types."""
    return f"{function.name}({', '.join(inner(arg.kind) for arg in function.args)})"


@st.composite
def conditions(draw: st.DrawFn, depth: int, *, loop: bool = False) -> str:
    """Give a condition."""
    every = [
        name
        for kind in ("text", "number", "time", "bool", "list", "lists")
        for name in names(kind, loop=loop)
        if not name.startswith("params.")
    ]
    ways: list[Write] = [
        lambda: draw(st.sampled_from(names("bool", loop=loop))),
        lambda: f"{draw(st.sampled_from(['present', 'missing', 'given']))}({draw(st.sampled_from(every))})",
        lambda: draw(compared(0, loop=loop)),
        lambda: draw(st.sampled_from(["True", "False", "links_back()", 'offers("ship")', "missing(products)"])),
        lambda: draw(st.sampled_from(BESIDE)),
    ]
    if depth <= 0:
        return draw(st.sampled_from(ways))()
    inner = drawing(draw, depth - 1, loop=loop)
    grown: list[Write] = [
        lambda: f"not ({inner('bool')})",
        lambda: f"({inner('bool')} and {inner('bool')})",
        lambda: f"({inner('bool')} or {inner('bool')} or {inner('bool')})",
        lambda: draw(compared(depth - 1, loop=loop)),
        lambda: draw(compared(depth - 1, loop=loop)),
        lambda: draw(contained(depth - 1, loop=loop)),
        lambda: f'matches({inner("text")}, "{draw(st.sampled_from(PATTERNS))}")',
        lambda: call(draw(st.sampled_from(pure_functions("bool"))), inner),
    ]
    if not loop:
        kinds = st.sampled_from(["any", "all"])
        grown.append(lambda: f"{draw(kinds)}({draw(conditions(depth - 1, loop=True))} for p in products)")
    return draw(st.sampled_from([*ways, *grown, *grown]))()


@st.composite
def compared(draw: st.DrawFn, depth: int, *, loop: bool) -> str:
    """Give a comparison; every tenth is a chain."""
    kind = draw(st.sampled_from(["text", "text", "number", "time", "duration"]))
    left = draw(values(kind, depth, loop=loop))
    if kind == "text":
        operator = draw(st.sampled_from(OPERATORS[:2]))
        right = draw(texts_for(left)) if draw(st.booleans()) else draw(values("text", depth, loop=loop))
        if right.startswith('"') or left.startswith('"'):
            right = draw(texts_for(left)) if right.startswith('"') else right
            left = draw(texts_for(right)) if left.startswith('"') else left
        return f"{left} {operator} {right}"
    chain = f"{left} {draw(st.sampled_from(OPERATORS))} {draw(values(kind, depth, loop=loop))}"
    if draw(st.integers(0, 9)) == 0:
        chain += f" {draw(st.sampled_from(OPERATORS))} {draw(values(kind, depth, loop=loop))}"
    return chain


@st.composite
def contained(draw: st.DrawFn, depth: int, *, loop: bool) -> str:
    """Give `x in (…)` or `x in list`."""
    word = draw(st.sampled_from(["in", "not in"]))
    if draw(st.booleans()):
        item = draw(values("text", depth, loop=loop).filter(lambda text: not text.startswith('"')))
        chosen = draw(st.lists(texts_for(item), max_size=3))
        return f"{item} {word} ({''.join(f'{text}, ' for text in chosen)})"
    lists = draw(values("list", depth, loop=loop))
    item = draw(values("text", depth, loop=loop))
    if item.startswith('"') and (known := type_of(lists).values):
        item = f'"{draw(st.sampled_from(sorted(known_values(known))))}"'
    return f"{item} {word} {lists}"


def texts_for(name: str) -> st.SearchStrategy[str]:
    """Give a text that may be compared with an expression: one of its known values, if it is an enum."""
    kind = type_of(name)
    if not kind.values:
        return st.sampled_from([f'"{text}"' for text in (*WRITTEN, "680420041")])
    return st.sampled_from([f'"{text}"' for text in sorted(known_values(kind.values))])


def type_of(text: str) -> Type:
    """Return the type of an expression, in a loop or not."""
    kinds = {name: param_value(value)[0] for name, value in PARAMS.items()}
    if "p." not in text.replace("params.", ""):
        return check(text, Scope("posting", kinds)).type
    try:
        return check(text, Scope("posting", kinds)).type
    except ExpressionError:
        path = text.replace("p.", "products[].", 1)
        if path in posting_fields():
            return field_type(posting_fields()[path].type, posting_fields()[path].values)
        return Type("text")


# Postings: every field absent, null, blank, odd or good; every record absent or null as a whole.

MOMENTS = [NOW + HOUR * hours for hours in (-1000, -72, -48, -25, -3.01, -3, -2.99, -1, 0, 1, 3, 3.01, 24, 1000)]
TIMES = st.one_of(
    st.builds(
        lambda moment, zone: (iso_time(moment) or "").removesuffix("Z") + zone,
        st.sampled_from(MOMENTS),
        st.sampled_from(["Z", "Z", ".123456Z", "", "+03:00"]),
    ),
    st.sampled_from(["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "2026-11-22", "soon"]),
)
STRINGS = st.sampled_from([*TEXTS, "680420041", "\u200b", "СДЭК", "x" * 300, "SDS", "FBP", "delivered"])
ODD: dict[str, st.SearchStrategy[Any]] = {
    "text": STRINGS,
    "enum": STRINGS,
    "id": st.sampled_from([0, "0", 680420041, "680420041", "", 1 << 60]),
    "number": st.sampled_from([0, 1, 3, -1, 2.5, 1e300, "3"]),
    "bool": st.sampled_from([True, False, True, False, 0, "true"]),
    "time": TIMES,
    "money": st.sampled_from(["1390.00", 3, 2.5, "", "abc", "inf", {"amount": "3"}, {"amount": None}, {}]),
    "list_text": st.lists(STRINGS, max_size=2),
    "list_enum": st.lists(st.sampled_from(["ship", "cancel", "dance"]), max_size=2),
    "lists": st.sampled_from([{}, {"products_requiring_gtd": [1]}, {"products_requiring_gtd": None}, {"other": [2]}]),
}
BLANK = ("", " ", "\t")


@st.composite
def field_values(draw: st.DrawFn, kind: str, values_: str) -> Any:  # noqa: ANN401 - whatever an input may hold
    """Give what one field may hold where it is there at all."""
    how = draw(st.integers(0, 9))
    if how == 0:
        return None
    if how == 1 and kind in ("text", "enum", "time", "id", "money"):
        return draw(st.sampled_from(BLANK))
    if kind == "enum" and how > 3:
        return draw(st.sampled_from(sorted(known_values(values_))))
    return draw(ODD[kind])


@st.composite
def documents(draw: st.DrawFn, paths: frozenset[str]) -> dict[str, Any]:
    """Give a posting as a source may hold it, with some of the fields at `paths`."""
    posting: dict[str, Any] = {}
    rows: list[dict[str, Any]] = [{} for _ in range(draw(st.integers(0, 2)))]
    rare = draw(st.booleans())
    for path in sorted(paths & posting_fields().keys()):
        field = posting_fields()[path]
        for row in rows if path.startswith("products[]") else [posting]:
            if draw(st.integers(0, 9)) < (5 if rare else 2):
                continue
            *groups, name = path.removeprefix("products[].").split(".")
            place = row
            for group in groups:
                place = place.setdefault(group, {})
            place[name] = draw(field_values(field.type, field.values))
    if any(path.startswith("products") for path in paths) and draw(st.integers(0, 4)):
        posting["products"] = draw(st.sampled_from([rows, rows, rows, None]))
    for group in [name for name, value in posting.items() if isinstance(value, dict) and name != "requirements"]:
        if draw(st.integers(0, 4)) == 0:
            posting[group] = None
    return {**posting, "posting_number": "12345678-0001-1"}


@cache
def decoder(paths: frozenset[str]) -> PostingDecoder:
    """Return the decoder of these fields."""
    return PostingDecoder(paths)


def posting_with(data: st.DataObject, paths: frozenset[str]) -> Any:  # noqa: ANN401 - a struct made at run time
    """Return a posting with some of the fields at `paths`, as a source hands it over; skip what it cannot read."""
    paths |= ALWAYS_READ
    document = data.draw(documents(paths), "posting")
    try:
        return decoder(paths)(json.dumps(document).encode())
    except DecodeProblem:
        assume(False)  # noqa: FBT003 - hypothesis has no other spelling
        raise


MOMENTS_BESIDE = st.one_of(st.none(), st.sampled_from(MOMENTS), st.sampled_from(MOMENTS).map(Vague))
KINDS_BESIDE: dict[str, st.SearchStrategy[Any]] = {
    "enum": st.sampled_from([*sorted(known_values("phase")), None]),
    "text": st.one_of(st.none(), STRINGS),
    "time": MOMENTS_BESIDE,
    "number": st.sampled_from([0.0, 1.0, 4.0]),
    "bool": st.booleans(),
    "list_enum": st.lists(st.sampled_from(sorted(known_values("phase"))), unique=True, max_size=4).map(tuple),
}


@cache
def record_type(record: str) -> type[msgspec.Struct]:
    """Return a struct with what a joined record holds."""
    names_ = [name.removeprefix(f"{record}.") for name in joined_names() if name.startswith(f"{record}.")]
    return msgspec.defstruct(record.title(), [(name, Any, UNSET) for name in names_], frozen=True)


def beside(data: st.DataObject, paths: frozenset[str]) -> dict[str, Any]:
    """Return what other inputs say of a posting: nothing known, nothing there, or a record."""
    found: dict[str, Any] = {}
    for record in JOINED:
        wanted = sorted(path.removeprefix(f"{record}.") for path in paths if path.startswith(f"{record}."))
        if not any(record_of(path) == record for path in paths):
            continue
        how = data.draw(st.integers(0, 5), record)
        if how < 2:
            found[record] = (UNSET, None)[how]
        elif record == "previous":
            found[record] = posting_with(data, frozenset(wanted))
        else:
            kinds = {name: joined_names()[f"{record}.{name}"].kind for name in wanted}
            some = {
                name: data.draw(KINDS_BESIDE[kind], name) for name, kind in kinds.items() if data.draw(st.booleans())
            }
            found[record] = record_type(record)(**some)
    return found


CROSS_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "sharing(tracking_number)": st.just(2.0),
        "versions(status)": st.just(2.0),
        "links_back": st.sampled_from([False, UNSET]),
    },
)


# Rules, and what the reference says of them.


def facts() -> dict[str, Const]:
    """Return what folding is told of the parameters."""
    typed = {name: param_value(value) for name, value in PARAMS.items()}
    return {f"params.{name}": Const(type=kind, value=value) for name, (kind, value) in typed.items()}


def checked(text: str) -> Node:
    """Return a condition with its parameters still open; one that compares with what never is there is not tried."""
    try:
        return check_condition(text, Scope("posting", {name: param_value(value)[0] for name, value in PARAMS.items()}))
    except ExpressionError as error:
        assume(not any(said in error.message.en for said in NEVER))
        raise


def bound(text: str) -> Node:
    """Return a condition with its parameters bound, as `rulebook.bind` makes it."""
    return fold(checked(text), facts())


def plainly(node: Node) -> Node:
    """Return a tree with its parameters put in, and nothing else worked out: what the reference judges."""
    if isinstance(node, Param):
        return facts()[f"params.{node.name}"]
    if isinstance(node, Word):
        return node
    changed: dict[str, Any] = {}
    for name in node.__struct_fields__:
        part = getattr(node, name)
        if isinstance(part, Node):
            changed[name] = plainly(part)
        elif isinstance(part, tuple) and part and isinstance(part[0], Node):
            changed[name] = tuple(plainly(one) for one in part)
    return structs.replace(node, **changed)


def make_rule(when: str | None, test: str, *, forbid: bool, number: int) -> Rule:
    """Return a rule with the shortest texts that a rule can have."""
    trees = [bound(text) for text in (when, test) if text is not None]
    return Rule(
        id=f"TEST{number:03}", name="test", title=Text("t", "т"), severity="error", severity_when=(), profile="safety",
        tags=(), since="0.1.0", subject="posting", when=bound(when) if when is not None else None, when_text=when or "",
        test=bound(test), test_text=test, forbid=forbid, field=None,
        message={"en": Template(("m",), ()), "ru": Template(("с",), ())}, why=Text("w", "п"), fix=Text("f", "и"),
        params=PARAMS, references=(), path="test.yaml", sha256="", reads=frozenset[str]().union(*map(reads, trees)),
        joins=frozenset[str]().union(*map(joins, trees)),
    )  # fmt: skip


def expected(when: str | None, test: str, moment: Moment, *, forbid: bool) -> int:
    """Return the outcome as DESIGN section 5 defines it: of `not when or require`, of `not (when and forbid)`."""
    applies = truth(plainly(checked(when)), moment) if when is not None else True
    found = truth(plainly(checked(test)), moment)
    if applies is False:
        return NOT_APPLICABLE
    if found is (not forbid):
        return HOLDS
    return BROKEN if applies is True and found is forbid else NOT_EVALUATED


def deciding(rule: Rule, moment: Moment) -> str:
    """Return the name of the operand that leaves a rule open; the rule's id where there is none.

    It is the first in the order of the text that is not known, nor any condition that it is part of; one that waits for
    an input which was not given goes before all, then one of what cannot be read.
    """
    left = [
        operand
        for node, text in ((rule.when, rule.when_text), (rule.test, rule.test_text))
        for operand in (occurrences(node, text) if node is not None else ())
        if is_unknown(operand, moment) and all(truth(part, moment) is UNSET for part in operand.parts)
    ]
    waits = [one for one in left if waits_for(one.node) is not None]
    spoilt = [one for one in left if any(is_fault(field, moment) for field in one.fields)]
    first = next(iter((*waits, *spoilt, *left)), None)
    if first is None:
        return rule.id
    waiting = waits_for(first.node)
    return waiting.name if waiting is not None else first.name


def is_unknown(operand: Operand, moment: Moment) -> bool:
    """Return whether the value of an operand leaves open what it is part of."""
    if isinstance(operand.node, Unknown):
        return True
    value = interpret(operand.node, moment)
    return value is UNSET or (value is None and (operand.need or operand.node.type.kind == "bool"))


def is_fault(field: FieldRef, moment: Moment) -> bool:
    """Return whether something stands in a field of a posting that is no number, time or scheme, and should be one."""
    if field.path == SCHEME:
        return bool(scheme_fault(raw_of(field, moment)))
    if field.type.kind == "number":
        return bool(number_fault(raw_of(field, moment)))
    return field.type.kind == "time" and not is_moment(field.path) and bool(time_fault(raw_of(field, moment)))


def outcomes(bench: Bench, signature: int) -> list[int]:
    """Return the outcome of each rule; one code for all reasons."""
    codes = unpack(signature, len(bench.rules))
    return [NOT_EVALUATED if FIRST_REASON <= code < BROKEN else code for code in codes]


RULES = st.lists(
    st.tuples(st.one_of(st.none(), conditions(1), conditions(2)), conditions(2) | conditions(3), st.booleans()),
    min_size=1,
    max_size=3,
)
SHARED = st.one_of(st.none(), conditions(1))
"""A condition that all rules of a book share, which is then judged once for all of them."""


@settings(max_examples=200)
@given(rules=RULES, shared=SHARED, data=st.data(), times=st.sampled_from(CLOCKS), cross=CROSS_ANSWERS)
def test_all_ways_of_judging_agree(
    rules: list[tuple[str | None, str, bool]],
    shared: str | None,
    data: st.DataObject,
    times: Times,
    cross: dict[str, Any],
) -> None:
    """A posting gets the outcome the interpreter gives: compiled, dispatched on the status, alone or among rules.

    Nor does it matter whether its input is known to be without the fields that it lacks.
    """
    texts = [
        (" and ".join(f"({part})" for part in (shared, when) if part) or None, test, forbid)
        for when, test, forbid in rules
    ]
    if shared is not None:
        texts += [(shared, texts[0][1], True), (shared, texts[0][1], False)]
    book = [make_rule(when, test, forbid=forbid, number=place) for place, (when, test, forbid) in enumerate(texts)]
    posting = posting_with(data, frozenset[str]().union(*(rule.reads for rule in book)))
    answers = {**ALONE, **cross, **beside(data, frozenset[str]().union(*(rule.joins for rule in book)))}
    moment = Moment(subject=posting, now=NOW, cross=answers, times=times)
    wanted = [expected(when, test, moment, forbid=forbid) for when, test, forbid in texts]
    bench = Bench(book)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain = bench.judge(object(), times)(posting, NOW, answers)
        dispatched = bench.judge(text_value(posting.status), times)(posting, NOW, answers)
    assert outcomes(bench, plain) == wanted
    assert dispatched == plain
    lacking = frozenset(
        path for path in posting_fields() if "[]" not in path and read_path(posting, path) is UNSET
    ) - data.draw(st.sets(st.sampled_from(sorted(posting_fields()))), "not told to be absent")
    assert bench.judge(object(), times, lacking)(posting, NOW, answers) == plain
    assert bench.judge(text_value(posting.status), times, lacking)(posting, NOW, answers) == plain
    shape = bench.shape_of(lacking)
    assert bench.judge_for(shape, shape.key_of()(posting), times, lacking)(posting, NOW, answers) == plain
    for place, code in enumerate(unpack(plain, len(book))):
        if FIRST_REASON <= code < BROKEN:
            reason = bench.why[place].reason(code)
            # Where the zone alone would settle it, the zone is the reason, whatever operand is not known.
            vague = times.margin or "reality" in map(record_of, book[place].joins)
            assert reason.name == deciding(book[place], moment) or (vague and reason.code == "zone_unknown")


@settings(max_examples=200)
@given(rules=RULES, data=st.data(), lacking=st.sets(st.sampled_from(JOINED), min_size=1))
def test_what_the_run_was_not_given_is_unknown(
    rules: list[tuple[str | None, str, bool]], data: st.DataObject, lacking: set[str]
) -> None:
    """Rules compiled for a run without some inputs judge as if nothing was known of those, whatever the status.

    Where that leaves them open, dispatch does not change the reason either.
    """
    book = [make_rule(when, test, forbid=forbid, number=place) for place, (when, test, forbid) in enumerate(rules)]
    posting = posting_with(data, frozenset[str]().union(*(rule.reads for rule in book)))
    found = beside(data, frozenset[str]().union(*(rule.joins for rule in book)))
    answers = {**ALONE, **{name: record for name, record in found.items() if name not in lacking}}
    missing = {name: Unknown(type=Type("record"), code="input_not_given", name=name) for name in lacking}
    bench = Bench(book, missing)
    plain = bench.judge(object(), ZONED)(posting, NOW, answers)
    assert outcomes(bench, plain) == outcomes(Bench(book), Bench(book).judge(object(), ZONED)(posting, NOW, answers))
    assert bench.judge(text_value(posting.status), ZONED)(posting, NOW, answers) == plain
    for place, code in enumerate(unpack(plain, len(book))):
        if FIRST_REASON <= code < BROKEN and (reason := bench.why[place].reason(code)).code == "input_not_given":
            assert reason.name in lacking | {"contacts"}
            assert reason.field == reason.name


def test_folding_leaves_the_margin_of_a_comparison() -> None:
    """A comparison that rests on a time keeps its three hours, though the status settles that the time is empty."""
    text = "first(hours(1), age(handed_over_at)) == hours(2)"
    node = fold(checked(text), {"status": Unknown(type=Type("text", "status"), code="field_absent", name="status")})
    assert truth(node, Moment(subject=None, times=ZONE_UNKNOWN)) is UNSET
    assert (
        truth(checked(text), Moment(subject=decoder(ALWAYS_READ)(b'{"posting_number": "1"}'), times=ZONE_UNKNOWN))
        is UNSET
    )


@settings(max_examples=200)
@given(text=conditions(3), data=st.data(), times=st.sampled_from(CLOCKS), cross=CROSS_ANSWERS)
def test_folding_changes_nothing(
    text: str,
    data: st.DataObject,
    times: Times,
    cross: dict[str, Any],
) -> None:
    """An expression folded with the parameters, or with the posting's own status too, has the value it had."""
    node = bound(text)
    posting = posting_with(data, reads(checked(text)))
    moment = Moment(
        subject=posting, now=NOW, cross={**ALONE, **cross, **beside(data, joins(checked(text)))}, times=times
    )
    value = truth(plainly(checked(text)), moment)
    assert truth(node, moment) is value
    status = text_value(posting.status)
    kind = Type("text", "status")
    fact: Node = Const(type=kind, value=status)  # type: ignore[arg-type]
    if status is UNSET:
        fact = Unknown(type=kind, code="field_absent", name="status")
    assert truth(fold(node, {"status": fact}), moment) is value


@settings(max_examples=200)
@given(
    parts=st.lists(conditions(2), min_size=2, max_size=4),
    word=st.sampled_from(["and", "or"]),
    data=st.data(),
    random=st.randoms(use_true_random=False),
)
def test_the_order_of_operands_does_not_matter(
    parts: list[str],
    word: str,
    data: st.DataObject,
    random: Any,  # noqa: ANN401 - hypothesis' random
) -> None:
    """And/or give the same truth whatever the order of what they join."""
    shuffled = random.sample(parts, len(parts))
    one, other = (bound(f" {word} ".join(f"({part})" for part in some)) for some in (parts, shuffled))
    moment = Moment(subject=posting_with(data, reads(one)), now=NOW)
    assert truth(one, moment) is truth(other, moment)


# Texts that are no rules.

WORDS = [
    "status", "products", "p", "now", "params", "and", "or", "not", "in", "for", "is", "None", "True", "lambda", "if",
    "any(", "sum(", "first(", "matches(", "present(", "hours(", "(", ")", "[", "]", "{", "}", ",", ".", "==", "=", "<",
    ">=", "+", "-", "*", "**", "%", "!", "&&", "|", "~", ":=", ":", ";", "#", "@", "\\", "'", '"', '"x"', "''", "0",
    "1",
    "1e999", "0x1", "1_0", "9" * 400, "1j", "…", "«", "ё", "ｓtatus", "\ue000", "\ud800", "\x00", "\n", 'f"{x}"',
    "__class__", ".__class__", "...", "await", "yield", "*x", "**x", "a=1", "status.x",
]  # fmt: skip
SCRAPS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("()[]{}'\"\\ andornti.=<>-+"), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Give a good condition with some characters taken out, put in or doubled."""
    text = draw(conditions(2))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(["", *WORDS])) + text[place + draw(st.integers(0, 3)) :]
    return text


@settings(max_examples=800)
@given(text=SCRAPS | spoilt(), subject=st.sampled_from(["posting", "record", "input"]))
@example(text="-" + "9" * 400 + " < volume_weight", subject="posting")
@example(text='status == "\\ё" and сtatus', subject="posting")
@example(text="\ud800", subject="posting")
def test_no_text_is_anything_but_an_expression_or_an_error(text: str, subject: str) -> None:
    """Whatever is written, it is an expression or an ExpressionError inside the text that both languages can say."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for error in (fault(lambda: check(text, Scope(subject))), fault(lambda: parse_template(text, Scope(subject)))):
            if error is not None:
                assert 0 <= error.start < error.end
                assert error.start <= len(text)
                assert error.message.en
                assert error.message.ru


def fault(read: Callable[[], object]) -> ExpressionError | None:
    """Return the error that reading a text ends in, None where it is read."""
    try:
        read()
    except ExpressionError as error:
        return error
    return None


@pytest.mark.parametrize("name", list(functions()))
def test_the_grammar_knows_every_function(name: str) -> None:
    """The expressions of these tests call every function there is."""
    by_hand = {
        "present",
        "missing",
        "given",
        "matches",
        "minutes",
        "hours",
        "days",
        "age",
        "first",
        "latest",
        "only_if",
    }
    by_hand |= {"raw", "offers", "sharing", "versions", "links_back", "reality.reached", "changed"}
    assert name in by_hand or functions()[name].form == "pure"
