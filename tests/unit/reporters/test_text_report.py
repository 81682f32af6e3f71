"""The report for people: the whole text, as it stands on the screen."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from ozlint.model.finding import Subject
from ozlint.model.record import Place
from ozlint.model.report import Report, RuleCount
from ozlint.reporters.options import Options
from ozlint.reporters.text import text_report

Write = Callable[..., str]

BY_POSTING = """\
1-0001-1  delivering · cdek · Main warehouse
  error    OZ101  1-0001-1 is delivering without a tracking number  [missing-tracking-number]
  warning  OZ302  1-0001-1 is overdue by 3 d 4 h  [overdue-shipment]
           orders.json:17:5 /result/postings/0

2-0001-1  delivering · cdek · Main warehouse
  error    OZ101  2-0001-1 is delivering without a tracking number  [missing-tracking-number]
           orders.json:61:5 /result/postings/1
           also at b.json:3:1

What to do
  OZ101  A shipped posting has no tracking number: 2 errors  [missing-tracking-number]
         Enter the number the carrier gave.
  OZ302  The shipping deadline has passed: 1 warning  [overdue-shipment]
         Hand the parcel over today.

Read
  orders.json  json: /v3/posting/fbs/list · 3 postings
Found: 2 errors, 1 warning in 2 of 3 postings; clean: 1; rules: 45
"""

BY_RULE = """\
OZ101  A shipped posting has no tracking number: 2 errors  [missing-tracking-number]
  What to do: Enter the number the carrier gave.
  error    1-0001-1 is delivering without a tracking number
           delivering · cdek · Main warehouse  orders.json:17:5 /result/postings/0
  error    2-0001-1 is delivering without a tracking number
           delivering · cdek · Main warehouse  orders.json:61:5 /result/postings/1
           also at b.json:3:1

OZ302  The shipping deadline has passed: 1 warning  [overdue-shipment]
  What to do: Hand the parcel over today.
  warning  1-0001-1 is overdue by 3 d 4 h
           delivering · cdek · Main warehouse  orders.json:17:5 /result/postings/0

Read
  orders.json  json: /v3/posting/fbs/list · 3 postings
Found: 2 errors, 1 warning in 2 of 3 postings; clean: 1; rules: 45
"""


def test_findings_stand_under_their_posting(two_postings: Report, text: Write) -> None:
    """What is found at one posting stands together, its place and the rule's advice are said once."""
    assert text(two_postings) == BY_POSTING


def test_findings_stand_under_their_rule(two_postings: Report, text: Write) -> None:
    """Under a rule its advice is said once, and the rule with errors comes before the one with warnings."""
    assert text(two_postings, group="rule") == BY_RULE


def test_scattered_findings_of_a_posting_are_brought_together(two_postings: Report, text: Write) -> None:
    """The findings of a posting stand together even if others come between them in the report."""
    first, second, third = two_postings.findings
    scattered = msgspec.structs.replace(two_postings, findings=(first, third, second))
    assert text(scattered) == BY_POSTING


def test_russian_by_posting(make: SimpleNamespace, text: Write) -> None:
    """In Russian every word of the report is Russian, with the numerals a Russian expects."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", "1-0001-1 в статусе delivering, а трек-номера нет", 17),
        make.finding("OZ110", "1-0001-1", "у 1-0001-1 необычный трек-номер", 17),
        lang="ru",
        exit_code=3,
        complete=False,
        inputs=(
            msgspec.structs.replace(make.input, postings=1021, pages=2, undecodable=2),
            msgspec.structs.replace(make.input, path="b.json", format="ndjson", postings=5, complete=False),
            msgspec.structs.replace(make.input, path="c.json", error="файл пуст"),
        ),
        not_evaluated=(
            make.open_rule("OZ104", 5, "поля tpl_provider в этих данных нет"),
            make.open_rule("OZ103", 21, "поля tpl_provider в этих данных нет"),
        ),
        summary={
            "postings": 1026,
            "undecodable": 2,
            "superseded": 3,
            "rules": 41,
            "rules_not_evaluated": 2,
            "unreadable_inputs": 1,
        },
        reasons=("не удалось прочитать c.json",),
    )
    assert (
        text(report)
        == """\
