"""What a run was asked to do."""

from typing import Literal

import msgspec

from ozlint.model.finding import FailOn
from ozlint.model.text import Lang

Group = Literal["posting", "rule"]


class Output(msgspec.Struct, frozen=True):
    """One report: its format, and the file it goes to; None is the standard output."""

    format: str
    path: str | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `ozlint check` was asked to do; nothing in it is looked up later."""

    inputs: tuple[str, ...]
    now: float
    """The moment of the run, seconds since 1970 UTC."""
    input_format: str = "auto"
    packs: tuple[str, ...] = ()
    """Folders of rules besides the built-in ones, relative to the working folder."""
    builtin: bool = True
    select: tuple[str, ...] = ()
    """Selectors of the rules that run in place of the profile's; empty: the profile decides."""
    ignore: tuple[str, ...] = ()
    """Selectors of rules that do not run, selected or not."""
    profile: str = "recommended"
    """Which rules run where none are selected."""
    fail_on: FailOn = "error"
    lang: Lang = "en"
    outputs: tuple[Output, ...] = (Output("text"),)
    group: Group = "posting"
    allow_empty: bool = False
    allow_incomplete: bool = False
    must_evaluate: tuple[str, ...] = ()
    verbose: bool = False
