"""From the text of a YAML file to a tree of nodes: strict, bounded, and with every fault found on the way.

The tree is built from the parser's events and not by recursion, so nesting is bounded before it can hurt, and an alias
is refused before it could be followed.
"""

from typing import Any

from ozlint.model.text import Text
from ozlint.rulebook.node import Key, Node
from ozlint.rulebook.plain_scalar import Refusal, read_plain
from ozlint.rulebook.problem import MOST_PROBLEMS, Problem, quote
from ozlint.rulebook.source_text import SourceText
from ozlint.rulebook.syntax_fault import Mishap, find_unprintable, syntax_fault

MOST_CHARACTERS = 1_000_000
MOST_IN_TEXT = 20_000
"""Characters of one text: five times what an expression or a message may have."""
MOST_NESTED = 50
KEY_WORDS = frozenset({"off"})
"""Keys that YAML 1.1 has another meaning for, and that are ozlint's all the same: a key is always text here."""


def compose(source: SourceText) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a file and what is wrong with it; no tree where the text cannot be read as one document."""
    if len(source.text) > MOST_CHARACTERS:
        return None, [
            source.problem(
                0,
                1,
                Text(
                    f"the file has over {MOST_CHARACTERS:,} characters", f"в файле больше {MOST_CHARACTERS:_} символов"
                ),
            )
        ]
    unprintable = find_unprintable(source)
    if unprintable is not None:
        return None, [unprintable]
    composer = _Composer(source)
    whole = composer.read()
    return (composer.root if whole else None), composer.problems


class _Composer:
    """The state of one pass over the events of one file."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root = Node(0, 0, "", None, {}, {})
        self.documents = 0
        self.open: list[tuple[Node, list[Node]]] = []
        """The collections being read, each with the key that waits for its value."""

    def read(self) -> bool:
        """Read all events and return whether the tree is whole."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(self.source.text, loader):
                if not self._take(event) or len(self.problems) >= MOST_PROBLEMS:
                    return False
        except yaml.MarkedYAMLError as error:
            self.problems.append(syntax_fault(self.source, self._mishap(error)))
            return False
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            # What the parsers are known to let through for bytes that are no text at all.
            message = Text(f"not YAML: {error}", f"это не YAML: {error}")
            self.problems.append(self.source.problem(0, 1, message))
            return False
        return True

    def _take(self, event: Any) -> bool:  # noqa: ANN401 - the stubs of PyYAML leave events untyped
        """Take one event, and return whether reading goes on."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()[0].end = event.end_mark.index
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            return self._document(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            return self._start(event, is_mapping=kind == "MappingStartEvent")
        return True

    def _document(self, event: Any) -> bool:  # noqa: ANN401
        self.documents += 1
        if self.documents == 1:
            return True
        self._refuse(
            event,
            Text("a second document in one file", "второй документ в одном файле"),
            Text("give it a file of its own", "вынесите его в отдельный файл"),
        )
        return False

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        style = event.style or ""
        value = event.value
        node = Node(event.start_mark.index, event.end_mark.index, style, value, {}, {})
        node.refused = self._marked(event) or self._is_too_long(event)
        if not style and not node.refused and not (value in KEY_WORDS and self._awaits_key()):
            read = read_plain(value)
            if isinstance(read, Refusal):
                self._refuse(event, read.message, read.hint)
                node.refused = True
            else:
                node.value = read
        elif not node.refused and not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            self._refuse(event, Text("half of a character (a lone surrogate)", "половина символа (одинокий суррогат)"))
            node.refused = True
        self._place(node)

    def _is_too_long(self, event: Any) -> bool:  # noqa: ANN401
        if len(event.value) <= MOST_IN_TEXT:
            return False
        size = len(event.value)
        message = Text(
            f"a text of {size:,} characters; at most {MOST_IN_TEXT:,} are read",
            f"текст из {size:_} символов, а читается не больше {MOST_IN_TEXT:_}",
        )
        self.problems.append(self.source.problem(event.start_mark.index, event.start_mark.index + 1, message))
        return True

    def _awaits_key(self) -> bool:
        """Return whether what comes next is a key."""
        return bool(self.open) and isinstance(self.open[-1][0].value, dict) and not self.open[-1][1]

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        self._refuse(
            event,
            Text(
                "an alias (*name): values are written out here, so that each reads alone",
                "ссылка (*имя): здесь значения пишут целиком, чтобы каждое читалось само по себе",
            ),
            Text(
                "write the value; a text that starts with * goes in quotes", "впишите значение; текст на * — в кавычках"
            ),
        )
        self._place(Node(event.start_mark.index, event.end_mark.index, "", None, {}, {}, refused=True))

    def _start(self, event: Any, *, is_mapping: bool) -> bool:  # noqa: ANN401
        start = event.start_mark.index
        if len(self.open) >= MOST_NESTED:
            self._refuse(
                event,
                Text(f"nested more than {MOST_NESTED} deep", f"вложенность больше {MOST_NESTED}"),
            )
            return False
        style = self.source.text[start] if event.flow_style else ""
        node = Node(start, start, style, {} if is_mapping else [], {}, {})
        node.refused = self._marked(event)
        self._place(node)
        self.open.append((node, []))
        return True

    def _marked(self, event: Any) -> bool:  # noqa: ANN401
        """Refuse a tag or an anchor and return whether there was one."""
        if event.tag is not None:
            self._refuse(
                event,
                Text(
                    f"a tag ({quote(event.tag)}): only plain values are read",
                    f"тег ({quote(event.tag)}): читаются только простые значения",
                ),
                Text("delete it; a text that starts with ! goes in quotes", "удалите его; текст на ! — в кавычках"),
            )
        if event.anchor is not None:
            self._refuse(
                event,
                Text("an anchor (&name): values are written out here", "якорь (&имя): здесь значения пишут целиком"),
                Text("delete it; a text that starts with & goes in quotes", "удалите его; текст на & — в кавычках"),
            )
        return event.tag is not None or event.anchor is not None

    def _place(self, node: Node) -> None:
        """Put a node where the events have come to: the root, a key, the value of that key or the next item."""
        if not self.open:
            self.root = node
            return
        parent, waiting = self.open[-1]
        if isinstance(parent.value, list):
            parent.parts[len(parent.value)] = node
            parent.value.append(node.value)
        elif not waiting:
            waiting.append(node)
        else:
            key = waiting.pop()
            name = self._name(parent, key)
            if name is not None:
                parent.keys[name] = key
                parent.parts[name] = node
                parent.value[name] = node.value

    def _name(self, parent: Node, key: Node) -> Key | None:
        """Return the key's text, or None after refusing it."""
        name = key.value
        if key.refused and isinstance(name, str):
            return name if name not in parent.keys else None
        if key.refused:
            return None
        if not isinstance(name, str):
            self._refuse_key(
                key,
                Text("a key is text", "ключ — это текст"),
                Text("put it in quotes", "возьмите его в кавычки")
                if not isinstance(name, dict | list)
                else Text(
                    "a text that starts with { or [ goes in quotes",
                    "текст, который начинается с { или [, берут в кавычки",
                ),
            )
            return None
        if name == "<<" and not key.style:
            self._refuse_key(
                key,
                Text("a merge (<<): keys are written out here", "слияние (<<): здесь ключи пишут целиком"),
                Text("write the keys themselves", "впишите сами ключи"),
            )
            return None
        if name in parent.keys:
            line = self.source.spot(parent.keys[name].start)[0]
            self._refuse_key(
                key,
                Text(
                    f'the key "{quote(name)}" is there twice, first in line {line}',
                    f"ключ «{quote(name)}» уже есть в строке {line}",
                ),
                Text("keep one of the two", "оставьте один из двух"),
            )
            return None
        return name

    def _refuse(self, event: Any, message: Text, hint: Text | None = None) -> None:  # noqa: ANN401
        start, end = event.start_mark.index, event.end_mark.index
        self.problems.append(self.source.problem(start, end, message, hint))

    def _refuse_key(self, key: Node, message: Text, hint: Text) -> None:
        self.problems.append(self.source.problem(key.start, key.end, message, hint))

    def _mishap(self, error: Any) -> Mishap:  # noqa: ANN401
        at = error.problem_mark or error.context_mark
        opened = error.context_mark or at
        context = str(error.context or "")
        inside = self.open[-1][0] if self.open and "flow node" in context else None
        return Mishap(
            problem=str(error.problem or ""),
            at=at.index if at else 0,
            context=context,
            # Of a value missing inside brackets the parsers name the gap and not the bracket.
            opened=inside.start if inside else opened.index if opened else 0,
        )
