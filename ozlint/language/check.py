"""Turning a syntax tree into a typed tree: the whitelist of what may be written, and the types it must have.

Everything that is not named here is refused, so a rule pack from a stranger can only compare what it was given.
"""

import ast
from collections.abc import Mapping
from functools import cache

import msgspec

from ozlint.language.fault import ExpressionError
from ozlint.language.functions import functions
from ozlint.language.names import Scope
from ozlint.language.nearest import nearest
from ozlint.language.operators import apply, arith, compare, member
from ozlint.language.parse import BACKSLASH, parse
from ozlint.language.tree import CompareOp, Const, Junction, Loop, Node, Not, Word
from ozlint.language.type import BOOL, LIST, NUMBER, TEXT, Type
from ozlint.language.vocabulary import WordRow, vocabulary
from ozlint.model.text import Text

_OPS: dict[type[ast.cmpop], CompareOp] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_PRESENT = Text("write present(x) or missing(x)", "напишите present(x) или missing(x)")
_WHAT = {
    ast.Lambda: "lambda", ast.Subscript: "[…] after a name", ast.IfExp: "if … else", ast.Dict: "{…}", ast.Set: "{…}",
    ast.ListComp: "[… for …]", ast.SetComp: "{… for …}", ast.DictComp: "{… for …}", ast.JoinedStr: "f-string",
    ast.NamedExpr: ":=", ast.Await: "await", ast.Yield: "yield", ast.Starred: "*", ast.GeneratorExp: "… for …",
    ast.Tuple: "(…, …)", ast.List: "[…]",
}  # fmt: skip


def check(text: str, subject: str, params: Mapping[str, Type] | None = None) -> Node:
    """Return the typed tree of an expression about `subject`; raises ExpressionError."""
    tree, line = parse(text)
    return Checker(Scope(subject, params or {}), line).node(tree)


def check_condition(text: str, subject: str, params: Mapping[str, Type] | None = None) -> Node:
    """Return the typed tree of a condition: an expression that is true or false; raises ExpressionError."""
    node = check(text, subject, params)
    if node.type.kind != "bool":
        message = Text(
            f"a condition must be true or false; this is a {node.type}",
            f"условие должно быть истинным или ложным, а это {node.type}",
        )
        hint = Text("compare it with something, or write present(…)", "сравните его с чем-нибудь или напишите present(…)")
        raise ExpressionError(message, node.start, node.end, hint)
    return node


@cache
def word_body(subject: str, name: str) -> Node:
    """Return the tree a derived word stands for."""
    return check(vocabulary(subject).words[name].expression, subject)