1-0001-1  delivering · cdek · Main warehouse
  ошибка     OZ101  1-0001-1 в статусе delivering, а трек-номера нет  [missing-tracking-number]
  замечание  OZ110  у 1-0001-1 необычный трек-номер  [unusual-tracking-number]
             orders.json:17:5 /result/postings/0

Что делать
  OZ101  У отправленного заказа нет трек-номера: 1 ошибка  [missing-tracking-number]
         Впишите номер, который дал перевозчик.
  OZ110  Необычный трек-номер: 1 замечание  [unusual-tracking-number]
         Сверьте его с этикеткой.
         Потом исправьте.

Прочитано
  orders.json  json: /v3/posting/fbs/list · 1\N{NO-BREAK SPACE}021 отправление · 2 страницы · 2 нечитаемые записи
  b.json       ndjson · 5 отправлений · данные неполные
  c.json       не прочитан: файл пуст
  всего: 1\N{NO-BREAK SPACE}026 отправлений, 3 файла
  не удалось прочитать: 2 записи, 1 файл
  заменены более поздними записями тех же отправлений: 3 записи
Не проверено: 2 из 41 правила не хватило данных на части отправлений
  OZ103, OZ104: 5-21 отправление: поля tpl_provider в этих данных нет
Найдено: 1 ошибка, 1 замечание в 1 из 1\N{NO-BREAK SPACE}026 отправлений; без замечаний: 1\N{NO-BREAK SPACE}025; \
правил: 41
Проверка не закончена (код выхода 3):
  не удалось прочитать c.json
"""
    )


def test_what_was_not_read_is_explained_once(make: SimpleNamespace, text: Write) -> None:
    """The reason stands at the end; of many inputs the first are named in either list, and all on demand."""
    inputs = [msgspec.structs.replace(make.input, path=f"{i}.json", error=f"it is odd {i}") for i in range(30)]
    reasons = tuple(f"{one.path}: {one.error}" for one in inputs)
    report = make.report(exit_code=3, complete=False, inputs=tuple(inputs), reasons=(*reasons, "give postings"))
    short, whole = text(report), text(report, verbose=True)
    assert short.count("  not read: why is said at the end\n") == 10
    assert short.count("it is odd") == 8
    assert "  … and 20 more inputs (--verbose lists all)\n" in short
    assert short.endswith("  7.json: it is odd 7\n  … and 22 more inputs (--verbose lists all)\n  give postings\n")
    assert whole.count("it is odd") == whole.count("not read") == 30


def test_russian_by_rule(make: SimpleNamespace, text: Write) -> None:
    """Under a rule the Russian advice follows the rule's title, and a message without the number gets it."""
    report = make.report(make.finding("OZ302", "1-0001-1", "просрочено на 3 д 4 ч", 17, account="Лавка"), lang="ru")
    assert (
        text(report, group="rule")
        == """\
OZ302  Срок отгрузки прошёл: 1 предупреждение  [overdue-shipment]
  Что делать: Передайте посылку сегодня.
  предупреждение  просрочено на 3 д 4 ч
                  1-0001-1 · delivering · cdek · Main warehouse · кабинет Лавка  orders.json:17:5 /result/postings/0

Прочитано
  orders.json  json: /v3/posting/fbs/list · 3 отправления
Найдено: 1 предупреждение в 1 из 3 отправлений; без замечаний: 2; правил: 45
"""
    )


def test_a_clean_run_says_so_in_one_line(make: SimpleNamespace, text: Write) -> None:
    """Without findings the verdict is one line, after what was read."""
    assert (
        text(make.report())
        == """\
Read
  orders.json  json: /v3/posting/fbs/list · 3 postings
No findings: 3 postings, 45 rules
"""
    )


