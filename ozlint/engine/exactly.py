"""Whether a rule could be judged if the moments were exact that are not: then these are why it could not be."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, structs

from ozlint.language.emit import Emitter, build
from ozlint.language.fold import Facts, fold
from ozlint.language.scratch import Compile
from ozlint.language.values import Value
from ozlint.model.times import HALF_DAY, Times, Vague
from ozlint.rulebook.rule import Rule

Around = Mapping[str, Value]
"""The joined records of a posting."""


class Exactly:
    """Tells whether a rule could be judged if the times were as exact as they might be.

    No operand is the reason then, though it may not be known either: with exact times it would make no difference.
    """

    def __init__(
        self, rule: Rule, facts: Facts, times: Times, exactly: Callable[[Around], Around], compiled: Compile
    ) -> None:
        """Take what is known of joined records as `exactly` gives it, which are the same where all is exact."""
        self._rule = rule
        self._facts = facts
        self._times = times
        self._exactly = exactly
        self._compiled = compiled
        self._is_judged: Callable[[Any, float, Around], bool] | None = None

    def __call__(self, posting: object, now: float, cross: Around) -> bool:
        """Return whether a rule that is left open could be judged on a posting then."""
        known = self._exactly(cross)
        if not self._times.margin and known is cross:
            return False
        if self._is_judged is None:
            self._is_judged = self._compile()
        return self._is_judged(posting, now, known)

    def _compile(self) -> Callable[[Any, float, Around], bool]:
        rule, emitter = self._rule, Emitter(Times(self._times.zone), self._compiled)
        true, false = emitter.truth(fold(rule.test, self._facts))
        broken, holds = (true, false) if rule.forbid else (false, true)
        applies, not_applies = ("True", "False")
        if rule.when is not None:
            applies, not_applies = emitter.truth(fold(rule.when, self._facts))
        judged = f"bool({not_applies} or {holds} or ({applies} and {broken}))"
        lines = [*emitter.ensure(always=True), f"return {judged}"]
        is_judged: Callable[[Any, float, Around], bool] = build(emitter, "def judge(p, now, cross):", lines)
        return is_judged


def in_utc(cross: Around) -> Around:
    """Return the joined records with times of unknown zone taken to be in UTC; the same if there are none."""
    return _exact(cross, _in_utc)


def at_noon(cross: Around) -> Around:
    """Return the joined records with exact times, days taken to be their noon; the same if all times are exact."""
    return _exact(cross, float)


def _in_utc(vague: Vague) -> float:
    """Return a moment as it is in UTC: of a day still nobody knows the hour."""
    if not vague.is_day:
        return float(vague)
    return vague if vague.margin == HALF_DAY else Vague(vague, HALF_DAY)


def _exact(cross: Around, exact: Callable[[Vague], float]) -> Around:
    reality: Any = cross.get("reality")
    if not isinstance(reality, Struct):
        return cross
    known = {name: exact(value) for name, value in structs.asdict(reality).items() if isinstance(value, Vague)}
    if all(getattr(reality, name) is moment for name, moment in known.items()):
        return cross
    told: Any = structs.replace(reality, **known)
    return {**cross, "reality": told}
