"""Whether fetching will work is found out before it is tried."""

import pytest

from fake_ozon.clients import DAY, Connect
from fake_ozon.clock import NOW
from fake_ozon.ozon import FakeOzon
from fake_ozon.server import Server
from ozlint.seller_api.answers import Role, Roles
from ozlint.seller_api.checks import check_all, check_clock, check_key, check_rights, check_scheme, urge_new_key
from ozlint.seller_api.problem import ApiProblem, problem

POSTINGS = ("/v4/posting/fbs/list", "/v3/posting/fbo/list")


@pytest.mark.parametrize(
    ("left", "state", "said"),
    [
        (90 * DAY, "ok", "in 90 d"),
        (14 * DAY, "ok", "in 14 d"),
        (13 * DAY, "warn", "make a new one"),
        (60, "warn", "in 1 min"),
        (0, "fail", "has expired on 2026-11-22"),
        (-5 * DAY, "fail", "has expired on 2026-11-17"),
    ],
)
def test_a_key_lives_for_a_while(left: float, state: str, said: str) -> None:
    """Two weeks before its end is the time for a new one."""
    check = check_key(Roles((), NOW + left), NOW)
    assert (check.name, check.state) == ("key", state)
    assert said in check.text.en
    assert check.text.ru


def test_a_key_without_an_end_is_good() -> None:
    """Older keys had none."""
    assert check_key(Roles((), None), NOW).state == "ok"


@pytest.mark.parametrize(
    ("roles", "state", "closed"),
    [
        ((Role("Posting FBS", POSTINGS),), "ok", None),
        ((Role("Admin", ("/v1/actions",)),), "ok", None),
        ((Role("Admin read only", ()),), "ok", None),
        ((Role("Posting FBS", ("/v4/posting",)), Role("Posting FBO", ("/v3/posting/fbo/",))), "ok", None),
        ((Role("Posting FBS", ("/v3/posting/fbs/list",)), Role("Posting FBO", ("/v2/posting/fbo/list",))), "ok", None),
        ((Role("Posting FBS", POSTINGS[:1]),), "warn", "fbo"),
        ((Role("Products", ("/v3/product", "")),), "warn", "fbs, fbo"),
        ((Role("Posting FBS", ("/v4/posting/fbs/li",)),), "warn", "fbs, fbo"),
        ((), "warn", "fbs, fbo"),
    ],
)
def test_roles_open_lists(roles: tuple[Role, ...], state: str, closed: str | None) -> None:
    """By whole paths, by beginnings of paths, or all at once; what is not named may still be open."""
    check = check_rights(Roles(roles, None), ("fbs", "fbo"))
    assert check.state == state
    if closed is not None:
        assert f"the lists of {closed}:" in check.text.en
        assert f"спискам {closed}:" in check.text.ru


@pytest.mark.parametrize(
    ("skew", "state", "said"),
    [(0, "ok", "right"), (59, "ok", "right"), (-59, "ok", "right"), (61, "warn", "1 min behind"),
     (-3599, "warn", "59 min ahead"), (3600, "fail", "1 h behind"), (-3 * DAY, "fail", "3 d ahead")],
)  # fmt: skip
def test_clocks_that_differ_are_told(skew: float, state: str, said: str) -> None:
    """Deadlines are judged by this machine's."""
    check = check_clock(skew)
    assert check.state == state
    assert said in check.text.en


def test_a_list_that_can_be_had_is_told_and_one_that_cannot_with_the_reason() -> None:
    """The reason is that of the refusal, with its next step."""
    assert check_scheme("fbs", None).state == "ok"
    refused = problem("not_enabled", "ozon/x", message="access denied")
    assert check_scheme("fbo", refused) == type(check_scheme("fbs", None))("fbo", "fail", refused.text)


def test_all_is_well(ozon: FakeOzon, connected: Connect) -> None:
    """Six checks for three requests."""
    ozon.roles = {"expires_at": "2027-02-01T00:00:00Z", "roles": [{"name": "Posting", "methods": list(POSTINGS)}]}
    checks = check_all(connected())
    assert [(check.name, check.state) for check in checks if check.name != "clock"] == [
        ("key", "ok"),
        ("rights", "ok"),
        ("writing", "ok"),
        ("fbs", "ok"),
        ("fbo", "ok"),
    ]
    assert len(checks) == 6
    assert len(ozon.calls) == 3


