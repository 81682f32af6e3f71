"""How to reach a carrier."""

import msgspec


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach a carrier; nobody's personal data, but what a seller writes down of a company."""

    name: str
    """What whoever wrote it down calls the carrier."""
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    """When somebody answers."""

    @property
    def is_complete(self) -> bool:
        """Whether a buyer's question could be taken there: a phone or an e-mail address, and the hours."""
        return bool((self.phone or self.email) and self.hours)
