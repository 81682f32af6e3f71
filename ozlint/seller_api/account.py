"""An account of a seller at Ozon: what the seller calls it, and the key to it."""

import msgspec

from ozlint.seller_api.key import Key


class Account(msgspec.Struct, frozen=True):
    """One account that may be asked for its postings."""

    name: str | None
    """What the seller calls it, which stands on its postings; None where nobody has named it."""
    key: Key
    origin: str
    """Where the key is from: a variable of the environment, or a file."""

    @property
    def label(self) -> str:
        """What tells the account from others where something has to: its name, else its Client-Id."""
        return self.name or self.key.client_id
