"""A configuration file: every slip in it is told with its place and the way out, in YAML and in TOML alike."""

from pathlib import Path

import pytest

from ozlint.config.config import Config
from ozlint.config.read import World, read_config
from ozlint.errors import OzlintError
from ozlint.rulebook.problem import RuleProblems

FORMATS = ("text", "json")
GOOD = """\
inputs: [answers]
profile: safety
select: [OZ1]
fail_on: warning
lang: ru
tz: "+03:00"
output: [text]
builtin: true
rules:
  OZ301: {off: true, params: {grace_hours: 3}}
overrides:
  - when: status == "delivering"
    rules: {OZ302: {severity: info}}
known_values:
  status: [teleported]
contacts:
  СДЭК: {phone: "+7 495 1", email: help@cdek.ru, hours: every day}
columns:
  Моё отправление: posting_number
  Склад: delivery_method.warehouse
"""


def read(folder: Path, text: str, name: str = "ozlint.yaml") -> Config:
    """The configuration of a folder that holds one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_config({}, World(environ={}, folder=folder, lang="en", formats=FORMATS), now=0.0)


def told(folder: Path, text: str, name: str = "ozlint.yaml") -> RuleProblems:
    """What reading a wrong file raises."""
    with pytest.raises(RuleProblems) as caught:
        read(folder, text, name)
    return caught.value


def test_a_good_file_says_what_it_says(tmp_path: Path) -> None:
    """Every key reaches its place, and knows the line it comes from."""
    config = read(tmp_path, GOOD)
    assert (config.inputs, config.profile, config.select, config.fail_on) == (
        ("answers",),
        "safety",
        ("OZ1",),
        "warning",
    )
    assert (config.lang, config.tz, config.file) == ("ru", "+03:00", "ozlint.yaml")
    assert (config.rules["OZ301"].off, dict(config.rules["OZ301"].params)) == (True, {"grace_hours": 3})
    (override,) = config.overrides
    assert (override.when, override.rules["OZ302"].severity) == ('status == "delivering"', "info")
    assert override.spot.name == "ozlint.yaml:12"
    assert config.known_values == {"status": ("teleported",)}
    assert (config.contacts["cdek"].name, config.contacts["cdek"].email) == ("СДЭК", "help@cdek.ru")
    assert config.columns == {"Моё отправление": "posting_number", "Склад": "delivery_method.warehouse"}
    assert config.origin("fail_on").name == "ozlint.yaml:4"
    assert config.origin("ignore").name == "default"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}\n"])
def test_a_file_without_keys_sets_nothing(tmp_path: Path, text: str) -> None:
    """A file of comments is a configuration: that of the defaults."""
    assert read(tmp_path, text).profile == "recommended"


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        (
            "profile: safety",
            "profil: safety",
            'ozlint.yaml:2:1: no such key: "profil"\n    profil: safety\n    ^^^^^^\n    did you mean "profile"?',
        ),
        (
            "tz:",
            "gadget:",
            (
                'ozlint.yaml:6:1: no such key: "gadget"\n'
                '    gadget: "+03:00"\n'
                "    ^^^^^^\n"
                "    known keys: inputs, tracking, carrier_map, require_tracking, previous, packs, builtin, profile, "
                "select, ignore, fail_on, lang, tz, zones, schemes, output, group, sort, must_evaluate, covers, "
                "allow_empty, allow_incomplete, baseline, suppression_days, allow_never_expiring, jobs, rules, "
                "overrides, known_values, carriers, contacts, columns, costs, accounts, api_url"
            ),
        ),
        (
            "profile: safety",
            "profile: safty",
            (
                'ozlint.yaml:2:10: profile cannot be "safty"\n'
                "    profile: safty\n"
                "             ^^^^^\n"
                '    did you mean "safety"? Known: safety, recommended, pedantic'
            ),
        ),
        (
            "fail_on: warning",
            "fail_on: fatal",
            (
                'ozlint.yaml:4:10: fail_on cannot be "fatal"\n'
                "    fail_on: fatal\n"
                "             ^^^^^\n"
                "    known: error, warning, info, never"
            ),
        ),
        (
            "lang: ru",
            "lang: de",
            'ozlint.yaml:5:7: lang cannot be "de"\n    lang: de\n          ^^\n    known: en, ru',
        ),
        (
            "inputs: [answers]",
            "inputs: answers",
            (
                "ozlint.yaml:1:9: a list is wanted here, not text\n"
                "    inputs: answers\n"
                "            ^^^^^^^\n"
                "    start each item with a hyphen: - …"
            ),
        ),
        (
            "inputs: [answers]",
            "inputs: [answers, 7]",
            (
                "ozlint.yaml:1:19: text is wanted here, not a number\n"
                "    inputs: [answers, 7]\n"
                "                      ^\n"
                '    quote it: "7"'
            ),
        ),
        (
            "builtin: true",
            "builtin: 1",
            "ozlint.yaml:8:10: true or false is wanted here, not a number\n    builtin: 1\n             ^",
        ),
        (
            "builtin: true",
            "builtin: yes",
            (
                'ozlint.yaml:8:10: "yes" without quotes means true in YAML 1.1 and text in YAML 1.2\n'
                "    builtin: yes\n"
                "             ^^^\n"
                '    write true, or quote it: "yes"'
            ),
        ),
        (
            "profile: safety",
            "profile:",
            "ozlint.yaml:2:1: profile is empty\n    profile:\n    ^^^^^^^\n    write its value, or delete the key",
        ),
        (
            "select: [OZ1]",
            "profile: pedantic",
            (
                'ozlint.yaml:3:1: the key "profile" is there twice, first in line 2\n'
                "    profile: pedantic\n"
                "    ^^^^^^^\n"
                "    keep one of the two"
            ),
        ),
        (
            '"+03:00"',
            "Europe/Moskow",
            (
                'ozlint.yaml:6:5: there is no time zone "Europe/Moskow"\n'
                "    tz: Europe/Moskow\n"
                "        ^^^^^^^^^^^^^\n"
                '    did you mean "Europe/Moscow"?'
            ),
        ),
        (
            "select:",
            "zones: {a.csv: UTC, exports/*.csv: Mars/Base}\nselect:",
            (
                'ozlint.yaml:3:36: there is no time zone "Mars/Base"\n'
                "    zones: {a.csv: UTC, exports/*.csv: Mars/Base}\n"
                "                                       ^^^^^^^^^\n"
                "    write an offset or a name, like +03:00 or Europe/Moscow"
            ),
        ),
        (
            "select:",
            "schemes: {a.csv: РФБС, b.csv: fbx}\nselect:",
            (
                'ozlint.yaml:3:31: there is no scheme "fbx"\n'
                "    schemes: {a.csv: РФБС, b.csv: fbx}\n"
                "                                  ^^^\n"
                '    did you mean "fbs"?'
            ),
        ),
        (
            '"+03:00"',
            '"+3"',
            ('ozlint.yaml:6:5: there is no time zone "+3"\n    tz: "+3"\n        ^^^^\n    write +03:00'),
        ),
        (
            '"+03:00"',
            "3",
            ('ozlint.yaml:6:5: text is wanted here, not a number\n    tz: 3\n        ^\n    write "+03:00"'),
        ),
        (
            "builtin: true",
            "covers: 14",
            ('ozlint.yaml:8:9: text is wanted here, not a number\n    covers: 14\n            ^^\n    write "14d"'),
        ),
        (
            "builtin: true",
            'covers: "14"',
            ('ozlint.yaml:8:9: "14" is no length of time\n    covers: "14"\n            ^^^^\n    write 14d'),
        ),
        (
            "output: [text]",
            "output: [tex]",
            (
                'ozlint.yaml:7:10: there is no report "tex"\n'
                "    output: [tex]\n"
                "             ^^^\n"
                '    did you mean "text"? Known: text, json'
            ),
        ),
        (
            "output: [text]",
            "output: [text, json]",
            (
                "ozlint.yaml:7:16: only one report can go to the standard output\n"
                "    output: [text, json]\n"
                "                   ^^^^\n"
                "    give it a file: json:report.json"
            ),
        ),
        (
            "{off: true, params",
            "{of: true, params",
            (
                'ozlint.yaml:10:11: no such key: "of"\n'
                "      OZ301: {of: true, params: {grace_hours: 3}}\n"
                "              ^^\n"
                '    did you mean "off"?'
            ),
        ),
        (
            "OZ301: {off: true, params: {grace_hours: 3}}",
            "OZ301: false",
            (
                "ozlint.yaml:10:10: a mapping is wanted here, not true/false\n"
                "      OZ301: false\n"
                "             ^^^^^\n"
                "    its keys: off, severity, params"
            ),
        ),
        (
            "OZ301: {off: true, params: {grace_hours: 3}}",
            "OZ301:",
            "ozlint.yaml:10:3: OZ301 is empty\n      OZ301:\n      ^^^^^\n    write its value, or delete the key",
        ),
        (
            "severity: info",
            "severity: inf",
            (
                'ozlint.yaml:13:31: severity cannot be "inf"\n'
                "        rules: {OZ302: {severity: inf}}\n"
                "                                  ^^^\n"
                '    did you mean "info"? Known: error, warning, info'
            ),
        ),
        (
            'status == "delivering"',
            'staus == "delivering"',
            (
                "ozlint.yaml:12:11: `staus` is not a field or word of a posting\n"
                '      - when: staus == "delivering"\n'
                "              ^^^^^\n"
                "    did you mean `status`?"
            ),
        ),
        (
            'status == "delivering"',
            'status == "deliverd"',
            (
                'ozlint.yaml:12:21: `status` is never "deliverd": Ozon has no such value\n'
                '      - when: status == "deliverd"\n'
                "                        ^^^^^^^^^^\n"
                '    did you mean "delivered"?'
            ),
        ),
        (
            'status == "delivering"',
            "status",
            (
                "ozlint.yaml:12:11: a condition is true or false, and this is a text\n"
                "      - when: status\n"
                "              ^^^^^^\n"
                "    compare it with something, or write present(…)"
            ),
        ),
        (
            '  - when: status == "delivering"\n    rules',
            "  - rules",
            (
                'ozlint.yaml:12:5: the key "when" is missing\n'
                "      - rules: {OZ302: {severity: info}}\n"
                "        ^\n"
                "    add when: …"
            ),
        ),
        (
            "{OZ302: {severity: info}}",
            "{}",
            "ozlint.yaml:13:5: rules is empty\n        rules: {}\n        ^^^^^\n    write its value",
        ),
        (
            "  status: [",
            "  staus: [",
            (
                'ozlint.yaml:15:3: "staus" has no known values to add to\n'
                "      staus: [teleported]\n"
                "      ^^^^^\n"
                '    did you mean "status"?'
            ),
        ),
        (
            "[teleported]",
            "teleported",
            (
                "ozlint.yaml:15:11: a list is wanted here, not text\n"
                "      status: teleported\n"
                "              ^^^^^^^^^^\n"
                "    start each item with a hyphen: - …"
            ),
        ),
        (
            '"+7 495 1"',
            "ask",
            (
                "ozlint.yaml:17:17: a telephone number has digits in it\n"
                "      СДЭК: {phone: ask, email: help@cdek.ru, hours: every day}\n"
                "                    ^^^\n"
                '    like "+7 495 000-00-00"'
            ),
        ),
        (
            "help@cdek.ru",
            "help.cdek.ru",
            (
                "ozlint.yaml:17:36: this is no e-mail address\n"
                '      СДЭК: {phone: "+7 495 1", email: help.cdek.ru, hours: every day}\n'
                "                                       ^^^^^^^^^^^^"
            ),
        ),
        (
            "  СДЭК:",
            "  cdek: {}\n  СДЭК:",
            (
                "ozlint.yaml:18:3: СДЭК is the same carrier as cdek\n"
                '      СДЭК: {phone: "+7 495 1", email: help@cdek.ru, hours: every day}\n'
                "      ^^^^\n"
                "    keep one of the two"
            ),
        ),
        (
            "delivery_method.warehouse",
            "delivery_method_warehouse",
            (
                'ozlint.yaml:20:10: there is no field "delivery_method_warehouse"\n'
                "      Склад: delivery_method_warehouse\n"
                "             ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                '    did you mean "delivery_method.warehouse"?'
            ),
        ),
        (
            "delivery_method.warehouse",
            "zzzz",
            (
                'ozlint.yaml:20:10: there is no field "zzzz"\n'
                "      Склад: zzzz\n"
                "             ^^^^\n"
                "    `ozlint rules fields` lists them"
            ),
        ),
        (
            "  Склад:",
            "  МОЁ_отправление:",
            (
                "ozlint.yaml:20:3: МОЁ_отправление is the same name as Моё отправление\n"
                "      МОЁ_отправление: delivery_method.warehouse\n"
                "      ^^^^^^^^^^^^^^^\n"
                "    keep one of the two"
            ),
        ),
        (
            "  Склад:",
            "  Телефон получателя:",
            (
                'ozlint.yaml:20:3: "Телефон получателя" is about the buyer\n'
                "      Телефон получателя: delivery_method.warehouse\n"
                "      ^^^^^^^^^^^^^^^^^^\n"
                "    such columns are never read"
            ),
        ),
    ],
)
def test_a_slip_is_told_with_its_place_and_the_way_out(
    tmp_path: Path, written: str, instead: str, expected: str
) -> None:
    """One wrong word is one problem, with line, column, carets and what was probably meant."""
    assert written in GOOD
    assert told(tmp_path, GOOD.replace(written, instead)).show("en") == expected


def test_all_slips_are_told_at_once_in_russian(tmp_path: Path) -> None:
    """Every fault of the file is told in one go, in the language asked for."""
    text = (
        'profil: safety\nlang: de\nallow_empty: "true"\nbuiltin: true\ntz: Mars/Base\ncontacts: {DHL: {phone: ask}}\n'
    )
    assert told(tmp_path, text).show("ru") == (
        "ozlint.yaml:1:1: нет такого ключа: «profil»\n"
        "    profil: safety\n"
        "    ^^^^^^\n"
        "    может быть, «profile»?\n\n"
        "ozlint.yaml:2:7: lang не может быть «de»\n"
        "    lang: de\n"
        "          ^^\n"
        "    известны: en, ru\n\n"
        "ozlint.yaml:3:14: здесь нужно true или false, а не текст\n"
        '    allow_empty: "true"\n'
        "                 ^^^^^^\n\n"
        "ozlint.yaml:5:5: нет часового пояса «Mars/Base»\n"
        "    tz: Mars/Base\n"
        "        ^^^^^^^^^\n"
        "    пишите +03:00 или Europe/Moscow\n\n"
        "ozlint.yaml:6:25: в номере телефона должны быть цифры\n"
        "    contacts: {DHL: {phone: ask}}\n"
        "                            ^^^\n"
        '    например, "+7 495 000-00-00"'
    )


@pytest.mark.parametrize(("text", "start"), [("- inputs\n", "ozlint.yaml:1:1: a configuration is a mapping of keys")])
def test_a_file_of_something_else_is_told(tmp_path: Path, text: str, start: str) -> None:
    """A list is no configuration."""
    assert told(tmp_path, text).show("en").startswith(start)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'profile = "safty"',
            (
                'pyproject.toml:2:11: profile cannot be "safty"\n'
                '    profile = "safty"\n'
                "              ^^^^^^^\n"
                '    did you mean "safety"? Known: safety, recommended, pedantic'
            ),
        ),
        (
            'profil = "safety"',
            'pyproject.toml:2:1: no such key: "profil"\n    profil = "safety"\n    ^^^^^^\n    did you mean "profile"?',
        ),
        (
            'inputs = "answers"',
            (
                "pyproject.toml:2:10: a list is wanted here, not text\n"
                '    inputs = "answers"\n'
                "             ^^^^^^^^^\n"
                "    put it in brackets: [ … ]"
            ),
        ),
        (
            "[tool.ozlint.rules]\nOZ301 = {off = 1}",
            (
                "pyproject.toml:3:16: true or false is wanted here, not a number\n"
                "    OZ301 = {off = 1}\n"
                "                   ^"
            ),
        ),
        (
            'rules.OZ301.severity = "eror"',
            (
                'pyproject.toml:2:24: severity cannot be "eror"\n'
                '    rules.OZ301.severity = "eror"\n'
                "                           ^^^^^^\n"
                '    did you mean "error"? Known: error, warning, info'
            ),
        ),
        (
            "[[tool.ozlint.overrides]]\nwhen = 'status == \"deliverd\"'\nrules.OZ301.off = true",
            (
                'pyproject.toml:3:19: `status` is never "deliverd": Ozon has no such value\n'
                "    when = 'status == \"deliverd\"'\n"
                "                      ^^^^^^^^^^\n"
                '    did you mean "delivered"?'
            ),
        ),
        (
            '[[tool.ozlint.overrides]]\nwhen = "status == \\"deliverd\\""\nrules.OZ301.off = true',
            (
                'pyproject.toml:3:19: `status` is never "deliverd": Ozon has no such value\n'
                '    when = "status == \\"deliverd\\""\n'
                "                      ^^^^^^^^^^^^\n"
                '    did you mean "delivered"?'
            ),
        ),
        (
            "[[tool.ozlint.overrides]]\nwhen = '''\n  present(warehouse)\n  and staus == 1'''\nrules.OZ301.off = true",
            (
                "pyproject.toml:5:7: `staus` is not a field or word of a posting\n"
                "      and staus == 1'''\n"
                "          ^^^^^\n"
                "    did you mean `status`?"
            ),
        ),
        (
            "[[tool.ozlint.overrides]]\nrules.OZ301.off = true",
            'pyproject.toml:2:1: the key "when" is missing\n    [[tool.ozlint.overrides]]\n    ^\n    add when = …',
        ),
        (
            "tz = 2026-11-22",
            (
                "pyproject.toml:2:6: text is wanted here, not something else\n"
                "    tz = 2026-11-22\n"
                "         ^^^^^^^^^^\n"
                '    quote it: "2026-11-22"'
            ),
        ),
        (
            "rules.OZ301.params.hours = inf",
            (
                "pyproject.toml:2:28: not a finite number of up to 30 digits\n"
                "    rules.OZ301.params.hours = inf\n"
                "                               ^^^"
            ),
        ),
        (
            'lang = "en"\nlang = "ru"',
            'pyproject.toml:3:1: this key or table is there twice\n    lang = "ru"\n    ^^^^\n    keep one of the two',
        ),
        (
            "[tool.ozlint]",
            (
                "pyproject.toml:2:1: this key or table is there twice\n"
                "    [tool.ozlint]\n"
                "    ^^^^^^^^^^^^^\n"
                "    keep one of the two"
            ),
        ),
    ],
)
def test_a_slip_in_toml_is_told_in_its_place(tmp_path: Path, text: str, expected: str) -> None:
    """The table of a pyproject.toml is read as strictly as a YAML file, and every problem points into the TOML text."""
    assert told(tmp_path, f"[tool.ozlint]\n{text}\n", "pyproject.toml").show("en") == expected


def test_toml_that_is_none_is_told_where_it_breaks_off(tmp_path: Path) -> None:
    """A syntax error has the line of tomllib."""
    (problem,) = told(tmp_path, '[tool.ozlint]\nlang = "en\n', "pyproject.toml").problems
    assert (problem.path, problem.line) == ("pyproject.toml", 2)
    assert problem.message.en.startswith("not TOML: ")
    assert problem.message.ru.startswith("это не TOML: ")


def test_the_same_configuration_in_both_forms(tmp_path: Path) -> None:
    """What YAML can say, TOML can say too."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    toml = """\
