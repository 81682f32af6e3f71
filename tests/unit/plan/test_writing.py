"""Writing a split plan."""

import gzip
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.plan.contents import recoded
from ozlint.plan.reading import Plan, read_plan_file
from ozlint.plan.splitting import Hold, split_plan
from ozlint.plan.writing import check_targets, held_bytes, passed_bytes, write_split
from ozlint.sources.problem import SourceProblem

DELIVERING = "/v2/fbs/posting/delivering"
WHY = Text("it is cancelled", "отменено")
ONE = {"path": DELIVERING, "body": {"posting_number": ["1-1-1", "1-1-2"]}}
OTHER = {"path": DELIVERING, "body": {"posting_number": ["1-1-3"]}, "handed_at": "2026-11-22"}


def plan_in(*texts: str, path: str = "plan.json") -> Plan:
    """Return the plan in some files."""
    files: list[Any] = []
    for text in texts:
        first = sum(len(file.requests) for file in files)
        files.append(read_plan_file(recoded(path, text.encode()), first=first))
    return Plan(tuple(files))


def written(plan: Plan, *holds: tuple[int, int], lang: Any = "en") -> tuple[str, str]:  # noqa: ANN401 - a language
    """Return what passes and what is held."""
    split = split_plan(plan, [Hold(request, item, (WHY,)) for request, item in holds])
    return passed_bytes(plan, split).decode(), held_bytes(plan, split, lang).decode()


def test_a_list_stays_a_list() -> None:
    """What is held has the posting, its place and the reasons beside the request."""
    passed, held = written(plan_in(json.dumps([ONE, OTHER])), (0, 1))
    assert json.loads(passed) == [{"path": DELIVERING, "body": {"posting_number": ["1-1-1"]}}, OTHER]
    reasons = {
        "posting_number": "1-1-2",
        "place": "plan.json:1:78 /0/body/posting_number/1",
        "reasons": ["it is cancelled"],
    }
    assert json.loads(held) == [{"path": DELIVERING, "body": {"posting_number": ["1-1-2"]}, "reasons": [reasons]}]


def test_one_request_stays_one() -> None:
    """Unless it is cut, or nothing of it is left."""
    assert json.loads(written(plan_in(json.dumps(ONE)))[0]) == ONE
    assert json.loads(written(plan_in(json.dumps(ONE)), (0, 0), (0, 1))[0]) == []
    large = {"path": DELIVERING, "body": {"posting_number": [f"{n}-1-1" for n in range(21)]}}
    assert len(json.loads(written(plan_in(json.dumps(large)))[0])) == 2


def test_lines_stay_lines() -> None:
    """Also one alone, in a file whose name says so."""
    passed, held = written(plan_in(f"{json.dumps(ONE)}\n{json.dumps(OTHER)}\n"), (1, 0))
    assert [json.loads(line) for line in passed.splitlines()] == [ONE]
    assert len(held.splitlines()) == 1
    assert written(plan_in(json.dumps(ONE), path="plan.ndjson"))[0].count("\n") == 1


def test_a_bare_body_stays_one() -> None:
    """What is held is written with its method."""
    body = {"posting_number": "1-1-1", "multi_box_qty": 2}
    assert json.loads(written(plan_in(json.dumps(body)))[0]) == body
    held = json.loads(written(plan_in(json.dumps(body)), (0, 0))[1])
    assert (held["path"], held["body"]) == ("/v3/posting/multiboxqty/set", body)


def test_of_a_har_the_calls_are_written() -> None:
    """With the address and the body, and nothing else; the reasons are comments."""
    call = {
        "request": {
            "method": "POST",
            "url": f"https://api-seller.ozon.ru{DELIVERING}?key=s3cret",
            "headers": [{"name": "Api-Key", "value": "s3cret"}],
            "postData": {"text": json.dumps(ONE["body"])},
        }
    }
    passed, held = written(plan_in(json.dumps({"log": {"entries": [call]}})), (0, 1))
    (one,) = json.loads(passed)["log"]["entries"]
    assert one["request"]["url"] == f"https://api-seller.ozon.ru{DELIVERING}"
    assert json.loads(one["request"]["postData"]["text"]) == {"posting_number": ["1-1-1"]}
    assert json.loads(held)["log"]["entries"][0]["comment"] == "1-1-2: it is cancelled"
    assert "s3cret" not in passed + held


TABLE = "Номер отправления;Покупатель;Трек-номер;Действие\n1-1-1;Пётр;T1;Доставлено\n1-1-2;Пётр;;{}\n"


def test_a_table_stays_a_table() -> None:
    """With its own delimiter and names of columns; columns that are not read are left out."""
    passed, held = written(plan_in(TABLE.format("Доставлено")), (0, 0), lang="ru")
    assert passed == "Номер отправления;Трек-номер;Действие\n1-1-2;;Доставлено\n"
    assert held == "Номер отправления;Трек-номер;Действие;причины\n1-1-1;T1;Доставлено;отменено\n"


