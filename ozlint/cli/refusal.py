"""What people are told of an error, and the exit code it makes."""

from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError, SourceError
from ozlint.model.text import Lang


def tell(error: OzlintError, terminal: Terminal, lang: Lang) -> int:
    """Write an error beside the output, in a language, and return the exit code."""
    show = getattr(error, "show", None)
    terminal.warn(show(lang) if show else f"ozlint: {words_of(error, lang)}")
    return 3 if isinstance(error, SourceError) else 2


def words_of(error: OzlintError, lang: Lang) -> str:
    """Return an error in a language: the file it is about, where it is about one, and what is wrong."""
    text = getattr(error, "text", None)
    if text is None:
        return str(error)
    path = getattr(error, "path", None)
    return f"{path}: {text.say(lang)}" if path is not None else str(text.say(lang))
