"""The numbers of the postings that came already, put aside on the disk: a million take no more memory than one."""

import sqlite3
from contextlib import closing

_MEMORY = 4096
"""KiB of them that are held in memory."""


class Seen:
    """Numbers that were added, in a file without a name that is gone with it; one thread at a time may ask."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for said in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            f"PRAGMA cache_size = -{_MEMORY}",
            "CREATE TABLE seen (number TEXT PRIMARY KEY) WITHOUT ROWID",
        ):
            self._database.execute(said).close()

    def add(self, number: str) -> bool:
        """Add a number, and return whether it was not there before."""
        with closing(self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (number,))) as added:
            return added.rowcount == 1

    def close(self) -> None:
        """Let go of them."""
        self._database.close()
