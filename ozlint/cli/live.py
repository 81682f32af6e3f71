"""Checking what Ozon has right now: fetched, judged, and gone again unless it is to be kept."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ozlint.cli.access import Access, access_of
from ozlint.cli.fetch import make_folder
from ozlint.cli.leftovers import tell_of_leftovers
from ozlint.cli.progress import progress_for
from ozlint.cli.taking import Taken, Taker, reason_of
from ozlint.cli.terminal import Terminal
from ozlint.cli.wanted import Wanted, wanted_by
from ozlint.config.config import Config
from ozlint.language.joined import JOINED
from ozlint.model.record import LIVE
from ozlint.model.report import Report
from ozlint.rulebook.rule import Rulebook
from ozlint.seller_api.history import snapshot_name
from ozlint.sources.arguments import shown
from ozlint.triage.aside import Aside
from ozlint.triage.unreadable import Unreadable


class Checked(msgspec.Struct, frozen=True):
    """What came of fetching and judging."""

    report: Report
    taken: tuple[Taken, ...]


class Live:
    """The accounts of a run, to be fetched and judged as often as you like."""

    def __init__(
        self, options: argparse.Namespace, config: Config, terminal: Terminal, *, is_repeated: bool = False
    ) -> None:
        """Raises UsageError for flags that are wrong, and where there is no key.

        Whoever asks repeatedly remembers what need not be asked each time.
        """
        self.access: Access = access_of(options, config, terminal)
        self.wanted: Wanted = wanted_by(options, config)
        self.into = None if options.into is None else terminal.folder / str(options.into)
        if self.into is not None:
            make_folder(self.into, options.into)
            tell_of_leftovers(self.into, terminal, config.lang)
        self._says_of_details = options.details or options.no_details
        self._taker = Taker(self.access, self.wanted, terminal, config.lang, remembered={} if is_repeated else None)
        self._terminal = terminal

    def check(self, config: Config, rulebook: Rulebook, aside: Aside) -> Checked:
        """Fetch every account and judge what came; an account that cannot be had whole is not judged, and told."""
        from ozlint.run import check_inputs

        folder = self._terminal.folder
        taker = self._taker_by(config, rulebook)
        with self._place() as place:
            taken = tuple(self._each_taken(taker, place, config))
            paths = {shown(one.path, folder): live_name(one) for one in taken if one.problem is None}
            with progress_for(self._terminal, config.lang) as progress:
                report = check_inputs(
                    msgspec.structs.replace(config, inputs=tuple(paths), input_format="auto"),
                    rulebook,
                    self._terminal.stdin,
                    folder,
                    progress,
                    names=paths if self.into is None else {},
                    lost=[_lost(one) for one in taken if one.problem is not None],
                    aside=aside,
                )
        return Checked(report, taken)

    def _each_taken(self, taker: Taker, place: Path, config: Config) -> Iterator[Taken]:
        """Yield what came of asking each account; of what an interruption leaves in a folder it is told."""
        try:
            for account in self.access.accounts:
                yield taker.attempt(account, place / snapshot_name(account.name, config.now, self._ending))
        except KeyboardInterrupt:
            if self.into is not None:
                tell_of_leftovers(self.into, self._terminal, config.lang)
            raise

    def _taker_by(self, config: Config, rulebook: Rulebook) -> Taker:
        """Return what fetches the details too that the rules read, unless somebody has said what to do about them."""
        if self._says_of_details or "fbs" not in self.wanted.schemes_asked:
            return self._taker
        from ozlint.seller_api.interest import statuses_of_interest

        more = config.known_values.get("status", ())
        statuses = statuses_of_interest(rulebook, _joined(config), more)
        return msgspec.structs.replace(self._taker, wanted=msgspec.structs.replace(self.wanted, details_in=statuses))

    @property
    def _ending(self) -> str:
        """What the names of snapshots end with: what is not kept need not be packed."""
        return ".ndjson" if self.into is None else ".ndjson.gz"

    @contextmanager
    def _place(self) -> Iterator[Path]:
        """Give a folder for the snapshots: the one that keeps them, or one that is gone afterwards."""
        if self.into is not None:
            yield self.into
            return
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="ozlint-") as folder:
            yield Path(folder)


def _joined(config: Config) -> tuple[str, ...]:
    """Return the records that a run has beside its postings."""
    if config.updates or config.answers:
        return JOINED
    return (*(("reality",) if config.tracking else ()), *(("previous", "history") if config.previous else ()))


def live_name(taken: Taken) -> str:
    """Return what stands for a file in places and reports: `ozon:main`."""
    return f"{LIVE}{taken.account.label}"


def _lost(taken: Taken) -> Unreadable:
    return Unreadable(live_name(taken), reason_of(taken))
