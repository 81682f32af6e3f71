"""An audit says how each suppression stands, what ends first at the beginning."""

from collections.abc import Callable

from ozlint.model.times import read_time
from ozlint.triage.audit import audit
from ozlint.triage.suppression import Suppression

Read = Callable[..., tuple[Suppression, ...]]


def test_states_and_order(read: Read) -> None:
    """Expired, within two weeks of its end, valid, without an end."""
    entries = (f'{{rule: OZ301, posting: "1", reason: x, expires: {day}}}' for day in
               ("never", "2027-01-01", "2026-12-05", "2026-12-06", "2026-11-21", "2026-11-22"))  # fmt: skip
    audited = audit(read(*entries, forever=True), read_time("2026-11-22T00:00:00Z")[0])
    assert [(one.expires, one.state) for one in audited] == [
        ("2026-11-21", "expired"), ("2026-11-22", "soon"), ("2026-12-05", "soon"), ("2026-12-06", "valid"),
        ("2027-01-01", "valid"), ("never", "never"),
    ]  # fmt: skip
