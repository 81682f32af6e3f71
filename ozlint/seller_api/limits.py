"""How much a client may ask for, how fast and for how long."""

import msgspec

MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one client; all its threads share them."""

    per_second: int = 48
    """Requests a second. Ozon allows a Client-Id 50 over all methods: two are left for clocks that do not agree."""
    attempts: int = 5
    """How often one request is sent before it is given up."""
    request_seconds: float = 60
    """How long one answer may take."""
    total_seconds: float | None = None
    """How long the client may work from its beginning; None: as long as it takes."""
    max_requests: int | None = None
    """How many requests may be sent, repeated ones included; None: as many as it takes."""
    answer_bytes: int = 64 * MIB
    """The largest answer, unpacked: a page of a thousand postings has about 3 MiB."""
    file_bytes: int = 1024 * MIB
    """The largest report file."""
    file_seconds: float = 900
    """How long a report file may take."""
