"""Patterns that are compiled when they are first used: a short run knows a hundred and uses ten."""

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` would give, at the price of a name until something is asked of it."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        # Kept beside the rest, so that the next time it is found as any attribute is.
        found = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
        return found