def test_a_clean_run_says_what_was_not_judged(make: SimpleNamespace, text: Write) -> None:
    """A run without findings never hides that some rules could not be judged."""
    report = make.report(
        not_evaluated=(
            make.open_rule("OZ101", 3, "tracking_number is not in this input"),
            make.open_rule("OZ102", 3, "tracking_number is not in this input"),
            make.open_rule("OZ007", 1, "nothing says whether there is more", kind="input", examples=("orders.json",)),
        ),
        summary={"rules_not_evaluated": 3},
    )
    assert (
        text(report)
        == """\
Read
  orders.json  json: /v3/posting/fbs/list · 3 postings
Not evaluated: 2 of 45 rules lacked data on some postings
  OZ101, OZ102: 3 postings: tracking_number is not in this input
No findings: 3 postings, 45 rules, 2 of them not evaluated everywhere
"""
    )


def test_an_input_that_does_not_tell_is_told_on_demand(make: SimpleNamespace, text: Write) -> None:
    """That a list does not say whether it is whole is no news: --verbose tells it, counted in inputs."""
    why = "nothing says whether more postings follow"
    unsure = make.open_rule("OZ007", 1, why, kind="input", examples=("orders.json",))
    report = make.report(not_evaluated=(unsure,), summary={"rules_not_evaluated": 1})
    assert text(report).endswith("3 postings\nNo findings: 3 postings, 45 rules\n")
    full = text(report, verbose=True)
    assert "  OZ007: 1 input: nothing says whether more postings follow (" in full
    assert "1 of them not evaluated everywhere" in full


def test_an_unfinished_run_is_never_called_clean(make: SimpleNamespace, text: Write) -> None:
    """With exit code 3 the verdict speaks of what could be read only, and the reason follows."""
    report = make.report(exit_code=3, reasons=("b.json: no such file",))
    assert text(report).endswith("""
No findings in what could be read: 3 postings, 45 rules
The job is not done (exit code 3):
  b.json: no such file
""")


def test_a_run_that_read_nothing_has_no_verdict(make: SimpleNamespace, text: Write) -> None:
    """Where no posting was read, nothing is said of findings: only why."""
    report = make.report(exit_code=3, inputs=(), summary={"postings": 0}, reasons=("no input has a posting",))
    assert (
        text(report)
        == """\
Read: no input
The job is not done (exit code 3):
  no input has a posting
"""
    )


def test_reasons_of_a_finished_run_are_notes(make: SimpleNamespace, text: Write) -> None:
    """What is to be said of a run that was finished is not presented as a failure."""
    assert text(make.report(reasons=("--allow-empty was given",))).endswith("Please note:\n  --allow-empty was given\n")


def test_findings_set_aside_are_counted_and_listed_on_demand(make: SimpleNamespace, text: Write) -> None:
    """Suppressed and baselined findings are counted, and listed where all is asked for."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", "1-0001-1 has no number", 17, state="suppressed"),
        make.finding("OZ302", "1-0001-1", "1-0001-1 is overdue", 17, state="baselined"),
    )
    end = "No findings: 3 postings, 45 rules\nNot counted: 1 suppressed, 1 known from the baseline\n"
    assert text(report) == f"Read\n  orders.json  json: /v3/posting/fbs/list · 3 postings\n{end}"
    assert text(report, verbose=True).startswith("""\
1-0001-1  delivering · fbs · cdek · Main warehouse · deadline 2026-11-22T09:00:00Z
  error    OZ101  1-0001-1 has no number (suppressed)  [missing-tracking-number]
                  status = delivering · tracking_number = —
  warning  OZ302  1-0001-1 is overdue (known from the baseline)  [overdue-shipment]
""")


def test_verbose_lists_every_rule_left_open(make: SimpleNamespace, text: Write) -> None:
    """Where all is asked for, each rule left open has its reason code, input and examples."""
    report = make.report(
        not_evaluated=(make.open_rule("OZ101", 3, "no number"), make.open_rule("OZ102", 3, "no number"))
    )
    assert """
  OZ101: 3 postings: no number (field_absent · orders.json · 1-0001-1)
  OZ102: 3 postings: no number (field_absent · orders.json · 1-0001-1)
