"""`ozlint rules` for people who write rules: new, test, try, explain, fields, functions, docs; from outside."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from finished import NOW, Build, Ozlint, Save
from own_rule import OWN_RULE

PATH = "own/ACME001-no-blue-boxes.yaml"
FAILING = OWN_RULE.replace("status: delivering}}", "status: delivered}}")


def test_a_new_rule_is_written_and_passes(ozlint: Ozlint, tmp_path: Path) -> None:
    """`rules new` writes a file named after id and name, says what to do next, and `rules test` passes it."""
    done = ozlint("rules", "new", "ACME001", "--name", "bulk-order", "--dir", "my/rules")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "my/rules/ACME001-bulk-order.yaml written\n"
        "Edit it, then: ozlint rules test my/rules\n"
        "For your editor, once: ozlint schema rule > my/rules/ozlint-rule.schema.json\n"
    )
    assert (tmp_path / "my" / "rules" / "ACME001-bulk-order.yaml").is_file()
    assert ozlint("rules", "test", "my/rules").out == "3 examples passed, 0 examples failed\n"


def test_the_schema_that_a_new_rule_names_can_be_written(ozlint: Ozlint, tmp_path: Path) -> None:
    """The command that `rules new` gives writes a JSON schema to the path that the rule's first line names."""
    command = ozlint("rules", "new", "ACME001").out.splitlines()[-1].partition(": ")[2]
    *arguments, _, path = command.split()
    schema = ozlint(*arguments[1:])
    assert schema.code == 0
    assert "$schema" in json.loads(schema.out)
    line = (tmp_path / "rules" / "ACME001-new-rule.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert line == f"# yaml-language-server: $schema={Path(path).name}"
    assert Path(path).parent == Path("rules")


def test_an_example_is_cut_from_an_answer(ozlint: Ozlint, save: Save, posting: Build, tmp_path: Path) -> None:
    """`--from` takes a file, or standard input; the rule has what matters of the posting, and nothing of the buyer."""
    buyer = {"name": "Anna Petrova", "phone": "+79990001122"}
    answer = {"postings": [posting(7, customer=buyer, tracking_number="15877700071")], "has_next": False}
    save("page.json", answer)
    done = ozlint("rules", "new", "ACME001", "--from", "page.json", "--at", NOW)
    assert (done.code, done.err) == (0, "")
    piped = ozlint(
        "rules", "new", "ACME001", "--from", "-", "--dir", "other", "--at", NOW, stdin=json.dumps(answer).encode()
    )
    assert piped.code == 0
    texts = [(tmp_path / name / "ACME001-new-rule.yaml").read_text(encoding="utf-8") for name in ("rules", "other")]
    assert texts[0] == texts[1]
    assert "status: delivering\n" in texts[0]
    for hidden in ("Anna", "79990001122", "12345678-0007-1", "15877700071"):
        assert hidden not in texts[0]
    assert ozlint("rules", "test", "rules").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("OZ101",), ("reserved for the built-in rules", "ACME101", "встроенными правилами")),
        (("acme001",), ("ACME001", "ACME001", "номер правила")),
        (("ACME",), ("no id", "ACME001", "номер правила")),
        (("ACME001", "--name", "Bulk order"), ("--name", "bulk-order", "дефисами")),
        (("ACME001", "--at", "tomorrow"), ("--at tomorrow", "2026-11-22T09:00:00Z", "не дата")),
    ],
)
def test_what_cannot_be_a_rule_is_refused(
    ozlint: Ozlint, tmp_path: Path, arguments: tuple[str, ...], said: tuple[str, str, str]
) -> None:
    """A reserved, misspelt or misnamed rule is exit 2, in both languages, with a way out; nothing is written."""
    done = ozlint("rules", "new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said[0] in done.err
    assert said[1] in done.err
    assert said[2] in ozlint("rules", "new", *arguments, "--lang", "ru").err
    assert list(tmp_path.rglob("*.yaml")) == []


def test_nothing_is_overwritten(ozlint: Ozlint, save: Save) -> None:
    """An id that the folder has is refused, whatever the name; the file stays as it is."""
    path = save("own/deep/ACME001-mine.yml", "mine")
    for name in ("mine", "other"):
        done = ozlint("rules", "new", "ACME001", "--name", name, "--dir", "own")
        assert done.code == 2
        assert "own/deep/ACME001-mine.yml" in done.err
    assert path.read_text(encoding="utf-8") == "mine"
    save("file", "")
    assert ozlint("rules", "new", "ACME001", "--dir", "file").code == 2


def test_a_posting_that_cannot_be_read_is_exit_3(ozlint: Ozlint, save: Save, tmp_path: Path) -> None:
    """A file that is not there, or holds no posting, is exit 3 with its name and the reason; nothing is written."""
    save("empty.json", {"postings": [], "has_next": False})
    for name in ("nothing.json", "empty.json"):
        done = ozlint("rules", "new", "ACME001", "--from", name)
        assert (done.code, done.out) == (3, "")
        assert name in done.err
    assert not (tmp_path / "rules").exists()


def test_a_posting_that_is_of_no_use_is_told(ozlint: Ozlint, save: Save) -> None:
    """Where nothing of the posting makes an example, the file is a made-up one, and that is said."""
    save("odd.json", [{"posting_number": "1", "status": "no such status"}])
    done = ozlint("rules", "new", "ACME001", "--from", "odd.json")
    assert done.code == 0
    assert "a made-up one" in done.out
    assert ozlint("rules", "test", "rules").code == 0


def test_a_failed_example_is_shown_whole(ozlint: Ozlint, save: Save) -> None:
    """`rules test` says which example, what was expected, what came, and what every part of the condition was worth."""
    save(PATH, FAILING)
    done = ozlint("rules", "test", "own")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        f"FAILED  {PATH}:16  ACME001 bad[0]\n"
        "    expected: ACME001 fires, and no other rule does\n"
        "    got: nothing fired\n"
        "    the values in ACME001, for 12345678-0001-1:\n"
        '      forbid: status == "delivering" → false\n'
        '        status → "delivered"\n'
        "\n"
        "2 examples passed, 1 example failed\n"
    )


