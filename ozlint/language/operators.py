"""Checking operators: which types they join, and which enum values they may name."""

import re
from collections.abc import Sequence

from ozlint.carriers.names import carrier_coder, known_carriers
from ozlint.language.enums import PHASES
from ozlint.language.fault import ExpressionError
from ozlint.language.interpret import has_time
from ozlint.language.knowledge import Knowledge
from ozlint.language.literals import Span
from ozlint.language.nearest import nearest
from ozlint.language.tokens import FROM_NOW, length_call, short
from ozlint.language.tree import (
    Aggregate,
    Arith,
    ArithOp,
    Call,
    Compare,
    CompareOp,
    Const,
    FieldRef,
    Member,
    Node,
    Word,
)
from ozlint.language.type import BOOL, DURATION, TIME, Type
from ozlint.model.text import Text

_ORDERED = ("number", "time", "duration")
_MANY = Text('write in ("a", "b")', 'напишите in ("a", "b")')
_IS_EMPTY_ID = Text(
    "0 is how Ozon writes that there is none: write missing(x)", "0 у Ozon значит «нет»: напишите missing(x)"
)
_NO_MULTIPLES = Text(
    "write the length itself, like hours(48), or make it a parameter",
    "напишите сам срок, например hours(48), или сделайте его параметром",
)


def compare(op: CompareOp, left: Node, right: Node, knowledge: Knowledge) -> Node:
    """Return `left op right`; raises ExpressionError where the types do not compare."""
    left, right = _as_ids(left, right)
    start, end = left.start, right.end
    kind = left.type.kind
    one, other = left.type.named, right.type.named
    if kind != right.type.kind:
        message = Text(f"{one.en} and {other.en} do not compare", f"{one.ru} и {other.ru} не сравниваются")
        raise ExpressionError(message, start, end, _hint(left, right))
    if kind in ("bool", "list", "lists", "record", "any"):
        hint = (
            Text("write the condition itself, or not …", "напишите само условие или not …") if kind == "bool" else None
        )
        message = Text(f"{one.en} is not compared with {op}", f"{one.ru}: через {op} это не сравнивают")
        raise ExpressionError(message, start, end, hint)
    if op not in ("==", "!=") and kind not in _ORDERED:
        message = Text(
            f"`{op}` compares numbers, times and durations, and this is {one.en}",
            f"`{op}` сравнивает числа, даты и промежутки, а это {one.ru}",
        )
        raise ExpressionError(message, start, end)
    for side, literal in ((left, right), (right, left)):
        said = literal.body if isinstance(literal, Word) and literal.is_local else literal
        if isinstance(said, Const):
            check_literal(side, said.value, (literal.start, literal.end), knowledge)
    moves = has_time(left) or has_time(right)
    return Compare(type=BOOL, start=start, end=end, op=op, left=left, right=right, moves=moves)


def member(item: Node, container: Node, knowledge: Knowledge, places: Sequence[Span] = ()) -> Member:
    """Return `item in container`; raises ExpressionError where it can never hold.

    `places` tells where the literals of a written container stand.
    """
    start, end = item.start, container.end
    if container.type.kind != "list":
        hint = _MANY
        if isinstance(item, Const) and isinstance(item.value, str) and not isinstance(container, Const):
            hint = _inside(item.value, container)
        if isinstance(container, Const) and isinstance(container.value, str):
            one = short(container.value)
            hint = Text(f'write == "{one}", or in ["{one}"]', f'напишите == "{one}" или in ["{one}"]')
        kind = container.type.named
        message = Text(f"`in` takes a list, and this is {kind.en}", f"`in` ждёт список, а это {kind.ru}")
        raise ExpressionError(message, container.start, container.end, hint)
    if isinstance(container, Const) and isinstance(container.value, tuple):
        values = container.value
        if item.type.is_id and values and isinstance(values[0], float):
            values = tuple(_id_text(value, *place) for value, place in zip(values, places, strict=True))
        if any(isinstance(value, str) != (item.type.kind == "text") for value in values) or (
            item.type.kind not in ("text", "number")
        ):
            raise _never(item, start, end)
        container = Const(type=container.type, start=container.start, end=container.end, value=values)
        for value, place in zip(values, places, strict=True):
            check_literal(item, value, place, knowledge)
    elif item.type.kind != "text":
        raise _never(item, start, end)
    elif isinstance(item, Const):
        check_literal(container, item.value, (item.start, item.end), knowledge)
    return Member(type=BOOL, start=start, end=end, item=item, container=container)


