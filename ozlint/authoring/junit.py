"""The examples of rules as JUnit XML, which every CI knows how to show."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ozlint.authoring.example import ExampleRun
from ozlint.authoring.failure import failure_lines, name_of, outcome_of, place_of
from ozlint.model.text import Lang
from ozlint.reporters.xml import xml_attribute, xml_text


def junit_report(runs: Sequence[ExampleRun], lang: Lang) -> Iterator[str]:
    """Yield the lines of a report: a suite a rule, a case an example; it holds no times, so it never changes alone."""
    failed = sum(not run.verdict.passed for run in runs)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="ozlint rules test" tests="{len(runs)}" failures="{failed}" errors="0" time="0">'
    for rule, group in groupby(runs, key=lambda run: run.one.rule):
        cases = list(group)
        failed = sum(not run.verdict.passed for run in cases)
        yield (
            f'  <testsuite name={xml_attribute(f"{rule.id} {rule.name}")} tests="{len(cases)}" failures="{failed}" '
            f'errors="0" skipped="0" time="0">'
        )
        for run in cases:
            yield from _case(run, lang)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(run: ExampleRun, lang: Lang) -> Iterator[str]:
    opening = f'    <testcase classname={xml_attribute(run.verdict.rule)} name={xml_attribute(name_of(run))} time="0"'
    if run.verdict.passed:
        yield f"{opening} />"
        return
    yield f"{opening}>"
    text = "\n".join([place_of(run), *failure_lines(run, lang)])
    message = f"{place_of(run)}: {outcome_of(run, lang)}"
    yield f'      <failure message={xml_attribute(message)} type="example">{xml_text(text)}</failure>'
    yield "    </testcase>"
