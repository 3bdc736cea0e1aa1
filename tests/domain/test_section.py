"""The rules of sections: codes, times, and when an attempt is due."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from casekit.domain.section import Assignment, due_at, grace_s, read_code, show_code

NINE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("limit", "factor", "closes_at", "due"),
    [
        (None, Fraction(1), None, None),
        (30, Fraction(1), None, at(9, 30)),
        (30, Fraction(3, 2), None, at(9, 45)),
        (None, Fraction(2), at(10), at(10)),
        (30, Fraction(1), at(10), at(9, 30)),
        (50, Fraction(3, 2), at(10), at(10)),
        (30, Fraction(1), at(8), at(8)),
    ],
)
def test_an_attempt_is_due_at_its_limit_or_at_the_end_whichever_is_first(
    limit: int | None, factor: Fraction, closes_at: datetime | None, due: datetime | None
) -> None:
    assert due_at(NINE, limit, factor, closes_at) == due


def test_grace_grows_with_extra_time() -> None:
    assert [grace_s(Fraction(n, 4)) for n in (4, 5, 6, 8)] == [60, 75, 90, 120]


def test_an_assignment_is_open_from_its_opening_until_just_before_its_end() -> None:
    assignment = Assignment("a", "s", "cas/note", at(9), at(10))
    second = timedelta(seconds=1)
    assert not assignment.is_open(at(9) - second)
    assert assignment.is_open(at(9))
    assert assignment.is_open(at(10) - second)
    assert not assignment.is_open(at(10))


def test_an_assignment_without_an_end_stays_open() -> None:
    assert Assignment("a", "s", "cas/note", at(9)).is_open(at(23))


@pytest.mark.parametrize("typed", ["ABCD-EFGH", "abcdefgh", " abcd efgh ", "AB-CD–EF—GH"])
def test_a_code_is_read_whatever_its_case_spaces_and_dashes(typed: str) -> None:
    assert read_code(typed) == "ABCDEFGH"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCDEFGHJ", "ABCD-EFG0", "ABCD-EFGI", "ÀBCDEFGH"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_is_shown_in_two_halves() -> None:
    assert show_code("ABCDEFGH") == "ABCD-EFGH"
