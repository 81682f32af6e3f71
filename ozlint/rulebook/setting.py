"""What a parameter of a rule may be set to: a value of the default's type, inside of min and max."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ozlint.language.nearest import NO_GUESS, guess
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.node import Loc
from ozlint.rulebook.origin import Written
from ozlint.rulebook.problem import Problem, quote
from ozlint.rulebook.rule_file import Param, RuleFile

_NUMBER = pattern(r"-?[0-9]+(\.[0-9]+)?")


def setting_problems(
    file: RuleFile, written: Written, settings: Mapping[str, Any], loc: Loc = ("params",)
) -> Iterator[Problem]:
    """Yield what is wrong with some settings of a rule; `loc` is where they stand in the file they are written in."""
    for name, value in settings.items():
        param = file.params.get(name)
        if param is None:
            names = ", ".join(file.params)
            near = guess(str(name), file.params, Text(f"; it has {names}", f"; есть {names}") if names else NO_GUESS)
            yield written.problem(
                (*loc, name),
                Text(
                    f'{file.id} has no parameter "{quote(name)}"{near.en}',
                    f"у {file.id} нет параметра «{quote(name)}»{near.ru}",
                ),
                key=True,
            )
        elif message := setting_fault(param, value):
            text = Text(f"{name}: {message.en}", f"{name}: {message.ru}")
            yield written.problem((*loc, name), text)


def setting_fault(param: Param, value: Any) -> Text | None:  # noqa: ANN401 - what a configuration holds
    """Return why a parameter cannot have a value; None where it can."""
    wanted = _kind(param.default)
    if _is_number(param.default) and isinstance(value, str) and _NUMBER.fullmatch(value):
        return Text(f"a number is wanted here: write {value} without quotes", f"здесь нужно число: {value} без кавычек")
    if _kind(value) != wanted:
        return Text(f"{wanted.en} is wanted here", f"здесь нужно {wanted.ru}")
    if _is_number(value):
        if not math.isfinite(value):
            return Text(f"{value} is not a finite number", f"{value} — не конечное число")
        if param.min is not None and value < param.min:
            return Text(f"{value} is under the minimum of {param.min}", f"{value} меньше минимума {param.min}")
        if param.max is not None and value > param.max:
            return Text(f"{value} is over the maximum of {param.max}", f"{value} больше максимума {param.max}")
    return None


def _kind(value: Any) -> Text:  # noqa: ANN401
    """Return what a value is, in words that name its type."""
    if isinstance(value, bool):
        return Text("true or false", "true или false")
    if _is_number(value):
        return Text("a number", "число")
    if isinstance(value, str):
        return Text("a text", "строка")
    if isinstance(value, list | tuple) and all(isinstance(item, str) or _is_number(item) for item in value):
        return Text("a list of texts or numbers", "список строк или чисел")
    return Text("something else", "нечто другое")


def _is_number(value: Any) -> TypeGuard[int | float]:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)
