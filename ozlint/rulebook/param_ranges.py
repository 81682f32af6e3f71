"""What must hold between the default of a parameter and the bounds that a seller may set it in."""

from collections.abc import Iterator
from typing import Any, TypeGuard

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.document import Document
from ozlint.rulebook.problem import Problem

Number = int | float

_NUMBER = pattern(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")


def range_problems(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the bounds of the parameters of a rule, and with defaults outside of them."""
    for name, param in entries(rule.get("params")):
        if not isinstance(param, dict):
            continue
        default, least, most = param.get("default"), param.get("min"), param.get("max")
        if default is None or document.refused(("params", name, "default")):
            continue
        if not is_numeric(default):
            yield from (
                document.problem(
                    ("params", name, key),
                    Text(
                        f"{key} is for numbers, and the default is {_kind(default).en}",
                        f"{key} бывает у чисел, а default — {_kind(default).ru}",
                    ),
                    _unquoted(default),
                    key=True,
                )
                for key in ("min", "max")
                if key in param
            )
        elif is_numeric(least) and is_numeric(most) and least > most:
            yield document.problem(
                ("params", name, "min"), Text(f"min {least} is over max {most}", f"min {least} больше max {most}")
            )
        elif (is_numeric(least) and default < least) or (is_numeric(most) and default > most):
            yield document.problem(
                ("params", name, "default"),
                Text(
                    f"the default {default} is outside of min and max",
                    f"значение по умолчанию {default} выходит за min и max",
                ),
                _between(least, most),
            )


def _between(least: Number | None, most: Number | None) -> Text:
    """Return the numbers that a parameter may be."""
    if least is None or most is None:
        return (
            Text(f"it may be {least} or more", f"можно {least} и больше")
            if most is None
            else Text(f"it may be {most} or less", f"можно {most} и меньше")
        )
    return Text(f"it may be {least} to {most}", f"можно от {least} до {most}")


def _kind(default: object) -> Text:
    """Return what the default of a parameter is."""
    match default:
        case bool():
            return Text("true or false", "true или false")
        case str():
            return Text("a text", "текст")
        case _:
            return Text("a list", "список")


def _unquoted(default: object) -> Text | None:
    """Return the way out where a default is a number in quotes."""
    if isinstance(default, str) and _NUMBER.fullmatch(default):
        return Text(f"write default: {default}", f"напишите default: {default}")
    return None


def entries(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever the file holds
    """Yield the keys or places of what a file holds, with the values; nothing of what is no mapping and no list."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def is_numeric(value: Any) -> TypeGuard[Number]:  # noqa: ANN401
    """Return whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