""" in text(report, verbose=True)


def test_rules_without_their_input_are_told_by_input(make: SimpleNamespace, text: Write) -> None:
    """Rules that wait for an input that was not given do not look like holes in the data: a line an input."""
    waiting = [
        msgspec.structs.replace(
            make.open_rule(rule, 3, "contacts was not given"), code="input_not_given", field="contacts"
        )
        for rule in ("OZ704", "ACME001")
    ]
    report = make.report(not_evaluated=tuple(waiting))
    output = text(report)
    assert "Not run without further input: 2 rules\n  2 rules ACME001, OZ704: contacts in ozlint.yaml\n" in output
    assert "lacked data" not in output
    assert "OZ704: 3 postings: contacts was not given (input_not_given" in text(report, verbose=True)


def test_what_a_log_leaves_open_is_counted_in_notifications(make: SimpleNamespace, text: Write) -> None:
    """A rule about notifications was not left open on postings."""
    entry = msgspec.structs.replace(make.open_rule("OZ803", 3, "reply_ms is empty"), kind="notification")
    assert "  OZ803: 3 notifications: reply_ms is empty\n" in text(make.report(not_evaluated=(entry,)))


def test_inputs_that_are_given_alike_are_counted_together(make: SimpleNamespace, text: Write) -> None:
    """What would let rules run is asked for once, each rule counted once."""
    waiting = [
        msgspec.structs.replace(make.open_rule(rule, 3, "…"), code="input_not_given", field=name)
        for rule, name in [
            ("OZ501", "previous"), ("OZ309", "history"), ("OZ509", "previous"), ("OZ509", "previous"),
            ("OZ402", "reality"), ("OZ803", "notifications"), ("ACME1", "something"),
        ]
    ]  # fmt: skip
    output = " ".join(text(make.report(not_evaluated=tuple(waiting))).split())
    assert (
        "Not run without further input: 6 rules 1 rule OZ803: --previous, a log of notifications 1 rule OZ309: "
        "--previous, a log of notifications or snapshots of `ozlint fetch` 2 rules OZ501, OZ509: --previous, an "
        "earlier snapshot 1 rule OZ402: --tracking, what carriers say 1 rule ACME1: something No "
    ) in output


def test_rules_that_applied_to_nothing_are_listed_on_demand(make: SimpleNamespace, text: Write) -> None:
    """Dead rules are told where all is asked for, and do not lengthen the everyday report."""
    report = msgspec.structs.replace(make.report(), never_applied=("OZ101", "ACME001"))
    assert "Applied to nothing here: 2 of 45 rules\n  OZ101, ACME001\n" in text(report, verbose=True)
    assert "ACME001" not in text(report)


def test_many_reasons_are_cut_to_the_weightiest(make: SimpleNamespace, text: Write) -> None:
    """Of many reasons those that leave most open are shown, and the rest counted."""
    report = make.report(not_evaluated=tuple(make.open_rule(f"OZ{100 + i}", i, f"reason {i}") for i in range(1, 21)))
    output = text(report)
    assert "  OZ120: 20 postings: reason 20\n" in output
    assert "reason 12" not in output
    assert "  … and 12 more rules (--verbose lists all)\n" in output


def test_more_reasons_of_rules_already_named_are_counted_as_reasons(make: SimpleNamespace, text: Write) -> None:
    """Where the reasons left out are of rules already named, reasons are counted, not rules."""
    report = make.report(not_evaluated=tuple(make.open_rule("OZ101", i, f"reason {i}") for i in range(1, 21)))
    assert "  … and 12 more reasons (--verbose lists all)\n" in text(report)


def test_one_reason_over_many_inputs_is_one_line(make: SimpleNamespace, text: Write) -> None:
    """The same reason in several inputs is summed."""
    entries = tuple(make.open_rule("OZ101", 2, "no number", input=f"{i}.json") for i in range(50))
    assert "\n  OZ101: 100 postings: no number\n" in text(make.report(not_evaluated=entries))


def test_many_inputs_keep_those_that_were_not_read_whole(make: SimpleNamespace, text: Write) -> None:
    """Of many inputs the first are shown and each one with a fault."""
    inputs = [msgspec.structs.replace(make.input, path=f"{i:03}.json") for i in range(100)]
    inputs[70] = msgspec.structs.replace(inputs[70], complete=False)
    output = text(make.report(inputs=tuple(inputs)))
    assert re.findall(r"^  (\d{3})\.json", output, re.MULTILINE) == [f"{i:03}" for i in range(10)] + ["070"]
    assert "  … and 89 more inputs (--verbose lists all)\n" in output
    assert text(make.report(inputs=tuple(inputs)), verbose=True).count(".json") == 100


def test_findings_about_no_posting_have_a_heading(make: SimpleNamespace, text: Write) -> None:
    """A finding about an input stands under its path, one about an unreadable record under its place."""
    facts: dict[str, str] = {}
    report = make.report(
        make.finding(
            "OZ101", None, "a", 1, subject=Subject("input", "orders.json"), facts=facts, place=Place("a", 0, 0, "")
        ),
        make.finding("OZ101", None, "b", 1, subject=Subject("record", "00ff"), facts=facts, account="Shop"),
    )
    output = text(report)
    assert output.startswith("orders.json\n  error  OZ101  a  [missing-tracking-number]\n         a\n")
    assert "\nrecord orders.json:1  account Shop\n" in output
    assert "Found: 2 errors; checked: 3 postings, clean: 3; rules: 45\n" in output


def test_many_places_are_cut(make: SimpleNamespace, text: Write) -> None:
    """Of many further places three are shown, and all where all is asked for."""
    report = make.report(
        make.finding("OZ101", "1", "1", 1, also_at=tuple(Place("orders.json", i, 1, "") for i in range(100, 110)))
    )
    assert text(report).count("also at") == 3
    assert "         … and 7 more places (--verbose lists all)\n" in text(report)
    assert text(report, verbose=True).count("also at") == 10


def test_nothing_is_cut_or_folded_in_a_pipe(make: SimpleNamespace, text: Write) -> None:
    """Without a terminal a long message stays one line, so that it can be searched."""
    message = "word " * 90 + "end"
    assert any(message in line for line in text(make.report(make.finding("OZ101", "1", message, 1))).splitlines())


def test_a_terminal_folds_texts_and_breaks_no_number(make: SimpleNamespace, text: Write) -> None:
    """On a terminal texts are folded behind their indent, and a long number is left whole."""
    number = "12345678-0001-1" * 8
    report = make.report(make.finding("OZ101", "1", f"one two three four five six seven {number} eight nine", 1))
    lines = text(report, width=50).splitlines()
    assert lines[1:4] == [
        "  error  OZ101  one two three four five six seven",
        f"                {number}",
        "                eight nine",
    ]


def test_a_terminal_breaks_no_command(make: SimpleNamespace, text: Write) -> None:
    """What stands in backticks is copied and run: it stays on one line, with the blanks it has."""
    command = "`ozlint fetch --resume -o 'my own.ndjson' --account main`"
    report = make.report(make.finding("OZ101", "1", f"one two three to go on: {command} four", 1))
    assert text(report, width=50).splitlines()[1:3] == [
        "  error  OZ101  one two three to go on:",
        f"                {command}",
    ]


def test_the_heading_of_a_rule_folds_on_a_terminal(make: SimpleNamespace, text: Write) -> None:
    """Under "What to do" a long title is folded behind the rule's id, and its counts keep their colour."""
    rule = msgspec.structs.replace(
        make.rule("OZ101"), title="A shipped posting has no tracking number that anybody knows"
    )
    report = make.report(make.finding("OZ101", "1", "m", 1), rules=(rule,))
    output = text(report, width=50, colour=True)
    assert max(len(line) for line in re.sub(r"\x1b\[[\d;]*m", "", output).splitlines()) <= 60
    assert (
        """
  \x1b[1mOZ101\x1b[0m  A shipped posting has no tracking number
         that anybody knows: \x1b[1;31m1 error\x1b[0m
"""
        in output
    )


