"""What the values of a rule file must look like, and what must hold between them."""

import math
import re
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import PurePath
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from ozlint.language.nearest import nearest, way_out
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.times import read_time
from ozlint.ozon.charges import charges
from ozlint.rulebook.builtin import RESERVED
from ozlint.rulebook.document import Document, Loc
from ozlint.rulebook.param_ranges import Number, entries, is_numeric, range_problems
from ozlint.rulebook.problem import Problem, quote

ParamValue = bool | int | float | str | tuple[Number, ...] | tuple[str, ...]

ID = pattern(r"[A-Z]{2,8}[0-9]{3,4}")
NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PARAM_NAME = pattern(r"[a-z][a-z0-9_]*")
VERSION = pattern(r"[0-9]+\.[0-9]+\.[0-9]+")
LINK = pattern(r"https?://[^\s/]+\S*")
EXAMPLE_KINDS = ("bad", "good", "not_evaluated")
_EXAMPLE_BODIES = ("posting", "postings", "input", "suppression")
_OTHER_BODIES = ("previous", "notifications", "updates", "answers")
"""What an example may be of where it has none of those."""


def given(value: Any) -> Any:  # noqa: ANN401 - validators see whatever the file holds
    """Return the value of an optional key; a key that is written has a value."""
    return _fail("ozlint_empty") if value is None else value


def not_blank(value: str) -> str:
    """Return a text that says something."""
    return value if value.strip() else _fail("ozlint_empty")


def is_expression(value: str) -> str:
    """Return the text of an expression that is not empty."""
    return not_blank(value)


def is_id(value: str) -> str:
    """Return a rule's id."""
    return _fitting(ID, value, "ozlint_id")


def is_name(value: str) -> str:
    """Return a name or tag of small letters, digits and hyphens."""
    return _fitting(NAME, value, "ozlint_name")


def is_param_name(value: str) -> str:
    """Return a parameter's name, which expressions can read as `params.<name>`."""
    return _fail("ozlint_param_name") if iskeyword(value) else _fitting(PARAM_NAME, value, "ozlint_param_name")


def is_word_name(value: str) -> str:
    """Return the name of a word of the rule's own."""
    return _fail("ozlint_word_name") if iskeyword(value) else _fitting(PARAM_NAME, value, "ozlint_word_name")


def is_version(value: str) -> str:
    """Return a version of three numbers."""
    return _fitting(VERSION, value, "ozlint_version")


def is_link(value: str) -> str:
    """Return the address of a page."""
    return _fitting(LINK, value, "ozlint_link")


def is_time(value: str) -> str:
    """Return a text that names a day or a moment."""
    return _fail("ozlint_time") if math.isnan(read_time(value)[0]) else value


def is_number(value: Any) -> Any:  # noqa: ANN401
    """Return a number; true and false are none."""
    return value if is_numeric(value) else _fail("ozlint_empty" if value is None else "ozlint_number")


def is_param_value(value: Any) -> Any:  # noqa: ANN401
    """Return the default of a parameter; a list holds numbers or texts, not both."""
    if value is None:
        _fail("ozlint_empty")
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list) and (all(map(is_numeric, value)) or all(isinstance(item, str) for item in value)):
        return tuple(value)
    return _fail("ozlint_param_value")


def check_rule(document: Document) -> Iterator[Problem]:
    """Give what is wrong between the values of a rule file, however wrong each of them may be."""
    rule = document.value
    if not isinstance(rule, dict):
        return
    yield from _requirement(rule, document)
    yield from _file_name(rule, document)
    yield from _groups(rule, document)
    yield from _cost(rule, document)
    yield from range_problems(rule, document)
    yield from _references(rule, document)
    yield from _examples(rule, document)


