"""The built-in pack: its examples come out as they should, and its files say everything a rule has to say."""

import csv
import re
from pathlib import Path

import pytest

from ozlint.authoring.example import Stage, examples_of, judge_example, run_examples
from ozlint.rulebook.load import Loaded, load_packs
from ozlint.rulebook.rule_file import Bilingual

ROOT = Path(__file__).parents[2]
FILES = {path.name[:5]: path for path in sorted((ROOT / "rules").rglob("*.yaml"))}
"""The file of each rule, by its id."""
DECADES = {
    "data": "OZ0",
    "tracking": "OZ1",
    "premature": "OZ2",
    "late": "OZ3",
    "reality": "OZ4",
    "history": "OZ5",
    "updates": "OZ6",
    "buyer": "OZ7",
    "answers": "OZ8",
    "run": "OZ9",
}
IDS = (
    *("OZ001", "OZ002", "OZ003", "OZ004", "OZ005", "OZ006", "OZ007", "OZ008", "OZ009", "OZ010"),
    *("OZ101", "OZ102", "OZ103", "OZ104", "OZ105", "OZ106", "OZ107", "OZ108", "OZ109", "OZ110"),
    *("OZ201", "OZ202", "OZ203", "OZ204", "OZ205", "OZ206", "OZ207", "OZ208", "OZ209", "OZ210"),
    *("OZ301", "OZ302", "OZ303", "OZ304", "OZ305", "OZ306", "OZ307", "OZ308", "OZ309", "OZ310"),
    *("OZ311", "OZ312", "OZ313", "OZ314", "OZ315"),
    *("OZ401", "OZ402", "OZ403", "OZ404", "OZ405", "OZ406", "OZ407", "OZ408", "OZ409"),
    *("OZ501", "OZ502", "OZ503", "OZ505", "OZ506", "OZ507", "OZ508", "OZ509"),
    *("OZ701", "OZ702", "OZ703", "OZ704", "OZ705"),
    "OZ803",
    *("OZ901", "OZ902"),
)
"""What the pack must hold at least: an id that was given out stays."""
ALWAYS_KNOWN = frozenset({"OZ001", "OZ005", "OZ705"}) | {
    "OZ604", "OZ605", "OZ606", "OZ609", "OZ612", "OZ613", "OZ614", "OZ618", "OZ619", "OZ622", "OZ804",
}  # fmt: skip
"""Whether a record is readable, what its number is, and whether its label has a status is known of every record; what
a request says by itself, and beside the others of its plan, of every request."""
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module")
def pack() -> dict[str, Loaded]:
    """The built-in rules by their ids."""
    return {one.rule.id: one for one in load_packs([ROOT / "rules"], cwd=ROOT)}


@pytest.fixture(scope="module")
def stage(pack: dict[str, Loaded]) -> Stage:
    """The whole pack, compiled once."""
    return Stage(one.rule for one in pack.values())


@pytest.mark.parametrize("identity", FILES)
def test_the_examples_come_out(identity: str, pack: dict[str, Loaded]) -> None:
    """A bad example fires its rule and no other of the pack, a good one nothing, a third kind leaves the rule open."""
    verdicts = list(run_examples([pack[identity]], [one.rule for one in pack.values()]))
    assert [verdict for verdict in verdicts if not verdict.passed] == []
    expected = {verdict.expected for verdict in verdicts}
    assert expected >= {"bad", "good"}
    assert "not_evaluated" in expected or identity in ALWAYS_KNOWN


@pytest.mark.parametrize("identity", FILES)
def test_compiling_once_changes_no_verdict(identity: str, pack: dict[str, Loaded], stage: Stage) -> None:
    """An example judged by rules compiled for it alone comes out as by the rules compiled once for all of them."""
    rules = [one.rule for one in pack.values()]
    (expected, cases), *_ = examples_of(pack[identity])
    alone = judge_example(identity, expected, 0, cases[0], Stage(rules))
    assert alone == judge_example(identity, expected, 0, cases[0], stage)


def test_every_rule_that_was_promised_exists(pack: dict[str, Loaded]) -> None:
    """Each id that the pack set out with has a rule."""
    assert set(IDS) <= set(pack)


