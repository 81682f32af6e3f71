"""Checking operators and calls: which types they join, and which enum values they may name."""

from ozlint.language.fault import ExpressionError
from ozlint.language.function import Function
from ozlint.language.nearest import nearest
from ozlint.language.tree import Arith, Call, Compare, CompareOp, Const, FieldRef, Member, Node, Param, Word
from ozlint.language.type import BOOL, DURATION, TIME, Type
from ozlint.model.text import Text
from ozlint.ozon.values import known_values

_ORDERED = ("number", "time", "duration")


def compare(op: CompareOp, left: Node, right: Node) -> Node:
    """Return `left op right`; raises ExpressionError where the types do not compare."""
    left, right = _as_ids(left, right)
    start, end = left.start, right.end
    if left.type.kind != right.type.kind:
        hint = _duration_hint(left, right)
        raise ExpressionError(
            Text(
                f"a {left.type} and a {right.type} cannot be compared", f"{left.type} и {right.type} сравнить нельзя"
            ),
            start, end, hint,
        )  # fmt: skip
    kind = left.type.kind
    if op not in ("==", "!=") and kind not in _ORDERED:
        raise ExpressionError(
            Text(f"`{op}` compares numbers, times and durations, not a {left.type}",
                 f"`{op}` сравнивает числа, даты и промежутки, а не {left.type}"),
            start, end,
        )  # fmt: skip
    if kind in ("bool", "list", "lists", "any"):
        hint = Text("write the condition itself, or not …", "напишите само условие или not …") if kind == "bool" else None
        raise ExpressionError(
            Text(f"a {left.type} is not compared with {op}", f"{left.type} не сравнивают через {op}"), start, end, hint
        )
    _check_value(left, right)
    _check_value(right, left)
    return Compare(type=BOOL, start=start, end=end, op=op, left=left, right=right)


def member(item: Node, container: Node) -> Member:
    """Return `item in container`; raises ExpressionError where the container is none."""
    start, end = item.start, container.end
    if isinstance(container, Const) and isinstance(container.value, tuple):
        values = container.value
        if item.type.is_id:
            values = tuple(_id_text(value) for value in values)
            container = Const(type=container.type, start=container.start, end=container.end, value=values)
        elif values and isinstance(values[0], str) != (item.type.kind == "text"):
            raise ExpressionError(
                Text(f"a {item.type} is never in this list", f"{item.type} не может быть в этом списке"), start, end
            )
        for value in values:
            _check_literal(item, value, container)
    elif container.type.kind != "list":
        raise ExpressionError(
            Text(f"`in` takes a list, not a {container.type}", f"`in` ждёт список, а не {container.type}"),
            container.start, end, Text('write in ("a", "b")', 'напишите in ("a", "b")'),
        )  # fmt: skip
    elif item.type.kind != "text":
        raise ExpressionError(
            Text(f"a {item.type} is never in this list", f"{item.type} не может быть в этом списке"), start, end
        )
    elif isinstance(item, Const):
        _check_literal(container, item.value, item)
    return Member(type=BOOL, start=start, end=end, item=item, container=container)


def arith(op: str, left: Node, right: Node) -> Node:
    """Return `left + right` or `left - right`; raises ExpressionError where the types do not add."""
    kinds = (left.type.kind, right.type.kind)
    results: dict[tuple[str, str, str], Type] = {
        ("+", "number", "number"): left.type,
        ("-", "number", "number"): left.type,
        ("+", "duration", "duration"): DURATION,
        ("-", "duration", "duration"): DURATION,
        ("+", "time", "duration"): TIME,
        ("-", "time", "duration"): TIME,
        ("-", "time", "time"): DURATION,
    }
    if (op, *kinds) not in results:
        raise ExpressionError(
            Text(f"`{op}` does not join a {left.type} and a {right.type}", f"`{op}` не соединяет {left.type} и {right.type}"),
            left.start, right.end, _duration_hint(left, right),
        )  # fmt: skip
    return Arith(type=results[op, *kinds], start=left.start, end=right.end, op=op, left=left, right=right)  # type: ignore[arg-type]