def _inside(part: str, text: Node) -> Text:
    """Return how to ask whether a text holds another."""
    name = getattr(text, "path", "") or getattr(text, "name", "") or "…"
    pattern = re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", short(part))
    return Text(f'write matches({name}, "{pattern}")', f'напишите matches({name}, "{pattern}")')


def arith(op: ArithOp, left: Node, right: Node) -> Node:
    """Return `left op right`; raises ExpressionError where the types do not go together."""
    kinds = (left.type.kind, right.type.kind)
    if op == "/" and isinstance(right, Const) and right.value == 0.0:
        raise ExpressionError(Text("division by zero", "деление на ноль"), right.start, right.end)
    # A margin of unknown zones would have to grow with a duration, so durations are not multiplied.
    results: dict[tuple[str, str, str], Type] = {
        (op, "number", "number"): left.type,
        ("+", "duration", "duration"): DURATION,
        ("-", "duration", "duration"): DURATION,
        ("+", "time", "duration"): TIME,
        ("-", "time", "duration"): TIME,
        ("-", "time", "time"): DURATION,
    }
    result = results.get((op, *kinds))
    if result is None:
        one, other = left.type.named, right.type.named
        message = Text(
            f"`{op}` does not join {one.en} and {other.en}", f"{one.ru} и {other.ru} так не соединяются: `{op}`"
        )
        hint = _NO_MULTIPLES if op in "*/" and "duration" in kinds else _hint(left, right)
        raise ExpressionError(message, left.start, right.end, hint)
    return Arith(type=result, start=left.start, end=right.end, op=op, left=left, right=right)


def check_literal(side: Node, value: object, span: Span, knowledge: Knowledge) -> None:
    """Refuse a literal that what it is compared with cannot be: such a rule would never fire."""
    start, end = span
    if side.type.is_id and value == "0":
        message = Text("an id is never 0", "идентификатор не бывает равен 0")
        raise ExpressionError(message, start, end, _IS_EMPTY_ID)
    if isinstance(value, float):
        _check_part(side, value, span)
    if not isinstance(value, str):
        return
    if _is_carrier(side) and (code := carrier_coder(knowledge.aliases)(value)) != value:
        raise _not_a_code(value, code, span)
    if not side.type.values:
        return
    known = knowledge.known(side.type.values)
    if value in known:
        return
    near = nearest(value, known)
    every = ", ".join(sorted(known))
    hint = (
        Text(f'did you mean "{near}"?', f'может быть, "{near}"?')
        if near
        else Text(f"known: {every}", f"известны: {every}")
    )
    name = getattr(side, "path", "") or getattr(side, "name", "") or side.type.values
    shown = short(value)
    message = Text(
        f'`{name}` is never "{shown}": Ozon has no such value', f'`{name}` не бывает "{shown}": такого у Ozon нет'
    )
    if side.type.values == PHASES:
        message = Text(f'there is no phase "{shown}"', f'этапа "{shown}" не бывает')
    raise ExpressionError(message, start, end, hint)


def as_defined(node: Node) -> Node:
    """Return the expression that a word of the rule's own stands for; any other node as it is."""
    return as_defined(node.body) if isinstance(node, Word) and node.is_local else node


