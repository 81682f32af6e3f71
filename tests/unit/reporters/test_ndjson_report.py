"""The findings one a line: the same objects as in the JSON document."""

import json
from types import SimpleNamespace

from ozlint.model.report import Report
from ozlint.reporters.json import json_report
from ozlint.reporters.ndjson import ndjson_report
from ozlint.reporters.options import Options


def lines_of(report: Report) -> list[str]:
    """Return the lines that are written."""
    output = "".join(ndjson_report(report, Options()))
    assert output == "" or output.endswith("\n")
    return output.split("\n")[:-1]


def test_a_line_is_a_finding_of_the_document(two_postings: Report) -> None:
    """Line by line the objects are those under `findings` of the JSON document, in their order, keys in theirs."""
    document = json.loads("".join(json_report(two_postings, Options())))
    assert [list(json.loads(line).items()) for line in lines_of(two_postings)] == [
        list(finding.items()) for finding in document["findings"]
    ]


def test_without_findings_there_are_no_lines(make: SimpleNamespace) -> None:
    """A reader meets one shape only: a clean run writes nothing."""
    assert lines_of(make.report()) == []


def test_a_value_never_breaks_a_line(make: SimpleNamespace) -> None:
    """Line breaks of every alphabet, and what a terminal obeys, are escaped; the value is the same when read."""
    message = "a\r\nb\u2028c\u2029d\x85e\x1b[2J\u202e\x0bf\x0c"
    (line,) = lines_of(make.report(make.finding("OZ101", "1", message, 1)))
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert json.loads(line)["message"] == message


def test_findings_that_were_set_aside_are_written_with_their_state(make: SimpleNamespace) -> None:
    """Nothing is left out: the state tells what counts."""
    found = [make.finding("OZ101", str(i), "m", i, state=state) for i, state in enumerate(("suppressed", "shown"))]
    assert [json.loads(line)["state"] for line in lines_of(make.report(*found))] == ["suppressed", "shown"]
