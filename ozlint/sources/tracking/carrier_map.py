"""The file of `--carrier-map`: what codes and texts of carriers mean that ozlint does not know, or knows wrongly.

YAML, or a table with tabs: by the name of a carrier (or `*` for all of them) a code or text, and its phase.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
from pydantic import AfterValidator, ConfigDict, RootModel, ValidationError

from ozlint.carriers.corrections import ANY_CARRIER, Corrections, said_key
from ozlint.carriers.names import carrier_code
from ozlint.language.nearest import nearest
from ozlint.model.text import Text
from ozlint.model.tracking import PHASES, Phase
from ozlint.rulebook.document import scan_document
from ozlint.rulebook.files import read_text
from ozlint.rulebook.model_fault import FileKind, model_faults
from ozlint.rulebook.problem import Problem, RuleProblems, quote
from ozlint.rulebook.rule_checks import not_blank
from ozlint.rulebook.source_text import SourceText
from ozlint.sources.tracking.event_columns import event_column

_KIND = FileKind(Text("a carrier map", "карта кодов"), "cdek")
_Words = Annotated[str, AfterValidator(not_blank)]
_PHASES: dict[str, Phase] = {phase: phase for phase in PHASES}
_NO_HEAD = Text("the table has no columns of these names", "в таблице нет столбцов с такими названиями")
_HEAD = Text(
    "its first row names them: carrier, code (or text) and phase, with tabs between",
    "их называет первая строка: carrier, code (или text) и phase через табуляцию",
)
_GAP = Text(
    "a row has a carrier (or *), a code or text, and a phase",
    "в строке нужны служба доставки (или *), код или текст и фаза",
)


class _Row(msgspec.Struct, frozen=True):
    """One code or text with its phase."""

    carrier: str
    said: str
    phase: Phase
    problem: Callable[[Text], Problem]
    """Makes a problem of it."""


class CarrierMapFile(RootModel[dict[_Words, dict[_Words, Phase]]]):
    """What codes and texts mean, by the name of the carrier."""

    model_config = ConfigDict(frozen=True, strict=True)


def load_carrier_map(path: Path, name: str, carrier_of: Callable[[str], str] = carrier_code) -> Corrections:
    """Return what a file says; raises RuleProblems where it cannot be read, and with everything that is wrong in it.

    `name` is the file as messages show it; `carrier_of` gives the code of a carrier by its name.
    """
    return read_carrier_map(read_text(path, name), name, carrier_of)


def read_carrier_map(text: str, path: str, carrier_of: Callable[[str], str] = carrier_code) -> Corrections:
    """Return what the text of a file says; raises RuleProblems with everything that is wrong in it."""
    source = SourceText.of(text, path)
    problems: list[Problem] = []
    rows = list(_of_table(source, problems) if _is_table(source) else _of_yaml(text, path, problems))
    phases: dict[tuple[str, str], Phase] = {}
    for row in rows:
        code = ANY_CARRIER if row.carrier.strip() == ANY_CARRIER else carrier_of(row.carrier)
        key = code, said_key(code, row.said)
        if phases.setdefault(key, row.phase) != row.phase:
            said, carrier, phase = quote(row.said), quote(row.carrier), phases[key]
            told = Text(f'"{said}" of {carrier} is {phase} already', f"«{said}» ({carrier}) уже значит {phase}")
            problems.append(row.problem(told))
    if problems:
        raise RuleProblems(problems)
    return Corrections(phases)


def _is_table(source: SourceText) -> bool:
    """Return whether a file is a table: no YAML has a tab between the words of its first line."""
    first = next((line for line in source.text.split("\n") if line.strip() and not line.startswith("#")), "")
    return "\t" in first.strip()


def _of_yaml(text: str, path: str, problems: list[Problem]) -> Iterator[_Row]:
    document, found = scan_document(text, path)
    problems += found
    if document is None:
        return
    try:
        said = CarrierMapFile.model_validate(document.value)
    except ValidationError as error:
        problems += model_faults(error, CarrierMapFile, document, _KIND)
        return
    for carrier, phases in said.root.items():
        for word, phase in phases.items():
            yield _Row(carrier, word, phase, partial(document.problem, (carrier, word), key=True))


def _of_table(source: SourceText, problems: list[Problem]) -> Iterator[_Row]:
    """Yield the rows of a table; its head names the columns, in any order."""
    head: list[int] = []
    start = 0
    for line in source.text.split("\n"):
        begin, end = start, start + len(line)
        start = end + 1
        cells = line.split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not head:
            head = _places(cells)
            if not head:
                problems.append(source.problem(begin, end, _NO_HEAD, _HEAD))
                return
            continue
        carrier, said, phase = (cells[place].strip() if place < len(cells) else "" for place in head)
        if not (carrier and said and phase):
            problems.append(source.problem(begin, end, _GAP))
        elif phase not in _PHASES:
            problems.append(_no_phase(source, begin + line.rindex(phase), phase))
        else:
            yield _Row(carrier, said, _PHASES[phase], partial(source.problem, begin, end))


def _places(cells: list[str]) -> list[int]:
    """Return the places of the three columns in the head of a table; nothing where one is missing."""
    columns = [event_column(cell) for cell in cells]
    wanted = (("carrier",), ("code", "text"), ("phase",))
    places = [[place for place, column in enumerate(columns) if column in names][:1] for names in wanted]
    return [place for found in places for place in found] if all(places) else []


def _no_phase(source: SourceText, at: int, word: str) -> Problem:
    near = nearest(word, PHASES)
    known = ", ".join(PHASES)
    return source.problem(
        at,
        at + len(word),
        Text(f'there is no phase "{quote(word)}"', f"нет фазы «{quote(word)}»"),
        Text(f'did you mean "{near}"? Known: {known}', f"может быть, «{near}»? Известны: {known}")
        if near
        else Text(f"known: {known}", f"известны: {known}"),
    )
