"""How a report is to look."""

from typing import Literal

import msgspec

from ozlint.model.text import Lang

Group = Literal["posting", "rule"]


WITH_TIMELINES = ("json", "html")
"""Formats that have what happened to postings in them: for the others nobody needs to work it out."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a report is to look: decided by the command line, which knows the terminal."""

    lang: Lang = "en"
    group: Group = "posting"
    """What the findings of the text report are listed under."""
    colour: bool = False
    hyperlinks: bool = False
    """Whether files and rules are links (OSC 8), for terminals that know them."""
    width: int | None = None
    """Columns of the terminal; None = lines are as long as they are, which is right for pipes and files."""
    verbose: bool = False
    """Whether lists are given whole, with operands, facts and findings that were set aside."""
    config_file: str | None = None
    """The configuration file of the run, relative to the working folder: what findings about no file of the
    repository are shown at, where a place is a must."""