def test_what_users_refer_to_changes_only_on_purpose(pack: dict[str, Loaded]) -> None:
    """Ids, names, severities, profiles and first versions are those of ids.tsv; a change there is a reviewed edit."""
    with (Path(__file__).parent / "ids.tsv").open(encoding="utf-8") as file:
        locked = list(csv.DictReader(file, dialect="excel-tab"))
    actual = [
        {
            "id": one.rule.id,
            "name": one.rule.name,
            "severity": "/".join([one.rule.severity, *sorted({severity for _, severity in one.rule.severity_when})]),
            "profile": one.rule.profile,
            "since": one.rule.since,
        }
        for one in pack.values()
    ]
    assert actual == locked


def test_names_are_not_shared(pack: dict[str, Loaded]) -> None:
    """A name means one rule, and is neither another rule's tag nor an id."""
    names = [one.rule.name for one in pack.values()]
    assert len(set(names)) == len(names)
    assert not set(names) & {tag for one in pack.values() for tag in one.rule.tags}


@pytest.mark.parametrize("identity", FILES)
def test_the_folder_fits_the_id(identity: str) -> None:
    """The hundred of an id is that of its folder."""
    assert identity.startswith(DECADES[FILES[identity].parent.name])


@pytest.mark.parametrize("identity", FILES)
def test_the_title_is_one_sentence(identity: str, pack: dict[str, Loaded]) -> None:
    """A title is one sentence that begins with a capital, without a full stop, short enough for one line."""
    for title in (pack[identity].file.title.en, pack[identity].file.title.ru):
        assert title[0].isupper()
        assert not title.endswith((".", "!", "?", ";", ":"))
        assert ". " not in title
        assert "\n" not in title
        assert len(title) <= 90


@pytest.mark.parametrize("identity", FILES)
def test_both_languages_say_something(identity: str, pack: dict[str, Loaded]) -> None:
    """Each text is there in English and in Russian, and each is in its own language."""
    for text in texts_of(pack[identity]):
        assert text.en.strip()
        assert text.ru.strip()
        assert text.en != text.ru
        assert CYRILLIC.search(text.ru), text.ru
        # What Ozon writes in Russian may be quoted in an English text.
        assert not CYRILLIC.search(re.sub("«[^»]*»", "", text.en)), text.en


@pytest.mark.parametrize("identity", FILES)
def test_both_languages_show_the_same_values(identity: str, pack: dict[str, Loaded]) -> None:
    """Both messages hold the same expressions, the words in them aside, and that of a posting names the posting."""
    message = pack[identity].file.message
    shown = [
        {re.sub('"[^"]*"', "words", found) for found in re.findall(r"\{([^{}]+)\}", text)}
        for text in (message.en, message.ru)
    ]
    assert shown[0] == shown[1]
    if pack[identity].rule.subject == "posting":
        assert "posting_number" in shown[0]


@pytest.mark.parametrize("identity", FILES)
def test_the_facts_are_told(identity: str, pack: dict[str, Loaded]) -> None:
    """A rule has tags, a first version, and references that say when each fact was last seen."""
    file = pack[identity].file
    assert file.tags
    assert re.fullmatch(r"\d+\.\d+\.\d+", file.since)
    assert file.references
    for reference in file.references:
        assert reference.checked, "the day on which the fact was last seen"
        assert bool(reference.url) != bool(reference.source)


@pytest.mark.parametrize("identity", FILES)
def test_parameters_are_bounded(identity: str, pack: dict[str, Loaded]) -> None:
    """A number that a seller may set has a least value; durations are never negative."""
    for param in pack[identity].file.params.values():
        if isinstance(param.default, int | float) and not isinstance(param.default, bool):
            assert param.min is not None
            assert param.min >= 0


@pytest.mark.parametrize("identity", FILES)
def test_a_condition_holds_no_thresholds(identity: str, pack: dict[str, Loaded]) -> None:
    """Hours and days are parameters with a name and a meaning, never numbers inside an expression."""
    rule = pack[identity].rule
    assert not re.search(r"\b(?:hours|days|minutes)\(\s*[\d.]", f"{rule.when_text} {rule.test_text}")


@pytest.mark.parametrize("identity", FILES)
def test_another_severity_is_another(identity: str, pack: dict[str, Loaded]) -> None:
    """What `severity_when` gives differs from the severity of the rule."""
    rule = pack[identity].rule
    assert rule.severity not in {severity for _, severity in rule.severity_when}


def texts_of(one: Loaded) -> list[Bilingual]:
    """Every text of a rule that is written in both languages."""
    file = one.file
    params = [Bilingual(en=param.en, ru=param.ru) for param in file.params.values()]
    return [file.title, file.message, file.why, file.fix, *params]