class Checker:
    """Walks one syntax tree; holds the names in scope and the text, for positions."""

    def __init__(self, scope: Scope, line: str) -> None:
        self.scope = scope
        self._bytes = ("(" + line).encode()

    def span(self, tree: ast.expr) -> tuple[int, int]:
        """Return where a part of the tree stands in the text, in characters."""
        return self._place(tree.col_offset), self._place(tree.end_col_offset or tree.col_offset)

    def _place(self, column: int) -> int:
        return max(len(self._bytes[:column].decode(errors="ignore")) - 1, 0)

    def error(self, tree: ast.expr, en: str, ru: str, hint: Text | None = None) -> ExpressionError:
        """Return an error that points at a part of the tree."""
        return ExpressionError(Text(en, ru), *self.span(tree), hint)

    def node(self, tree: ast.expr) -> Node:
        """Return the typed node of a part of the syntax tree."""
        start, end = self.span(tree)
        match tree:
            case ast.BoolOp():
                op = "and" if isinstance(tree.op, ast.And) else "or"
                items = tuple(self.condition(item) for item in tree.values)
                return Junction(type=BOOL, start=start, end=end, op=op, items=items)
            case ast.UnaryOp(op=ast.Not()):
                return Not(type=BOOL, start=start, end=end, item=self.condition(tree.operand))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)) if (
                not isinstance(value, bool)
            ):
                return Const(type=NUMBER, start=start, end=end, value=-float(value))
            case ast.Compare():
                return self._comparison(tree)
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                sign = "+" if isinstance(tree.op, ast.Add) else "-"
                return arith(sign, self.node(tree.left), self.node(tree.right))
            case ast.Call():
                return self._call(tree)
            case ast.Constant():
                return self._constant(tree)
            case ast.Name() | ast.Attribute():
                found = self.scope.resolve(self.dotted(tree), start, end)
                if isinstance(found, WordRow):
                    body = word_body(self.scope.subject, found.name)
                    return Word(type=found.type, start=start, end=end, name=found.name, body=body)
                return found
            case _:
                what = _WHAT.get(type(tree), type(tree).__name__)
                raise self.error(tree, f"`{what}` is not part of the rule language", f"`{what}` нет в языке правил")

    def condition(self, tree: ast.expr) -> Node:
        """Return the node of a part that must be true or false."""
        node = self.node(tree)
        if node.type.kind != "bool":
            raise self.error(
                tree,
                f"`and`, `or` and `not` join conditions; this is a {node.type}",
                f"`and`, `or` и `not` соединяют условия, а это {node.type}",
                Text("write present(…), or compare it", "напишите present(…) или сравните его"),
            )
        return node

    def dotted(self, tree: ast.expr) -> str:
        """Return the dotted name a name or attribute spells."""
        parts: list[str] = []
        while isinstance(tree, ast.Attribute):
            parts.append(tree.attr)
            tree = tree.value
        if not isinstance(tree, ast.Name):
            raise self.error(tree, "only names have fields here", "поля здесь есть только у имён")
        return ".".join([tree.id, *reversed(parts)])

    def _constant(self, tree: ast.Constant) -> Node:
        start, end = self.span(tree)
        value = tree.value
        if isinstance(value, bool):
            return Const(type=BOOL, start=start, end=end, value=value)
        if isinstance(value, (int, float)):
            try:
                return Const(type=NUMBER, start=start, end=end, value=float(value))
            except OverflowError:
                raise self.error(tree, "this number is too large", "слишком большое число") from None
        if isinstance(value, str):
            text = value.replace(BACKSLASH, "\\")
            if not text.strip():
                raise self.error(
                    tree,
                    "an empty text stands for a value that is not there",
                    "пустой текст означает, что значения нет",
                    _PRESENT,
                )
            return Const(type=TEXT, start=start, end=end, value=text)
        raise self.error(
            tree,
            f"`{value}` is no value of the rule language",
            f"`{value}` не значение языка правил",
            _PRESENT,
        )

    def _comparison(self, tree: ast.Compare) -> Node:
        sides = [tree.left, *tree.comparators]
        parts: list[Node] = []
        left = self.node(tree.left)
        for operator, side in zip(tree.ops, sides[1:], strict=True):
            if isinstance(operator, (ast.In, ast.NotIn)):
                right = self._container(side)
                part = member(left, right)
                parts.append(
                    Not(type=BOOL, start=part.start, end=part.end, item=part) if isinstance(operator, ast.NotIn) else part
                )
            else:
                if type(operator) not in _OPS:
                    raise self.error(tree, "`is` means nothing here", "`is` здесь ничего не значит", _PRESENT)
                right = self.node(side)
                parts.append(compare(_OPS[type(operator)], left, right))
            left = right
        if len(parts) == 1:
            return parts[0]
        start, end = self.span(tree)
        return Junction(type=BOOL, start=start, end=end, op="and", items=tuple(parts))

    def _container(self, tree: ast.expr) -> Node:
        """Return the right side of `in`: a tuple of literals as one constant, or a list."""
        if not isinstance(tree, (ast.Tuple, ast.List)):
            return self.node(tree)
        items = [self.node(item) for item in tree.elts]
        values: list[str | float] = []
        for item, part in zip(items, tree.elts, strict=True):
            if not isinstance(item, Const) or isinstance(item.value, bool | tuple) or item.value is None:
                raise self.error(
                    part, "`in (…)` takes texts and numbers written out", "в `in (…)` перечисляют тексты и числа"
                )
            values.append(item.value)
        start, end = self.span(tree)
        kinds = {item.type.kind for item in items}
        if len(kinds) > 1:
            raise self.error(tree, "texts and numbers do not mix in one list", "тексты и числа в одном списке не смешивают")
        kind = NUMBER if kinds == {"number"} else LIST
        return Const(type=kind, start=start, end=end, value=tuple(values))

    def _call(self, tree: ast.Call) -> Node:
        start, end = self.span(tree)
        name = self.dotted(tree.func)
        if name in ("any", "all", "count", "sum") and len(tree.args) == 1 and isinstance(tree.args[0], ast.GeneratorExp):
            return self._loop(tree, name, tree.args[0])
        known = functions()
        if name not in known:
            guess = nearest(name, [*known, "any", "all", "count", "sum"])
            hint = Text(f"did you mean `{guess}`?", f"может быть, `{guess}`?") if guess else None
            raise self.error(tree.func, f"there is no function `{name}`", f"функции `{name}` нет", hint)
        if tree.keywords:
            raise self.error(tree, "arguments have no names here", "аргументы здесь без имён")
        return apply(known[name], tuple(self.node(arg) for arg in tree.args), start, end)

    def _loop(self, tree: ast.Call, kind: str, generator: ast.GeneratorExp) -> Node:
        """Return the node of `any(… for p in products)` and its kin."""
        [first, *more] = generator.generators
        if more or first.ifs or first.is_async or not isinstance(first.target, ast.Name) or self.scope.loop:
            raise self.error(
                tree,
                "one plain loop is allowed: any(… for p in products)",
                "разрешён один простой цикл: any(… for p in products)",
            )
        if not (isinstance(first.iter, ast.Name) and first.iter.id == "products" and self.scope.subject == "posting"):
            raise self.error(first.iter, "only `products` can be looped over", "перебирать можно только `products`")
        inner = Checker(msgspec.structs.replace(self.scope, loop=first.target.id), "")
        inner._bytes = self._bytes  # noqa: SLF001 - the same text, one scope deeper
        body = inner.node(generator.elt)
        wanted = "number" if kind == "sum" else "bool"
        if body.type.kind != wanted:
            raise self.error(
                generator.elt, f"{kind}(…) wants a {wanted} here, not a {body.type}", f"{kind}(…) ждёт здесь {wanted}"
            )
        start, end = self.span(tree)
        result = BOOL if kind in ("any", "all") else NUMBER
        return Loop(type=result, start=start, end=end, kind=kind, path="products", body=body)  # type: ignore[arg-type]
