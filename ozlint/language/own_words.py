"""The words that a rule defines itself, under `let`: each stands for its expression in what comes after it.

In a rule about the run a word is about the run (`count(shipped)`), or about each posting (`shipped and manual`), and
then for use inside of count(), share(), ratio() and sum().
"""

import ast
from collections.abc import Callable, Mapping, Sequence

from msgspec import structs

from ozlint.language.aggregates import FORMS, check_windows
from ozlint.language.check import check
from ozlint.language.fault import ExpressionError, FaultyWordError
from ozlint.language.fold import Facts, fold
from ozlint.language.names import Scope
from ozlint.language.parse import parse
from ozlint.language.tree import Node
from ozlint.model.text import Text

Blame = Callable[[str, ExpressionError, bool], None]
"""Is told what is wrong with the word of a name, and whether that is the name itself."""


def define_words(scope: Scope, words: Mapping[str, str], facts: Facts, blame: Blame) -> Scope:
    """Return the scope in which these words mean their expressions, worked out as far as the facts decide them.

    Every fault of every word goes to `blame`, a circle of words once; what uses a faulty word is told nothing of.
    """
    uses = {name: _names_in(text) & words.keys() for name, text in words.items()}
    left = list(words)
    for name, text in words.items():
        if scope.means(name):
            taken = Text(f"`{name}` already means something", f"имя `{name}` уже занято")
            hint = Text("choose another name", "выберите другое имя")
            blame(name, ExpressionError(taken, 0, len(name), hint), True)  # noqa: FBT003 - as its type says
        elif name not in scope.faulty:
            later = {other: _further_down(name, other, uses) for other in left}
            try:
                scope = _defined(structs.replace(scope, later=later), name, text, facts)
            except ExpressionError as error:
                if not isinstance(error, FaultyWordError):
                    blame(name, error, False)  # noqa: FBT003
                circle = {one for other in uses[name] for one in _way(other, name, uses, ())}
                scope = structs.replace(scope, faulty=scope.faulty | circle | {name})
        left.remove(name)
    return structs.replace(scope, later={})


def _defined(scope: Scope, name: str, text: str, facts: Facts) -> Scope:
    """Return the scope with one more word; raises ExpressionError where the text is no expression."""
    if scope.subject != "batch":
        return structs.replace(scope, let={**scope.let, name: _worked_out(text, scope, facts)})
    of_run, of_posting = _read(text, scope, facts), _read(text, scope.of_posting, facts)
    if isinstance(of_run, ExpressionError) and isinstance(of_posting, ExpressionError):
        raise _meant(text, of_run, of_posting)
    if not isinstance(of_run, ExpressionError):
        scope = structs.replace(scope, let={**scope.let, name: of_run})
    if not isinstance(of_posting, ExpressionError):
        scope = structs.replace(scope, asked={**scope.asked, name: of_posting})
    return scope


def _read(text: str, scope: Scope, facts: Facts) -> Node | ExpressionError:
    try:
        return _worked_out(text, scope, facts)
    except ExpressionError as error:
        return error


def _worked_out(text: str, scope: Scope, facts: Facts) -> Node:
    node = fold(check(text, scope), facts)
    check_windows(node)
    return node


def _meant(text: str, of_run: ExpressionError, of_posting: ExpressionError) -> ExpressionError:
    """Return the error of the reading that makes sense of more of a text."""
    for error in (of_run, of_posting):
        if isinstance(error, FaultyWordError):
            return error
    if of_run.start == of_posting.start:
        return of_run if _names_in(text) & FORMS.keys() else of_posting
    return max(of_run, of_posting, key=lambda error: error.start)


def _names_in(text: str) -> set[str]:
    """Return the plain names that a text uses; none of one that cannot be read."""
    try:
        tree = parse(text).tree
    except ExpressionError:
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _further_down(name: str, other: str, uses: Mapping[str, set[str]]) -> tuple[Text, Text | None]:
    """Return what is to be said where the word `name` uses another that is not defined yet, or itself."""
    if way := _way(other, name, uses, ()):
        circle = " → ".join((name, *way))
        return Text(f"`{name}` rests on itself: {circle}", f"`{name}` опирается на само себя: {circle}"), None
    hint = Text(f"put `{other}` above `{name}`", f"поставьте `{other}` выше, чем `{name}`")
    return Text(f"`{other}` is defined further down", f"`{other}` определено ниже"), hint


def _way(start: str, end: str, uses: Mapping[str, set[str]], before: Sequence[str]) -> tuple[str, ...]:
    """Return a way from one word to another along what they use, both included; nothing where there is none."""
    if start == end:
        return (*before, start)
    if start in before:
        return ()
    ways = (_way(one, end, uses, (*before, start)) for one in sorted(uses[start]))
    return next((way for way in ways if way), ())
