"""How to reach a carrier, as people write it down: in the configuration and in the examples of rules."""

from typing import Annotated, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from ozlint.model.contact import Contact
from ozlint.model.pattern import pattern
from ozlint.rulebook.rule_checks import given, not_blank

_EMAIL = pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DIGIT = pattern(r"[0-9]")


def is_email(value: str) -> str:
    """Return an e-mail address."""
    return value if _EMAIL.fullmatch(value) else _fail("ozlint_email")


def is_phone(value: str) -> str:
    """Return a telephone number: any text with digits in it."""
    return value if _DIGIT.search(value) else _fail("ozlint_phone")


class ContactKeys(BaseModel):
    """How to reach a carrier."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    phone: Annotated[Annotated[str, AfterValidator(is_phone)] | None, BeforeValidator(given)] = None
    """Telephone number, in quotes."""
    email: Annotated[Annotated[str, AfterValidator(is_email)] | None, BeforeValidator(given)] = None
    """E-mail address."""
    hours: Annotated[Annotated[str, AfterValidator(not_blank)] | None, BeforeValidator(given)] = None
    """When somebody answers, in words."""

    def contact(self, name: str) -> Contact:
        """Return what is written of the carrier that goes by a name."""
        return Contact(name=name, phone=self.phone, email=self.email, hours=self.hours)


def _fail(code: str) -> NoReturn:
    # The code alone says what is wrong; fault_words has it in both languages.
    raise PydanticCustomError(code, "{code}", {"code": code})