def test_the_gravest_comes_first(make: SimpleNamespace, text: Write) -> None:
    """Postings with errors come before those with warnings and with notes, and so do the findings of one posting."""
    report = make.report(
        make.finding("OZ110", "1-0001-1", "a", 1),
        make.finding("OZ302", "2-0001-1", "b", 2),
        make.finding("OZ302", "3-0001-1", "c", 3),
        make.finding("OZ101", "3-0001-1", "d", 3),
        make.finding("OZ101", "4-0001-1", "e", 4),
    )
    assert re.findall(r"OZ\d+  (\w)  ", text(report)) == ["d", "c", "e", "b", "a"]
    assert re.findall(r"(\w)\n .*delivering", text(report, group="rule")) == ["d", "e", "b", "c", "a"]


def test_formats_are_named_in_the_language(make: SimpleNamespace, text: Write) -> None:
    """What an input holds is said in Russian in a Russian report; the methods of the API keep their names."""
    entry = msgspec.structs.replace(make.input, format="json: list of postings")
    assert "json: список отправлений · 3 отправления" in text(make.report(lang="ru", inputs=(entry,)))
    assert "json: list of postings · 3 postings" in text(make.report(inputs=(entry,)))
    assert "json: /v3/posting/fbs/list · 3" in text(make.report(lang="ru"))


