"""Outcomes of rules on a posting, packed into one number: eight bits a rule, in the order of the rules."""

from ozlint.language.operands import Reason

BITS = 8
HOLDS, NOT_APPLICABLE, FIRST_REASON, BROKEN = 0, 1, 2, 128
"""Codes of one rule's outcome; between FIRST_REASON and BROKEN they number the rule's reasons for not being evaluated."""
MOST_REASONS = BROKEN - FIRST_REASON


def unpack(signature: int, rules: int) -> bytes:
    """Return the code of each rule's outcome."""
    return signature.to_bytes(rules, "little")


class ReasonTable:
    """The reasons one rule was found not evaluated for, numbered as they turn up in its condition."""

    def __init__(self) -> None:
        self._codes: dict[Reason, int] = {}

    def code(self, reason: Reason) -> int:
        """Return the outcome code of a reason; beyond what fits, the last one stands for the rest."""
        if reason not in self._codes and len(self._codes) < MOST_REASONS:
            self._codes[reason] = FIRST_REASON + len(self._codes)
        return self._codes.get(reason, FIRST_REASON + MOST_REASONS - 1)

    def reason(self, code: int) -> Reason:
        """Return the reason an outcome code stands for."""
        return list(self._codes)[code - FIRST_REASON]
