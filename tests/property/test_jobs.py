"""However many processes judge a run, its report is the same to the last byte."""

import io
import json
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import generator
from ozlint.config.config import Config
from ozlint.jobs import part as parts
from ozlint.jobs import read as reading
from ozlint.jobs.crew import Method, judged_by_workers
from ozlint.jobs.message import Answer, Judged, Told, pack, unpack
from ozlint.jobs.part import Part
from ozlint.jobs.worker import Worker
from ozlint.model.times import DAY, read_time
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS
from ozlint.rulebook.load import load_rule
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.run import check_inputs

CONFIG = Config(
    inputs=("data",), now=read_time("2026-11-22T09:00:00Z")[0], profile="pedantic", covers=99 * DAY, tz="Europe/Moscow"
)
SUM = """\
id: ACME001
name: own-rule
title: {en: A title, ru: Заголовок}
severity: error
profile: recommended
tags: [acme]
since: 0.1.0
subject: batch
group_by: [warehouse]
require: sum(multi_box_qty * 0.1) < 0
message: {en: "{sum(multi_box_qty * 0.1)}", ru: "{sum(multi_box_qty * 0.1)}"}
why: {en: Because., ru: Потому.}
fix: {en: Do., ru: Делайте.}
examples:
  bad: [{posting: {posting_number: "12345678-0001-1"}}]
  good: [{posting: {posting_number: "12345678-0001-1"}}]
"""
"""Adding floats up in another order gives another sum, unless they are added exactly."""


@cache
def rulebook() -> Rulebook:
    """Every rule of the pack, and one that adds up."""
    rules = [*load_rulebook(CONFIG, Path()).rules, load_rule(SUM, "ACME001-own-rule.yaml").rule]
    return Rulebook(tuple(sorted(rules, key=lambda rule: rule.id)))


class Unheard:
    """Takes what a worker says on its way."""

    def send_bytes(self, data: bytes) -> None:
        """Take a message: it must be one."""
        assert unpack(data, Answer)  # type: ignore[arg-type]


def judged_here(told: Told, parts: Sequence[Part], *_others: object) -> Generator[Judged, None, None]:
    """What workers make of some parts, with all messages packed and unpacked, and no processes: they take too long."""
    worker = Worker(unpack(pack(told), Told))
    for one in parts:
        answer: Any = unpack(pack(worker.judge(unpack(pack(one), Part), Unheard())), Answer)  # type: ignore[arg-type]
        yield answer


Judging = Callable[..., Generator[Judged, None, None]]


@dataclass
class Divided:
    """A run that was divided, or not."""

    text: str
    """Its JSON report."""
    parts: int = 0
    read: list[int] = field(default_factory=list)
    """What was told of its progress."""


def checked(files: dict[str, bytes], jobs: int, judged: Judging = judged_here, method: Method = "spawn") -> Divided:
    """A run over some files that are divided, however small they are."""
    seen = Divided("")

    def counting(*arguments: Any) -> list[Part]:  # noqa: ANN401
        found = divide(*arguments)
        seen.parts = len(found)
        return found

    divide = parts.parts_of
    with (
        TemporaryDirectory() as folder,
        patch.multiple(parts, WORTH=1, LEAST=1),
        patch.object(reading, "parts_of", counting),
        patch.object(reading, "start_method", lambda: method),
        patch.object(reading, "judged_by_workers", judged),
    ):
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        config = structs.replace(CONFIG, inputs=tuple(files), jobs=jobs)
        report = check_inputs(config, rulebook(), io.BytesIO(), Path(folder), seen.read.append)
    seen.text = "".join(FORMATS["json"].write(report, Options()))
    return seen


def postings(seed: int, count: int) -> Iterator[str]:
    """Texts of generated postings, some damaged, some of one order, some with one number."""
    for group in generator.Generator(seed, torn=True).records(count):
        yield from (record.text for record in group)


SPOILT = (
    "", "   ", "[]", "{}", "null", "not JSON", '{"posting_number": "1',
    '{"result": {"postings": [], "has_next": true}}',
    '{"posting_number": "7-7-7", "status": "delivering", "postings": [], "has_next": false}',
)  # fmt: skip
ENDS = ("\n", "\n", "\n", "\r\n", "\n\n", " \n")
BEGINNINGS = ("", "", "", "", " ", "\t", "\ufeff")


def ndjson(seed: int, count: int) -> bytes:
    """A file of lines: postings, answers, damaged lines, lines that say something twice."""
    random = Random(seed)  # noqa: S311 - nothing secret
    texts = list(postings(seed, count))
    unzoned = random.choice((0.0, 0.0, 0.5, 1.0))
    texts = [text.replace('Z"', '"') if random.random() < unzoned else text for text in texts]
    lines: list[str] = []
    while texts:
        kind = random.randrange(10)
        if kind == 0:
            lines.append(random.choice(SPOILT))
        elif kind == 1:
            held = [texts.pop() for _ in range(min(len(texts), random.randrange(1, 6)))]
            held.append(held[0].replace('"status":"', '"status":"un', random.randrange(2)))  # of two versions
            lines.append(f'{{"postings": [{",".join(held)}], "has_next": {random.choice(["true", "false"])}}}')
        elif kind == 2 and lines:
            lines.append(random.choice(lines))
        else:
            lines.append(texts.pop())
    whole = "".join(random.choice(BEGINNINGS) + line + random.choice(ENDS) for line in lines)
    return (whole.rstrip() if random.random() < 0.5 else whole).encode()


