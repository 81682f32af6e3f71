"""The HTML report as a text: markup that is whole, data that come back, and a policy that lets nothing else in."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.cost import Cost
from ozlint.model.finding import SEVERITIES, Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import InputSummary, Report, RuleSummary, Summary
from ozlint.model.timeline import TimelineEvent
from ozlint.reporters.harmless import harmless
from ozlint.reporters.html import html_report
from ozlint.reporters.html_findings import STATES
from ozlint.reporters.options import Options

VOID = {"meta", "link", "input"}
"""Elements of the page that have no end."""
MADE_TO_BREAK = "<>&\"'/\\-!{}$` \n\u2028\u202e\x00\ud800"


class Page(HTMLParser):
    """A page as a browser would take it apart; markup that is not whole is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[str]] = {}
        """Of scripts and styles, by their id or class: what is in them."""
        self._open: list[tuple[str, str]] = []
        self._said: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def said(self) -> str:
        """What people read, in one line."""
        return " ".join(" ".join(self._said).split())

    def attributes(self, name: str) -> list[str | None]:
        """The values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def blocks(self, name: str) -> list[Any]:
        """The blocks of data of one kind."""
        return [json.loads(text) for text in self.contents.get(name, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element in; what it may not have is told here."""
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes.get("id") or attributes.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element in: the one that was opened last."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Take text in."""
        if not self._open:
            assert not data.strip()
            return
        tag, name = self._open[-1]
        if tag in {"script", "style"}:
            self.contents.setdefault(name, []).append(data)
        else:
            self._said.append(data)

    def handle_comment(self, data: str) -> None:
        """No comment is written, so one that is there came with the data."""
        raise AssertionError(data)


def page_of(report: Report) -> Page:
    """Write a report and take it apart."""
    return Page("".join(html_report(report, Options())))


def told(page: Page) -> Iterator[dict[str, Any]]:
    """The findings of a page as its script reads them."""
    (words,) = page.blocks("page")
    for block in page.blocks("findings"):
        for rule, severity, state, *rest in block["rows"]:
            names = ("about", "posting", "account", "status", "scheme", "carrier", "warehouse", "deadline", "message")
            roubles = rest.pop(8)
            names = (*names[:8], "cost", "basis", *names[8:])
            texts = [block["texts"][number] for number in rest[:14]]
            values = [block["texts"][number] for number in rest[15]]
            yield {
                "rule": words["rules"][rule]["id"],
                "severity": SEVERITIES[severity],
                "state": STATES[state],
                "roubles": roubles,
                **dict(zip((*names, "field", "fingerprint", "address"), texts, strict=True)),
                "places": [block["texts"][number] for number in rest[14]],
                "values": dict(zip(values[::2], values[1::2], strict=True)),
            }


def test_a_finding_comes_back_whole(make: SimpleNamespace) -> None:
    """All that is known of a finding is in the page, as people read it, with the cabinet's address of its posting."""
    finding = make.finding(
        "OZ302", "12345678-0001-1", " it is late\n", 17, account="shop", also_at=(Place("b.json", 3, 1, "/1"),),
        values={"status": "delivering", "tracking_number": None, "age(deadline)": 76.0}, state="baselined",
        cost=Cost(charge="surcharge", roubles=1150.5, basis="it runs"),
    )  # fmt: skip
    assert list(told(page_of(make.report(finding)))) == [
        {
            "rule": "OZ302",
            "severity": "warning",
            "state": "baselined",
            "about": "12345678-0001-1",
            "posting": "12345678-0001-1",
            "account": "shop",
            "status": "delivering",
            "scheme": "fbs",
            "carrier": "cdek",
            "warehouse": "Main warehouse",
            "deadline": "2026-11-22 09:00",
            "roubles": 1150.5,
            "cost": "1,150.50 RUB",
            "basis": "it runs",
            "message": "it is late",
            "field": "tracking_number",
            "fingerprint": finding.fingerprint,
            "address": "https://seller.ozon.ru/app/postings/fbs?tab=all&postingDetails={posting_number}",
            "places": ["orders.json:17:5 /result/postings/0", "b.json:3:1 /1"],
            "values": {"status": "delivering", "tracking_number": "—", "age(deadline)": "76"},
        }
    ]


def test_the_gravest_come_first_in_blocks(make: SimpleNamespace) -> None:
    """Findings that count come before those set aside, errors before warnings, over more than one block of data."""
    rules = ("OZ110", "OZ101", "OZ302")
    findings = [make.finding(rules[number % 3], f"{number}-0001-1", "m", number) for number in range(2500)]
    aside = make.finding("OZ101", "9-0001-1", "m", 1, state="suppressed")
    page = page_of(make.report(aside, *findings))
    severities = [SEVERITIES.index(one["severity"]) for one in told(page) if one["state"] == "shown"]
    assert severities == sorted(severities)
    assert [one["state"] for one in told(page)] == ["shown"] * 2500 + ["suppressed"]
    assert len(page.blocks("findings")) == 3
    assert {one["fingerprint"] for one in told(page)} == {one.fingerprint for one in (aside, *findings)}


