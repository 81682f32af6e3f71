"""Counting over the postings of a run: `count`, `share`, `ratio` and `sum` in rules about the run as a whole.

    share(status == "cancelled", among=seller_ships, within=days(14), until=today)

The first argument is asked of each posting; `among` says which postings are looked at, `within` and `until` of which
time, by the moment their processing began. So every count is a condition about a posting, and is judged as one.
"""

import ast
from collections.abc import Callable
from typing import Literal, NamedTuple

from ozlint.language.counting import aggregates_in
from ozlint.language.fault import ExpressionError
from ozlint.language.literals import Span
from ozlint.language.nearest import nearest
from ozlint.language.tokens import short
from ozlint.language.tree import (
    Aggregate,
    Const,
    Node,
    Param,
)  # fmt: skip
from ozlint.language.type import BOOL, DURATION, NUMBER, TIME, Type
from ozlint.model.text import Text

Kind = Literal["count", "share", "ratio", "sum"]


class Form(NamedTuple):
    """How an aggregate is written."""

    kind: Kind
    asked: tuple[Type, ...]
    """Types of what is asked of each posting."""
    meaning: Text
    example: str


FORMS: dict[str, Form] = {
    form.kind: form
    for form in (
        Form(
            "count", (BOOL,),
            Text("How many postings of the run the condition holds for", "Для скольких отправлений условие выполнено"),
            'count(status == "awaiting_deliver") > 100',
        ),
        Form(
            "share", (BOOL,),
            Text(
                "For which part of the postings (of those in `among`) the condition holds, from 0 to 1",
                "Для какой доли отправлений (из тех, что в `among`) условие выполнено, от 0 до 1",
            ),
            'share(status == "cancelled", among=seller_ships, within=days(14)) <= 0.04',
        ),
        Form(
            "ratio", (BOOL, BOOL),
            Text(
                "How many postings the first condition holds for, divided by how many the second one does",
                "Для скольких отправлений выполнено первое условие, делённое на то, для скольких второе",
            ),
            'ratio(status == "cancelled", status != "cancelled", within=days(14)) <= 0.04',
        ),
        Form(
            "sum", (NUMBER,),
            Text("The sum of a number over the postings", "Сумма числа по отправлениям"),
            'sum(multi_box_qty, among=status == "awaiting_deliver") < 200',
        ),
    )
}  # fmt: skip
KEYWORDS = {"among": BOOL, "within": DURATION, "until": TIME}
"""What may be said of the postings that are looked at, by name."""


class Reader(NamedTuple):
    """How the parts of a call are read: as expressions about a posting, or about the run."""

    of_posting: Callable[[ast.expr], Node]
    of_run: Callable[[ast.expr], Node]
    span: Callable[[ast.expr | ast.keyword], Span]


def read_aggregate(tree: ast.Call, form: Form, reader: Reader) -> Aggregate:
    """Return the aggregate that a call writes; raises ExpressionError."""
    parts: dict[str, Node] = {}
    for keyword in tree.keywords:
        parts[str(keyword.arg)] = _keyword(keyword, reader, parts)
    start, end = reader.span(tree)
    wanted = len(form.asked)
    like = Text(f"like {form.example}", f"например, {form.example}")
    if len(tree.args) != wanted:
        message = Text(
            f"{form.kind}() asks {'one thing' if wanted == 1 else 'two things'} of each posting",
            f"{form.kind}(): о каждом отправлении {'один вопрос' if wanted == 1 else 'два вопроса'}",
        )
        raise ExpressionError(message, start, end, like)
    asked = tuple(
        _typed(reader.of_posting(arg), kind, form.kind) for arg, kind in zip(tree.args, form.asked, strict=True)
    )
    return Aggregate(
        type=NUMBER, start=start, end=end, kind=form.kind, asked=asked, among=parts.get("among"),
        within=parts.get("within"), until=parts.get("until"),
    )  # fmt: skip


def _keyword(keyword: ast.keyword, reader: Reader, parts: dict[str, Node]) -> Node:
    name = str(keyword.arg)
    place = reader.span(keyword)
    if name not in KEYWORDS:
        raise unknown_argument(name, place, nearest(name, KEYWORDS))
    if name in parts:
        raise ExpressionError(Text(f"`{name}=` is there twice", f"`{name}=` здесь дважды"), *place)
    read = reader.of_posting if name == "among" else reader.of_run
    return _typed(read(keyword.value), KEYWORDS[name], name)


def unknown_argument(name: str, place: Span, near: str | None = None) -> ExpressionError:
    """Return the error of a named argument that is not known: most often a comparison with one `=`."""
    shown = short(name)
    hint = (
        Text(f"did you mean `{near}=`?", f"может быть, `{near}=`?")
        if near
        else Text(f"to compare, write `{shown} == …`", f"для сравнения пишут `{shown} == …`")
    )
    return ExpressionError(Text(f"`{shown}=` means nothing here", f"`{shown}=` здесь ничего не значит"), *place, hint)


def _typed(node: Node, wanted: Type, name: str) -> Node:
    if node.type.kind == wanted.kind:
        return node
    one, other = wanted.named, node.type.named
    message = Text(
        f"{name} wants {one.en} here, and this is {other.en}", f"{name}: ожидается {one.ru}, а это {other.ru}"
    )
    raise ExpressionError(message, node.start, node.end, _as_length(node) if wanted.kind == "duration" else None)


def _as_length(node: Node) -> Text | None:
    """Return how a number is made a length of time."""
    match node:
        case Param():
            written = f"days(params.{node.name})"
        case Const(value=float() as value):
            written = f"days({value:g})"
        case _:
            return None
    return Text(f"write {written}", f"напишите {written}")


def check_windows(node: Node) -> None:
    """Raise ExpressionError for a window of no length below a node whose parameters are worked in."""
    for one in aggregates_in([node]):
        if isinstance(one.within, Const) and isinstance(one.within.value, float) and one.within.value <= 0:
            message = Text("within= is a length of time over zero", "within= — это срок больше нуля")
            raise ExpressionError(
                message, one.within.start, one.within.end, Text("like days(14)", "например, days(14)")
            )
