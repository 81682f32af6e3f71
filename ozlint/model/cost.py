"""What a finding costs: an estimate in roubles, and where it comes from."""

import msgspec


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What Ozon charges for what a finding is about, as far as that is known."""

    charge: str
    """Id of the charge, as the table of charges has it."""
    roubles: float | None
    """None where no number is known."""
    basis: str
    """Where the number comes from, or why there is none, in the language of the report."""
