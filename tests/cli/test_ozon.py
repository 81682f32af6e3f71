"""`ozlint ozon`: what is known of Ozon, printed."""

import pytest
from finished import Ozlint
from printed_transitions import FOLDER, Printed, printed

CYRILLIC = set("абвгдежзиклмн")


@pytest.mark.parametrize("case", printed(), ids=lambda case: f"{case.format}-{case.lang}")
def test_the_table_is_printed_as_written_down(ozlint: Ozlint, case: Printed) -> None:
    """Each format in each language is, to the letter, what the file kept for it says."""
    done = ozlint(*case.arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out == case.path.read_text(encoding="utf-8")


def test_no_written_table_is_left_over() -> None:
    """Every file of the folder is one that a format prints."""
    assert {path.name for path in FOLDER.iterdir()} == {case.path.name for case in printed()}


def test_text_is_the_default(ozlint: Ozlint) -> None:
    """Without flags the table is text in the language of the locale."""
    text = ozlint("ozon", "transitions").out
    assert text == Printed("text", "en").path.read_text(encoding="utf-8")
    russian = ozlint("ozon", "transitions", extra={"LC_ALL": "ru_RU.UTF-8"}).out
    assert russian == Printed("text", "ru").path.read_text(encoding="utf-8")


def test_a_format_that_does_not_exist_is_refused(ozlint: Ozlint) -> None:
    """A misspelt format and a misspelt command are exit 2, with the nearest name, in both languages."""
    for lang, said in (("en", "did you mean"), ("ru", "может быть")):
        for arguments in (("transitions", "--format", "mermade"), ("transition",)):
            done = ozlint("ozon", *arguments, "--lang", lang)
            assert (done.code, done.out) == (2, "")
            assert said in done.err
            assert {"mermaid", "transitions"} & {word.strip('"«»?`') for word in done.err.split()}


def test_the_group_alone_shows_its_help(ozlint: Ozlint) -> None:
    """`ozlint ozon` asks for nothing: its help goes beside the output, exit 2."""
    done = ozlint("ozon")
    assert (done.code, done.out) == (2, "")
    assert "transitions" in done.err


@pytest.mark.parametrize("arguments", [("ozon",), ("ozon", "transitions")])
def test_help_is_in_both_languages(ozlint: Ozlint, arguments: tuple[str, ...]) -> None:
    """`--help` is in the language of the locale."""
    english, russian = (ozlint(*arguments, "--help", extra={"LC_ALL": name}) for name in ("C.UTF-8", "ru_RU.UTF-8"))
    assert english.code == russian.code == 0
    assert CYRILLIC & set(russian.out)
    assert not CYRILLIC & set(english.out)