def test_a_timeline_comes_back_whole(make: SimpleNamespace) -> None:
    """Events are in the page in their order with time, side, words, code and contradiction; one may have no time."""
    events = (
        TimelineEvent(1.7e9, "ozon", "delivering", "", contradiction=True),
        TimelineEvent(None, "carrier", "Принят", "RECEIVED"),
    )
    finding = make.finding("OZ302", "1-0001-1", "m", 1)
    page = page_of(make.report(finding, timelines={"1-0001-1": events}))
    assert page.blocks("timelines") == [
        {
            "1-0001-1": [
                [1.7e9, "2023-11-14 22:13", "ozon", "delivering", "", 1],
                [None, "", "carrier", "Принят", "RECEIVED", 0],
            ]
        }
    ]
    assert page.blocks("page")[0]["statuses"]["delivering"] == "On the way to the buyer"
    assert page.blocks("page")[0]["actions"]["ship"] == "Pack"


def test_the_policy_lets_in_the_one_style_and_the_one_script(two_postings: Report) -> None:
    """The policy forbids everything and excepts two texts by their hashes; the page has no third, and asks for none."""
    page = page_of(two_postings)
    (policy,) = [attributes["content"] for tag, attributes in page.elements if "http-equiv" in attributes]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, rule in (("script", "script-src"), ("style", "style-src")):
        (content,) = page.contents[name]
        assert rules[rule] == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert "unsafe" not in policy
    assert "http" not in policy
    data = [attributes.get("type") for tag, attributes in page.elements if tag == "script" and "id" not in attributes]
    assert set(data) == {"application/json"}
    assert [tag for tag, _ in page.elements].count("style") == 1
    assert page.attributes("src") == []
    assert set(page.attributes("href")) <= {"data:,", "#findings", "#open", "#read"} | {
        rule.help_uri for rule in two_postings.rules
    }


