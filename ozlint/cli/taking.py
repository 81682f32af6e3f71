"""Taking the snapshot of one account: what is told meanwhile, and what is left when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ozlint.cli.access import Access
from ozlint.cli.fetch_progress import Meter, fetch_progress
from ozlint.cli.terminal import Terminal
from ozlint.cli.wanted import Wanted
from ozlint.errors import SourceError
from ozlint.model.text import Lang, Text
from ozlint.model.times import read_time
from ozlint.reporters.phrases import POSTING
from ozlint.seller_api.account import Account
from ozlint.seller_api.checks import urge_new_key
from ozlint.seller_api.client import Client
from ozlint.seller_api.fetch import fetch
from ozlint.seller_api.manifest import Manifest, load_manifest
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.problem import ApiProblem, is_about_key
from ozlint.seller_api.query import check_query
from ozlint.seller_api.remembered import Remembered
from ozlint.seller_api.snapshot import Snapshot, begin_snapshot, resume_snapshot
from ozlint.sources.problem import SourceProblem

_MISREAD = Text(
    "{count} of its postings could not be read, or not whole: {first}",
    "из отправлений не прочитано совсем или частью: {count}; {first}",
)
_UNDETAILED = Text(
    "the details of {count} could not be had: {why}. Rules that read them are not evaluated there",
    "подробности не получены: {count}; причина: {why}. Правила, которые их читают, там не проверены",
)


class Taken(msgspec.Struct, frozen=True):
    """What came of asking one account."""

    account: Account
    path: Path
    """Where its snapshot is, or was to be."""
    problem: SourceError | None = None
    """Why there is none."""


class Taker(msgspec.Struct, frozen=True):
    """Takes snapshots, and tells people beside the output what they should know."""

    access: Access
    wanted: Wanted
    terminal: Terminal
    lang: Lang
    told: set[tuple[str, str]] = msgspec.field(default_factory=set)
    """What was told of which account: once, however often it is asked."""
    remembered: dict[str, Remembered] | None = None
    """Details of the postings of each account, had a while ago; None for whoever asks but once."""

    def attempt(self, account: Account, path: Path, *, resume: bool = False) -> Taken:
        """Take a snapshot, and return what came of it; raises UsageError for what Ozon cannot be asked."""
        try:
            self.take(account, path, resume=resume)
        except SourceError as problem:
            return Taken(account, path, problem)
        return Taken(account, path)

    def take(self, account: Account, path: Path, *, resume: bool = False) -> Manifest:
        """Take a snapshot and return its manifest; what cannot be had raises SourceError, and what was read is kept."""
        with self.access.connect(account) as client:
            manifest = self._resume(client, account, path) if resume else self._begin(client, account, path)
        if manifest.misread:
            text = _misread(manifest)
            self._tell(account, text.en, text)
        if manifest.why_undetailed is not None:
            self._tell(account, "details", _undetailed(manifest, manifest.why_undetailed))
        return manifest

    def _begin(self, client: Client, account: Account, path: Path) -> Manifest:
        clock = self.access.clock
        check_query(self.wanted.query(account.name, clock.now()))  # before anybody is asked
        self._urge(client, account)
        query = self.wanted.query(account.name, clock.now())
        if self.wanted.is_report:
            from ozlint.seller_api.report import fetch_report

            return fetch_report(client, path, query)
        with begin_snapshot(path, query, clock) as snapshot, self._kept(snapshot):
            return self._read(client, account, snapshot)

    def _resume(self, client: Client, account: Account, path: Path) -> Manifest:
        begun = load_manifest(partial_path(path))
        query = None
        if begun is not None:
            query = self.wanted.again(begun.query, account.name, read_time(begun.taken_at)[0])
        with resume_snapshot(path, query, self.access.clock) as snapshot:
            self._urge(client, account)
            return self._read(client, account, snapshot)

    def _read(self, client: Client, account: Account, snapshot: Snapshot) -> Manifest:
        meter = Meter(client, snapshot, account.name or "", self.lang)
        with fetch_progress(meter, self.terminal) as progress:
            return fetch(client, snapshot, progress, remembered=self._remembered_of(account))

    def _remembered_of(self, account: Account) -> Remembered | None:
        return None if self.remembered is None else self.remembered.setdefault(account.label, Remembered())

    @contextmanager
    def _kept(self, snapshot: Snapshot) -> Iterator[None]:
        """Keep of a fetch that fails what there is to go on with, and nothing else."""
        try:
            yield
        except BaseException:
            if snapshot.is_untouched:
                snapshot.discard()
            raise

    def _urge(self, client: Client, account: Account) -> None:
        if (text := urge_new_key(client)) is not None:
            self._tell(account, "key", text)

    def _tell(self, account: Account, about: str, text: Text) -> None:
        if (account.label, about) not in self.told:
            self.told.add((account.label, about))
            self.terminal.warn(f"ozlint: {prefix(account)}{text.say(self.lang)}")


def reason_of(taken: Taken) -> Text:
    """Return why an account could not be had; where it is the key, with which key that is and where it is from."""
    problem, key = taken.problem, taken.account.key
    text: Text = getattr(problem, "text", Text(str(problem), str(problem)))
    if isinstance(problem, SourceProblem):
        return Text(f"{problem.path}: {text.en}", f"{problem.path}: {text.ru}")
    if not isinstance(problem, ApiProblem) or not is_about_key(problem.kind):
        return text
    origin = taken.account.origin
    return Text(
        f"{text.en} (the key is that of Client-Id {key.client_id}, from {origin})",
        f"{text.ru} (это ключ Client-Id {key.client_id}, взят из {origin})",
    )


def prefix(account: Account) -> str:
    """Return what stands before a message about an account: its name, where it has one."""
    return f"{account.name}: " if account.name else ""


def _undetailed(manifest: Manifest, why: Text) -> Text:
    count = manifest.undetailed
    return Text(
        _UNDETAILED.en.format(count=POSTING.count(count, "en"), why=why.en),
        _UNDETAILED.ru.format(count=POSTING.count(count, "ru"), why=why.ru),
    )


def _misread(manifest: Manifest) -> Text:
    first = manifest.misreadings[0]
    where = first.posting_number or "—"
    field = f" {first.field}" if first.field else ""
    counted = manifest.misread
    return Text(
        _MISREAD.en.format(count=counted, first=f"{where}{field}: {first.reason.en}"),
        _MISREAD.ru.format(count=counted, first=f"{where}{field}: {first.reason.ru}"),
    )
