"""Looking into parsed JSON that may hold anything at all: what is missing or of another kind is empty, no error."""

from collections.abc import Iterator, Mapping

Record = Mapping[str, object]

_LONGEST_NUMBER = 1e18
"""A number from here on is no id: a double does not hold its digits."""
_YES = ("true", "1")


def record(value: object) -> Record:
    """Return a value that is an object, an empty one for any other value."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> Iterator[Record]:
    """Yield the objects of a list; an object alone is a list of one, as programs that turn XML into JSON write it."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (element for element in value if isinstance(element, dict))


def within(value: object, *wrappers: str) -> Iterator[Record]:
    """Yield the objects of a value, each followed by those inside its members of these names, however deep."""
    pending = [records(value)]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
        else:
            yield entry
            pending.extend(records(entry[wrapper]) for wrapper in reversed(wrappers) if wrapper in entry)


def text(entry: Record, *names: str) -> str:
    """Return the first of these members that has a text, without blanks around it; an id may be written as a number."""
    for name in names:
        if found := _plain(entry.get(name)):
            return found
    return ""


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LONGEST_NUMBER:
        return str(int(value)) if value == int(value) else str(value)
    return ""


def flag(entry: Record, *names: str) -> bool:
    """Return whether one of these members is true, also where it is written as text or as a number."""
    for name in names:
        value = entry.get(name)
        if value is True or (value and _plain(value).casefold() in _YES):
            return True
    return False