seeds = st.integers(0, 10**6)


@settings(max_examples=6)
@given(seed=seeds, count=st.integers(1, 60), jobs=st.integers(2, 4))
def test_lines_are_judged_alike_wherever_they_are_cut(seed: int, count: int, jobs: int) -> None:
    """Damaged lines, answers, repeated and related postings: on either side of a cut they count as in one piece."""
    data = ndjson(seed, count)
    assert checked({"a.ndjson": data}, jobs).text == checked({"a.ndjson": data}, 1).text


@settings(max_examples=3)
@given(lines=st.lists(seeds, min_size=2, max_size=4), table=st.integers(0, 4), documents=st.lists(seeds, max_size=3))
def test_files_are_judged_alike_whoever_reads_them(lines: list[int], table: int, documents: list[int]) -> None:
    """Files of lines, documents, and among them one that no other process can read: in their order."""
    files = {f"{place}.ndjson": ndjson(seed, 20) for place, seed in enumerate(lines)}
    files |= {f"{place}.json": f"[{','.join(postings(seed, 5))}]".encode() for place, seed in enumerate(documents)}
    files[f"{table}-.csv"] = "Номер отправления;Статус\n1-1-1;Доставляется\n".encode()
    files = dict(sorted(files.items()))
    assert checked(files, 3).text == checked(files, 1).text


def sample(count: int = 300) -> bytes:
    """A file that has most of what may go wrong."""
    texts = [text for seed in range(count // 50) for text in postings(seed, 50)]
    return "\n".join([*texts, texts[0], texts[7], "{", *texts[3:5]]).encode()


METHODS = ["spawn", *(["fork"] if sys.platform == "linux" else [])]


@pytest.mark.parametrize("method", METHODS)
def test_processes_give_what_one_gives(method: Method) -> None:
    """Whether they are begun anew or copied: each has hash seeds and tables of its own."""
    files = {"a.ndjson": sample(), "b.json": f"[{','.join(postings(9, 20))}]".encode()}
    run = checked(files, 2, judged_by_workers, method)
    assert run.parts > 2
    assert run.text == checked(files, 1).text
    assert run.read == sorted(run.read)
    assert run.read[-1] == sum(one["postings"] for one in json.loads(run.text)["inputs"])


def test_the_files_here_are_divided() -> None:
    """The tests above judge many parts, and find much in them."""
    run = checked({"a.ndjson": sample()}, 3)
    assert run.parts == 12
    assert len({finding["rule"] for finding in json.loads(run.text)["findings"]}) > 15
    assert checked({"a.ndjson": sample()}, 1).parts == 0


def meanwhile(change: Callable[[Path], object]) -> Judging:
    """Workers that find a file changed after it was divided."""

    def judged(told: Told, parts: Sequence[Part], *others: object) -> Generator[Judged, None, None]:
        change(Path(parts[0].stretches[0].origin))
        yield from judged_here(told, parts, *others)

    return judged


def test_a_file_that_is_written_anew_is_read_as_it_is_then() -> None:
    """In one piece: its times are not read as they were when it was divided."""
    later = sample().replace(b'Z"', b'"')
    run = checked({"a.ndjson": sample()}, 2, meanwhile(lambda path: path.write_bytes(later)))
    assert run.parts > 1
    assert run.text == checked({"a.ndjson": later}, 1).text


def test_a_file_that_vanishes_is_told_once() -> None:
    """And there is nothing of it in the report, rather than half."""
    run = checked({"a.ndjson": sample()}, 2, meanwhile(Path.unlink))
    report = json.loads(run.text)
    assert (report["exit_code"], report["summary"]["postings"], report["summary"]["unreadable_inputs"]) == (3, 0, 1)


def test_a_file_that_cannot_be_read_loses_no_other() -> None:
    """Whoever was to read it."""
    files = {"a.json": f"[{','.join(postings(1, 9))}]".encode(), "b.ndjson": sample()}
    run = checked(files, 2, meanwhile(Path.unlink))
    assert run.parts > 1
    report = json.loads(run.text)
    assert [one["error"] is None for one in report["inputs"]] == [False, True]
    alone = json.loads(checked({"b.ndjson": sample()}, 1).text)
    # Rules about the run know that something is missing.
    own, others = ([one for one in told["findings"] if one["posting_number"]] for told in (report, alone))
    assert own == others
