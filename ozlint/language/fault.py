"""What is wrong with an expression, and where."""

from ozlint.errors import RuleError
from ozlint.model.text import Lang, Text


class ExpressionError(RuleError):
    """An expression that cannot be used: what is wrong, where in its text, and what would be right."""

    def __init__(self, message: Text, start: int, end: int, hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.start = start
        self.end = max(end, start + 1)
        self.hint = hint

    def show(self, text: str, lang: Lang) -> str:
        """Return the error with the expression and a caret line under the fault."""
        line = text.replace("\n", " ")
        caret = " " * self.start + "^" * min(self.end - self.start, max(1, len(line) - self.start))
        parts = [self.message.say(lang), f"  {line}", f"  {caret}"]
        if self.hint:
            parts.append(self.hint.say(lang))
        return "\n".join(parts)


class ParamValueError(ExpressionError):
    """A value of a parameter that what it is compared with cannot be: told where the value is given."""

    def __init__(self, error: ExpressionError, loc: tuple[str | int, ...]) -> None:
        super().__init__(error.message, error.start, error.end, error.hint)
        self.loc = loc
        """The name of the parameter and, in a list, the place of the value."""


class FaultyWordError(ExpressionError):
    """A word of the rule's own that is wrong where it is defined: told there, and not where it is used."""