def test_colours_and_links_only_add_to_the_text(two_postings: Report, text: Write) -> None:
    """Without its control sequences the coloured report is the plain one."""
    coloured = text(two_postings, colour=True, hyperlinks=True)
    assert "\x1b[1;31m2 errors\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", coloured) == BY_POSTING


def test_links_lead_to_the_file_and_to_the_rule(two_postings: Report, text: Write) -> None:
    """A place links to its file, a rule to where it is explained."""
    linked = text(two_postings, hyperlinks=True)
    address = (Path.cwd() / "orders.json").as_uri()
    assert f"\x1b]8;;{address}\x1b\\orders.json:17:5\x1b]8;;\x1b\\ /result/postings/0" in linked
    assert "\x1b]8;;https://example.test/rules#OZ101\x1b\\OZ101\x1b]8;;\x1b\\" in linked


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a\x1b\\b", "https://a b", None])
def test_a_rule_links_to_the_web_or_nowhere(address: str | None, make: SimpleNamespace, text: Write) -> None:
    """An address that is none of the web, or would end the link early, is no link."""
    rule = msgspec.structs.replace(make.rule("OZ101"), help_uri=address)
    report = make.report(make.finding("OZ101", "1", "m", 1, place=Place("-", 1, 1, "")), rules=(rule,))
    assert "\x1b" not in text(report, hyperlinks=True)


HOSTILE = "\x1b[2J\x9b31m\u202e\u200b\r\n\t\x07\ud800\U000e0041"
SHOWN = r"\x1b[2J\x9b31m\u202e\u200b\r\n\t\x07\ud800\U000e0041"


@pytest.mark.parametrize("group", ["posting", "rule"])
@pytest.mark.parametrize("verbose", [False, True])
def test_hostile_values_are_harmless(group: str, make: SimpleNamespace, text: Write, *, verbose: bool) -> None:
    """Whatever stands in the data, nothing a terminal obeys or an eye cannot see comes out."""
    finding = make.finding(
        "OZ101",
        f"1{HOSTILE}",
        f"x{HOSTILE}y",
        1,
        account=HOSTILE,
        name=HOSTILE,
        values={HOSTILE: HOSTILE, "b": [HOSTILE], "c": {HOSTILE: HOSTILE}},
        facts={"status": HOSTILE, "warehouse": HOSTILE, "deadline": HOSTILE},
        place=Place(HOSTILE, 1, 1, HOSTILE),
    )
    report = make.report(
        finding,
        inputs=(
            msgspec.structs.replace(make.input, path=HOSTILE, format=HOSTILE),
            msgspec.structs.replace(make.input, error=HOSTILE),
        ),
        rules=(msgspec.structs.replace(make.rule("OZ101"), title=f"t{HOSTILE}", name=HOSTILE, fix=f"f{HOSTILE}"),),
        not_evaluated=(make.open_rule(f"r{HOSTILE}", 1, f"t{HOSTILE}", input=HOSTILE, examples=(HOSTILE,)),),
        reasons=(f"r{HOSTILE}",),
    )
    output = text(report, group=group, verbose=verbose)
    assert f"x{SHOWN}y" in output
    assert all(character == "\n" or character.isprintable() for character in output)


