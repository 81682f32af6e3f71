"""Settings that say what ozlint cannot know by itself: newer values, a zone, names of carriers, their contacts."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from finished import Ozlint, Save

Broken = Callable[..., list[str]]
SHIPPED: dict[str, Any] = {
    "posting_number": "12345678-0001-1", "status": "delivering", "tracking_number": "1106153417",
    "tpl_integration_type": "non_integrated", "delivery_method": {"id": 1, "tpl_provider": "Наш перевозчик"},
}  # fmt: skip


@pytest.fixture
def broken(ozlint: Ozlint, save: Save) -> Callable[..., list[str]]:
    """Gives the ids of the rules that a posting breaks under a configuration."""

    def run(config: str, posting: dict[str, Any], *more: str) -> list[str]:
        save("ozlint.yaml", config)
        save("postings.ndjson", posting)
        done = ozlint("check", "postings.ndjson", "--format", "json", *more)
        assert done.code in (0, 1), done.err
        assert not done.err
        return [finding["rule"] for finding in json.loads(done.out)["findings"]]

    return run


def test_a_value_newer_than_this_release_is_known(broken: Broken) -> None:
    """A status that the configuration knows is no OZ002, and rules may ask for it."""
    posting = {"posting_number": "12345678-0001-1", "status": "teleporting", "tpl_integration_type": "ozon"}
    assert broken("profile: pedantic\n", posting) == ["OZ002"]
    assert broken("profile: pedantic\nknown_values: {status: [teleporting]}\n", posting) == []


def test_an_override_may_ask_for_a_value_the_file_adds(broken: Broken) -> None:
    """Conditions of overrides know what the same file adds to the known values."""
    config = (
        "known_values: {status: [teleporting]}\n"
        'overrides: [{when: status == "teleporting", rules: {OZ005: {severity: error}}}]\n'
    )
    assert broken(config, {"posting_number": "1", "status": "teleporting"}) == ["OZ005"]


@pytest.mark.parametrize(
    ("config", "rules"),
    [
        ("", []),  # three hours either way: 10:00 may be 07:00 or 10:00 UTC
        ("tz: UTC\n", []),
        ("tz: Europe/Moscow\n", ["OZ301"]),
        ('tz: "+03:00"\n', ["OZ301"]),
    ],
)
def test_a_zone_decides_what_three_hours_leave_open(broken: Broken, config: str, rules: list[str]) -> None:
    """A deadline without a zone is judged in the zone of the configuration; without one it stays open."""
    posting = {
        "posting_number": "12345678-0001-1", "status": "awaiting_deliver", "tpl_integration_type": "ozon",
        "shipment_date": "2026-11-22T10:00:00", "shipment_date_without_delay": "2026-11-22T10:00:00",
    }  # fmt: skip
    assert broken(config, posting, "--select", "OZ301") == rules


def test_the_flag_stands_above_the_file(broken: Broken) -> None:
    """--tz replaces the zone of the configuration."""
    posting = {
        "posting_number": "12345678-0001-1", "status": "awaiting_deliver", "tpl_integration_type": "ozon",
        "shipment_date": "2026-11-22T10:00:00", "shipment_date_without_delay": "2026-11-22T10:00:00",
    }  # fmt: skip
    flag = ("--select", "OZ301", "--tz", "Europe/Moscow")
    assert broken("tz: UTC\n", posting, *flag) == ["OZ301"]


def test_a_carrier_has_a_contact_by_any_of_its_names(broken: Broken) -> None:
    """A posting that names its carrier in the seller's own words finds the contact written under another name."""
    contacts = 'contacts: {СДЭК: {phone: "+7 495 009-04-05", hours: 8-21}}\n'
    assert broken(contacts, SHIPPED, "--select", "OZ704") == ["OZ704"]
    named = contacts + "carriers: {CDEK: [наш перевозчик]}\n"
    assert broken(named, SHIPPED, "--select", "OZ704") == []


def test_settings_about_inputs_that_are_not_there_are_told(ozlint: Ozlint, save: Save) -> None:
    """A slip in the name of a column or in a pattern switches rules off: the report says so, with what was meant."""
    columns = "columns: {Моё отправление: posting_number, Этапп: status, Срок: shipment_date, Чужой: account}\n"
    save("ozlint.yaml", columns + "zones: {p.csv: UTC, 'exports/*.csv': UTC, 'e*.csv': UTC, 'no-such*': UTC}\n")
    save("p.csv", "Моё отправление;Этап;Срок\n12345678-0001-1;Доставлен;2026-11-01 09:00\n")
    save("events.csv", "Трек-номер;Статус;Дата\n1106153417;Вручен;2026-11-01 09:00\n")
    for lang, said in (
        ("en", ["columns: no table read here has a column “Этапп” (did you mean “Этап”?), “Чужой”",
                "zones: no input is called “exports/*.csv”, “no-such*”"]),
        ("ru", ["columns: ни в одной из прочитанных таблиц нет столбца «Этапп» (может быть, «Этап»?), «Чужой»",
                "zones: ни один из входных файлов не подходит под «exports/*.csv», «no-such*»"]),
    ):  # fmt: skip
        done = ozlint("check", "p.csv", "--tracking", "events.csv", "--format", "json", "--lang", lang)
        assert json.loads(done.out)["reasons"] == said
        done = ozlint("check", "p.csv", "--tracking", "events.csv", "--lang", lang)
        assert all(line in done.out for line in said)


def test_a_scheme_is_given_to_tables_that_do_not_tell_theirs(ozlint: Ozlint, save: Save) -> None:
    """Among the postings, the earlier ones and in a survey; a column of the table itself goes first."""
    rows = "12345678-0001-1;{}Ожидает сборки;2026-11-01 09:00\n"
    save("old.csv", "Номер отправления;Статус;Дата отгрузки\n" + rows.format(""))
    save("own.csv", "Номер отправления;Схема;Статус;Дата отгрузки\n" + rows.format("FBO;"))
    check = ("check", "old.csv", "--format", "json", "--tz", "Europe/Moscow", "--select", "OZ308")
    assert json.loads(ozlint(*check).out)["findings"] == []
    save("ozlint.yaml", 'schemes: {"o*.csv": РФБС}\n')
    report = json.loads(ozlint(*check, "--previous", "own.csv").out)
    assert [one["rule"] for one in report["findings"]] == ["OZ308"]
    assert report["reasons"] == []
    assert json.loads(ozlint("check", "own.csv", *check[2:]).out)["findings"] == []
    (found,) = json.loads(ozlint("inputs", "old.csv", "--format", "json").out)["inputs"]
    assert "delivery_schema" in {field["path"] for field in found["fields"]}
    expression = 'scheme == "rfbs"'
    assert "old.csv" in (done := ozlint("rules", "try", expression, "old.csv")).out, done


def test_names_of_columns_say_nothing_where_no_table_is_read(ozlint: Ozlint, save: Save) -> None:
    """They are for the runs that have one."""
    save("ozlint.yaml", "columns: {Этапп: status}\n")
    save("postings.ndjson", SHIPPED)
    assert json.loads(ozlint("check", "postings.ndjson", "--format", "json").out)["reasons"] == []
