"""Checking calls: whether the arguments fit the function, beyond what their types alone say."""

from msgspec import structs

from ozlint.language.fault import ExpressionError
from ozlint.language.function import Function
from ozlint.language.knowledge import Knowledge
from ozlint.language.literals import Span
from ozlint.language.operators import as_defined, check_literal, member
from ozlint.language.regex import compile_regex
from ozlint.language.tree import Call, Const, FieldRef, Node, Param, Unknown, Word
from ozlint.language.type import Type
from ozlint.language.vocabulary import vocabulary
from ozlint.model.text import Text

MAX_CALLS = 4
"""How deep functions may nest: what a call is compiled to may name its arguments more than once."""
MAX_LOOP_CALLS = 2
"""The same inside a loop, where nothing is kept in a variable."""
MAX_ARGS = 12
"""How many values first() and latest() may choose from."""

_ACTIONS = Type("list", "available_actions")
_SPANS = ("minutes", "hours", "days")
_MANY_VALUES = ("list", "lists")


def apply(function: Function, args: tuple[Node, ...], span: Span, knowledge: Knowledge) -> Node:
    """Return a call that stands at `span`; raises ExpressionError where the arguments do not fit the function."""
    start, end = span
    _check_count(function, len(args), start, end)
    wanted = (*function.args, *function.args[-1:] * (len(args) - len(function.args)))
    for arg, kind in zip(args, wanted, strict=True):
        if kind.kind not in ("any", arg.type.kind):
            raise _unfit(function, arg, kind)
    _check_names(function, args)
    _check_choices(function, args)
    _check_literals(function, args)
    for arg, kind in zip(args, wanted, strict=True):
        if isinstance(arg, Const):
            check_literal(FieldRef(type=kind, path=kind.values), arg.value, (arg.start, arg.end), knowledge)
    if function.name == "offers":
        field = FieldRef(type=_ACTIONS, start=start, end=end, path="available_actions")
        return structs.replace(member(args[0], field, knowledge), start=start, end=end)
    if function.and_reads:
        kind = vocabulary("posting").fields[function.and_reads]
        args = (*args, FieldRef(type=kind, start=start, end=end, path=function.and_reads))
    if function.needs:
        return Unknown(type=function.result, start=start, end=end, code="input_not_given", name=function.needs)
    result = _joined(function, args) if function.result.kind == "any" else function.result
    return Call(type=result, start=start, end=end, function=function, args=args)


def _check_count(function: Function, given: int, start: int, end: int) -> None:
    name, wanted = function.name, len(function.args)
    if function.variadic and wanted <= given <= MAX_ARGS:
        return
    if given == wanted:
        return
    if function.variadic:
        en, ru = f"{wanted} to {MAX_ARGS} arguments", f"от {wanted} до {MAX_ARGS}"
    else:
        en, ru = "1 argument" if wanted == 1 else f"{wanted or 'no'} arguments", str(wanted)
    message = Text(f"{name}() takes {en}, not {given}", f"{name}(): аргументов нужно {ru}, а дано {given}")
    raise ExpressionError(message, start, end, _like(function))


def _check_names(function: Function, args: tuple[Node, ...]) -> None:
    """Refuse anything but names where a function asks for the field itself, not for its value."""
    name = function.name
    if function.form == "presence":
        original = isinstance(args[0], Call) and args[0].function.name == "raw" and name != "given"
        if not isinstance(args[0], FieldRef | Word) and not original:
            raise _at(function, args[0], "a field or word", "поле или слово")
    elif name == "sharing":
        if not isinstance(args[0], FieldRef | Word) or getattr(args[0], "loop", False):
            raise _at(function, args[0], "a field or word of the posting", "поле или слово отправления")
    elif name == "versions":
        if not isinstance(args[0], FieldRef) or args[0].loop:
            raise _at(function, args[0], "a field of the posting", "поле отправления")
    elif name == "percent" and getattr(as_defined(args[0]), "kind", "") in ("count", "sum"):
        message = Text("percent() takes a share or a ratio", "percent() принимает долю или отношение")
        hint = Text("write percent(share(…))", "напишите percent(share(…))")
        raise ExpressionError(message, args[0].start, args[0].end, hint)
    elif name == "raw" and (not isinstance(args[0], FieldRef) or args[0].type.kind not in ("text", "time")):
        raise _at(function, args[0], "a field that is a text or a time", "поле с текстом или датой")


def _check_choices(function: Function, args: tuple[Node, ...]) -> None:
    """Refuse what first() and only_if() cannot choose: lists, conditions that may be empty, values of several types."""
    if function.name not in ("first", "only_if"):
        return
    values = args[1:] if function.name == "only_if" else args
    for value in values:
        if value.type.kind in _MANY_VALUES or (function.name == "only_if" and value.type.kind == "bool"):
            raise _at(function, value, "a text, number, time or duration", "текст, число, дату или промежуток")
        if value.type.kind != values[0].type.kind:
            raise _unfit(function, value, values[0].type)


def _check_literals(function: Function, args: tuple[Node, ...]) -> None:
    """Refuse anything but what is written out where a value must be known before any posting is."""
    name = function.name
    if name in _SPANS and not isinstance(args[0], Const | Param):
        raise _at(function, args[0], "a number or a parameter", "число или параметр")
    if name in ("matches", "offers", "reality.reached") and not isinstance(args[-1], Const):
        raise _at(function, args[-1], "a text written out", "текст, записанный как есть")
    if name == "matches" and isinstance(args[-1], Const):
        _check_pattern(args[-1])


def _check_pattern(pattern: Const) -> None:
    regex = compile_regex(str(pattern.value))
    if problem := regex.problem:
        message = Text(f"the regular expression is wrong: {problem.en}", f"ошибка в регулярном выражении: {problem.ru}")
        first = pattern.start + 1  # after the quote
        raise ExpressionError(message, first + regex.start, first + regex.end)


def _joined(function: Function, args: tuple[Node, ...]) -> Type:
    """Return the type of the value that first() or only_if() gives: an enum or id only where all values are."""
    if function.name == "only_if" or len({arg.type for arg in args}) == 1:
        return args[-1].type
    return Type(args[-1].type.kind)


def _unfit(function: Function, arg: Node, wanted: Type) -> ExpressionError:
    one, other = wanted.named, arg.type.named
    message = Text(
        f"{function.name}() wants {one.en} here, and this is {other.en}",
        f"{function.name}(): ожидается {one.ru}, а это {other.ru}",
    )
    return ExpressionError(message, arg.start, arg.end, _like(function))


def _at(function: Function, arg: Node, en: str, ru: str) -> ExpressionError:
    message = Text(f"{function.name}() takes {en}", f"{function.name}() принимает {ru}")
    return ExpressionError(message, arg.start, arg.end, _like(function))


def _like(function: Function) -> Text:
    return Text(f"like {function.example}", f"например, {function.example}")
