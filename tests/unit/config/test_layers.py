"""Where settings come from: the file that is found, the environment and the flags, the stronger over the weaker."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from ozlint.cli.parser import Parser
from ozlint.cli.settings import add_settings, flag_layer
from ozlint.config import environment
from ozlint.config.config import Config, Output
from ozlint.config.layer import KEYS
from ozlint.config.outputs import spell_output
from ozlint.config.read import World, read_config
from ozlint.errors import UsageError
from ozlint.model.text import Lang
from ozlint.rulebook.problem import RuleProblems

FORMATS = ("text", "json")
FILE = """\
profile: safety
select: [OZ1]
ignore: [OZ107]
fail_on: warning
lang: en
tz: UTC
output: [json]
group: rule
allow_empty: true
"""
VARIABLES = {
    "OZLINT_PROFILE": "recommended",
    "OZLINT_SELECT": "OZ2, late",
    "OZLINT_IGNORE": "OZ201",
    "OZLINT_FAIL_ON": "info",
    "OZLINT_LANG": "ru",
    "OZLINT_TZ": "+03:00",
    "OZLINT_OUTPUT": "text,json:env.json",
}
ALL_VARIABLES = (
    "OZLINT_INPUTS, OZLINT_TRACKING, OZLINT_CARRIER_MAP, OZLINT_REQUIRE_TRACKING, OZLINT_PREVIOUS, "
    "OZLINT_PACKS, OZLINT_BUILTIN, OZLINT_PROFILE, OZLINT_SELECT, OZLINT_IGNORE, OZLINT_FAIL_ON, "
    "OZLINT_LANG, OZLINT_TZ, OZLINT_OUTPUT, OZLINT_GROUP, OZLINT_SORT, OZLINT_MUST_EVALUATE, OZLINT_COVERS, "
    "OZLINT_ALLOW_EMPTY, OZLINT_ALLOW_INCOMPLETE, OZLINT_BASELINE, OZLINT_SUPPRESSION_DAYS, "
    "OZLINT_ALLOW_NEVER_EXPIRING, OZLINT_JOBS, OZLINT_ACCOUNTS, OZLINT_CONFIG"
)
FLAGS = (
    *("--profile", "pedantic", "--select", "OZ3", "--ignore", "OZ301", "--fail-on", "never", "--lang", "en"),
    *("--tz", "Europe/Moscow", "--format", "json:flag.json", "--group", "posting"),
)


class Words(dict[str, str]):
    """Help that says nothing."""

    def __missing__(self, key: str) -> str:
        """Return the key itself."""
        return key


def read(folder: Path, *arguments: str, environ: Mapping[str, str] = MappingProxyType({}), lang: Lang = "en") -> Config:
    """The configuration that flags and environment make in a folder."""
    parser = Parser()
    add_settings(parser, Words())
    asked = vars(parser.read(arguments))
    world = World(environ=environ, folder=folder, lang=lang, formats=FORMATS)
    layer = flag_layer(asked, FORMATS)
    return read_config(layer, world, named=asked["config"], no_file=asked["no_config"], now=0.0)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("profile", ("recommended", "safety", "recommended", "pedantic")),
        ("select", ((), ("OZ1",), ("OZ2", "late"), ("OZ3",))),
        ("ignore", ((), ("OZ107",), ("OZ201",), ("OZ301",))),
        ("fail_on", ("error", "warning", "info", "never")),
        ("lang", ("ru", "en", "ru", "en")),
        ("tz", (None, "UTC", "+03:00", "Europe/Moscow")),
        ("output", (("text",), ("json",), ("text", "json:env.json"), ("json:flag.json",))),
    ],
)
def test_flags_beat_variables_beat_the_file_beats_defaults(
    tmp_path: Path, key: str, values: tuple[object, object, object, object]
) -> None:
    """Each layer has its say where the ones over it have none, and its name stands beside the value."""
    flag = {"output": "--format"}.get(key, "--" + key.replace("_", "-"))
    name = "OZLINT_" + key.upper()
    line = next(number for number, line in enumerate(FILE.splitlines(), 1) if line.startswith(key))

    def asked(*arguments: str, environ: Mapping[str, str] = MappingProxyType({})) -> tuple[object, str]:
        config = read(tmp_path, *arguments, environ=environ, lang="ru")
        value = tuple(map(spell_output, config.outputs)) if key == "output" else getattr(config, key)
        return value, config.origin(key).name

    by_default, by_file, by_variable, by_flag = values
    assert asked() == (by_default, "locale" if key == "lang" else "default")
    (tmp_path / "ozlint.yaml").write_text(FILE, encoding="utf-8")
    assert asked() == (by_file, f"ozlint.yaml:{line}")
    assert asked(environ=VARIABLES) == (by_variable, name)
    assert asked(*FLAGS, environ=VARIABLES) == (by_flag, flag)
    assert asked("--no-config", environ=VARIABLES) == (by_variable, name)


def test_the_address_of_ozon_is_a_variable_of_ozons(tmp_path: Path) -> None:
    """OZON_API_URL is what other programs call it; accounts are named by the file."""
    (tmp_path / "ozlint.yaml").write_text("accounts: [a, b]\napi_url: https://a.ozon.ru\n", encoding="utf-8")
    config = read(tmp_path)
    assert (config.accounts, config.api_url) == (("a", "b"), "https://a.ozon.ru")
    config = read(tmp_path, environ={"OZON_API_URL": "http://127.0.0.1:1"})
    assert (config.api_url, config.origin("api_url").name) == ("http://127.0.0.1:1", "OZON_API_URL")
    assert read(tmp_path, environ={"OZON_API_URL": " "}).api_url == "https://a.ozon.ru"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("inputs", "answers, more.json", ("answers", "more.json")),
        ("tracking", "cdek.json", ("cdek.json",)),
        ("carrier_map", "codes.yaml", "codes.yaml"),
        ("require_tracking", "false", False),
        ("packs", "mine,acme", ("mine", "acme")),
        ("builtin", "false", False),
        ("group", "rule", "rule"),
        ("sort", "cost", "cost"),
        ("must_evaluate", "OZ101", ("OZ101",)),
        ("covers", "15d", 15 * 86400.0),
        ("allow_empty", "true", True),
        ("allow_incomplete", "false", False),
    ],
)
def test_every_key_with_a_value_or_a_list_has_a_variable(tmp_path: Path, key: str, text: str, value: object) -> None:
    """What is no mapping can be set from the environment, under the name of its key; a wrong value is told."""
    name = "OZLINT_" + key.upper()
    config = read(tmp_path, environ={name: text})
    assert (getattr(config, key), config.origin(key).name) == (value, name)
    assert {variable.partition("_")[2].lower() for variable in environment.VARIABLES} == set(KEYS) - {
        "rules", "overrides", "known_values", "carriers", "contacts", "columns", "costs", "zones", "schemes",
    }  # fmt: skip
    if key in ("builtin", "require_tracking", "group", "sort", "covers", "allow_empty"):
        with pytest.raises(UsageError, match=f"{name}: "):
            read(tmp_path, environ={name: "7"})


def test_a_variable_that_is_empty_is_not_there(tmp_path: Path) -> None:
    """CI systems set variables to nothing: that leaves the weaker layer its say."""
    config = read(tmp_path, environ=dict.fromkeys((*VARIABLES, "OZLINT_CONFIG"), " "))
    assert {config.origin(key).name for key in KEYS} == {"default", "locale"}


@pytest.mark.parametrize(
    ("environ", "en", "ru"),
    [
        (
            {"OZLINT_PROFIL": "safety"},
            'OZLINT_PROFIL: ozlint has no such environment variable; did you mean "OZLINT_PROFILE"?',
            "OZLINT_PROFIL: такой переменной окружения у ozlint нет; может быть, «OZLINT_PROFILE»?",
        ),
        (
            {"OZLINT_RULES": "mine"},
            f"OZLINT_RULES: ozlint has no such environment variable; there are {ALL_VARIABLES}",
            f"OZLINT_RULES: такой переменной окружения у ozlint нет; есть {ALL_VARIABLES}",
        ),
        (
            {"OZLINT_PROFILE": "safty"},
            'OZLINT_PROFILE: there is no "safty"; did you mean "safety"?',
            "OZLINT_PROFILE: нет такого значения: «safty»; может быть, «safety»?",
        ),
        (
            {"OZLINT_FAIL_ON": "7"},
            'OZLINT_FAIL_ON: there is no "7"; it is one of error, warning, info, never',
            "OZLINT_FAIL_ON: нет такого значения: «7»; бывает error, warning, info, never",
        ),
        (
            {"OZLINT_LANG": "de"},
            'OZLINT_LANG: there is no "de"; it is one of en, ru',
            "OZLINT_LANG: нет такого значения: «de»; бывает en, ru",
        ),
        (
            {"OZLINT_TZ": "Moscow"},
            'OZLINT_TZ: there is no time zone "Moscow"; did you mean "Europe/Moscow"?',
            "OZLINT_TZ: нет пояса «Moscow»; может быть, «Europe/Moscow»?",
        ),
        (
            {"OZLINT_OUTPUT": "jsn"},
            'OZLINT_OUTPUT: there is no "jsn"; did you mean "json"?',
            "OZLINT_OUTPUT: нет такого значения: «jsn»; может быть, «json»?",
        ),
        (
            {"OZLINT_OUTPUT": "text,json"},
            (
                "only one OZLINT_OUTPUT can go to the standard output; give the others a file: "
                "OZLINT_OUTPUT=json:report.json"
            ),
            (
                "на стандартный вывод может идти только один OZLINT_OUTPUT; остальным укажите файл: "
                "OZLINT_OUTPUT=json:report.json"
            ),
        ),
        (
            {"OZLINT_CONFIG": "ozlnt.yaml"},
            'OZLINT_CONFIG ozlnt.yaml: there is no such file; did you mean "ozlint.yaml"?',
            "OZLINT_CONFIG ozlnt.yaml: такого файла нет; может быть, «ozlint.yaml»?",
        ),
    ],
)
def test_a_wrong_variable_is_told(tmp_path: Path, environ: Mapping[str, str], en: str, ru: str) -> None:
    """A name that says nothing, and a value that is none, are errors: a setting that is ignored is worse."""
    (tmp_path / "ozlint.yaml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read(tmp_path, environ=environ)
    assert (caught.value.text.en, caught.value.text.ru) == (en, ru)


def test_the_file_is_found_upwards(tmp_path: Path) -> None:
    """The nearest file counts, is named as seen from the working folder, and its paths start from its own."""
    inner = tmp_path / "shop" / "today"
    inner.mkdir(parents=True)
    (tmp_path / "ozlint.yaml").write_text("profile: pedantic\n", encoding="utf-8")
    (tmp_path / "shop" / "own").mkdir()
    text = 'inputs: [answers, ./b, "-", /abs]\npacks: [own, ./more, acme-rules]\noutput: [text, "json:out/r.json"]\n'
    (tmp_path / "shop" / "ozlint.yaml").write_text(text, encoding="utf-8")
    config = read(inner)
    assert (config.file, config.profile) == ("../ozlint.yaml", "recommended")
    assert config.inputs == ("../answers", "../b", "-", "/abs")
    assert config.packs == ("../own", "../more", "acme-rules")
    assert config.outputs == (Output("text"), Output("json", "../out/r.json"))
    assert config.origin("packs").name == "../ozlint.yaml:2"
    beside = read(tmp_path / "shop")
    assert (beside.file, beside.inputs[1], beside.packs) == ("ozlint.yaml", "./b", ("own", "./more", "acme-rules"))


@pytest.mark.parametrize("is_file", [True, False])
def test_the_way_up_ends_at_the_repository(tmp_path: Path, is_file: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """The folder with .git, which is a file in a worktree, is the last one that is looked into."""
    repository = tmp_path / "repository"
    (repository / "deep").mkdir(parents=True)
    (tmp_path / "ozlint.yaml").write_text("profile: pedantic\n", encoding="utf-8")
    git = repository / ".git"
    git.write_text("gitdir: elsewhere\n", encoding="utf-8") if is_file else git.mkdir()
    assert read(repository / "deep").file is None
    (repository / "ozlint.yaml").write_text("profile: safety\n", encoding="utf-8")
    assert read(repository / "deep").profile == "safety"


@pytest.mark.parametrize(
    "text",
    ["", '[project]\ndependencies = ["ozlint"]\n', "[tool.ruff]\n", "[tool]\n", "broken = [ozlint\n", "\udcff"],
)
def test_a_project_that_says_nothing_to_ozlint_is_passed_by(tmp_path: Path, text: str) -> None:
    """A pyproject.toml without [tool.ozlint] is not ours, whatever is wrong with it: the search goes on above it."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "ozlint.yaml").write_text("profile: safety\n", encoding="utf-8")
    (tmp_path / "deep" / "pyproject.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
    assert read(tmp_path / "deep").file == "../ozlint.yaml"


@pytest.mark.parametrize(
    "text",
    ['[tool.ozlint]\nprofile = "safety"', '[tool]\nozlint.profile = "safety"', 'tool = {ozlint = {profile="safety"}}',
     '[ tool . "ozlint" ]\nprofile = "safety"', '["tool"]\nozlint = {profile = \'safety\'}'],
)  # fmt: skip
def test_a_project_may_hold_the_configuration(tmp_path: Path, text: str) -> None:
    """However TOML spells the table, it is found, and its values know their line."""
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    config = read(tmp_path)
    assert config.profile == "safety"
    assert config.origin("profile").name == f"pyproject.toml:{text.count(chr(10)) + 1}"


def test_two_configurations_in_one_folder_are_an_error(tmp_path: Path) -> None:
    """Where both forms lie side by side, one would be ignored."""
    (tmp_path / "ozlint.yaml").write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n[tool.ozlint]\n", encoding="utf-8")
    with pytest.raises(RuleProblems) as caught:
        read(tmp_path)
    assert caught.value.show("en") == (
        "pyproject.toml:2:2: this stands beside ozlint.yaml, and only one of the two would be read\n"
        "    [tool.ozlint]\n"
        "     ^^^^^^^^^^^\n"
        "    move everything into one of them"
    )


def test_a_file_can_be_named(tmp_path: Path) -> None:
    """--config is stronger than OZLINT_CONFIG, and that than the file that would be found."""
    (tmp_path / "ozlint.yaml").write_text("profile: safety\n", encoding="utf-8")
    (tmp_path / "ci").mkdir()
    (tmp_path / "ci" / "a.yaml").write_text("group: rule\ninputs: [x]\n", encoding="utf-8")
    (tmp_path / "b.toml").write_text('[tool.ozlint]\nlang = "ru"\n', encoding="utf-8")
    by_variable = read(tmp_path, environ={"OZLINT_CONFIG": "b.toml"})
    assert (by_variable.file, by_variable.lang, by_variable.profile) == ("b.toml", "ru", "recommended")
    by_flag = read(tmp_path, "--config", "ci/a.yaml", environ={"OZLINT_CONFIG": "b.toml"})
    assert (by_flag.file, by_flag.group, by_flag.lang, by_flag.inputs) == ("ci/a.yaml", "rule", "en", ("ci/x",))
    without = read(tmp_path, "--no-config", environ={"OZLINT_CONFIG": "b.toml"})
    assert (without.file, without.lang, without.profile) == (None, "en", "recommended")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--config", "ozlnt.yaml"), '--config ozlnt.yaml: there is no such file; did you mean "ozlint.yaml"?'),
        (("--config", "a/b.yaml"), "--config a/b.yaml: there is no such file"),
        (("--config", "plain.toml"), "plain.toml: there is no table [tool.ozlint] in it"),
        (("--config", "x", "--no-config"), "--config and --no-config contradict each other; keep one"),
        (("--tz", "+3"), '--tz: there is no time zone "+3"; write +03:00'),
        (("--tz", "+33"), '--tz: there is no time zone "+33"; write an offset or a name, like +03:00 or Europe/Moscow'),
    ],
)
def test_a_file_that_cannot_be_the_configuration_is_told(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """A named file that is not there, or holds nothing of ozlint's, is wrong usage."""
    (tmp_path / "ozlint.yaml").write_text("", encoding="utf-8")
    (tmp_path / "plain.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read(tmp_path, *arguments)
    assert caught.value.text.en == message


def test_a_named_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder, and bytes that are no text, are problems of that file."""
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(RuleProblems, match=r"a\.yaml:1:1: the file is not UTF-8 text"):
        read(tmp_path, "--config", "a.yaml")
    (tmp_path / "b").mkdir()
    with pytest.raises(RuleProblems, match="b:1:1: this is no regular file"):
        read(tmp_path, "--config", "b")
