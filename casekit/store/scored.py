"""What one person's attempts at the quizzes of a course have earned, question by question."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import bindparam, func, select

from casekit.domain.attempt import Attempt, Score, SlotState
from casekit.store.answer import read_answer
from casekit.store.attempts import read_plan
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, response, score

_OF_PERSON = (
    attempt.c.person_id == bindparam("person_id"),
    attempt.c.course_id == bindparam("course_id"),
)
_NEWEST = (
    select(func.max(score.c.id))
    .join(attempt, attempt.c.id == score.c.attempt_id)
    .where(*_OF_PERSON)
    .group_by(score.c.attempt_id, score.c.slot)
)
_SCORES = (
    select(
        score.c.attempt_id,
        score.c.slot,
        score.c.points,
        score.c.max_points,
        score.c.at,
        response.c.answer,
    )
    .outerjoin(response, response.c.id == score.c.response_id)
    .where(score.c.id.in_(_NEWEST))
)
_ATTEMPTS = (
    select(
        attempt.c.id,
        attempt.c.plan,
        attempt.c.started_at,
        attempt.c.submitted_at,
        attempt.c.assignment_id,
        assignment.c.closes_at,
    )
    .outerjoin(assignment, assignment.c.id == attempt.c.assignment_id)
    .where(*_OF_PERSON)
    .order_by(attempt.c.started_at, attempt.c.id)
)


class ScoredReads(Session):
    """Reading what a person has earned."""

    def list_scored(self, course_id: str, person_id: str) -> tuple[Attempt, ...]:
        """The person's attempts, oldest first, with the scored slots alone, each at its time.

        A slot that is scored before the end was checked; `checked_at` is when it was scored.
        """
        key = {"course_id": course_id, "person_id": person_id}
        states: defaultdict[str, dict[int, SlotState]] = defaultdict(dict)
        for attempt_id, slot, points, most, at, answer in self.connection.execute(_SCORES, key):
            earned = Score(points, most)
            states[attempt_id][slot] = SlotState(
                answer=read_answer(answer), saved_at=at, checked_at=at, score=earned
            )
        if not states:
            return ()
        begun = (
            Attempt(
                attempt_id=row.id,
                course_id=course_id,
                person_id=person_id,
                plan=read_plan(row.plan),
                started_at=row.started_at,
                submitted_at=row.submitted_at,
                assignment_id=row.assignment_id,
                closes_at=row.closes_at,
            )
            for row in self.connection.execute(_ATTEMPTS, key)
            if row.id in states
        )
        return tuple(replace(one, states=states[one.attempt_id]) for one in begun)