def _check_part(side: Node, value: float, span: Span) -> None:
    """Refuse a number that no share, and no per cent of one, ever reaches."""
    found = as_defined(side)
    is_percent = isinstance(found, Call) and found.function.name == "percent"
    part = as_defined(found.args[0]) if isinstance(found, Call) and is_percent else found
    most = 100 if is_percent else 1
    if not isinstance(part, Aggregate) or part.kind != "share" or 0 <= value <= most:
        return
    message = Text(
        f"a share {'in per cent ' if is_percent else ''}is from 0 to {most}, never {value:g}",
        f"доля{' в процентах' if is_percent else ''} бывает от 0 до {most}, а не {value:g}",
    )
    hint = Text(f"{value:g} % is {value / 100:g}", f"{value:g} % — это {value / 100:g}") if 1 < value <= 100 else None  # noqa: PLR2004 - per cent
    raise ExpressionError(message, *span, hint)


def _is_carrier(node: Node) -> bool:
    """Return whether a node is the code of a carrier: a name would never be equal to it."""
    match node:
        case Word():
            return _is_carrier(node.body) if node.is_local else node.name.rpartition(".")[2] == "carrier"
        case FieldRef():
            return node.path == "reality.carrier"
        case Call():
            return node.function.name == "carrier_code"
        case _:
            return False


def _not_a_code(value: str, code: str, span: Span) -> ExpressionError:
    name = short(value)
    if code in known_carriers():
        message = Text(f'"{name}" is a name of the carrier {code}', f'"{name}" — название службы {code}')
        way_out = Text(
            f'compare with its code, "{code}"; `ozlint rules fields carrier` lists them',
            f'сравнивайте с кодом: "{code}"; все коды покажет `ozlint rules fields carrier`',
        )
    else:
        message = Text(
            f'`carrier` is never "{name}": a name that is not known stands in small letters',
            f'`carrier` не бывает "{name}": незнакомые названия записаны строчными буквами',
        )
        way_out = Text(
            f'write "{short(code)}", or compare carrier_name', f'напишите "{short(code)}" или сравните carrier_name'
        )
    return ExpressionError(message, *span, way_out)


def _never(item: Node, start: int, end: int) -> ExpressionError:
    kind = item.type.named
    return ExpressionError(
        Text(f"{kind.en} is never in such a list", f"{kind.ru}: такого в этом списке не бывает"), start, end
    )


def _as_ids(left: Node, right: Node) -> tuple[Node, Node]:
    """Let a number literal stand for an id."""
    if left.type.is_id and isinstance(right, Const) and isinstance(right.value, float):
        right = _id_const(right, left)
    elif right.type.is_id and isinstance(left, Const) and isinstance(left.value, float):
        left = _id_const(left, right)
    return left, right


def _id_const(literal: Const, side: Node) -> Const:
    value = _id_text(literal.value, literal.start, literal.end)
    return Const(type=side.type, start=literal.start, end=literal.end, value=value)


def _id_text(value: object, start: int, end: int) -> str:
    if isinstance(value, float):
        if not value.is_integer() or value < 0:
            raise ExpressionError(
                Text("an id is a whole number or a text", "идентификатор — целое число или текст"), start, end
            )
        return str(int(value))
    return str(value)


def _hint(left: Node, right: Node) -> Text | None:
    kinds = {left.type.kind, right.type.kind}
    if "number" in kinds and kinds & {"duration", "time"}:
        return Text("write hours(24) or days(2)", "напишите hours(24) или days(2)")
    if kinds == {"time", "text"}:
        return FROM_NOW
    if kinds == {"duration", "text"}:
        text = left if left.type.kind == "text" else right
        call = length_call(str(text.value)) if isinstance(text, Const) else None
        return Text(f"write {call or 'days(3)'}", f"напишите {call or 'days(3)'}")
    if kinds == {"time", "duration"}:
        return Text(
            "write age(x) > hours(24), or x < now - hours(24)", "напишите age(x) > hours(24) или x < now - hours(24)"
        )
    if kinds == {"number", "text"}:
        text = left if left.type.kind == "text" else right
        if isinstance(text, Const):
            return Text("numbers are written without quotes", "числа пишут без кавычек")
        return Text('a text goes in quotes: "…"', 'текст берут в кавычки: "…"')
    if kinds == {"list", "text"}:
        return Text("write in, or not in", "напишите in или not in")
    return None
