"""Checking the values of parameters by what they are compared with, as texts written out in an expression are."""

from ozlint.language.fault import ExpressionError, ParamValueError
from ozlint.language.names import Scope
from ozlint.language.operators import check_literal
from ozlint.language.tree import Node, Param


def check_values(one: Node, other: Node, scope: Scope) -> None:
    """Raise ParamValueError where one side is a parameter with a value that the other side cannot have."""
    for side, param in ((one, other), (other, one)):
        if isinstance(param, Param) and param.name in scope.values:
            _check(side, param, scope)


def _check(side: Node, param: Param, scope: Scope) -> None:
    value = scope.values[param.name].value
    is_list = isinstance(value, tuple)
    for place, item in enumerate(value if isinstance(value, tuple) else (value,)):
        try:
            check_literal(side, item, (0, len(str(item))), scope.knowledge)
        except ExpressionError as error:
            raise ParamValueError(error, (param.name, place) if is_list else (param.name,)) from None
