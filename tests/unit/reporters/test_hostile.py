"""Reports under attack: what stands in the data is shown by every format and obeyed by none."""

import re
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest

from ozlint.model.cost import Cost
from ozlint.model.finding import Subject
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, BinaryFormat

VALUES = {
    "formula": '=HYPERLINK("https://evil.test","x")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "next cell": "x,=1+1;=2+2\t=3+3",
    "table": "a | b |\n|---|---|\n| c",
    "code": "`x` ``y`` ```",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!-- --><![CDATA[ ]]>&lt;&#10;&bomb;",
    "end of a tag": "\"'/></failure></testcase>]]>",
    "link": "[click](https://evil.test) ![i](//evil.test/i.png) <https://evil.test>",
    "mention": "@everyone @org/team #1 !2 org/repo#3",
    "workflow command": "::set-output name=a::b",
    "workflow command in a line": "x\n::stop-commands::token\r\n::add-mask::1",
    "escaped workflow command": "x%0A::error::y%0D%25",
    "properties": "a,line=1,title=b:c::d",
    "old workflow command": "##[add-mask]x",
    "quick action": "x\n/close\n/merge",
    "terminal": "\x1b[2J\x1b]8;;https://evil.test\x1b\\x\x07\x9b31m\x08",
    "bidi": "\u202egnp.exe\u2066\u2069\u200f",
    "invisible": "a\u200bb\u00adc\ufeffd\u2060e\U000e0041",
    "lines": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "no XML": "\x00\x01\ufffe\uffff",
    "no UTF-8": "\udcff\ud800",
    "template": "{0} {key} %s $x ${y} {{z}}",
    "excel escape": "_x000D_",
    "address": "a b#c?d=e&f%2e%2e/\\..:é",
    "long": "x" * 5000 + "=",
}  # fmt: skip
"""What somebody may write into an export, a file name or a rule, by what it attacks."""

UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
"""What a terminal obeys, or an eye cannot see."""
COMMAND = r"##\[|(?m:^\s*::(?!(?:error|notice) [a-z]+=))"
"""What the runner of GitHub Actions takes for a command in anything that is printed."""
IN_TEXT = f"[{UNSEEN}\r\t\ufeff\U000e0000-\U000e0fff]|{COMMAND}"
MARKDOWN = rf"{IN_TEXT}|(?m:^/)|<[a-z!/]|(?<!\\)\]\(|@\w|(?<!&)#\d|https?://|(?m:^\| ---)"
NEVER: dict[str, str] = {
    "text": IN_TEXT,
    "json": IN_TEXT,
    "ndjson": IN_TEXT,
    "sarif": rf'{IN_TEXT}|"text": "[^"]*\]\(|"uri": "[^"]*[^!-~]|"uri": "(?:/|\.\.|[a-z]+:)|"markdown": "[^"]*(?:<|://)',
    "junit": rf"{IN_TEXT}|\ufffe|\uffff|<(?:script|img|!--|!\[)|&(?!(?:amp|lt|gt|quot|#10|#9|#13);)",
    "github": rf"{IN_TEXT}|(?m:^::\w+ [^:\n]*:(?!:))",
    "github-summary": MARKDOWN,
    "gitlab": IN_TEXT,
    "markdown": MARKDOWN,
    "html": rf"{IN_TEXT}|<(?:script>|img|!--|!\[|/failure)|(?:href|src)=\"(?!#|data:,|https?://[!-~]+\")|<\w[^<>]*\son\w+=",
    "csv": rf"(?<!^)\ufeff|[{UNSEEN}\t\U000e0000-\U000e0fff]|\r(?!\n)|[\",;]\s*[=+\-@]|(?<!\r)\n",
    "xlsx": rf"<f>|<hyperlink |[{UNSEEN}]",
}
"""What must not be in a report, however it got into the data."""


