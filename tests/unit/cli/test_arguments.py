"""From arguments to a configuration, and what is said of arguments that are wrong."""

import re
import shlex
from collections.abc import Callable, Iterator
from itertools import takewhile
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs

from ozlint.cli.main import build_parser
from ozlint.cli.parser import Parser
from ozlint.cli.settings import config_of as configured
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Output
from ozlint.errors import UsageError
from ozlint.model.text import Lang
from ozlint.model.times import read_time

Run = Callable[..., SimpleNamespace]
CYRILLIC = re.compile("[а-яё]")


def config_of(terminal: Terminal, *arguments: str) -> Config:
    """The configuration that `ozlint check` with these arguments asks for."""
    config = configured(build_parser("en").read(("check", *arguments)), terminal)
    return structs.replace(config, origins={})


def test_nothing_asked_for_is_the_default(make: Callable[..., Terminal]) -> None:
    """An input alone: judged now, with the recommended built-in rules, as text, failing on errors."""
    terminal = make()
    assert config_of(terminal, "a.json") == Config(inputs=("a.json",), now=terminal.now)


def test_every_flag_reaches_the_configuration(make: Callable[..., Terminal]) -> None:
    """Each flag is read into its own place; lists may be repeated and separated by commas."""
    config = config_of(
        make(),
        *("a.json", "-", "--input-format", "ndjson", "--at", "2026-11-22T12:00:00+03:00", "--rules", "own", "--rules"),
        *("more", "--no-builtin", "--select", "OZ1, late", "--select", "own-rule", "--ignore", "OZ107,", "--profile"),
        *("pedantic", "--fail-on", "never", "--format", "text", "--format", "json:out/r.json", "--group", "rule"),
        *("--allow-empty", "--allow-incomplete", "--must-evaluate", "OZ101,OZ102", "-v"),
    )
    assert config == Config(
        inputs=("a.json", "-"),
        now=read_time("2026-11-22T09:00:00Z")[0],
        input_format="ndjson",
        packs=("own", "more"),
        builtin=False,
        select=("OZ1", "late", "own-rule"),
        ignore=("OZ107",),
        profile="pedantic",
        fail_on="never",
        outputs=(Output("text"), Output("json", "out/r.json")),
        group="rule",
        allow_empty=True,
        allow_incomplete=True,
        must_evaluate=("OZ101", "OZ102"),
        verbose=True,
    )


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chek", "a.json"], 'there is no command `ozlint chek`; did you mean "check"?'),
        (["rules", "lst"], 'there is no command `ozlint rules lst`; did you mean "list"?'),
        (["qwzx"], "there is no command `ozlint qwzx`; `ozlint --help` shows what there is"),
        (["check", "a", "--formt", "json"], 'there is no flag --formt; did you mean "--format"?'),
        (["check", "a", "--form=json"], 'there is no flag --form; did you mean "--format"?'),
        (["check", "a", "--qwjk"], "there is no flag --qwjk; `ozlint check --help` shows what there is"),
        (["rules", "list", "late"], '"late" is one argument too many'),
        (["check", "a", "--fail-on", "eror"], '--fail-on: there is no "eror"; did you mean "error"?'),
        (["check", "a", "--fail-on", "7"], '--fail-on: there is no "7"; it is one of error, warning, info, never'),
        (["check", "a", "--group", "rules"], '--group: there is no "rules"; did you mean "rule"?'),
        (["check", "a", "--input-format", "jsn"], '--input-format: there is no "jsn"; did you mean "json"?'),
        (["check", "a", "--lang", "de"], '--lang: there is no "de"; it is one of en, ru'),
        (["check", "a", "--format", "jsn"], '--format: there is no "jsn"; did you mean "json"?'),
        (["check", "a", "--format", "text", "--format", "json"], "only one --format can go to the standard output"),
        (["check", "a", "--no-builtin"], "--no-builtin leaves no rules; say where yours are: --rules DIR"),
        (["check", "a", "--profile", "safty"], 'there is no profile "safty"; did you mean "safety"?'),
        (["check", "a", "--select", "OZ1O1"], 'no rule fits the selector "OZ1O1"; did you mean "OZ101"?'),
        (["check", "a", "--must-evaluate", "OZ1O1"], 'not among the rules of this run; did you mean "OZ101"?'),
        (["check", "a", "--must-evaluate", "OZ110"], '--must-evaluate: "OZ110" is not among the rules of this run'),
        (["check", "a", "--rules", "own"], '"own" is no folder, and no installed pack is called so'),
        (["check", "a", "--at", "noon"], "--at noon: this is no date-time; write it like 2026-11-22T09:00:00Z"),
        (["check", "a", "--at", "2026-11-22 09:00"], "the zone is missing"),
        (["rules", "explain", "OZ1O1"], 'there is no rule "OZ1O1"; did you mean "OZ101"?'),
        (["rules", "explain", "qwzx"], 'there is no rule "qwzx"; `ozlint rules list` shows them all'),
    ],
)
def test_wrong_usage_is_told_in_both_languages(ozlint: Run, arguments: list[str], hint: str) -> None:
    """A wrong argument is exit 2 with what was probably meant, in the language of the locale."""
    english = ozlint(*arguments)
    assert english.code == 2
    assert hint in english.err
    assert english.err.startswith("ozlint: ")
    assert english.out == ""
    russian = ozlint(*arguments, LANG="ru_RU.UTF-8")
    assert russian.code == 2
    assert CYRILLIC.search(russian.err)
    assert not re.search("did you mean|there is no", russian.err)


