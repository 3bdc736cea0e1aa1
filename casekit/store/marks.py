"""Marks: what a person gave for each criterion, beside the score that this makes."""

import json
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, exists, func, insert, select, update

from casekit.domain.attempt import Score
from casekit.domain.mark import CriterionMark, Mark
from casekit.store import attempt_sql
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, mark, person, response, score

MARKED = "marked"
"""The reason of a score that a person gave."""


class SlotKey(NamedTuple):
    """One question of one attempt."""

    attempt_id: str
    slot: int


class GivenMark(NamedTuple):
    """A mark as it was given.

    Attributes:
        number: rises with every mark.
        person_id: who gave it.
        name: of that person, empty when it is not known any more.
    """

    number: int
    key: SlotKey
    mark: Mark
    score: Score
    at: datetime
    person_id: str
    name: str


_GIVEN = (
    select(
        score.c.id,
        score.c.attempt_id,
        score.c.slot,
        mark.c.criteria,
        mark.c.comment,
        score.c.points,
        score.c.max_points,
        score.c.at,
        mark.c.person_id,
        person.c.name,
    )
    .select_from(mark)
    .join(score, score.c.id == mark.c.score_id)
    .join(person, person.c.id == mark.c.person_id)
    .order_by(score.c.id)
)
_OF_ATTEMPT = _GIVEN.where(score.c.attempt_id == bindparam("attempt_id"))
_BY_PERSON = (
    _GIVEN.add_columns(attempt.c.course_id, attempt.c.quiz_id)
    .join(attempt, attempt.c.id == score.c.attempt_id)
    .where(mark.c.person_id == bindparam("person_id"))
)
_MARKED = (
    select(score.c.attempt_id, score.c.slot)
    .select_from(mark)
    .join(score, score.c.id == mark.c.score_id)
    .join(attempt, attempt.c.id == score.c.attempt_id)
    .where(attempt.c.assignment_id == bindparam("assignment_id"))
    .distinct()
)
# Every slot of an ended attempt has a score, but for those that were answered and wait.
_WAITING = (
    select(attempt.c.assignment_id, response.c.attempt_id, response.c.slot)
    .join(attempt, attempt.c.id == response.c.attempt_id)
    .join(assignment, assignment.c.id == attempt.c.assignment_id)
    .join(person, person.c.id == attempt.c.person_id)
    .where(
        assignment.c.section_id == bindparam("section_id"),
        attempt.c.submitted_at.is_not(None),
        person.c.erased_at.is_(None),
        ~exists().where(
            score.c.attempt_id == response.c.attempt_id, score.c.slot == response.c.slot
        ),
    )
    .distinct()
    .subquery()
)
_COUNT_WAITING = select(_WAITING.c.assignment_id, func.count()).group_by(_WAITING.c.assignment_id)
_NEWEST = select(func.max(score.c.id)).where(
    score.c.attempt_id == bindparam("attempt_id"), score.c.slot == bindparam("slot")
)
_OF_STUDENT = (
    select(score.c.id)
    .join(attempt, attempt.c.id == score.c.attempt_id)
    .where(attempt.c.person_id == bindparam("student_id"))
)
_FORGET = update(mark).where(mark.c.score_id.in_(_OF_STUDENT)).values(comment="")


class MarkReads(Session):
    """Reading marks."""

    def list_marks(self, attempt_id: str) -> tuple[GivenMark, ...]:
        """Every mark that an attempt was ever given, oldest first."""
        rows = self.connection.execute(_OF_ATTEMPT, {"attempt_id": attempt_id})
        return tuple(_read(row) for row in rows)

    def list_marks_by(self, person_id: str) -> tuple[tuple[str, str, GivenMark], ...]:
        """(course id, quiz id, mark) of every mark that a person gave, oldest first."""
        rows = self.connection.execute(_BY_PERSON, {"person_id": person_id})
        return tuple((row.course_id, row.quiz_id, _read(row)) for row in rows)

    def list_marked(self, assignment_id: str) -> frozenset[SlotKey]:
        """Which answers of an assignment's attempts have been marked."""
        rows = self.connection.execute(_MARKED, {"assignment_id": assignment_id})
        return frozenset(SlotKey(*row) for row in rows)

    def count_waiting(self, section_id: str) -> dict[str, int]:
        """How many answers wait for a person to score them, by assignment; none are left out."""
        return dict(iter(self.connection.execute(_COUNT_WAITING, {"section_id": section_id})))


class MarkWrites(MarkReads):
    """Writing marks."""

    def add_mark(
        self, key: SlotKey, new: Mark, max_points: Fraction, person_id: str, at: datetime
    ) -> int:
        """Appends a mark with the score that it makes; returns its number."""
        row = {
            "attempt_id": key.attempt_id,
            "of_attempt": key.attempt_id,
            "slot": key.slot,
            "of_slot": key.slot,
            "points": new.points,
            "max_points": max_points,
            "reason": MARKED,
            "at": at,
        }
        self.connection.execute(attempt_sql.ADD_SCORE, row)
        newest = {"attempt_id": key.attempt_id, "slot": key.slot}
        number: int = self.connection.execute(_NEWEST, newest).scalar_one()
        values = {
            "score_id": number,
            "person_id": person_id,
            "criteria": json.dumps([[str(each.points), each.level] for each in new.criteria]),
            "comment": new.comment,
        }
        self.connection.execute(insert(mark), values)
        return number

    def forget_comments(self, student_id: str) -> None:
        """Empties what was said to a person of their answers; the points stay."""
        self.connection.execute(_FORGET, {"student_id": student_id})


def _read(row: Row[*tuple[Any, ...]]) -> GivenMark:
    criteria = tuple(
        CriterionMark(Fraction(points), level) for points, level in json.loads(row.criteria)
    )
    return GivenMark(
        number=row.id,
        key=SlotKey(row.attempt_id, row.slot),
        mark=Mark(criteria, row.comment),
        score=Score(row.points, row.max_points),
        at=row.at,
        person_id=row.person_id,
        name=row.name,
    )
