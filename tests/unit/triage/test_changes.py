"""What is new and what is gone, by identity; what nobody looked at stands."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.triage.changes import changes


def finding(number: str = "1-0001-1", account: str | None = None, **more: object) -> Finding:
    """A late posting of an account."""
    plain = Finding(
        rule="OZ301",
        name="late",
        severity="error",
        posting_number=number,
        account=account,
        subject=Subject("posting", number),
        field=None,
        message="late",
        values={},
        facts={},
        place=Place("ozon:main", 0, 0, ""),
    )
    return msgspec.structs.replace(plain, **more)


ONE, TWO, THREE = (finding(f"{number}-0001-1") for number in (1, 2, 3))


def test_everything_is_new_at_first() -> None:
    """Nothing stood before, so nothing can be gone."""
    found = changes((), (ONE, TWO))
    assert (found.new, found.gone, found.standing) == ((ONE, TWO), (), (ONE, TWO))


def test_what_comes_and_goes() -> None:
    """What stays is neither new nor gone, however its words have changed meanwhile."""
    later = msgspec.structs.replace(TWO, message="later", place=Place("ozon:main", 7, 1, ""))
    found = changes((ONE, TWO), (later, THREE))
    assert (found.new, found.gone, found.standing) == ((THREE,), (ONE,), (later, THREE))


def test_what_is_set_aside_does_not_stand() -> None:
    """A finding that is suppressed since is gone, one that comes suppressed is not new."""
    found = changes((ONE,), (msgspec.structs.replace(ONE, state="suppressed"), finding("4", state="baselined")))
    assert (found.new, found.gone, found.standing) == ((), (ONE,), ())


def test_an_account_that_was_not_asked_has_not_recovered() -> None:
    """Its findings stand, and so do those of no account: nobody could look for them."""
    away, here, run = finding("1", "away"), finding("1", "here"), finding("run")
    found = changes((away, here, run), (), {"away"})
    assert (found.new, found.gone, found.standing) == ((), (here,), (away, run))
    again = changes(found.standing, (away,))
    assert (again.new, again.gone, again.standing) == ((), (run,), (away,))


def test_the_only_account_has_no_name() -> None:
    """While it cannot be asked, all that stood stands."""
    found = changes((ONE, TWO), (), {None})
    assert (found.gone, found.standing) == ((), (ONE, TWO))


NUMBERS = st.sets(st.integers(0, 6))
ROUNDS = st.lists(st.tuples(NUMBERS, NUMBERS, st.sets(st.sampled_from(["a", "b"]))), max_size=8)


@given(ROUNDS)
def test_news_always_add_up_to_what_stands(rounds: list[tuple[set[int], set[int], set[str]]]) -> None:
    """Whoever keeps a list by adding what is new and removing what is gone has what stands, and nothing twice."""
    standing: tuple[Finding, ...] = ()
    listed: set[str] = set()
    for of_a, of_b, away in rounds:
        everything = [finding(str(one), "a") for one in of_a] + [finding(str(one), "b") for one in of_b]
        found = changes(standing, [one for one in everything if one.account not in away], away)
        news, gone = ({one.fingerprint for one in part} for part in (found.new, found.gone))
        assert not news & listed
        assert gone <= listed
        listed = (listed | news) - gone
        standing = found.standing
        assert sorted(listed) == sorted(one.fingerprint for one in standing)
        assert not [one for one in found.gone if one.account in away]