def attacked(value: str, make: SimpleNamespace, lang: str) -> Report:
    """Return a report with a value in every place that data, file names or rules reach."""
    place = Place(value, 1, 1, value)
    finding = make.finding(
        "OZ101",
        value,
        value,
        1,
        name=value,
        account=value,
        field=value,
        values={value: value, "list": [value], "dict": {value: value}},
        facts=dict.fromkeys(("status", "scheme", "carrier", "warehouse", "deadline"), value),
        cost=Cost(charge=value, roubles=7.5, basis=value),
        place=place,
        also_at=(place, msgspec.structs.replace(place, line=2)),
    )
    inside = msgspec.structs.replace(finding, place=Place(f"in/{value}", 3, 4, value), severity="info")
    unknown = Cost(charge=value, roubles=None, basis=value)
    record = msgspec.structs.replace(finding, posting_number=None, subject=Subject("record", value), cost=unknown)
    aside = (
        msgspec.structs.replace(finding, account=str(i), state=s) for i, s in enumerate(("suppressed", "baselined"))
    )
    rule = msgspec.structs.replace(
        make.rule("OZ101"),
        name=value,
        title=value,
        why=value,
        fix=value,
        help_uri=value,
        tags=(value,),
        params={value: value},
    )
    return make.report(
        finding,
        inside,
        record,
        *aside,
        lang=lang,
        exit_code=3,
        complete=False,
        inputs=(
            msgspec.structs.replace(make.input, path=value, format=value),
            msgspec.structs.replace(make.input, path=f"in/{value}", error=value),
        ),
        rules=(rule,),
        not_evaluated=(make.open_rule("OZ101", 1, value, input=value, field=value, examples=(value,)),),
        reasons=(value, f"in/{value}: {value}"),
    )


def texts_of(name: str, report: Report, **options: Any) -> Iterator[str]:  # noqa: ANN401 - the options of a report
    """Return what a format writes, as texts: a workbook by its parts."""
    written = FORMATS[name]
    if not isinstance(written, BinaryFormat):
        yield "".join(written.write(report, Options(lang=report.lang, **options)))
        return
    with ZipFile(BytesIO(b"".join(written.write(report, Options(lang=report.lang, **options))))) as book:
        yield from (book.read(part).decode() for part in book.namelist())


def test_every_format_says_what_must_never_be_in_it() -> None:
    """Who adds a format thinks of what its readers obey."""
    assert set(NEVER) == set(FORMATS)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nothing_hostile_comes_out_raw(name: str, value: str, lang: str, make: SimpleNamespace) -> None:
    """A value everywhere in a report: it can be written, as UTF-8, and nothing in it is left to be obeyed."""
    report = attacked(value, make, lang)
    for verbose in (False, True):
        for text in texts_of(name, report, verbose=verbose, config_file=value):
            text.encode()
            if NEVER[name] is MARKDOWN:
                text = re.sub(r"(?<!\\)`[^`\n]*`", "code", text)  # noqa: PLW2901 - in code everything is only text
            found = re.search(NEVER[name], text)
            assert found is None, (found[0], text[max(found.start() - 60, 0) : found.end() + 60])


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("text", "\x1b[2J"),
        ("json", "\u202e"),
        ("ndjson", "\x9b"),
        ("sarif", '"text": "see [a](b)"'),
        ("sarif", '"uri": "a b"'),
        ("sarif", '"uri": "/etc"'),
        ("sarif", '"markdown": "see https://a"'),
        ("junit", "<script>"),
        ("junit", "&bomb;"),
        ("github", "::error file=a::b\n::stop-commands::x\n"),
        ("github", "::error file=a:b::c\n"),
        ("github-summary", "| @all |"),
        ("github-summary", "| <img> |"),
        ("github-summary", "| #1 |"),
        ("text", "  ::stop-commands::x"),
        ("json", '"a": "##[add-mask]x"'),
        ("gitlab", "\ud800"),
        ("markdown", "| [a](b) |"),
        ("markdown", "\n/close"),
        ("html", "<td><img src=x></td>"),
        ("html", "<script>alert(1)</script>"),
        ("html", '<a href="javascript:alert(1)">'),
        ("html", "<p onclick=alert(1)>"),
        ("html", "\u202e"),
        ("csv", '\ufeff"a","=1"\r\n'),
        ("csv", '\ufeff"a, =1"\r\n'),
        ("csv", '\ufeff"a\n'),
        ("xlsx", "<f>1</f>"),
    ],
)
def test_what_must_never_be_is_recognised(name: str, raw: str) -> None:
    """The patterns find what they are there for: a raw value would fail the test above."""
    assert re.search(NEVER[name], raw)
