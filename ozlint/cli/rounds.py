"""The rounds of a watch: fetch, judge, tell what changed, wait."""

import argparse

import msgspec

from ozlint.asides import load_aside
from ozlint.cli.live import Checked, Live
from ozlint.cli.reports import check_reports, options_of, write_reports
from ozlint.cli.taking import Taken, prefix, reason_of
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.model.finding import Finding
from ozlint.model.report import NOT_DONE
from ozlint.model.text import Text
from ozlint.model.times import HOUR, show_time
from ozlint.reporters.phrases import Noun
from ozlint.reporters.text_changes import changes_text
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.seller_api.problem import ApiProblem, is_answer
from ozlint.triage.aside import Aside
from ozlint.triage.changes import changes

_LONGEST_PAUSE = HOUR
"""Seconds between two rounds at most while nobody can be asked, unless --every asks for more."""
_MOST_DOUBLINGS = 12
_ROUND = Noun(("round", "rounds"), ("попытка", "попытки", "попыток"))
_SAID = Text("{time}: {who}{why}", "{time}: {who}{why}")
_BACK = Text("{time}: {who}Ozon answers again; failed: {rounds}", "{time}: {who}Ozon снова отвечает; неудач: {rounds}")


def watch(options: argparse.Namespace, config: Config, terminal: Terminal, every: float) -> int:
    """Go round and round, `every` seconds apart; return only where Ozon refuses everybody from the beginning.

    Raises an error for what is wrong before anybody is asked.
    """
    check_reports(config, terminal.folder)
    live = Live(options, config, terminal, is_repeated=True)
    rulebook = load_rulebook(config, terminal.folder)
    rounds = Watch(live, config, rulebook, load_aside(config, rulebook, terminal.folder), terminal)
    clock, failures, is_first = terminal.clock, 0, True
    while True:
        began = clock.elapsed()
        taken = rounds.check().taken
        if is_first and all(map(_is_refused, taken)):
            return NOT_DONE
        is_first = False
        failures = failures + 1 if all(one.problem is not None for one in taken) else 0
        clock.sleep(pause(every, clock.elapsed() - began, failures))


class Watch:
    """What stands after the last round, and which accounts could not be had in it.

    What nobody could look for stands: an account that does not answer has not recovered.
    """

    def __init__(self, live: Live, config: Config, rulebook: Rulebook, aside: Aside, terminal: Terminal) -> None:
        self._live = live
        self._config = config
        self._rulebook = rulebook
        self._aside = aside
        self._terminal = terminal
        self._standing: tuple[Finding, ...] = ()
        self._away: dict[str, int] = {}
        """In how many rounds on end an account could not be had, by its label."""
        self._reasons: tuple[str, ...] = ()
        self._is_shown = False
        """Whether anything has been shown yet."""

    def check(self) -> Checked:
        """Fetch, judge, and tell what is new or gone; what could not be had is told once, and counted."""
        config = msgspec.structs.replace(self._config, now=self._terminal.clock.now())
        checked = self._live.check(config, self._rulebook, self._aside)
        for taken in checked.taken:
            self._tell_of(taken, config)
        self._tell_reasons(checked, config)
        self._show(checked, config)
        return checked

    def _show(self, checked: Checked, config: Config) -> None:
        report = checked.report
        changed = changes(self._standing, report.findings, _unasked(checked))
        self._standing = changed.standing
        screens = [output for output in config.outputs if output.path is None]
        files = tuple(output for output in config.outputs if output.path is not None)
        write_reports(report, msgspec.structs.replace(config, outputs=files), self._terminal)
        is_first = not self._is_shown and any(taken.problem is None for taken in checked.taken)
        if screens and (changed.new or changed.gone or is_first):
            self._is_shown = True
            for chunk in changes_text(report, changed, options_of(screens[0], config, self._terminal)):
                self._terminal.stdout.write(chunk)
            self._terminal.stdout.flush()

    def _tell_of(self, taken: Taken, config: Config) -> None:
        """Tell of an account that could not be had, the first time, and of one that can be had again."""
        account, lang = taken.account, config.lang
        if taken.problem is not None:
            self._away[account.label] = self._away.get(account.label, 0) + 1
            if self._away[account.label] == 1:
                self._warn(_SAID, config, who=prefix(account), why=reason_of(taken).say(lang))
        elif rounds := self._away.pop(account.label, 0):
            self._warn(_BACK, config, who=prefix(account), rounds=_ROUND.count(rounds, lang))

    def _tell_reasons(self, checked: Checked, config: Config) -> None:
        """Tell what else keeps the job from being whole, once it does; of who could not be had it has been told."""
        if any(taken.problem is not None for taken in checked.taken):
            return
        for reason in checked.report.reasons:
            if reason not in self._reasons:
                self._warn(_SAID, config, who="", why=reason)
        self._reasons = checked.report.reasons

    def _warn(self, text: Text, config: Config, **values: str) -> None:
        self._terminal.warn("ozlint: " + text.say(config.lang).format(time=show_time(config.now), **values))
        self._terminal.stderr.flush()


def pause(every: float, took: float, failures: int) -> float:
    """Return the seconds to wait before the next round.

    Rounds begin `every` seconds apart, or follow at once on one that took longer. With each round on end in which no
    account could be had the distance doubles, up to an hour.
    """
    distance = min(every * 2.0 ** min(failures, _MOST_DOUBLINGS), max(every, _LONGEST_PAUSE))
    return max(distance - took, 0.0)


def _unasked(checked: Checked) -> set[str | None]:
    """Return the accounts whose findings nobody could look for: those that were not had.

    Where a file of another input could not be read, these are all: what it says may be behind any finding.
    """
    lost = {taken.account.name for taken in checked.taken if taken.problem is not None}
    if checked.report.summary.unreadable_inputs > len(lost):
        return {taken.account.name for taken in checked.taken}
    return lost


def _is_refused(taken: Taken) -> bool:
    """Return whether Ozon itself has said no, which waiting does not change."""
    return isinstance(taken.problem, ApiProblem) and is_answer(taken.problem.kind)
