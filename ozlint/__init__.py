"""ozlint: is what Ozon says of a posting true, complete and on time?"""

from ozlint.version import __version__

__all__ = ["__version__"]
