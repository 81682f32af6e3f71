"""Fetching: the parts of a query side by side, each page by page, into a snapshot."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

from msgspec import Raw

from ozlint.seller_api.answers import read_details, read_page
from ozlint.seller_api.client import Client
from ozlint.seller_api.line import Line, make_line
from ozlint.seller_api.listing import details_request, page_request
from ozlint.seller_api.manifest import Manifest
from ozlint.seller_api.method import methods
from ozlint.seller_api.part import Part, begun_anew, following, halved, stood_in_for
from ozlint.seller_api.problem import ApiProblem, problem
from ozlint.seller_api.remembered import Remembered
from ozlint.seller_api.second_pass import SecondPass
from ozlint.seller_api.snapshot import Snapshot

SIDE_BY_SIDE = 8
"""Parts read at once: with answers that take 150 ms, enough for Ozon's 50 requests a second."""
_SAVE_EVERY = 1.0
"""Seconds between two settlings of what was read, which is what a crash can cost."""

Progress = Callable[[int], None]
"""Is told how many postings are written."""


def fetch(
    client: Client,
    snapshot: Snapshot,
    progress: Progress | None = None,
    side_by_side: int = SIDE_BY_SIDE,
    remembered: Remembered | None = None,
) -> Manifest:
    """Read everything the snapshot's query asks for, give the snapshot its name, and return its manifest.

    Where that is not possible, what was read is settled, to be resumed, and ApiProblem or SourceProblem is raised; an
    interruption settles it as well. Either stops the client for good. Details that are `remembered` are not asked for.
    """
    work, tell = _Fetch(client, snapshot), progress or (lambda _count: None)
    second = SecondPass(snapshot.query, remembered) if snapshot.query.details_in else None
    try:
        work.read_all(tell, side_by_side)
        if second is not None:
            snapshot.save(work.requests)
            snapshot.revise(lambda lines: second.over(lines, client, lambda: tell(snapshot.count), side_by_side))
    except BaseException:
        snapshot.save(work.requests)
        raise
    return snapshot.finish(work.requests, second)


class _Fetch:
    """One fetch from its beginning to its end."""

    def __init__(self, client: Client, snapshot: Snapshot) -> None:
        self._client = client
        self._snapshot = snapshot
        self._sent_before = client.sent
        self._saved_at = client.clock.elapsed()

    @property
    def requests(self) -> dict[str, int]:
        """How many requests this fetch has sent to each method."""
        return self._client.sent_since(self._sent_before)

    def read_all(self, progress: Progress, side_by_side: int) -> None:
        """Read all parts that are not done; the first problem stops them all."""
        with ThreadPoolExecutor(side_by_side, "ozlint-fetch") as pool:
            try:
                running = {pool.submit(self._read, part) for part in self._snapshot.parts if not part.done}
                while running:
                    ended, running = wait(running, _SAVE_EVERY, FIRST_COMPLETED)
                    running |= {pool.submit(self._read, part) for future in ended for part in future.result()}
                    self._settle()
                    progress(self._snapshot.count)
            except BaseException:
                self._client.stop()
                pool.shutdown(cancel_futures=True)
                raise

    def _settle(self) -> None:
        if self._client.clock.elapsed() - self._saved_at >= _SAVE_EVERY:
            self._snapshot.save(self.requests)
            self._saved_at = self._client.clock.elapsed()

    def _read(self, part: Part) -> tuple[Part, ...]:
        """Read a part to its end; return the parts that came into its place, if it had to be divided."""
        is_anew = False
        while not part.done:
            try:
                after, lines = self._read_page(part)
            except ApiProblem as failed:
                # A cursor may have grown stale since it was written down.
                is_stale = failed.kind == "refused" and part.cursor != "" and not is_anew
                is_anew = is_anew or is_stale
                after, lines = (begun_anew(part),) if is_stale else _instead(part, failed), []
            self._snapshot.take(part, after, lines)
            if len(after) > 1:
                return after
            (part,) = after
        return ()

    def _read_page(self, part: Part) -> tuple[tuple[Part, ...], list[Line]]:
        """Return the postings of the next page of a part, and what is to be read after it."""
        page = self._client.ask(page_request(self._snapshot.query, part), read_page)
        lines = [self._line(part, raw) for raw in page.postings]
        after = following(part, [line.number for line in lines], page.cursor, has_next=page.has_next)
        if not after:
            raise problem("stuck", part.method)
        return after, lines

    def _line(self, part: Part, raw: Raw) -> Line:
        """Return the line of a posting, with its details where those are wanted."""
        query = self._snapshot.query
        line = make_line(raw, query.account)
        if not query.details or line.number is None or methods()[part.method].scheme != "fbs":
            return line
        try:
            details = self._client.ask(details_request(line.number), read_details)
        except ApiProblem as failed:
            if failed.kind == "not_found":  # it was there a moment ago
                return line
            raise
        return make_line(raw, query.account, details)


def _instead(part: Part, failed: ApiProblem) -> tuple[Part, ...]:
    """Return what to read in place of a part that Ozon does not answer like this; raises what cannot be helped."""
    if failed.kind == "too_long" and (parts := halved(part)):
        return parts
    if failed.kind == "gone" and (older := stood_in_for(part)) is not None:
        return (older,)
    raise failed
