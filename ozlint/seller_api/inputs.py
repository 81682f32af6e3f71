"""Inputs that were fetched: what vouches for them, and what they are called where they are no files of the user's."""

from collections.abc import Iterator, Mapping, Sequence
from math import nan
from pathlib import Path

import msgspec

from ozlint.model.provenance import Provenance
from ozlint.model.record import Address, Closing, Place
from ozlint.sources.arguments import MANIFEST, PARTIAL
from ozlint.sources.content import Content
from ozlint.sources.lines import Lines
from ozlint.sources.opening import Opened
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Decode, Item, Record, Source


class Vouched(msgspec.Struct, frozen=True):
    """The inputs of a run, and what is known of where they come from, by their paths."""

    sources: tuple[Source, ...]
    problems: tuple[SourceProblem, ...]
    provenance: Mapping[str, Provenance]

    def taken_at(self, source: Source) -> float:
        """Return when an input was fetched, in seconds since 1970 UTC; NaN where nobody says."""
        known = self.provenance.get(source.path)
        return nan if known is None else known.fetched_at

    def closing(self, source: Source) -> Closing | None:
        """Return what is said of an input at its end; None where nobody says anything."""
        known = self.provenance.get(source.path)
        return None if known is None else Closing(known.is_whole, known.account)


class Live(msgspec.Struct, frozen=True):
    """What Ozon has just answered, under a name: the file that it lies in is gone before anybody could open it."""

    source: Source
    path: str

    @property
    def format(self) -> str:
        """What was recognised."""
        return self.source.format

    @property
    def absent(self) -> frozenset[str]:
        """Paths of the fields that none of its postings has."""
        return self.source.absent

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, and every record that could not be read."""
        return self.source.read(decode)

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these addresses, which are sorted, again."""
        return self.source.reread(addresses, decode)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return the name as the place of each record: there is no line to go to."""
        return {address: Place(self.path, 0, 0, "") for address in addresses}


def vouch_for(opened: Opened, folder: Path, names: Mapping[str, str]) -> Vouched:
    """Return some inputs with what their manifests say; one that its manifest does not fit becomes a problem.

    `names` are what inputs are called that are no files of the user's, by the path they were opened as.
    """
    sources: list[Source] = []
    problems: list[SourceProblem] = []
    provenance: dict[str, Provenance] = {}
    known: Provenance | None
    for source in opened.sources:
        name = names.get(source.path, source.path)
        try:
            known = _provenance(folder / source.path)
        except SourceProblem as fault:
            problems.append(SourceProblem(name, fault.text))
            continue
        sources.append(Live(source, name) if source.path in names else source)
        if known is not None:
            provenance[name] = known
    for problem in opened.problems:
        name, path = names.get(problem.path, problem.path), folder / problem.path
        try:
            known = _provenance(path)
        except SourceProblem:  # that it cannot be read as it is says enough
            known = None
        if known is not None and known.is_empty:
            sources.append(_nothing(name, path))
            provenance[name] = known
        else:
            problems.append(SourceProblem(name, problem.text, problem.hint))
    return Vouched(tuple(sources), tuple(problems), provenance)


def _provenance(path: Path) -> Provenance | None:
    try:
        is_told = path.name.endswith(PARTIAL) or path.with_name(path.name + MANIFEST).exists()
    except (OSError, ValueError):  # no name that a file can have
        return None
    if not is_told:
        return None
    from ozlint.seller_api.provenance import provenance_of  # most inputs have no manifest

    return provenance_of(path)


def _nothing(name: str, path: Path) -> Source:
    """Return the source of a snapshot without postings, which nothing but its manifest tells from a damaged file."""
    return Lines(name, "ndjson: postings", Content(name, path, is_gzip=path.name.endswith(".gz")))
