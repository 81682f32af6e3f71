"""A baseline: the findings that were there already, by identity, so that only new ones fail a run."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from ozlint.errors import UsageError
from ozlint.model.finding import IDENTITY, Finding, Known
from ozlint.model.text import Text
from ozlint.triage.suppression import ALWAYS_COUNT

BASELINE = "ozlint-baseline.json"
"""What the file is called unless somebody says otherwise."""
_CONFLICT = b"<<<<<<<"


class Baseline(msgspec.Struct, frozen=True, dict=True):
    """The findings of a baseline, in the order of their rules and subjects."""

    path: str
    known: tuple[Known, ...] = ()
    is_report: bool = False
    """Whether it is the report of an earlier run, which no command changes."""

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """The identities of all of them."""
        return frozenset(one.fingerprint for one in self.known)


def baseline_of(path: str, findings: Iterable[Finding], kept: Sequence[Known] = ()) -> Baseline:
    """Return the baseline of some findings, and of what is kept of an earlier one.

    Suppressed findings are left out: they are to count again one day. So is what always counts.
    """
    taken = [
        Known(
            rule=one.rule,
            account=one.account or None,  # an identity does not tell an empty text from none
            subject=one.subject,
            field=one.field or None,
            fingerprint=one.fingerprint,
        )
        for one in findings
        if one.state != "suppressed"
    ]
    return Baseline(path, _sorted([*kept, *taken]))


def _sorted(known: Iterable[Known]) -> tuple[Known, ...]:
    """Return each finding once, in an order that two branches agree on."""
    each = {one.fingerprint: one for one in known if one.rule not in ALWAYS_COUNT}
    return tuple(sorted(each.values(), key=lambda one: (one.rule, one.account or "", one.subject.key, one.fingerprint)))


class _Entry(Known, frozen=True, kw_only=True):
    state: str = "shown"


class _Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a baseline file, or the JSON report of a run, has to say; what else a report holds is passed over."""

    identity: str | None = None
    schema_version: int | None = None
    findings: tuple[_Entry, ...]


def load_baseline(path: str, folder: Path) -> Baseline:
    """Return the baseline in a file of the working folder; raises UsageError for a file that holds none."""
    place = folder / path
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"{path}: there is no such baseline; `ozlint baseline create` writes one",
            f"{path}: такого файла нет; его создаст `ozlint baseline create`",
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{path}: it cannot be read: {why}", f"{path}: не читается: {why}") from None
    return read_baseline(data, path)


def read_baseline(data: bytes, path: str) -> Baseline:
    """Return the baseline that some bytes hold: a file of ozlint's own, or a JSON report of it.

    Raises UsageError for anything else.
    """
    if _CONFLICT in data:
        raise _unfit(path, Text("a merge is not finished in it", "в нём не закончено слияние"))
    try:
        said = msgspec.json.decode(data, type=_Written)
    except msgspec.ValidationError:
        raise _unfit(path, Text("there are no findings in it", "в нём нет находок (findings)")) from None
    except msgspec.DecodeError:
        raise _unfit(path, Text("it is not JSON", "это не JSON")) from None
    if said.schema_version is None and said.identity != IDENTITY:
        raise _unfit(
            path,
            Text(
                f"its identities are not those of this version ({IDENTITY})",
                f"находки обозначены не так, как в этой версии ({IDENTITY})",
            ),
        )
    counted = [one for one in said.findings if one.state != "suppressed"]
    return Baseline(path, _sorted(counted), is_report=said.schema_version is not None)


def _unfit(path: str, why: Text) -> UsageError:
    return UsageError(
        f"{path} is neither a baseline nor a JSON report of ozlint: {why.en}; `ozlint baseline create` writes one",
        f"{path} — не baseline и не JSON-отчёт ozlint: {why.ru}; создать: `ozlint baseline create`",
    )


def write_baseline(baseline: Baseline) -> bytes:
    """Return the file of a baseline: sorted, one finding a line, so that two branches merge without a conflict."""
    lines = [
        msgspec.json.encode(
            {
                "rule": one.rule, "account": one.account, "subject": {"kind": one.subject.kind, "key": one.subject.key},
                "field": one.field, "fingerprint": one.fingerprint,
            }
        )
        for one in baseline.known
    ]  # fmt: skip
    head = msgspec.json.encode(IDENTITY)
    body = b",\n".join(lines)
    return b'{"identity": ' + head + b', "findings": [\n' + body + (b"\n" if lines else b"") + b"]}\n"
