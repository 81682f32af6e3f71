"""Rule packs come from strangers: every attack on a whole rule file is refused when it is loaded, or is harmless.

What each costs over a good rule is measured by `python tests/bench/attacks.py`; here memory alone is bounded, since
time depends on the machine.
"""

import tracemalloc

import pytest

from attacks import GOOD, HARMLESS, NAME, REFUSED
from ozlint.rulebook.load import Loaded, load_rule
from ozlint.rulebook.problem import RuleProblems

MOST = 50 * 2**20
"""Bytes that a file may cost over a good one."""


def load(text: str) -> Loaded:
    """Load a rule, and fail where that takes more memory than it may."""
    load_rule(GOOD, NAME)  # what is loaded once for all rules is not the attack's
    tracemalloc.start()
    try:
        return load_rule(text, NAME)
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < MOST


@pytest.mark.parametrize("name", REFUSED)
def test_an_attack_is_refused_when_it_is_loaded(name: str) -> None:
    """The file is no rule; what is wrong is told in both languages, in few words, and shows nothing of the machine."""
    with pytest.raises(RuleProblems) as caught:
        load(REFUSED[name])
    for lang in ("en", "ru"):
        told = caught.value.show(lang)  # type: ignore[arg-type]
        assert told
        assert len(told) < 60_000
        assert "root:" not in told


@pytest.mark.parametrize("name", HARMLESS)
def test_what_looks_like_an_attack_is_a_rule(name: str) -> None:
    """The file is a rule like any other, and its message shows what stands in it as it stands."""
    assert load(HARMLESS[name]).rule.id == "EVIL001"
