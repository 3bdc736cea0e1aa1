"""The rules of attempts: which one counts, and when one is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from casekit.domain.attempt import Attempt, AttemptSummary, Plan, Score, counted
from casekit.domain.quiz import Quiz

NINE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
QUIZ = {"id": "lecture", "title": "Lecture", "items": ["cas/canal"], "kind": "graded"}


def minutes(number: float) -> datetime:
    return NINE + timedelta(minutes=number)


def summary(name: str, begun: int, points: int | None, most: int = 4) -> AttemptSummary:
    """An attempt that took a minute; one without points is still open."""
    ended = None if points is None else minutes(begun + 1)
    return AttemptSummary(name, minutes(begun), ended, Score(Fraction(points or 0), Fraction(most)))


FIRST, BEST, LAST = summary("first", 0, 1), summary("best", 10, 3), summary("last", 20, 2)
OPEN = summary("open", 30, None)


@pytest.mark.parametrize(("counts", "chosen"), [("best", BEST), ("first", FIRST), ("last", LAST)])
def test_the_attempt_that_counts_is_the_one_that_the_quiz_says(counts, chosen) -> None:
    assert counted([FIRST, BEST, LAST, OPEN], counts) is chosen
    assert counted([OPEN, LAST, BEST, FIRST], counts) is chosen


@pytest.mark.parametrize("counts", ["best", "first", "last"])
def test_while_none_has_ended_none_counts(counts) -> None:
    assert counted([], counts) is None
    assert counted([OPEN], counts) is None


def test_of_equally_good_attempts_the_first_counts() -> None:
    again = summary("again", 40, 6, most=8)
    assert counted([again, LAST, BEST], "best") is BEST


def test_the_best_is_the_largest_share_and_not_the_most_points() -> None:
    longer = summary("longer", 40, 4, most=10)
    assert counted([LAST, longer], "best") is LAST


def make_attempt(**settings: object) -> Attempt:
    quiz = Quiz.model_validate({**QUIZ, **settings})
    plan = Plan(quiz_id="cas/lecture", language="fr", quiz=quiz, slots=())
    return Attempt("id", "demo", "ada", plan, NINE, due_at=minutes(20), grace_s=60)


def test_an_attempt_is_overdue_only_after_its_grace_and_while_it_is_open() -> None:
    attempt = make_attempt()
    assert [attempt.is_overdue(minutes(n)) for n in (19, 20, 21, 21.1)] == [False] * 3 + [True]
    assert not replace(attempt, submitted_at=minutes(5)).is_overdue(minutes(60))
    assert not replace(attempt, due_at=None).is_overdue(minutes(10**6))


def test_an_attempt_never_ends_later_than_it_was_due() -> None:
    attempt = make_attempt()
    assert [attempt.end_at(minutes(n)) for n in (5, 25)] == [minutes(5), minutes(20)]
    assert replace(attempt, due_at=None).end_at(minutes(25)) == minutes(25)


@pytest.mark.parametrize(
    ("feedback", "assignment_id", "closes_at", "shown"),
    [
        ("on-submit", "a", minutes(60), True),
        ("on-close", None, None, True),
        ("on-close", "a", minutes(60), False),
        ("on-close", "a", minutes(28), False),
        ("on-close", "a", minutes(27.9), True),
        ("on-close", "a", None, False),
    ],
)
def test_the_score_of_an_ended_attempt_is_shown_when_its_quiz_says(
    feedback, assignment_id, closes_at, shown
) -> None:
    attempt = replace(
        make_attempt(feedback=feedback), assignment_id=assignment_id, closes_at=closes_at
    )
    assert not attempt.may_see_score(minutes(30))
    assert replace(attempt, submitted_at=minutes(5)).may_see_score(minutes(30)) is shown


@pytest.mark.parametrize(
    ("mark", "share", "pending", "passed"),
    [
        ("60%", Fraction(3, 5), False, True),
        ("60%", Fraction(59, 100), False, False),
        ("60%", Fraction(1), True, None),
        (None, Fraction(1), False, None),
    ],
)
def test_a_share_passes_from_the_mark_on_and_once_nothing_waits(
    mark, share, pending, passed
) -> None:
    quiz = Quiz.model_validate({**QUIZ, "pass": mark})
    assert quiz.is_passed(share, pending=pending) is passed


def test_an_open_attempt_has_neither_passed_nor_failed() -> None:
    attempt = make_attempt(**{"pass": "0%"})
    assert attempt.passed is None
    assert replace(attempt, submitted_at=minutes(1)).passed is True
