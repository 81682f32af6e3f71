"""The outcome of examples as JUnit XML: of the common shape, whole whatever stands in the rules."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ozlint.authoring.example import try_examples
from ozlint.authoring.junit import junit_report
from ozlint.model.text import Lang
from ozlint.rulebook.load import Loaded, load_rule

RULE = """\
id: ACME001
name: own-rule
title: {en: Title, ru: Заголовок}
severity: error
profile: recommended
subject: posting
forbid: status == "delivering"
message: {en: "{posting_number} <is> & \\"so\\"", ru: "{posting_number} такое"}
why: {en: Why, ru: Почему}
fix: {en: Fix, ru: Что делать}
examples:
  bad:
    - title: "<b> & \\"quoted\\" 'так'"
      posting: {posting_number: "1]]>2\\u001b[31m", status: delivered}
    - posting: {posting_number: "12345678-0001-1", status: delivering}
  good:
    - posting: {posting_number: "12345678-0001-1\\u000b", status: delivering}
"""
ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "time", "disabled"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id"},
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name", "assertions", "time", "classname", "status"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": ({"type", "message"}, set()),
}
"""The attributes and children that the schema of JUnit reports, as Jenkins has it, allows each element."""
REQUIRED = {"testsuite": {"name", "tests"}, "testcase": {"name", "classname", "time"}}


@pytest.fixture
def loaded() -> Loaded:
    """A rule with two failing examples and one that passes, all of them with awkward texts."""
    return load_rule(RULE, "own/ACME001-own-rule.yaml")


def report(loaded: Loaded, lang: Lang = "en") -> ET.Element:
    """Return the parsed report about a rule."""
    text = "\n".join(junit_report(list(try_examples([loaded], (), lang)), lang))
    return ET.fromstring(text)  # noqa: S314 - our own document


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_report_has_the_common_shape(loaded: Loaded, lang: Lang) -> None:
    """Every element has only the attributes and children that readers of JUnit XML know, and all they need."""
    root = report(loaded, lang)
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes
        assert REQUIRED.get(element.tag, set()) <= set(element.attrib)
        assert {child.tag for child in element} <= children
        for name in ("tests", "failures", "errors"):
            assert element.get(name, "0").isdecimal()


def test_the_counts_add_up(loaded: Loaded) -> None:
    """Tests and failures are counted for each suite and for all of them."""
    root = report(loaded)
    (suite,) = root
    for element in (root, suite):
        assert (element.get("tests"), element.get("failures"), element.get("errors")) == ("3", "2", "0")
    assert len(suite.findall("testcase")) == 3
    assert len(suite.findall("testcase/failure")) == 2


def test_a_failure_says_where_and_why(loaded: Loaded) -> None:
    """A failure names the file, the line, what was expected and what every part was worth."""
    failure = report(loaded).find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.get("message", "").startswith("own/ACME001-own-rule.yaml:13: nothing fired")
    lines = failure.text.splitlines()
    assert lines[:2] == ["own/ACME001-own-rule.yaml:13", "expected: ACME001 fires, and no other rule does"]
    assert '    status → "delivered"' in lines


def test_nothing_hostile_gets_through(loaded: Loaded, tmp_path: Path) -> None:
    """Marks of XML are escaped, and characters that no XML may hold are gone or written out."""
    text = "\n".join(junit_report(list(try_examples([loaded], (), "en")), "en"))
    assert "\x1b" not in text
    assert "\x0b" not in text
    assert "<b>" not in text
    names = [case.get("name") for case in report(loaded).iter("testcase")]
    assert names[0] == "bad[0] (<b> & \"quoted\" 'так')"


def test_the_same_run_gives_the_same_report(loaded: Loaded) -> None:
    """The report holds no times, so that it changes only where the rules do."""
    runs = list(try_examples([loaded], (), "en"))
    assert list(junit_report(runs, "en")) == list(junit_report(runs, "en"))
