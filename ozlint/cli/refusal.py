"""What people are told of an error, and the exit code it makes."""

from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError, SourceError
from ozlint.model.text import Lang


def tell(error: OzlintError, terminal: Terminal, lang: Lang) -> int:
    """Write an error beside the output, in a language, and return the exit code."""
    show = getattr(error, "show", None)
    terminal.warn(show(lang) if show else f"ozlint: {_words(error, lang)}")
    return 3 if isinstance(error, SourceError) else 2


def _words(error: OzlintError, lang: Lang) -> str:
    text = getattr(error, "text", None)
    return str(text.say(lang) if text is not None else error)
