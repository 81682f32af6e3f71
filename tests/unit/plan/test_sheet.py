"""Plans as flat tables."""

import pytest

from ozlint.carriers.words import words
from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts_by_action
from ozlint.plan.contents import recoded
from ozlint.plan.reading import PlanFile, read_plan_file
from ozlint.plan.sheet import read_sheet
from ozlint.sources.problem import SourceProblem

DELIVERING = "/v2/fbs/posting/delivering"


def read(text: str, method: str | None = None, encoding: str = "utf-8") -> PlanFile:
    """Return what a table plans."""
    return read_plan_file(recoded("plan.csv", text.encode(encoding)), method=method)


@pytest.mark.parametrize(
    "text",
    [
        "posting_number,action,tracking_number,time\n1-1-1,delivering,T1,2026-11-22T09:00:00Z\n",
        "Номер отправления;Действие;Трек-номер;Время\r\n1-1-1;передано в доставку;T1;2026-11-22T09:00:00Z\r\n",
        "sep=;\nposting;new status;track;handed at\n1-1-1;non_int_delivering;T1;2026-11-22T09:00:00Z",
        "\n\ntime\tposting number\tACTION\ttracking\n2026-11-22T09:00:00Z\t 1-1-1 \tdelivering\tT1\n\t\t\t\n",
        f'posting_number|action|tracking_number|time\n"1-1-1"|{DELIVERING}|"T1"|2026-11-22T09:00:00Z\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_table_is_read_however_it_is_written(text: str, encoding: str) -> None:
    """Headers in both languages, in any order; every usual delimiter and encoding."""
    file = read(text, encoding=encoding)
    assert not file.undecodable
    (update,) = file.updates
    assert (update.request.path, update.posting_number, update.tracking_number, update.handed_at) == (
        DELIVERING, "1-1-1", "T1", 1795338000.0,
    )  # fmt: skip
    assert file.format == "csv: planned updates"


def test_each_row_has_its_line() -> None:
    """As an editor counts them, empty rows included."""
    file = read("posting_number;action\n1-1-1;delivered\n\n1-1-2;delivered\n")
    assert [request.place.line for request in file.requests] == [2, 4]
    assert [request.index for request in file.requests] == [0, 1]


def test_postings_and_tracking_numbers_alone_are_numbers_to_set() -> None:
    """With another column nobody knows what the table is for, and nothing is guessed."""
    (update,) = read("posting_number;tracking_number\n1-1-1;T1\n").updates
    assert (update.action, update.tracking_number) == ("set_tracking_number", "T1")
    other = read("posting_number;tracking_number;Статус\n1-1-1;T1;Доставлен\n")
    assert not other.updates
    assert [record.field for record in other.undecodable] == ["action"]


def test_the_method_may_be_given_for_all_rows() -> None:
    """A row that tells its own keeps it."""
    file = read("posting_number;action\n1-1-1;\n1-1-2;delivered\n", DELIVERING)
    assert [update.action for update in file.updates] == ["delivering", "delivered"]


def test_a_new_shipping_date_is_the_time_of_the_row() -> None:
    """And no time of a hand-over."""
    (update,) = read("posting_number;action;time\n1-1-1;set_cutoff;2026-11-22T09:00:00Z\n").updates
    assert update.cutoff_at == 1795338000.0
    assert update.handed_at is None


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (";delivered;;", "posting_number"),
        ("1-1-1;;;", "action"),
        ("1-1-1;fly;;", "action"),
        ("1-1-1;/v4/posting/fbs/list;;", "action"),
        ("1-1-1;/v9/posting/fbs/ship;;", "action"),
        ("1-1-1;set_tracking_number;;", "tracking_number"),
        ("1-1-1;set_cutoff;;", "time"),
        ("1-1-1;cancel;;", "action"),
        ("1-1-1;delivering;T1;2026-11-22;one too many", ""),
        ('1-1-1;delivering;"T1', ""),
    ],
)
def test_a_row_that_tells_no_update_is_told(row: str, field: str) -> None:
    """With the field at fault; the rows around it are read."""
    file = read(f"posting_number;action;tracking_number;time\n1-1-0;delivered;;\n{row}\n1-1-2;delivered;;\n")
    assert [update.posting_number for update in file.updates] == ["1-1-0", "1-1-2"]
    (record,) = file.undecodable
    assert record.field == field
    assert record.reason.ru
    assert file.places([record.address])[record.address].line == 3


def test_a_cell_may_go_on_in_the_next_line() -> None:
    """As Excel writes one with a comment; the rows behind it are where an editor has them."""
    text = 'Комментарий;posting_number;action\n"до\nобеда";1-1-1;delivered\n;1-1-2;delivered\n'
    assert [request.place.line for request in read(text).requests] == [2, 4]


def test_a_table_that_ends_in_a_row_is_cut_off() -> None:
    """Nobody knows what else there was."""
    file = read("posting_number;action;time\n1-1-1;delivered;\n1-1-2;deliv")
    assert [update.posting_number for update in file.updates] == ["1-1-1"]
    assert [record.cut_off for record in file.strays] == [True]


def test_every_action_is_told_by_a_table_or_refused_with_the_way_to_write_it() -> None:
    """No action is taken for another one."""
    for action, contract in contracts_by_action().items():
        file = read(f"posting_number;action;tracking_number;time\n1-1-1;{action};T1;2026-11-22\n")
        if file.requests:
            assert file.requests[0].path == contract.path
        else:
            assert '"path"' in file.undecodable[0].reason.en


def test_what_is_no_table_is_refused() -> None:
    """With what is expected instead."""
    for text in ("hello", "a;b\n1;2\n", "\n \n.", "action;time\ndelivered;2026-11-22\n"):
        with pytest.raises(SourceProblem) as raised:
            read(text)
        assert raised.value.hint is not None


def test_of_two_columns_for_one_field_the_first_counts() -> None:
    """And the names of the others are not kept."""
    sheet, (row,) = read_sheet("x", "трек;отправление;track\nA;1-1-1;B\n".encode(), marked=False)
    assert row.cells == {"tracking_number": "A", "posting_number": "1-1-1"}
    assert [name for _, name, _ in sheet.columns] == ["трек", "отправление"]


def test_every_column_is_written_as_columns_are_compared() -> None:
    """Once, for a field that is read, however it is typed."""
    rows = table_rows("plan/columns.tsv")
    assert len({words(row[0]) for row in rows}) == len(rows)
    assert all(source for *_, source in rows)
    fields = {"posting_number", "action", "tracking_number", "time", "reasons"}
    assert {field for _, field, _ in rows} == fields
