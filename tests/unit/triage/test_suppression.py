"""A suppression is about findings of its rule, by number, pattern or condition, up to the end of its last day."""

from collections.abc import Callable

import pytest

from ozlint.carriers.names import carrier_code
from ozlint.model.finding import Finding
from ozlint.model.times import DAY, read_time
from ozlint.triage.suppression import Suppression

Read = Callable[..., tuple[Suppression, ...]]
Found = Callable[..., Finding]


def fits(read: Read, line: str, finding: Finding) -> bool:
    """Whether an entry is about a finding."""
    (one,) = read(line)
    return one.fits(finding, read_time("2026-11-22T09:00:00Z")[0], carrier_code)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ('posting: "12345678-0001-1"', True),
        ('posting: "12345678-0001-2"', False),
        ('posting: "12345678-*"', True),
        ('posting: "*-2"', False),
        ('posting: ["1", "12345678-0001-1"]', True),
        ('when: warehouse == "Юг"', True),
        ('when: carrier == "cdek"', True),
        ('when: carrier_name == "СДЭК"', True),
        ('when: status == "delivered"', False),
        ("when: deadline < now", True),
        ('when: scheme == "fbs"', False),
        ('when: not (account == "main")', False),
    ],
)
def test_what_it_is_about(read: Read, found: Found, what: str, expected: object) -> None:
    """Numbers, patterns and conditions; what a finding does not carry is unknown, and unknown is no match."""
    assert fits(read, f"{{rule: OZ301, {what}, reason: x, expires: 2026-11-23}}", found()) is expected


def test_it_is_about_its_rule_only(read: Read, found: Found) -> None:
    """Another rule's finding about the same posting counts; a finding about no posting has no number to match."""
    line = '{rule: OZ301, posting: "*", reason: x, expires: 2026-11-23}'
    assert fits(read, line, found())
    assert not fits(read, line, found("OZ302"))
    assert not fits(read, line, found(number=None))


@pytest.mark.parametrize(
    ("expires", "ends"),
    [("2026-11-23", "2026-11-24T00:00:00Z"), ("2026-11-23T12:00:00+03:00", "2026-11-23T09:00:00Z")],
)
def test_it_ends(read: Read, expires: str, ends: str) -> None:
    """A day counts to its end in UTC, a moment to that moment, and not a second longer."""
    (one,) = read(f'{{rule: OZ301, posting: "1", reason: x, expires: "{expires}"}}')
    end = read_time(ends)[0]
    assert not one.is_over(end - 1)
    assert one.is_over(end)


def test_one_that_never_expires(read: Read) -> None:
    """Where the configuration allows it, an entry may have no end."""
    (one,) = read('{rule: OZ301, posting: "1", reason: x, expires: never}', forever=True)
    assert not one.is_over(1e12 * DAY)


@pytest.mark.parametrize(
    ("what", "numbers"),
    [('posting: ["1", "2"]', ("1", "2")), ('posting: ["1", "2*"]', None), ('when: account == "a"', None)],
)
def test_its_postings_are_known_where_all_are_plain(read: Read, what: str, numbers: object) -> None:
    """With a pattern or a condition nobody can tell which postings it is about."""
    (one,) = read(f"{{rule: OZ301, {what}, reason: x, expires: 2026-11-23}}")
    assert one.numbers == numbers
