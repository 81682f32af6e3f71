"""Regular expressions on a linear-time engine, so that no pattern of a stranger's rule can run away.

The engine is the Rust one inside pydantic-core: it has no back-references or look-around, and needs no time that grows
faster than the text.
"""

from collections.abc import Callable
from functools import cache

MAX_PATTERN = 500
"""Characters a pattern may have."""


@cache
def compile_regex(pattern: str) -> tuple[Callable[[str], bool], str]:
    """Return a search for the pattern, and "" or what is wrong with the pattern."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema  # noqa: PLC0415 - 30 ms, only where matches() is used

    if len(pattern) > MAX_PATTERN:
        return (lambda _text: False), f"longer than {MAX_PATTERN} characters"
    try:
        validator = SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return (lambda _text: False), lines[-1].removeprefix("error: ") if lines else "not a regular expression"
    return validator.isinstance_python, ""
