"""Turning a syntax tree into a typed tree: the whitelist of what may be written, and the types it must have.

Everything that is not named here is refused, so a rule pack from a stranger can only compare what it was given.
"""

import ast
from collections.abc import Sequence
from functools import cache

from msgspec import structs

from ozlint.language.aggregates import FORMS, Reader, read_aggregate, unknown_argument
from ozlint.language.called import LOOPS, LoopKind, called
from ozlint.language.calls import MAX_CALLS, MAX_LOOP_CALLS, apply
from ozlint.language.fault import ExpressionError
from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.language.functions_joined import CHANGED
from ozlint.language.joined import PREVIOUS, RECORDS, record_of
from ozlint.language.knowledge import Knowledge
from ozlint.language.literals import Span, literal, number
from ozlint.language.names import Scope
from ozlint.language.operators import arith, compare, member
from ozlint.language.param_values import check_values
from ozlint.language.parse import Parsed, parse
from ozlint.language.tree import PRODUCTS, ArithOp, CompareOp, Const, FieldRef, Junction, Loop, Node, Not, Word, weight
from ozlint.language.type import BOOL, LIST, NUMBER
from ozlint.language.vocabulary import WordRow, vocabulary
from ozlint.model.text import Text

MAX_WEIGHT = 3000
"""Nodes that an expression may have once the rule's own words are written out; 4000 characters have fewer."""

_OPS: dict[type[ast.cmpop], CompareOp] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_SIGNS: dict[type[ast.operator], ArithOp] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_WHAT: dict[type[ast.expr], str] = {
    ast.GeneratorExp: "… for …", ast.ListComp: "[… for …]", ast.Tuple: "(…, …)", ast.List: "[…]",
    ast.UnaryOp: "-", ast.BinOp: "+",
}  # fmt: skip


def check(text: str, scope: Scope) -> Node:
    """Return the typed tree of an expression whose names mean what `scope` says; raises ExpressionError."""
    parsed = parse(text)
    node = Checker(scope, parsed).node(parsed.tree)
    if (scope.let or scope.asked) and weight(node) > MAX_WEIGHT:
        message = Text(
            "with the rule's own words written out this is too long",
            "если подставить слова из let, выходит слишком длинно",
        )
        raise ExpressionError(message, node.start, node.end)
    return node


def check_condition(text: str, scope: Scope) -> Node:
    """Return the typed tree of a condition: an expression that is true or false; raises ExpressionError."""
    node = check(text, scope)
    if node.type.kind != "bool":
        kind = node.type.named
        message = Text(
            f"a condition is true or false, and this is {kind.en}",
            f"условие истинно или ложно, а это {kind.ru}",
        )
        hint = Text(
            "compare it with something, or write present(…)", "сравните его с чем-нибудь или напишите present(…)"
        )
        raise ExpressionError(message, node.start, node.end, hint)
    return node


@cache
def word_body(subject: str, name: str, knowledge: Knowledge, of: str = "") -> Node:
    """Return the tree a derived word stands for; `of` is the joined record whose word it is."""
    parsed = parse(vocabulary(subject).words[name].expression)
    return Checker(Scope(subject, word=name, knowledge=knowledge, of=of), parsed).node(parsed.tree)


