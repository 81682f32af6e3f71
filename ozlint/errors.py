"""The errors ozlint raises on purpose.

OzlintError
├── UsageError    the command line, the configuration or an argument is wrong   (exit 2)
├── RuleError     a rule file is wrong; carries every problem of every file     (exit 2)
└── SourceError   an input cannot be read at all, or is not what it should be   (exit 3)

Anything else that escapes is a bug and shows its traceback.
"""

from ozlint.model.text import Text


class OzlintError(Exception):
    """The root of all errors that ozlint raises on purpose."""


class UsageError(OzlintError):
    """The command line, the configuration, an argument or the installation is wrong; says so in both languages."""

    def __init__(self, en: str, ru: str) -> None:
        super().__init__(en, ru)
        self.text = Text(en, ru)

    def __str__(self) -> str:
        """Return what is wrong, in English."""
        return self.text.en


class RuleError(OzlintError):
    """A rule file, or a rule's setting, is wrong."""


class SourceError(OzlintError):
    """An input cannot be read at all, or is not what it should be."""