def _requirement(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    there = [key for key in rule if key in ("require", "forbid")]
    if len(there) > 1:
        yield document.problem(
            (there[1],),
            Text("a rule has require or forbid, not both", "в правиле либо require, либо forbid, но не оба"),
            Text(
                "keep one; a second demand is a rule of its own, or part of one expression with and/or",
                "оставьте один; второе требование — отдельное правило или часть того же выражения через and/or",
            ),
            key=True,
        )
    elif not there and not any(nearest(key, ("require", "forbid")) for key in rule):
        yield document.problem(
            (),
            Text(
                "the rule demands nothing: no require and no forbid",
                "правило ничего не требует: нет ни require, ни forbid",
            ),
            Text(
                "add require: <what must hold> or forbid: <what must not be>",
                "добавьте require: <что должно выполняться> или forbid: <чего быть не должно>",
            ),
        )


def _file_name(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    path = PurePath(document.path)
    identity, name = rule.get("id"), rule.get("name")
    if path.suffix not in (".yaml", ".yml") or not isinstance(identity, str) or not isinstance(name, str):
        return
    wanted = f"{identity}-{name}"
    if path.stem != wanted and ID.fullmatch(identity) and NAME.fullmatch(name):
        wrong = "name" if path.stem.startswith(f"{identity}-") else "id"
        stem = quote(path.stem)
        hint = Text(
            f"rename the file to {quote(wanted)}{path.suffix}, or mend id and name",
            f"назовите файл {quote(wanted)}{path.suffix} или поправьте id и name",
        )
        if RESERVED.fullmatch(identity) and not RESERVED.match(path.stem):
            hint = Text(
                "mend the id: the letters OZ are reserved for the built-in rules",
                "поправьте id: буквы OZ оставлены за встроенными правилами",
            )
        yield document.problem(
            (wrong,),
            Text(
                f'the file is called "{stem}", but the rule is {quote(wanted)}',
                f"файл называется «{stem}», а правило — {quote(wanted)}",
            ),
            hint,
        )


def _groups(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    if "group_by" in rule and rule.get("subject") not in ("batch", None):
        message = Text(
            "only rules about the run, with subject: batch, group postings",
            "группируют отправления только правила о проверке в целом, с subject: batch",
        )
        yield document.problem(("group_by",), message, Text("delete it", "удалите эту строку"), key=True)


def _cost(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    cost = rule.get("cost")
    if not isinstance(cost, str) or not cost.strip():
        return
    if cost not in charges():
        message = Text(f'there is no charge "{quote(cost)}"', f"нет начисления «{quote(cost)}»")
        yield document.problem(("cost",), message, way_out(cost, charges()))
    elif rule.get("subject") not in ("posting", None):
        message = Text(
            "only rules about postings, with subject: posting, have a cost",
            "cost бывает только у правил об отправлениях, с subject: posting",
        )
        yield document.problem(("cost",), message, Text("delete it", "удалите эту строку"), key=True)


def _references(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    for index, reference in entries(rule.get("references")):
        if isinstance(reference, dict) and not any(nearest(key, ("url", "source")) for key in reference):
            yield document.problem(
                ("references", index),
                Text("a reference to nothing: no url and no source", "ссылка ни на что: нет ни url, ни source"),
            )


def _examples(rule: dict[str, Any], document: Document) -> Iterator[Problem]:
    examples = rule.get("examples")
    if not isinstance(examples, dict):
        return
    for kind in EXAMPLE_KINDS:
        for index, example in entries(examples.get(kind)):
            if not isinstance(example, dict):
                continue
            loc: Loc = ("examples", kind, index)
            bodies = [key for key in example if key in _EXAMPLE_BODIES]
            if len(bodies) > 1:
                yield document.problem(
                    (*loc, bodies[1]),
                    Text(
                        f"an example has one of {', '.join(_EXAMPLE_BODIES)}",
                        f"в примере что-то одно: {', '.join(_EXAMPLE_BODIES)}",
                    ),
                    Text("make it two examples", "сделайте из него два примера"),
                    key=True,
                )
            elif not bodies and not any(nearest(key, (*_EXAMPLE_BODIES, *_OTHER_BODIES)) for key in example):
                yield document.problem(
                    loc,
                    Text("the example is of nothing", "пример ни о чём"),
                    Text("add posting, postings or input", "добавьте posting, postings или input"),
                )
            yield from _known_params(rule, example, loc, document)


def _known_params(rule: dict[str, Any], example: dict[str, Any], loc: Loc, document: Document) -> Iterator[Problem]:
    declared = rule.get("params", {})
    if not isinstance(declared, dict):
        return
    for name, _ in entries(example.get("params")):
        if name not in declared:
            near = nearest(str(name), declared)
            yield document.problem(
                (*loc, "params", name),
                Text(f'the rule has no parameter "{quote(name)}"', f"у правила нет параметра «{quote(name)}»"),
                Text(f'did you mean "{near}"?', f"может быть, «{near}»?") if near else None,
                key=True,
            )


def _fitting(shape: re.Pattern[str], value: str, code: str) -> str:
    return value if shape.fullmatch(value) else _fail(code)


def _fail(code: str) -> NoReturn:
    # The code alone says what is wrong; fault_words has it in both languages.
    raise PydanticCustomError(code, "{code}", {"code": code})
