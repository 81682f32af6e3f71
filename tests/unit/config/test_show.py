"""What `ozlint config show` prints."""

import json
from pathlib import Path

from ozlint.config.config import Config
from ozlint.config.read import World, read_config
from ozlint.config.show import show_json, show_text

FILE = """\
inputs: [answers, "-"]
profile: safety
fail_on: never
tz: "+03:00"
output: [text, "json:out/report.json"]
must_evaluate: [OZ101]
rules:
  OZ301: {severity: warning}
  OZ302:
    off: true
    params: {hours: 6.5, hours_deliver: 2}
  OZ303: {}
  OZ702: {params: {own_delivery_methods: ["1020", 7]}}
overrides:
  - when: 'warehouse == "Казань: север" and scheme == "fbs"'
    rules:
      OZ301: {off: true}
      OZ303: {params: {days: 40}}
  - when: 'matches(account, "it''s")'
    rules: {OZ301: {severity: info}}
known_values:
  status: [teleported]
contacts:
  СДЭК: {phone: "+7 495 000-00-00", hours: "Пн-Пт: 9-18"}
columns:
  "№": "products[].sku"
accounts: [main, "Ромашка: два"]
zones: {"exports/*.csv": UTC}
schemes: {"exports/*.csv": rFBS}
costs:
  cancellation: {rate: global-blue}
  delay: {percent: 3, most: 1500, source: договор}
"""
TEXT = """\
# configuration: ozlint.yaml
inputs: [answers, "-"]                                        # ozlint.yaml:1
tracking: []                                                  # default
# carrier_map: not set                                        # default
require_tracking: false                                       # default
previous: []                                                  # default
packs: []                                                     # default
builtin: true                                                 # default
profile: safety                                               # ozlint.yaml:2
select: [OZ1]                                                 # OZLINT_SELECT
ignore: []                                                    # default
fail_on: never                                                # ozlint.yaml:3
lang: en                                                      # locale
tz: "+03:00"                                                  # ozlint.yaml:4
zones:
  "exports/*.csv": UTC                                        # ozlint.yaml:28
schemes:
  "exports/*.csv": rFBS                                       # ozlint.yaml:29
output: [text, "json:out/report.json"]                        # ozlint.yaml:5
group: posting                                                # default
sort: severity                                                # default
must_evaluate: [OZ101]                                        # ozlint.yaml:6
covers: 0d                                                    # default
allow_empty: false                                            # default
allow_incomplete: false                                       # default
# baseline: not set                                           # default
suppression_days: 90                                          # default
allow_never_expiring: false                                   # default
jobs: 1                                                       # default
rules:
  OZ301:
    severity: warning                                         # ozlint.yaml:8
  OZ302:
    off: true                                                 # ozlint.yaml:10
    params:
      hours: 6.5                                              # ozlint.yaml:11
      hours_deliver: 2                                        # ozlint.yaml:11
  OZ303: {}                                                   # ozlint.yaml:12
  OZ702:
    params:
      own_delivery_methods: ["1020", 7]                       # ozlint.yaml:13
overrides:
  - when: 'warehouse == "Казань: север" and scheme == "fbs"'  # ozlint.yaml:15
    rules:
      OZ301:
        off: true                                             # ozlint.yaml:17
      OZ303:
        params:
          days: 40                                            # ozlint.yaml:18
  - when: "matches(account, \\"it's\\")"                        # ozlint.yaml:19
    rules:
      OZ301:
        severity: info                                        # ozlint.yaml:20
known_values:
  status: [teleported]                                        # ozlint.yaml:22
carriers: {}                                                  # default
contacts:
  cdek: {phone: "+7 495 000-00-00", hours: "Пн-Пт: 9-18"}     # ozlint.yaml:24
columns:
  "№": "products[].sku"                                       # ozlint.yaml:26
costs:
  cancellation: {rate: global-blue}                           # ozlint.yaml:31
  delay: {percent: 3.0, most: 1500.0, source: договор}        # ozlint.yaml:32
accounts: [main, "Ромашка: два"]                              # ozlint.yaml:27
# api_url: not set                                            # default"""


def read(folder: Path, **environ: str) -> Config:
    """The configuration in a folder."""
    return read_config({}, World(environ=environ, folder=folder, lang="en", formats=("text", "json")), now=0.0)


def test_every_setting_is_shown_with_its_origin(tmp_path: Path) -> None:
    """Keys come in one order, each with its value and who gave it; nothing depends on the clock or the machine."""
    (tmp_path / "ozlint.yaml").write_text(FILE, encoding="utf-8")
    assert show_text(read(tmp_path, OZLINT_SELECT="OZ1"), "en") == TEXT


def test_what_is_shown_reads_as_the_same_configuration(tmp_path: Path) -> None:
    """The text is an ozlint.yaml itself: values are quoted where they must be."""
    (tmp_path / "ozlint.yaml").write_text(FILE, encoding="utf-8")
    first = read(tmp_path)
    (tmp_path / "ozlint.yaml").write_text(show_text(first, "en"), encoding="utf-8")
    again = [line.partition("  #")[0].rstrip() for line in show_text(read(tmp_path), "en").splitlines()]
    assert again == [line.partition("  #")[0].rstrip() for line in show_text(first, "en").splitlines()]


def test_nothing_set_is_shown_as_that_in_russian(tmp_path: Path) -> None:
    """Without a file, all of it is default; the notes are in the language asked for."""
    text = show_text(read(tmp_path), "ru")
    assert text.startswith("# файла настроек нет\ninputs: []                   # по умолчанию\n")
    assert "# tz: не задано              # по умолчанию\n" in text
    assert "lang: en                     # из локали\n" in text


def test_json_has_the_same_settings(tmp_path: Path) -> None:
    """Every setting is an object with its path, its value and who gave it."""
    (tmp_path / "ozlint.yaml").write_text(FILE, encoding="utf-8")
    shown = json.loads(show_json(read(tmp_path)))
    settings = {one["key"]: (one["value"], one["from"]) for one in shown["settings"]}
    assert shown["file"] == "ozlint.yaml"
    assert settings["inputs"] == (["answers", "-"], "ozlint.yaml:1")
    assert settings["tz"] == ("+03:00", "ozlint.yaml:4")
    assert settings["output"] == (["text", "json:out/report.json"], "ozlint.yaml:5")
    assert settings["rules.OZ302.params.hours"] == (6.5, "ozlint.yaml:11")
    assert settings["overrides[0].rules.OZ303.params.days"] == (40, "ozlint.yaml:18")
    assert settings["contacts.cdek"] == ({"phone": "+7 495 000-00-00", "hours": "Пн-Пт: 9-18"}, "ozlint.yaml:24")
    assert settings["allow_empty"] == (False, "default")
    assert len(settings) == len(shown["settings"])
