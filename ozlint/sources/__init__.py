"""The inputs: from what was typed on the command line to typed postings with their addresses and places."""

from ozlint.sources.decoding import DecodeProblem, Money, PostingDecoder
from ozlint.sources.opening import Opened, open_sources
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Decode, Item, Source

__all__ = [
    "Decode",
    "DecodeProblem",
    "Item",
    "Money",
    "Opened",
    "PostingDecoder",
    "Source",
    "SourceProblem",
    "open_sources",
]