def test_a_script_makes_elements_and_parses_none(two_postings: Report) -> None:
    """The script uses nothing that turns text into markup or code, and nothing that reaches a network."""
    (script,) = page_of(two_postings).contents["script"]
    never = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|\bFunction\(|fetch\(|XMLHttp|WebSocket|import\("
    )
    assert re.findall(never, script) == []
    assert "createElement(" in script


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_verdict_is_in_words(lang: str, make: SimpleNamespace) -> None:
    """The exit code is told in words, in the language of the report, and the page says which language that is."""
    finding = make.finding("OZ101", "1-0001-1", "m", 1)
    words = {
        "en": ("The check is passed (exit code 0)", "The check is not passed", "The job is not done"),
        "ru": ("Проверка пройдена (код выхода 0)", "Проверка не пройдена", "Проверка не закончена"),
    }[lang]
    reports = (make.report(lang=lang), make.report(finding, lang=lang), make.report(lang=lang, exit_code=3))
    for report, said in zip(reports, words, strict=True):
        page = page_of(report)
        assert said in page.said
        assert page.attributes("lang") == [lang]


def test_a_clean_page_over_a_part_of_the_data_says_so(make: SimpleNamespace) -> None:
    """No finding in half of the data is no pass: what is missing is the first thing said, with names and reasons."""
    report = make.report(
        exit_code=3,
        complete=False,
        inputs=(
            msgspec.structs.replace(make.input, complete=False, undecodable=2),
            msgspec.structs.replace(make.input, path="b.json", error="no such file"),
        ),
        not_evaluated=(make.open_rule("OZ302", 7, "shipment_date is not in this input"),),
        reasons=("orders.json is incomplete",),
        summary={"undecodable": 2, "unreadable_inputs": 1, "rules_not_evaluated": 1},
    )
    page = page_of(report)
    for said in (
        "The job is not done (exit code 3)",
        "Not everything was read: 2 inputs are not whole, 2 unreadable records.",
        "No findings in what could be read",
        "orders.json is incomplete",
        "2 unreadable records, incomplete",
        "not read: no such file",
        "OZ302 The shipping deadline has passed 7 postings shipment_date is not in this input",
    ):
        assert said in page.said
    assert "The check is passed" not in page.said
    passed = page_of(msgspec.structs.replace(report, exit_code=0, reasons=()))
    assert "The check is passed as far as the data were read (exit code 0)" in passed.said


def test_without_findings_there_is_no_empty_table(make: SimpleNamespace) -> None:
    """A page without findings has no charts and no list, and still says what was read and by which rules."""
    page = page_of(make.report())
    assert {"charts", "list", "search"}.isdisjoint(page.attributes("id"))
    assert page.blocks("findings") == []
    for said in (
        "orders.json json: /v3/posting/fbs/list 3 postings read to its end",
        "OZ110",
        "No findings: 3 postings",
    ):
        assert said in page.said


def test_a_rule_that_waits_for_an_input_says_which(make: SimpleNamespace) -> None:
    """What was not run names the input that is missing, how much of it, and how it is given."""
    entry = make.open_rule("OZ302", 1, "covers was not given", code="input_not_given", field="covers", needs="15d")
    said = page_of(make.report(not_evaluated=(entry,))).said
    assert "OZ302 The shipping deadline has passed not run covers was not given: --covers 15d, if all" in said


def test_when_an_input_was_fetched_is_said(make: SimpleNamespace) -> None:
    """Data of yesterday are known for what they are."""
    read = msgspec.structs.replace(make.input, taken_at="2026-11-25T12:40:00Z")
    assert "read to its end, fetched 2026-11-25 12:40 UTC" in page_of(make.report(inputs=(read,))).said


def test_only_rules_with_findings_are_explained(two_postings: Report) -> None:
    """Why a rule matters and what to do about it is in the data once, of the rules that found something."""
    rules = page_of(two_postings).blocks("page")[0]["rules"]
    assert [(rule["id"], rule["fix"]) for rule in rules] == [
        ("OZ101", ["Enter the number the carrier gave."]),
        ("OZ302", ["Hand the parcel over today."]),
    ]


def test_an_address_that_is_no_web_address_is_no_link(make: SimpleNamespace) -> None:
    """A rule's link is followed only to the web; a script's address is left out."""
    rule = msgspec.structs.replace(make.rule("OZ101"), help_uri="javascript:alert(1)")
    page = page_of(make.report(make.finding("OZ101", "1-0001-1", "m", 1), rules=(rule,)))
    assert page.blocks("page")[0]["rules"][0]["help"] is None
    assert not [address for address in page.attributes("href") if "javascript" in str(address)]


def test_a_text_that_repeats_is_written_once(make: SimpleNamespace) -> None:
    """A thousand findings of one warehouse name it once."""
    findings = [make.finding("OZ101", f"{number}-0001-1", "m", number, values={}) for number in range(1000)]
    text = "".join(html_report(make.report(*findings), Options()))
    assert text.count("Main warehouse") == 1


def test_a_chunk_does_not_grow_with_the_report(make: SimpleNamespace) -> None:
    """The longest chunk is as long with ten times as many findings: memory stays flat while the page is written."""

    def longest(number: int) -> int:
        findings = [make.finding("OZ101", f"{one + 10**6}-0001-1", "m", one % 7) for one in range(number)]
        return max(map(len, html_report(make.report(*findings), Options())))

    assert longest(20_000) < 1.1 * longest(2_000)


@given(st.text(st.sampled_from(MADE_TO_BREAK) | st.characters(), max_size=30))
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_text_changes_the_markup(lang: str, text: str) -> None:
    """Whatever is written in the data, the page has the same elements, and its data come back as people see them."""
    page, ordinary = page_of(attacked(text, lang)), page_of(attacked("x", lang))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in ordinary.elements]
    (one,) = told(page)
    assert one["message"] == harmless(text.strip())
    assert list(page.blocks("timelines")[0]) == [harmless(text)]


def attacked(text: str, lang: str) -> Report:
    """Return a report with a text in every place that data, file names and rules reach."""
    finding = Finding(
        rule="OZ101", name=text, severity="error", posting_number=text, account=text, subject=Subject("posting", text),
        field=text, message=text, values={text: text}, place=Place(text, 1, 1, text),
        facts=dict.fromkeys(("status", "scheme", "carrier", "warehouse", "deadline"), text),
        cost=Cost(charge=text, roubles=1.0, basis=text),
    )  # fmt: skip
    rule = RuleSummary(
        id="OZ101", name=text, title=text, help_uri=None, severity="error", profile="safety", params={}, sha256="",
        tags=(text,), why=text, fix=text,
    )  # fmt: skip
    read = InputSummary(
        path=text, format=text, postings=1, undecodable=0, pages=1, complete=False, taken_at=text
    )  # fmt: skip
    unread = msgspec.structs.replace(read, error=text)
    return Report(
        schema_version=1, version=text, now=text, exit_code=3, complete=False, lang=lang, inputs=(read, unread),  # type: ignore[arg-type]
        rules=(rule,), findings=(finding,), per_rule=(), not_evaluated=(), never_applied=(text,), reasons=(text,),
        timelines={text: (TimelineEvent(None, "carrier", text, text),)},
        summary=Summary(**dict.fromkeys(Summary.__struct_fields__, 1)),
    )  # fmt: skip