def test_a_failed_example_is_shown_in_russian(ozlint: Ozlint, save: Save) -> None:
    """The same in Russian, to the last word."""
    save(PATH, FAILING)
    assert ozlint("rules", "test", "own", "--lang", "ru").out == (
        f"НЕ СОШЁЛСЯ  {PATH}:16  ACME001 bad[0]\n"
        "    ожидалось: срабатывает ACME001, и больше ничего\n"
        "    получилось: ничего не сработало\n"
        "    значения в ACME001, 12345678-0001-1:\n"
        '      forbid: status == "delivering" → false\n'
        '        status → "delivered"\n'
        "\n"
        "2 примера сошлись, 1 пример не сошёлся\n"
    )


def test_the_outcome_is_junit_as_well(ozlint: Ozlint, save: Save, tmp_path: Path) -> None:
    """`--junit FILE` writes a report beside the text, with a case for each example; a file that cannot be is exit 2."""
    save(PATH, FAILING)
    assert ozlint("rules", "test", "own", "--junit", "report.xml").code == 1
    root = ET.parse(tmp_path / "report.xml").getroot()  # noqa: S314 - our own document
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == ["bad[0]", "good[0]", "not_evaluated[0]"]
    refused = ozlint("rules", "test", "own", "--junit", "no/such/folder.xml")
    assert refused.code == 2
    assert "no/such/folder.xml" in refused.err


