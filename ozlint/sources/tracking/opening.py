"""Opening what `--tracking` names: each file by itself, so that a bad one does not lose the others."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import msgspec

from ozlint.carriers.corrections import NO_CORRECTIONS, Corrections
from ozlint.carriers.names import carrier_code
from ozlint.sources.arguments import READABLE
from ozlint.sources.column_names import column_names
from ozlint.sources.opening import open_each
from ozlint.sources.problem import SourceProblem
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.recognition import recognise_tracking

TRACKING_FILES = (*READABLE, ".xml", ".xml.gz")
"""Names of the files that are read out of a folder."""


def _no_zone(_path: str) -> tzinfo | None:
    return None


class OpenedTracking(msgspec.Struct, frozen=True):
    """The files that can be read, in order, and what is wrong with the others."""

    files: tuple[TrackingFile, ...]
    problems: tuple[SourceProblem, ...]


def open_tracking(  # noqa: PLR0913 - what holds for all of them is named
    arguments: Sequence[str],
    *,
    stdin: BinaryIO,
    cwd: Path,
    carrier_map: Corrections = NO_CORRECTIONS,
    zone_of: Callable[[str], tzinfo | None] = _no_zone,
    carrier_of: Callable[[str], str] = carrier_code,
    columns: Mapping[str, str] = MappingProxyType({}),
    asked_at: float = inf,
) -> OpenedTracking:
    """Return every tracking file that the arguments stand for, and a problem for every one that is none.

    An argument is a file, a folder, a pattern or "-" for standard input. `zone_of` gives the zone of times without one
    in a file, None where nobody says; `carrier_of` gives the code of a carrier by its name. `columns` are a seller's
    own names of columns in tables of postings, by which these are told from tables of events. What is said to have
    happened a day after `asked_at` and later cannot be read.
    """
    names = column_names(columns)
    files, problems = open_each(
        arguments,
        lambda path, origin: recognise_tracking(
            path, origin, EventTerms(carrier_map, zone_of(path), carrier_of, asked_at), names
        ),
        stdin=stdin,
        cwd=cwd,
        readable=TRACKING_FILES,
    )
    return OpenedTracking(files, problems)
