"""What people are told where a file has a wrong key or value: pydantic's errors in plain words, each in place."""

from collections.abc import Callable, Iterator
from types import UnionType
from typing import Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin

import msgspec
from pydantic import BaseModel, RootModel, ValidationError

from ozlint.language.nearest import nearest
from ozlint.model.text import Text
from ozlint.rulebook.document import Document, Loc
from ozlint.rulebook.fault_words import BY_CODE, spelt_out
from ozlint.rulebook.problem import MOST_PROBLEMS, Problem, quote

_KINDS = {
    dict: Text("a mapping", "ключи со значениями"),
    list: Text("a list", "список"),
    str: Text("text", "текст"),
    bool: Text("true/false", "true/false"),
    int: Text("a number", "число"),
    float: Text("a number", "число"),
}
_OTHER_KIND = Text("something else", "что-то другое")
_MAPPINGS = ("dict_type", "model_type", "model_attributes_type")
_LANGUAGES = {"en": ("English", "английского"), "ru": ("Russian", "русского")}
_BILINGUAL = "{en: …, ru: …}"


class FileKind(msgspec.Struct, frozen=True):
    """What files of one kind are called, and the key that people begin one with."""

    name: Text
    first_key: str


def model_faults(
    error: ValidationError, model: type[BaseModel], document: Document, kind: FileKind
) -> Iterator[Problem]:
    """Give every error of a validation as a problem of the file that `model` was to be read from."""
    faults = [(_loc(fault["loc"]), fault) for fault in error.errors(include_url=False)[:MOST_PROBLEMS]]
    strangers = {loc: _meant(loc, model, document) for loc, fault in faults if fault["type"] == "extra_forbidden"}
    meant = {(*loc[:-1], near) for loc, near in strangers.items() if near}
    for loc, fault in faults:
        if (document.refused(loc) and not _is_short(loc, fault["type"], model, document)) or (
            fault["type"] == "missing" and loc in meant
        ):
            continue
        if fault["type"] == "too_short" and fault["input"]:
            continue  # pydantic counts the good items only; the bad ones speak for themselves
        if not loc and fault["type"] in _MAPPINGS:
            yield _not_a_file(kind, document)
        elif fault["type"] == "extra_forbidden":
            yield _stranger(loc, strangers[loc], model, document)
        else:
            yield _fault(loc, fault, model, document)


