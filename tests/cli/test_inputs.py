"""Everything that may be given as an input is read, and said to be what it is."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from finished import Build, Ozlint, Save


def inputs_of(done: Any) -> dict[str, tuple[str, int]]:  # noqa: ANN401 - what the fixture returns
    """What a run says that it read: path -> format and number of postings."""
    report = json.loads(done.out)
    return {entry["path"]: (entry["format"], entry["postings"]) for entry in report["inputs"]}


def test_standard_input_is_read(ozlint: Ozlint, posting: Build) -> None:
    """`-` reads standard input, which has no name of its own."""
    done = ozlint("check", "-", "--format", "json", stdin=json.dumps([posting(tracking_number="")]).encode())
    assert inputs_of(done) == {"-": ("json: list of postings", 1)}
    (finding,) = json.loads(done.out)["findings"]
    assert (finding["rule"], finding["path"], finding["line"], finding["pointer"]) == ("OZ101", "-", 1, "/0")


def test_standard_input_is_judged_across_records(ozlint: Ozlint, posting: Build) -> None:
    """A rule that compares postings works on a pipe, which cannot be read twice."""
    lines = [json.dumps(posting(number, tracking_number="1587700001")) for number in (1, 2)]
    done = ozlint("check", "-", "--select", "OZ102", "--format", "json", stdin="\n".join(lines).encode())
    assert [finding["line"] for finding in json.loads(done.out)["findings"]] == [1, 2]


@pytest.mark.parametrize("name", ["orders.json.gz", "orders.ndjson.gz", "orders"])
def test_gzip_is_unpacked_whatever_the_name(ozlint: Ozlint, save: Save, posting: Build, name: str) -> None:
    """A gzip archive is recognised by its first bytes, with or without a telling name."""
    lines = "\n".join(json.dumps(posting(number, tracking_number="")) for number in (1, 2))
    save(name, gzip.compress(lines.encode()))
    done = ozlint("check", name, "--select", "OZ101", "--format", "json")
    assert inputs_of(done) == {name: ("ndjson: postings", 2)}
    assert [finding["line"] for finding in json.loads(done.out)["findings"]] == [1, 2]


def test_the_content_decides_and_not_the_name(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A file that is called .csv and holds an answer is read as the answer it is."""
    save("orders.csv", {"result": {"postings": [posting()], "has_next": False}})
    assert inputs_of(ozlint("check", "orders.csv", "--format", "json")) == {
        "orders.csv": ("json: /v3/posting/fbs/list", 1)
    }


