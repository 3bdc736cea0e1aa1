"""What a person has begun in a course: few questions for many quizzes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select

from casekit.domain.attempt import Plan
from casekit.domain.section import is_over
from casekit.store.attempts import read_plan
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, response

_OF_PERSON = (
    attempt.c.person_id == bindparam("person_id"),
    attempt.c.course_id == bindparam("course_id"),
    attempt.c.quiz_id.in_(bindparam("quiz_ids", expanding=True)),
)
_IS_OPEN = attempt.c.submitted_at.is_(None)
_BEGUN = (
    select(
        attempt.c.id,
        attempt.c.quiz_id,
        attempt.c.assignment_id,
        attempt.c.due_at,
        attempt.c.grace_s,
        assignment.c.closes_at,
        case((_IS_OPEN, attempt.c.plan)).label("plan"),
    )
    .outerjoin(assignment, assignment.c.id == attempt.c.assignment_id)
    .where(*_OF_PERSON)
    .order_by(attempt.c.started_at, attempt.c.id)
)
_NEWEST = (
    select(func.max(response.c.id))
    .join(attempt, attempt.c.id == response.c.attempt_id)
    .where(*_OF_PERSON, _IS_OPEN)
    .group_by(response.c.attempt_id, response.c.slot)
)
_ANSWERED = (
    select(response.c.attempt_id, func.count())
    .where(response.c.id.in_(_NEWEST), response.c.answer.is_not(None))
    .group_by(response.c.attempt_id)
)


@dataclass(frozen=True)
class OpenAttempt:
    """How far an open attempt is.

    Attributes:
        due_at: when its time is up, and `grace_s` as in `Attempt`.
        closes_at: when its assignment closes; None without an end.
        answered: how many slots have an answer.
    """

    attempt_id: str
    plan: Plan
    due_at: datetime | None
    grace_s: int
    closes_at: datetime | None
    answered: int

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time and grace are over, although nobody has closed it yet."""
        return is_over(self.due_at, self.grace_s, now)


@dataclass(frozen=True)
class BegunAttempt:
    """One of the attempts that a person has begun.

    Attributes:
        running: how far it is while it is open; None once it has ended.
    """

    attempt_id: str
    quiz_id: str
    assignment_id: str | None
    running: OpenAttempt | None


class StandingReads(Session):
    """Reading what one person has begun."""

    def list_begun(
        self, course_id: str, person_id: str, quiz_ids: Collection[str]
    ) -> tuple[BegunAttempt, ...]:
        """The person's attempts at some quizzes, oldest first, in two questions."""
        key = {"course_id": course_id, "person_id": person_id, "quiz_ids": list(quiz_ids)}
        answered: dict[str, int] = dict(iter(self.connection.execute(_ANSWERED, key)))
        return tuple(
            BegunAttempt(
                row.id, row.quiz_id, row.assignment_id, _running(row, answered.get(row.id, 0))
            )
            for row in self.connection.execute(_BEGUN, key)
        )


def _running(row: Row[*tuple[Any, ...]], answered: int) -> OpenAttempt | None:
    if row.plan is None:
        return None
    plan = read_plan(row.plan)
    return OpenAttempt(row.id, plan, row.due_at, row.grace_s, row.closes_at, answered)
