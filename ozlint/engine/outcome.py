"""Outcomes of rules on a posting, packed into one number: eight bits a rule, in the order of the rules."""

BITS = 8
HOLDS, NOT_APPLICABLE, FIRST_REASON, BROKEN = 0, 1, 2, 128
"""Codes of one rule's outcome; from FIRST_REASON up to BROKEN they number its reasons for not being evaluated."""


def unpack(signature: int, rules: int) -> bytes:
    """Return the code of each rule's outcome."""
    return signature.to_bytes(rules, "little")