class Checker:
    """Walks one syntax tree; holds the names in scope, the places in the text, and the calls it is inside of."""

    def __init__(self, scope: Scope, parsed: Parsed) -> None:
        self.scope = scope
        self._parsed = parsed
        self._calls = 0

    def error(self, tree: ast.expr, en: str, ru: str, hint: Text | None = None) -> ExpressionError:
        """Return an error that points at a part of the tree."""
        return ExpressionError(Text(en, ru), *self._parsed.span(tree), hint)

    def node(self, tree: ast.expr) -> Node:
        """Return the typed node of a part of the syntax tree."""
        start, end = self._parsed.span(tree)
        match tree:
            case ast.BoolOp():
                items = tuple(self.condition(item) for item in tree.values)
                return Junction(
                    type=BOOL, start=start, end=end, op="and" if isinstance(tree.op, ast.And) else "or", items=items
                )
            case ast.UnaryOp(op=ast.Not()):
                return Not(type=BOOL, start=start, end=end, item=self.condition(tree.operand))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return number(-value, (start, end))
            case ast.Compare():
                return self._comparison(tree)
            case ast.BinOp() if (op := _SIGNS.get(type(tree.op))) is not None:
                return arith(op, self.node(tree.left), self.node(tree.right))
            case ast.Call():
                return self._call(tree)
            case ast.Constant():
                return literal(tree, (start, end))
            case ast.Name() | ast.Attribute():
                node = self._named(tree, start, end)
                if isinstance(node, FieldRef) and node.path == PRODUCTS:
                    raise self.error(
                        tree,
                        "`products` is a list of records, not a value",
                        "`products`: это список записей, а не значение",
                        Text("write any(… for p in products)", "напишите any(… for p in products)"),
                    )
                return node
            case _:
                what = _WHAT.get(type(tree), type(tree).__name__)
                raise self.error(tree, f"`{what}` is no value here", f"`{what}`: здесь это не значение")

    def condition(self, tree: ast.expr) -> Node:
        """Return the node of a part that must be true or false."""
        node = self.node(tree)
        if node.type.kind != "bool":
            kind = node.type.named
            raise self.error(
                tree,
                f"`and`, `or` and `not` join conditions, and this is {kind.en}",
                f"`and`, `or` и `not` соединяют условия, а это {kind.ru}",
                Text("write present(…), or compare it", "напишите present(…) или сравните его"),
            )
        return node

    def _named(self, tree: ast.expr, start: int, end: int) -> Node:
        return self._meant(self._dotted(tree), start, end)

    def _meant(self, name: str, start: int, end: int) -> Node:
        """Return the node of what a name stands for, a derived word with its expression."""
        found = self.scope.resolve(name, start, end)
        if not isinstance(found, WordRow):
            return found
        of = self.scope.of or record_of(name)
        body = word_body(self.scope.subject, found.name, self.scope.knowledge, of)
        named = f"{of}.{found.name}" if of else found.name
        return Word(type=found.type, start=start, end=end, name=named, body=body)

    def _dotted(self, tree: ast.expr) -> str:
        """Return the dotted name a name or attribute spells."""
        parts: list[str] = []
        while isinstance(tree, ast.Attribute):
            parts.append(tree.attr)
            tree = tree.value
        if not isinstance(tree, ast.Name):
            raise self.error(tree, "only names have fields here", "поля здесь есть только у имён")
        return ".".join([tree.id, *reversed(parts)])

    def _comparison(self, tree: ast.Compare) -> Node:
        parts: list[Node] = []
        left = self.node(tree.left)
        for operator, side in zip(tree.ops, tree.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                right, places = self._container(side)
                part: Node = member(left, right, self.scope.knowledge, places)
                if isinstance(operator, ast.NotIn):
                    part = Not(type=BOOL, start=part.start, end=part.end, item=part)
            else:
                right = self.node(side)
                part = compare(_OPS[type(operator)], left, right, self.scope.knowledge)
            check_values(left, right, self.scope)
            parts.append(part)
            left = right
        if len(parts) == 1:
            return parts[0]
        start, end = self._parsed.span(tree)
        return Junction(type=BOOL, start=start, end=end, op="and", items=tuple(parts))

    def _container(self, tree: ast.expr) -> tuple[Node, Sequence[Span]]:
        """Return the right side of `in`, a tuple of literals as one constant, and where each of them stands."""
        if not isinstance(tree, ast.Tuple | ast.List):
            return self.node(tree), ()
        values: list[str | float] = []
        kinds: set[str] = set()
        for part in tree.elts:
            item = self.node(part)
            if not isinstance(item, Const) or not isinstance(item.value, str | float) or item.value is True:
                raise self.error(
                    part, "`in (…)` takes texts and numbers written out", "в `in (…)` перечисляют тексты и числа"
                )
            values.append(item.value)
            kinds.add(item.type.kind)
            if len(kinds) > 1:
                raise self.error(
                    part, "texts and numbers do not mix in one list", "тексты и числа в одном списке не смешивают"
                )
        start, end = self._parsed.span(tree)
        container = Const(type=LIST, start=start, end=end, value=tuple(values))
        return container, [self._parsed.span(part) for part in tree.elts]

    def _call(self, tree: ast.Call) -> Node:
        start, end = self._parsed.span(tree)
        name = self._dotted(tree.func)
        if self.scope.subject == "batch" and name in FORMS:
            return read_aggregate(tree, FORMS[name], self._reader())
        function = called(name, self._parsed.span(tree.func), self.scope) if name not in LOOPS else None
        if tree.keywords:
            keyword = tree.keywords[0]
            raise unknown_argument(str(keyword.arg), self._parsed.span(keyword))
        if function is None:
            return self._loop(tree, LOOPS[name])
        deeper = not function.is_leaf
        self._calls += deeper
        most = MAX_LOOP_CALLS if self.scope.loop else MAX_CALLS
        if self._calls > most:
            raise self.error(tree, f"functions nest deeper than {most}", f"функции вложены глубже {most} уровней")
        args = tuple(self._argument(arg, function) for arg in tree.args)
        self._calls -= deeper
        if name == CHANGED:
            return self._changed(args, function, start, end)
        return apply(function, args, (start, end), self.scope.knowledge)

    def _changed(self, args: tuple[Node, ...], function: Function, start: int, end: int) -> Node:
        """Return what changed(x) stands for: present before, present now, and not the same."""
        apply(function, args, (start, end), self.scope.knowledge)
        [now] = args
        name = now.path if isinstance(now, FieldRef) else getattr(now, "name", "")
        if not isinstance(now, FieldRef | Word) or record_of(name) or getattr(now, "loop", False):
            message = Text(
                "changed() takes a field or word of the posting", "changed() принимает поле или слово отправления"
            )
            raise ExpressionError(
                message, now.start, now.end, Text(f"like {function.example}", f"например, {function.example}")
            )
        before = self._meant(f"{PREVIOUS}.{name}", now.start, now.end)
        present = functions(self.scope.knowledge)["present"]
        there = [apply(present, (one,), (start, end), self.scope.knowledge) for one in (before, now)]
        other = compare("!=", before, now, self.scope.knowledge)
        return Junction(type=BOOL, start=start, end=end, op="and", items=(*there, other))

    def _reader(self) -> Reader:
        """Return how the parts of an aggregate are read: each posting knows nothing of the run's own names."""
        return Reader(Checker(self.scope.of_posting, self._parsed).node, self.node, self._parsed.span)

    def _argument(self, tree: ast.expr, function: Function) -> Node:
        if function.form == "presence" and isinstance(tree, ast.Name):
            return self._named(tree, *self._parsed.span(tree))
        return self.node(tree)

    def _loop(self, tree: ast.Call, kind: LoopKind) -> Node:
        """Return the node of `any(… for p in products)` and its kin."""
        loop = tree.args[0] if len(tree.args) == 1 else None
        example = Text(
            f"like {kind}(p.quantity … for p in products)", f"например, {kind}(p.quantity … for p in products)"
        )
        if not isinstance(loop, ast.GeneratorExp):
            raise self.error(tree, f"{kind}() goes through products", f"{kind}() перебирает products", example)
        [first, *more] = loop.generators
        if more or first.ifs or not isinstance(first.target, ast.Name) or self.scope.loop:
            raise self.error(
                tree,
                "one plain loop is allowed, with none inside it",
                "разрешён один простой цикл, без вложенных",
                example,
            )
        if self.scope.means(first.target.id):
            raise self.error(
                first.target,
                f"`{first.target.id}` already means something",
                f"имя `{first.target.id}` уже занято",
                Text("call it p", "назовите его p"),
            )
        if not (isinstance(first.iter, ast.Name) and first.iter.id == "products" and self.scope.subject in RECORDS):
            raise self.error(first.iter, "only `products` can be looped over", "перебирать можно только `products`")
        inner = Checker(structs.replace(self.scope, loop=first.target.id), self._parsed)
        body = inner.node(loop.elt)
        wanted = NUMBER if kind == "sum" else BOOL
        if body.type.kind != wanted.kind:
            raise self.error(
                loop.elt,
                f"{kind}() wants {wanted.named.en} here, and this is {body.type.named.en}",
                f"{kind}(): ожидается {wanted.named.ru}, а это {body.type.named.ru}",
            )
        start, end = self._parsed.span(tree)
        result = BOOL if kind in ("any", "all") else NUMBER
        return Loop(type=result, start=start, end=end, kind=kind, path=PRODUCTS, body=body)
