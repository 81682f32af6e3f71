"""What a run prints, where, and in which language."""

import json
import re
import resource
import signal
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from example_case import on_terminal
from finished import NOW, Build, Ozlint, Save

from ozlint.reporters.table import FORMATS


@pytest.fixture
def bad(save: Save, posting: Build) -> str:
    """The name of a file with two postings without a number and one with somebody else's."""
    numbers = ("", "", "-")
    save("bad.json", [posting(number, tracking_number=text) for number, text in enumerate(numbers, 1)])
    return "bad.json"


def test_text_and_json_at_once(ozlint: Ozlint, bad: str, tmp_path: Path) -> None:
    """One run prints the text and writes the JSON into a file; both tell the same findings."""
    done = ozlint("check", bad, "--format", "text", "--format", "json:report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    told = re.findall(r"^ +error +(OZ\d+) +(\S+) ", done.out, re.MULTILINE)
    assert told == [(finding["rule"], finding["posting_number"]) for finding in report["findings"]]
    assert (done.code, report["exit_code"]) == (1, 1)


def test_json_in_a_file_leaves_the_output_empty(ozlint: Ozlint, bad: str, tmp_path: Path) -> None:
    """With nothing but a report in a file nothing is printed."""
    done = ozlint("check", bad, "--format", "json:report.json")
    assert (done.code, done.out, done.err) == (1, "", "")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]


