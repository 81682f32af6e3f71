"""Which ends of a window Ozon counts in can be found out."""

import pytest

from fake_ozon.clients import Connect
from fake_ozon.clock import NOW
from fake_ozon.ozon import FakeOzon
from fake_ozon.shipment import moment, shipment
from ozlint.seller_api.borders import Borders, find_borders


@pytest.mark.parametrize("includes", [(True, True), (True, False), (False, True), (False, False)])
@pytest.mark.parametrize("fraction", [0.0, 0.25])
def test_borders_are_found(ozon: FakeOzon, connected: Connect, includes: tuple[bool, bool], fraction: float) -> None:
    """With a posting whose moment is known to the fraction of a second, for two requests."""
    at = NOW - 3600 + fraction
    ozon.includes = includes
    ozon.add([shipment("1-0001-1", at), shipment("2-0001-1", at - 30), shipment("3-0001-1", at + 30)])
    assert find_borders(connected(), "fbs", "1-0001-1", moment(at)) == Borders(*includes)
    assert len(ozon.calls) == 2
