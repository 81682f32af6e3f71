"""The functions of the expression language: the whole vocabulary a rule may call."""

from functools import cache

from ozlint.language.function import Function
from ozlint.language.functions_domain import domain_functions, word_functions
from ozlint.language.functions_general import general_functions
from ozlint.language.functions_joined import joined_functions
from ozlint.language.knowledge import TABLES, Knowledge


@cache
def functions(knowledge: Knowledge = TABLES) -> dict[str, Function]:
    """Return every function by its name, in the order the guide lists them; `knowledge` is what they judge by."""
    known = (*general_functions(), *domain_functions(knowledge), *joined_functions(), *word_functions(knowledge))
    return {function.name: function for function in known}