def test_a_table_for_excel_stays_one() -> None:
    """With a byte order mark, and its ends of lines."""
    passed, _ = written(plan_in("\ufeff" + TABLE.format("Доставлено").replace("\n", "\r\n")))
    assert passed.startswith("\ufeffНомер отправления;")
    assert passed.count("\r\n") == 3


def test_a_row_that_tells_no_update_is_held_with_its_cells() -> None:
    """And with its place."""
    _, held = written(plan_in(TABLE.format("взлететь")))
    assert held.splitlines()[1].startswith("1-1-2;;взлететь;plan.json:3:1: action: ")


def test_what_is_held_of_a_table_without_actions_says_the_action() -> None:
    """Read again, a row means what it meant, and one that meant nothing means nothing."""
    plan = plan_in("posting_number,tracking_number\n1-1-1,T1\n1-1-2,\n1-1-3,T3\n")
    passed, held = written(plan, (0, 0))
    assert passed == "posting_number,tracking_number\n1-1-3,T3\n"
    again = plan_in(held)
    assert [update.content for update in again.updates] == [plan.updates[0].content]
    assert len(again.files[0].strays) == 1


def test_tables_with_other_columns_are_written_with_all() -> None:
    """Under the names that every table may have."""
    passed, _ = written(plan_in("posting;track\n1-1-1;T1\n", "posting_number,action\n1-1-2,delivered\n"))
    assert passed == "posting_number;action;tracking_number;time\n1-1-1;set_tracking_number;T1;\n1-1-2;delivered;;\n"


def test_a_reason_of_several_lines_is_one_in_a_table() -> None:
    """A row of a plan is a line."""
    plan = plan_in(TABLE.format("Доставлено"))
    split = split_plan(plan, [Hold(0, 0, (Text("one\ntwo", "раз\nдва"), WHY))])
    assert held_bytes(plan, split, "en").decode().splitlines()[1].endswith(';"one two; it is cancelled"')


def test_several_files_become_one() -> None:
    """Documents a list; documents and lines, or a HAR beside them, lines; tables and others cannot be one file."""
    assert json.loads(written(plan_in(json.dumps(ONE), json.dumps([OTHER])))[0]) == [ONE, OTHER]
    lines = f"{json.dumps(OTHER)}\n{json.dumps(OTHER)}\n"
    passed, _ = written(plan_in(json.dumps([ONE]), lines, '{"log":{"entries":[]}}'))
    assert [json.loads(line) for line in passed.splitlines()] == [ONE, OTHER, OTHER]
    with pytest.raises(UsageError, match="one after the other"):
        check_targets(plan_in(json.dumps(ONE), TABLE), None, None)


def test_files_are_written_whole(tmp_path: Path) -> None:
    """Packed, where the name says so, and the same each time."""
    plan = plan_in(json.dumps([ONE, OTHER]))
    split = split_plan(plan, [Hold(0, 0, (WHY,))])
    passed, held = tmp_path / "passed.json.gz", tmp_path / "held.json"
    check_targets(plan, passed, held)
    write_split(plan, split, passed=passed, held=held, lang="en")
    assert gzip.decompress(passed.read_bytes()) == passed_bytes(plan, split)
    assert held.read_bytes() == held_bytes(plan, split, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held.json", "passed.json.gz"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Told before the plan is judged, and again where another program was quicker; the held file comes first."""
    plan = plan_in(json.dumps(ONE))
    split = split_plan(plan, [])
    passed, held = tmp_path / "passed.json", tmp_path / "held.json"
    passed.write_text("yesterday")
    with pytest.raises(UsageError, match="is there already"):
        check_targets(plan, passed, held)
    with pytest.raises(UsageError, match="is there already"):
        write_split(plan, split, passed=passed, held=held, lang="en")
    assert passed.read_text() == "yesterday"
    assert held.is_file()


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    """A folder that is not there; one file for both; a name that is a folder."""
    plan = plan_in(json.dumps(ONE))
    with pytest.raises(UsageError, match="no folder"):
        check_targets(plan, tmp_path / "gone" / "passed.json", None)
    with pytest.raises(UsageError, match="two different files"):
        check_targets(plan, tmp_path / "x.json", tmp_path / "x.json")
    with pytest.raises(SourceProblem, match="cannot be written"):
        write_split(plan, split_plan(plan, []), passed=tmp_path, held=None, lang="en")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """As `>(…)` of a shell is one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    plan = plan_in(json.dumps(ONE))
    write_split(plan, split_plan(plan, []), passed=pipe, held=None, lang="en")
    reader.join(10)
    assert json.loads(found[0]) == ONE
