"""The examples of rules as JUnit XML, which every CI knows how to show."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ozlint.authoring.example import ExampleRun
from ozlint.authoring.failure import failure_lines, name_of, outcome_of, place_of
from ozlint.model.text import Lang

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even as references."""


def junit_report(runs: Sequence[ExampleRun], lang: Lang) -> Iterator[str]:
    """Yield the lines of a report: a suite a rule, a case an example; it holds no times, so it never changes alone."""
    failed = sum(not run.verdict.passed for run in runs)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="ozlint rules test" tests="{len(runs)}" failures="{failed}" errors="0" time="0">'
    for rule, group in groupby(runs, key=lambda run: run.one.rule):
        cases = list(group)
        failed = sum(not run.verdict.passed for run in cases)
        yield (
            f'  <testsuite name={_quoted(f"{rule.id} {rule.name}")} tests="{len(cases)}" failures="{failed}" '
            f'errors="0" skipped="0" time="0">'
        )
        for run in cases:
            yield from _case(run, lang)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(run: ExampleRun, lang: Lang) -> Iterator[str]:
    opening = f'    <testcase classname={_quoted(run.verdict.rule)} name={_quoted(name_of(run))} time="0"'
    if run.verdict.passed:
        yield f"{opening} />"
        return
    yield f"{opening}>"
    text = "\n".join([place_of(run), *failure_lines(run, lang)])
    message = f"{place_of(run)}: {outcome_of(run, lang)}"
    yield f'      <failure message={_quoted(message)} type="example">{_escaped(text)}</failure>'
    yield "    </testcase>"


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), quote=False)


def _quoted(text: str) -> str:
    escaped = escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), quote=True)
    return '"' + escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;") + '"'
