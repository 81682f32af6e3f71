"""Reasons and their codes, which several threads may ask for at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

from ozlint.config.config import Config
from ozlint.engine.why import Why
from ozlint.language.operands import Reason
from ozlint.rulebooks import load_rulebook

THREADS = 8


class Slow(dict[Reason, int]):
    """A dict during whose count another thread has its turn."""

    def __len__(self) -> int:
        """Return the count, later."""
        count = super().__len__()
        sleep(0.001)
        return count


def test_a_reason_has_a_code_of_its_own_whoever_asks() -> None:
    """Threads that ask for codes at the same time are never given one code for two reasons."""
    rule = load_rulebook(Config(inputs=(), now=0.0, select=("OZ101",)), Path()).rules[0]
    reasons = [Reason("field_absent", f"field {number}", "") for number in range(THREADS)]
    why, start = Why(rule, {}), Barrier(THREADS)
    why._reasons = Slow()

    def code(reason: Reason) -> int:
        start.wait()
        return why.code(reason)

    with ThreadPoolExecutor(THREADS) as pool:
        codes = list(pool.map(code, reasons))
    assert [why.reason(given) for given in codes] == reasons