def test_a_folder_stands_for_the_files_in_it(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A folder is read with the folders in it, pages in the order of their numbers; other and hidden files are left."""
    save("answers/page-10.json", [posting(1)])
    save("answers/page-9.json", [posting(2)])
    save("answers/older/day.ndjson", json.dumps(posting(3)))
    save("answers/.hidden.json", [posting(4)])
    save("answers/notes.txt", "milk, eggs")
    done = ozlint("check", "answers", "--format", "json")
    assert list(inputs_of(done)) == ["answers/older/day.ndjson", "answers/page-9.json", "answers/page-10.json"]
    assert done.code == 0


def test_a_pattern_is_matched_by_the_tool_where_the_shell_does_not(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A quoted pattern, `**` included, reads the files it matches."""
    save("a/one.json", [posting(1)])
    save("a/b/two.json", [posting(2)])
    save("a/b/two.txt", "no postings")
    assert sorted(inputs_of(ozlint("check", "a/**/*.json", "--format", "json"))) == ["a/b/two.json", "a/one.json"]


def test_a_file_named_twice_is_read_once(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A file that a folder and an argument both stand for is one input."""
    save("answers/page.json", [posting()])
    assert len(inputs_of(ozlint("check", "answers", "answers/page.json", "./answers/", "--format", "json"))) == 1


def test_a_report_of_this_run_is_no_input_of_it(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """The same command twice in a folder: what it wrote the first time is left out; named itself, a file is read."""
    save("answers/page.json", [posting()])
    written = ("--format", "csv:answers/out.csv", "--format", "xlsx:answers/out.xlsx")
    for _ in range(2):
        assert list(inputs_of(ozlint("check", "answers", "--format", "json", *written))) == ["answers/page.json"]
    named = ozlint("check", "answers/out.csv", "--format", "text")
    assert named.code == 3
    assert "this is a report of ozlint" in named.out


@pytest.mark.parametrize("name", ["json", "ndjson", "csv", "xlsx", "gitlab"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_report_is_called_one(ozlint: Ozlint, save: Save, posting: Build, name: str, lang: str) -> None:
    """An earlier report among the data, under whatever name, is named as what it is, and is no carrier's file."""
    save("page.json", [posting(tracking_number="")])
    path = f"earlier.{'json' if name == 'gitlab' else name}"
    ozlint("check", "page.json", "--lang", lang, "--format", f"{name}:{path}")
    done = ozlint("check", path)
    assert done.code == 3
    assert ("a code quality report" if name == "gitlab" else "a report of ozlint") in done.out
    assert "--tracking of its own" not in done.out


def test_the_layout_can_be_told(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--input-format reads an input as told: one line of NDJSON is a document as well."""
    save("one", json.dumps(posting()))
    for layout in ("json", "ndjson"):
        done = ozlint("check", "one", "--input-format", layout, "--format", "json")
        ((kind, count),) = inputs_of(done).values()
        assert (kind.partition(":")[0], count) == (layout, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ordres.json"], {"en": "did you mean orders.json", "ru": "orders.json"}),
        (["*.jsonl"], {"en": "no file matches", "ru": "не подходит ни один файл"}),
        (["empty"], {"en": "no file to read in this folder", "ru": "нечего читать"}),
        (["gone"], {"en": "no file to read in this folder", "ru": "нечего читать"}),
    ],
    ids=["misspelt name", "pattern without files", "folder without readable files", "empty folder"],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_argument_without_a_file_is_told_and_the_others_are_read(  # noqa: PLR0913, PLR0917 - fixtures
    ozlint: Ozlint,
    save: Save,
    posting: Build,
    tmp_path: Path,
    arguments: list[str],
    said: dict[str, str],
    lang: str,
) -> None:
    """A file, pattern or folder that gives nothing to read is exit 3 with the reason; nothing else is lost."""
    save("orders.json", [posting(tracking_number="")])
    save("empty/notes.txt", "no postings")
    (tmp_path / "gone").mkdir()
    done = ozlint("check", *arguments, "orders.json", "--lang", lang)
    assert done.code == 3
    assert arguments[0] in done.out
    assert said[lang] in done.out
    assert "OZ101" in done.out


def test_a_later_record_replaces_an_earlier_one(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """Of two records of one posting in two files the later one is judged, and the count says so."""
    save("monday.json", [posting(1, tracking_number="")])
    save("tuesday.json", [posting(1), posting(2)])
    done = ozlint("check", "monday.json", "tuesday.json", "--select", "OZ101", "--format", "json")
    report = json.loads(done.out)
    assert report["findings"] == []
    assert (report["summary"]["postings"], report["summary"]["superseded"]) == (2, 1)


@pytest.mark.parametrize("indent", [None, 2], ids=["minified", "pretty"])
def test_a_finding_names_line_and_pointer(ozlint: Ozlint, save: Save, posting: Build, indent: int | None) -> None:
    """The line is that of the posting's opening bracket, and the pointer leads to the posting."""
    document = {"result": {"postings": [posting(1), posting(2, tracking_number="")], "has_next": False}}
    text = json.dumps(document, indent=indent)
    path = save("answer.json", text)
    done = ozlint("check", "answer.json", "--select", "OZ101", "--format", "json")
    (finding,) = json.loads(done.out)["findings"]
    assert finding["pointer"] == "/result/postings/1"
    rest = path.read_text(encoding="utf-8").splitlines()[finding["line"] - 1 :]
    assert re.match(r'\{ *"posting_number": "12345678-0002-1"', "".join(rest)[finding["column"] - 1 :])