def test_several_folders_are_tested_together(ozlint: Ozlint, save: Save) -> None:
    """The rules of all folders given are run among each other, and --verbose lists what passed."""
    save(PATH, OWN_RULE)
    other = OWN_RULE.replace("ACME001", "ACME002").replace("no-blue-boxes", "no-red-boxes")
    save(
        "more/ACME002-no-red-boxes.yaml",
        other.replace('"delivering"', '"cancelled"').replace(": delivering", ": cancelled"),
    )
    done = ozlint("rules", "test", "own", "more", "--verbose")
    assert done.code == 0, done.out
    assert done.out.splitlines()[0] == f"ok  {PATH}:16  ACME001 bad[0]"
    assert done.out.endswith("6 examples passed, 0 examples failed\n")


def test_the_packs_of_the_configuration_are_tested(ozlint: Ozlint, save: Save) -> None:
    """Without a folder, the packs that ozlint.yaml names are tested."""
    save(PATH, OWN_RULE)
    save("ozlint.yaml", "packs: [own]\n")
    assert ozlint("rules", "test").out == "tested: own, 1 rule\n3 examples passed, 0 examples failed\n"


def test_the_settings_of_the_configuration_are_checked_with_its_packs(ozlint: Ozlint, save: Save) -> None:
    """Without a folder, what ozlint.yaml sets about rules must fit them, as in a check."""
    save(PATH, OWN_RULE)
    save("ozlint.yaml", "packs: [own]\nrules: {ACME01: {off: true}}\n")
    done = ozlint("rules", "test")
    assert done.code == 2
    assert 'ozlint.yaml:2:9: no rule has the id "ACME01"' in done.err