def test_a_very_long_value_does_not_drown_the_report(make: SimpleNamespace, text: Write) -> None:
    """Of a message of a megabyte the beginning is shown, and how much is left out."""
    output = text(make.report(make.finding("OZ101", "1", "x" * 1_000_000, 1)))
    assert "x… (+999000)" in output
    assert len(output) < 3000


def test_braces_in_values_are_only_braces(make: SimpleNamespace, text: Write) -> None:
    """A value that looks like a template is shown as it is."""
    assert "{key} {0} %s" in text(make.report(make.finding("OZ101", "1", "{key} {0} %s", 1, account="{account}")))


def test_values_are_written_as_people_read_them(make: SimpleNamespace, text: Write) -> None:
    """Booleans are words, lists are joined, whole numbers have no fraction, nothing is a dash."""
    values = {"a": True, "b": ["x", "y"], "c": 3.0, "d": "", "e": 2.5, "f": [], "g": {"k": None}, "h": False}
    report = make.report(make.finding("OZ101", "1", "m", 1, values=values))
    expected = "a = yes · b = x, y · c = 3 · d = — · e = 2.5 · f = — · g = k: — · h = no"
    assert expected in text(report, verbose=True)


def test_rich_is_not_imported_without_colours() -> None:
    """A report in a pipe does not pay for rich."""
    program = """
import sys
from ozlint.model.report import Report, Summary
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS
summary = Summary(**dict.fromkeys(Summary.__struct_fields__, 0))
report = Report(schema_version=1, version="", now="", exit_code=0, complete=True, lang="en", inputs=(), rules=(),
    findings=(), per_rule=(), not_evaluated=(), summary=summary)
for written in FORMATS.values():
    list(written.write(report, Options(hyperlinks=True, width=80)))
sys.exit("rich" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_fifty_thousand_findings_come_piece_by_piece(make: SimpleNamespace) -> None:
    """A large report is never one string, and says each rule's advice once."""
    from ozlint.reporters.options import Options
    from ozlint.reporters.text import text_report

    report = make.report(
        *(make.finding("OZ101", f"{i}-0001-1", "m", i) for i in range(50_000)), summary={"postings": 60_000}
    )
    chunks = list(text_report(report, Options()))
    assert len(chunks) > 50_000
    assert max(map(len, chunks)) < 500
    assert sum(chunk.count("Enter the number") for chunk in chunks) == 1
    assert chunks[-1] == "Found: 50,000 errors in 50,000 of 60,000 postings; clean: 10,000; rules: 45\n"


def test_a_run_that_judged_nothing_does_not_read_as_clean(make: SimpleNamespace) -> None:
    """The line that says that nothing was found says how many rules could judge nothing at all."""
    left = (make.open_rule("OZ302", 3, "seller_ships is not in this input"),)
    counts = (RuleCount(rule="OZ302", broken=0, holds=0, not_applicable=0, not_evaluated=3),)
    written = "".join(text_report(make.report(not_evaluated=left, per_rule=counts), Options()))
    assert "1 of them not evaluated everywhere (1 of these judged nothing at all)" in written


def test_one_posting_has_one_heading(make: SimpleNamespace) -> None:
    """What names no account stands with what names the only one that the posting has."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", "One.", 1, account="Main"), make.finding("OZ302", "1-0001-1", "Two.", 1)
    )
    lines = "".join(text_report(report, Options())).splitlines()
    assert sum(line.startswith("1-0001-1") for line in lines) == 1
