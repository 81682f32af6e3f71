"""Finding the function that a call names, or saying why there is none."""

from typing import Literal

from ozlint.language.aggregates import FORMS
from ozlint.language.fault import ExpressionError
from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.language.literals import Span
from ozlint.language.names import Scope
from ozlint.language.nearest import nearest
from ozlint.language.tokens import short
from ozlint.model.text import Text

LoopKind = Literal["any", "all", "count", "sum"]
_ELSEWHERE = {
    **dict.fromkeys(("contains", "startswith", "starts_with", "endswith", "ends_with", "like", "search"), "matches"),
    **dict.fromkeys(("len", "size"), "length"),
    **dict.fromkeys(("exists", "defined", "isset"), "present"),
    **dict.fromkeys(("empty", "is_empty", "isempty", "is_null", "isnull"), "missing"),
    "coalesce": "first",
}
"""What other languages call what a function here does."""
LOOPS: dict[str, LoopKind] = {"any": "any", "all": "all", "count": "count", "sum": "sum"}


def called(name: str, span: Span, scope: Scope) -> Function:
    """Return the function of a name that stands at `span`; raises ExpressionError for one that may not be called."""
    function = functions(scope.knowledge).get(name)
    if function is None:
        raise _no_function(name, span, scope)
    if function.word not in {"", scope.word}:
        message = Text(f"`{name}` is not for rules to call", f"`{name}` в правилах не вызывают")
        raise ExpressionError(message, *span, Text(f"write `{function.word}`", f"напишите `{function.word}`"))
    if not function.fits(scope.subject):
        message = Text(f"{name}() is for rules about postings", f"{name}() есть только в правилах об отправлениях")
        raise ExpressionError(message, *span)
    return function


def _no_function(name: str, span: Span, scope: Scope) -> ExpressionError:
    shown = short(name)
    if name in FORMS:
        message = Text(
            f"{name}() is for rules about the run, with subject: batch",
            f"{name}() есть только в правилах о проверке в целом, с subject: batch",
        )
        return ExpressionError(message, *span)
    message = Text(f"there is no function `{shown}`", f"функции `{shown}` нет")
    if scope.means(name):
        is_value = Text(f"`{shown}` is a value: leave out the brackets", f"`{shown}`: это значение, скобки не нужны")
        return ExpressionError(message, *span, is_value)
    if meant := _ELSEWHERE.get(name.rpartition(".")[2].casefold()):
        example = functions(scope.knowledge)[meant].example
        return ExpressionError(message, *span, Text(f"write {meant}(), like {example}", f"есть {meant}(): {example}"))
    known = [one for one, function in functions(scope.knowledge).items() if not function.word]
    guess = nearest(name, [*known, *(FORMS if scope.subject == "batch" else LOOPS)])
    hint = Text(f"did you mean `{guess}`?", f"может быть, `{guess}`?") if guess else None
    return ExpressionError(message, *span, hint)
