"""The progress line: only on a terminal, only for a long run, in the language of the run."""

from collections.abc import Callable
from io import StringIO

import pytest
from msgspec import structs

from ozlint.cli import progress
from ozlint.cli.progress import progress_for
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang

Make = Callable[..., Terminal]


class Screen(StringIO):
    """A terminal that somebody watches."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize(("lang", "said"), [("en", "21 postings"), ("ru", "21 отправление")])
def test_postings_are_counted_in_the_language(
    make: Make, monkeypatch: pytest.MonkeyPatch, lang: Lang, said: str
) -> None:
    """The line counts postings as the language of the report does."""
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    with progress_for(structs.replace(make(), stderr=screen), lang) as show:
        assert show is not None
        show(21)
    assert said in screen.getvalue()


def test_a_short_run_shows_nothing(make: Make) -> None:
    """Within the first second nothing is shown."""
    screen = Screen()
    with progress_for(structs.replace(make(), stderr=screen), "en") as show:
        assert show is not None
        show(21)
    assert screen.getvalue() == ""


def test_nobody_watches_a_pipe(make: Make) -> None:
    """Without a terminal there is nothing to tell the progress to."""
    with progress_for(make(), "en") as show:
        assert show is None
