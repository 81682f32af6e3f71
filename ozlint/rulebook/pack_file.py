"""The file that says what a pack is: pack.yaml, at the top of its folder."""

from typing import Annotated, NoReturn

from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.document import Document, scan_document
from ozlint.rulebook.model_fault import FileKind, model_faults
from ozlint.rulebook.problem import RuleProblems
from ozlint.rulebook.rule_checks import given, is_version
from ozlint.rulebook.rule_file import Name, Part
from ozlint.rulebook.statement import PackStatement

_KIND = FileKind(Text("a pack.yaml", "файл pack.yaml"), "name")
PREFIX = pattern(r"[A-Z]{2,8}")


def is_prefix(value: str) -> str:
    """Return the letters that the ids of a pack begin with."""
    return value if PREFIX.fullmatch(value) else _fail("ozlint_prefix")


class PackFile(Part):
    """What a pack is called, and what it needs."""

    name: Name
    """What the pack is called."""
    version: Annotated[str, AfterValidator(is_version)]
    """Its version."""
    prefix: Annotated[Annotated[str, AfterValidator(is_prefix)] | None, BeforeValidator(given)] = None
    """The letters that the ids of all its rules begin with."""
    ozlint: Annotated[Annotated[str, AfterValidator(is_version)] | None, BeforeValidator(given)] = None
    """The least version of ozlint that its rules need."""


def read_pack_file(text: str, path: str) -> tuple[PackStatement, Document]:
    """Return what a pack.yaml says; raises RuleProblems with everything that is wrong in it."""
    document, problems = scan_document(text, path)
    if document is None:
        raise RuleProblems(problems)
    try:
        said = PackFile.model_validate(document.value)
    except ValidationError as error:
        raise RuleProblems([*problems, *model_faults(error, PackFile, document, _KIND)]) from None
    if problems:
        raise RuleProblems(problems)
    return PackStatement(name=said.name, version=said.version, prefix=said.prefix, ozlint=said.ozlint), document


def _fail(code: str) -> NoReturn:
    # The code alone says what is wrong; fault_words has it in both languages.
    raise PydanticCustomError(code, "{code}", {"code": code})
