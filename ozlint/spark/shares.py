"""The second pass: each posting judged once, beside what the others say of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.engine.lint import Lint
from ozlint.engine.relations import identity
from ozlint.engine.share import share_of
from ozlint.engine.side import Side
from ozlint.input import Input
from ozlint.language.interpret import ALONE
from ozlint.language.values import Value
from ozlint.model.record import Address, Place
from ozlint.reporters.document import finding_entry
from ozlint.reporters.json_text import json_line
from ozlint.sources.columns import Leaf
from ozlint.sources.lines import Lines
from ozlint.sources.payloads import COLUMN, Payloads
from ozlint.spark.judge import ready
from ozlint.triage.merge import merge

PATH = "postings"
SCHEMA = "fingerprint string, finding string, share binary"
"""A finding as JSON with its identity, or, once a task, what the task counted."""
OPEN = -1.0
"""Stands for an answer that nobody knows, among numbers."""


class Told(Side):
    """What the other postings of a run say of some, worked out before."""

    given: frozenset[str] = frozenset()
    held: Sequence[Any] = ()
    joined = None
    ungiven: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Mapping[str, Value]] = {}

    def of(self, posting: Any, /) -> Mapping[str, Value]:  # noqa: ANN401 - a decoded posting
        """Return what is said of a posting."""
        return self.answers.get(identity(posting), ALONE) if self.answers else ALONE

    def reader(self, _postings: object, /) -> Callable[[Any], Mapping[str, Value]]:
        """Return what looks that up."""
        return self.of

    def timeline(self, *_: object, **__: object) -> tuple[()]:
        """Return nothing: no other inputs were given."""
        return ()

    def about(self, _subject: str, /) -> None:
        """Return nothing, for the same reason."""
        return

    def hear(self, *_: object) -> None:
        """Take in nothing."""


class _Rows(msgspec.Struct, frozen=True):
    """The batches of a task, whose answers are kept as they come by."""

    batches: Iterator[Any]
    told: Told
    path: str = PATH
    kind: str = "spark"

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Nothing is asked of it: the column is known."""
        raise NotImplementedError

    def read(self, _leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield the batches, once."""
        for batch in self.batches:
            said = zip(*(batch.column(name).to_pylist() for name in ("account", "number", "answers")), strict=True)
            self.told.answers.update(
                ((account, number), {**ALONE, **{name: _value(name, worth) for name, worth in answers}})
                for account, number, answers in said
                if answers
            )
            yield batch.select([COLUMN])


class _Part(Lines, frozen=True):
    """Rows that nobody can number: they have no place but the table."""

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return the table."""
        return {address: Place(self.path, 0, 0, "") for address in addresses}


def shares_of(court: bytes) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return what judges rows with `payload`, `account`, `number` and `answers`, and yields rows of SCHEMA."""

    def judge_rows(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        judge = ready(court)
        told = Told()
        content = Payloads(PATH, Path(PATH), batches=_Rows(batches, told), column=COLUMN)
        lint = Lint(judge.rulebook, judge.terms, judge.benches, told)
        share = share_of(lint, Input(_Part(PATH, "spark: payloads", content), judge.decode, []))
        found = merge(share.findings)
        counted = msgspec.msgpack.encode(msgspec.structs.replace(share, findings=()))
        yield pa.record_batch(
            {
                "fingerprint": [*(one.fingerprint for one in found), None],
                "finding": [*(json_line(finding_entry(one)) for one in found), None],
                "share": pa.array([*(None for _ in found), counted], pa.binary()),
            }
        )

    return judge_rows


def _value(name: str, worth: float) -> Value:
    if name == "links_back":
        return UNSET if worth == OPEN else bool(worth)
    return worth