@pytest.mark.parametrize(
    ("identity", "name", "said"),
    [
        ("OZ101", "no-blue-boxes", "OZ101 is already the id of "),
        ("ACME001", "missing-tracking-number", "missing-tracking-number is already the name of "),
    ],
)
def test_ids_and_names_clash_with_the_built_in_ones(
    ozlint: Ozlint, save: Save, identity: str, name: str, said: str
) -> None:
    """`rules test` refuses an id or name of a built-in rule, as a check with these rules does."""
    save(f"own/{identity}-{name}.yaml", OWN_RULE.replace("ACME001", identity).replace("no-blue-boxes", name))
    done = ozlint("rules", "test", "own")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_nobody_is_told_to_take_a_reserved_id(ozlint: Ozlint, save: Save) -> None:
    """Where the id of a rule is reserved, its file is not to be renamed after it."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE.replace("ACME001", "OZ901", 1))
    done = ozlint("rules", "test", "own")
    assert done.code == 2
    assert "rename" not in done.err
    assert "mend the id: the letters OZ are reserved" in done.err


CDEK = {
    "entity": {"cdek_number": "1106153417", "statuses": [{"code": "CREATED", "date_time": "2026-11-20T09:00:00+0000"}]}
}


def test_other_inputs_are_tried(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """`rules try` evaluates what carriers say and what was before; without these inputs the reason says so."""
    save("now.json", [posting(1, status="delivered")])
    save("before.json", [posting(1)])
    without = ozlint("rules", "try", "changed(status)", "now.json").out
    assert "1 × --previous was not given" in without
    given = ozlint("rules", "try", "changed(status)", "now.json", "--previous", "before.json")
    assert given.out.splitlines()[1].split() == ["holds", "1"]
    counted = ozlint("rules", "try", "count(changed(status))", "now.json", "--previous", "before.json")
    assert "count(changed(status)) → 1" in counted.out
    assert ozlint("rules", "try", "carrier", "now.json", "--covers", "x").code == 2


def test_the_other_inputs_of_the_configuration_are_tried(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """What ozlint.yaml names under previous is beside the postings that an expression is tried on."""
    save("now.json", [posting(1, status="delivered")])
    save("before.json", [posting(1)])
    save("ozlint.yaml", "previous: [before.json]\n")
    assert ozlint("rules", "try", "changed(status)", "now.json").out.splitlines()[1].split() == ["holds", "1"]


def test_a_carriers_file_is_told_where_it_belongs(ozlint: Ozlint, save: Save) -> None:
    """An answer of a carrier given as postings is named for what it is, with the flag that takes it."""
    save("cdek.json", CDEK)
    for command in (("rules", "try", "carrier", "cdek.json"), ("rules", "new", "ACME001", "--from", "cdek.json")):
        told = ozlint(*command).err
        assert "cdek.json: this is what a carrier says of its parcels: give it with --tracking" in told


def test_a_condition_is_tried(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """`rules try` counts what holds, what does not and what cannot be told, and shows the first few with operands."""
    bare = {"posting_number": "12345678-0003-1", "status": "delivering"}
    save("in/a.json", [posting(1), posting(2, tracking_number=""), bare])
    done = ozlint("rules", "try", "shipped and present(tracking_number)", "in", "--at", NOW)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "shipped and present(tracking_number): 3 postings\n"
        "  holds          1\n"
        "  does not hold  1\n"
        "  not evaluated  1\n"
        "                   1 × tracking_number is not in this input\n"
        "\n"
        "holds (1):\n"
        "  12345678-0001-1  in/a.json:1\n"
        "      shipped = true\n"
        '      tracking_number = "1587700001"\n'
        "\n"
        "does not hold (1):\n"
        "  12345678-0002-1  in/a.json:1\n"
        "      shipped = true\n"
        "      tracking_number = empty\n"
        "\n"
        "not evaluated (1):\n"
        "  12345678-0003-1  in/a.json:1\n"
        "      shipped = true\n"
        "      tracking_number = unknown\n"
        "      → tracking_number is not in this input\n"
    )


def test_a_value_is_tried(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """An expression that is no condition shows its most common values, in Russian as well."""
    save("a.json", [posting(1), posting(2), posting(3, delivery_method={"tpl_provider": "DPD"})])
    done = ozlint("rules", "try", "carrier", "a.json", "--lang", "ru")
    assert done.code == 0
    assert done.out == (
        "carrier: 3 отправления\n"
        "  есть значение  3\n"
        "  пусто          0\n"
        "  неизвестно     0\n"
        "\n"
        "самые частые значения:\n"
        '  2  "cdek"\n'
        '  1  "dpd"\n'
    )


def test_an_expression_about_the_run_is_tried(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """`rules try` works out what a rule about the run would: over all postings, part by part, with what it takes."""
    save("a.json", [posting(1), posting(2, status="cancelled")])
    done = ozlint("rules", "try", 'count(status == "cancelled") / count(status != "cancelled") < 3', "a.json")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2 postings",
        '  count(status == "cancelled") / count(status != "cancelled") < 3 → true',
        '    count(status == "cancelled") / count(status != "cancelled") → 1',
        '      count(status == "cancelled") → 1',
        '      count(status != "cancelled") → 1',
    ]
    share = ("rules", "try", "share(shipped, within=days(7)) <= 1", "a.json", "--at", NOW)
    assert "unknown (--covers was not given, and it takes 7d)" in ozlint(*share).out
    assert "→ true" in ozlint(*share, "--covers", "7d").out
    assert "did you mean `shipped`?" in ozlint("rules", "try", "count(shippd)", "a.json").err


def test_how_many_are_shown_can_be_said(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--show says how many of each kind are shown; 0 shows counts only."""
    save("a.json", [posting(number) for number in range(1, 6)])
    assert "holds (the first 2 of 5):" in ozlint("rules", "try", "shipped", "a.json", "--show", "2").out
    assert ozlint("rules", "try", "shipped", "a.json", "--show", "0").out.count("\n") == 4
    assert ozlint("rules", "try", "shipped", "a.json", "--show", "some").code == 2


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_bad_expression_is_shown_with_a_caret(ozlint: Ozlint, save: Save, lang: str) -> None:
    """An expression that is none is exit 2, with the place of the fault under it and what was probably meant."""
    save("a.json", [])
    done = ozlint("rules", "try", 'is_express and statu == "y"', "a.json", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines[1] == '  is_express and statu == "y"'
    assert lines[2].strip("^ ") == ""
    assert {"en": "did you mean", "ru": "может быть"}[lang] in lines[3]


def test_what_cannot_be_read_is_told_beside_the_rest(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """An input that cannot be read, or no posting at all, is exit 3; what could be read is tried all the same."""
    save("a.json", [posting(1)])
    done = ozlint("rules", "try", "shipped", "a.json", "b.json")
    assert done.code == 3
    assert "holds          1" in done.out
    assert "b.json" in done.err
    save("empty.json", {"postings": [], "has_next": False})
    assert ozlint("rules", "try", "shipped", "empty.json").code == 3


def test_buyers_are_never_shown(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """No expression can name a buyer's data, and trying one shows nothing of it."""
    save("a.json", [posting(1, customer={"name": "Anna Petrova"}, addressee={"phone": "+79990001122"})])
    done = ozlint("rules", "try", "shipped", "a.json")
    assert "Anna" not in done.out
    assert "7999" not in done.out
    assert ozlint("rules", "try", 'customer.name == "x"', "a.json").code == 2


def test_a_rule_is_explained_as_it_is_configured(ozlint: Ozlint, save: Save) -> None:
    """`rules explain` shows the values in force with ozlint.yaml, as text, Markdown and JSON."""
    save("ozlint.yaml", "rules:\n  OZ301:\n    severity: info\n    params: {cancel_days: 3}\n")
    text = ozlint("rules", "explain", "OZ301")
    assert (text.code, text.err) == (0, "")
    assert "severity: info\n" in text.out
    assert "  cancel_days = 3  (" in text.out
    assert "| `cancel_days` | 3 | 5 |" in ozlint("rules", "explain", "OZ301", "--format", "markdown").out
    data = json.loads(ozlint("rules", "explain", "OZ301", "--format", "json").out)
    assert (data["severity"], data["params"]["cancel_days"]["value"]) == ("info", 3)
    assert "  cancel_days = 5  (" in ozlint("rules", "explain", "OZ301", "--no-config").out


def test_names_are_listed(ozlint: Ozlint) -> None:
    """`rules fields` lists every name with type, inputs, example and meaning; a pattern narrows it."""
    done = ozlint("rules", "fields")
    assert (done.code, done.err) == (0, "")
    for name in ("deadline", "products[].quantity", "now", "readable", "more_expected"):
        assert f"\n  {name} " in done.out
    assert ozlint("rules", "fields", "shipment").out == (
        "Fields of a posting\n"
        "  shipment_date                time  fbs export             2026-05-18T12:00:00Z  "
        "The recommended shipment time; a worse tariff begins after it\n"
        "  shipment_date_without_delay  time  fbs since 2025 export  2026-05-19T12:00:00Z  "
        "The last moment to ship without being late\n"
    )


def test_one_name_shows_its_values(ozlint: Ozlint) -> None:
    """The exact name of an enum shows what values are known, with their meaning; a word shows what it stands for."""
    shown = ozlint("rules", "fields", "status", "--lang", "ru").out
    assert shown.startswith("status: Статус отправления у Ozon\n  тип: enum\n")
    assert "    awaiting_packaging " in shown
    assert "stands for: first(shipment_date_without_delay, shipment_date)" in ozlint("rules", "fields", "deadline").out


def test_functions_are_listed(ozlint: Ozlint) -> None:
    """`rules functions` lists every function with its signature, meaning and example, and what is special about it."""
    done = ozlint("rules", "functions", "pairs_with")
    assert (done.code, done.out) == (
        0,
        (
            "pairs_with(text, text)  gives bool\n"
            "    The status and the substatus go together; cannot say where either is not known\n"
            "    may answer that it cannot say\n"
            "    example: pairs_with(status, substatus)\n"
        ),
    )
    assert "видит пустые значения" in ozlint("rules", "functions", "missing", "--lang", "ru").out


@pytest.mark.parametrize("command", ["fields", "functions"])
def test_the_dictionary_is_json_as_well(ozlint: Ozlint, command: str) -> None:
    """`--format json` is an array of the same; a pattern that nothing fits is exit 2."""
    rows = json.loads(ozlint("rules", command, "--format", "json").out)
    assert len(rows) > 20
    assert {"name", "meaning", "example"} <= rows[0].keys()
    done = ozlint("rules", command, "presnt" if command == "functions" else "trackng_number")
    assert (done.code, done.out) == (2, "")
    assert "did you mean" in done.err


def test_the_tables_of_a_guide_are_written_and_checked(ozlint: Ozlint, save: Save) -> None:
    """`rules docs` writes the tables between the markers of a guide beside the page, and --check minds them."""
    guide = save("docs/writing-rules.ru.md", "# Я\n<!-- generated: functions -->\n<!-- /generated -->\nконец\n")
    assert ozlint("rules", "docs").code == 0
    text = guide.read_text(encoding="utf-8")
    assert "| `present(value)` | bool | Значение есть и не пусто" in text
    assert ozlint("rules", "docs", "--check").code == 0
    guide.write_text(text.replace("Значение есть", "Значения нет"), encoding="utf-8")
    stale = ozlint("rules", "docs", "--check")
    assert stale.code == 1
    assert "docs/writing-rules.ru.md is out of date" in stale.out


@pytest.mark.parametrize("command", ["new", "test", "try", "explain", "fields", "functions", "docs", "list"])
def test_every_command_has_help_in_both_languages(ozlint: Ozlint, command: str) -> None:
    """`--help` of each command is in the language asked for, and not longer than a screen is wide."""
    english, russian = (ozlint("rules", command, "--help", "--lang", lang) for lang in ("en", "ru"))
    assert english.code == russian.code == 0
    assert english.out != russian.out
    assert not set("абвгдежзиклмн") & set(english.out)


def test_a_new_rule_fits_its_pack(ozlint: Ozlint, save: Save) -> None:
    """An id with letters that the pack of the folder does not have is refused, and the next free one is named."""
    save("a/pack.yaml", "name: mugs\nversion: 1.0.0\nprefix: MUG\n")
    save("a/deep/MUG007-no-blue-boxes.yaml", OWN_RULE.replace("ACME001", "MUG007"))
    for lang, said in (("en", "ids of the pack mugs begin with MUG; take MUG008"), ("ru", "возьмите MUG008")):
        done = ozlint("rules", "new", "ACME001", "--dir", "a", "--lang", lang)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    assert ozlint("rules", "new", "MUG008", "--dir", "a").code == 0
    assert "take MUG009, or edit that file" in ozlint("rules", "new", "MUG007", "--dir", "a").err
    save("a/pack.yaml", "name: mugs\n")
    assert "a/pack.yaml:1:1" in ozlint("rules", "new", "MUG009", "--dir", "a").err


def test_new_rules_have_names_of_their_own(ozlint: Ozlint) -> None:
    """Without --name each rule gets a name that no other has, and the name of another rule is refused."""
    for identity, name in (("ACME001", "new-rule"), ("ACME002", "new-rule-2"), ("ACME003", "new-rule-3")):
        assert f"rules/{identity}-{name}.yaml written" in ozlint("rules", "new", identity).out
    assert ozlint("rules", "test", "rules").code == 0
    taken = ozlint("rules", "new", "ACME004", "--name", "new-rule-2")
    assert taken.code == 2
    assert "--name new-rule-2: rules/ACME002-new-rule-2.yaml is called so already" in taken.err
    assert "OZ301 is called so already" in ozlint("rules", "new", "ACME004", "--name", "overdue-shipment").err