def test_a_wrong_key_ends_the_questions(ozon: FakeOzon, connected: Connect) -> None:
    """Nothing else can be told without it, but for the clock."""
    checks = check_all(connected(api_key="0000-1111"))
    assert [check.name for check in checks] == ["key", "clock"]
    assert checks[0].state == "fail"
    assert "pair of Client-Id and Api-Key" in checks[0].text.en
    assert len(ozon.calls) == 1


def test_roles_that_are_not_told_do_not_end_the_questions(ozon: FakeOzon, connected: Connect) -> None:
    """Whether postings can be fetched shows when they are asked for."""
    ozon.refuses = {"/v1/roles": (403, "Api-Key is missing a required role for a method")}
    states = [(check.name, check.state) for check in check_all(connected()) if check.name != "clock"]
    assert states == [("key", "warn"), ("fbs", "ok"), ("fbo", "ok")]


def test_a_scheme_that_is_refused_does_not_hide_the_other(ozon: FakeOzon, connected: Connect) -> None:
    """FBS is not for this account, FBO is."""
    ozon.refuses = {"/v4/posting/fbs/list": (403, "access denied")}
    states = {check.name: check.state for check in check_all(connected())}
    assert (states["fbs"], states["fbo"]) == ("fail", "ok")


def test_a_method_that_is_gone_is_no_fault_of_the_account(ozon: FakeOzon, connected: Connect) -> None:
    """The older one stands in, as in a fetch; with both gone the list cannot be had."""
    ozon.off = {"/v4/posting/fbs/list": 410}
    assert {check.name: check.state for check in check_all(connected(), ("fbs",))}["fbs"] == "ok"
    ozon.off["/v3/posting/fbs/list"] = 404
    assert {check.name: check.state for check in check_all(connected(), ("fbs",))}["fbs"] == "fail"


def test_the_clock_is_read_from_the_answers(server: Server, connected: Connect) -> None:
    """The fake Ozon lives today, the client in November 2026, and an hour beside it is an hour."""
    client = connected()
    check_all(client, ())
    assert client.skew is not None
    before = client.skew
    server.skew = 3600
    check_all(client, ())
    assert client.skew - before == pytest.approx(3600, abs=5)


def test_no_network_is_told(connected: Connect) -> None:
    """By the check of the key, since that comes first: nobody knows what it is worth; there is no clock either."""
    checks = check_all(connected(base="http://127.0.0.1:9"))
    assert [(check.name, check.state) for check in checks] == [("key", "unknown")]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ((500, "Internal error"), "unknown"),
        ((429, "request rate limit"), "unknown"),
        ((403, "Offer not signed"), "fail"),
        ((403, "Company is blocked"), "fail"),
    ],
)
def test_no_answer_is_not_a_refusal(ozon: FakeOzon, connected: Connect, fault: tuple[int, str], state: str) -> None:
    """What Ozon says no to has failed; what it could not be asked is not known."""
    ozon.refuses = {"/v3/posting/fbo/list": fault}
    states = {check.name: check.state for check in check_all(connected(attempts=1))}
    assert (states["fbs"], states["fbo"]) == ("ok", state)


@pytest.mark.parametrize(
    ("expires_at", "said"),
    [
        (None, None),
        ("2026-11-29T09:00:00Z", None),
        ("2026-11-29T08:59:59Z", "in 6 d 23 h: make a new one"),
        ("2026-11-20T09:00:00Z", "the key has expired on 2026-11-20 09:00 UTC"),
    ],
)
def test_a_key_that_ends_within_a_week_is_urgent(
    ozon: FakeOzon, connected: Connect, expires_at: str | None, said: str | None
) -> None:
    """One request tells, before anything is fetched."""
    ozon.roles = {"roles": [], "expires_at": expires_at}
    text = urge_new_key(connected())
    assert (text is None) is (said is None)
    assert text is None or said in text.en
    assert text is None or text.ru != text.en
    assert [call.path for call in ozon.calls] == ["/v1/roles"]


def test_a_key_whose_end_is_not_told_is_not_urgent(ozon: FakeOzon, connected: Connect) -> None:
    """Roles that are refused say nothing against fetching; a key that is refused does."""
    ozon.refuses = {"/v1/roles": (403, "Api-Key is missing a required role for a method")}
    assert urge_new_key(connected()) is None
    with pytest.raises(ApiProblem, match="pair of Client-Id"):
        urge_new_key(connected(api_key="0000-1111"))