@pytest.mark.parametrize(("arguments", "usage"), [([], "\nusage: ozlint "), (["rules"], "\nusage: ozlint rules ")])
def test_nothing_asked_for_shows_the_help(ozlint: Run, arguments: list[str], usage: str) -> None:
    """Without a command, what can be asked for is shown, and the code says that nothing was done."""
    shown = ozlint(*arguments)
    assert shown.code == 2
    assert usage in shown.err


def all_parsers(parser: Parser) -> Iterator[Parser]:
    """Yield a parser and those of all commands below it."""
    yield parser
    for command in parser.commands.values():
        yield from all_parsers(command)


@pytest.mark.parametrize(("lang", "examples", "usage"), [("en", "examples:", "usage:"), ("ru", "примеры:", "запуск:")])
def test_help_begins_with_examples(lang: Lang, examples: str, usage: str) -> None:
    """Each command says what it is for, then what to type, and only then lists its flags; in both languages."""
    parsers = list(all_parsers(build_parser(lang)))
    assert len(parsers) > 15
    for parser in parsers:
        told = parser.format_help()
        assert told.startswith(str(parser.description)), parser.prog
        assert 0 < told.find(f"{examples}\n  ozlint ") < told.index(usage), parser.prog


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_examples_of_the_help_are_commands(lang: Lang) -> None:
    """Every example can be typed as it stands: the command, its flags and their values are understood."""
    root = build_parser(lang)
    lines = [line for one in all_parsers(root) for line in str(one.epilog).splitlines() if line.startswith("  ozlint ")]
    assert len(lines) > 30
    for line in lines:
        typed = shlex.split(line.strip().partition("  ")[0])[1:]
        root.read(list(takewhile(lambda word: word not in ("|", "<", ">"), typed)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "ru"], "запуск: ozlint [-h]"),
        (["rules", "--lang=ru"], "запуск: ozlint rules [-h]"),
        (["rules", "--help", "--lang", "ru"], "запуск: ozlint rules [-h]"),
        (["--lang", "ru", "check", "--help"], "запуск: ozlint check [-h]"),
        (["--version", "--lang", "ru"], "ozlint "),
        (["--lang", "ru", "rules", "explain", "OZ101"], "OZ101 missing-tracking-number\nУ "),
    ],
)
def test_the_language_may_stand_anywhere(
    ozlint: Run, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """--lang is understood before a command as well as after it, and where there is no command."""
    told = ozlint(*arguments)
    assert said in (told.out or told.err or capsys.readouterr().out)


def test_russian_help_is_all_russian(ozlint: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """No heading of the argument parser is left in English."""
    ozlint("check", "--help", "--lang", "ru")
    told = capsys.readouterr().out
    assert "флаги:" in told
    assert not re.search("usage:|positional|options:|show this|examples:", told)


def test_a_missing_argument_is_named(ozlint: Run) -> None:
    """What argparse itself finds wrong comes with the way to the help."""
    told = ozlint("check")
    assert told.code == 2
    assert "INPUT" in told.err
    assert "`ozlint check --help`" in told.err


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_the_version_is_printed(ozlint: Run, arguments: list[str]) -> None:
    """The version is one line."""
    from ozlint import __version__

    assert ozlint(*arguments).out == f"ozlint {__version__}\n"
    assert ozlint(*arguments).code == 0


@pytest.mark.parametrize(
    ("path", "en", "ru"),
    [
        (
            "no/where/report.json",
            "there is no folder no/where; make it first",
            "папки no/where нет, сначала создайте её",
        ),
        (".", ". is a folder: name a file in it", ". — это папка, укажите файл в ней"),
    ],
)
def test_a_report_without_a_place_is_refused_before_anything_is_read(ozlint: Run, path: str, en: str, ru: str) -> None:
    """A folder that is not there, or is itself named as the file: exit 2, said in one language, and nothing is read."""
    for lang, said in (("en", en), ("ru", ru)):
        told = ozlint("check", "not-there.json", "--format", f"json:{path}", "--lang", lang)
        assert (told.code, told.out) == (2, "")
        assert said in told.err
        assert "not-there" not in told.err
        assert bool(CYRILLIC.search(told.err)) == (lang == "ru")
    told = ozlint("rules", "test", "--junit", path)
    assert (told.code, told.out) == (2, "")
    assert en in told.err


def test_a_report_that_cannot_be_written_is_wrong_usage(ozlint: Run, late: dict[str, Any]) -> None:
    """What stands in the way only when it is written is exit 2 too, with the reason."""
    told = ozlint("check", "late.json", "--format", f"json:{'x' * 300}.json")
    assert told.code == 2
    assert ".json: the report cannot be written: " in told.err


def test_a_usage_error_is_a_value(make: Callable[..., Terminal]) -> None:
    """The error carries both languages, and reads in English where nobody asks."""
    with pytest.raises(UsageError) as caught:
        config_of(make(), "a", "--no-builtin")
    assert str(caught.value) == caught.value.text.en
    assert CYRILLIC.search(caught.value.text.ru)


@pytest.mark.parametrize(
    ("arguments", "lang", "said"),
    [
        (["rules", "try"], "en", "ozlint: rules try: the following arguments are required: EXPR, INPUT; "),
        (["rules", "try"], "ru", "ozlint: rules try: не хватает аргументов: EXPR, INPUT; "),
        (["check", "--tz"], "ru", "ozlint: check: у --tz нет значения; "),
        (["check", "--no-config=3"], "ru", "ozlint: check: --no-config пишут без значения, а здесь '3'; "),
    ],
)
def test_what_argparse_finds_is_told_in_the_language_asked_for(
    ozlint: Run, arguments: list[str], lang: str, said: str
) -> None:
    """A missing argument or value is told in words of the language, with the command once."""
    done = ozlint(*arguments, LANG=lang)
    assert done.code == 2
    assert done.err.startswith(said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["rules", "explain", "SHOP001"],
        ["check", "late.json", "--select", "SHOP"],
        ["check", "late.json", "--must-evaluate", "SHOP001"],
    ],
)
def test_a_rule_of_a_pack_that_is_not_loaded(ozlint: Run, late: object, arguments: list[str]) -> None:
    """Whoever asks for a rule of their own without a pack is told that none is loaded."""
    assert "no pack of your own is loaded: name it with --rules DIR" in ozlint(*arguments).err


def test_inputs_may_stand_on_both_sides_of_flags(ozlint: Run, late: object) -> None:
    """What comes after a flag is an input too, standard input among them."""
    done = ozlint("check", "late.json", "--no-config", "-", stdin=b"[]")
    assert "there is no flag" not in done.err
    assert "late.json" in done.out
    assert done.code == 1