def apply(function: Function, args: tuple[Node, ...], start: int, end: int) -> Node:
    """Return a call; raises ExpressionError where the arguments do not fit the function."""
    wanted = function.args
    if function.variadic:
        wanted = (*wanted, *wanted[-1:] * (len(args) - len(wanted)))
    if len(args) != len(wanted):
        raise ExpressionError(
            Text(f"{function.name}() takes {len(wanted)} argument(s), not {len(args)}",
                 f"{function.name}() принимает аргументов: {len(wanted)}, а дано {len(args)}"),
            start, end, Text(f"like {function.example}", f"например, {function.example}"),
        )  # fmt: skip
    for arg, kind in zip(args, wanted, strict=True):
        if kind.kind not in ("any", arg.type.kind):
            raise ExpressionError(
                Text(f"{function.name}() wants a {kind} here, not a {arg.type}",
                     f"{function.name}() ждёт здесь {kind}, а не {arg.type}"),
                arg.start, arg.end, Text(f"like {function.example}", f"например, {function.example}"),
            )  # fmt: skip
    _check_special(function, args)
    if function.name == "offers":
        return member(args[0], FieldRef(type=Type("list", "available_actions"), start=start, end=end, path="available_actions"))
    result = args[-1].type if function.result.kind == "any" else function.result
    return Call(type=result, start=start, end=end, function=function, args=args)


def _check_special(function: Function, args: tuple[Node, ...]) -> None:
    """Check what types alone do not say."""
    name = function.name
    original = isinstance(args[0], Call) and args[0].function.name == "raw" if args else False
    takes_name = name in ("present", "missing", "given", "raw", "versions")
    if takes_name and not isinstance(args[0], FieldRef | Word) and not (original and name in ("present", "missing")):
        raise _at(args[0], f"{name}() takes a field or word", f"{name}() принимает поле или слово")
    if name in ("raw", "versions") and not isinstance(args[0], FieldRef):
        raise _at(args[0], f"{name}() takes a field of the input", f"{name}() принимает поле входных данных")
    if name in ("minutes", "hours", "days") and not isinstance(args[0], Const | Param):
        raise _at(args[0], f"{name}() takes a number or a parameter", f"{name}() принимает число или параметр")
    if name == "first" and len({arg.type.kind for arg in args}) > 1:
        raise _at(args[-1], "first() takes values of one type", "first() принимает значения одного типа")
    if name in ("matches", "offers") and not isinstance(args[-1], Const):
        raise _at(args[-1], f"{name}() takes a text written out", f"{name}() принимает текст, записанный как есть")
    if name == "matches" and isinstance(args[-1], Const):
        from ozlint.language.regex import compile_regex  # noqa: PLC0415 - the engine is loaded only where a rule uses it

        if problem := compile_regex(str(args[-1].value))[1]:
            raise _at(args[-1], f"the regular expression is wrong: {problem}", f"ошибка в регулярном выражении: {problem}")


def _check_value(side: Node, literal: Node) -> None:
    if isinstance(literal, Const) and isinstance(literal.value, str):
        _check_literal(side, literal.value, literal)


def _check_literal(side: Node, value: object, place: Node) -> None:
    """Refuse a literal that the enum it is compared with does not know: such a rule would never fire."""
    if not side.type.values or not isinstance(value, str):
        return
    known = known_values(side.type.values)
    if value in known:
        return
    guess = nearest(value, known)
    hint = (
        Text(f'did you mean "{guess}"?', f'может быть, "{guess}"?')
        if guess
        else Text(f"known: {', '.join(sorted(known))}", f"известны: {', '.join(sorted(known))}")
    )
    name = getattr(side, "path", "") or getattr(side, "name", "") or side.type.values
    message = Text(f'`{name}` is never "{value}": Ozon has no such value', f'`{name}` не бывает "{value}": такого у Ozon нет')
    raise ExpressionError(message, place.start, place.end, hint)


def _as_ids(left: Node, right: Node) -> tuple[Node, Node]:
    """Let a number literal stand for an id."""
    if left.type.is_id and isinstance(right, Const) and right.type.kind == "number":
        right = Const(type=left.type, start=right.start, end=right.end, value=_id_text(right.value))
    elif right.type.is_id and isinstance(left, Const) and left.type.kind == "number":
        left = Const(type=right.type, start=left.start, end=left.end, value=_id_text(left.value))
    return left, right


def _id_text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def _duration_hint(left: Node, right: Node) -> Text | None:
    kinds = {left.type.kind, right.type.kind}
    if "number" in kinds and kinds & {"duration", "time"}:
        return Text("write hours(24) or days(2)", "напишите hours(24) или days(2)")
    if kinds == {"time", "text"}:
        return Text("compare with now, or use age(x)", "сравните с now или используйте age(x)")
    if kinds == {"time", "duration"}:
        return Text("write age(x) > hours(24), or x < now - hours(24)", "напишите age(x) > hours(24) или x < now - hours(24)")
    return None


def _at(node: Node, en: str, ru: str) -> ExpressionError:
    return ExpressionError(Text(en, ru), node.start, node.end)