def test_two_reports_cannot_share_the_output(ozlint: Ozlint, bad: str) -> None:
    """Two formats without a file are exit 2 and print nothing."""
    done = ozlint("check", bad, "--format", "text", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "--format json:report.json" in done.err


def test_a_report_that_cannot_be_written_is_told(ozlint: Ozlint, bad: str) -> None:
    """A report into a folder that is not there is exit 2 with the path; it is not lost in silence."""
    done = ozlint("check", bad, "--format", "json:nowhere/report.json")
    assert done.code == 2
    assert "nowhere/report.json" in done.err


@pytest.mark.parametrize("target", ["bad.json", "./bad.json", "events.csv", "ozlint.yaml"])
def test_a_report_never_takes_the_place_of_what_it_is_about(
    ozlint: Ozlint, save: Save, bad: str, tmp_path: Path, target: str
) -> None:
    """A name mistaken for that of an input, or of the configuration, is exit 2, and the file is as it was."""
    save("ozlint.yaml", "profile: safety\n")
    save("events.csv", "tracking_number;carrier;code;time\n1106153417;CDEK;DELIVERED;2026-11-20 10:00\n")
    before = (tmp_path / target).read_bytes()
    done = ozlint("check", bad, "--tracking", "events.csv", "--format", f"json:{target}")
    assert (done.code, done.out) == (2, "")
    assert f"{target} is read by this run: give the report another name" in done.err
    assert (tmp_path / target).read_bytes() == before


def test_a_report_may_take_the_place_of_the_last_one(ozlint: Ozlint, bad: str, tmp_path: Path) -> None:
    """Also where that is the baseline: it was read before."""
    assert ozlint("check", bad, "--format", "json:report.json").code == 1
    done = ozlint("check", bad, "--baseline", "report.json", "--format", "json:report.json")
    assert (done.code, done.err) == (0, "")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["summary"]["baselined"]


def no_room() -> None:
    """Let a process write no file of more than a kilobyte, as on a disk that is nearly full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@pytest.mark.parametrize("name", ["json", "xlsx"])
def test_a_disk_without_room_is_told(ozlint: Ozlint, bad: str, name: str) -> None:
    """A report that does not fit on the disk is exit 2 and one line, whatever library writes it."""
    # Else the process would leave bytecode behind that is cut off as well, and break every later one.
    extra = {"PYTHONDONTWRITEBYTECODE": "1"}
    done = ozlint("check", bad, "--no-cache", "--format", f"{name}:report.{name}", before=no_room, extra=extra)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"ozlint: report.{name}: the report cannot be written: File too large\n"


def test_the_report_is_the_same_every_time(ozlint: Ozlint, bad: str) -> None:
    """Two runs over the same file at the same moment print the same bytes, in text and in JSON."""
    for arguments in ([], ["--format", "json"]):
        assert ozlint("check", bad, *arguments) == ozlint("check", bad, *arguments)


def test_findings_are_grouped_by_rule(ozlint: Ozlint, bad: str) -> None:
    """--group rule names each rule once, with its findings below it; by default each posting is named once."""
    by_rule = ozlint("check", bad, "--group", "rule").out
    assert [line for line in by_rule.splitlines() if line.startswith("OZ")] == [
        "OZ101  A shipped posting has no tracking number: 2 errors  [missing-tracking-number]",
        "OZ105  A stand-in takes the place of the tracking number: 1 error  [placeholder-tracking-number]",
    ]
    by_posting = ozlint("check", bad).out
    assert [line.split()[0] for line in by_posting.splitlines() if line.startswith("1")] == [
        f"12345678-{number:04d}-1" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("arguments", "locale", "lang"),
    [
        (["--lang", "ru"], "en_US.UTF-8", "ru"),
        (["--lang=en"], "ru_RU.UTF-8", "en"),
        ([], "ru_RU.UTF-8", "ru"),
        ([], "C", "en"),
        ([], "de_DE.UTF-8", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_locales(
    ozlint: Ozlint, bad: str, arguments: list[str], locale: str, lang: str
) -> None:
    """--lang decides; without it a Russian locale speaks Russian and any other English."""
    done = ozlint("check", bad, *arguments, extra={"LC_ALL": locale})
    assert ("Что делать" in done.out) is (lang == "ru")
    assert ("What to do" in done.out) is (lang == "en")
    report = json.loads(ozlint("check", bad, *arguments, "--format", "json", extra={"LC_ALL": locale}).out)
    assert report["lang"] == lang
    assert bool(re.search("[а-я]", report["findings"][0]["message"])) is (lang == "ru")


def test_a_pipe_gets_no_colours_and_no_cut_lines(ozlint: Ozlint, bad: str) -> None:
    """In a pipe the output has no escape sequences and long lines stay whole, however narrow the terminal was."""
    done = ozlint("check", bad, extra={"COLUMNS": "40"})
    assert "\x1b" not in done.out
    assert "12345678-0001-1 is delivering without a tracking number (non_integrated, CDEK)" in done.out


def test_colours_can_be_forced_and_forbidden(ozlint: Ozlint, bad: str) -> None:
    """FORCE_COLOR colours a pipe, and NO_COLOR wins over it."""
    assert "\x1b[" in ozlint("check", bad, extra={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in ozlint("check", bad, extra={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


def test_a_terminal_gets_folded_lines_colours_and_links(bad: str, tmp_path: Path) -> None:
    """On a terminal lines fold to its width, findings are coloured, and a file is a link; the words stay the same."""
    command = [sys.executable, "-m", "ozlint", "check", bad, "--at", NOW]
    plain = on_terminal(command, tmp_path, {"NO_COLOR": "1"}, columns=72)
    assert "\x1b" not in plain
    prose = [line for line in plain.splitlines() if line.startswith("      ")]
    assert len(prose) > 12
    assert max(map(len, prose)) <= 72
    coloured = on_terminal(command, tmp_path, {}, columns=72)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert f"\x1b]8;;file://{tmp_path.as_posix()}/{bad}\x1b\\" in coloured
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", coloured) == plain


def test_what_was_not_evaluated_is_counted_with_its_reason(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A rule that lacks a field is no pass: the text and the JSON say how many postings and why."""
    fields = posting()
    del fields["tracking_number"]
    save("bare.json", [fields, {**fields, "posting_number": "12345678-0002-1"}])
    done = ozlint("check", "bare.json", "--select", "OZ101")
    assert "OZ101: 2 postings: tracking_number is not in this input" in done.out
    report = json.loads(ozlint("check", "bare.json", "--select", "OZ101", "--format", "json").out)
    (entry,) = [entry for entry in report["not_evaluated"] if entry["rule"] == "OZ101"]
    assert (entry["count"], entry["code"], entry["field"]) == (2, "field_absent", "tracking_number")
    (counts,) = [counts for counts in report["per_rule"] if counts["rule"] == "OZ101"]
    assert counts == {"rule": "OZ101", "broken": 0, "holds": 0, "not_applicable": 0, "not_evaluated": 2}


def unpacked(path: Path) -> bytes:
    """Return everything that is in an archive."""
    with ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_nothing_of_a_buyer_is_printed(ozlint: Ozlint, save: Save, posting: Build, tmp_path: Path) -> None:
    """Names, phones and addresses in the input are in no output of any format, whatever is asked for."""
    buyer = {
        "customer": {"name": "Buyer-Name", "phone": "79990000001", "address": {"address_tail": "Buyer-Street"}},
        "addressee": {"name": "Buyer-Name", "phone": "79990000001"},
        "analytics_data": {"city": "Buyer-City", "delivery_date_end": "2026-11-29T18:00:00Z"},
    }
    save("orders.json", [posting(1, tracking_number="", **buyer), posting(2, status={"customer": buyer}, **buyer)])
    for arguments in (["--verbose"], ["--format", "json"], ["--profile", "pedantic", "--verbose", "--group", "rule"]):
        done = ozlint("check", "orders.json", *arguments)
        assert done.code == 1
        assert not re.search(r"Buyer-|7999", done.out + done.err)
    asked = [argument for name in FORMATS for argument in ("--format", f"{name}:out-{name}")]
    assert ozlint("check", "orders.json", *asked, "--verbose").code == 1
    for name in FORMATS:
        path = tmp_path / f"out-{name}"
        written = unpacked(path) if name == "xlsx" else path.read_bytes()
        assert b"12345678-0001-1" in written
        assert not re.search(b"Buyer-|7999", written)
