"""The functions of the expression language: the whole vocabulary a rule may call."""

from collections.abc import Callable
from functools import cache
from threading import Lock

from ozlint.language.function import Function
from ozlint.language.functions_domain import domain_functions, word_functions
from ozlint.language.functions_general import general_functions
from ozlint.language.functions_joined import joined_functions
from ozlint.language.knowledge import TABLES, Knowledge

_MAKING = Lock()
"""Held while functions are made: they are compared by identity, and a cache alone lets two threads make them twice."""


def functions(knowledge: Knowledge = TABLES) -> dict[str, Function]:
    """Return every function by its name, in the order the guide lists them; `knowledge` is what they judge by."""
    with _MAKING:
        return _functions(knowledge)


def finder(knowledge: Knowledge = TABLES) -> Callable[[type, str], Function]:
    """Return what finds the function of a name, where rules are read from bytes: what it does is not among those."""
    called = functions(knowledge)

    def find(_kind: type, name: str) -> Function:
        if name not in called:
            raise ValueError(name)
        return called[name]

    return find


@cache
def _functions(knowledge: Knowledge) -> dict[str, Function]:
    known = (*general_functions(), *domain_functions(knowledge), *joined_functions(), *word_functions(knowledge))
    return {function.name: function for function in known}
