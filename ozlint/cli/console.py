"""What the console of a Windows machine is like, asked of the system; any other terminal says it by its streams."""

import sys
from typing import Any

import msgspec

_OUTPUTS = (-11, -12)
"""STD_OUTPUT_HANDLE and STD_ERROR_HANDLE of the Windows API."""
_DRAWS = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING: colours are drawn, not printed as junk; since Windows 10."""
_PRIMARY, _RUSSIAN = 0x3FF, 0x19
"""The bits of a language id that tell the language, and those of Russian."""


class Console(msgspec.Struct, frozen=True):
    """What a console can do, and what the system around it speaks."""

    draws: bool = True
    """Whether control sequences colour the text."""
    is_russian: bool = False
    """Whether the system's own windows are in Russian; elsewhere the locale tells."""


def this_console() -> Console:
    """Return what the console of this process is like; makes one of Windows draw colours, if it can."""
    if sys.platform == "win32":
        import ctypes

        return console_of(ctypes.windll.kernel32)
    return Console()


def console_of(kernel: Any) -> Console:  # noqa: ANN401 - a library of the system
    """Return what the Windows API says of the console."""
    language = kernel.GetUserDefaultUILanguage()
    return Console(draws=all(_draws(kernel, output) for output in _OUTPUTS), is_russian=language & _PRIMARY == _RUSSIAN)


def _draws(kernel: Any, output: int) -> bool:  # noqa: ANN401
    """Return whether an output draws colours, once it is asked to; what is no console is not asked."""
    import ctypes

    handle = ctypes.c_void_p(kernel.GetStdHandle(output))
    mode = ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return True
    return bool(mode.value & _DRAWS or kernel.SetConsoleMode(handle, mode.value | _DRAWS))