[tool.ozlint]
inputs = ["answers"] # here
profile = "safety"
select = [
  "OZ1",
]
fail_on = 'warning'
lang = "ru"
tz = "+03:00"
output = ["text"]
builtin = true
rules.OZ301 = {off = true, params = {grace_hours = 3}}
known_values = {status = ["teleported"]}

[[tool.ozlint.overrides]]
when = 'status == "delivering"'
[tool.ozlint.overrides.rules.OZ302]
severity = "info"

[tool.ozlint.contacts."СДЭК"]
phone = "+7 495 1"
email = "help@cdek.ru"
hours = "every day"
"""
    one, other = read(tmp_path / "a", GOOD), read(tmp_path / "b", toml, "pyproject.toml")
    keys = ("inputs", "profile", "select", "fail_on", "lang", "tz", "outputs", "builtin", "known_values", "contacts")
    assert [getattr(one, key) for key in keys] == [getattr(other, key) for key in keys]
    assert (other.rules["OZ301"].off, other.rules["OZ301"].params) == (True, {"grace_hours": 3})
    assert (other.overrides[0].when, other.overrides[0].rules["OZ302"].severity) == ('status == "delivering"', "info")
    assert other.overrides[0].rules["OZ302"].spot.inside("severity").name == "pyproject.toml:18"
    assert other.contacts["cdek"].phone == "+7 495 1"
    assert other.origin("fail_on").name == "pyproject.toml:7"


@pytest.mark.parametrize("text", ["[tool.ozlint]\nx = " + "[" * 5000, "[tool.ozlint]\nx = " + "1" * 10_000])
def test_hostile_toml_is_an_error_and_no_crash(tmp_path: Path, text: str) -> None:
    """Nesting without end and numbers without end are refused."""
    with pytest.raises(OzlintError):
        read(tmp_path, text, "pyproject.toml")