def _loc(loc: tuple[int | str, ...]) -> Loc:
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _fault(loc: Loc, fault: Any, model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    kind: str = fault["type"]
    value = fault["input"]
    if kind == "missing":
        return _missing(loc, model, document)
    if kind in BY_CODE:
        message, hint = BY_CODE[kind]
        return document.problem(loc, message, hint, key="[key]" in fault["loc"])
    if loc and (kind in ("ozlint_empty", "too_short") or value is None):
        return _empty(loc, model, document)
    if wanted := _WANTED.get(kind):
        return wanted(loc, value, model, document)
    most = fault.get("ctx", {}).get("max_length")
    told = Text(fault["msg"], fault["msg"])
    if most is not None:
        told = Text(f"{_last_name(loc)}: more than {most}", f"{_last_name(loc)}: больше {most}")
    return document.problem(loc, told, key=most is not None)


def _not_a_file(kind: FileKind, document: Document) -> Problem:
    """Return the problem of a file that holds no keys at all."""
    message = Text(f"{kind.name.en} is a mapping of keys", f"{kind.name.ru} состоит из ключей со значениями")
    if document.value is None:
        message = Text("the file is empty", "файл пуст")
    start = document.setting(kind.first_key)
    return document.problem((), message, Text(f"start with {start}", f"начните с {start}"))


def _stranger(loc: Loc, near: str | None, model: type[BaseModel], document: Document) -> Problem:
    name = quote(loc[-1])
    known = ", ".join(_part(loc[:-1], model).model_fields)
    return document.problem(
        loc,
        Text(f'no such key: "{name}"', f"нет такого ключа: «{name}»"),
        Text(f'did you mean "{near}"?', f"может быть, «{near}»?")
        if near
        else Text(f"known keys: {known}", f"известные ключи: {known}"),
        key=True,
    )


def _meant(loc: Loc, model: type[BaseModel], document: Document) -> str | None:
    """Return the key that a misspelt one stands for, one that is not there yet before one that is."""
    around = document.value
    for step in loc[:-1]:
        around = around[step]
    known = list(_part(loc[:-1], model).model_fields)
    word = str(loc[-1])
    return nearest(word, [key for key in known if key not in around]) or nearest(word, known)


def _missing(loc: Loc, model: type[BaseModel], document: Document) -> Problem:
    name = str(loc[-1])
    if name in _LANGUAGES:
        added = document.setting(name)
        return document.problem(loc[:-1], _no_text(loc), Text(f"add {added}", f"добавьте {added}"))
    choice = _choice(_annotation(loc, model))
    example = " | ".join(choice) if choice else _BILINGUAL if _is_bilingual(loc, model) else "…"
    added = document.setting(name, example)
    return document.problem(
        loc[:-1],
        Text(f'the key "{name}" is missing', f"нет обязательного ключа «{name}»"),
        Text(f"add {added}", f"добавьте {added}"),
    )


def _empty(loc: Loc, model: type[BaseModel], document: Document) -> Problem:
    name = _last_name(loc)
    around = _part(loc[:-1], model).model_fields
    wanted = name in around and around[name].is_required()
    return document.problem(
        loc,
        _no_text(loc) if name in _LANGUAGES else Text(f"{name} is empty", f"{name}: пусто"),
        Text("write its value", "впишите значение")
        if wanted
        else Text("write its value, or delete the key", "впишите значение или удалите ключ"),
        key=isinstance(loc[-1], str),
    )


def _no_text(loc: Loc) -> Text:
    what = ".".join(quote(step) for step in loc[:-1])
    en, ru = _LANGUAGES[str(loc[-1])]
    return Text(f"{what} has no {en} text", f"у {what} нет {ru} текста")


def _unknown_value(loc: Loc, value: Any, model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    written = value if isinstance(value, str) else document.written(loc)
    choice = _choice(_annotation(loc, model))
    near = nearest(written, choice)
    known = ", ".join(choice)
    name = _last_name(loc)
    shown = quote(written)
    return document.problem(
        loc,
        Text(f'{name} cannot be "{shown}"', f"{name} не может быть «{shown}»"),
        Text(f'did you mean "{near}"? Known: {known}', f"может быть, «{near}»? Известны: {known}")
        if near
        else Text(f"known: {known}", f"известны: {known}"),
    )


def _want_text(loc: Loc, value: Any, _model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    if isinstance(value, dict | list):
        sign = "{" if isinstance(value, dict) else "["
        hint = Text(
            f"a text that starts with {sign} goes in quotes", f"текст, который начинается с {sign}, берут в кавычки"
        )
    else:
        written = document.written(loc)
        if meant := spelt_out(_last_name(loc), written):
            hint = Text(f"write {meant}", f"напишите {meant}")
        else:
            hint = Text(f'quote it: "{quote(written)}"', f'возьмите в кавычки: "{quote(written)}"')
    return _not_this(loc, value, Text("text is wanted here", "здесь нужен текст"), hint, document)


def _want_mapping(loc: Loc, value: Any, model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    if _is_bilingual(loc, model):
        name = _last_name(loc)
        message = Text("a text in two languages is wanted here", "здесь нужен текст на двух языках")
        hint: Text | None = Text(f"write {name}: {_BILINGUAL}", f"напишите {name}: {_BILINGUAL}")
        if isinstance(value, str):
            message = Text(
                "a text in two languages is wanted here, not in one", "здесь нужен текст на двух языках, а не на одном"
            )
            return document.problem(loc, message, hint)
    else:
        message = Text("a mapping is wanted here", "здесь нужны ключи со значениями")
        part = _model_in(_annotation(loc, model)) if not _is_field(loc, model) else None
        keys = ", ".join(part.model_fields) if part else ""
        hint = Text(f"its keys: {keys}", f"возможные ключи: {keys}") if keys else None
        if part and (short := _short_for(document.written(loc), part)):
            hint = Text(f"write {short}", f"напишите {short}")
        if isinstance(value, list) and loc[-1:] == ("posting",):
            hint = Text("several postings of one run stand under postings", "несколько отправлений пишут в postings")
    return _not_this(loc, value, message, hint, document)


def _is_short(loc: Loc, kind: str, model: type[BaseModel], document: Document) -> bool:
    """Return whether a word stands where a mapping belongs that it says all of, as in `OZ302: off`."""
    part = _model_in(_annotation(loc, model)) if kind in _MAPPINGS and not _is_field(loc, model) else None
    return part is not None and _short_for(document.written(loc), part) is not None


def _short_for(word: str, part: type[BaseModel]) -> str | None:
    """Return the mapping that one word stands for: a switch of that name, or a key that may have it as its value."""
    word = word.strip("\"'")
    for name, field in part.model_fields.items():
        if name == word:
            return f"{{{name}: true}}"
        if word in _choice(field.annotation):
            return f"{{{name}: {word}}}"
    return None


def _want_list(loc: Loc, value: Any, _model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    hint = Text("start each item with a hyphen: - …", "начните каждый пункт с дефиса: - …")
    if document.style == "toml":
        hint = Text("put it in brackets: [ … ]", "возьмите его в квадратные скобки: [ … ]")
    return _not_this(loc, value, Text("a list is wanted here", "здесь нужен список"), hint, document)


def _want_bool(loc: Loc, value: Any, _model: type[BaseModel], document: Document) -> Problem:  # noqa: ANN401
    return _not_this(loc, value, Text("true or false is wanted here", "здесь нужно true или false"), None, document)


def _not_this(loc: Loc, value: Any, wanted: Text, hint: Text | None, document: Document) -> Problem:  # noqa: ANN401
    got = _KINDS.get(type(value), _OTHER_KIND)
    return document.problem(loc, Text(f"{wanted.en}, not {got.en}", f"{wanted.ru}, а не {got.ru}"), hint)


_WANTED: dict[str, Callable[[Loc, Any, type[BaseModel], Document], Problem]] = {
    "literal_error": _unknown_value,
    "string_type": _want_text,
    "bool_type": _want_bool,
    "tuple_type": _want_list,
    "list_type": _want_list,
    **dict.fromkeys(_MAPPINGS, _want_mapping),
}


def _last_name(loc: Loc) -> str:
    """Return the last key on the way to a value, as people call it."""
    return next((quote(step) for step in reversed(loc) if isinstance(step, str)), "")


def _part(loc: Loc, model: type[BaseModel]) -> type[BaseModel]:
    """Return the model of the mapping that stands at `loc`."""
    return _model_in(_annotation(loc, model)) or model


def _annotation(loc: Loc, model: type[BaseModel]) -> Any:  # noqa: ANN401
    """Return the annotation of what stands at `loc`: of a field, or of an item of a list or mapping."""
    here: Any = model.model_fields["root"].annotation if issubclass(model, RootModel) else model
    for step in loc:
        inner = _model_in(here)
        if inner is not None:
            here = inner.model_fields[str(step)].annotation if _has_field(here, step) else inner
        elif get_origin(here) is dict:
            here = get_args(here)[1]
    return here


def _is_field(loc: Loc, model: type[BaseModel]) -> bool:
    """Return whether `loc` ends in a key of a model's own, and not in an item of a list or a name people chose."""
    return bool(loc) and _has_field(_annotation(loc[:-1], model), loc[-1])


def _has_field(annotation: Any, step: str | int) -> TypeGuard[type[BaseModel]]:  # noqa: ANN401
    return isinstance(annotation, type) and issubclass(annotation, BaseModel) and step in annotation.model_fields


def _is_bilingual(loc: Loc, model: type[BaseModel]) -> bool:
    annotation = _annotation(loc, model)
    return _has_field(annotation, "en") and set(annotation.model_fields) == set(_LANGUAGES)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, dict, list, Union, UnionType, Annotated):
        return next((found for item in get_args(annotation) if (found := _model_in(item))), None)
    return None


def _choice(annotation: Any) -> list[str]:  # noqa: ANN401
    """Return the texts that may stand somewhere, where only some may."""
    if get_origin(annotation) is Literal:
        return [str(item) for item in get_args(annotation)]
    if get_origin(annotation) in (Union, UnionType, Annotated):
        return next((found for item in get_args(annotation) if (found := _choice(item))), [])
    return []
