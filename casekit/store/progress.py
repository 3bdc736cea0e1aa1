"""What a section has done with its assignments: few questions for many students."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal

from sqlalchemy import bindparam, func, select

from casekit.domain.attempt import AttemptSummary, Plan, Score
from casekit.domain.item import Response
from casekit.store.answer import read_answer
from casekit.store.attempts import read_plan
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, hint, mark, person, response, score

TrailKind = Literal["saved", "checked", "submitted", "score", "passages", "hint"]

_OF_ASSIGNMENT = attempt.c.assignment_id == bindparam("assignment_id")
_SAT = (
    select(
        attempt.c.id,
        attempt.c.person_id,
        attempt.c.started_at,
        attempt.c.submitted_at,
        attempt.c.due_at,
        attempt.c.end_reason,
        attempt.c.plan,
    )
    .where(_OF_ASSIGNMENT)
    .order_by(attempt.c.started_at, attempt.c.id)
)
_SCORES = select(score.c.attempt_id, score.c.slot, score.c.points, score.c.max_points).where(
    score.c.id.in_(
        select(func.max(score.c.id))
        .join(attempt, attempt.c.id == score.c.attempt_id)
        .where(_OF_ASSIGNMENT)
        .group_by(score.c.attempt_id, score.c.slot)
    )
)
_OUTLINE = (
    select(attempt.c.assignment_id, attempt.c.person_id, attempt.c.submitted_at.is_(None))
    .join(assignment, assignment.c.id == attempt.c.assignment_id)
    .where(assignment.c.section_id == bindparam("section_id"))
)
_RESPONSES = (
    select(response.c.at, response.c.slot, response.c.kind, response.c.answer, response.c.seq)
    .where(response.c.attempt_id == bindparam("attempt_id"))
    .order_by(response.c.id)
)
_SCORE_TRAIL = (
    select(
        score.c.at, score.c.slot, score.c.reason, score.c.points, score.c.max_points, person.c.name
    )
    .outerjoin(mark, mark.c.score_id == score.c.id)
    .outerjoin(person, person.c.id == mark.c.person_id)
    .where(score.c.attempt_id == bindparam("attempt_id"))
    .order_by(score.c.id)
)
_HINTS = select(hint.c.at, hint.c.slot, hint.c.kind).where(
    hint.c.attempt_id == bindparam("attempt_id")
)


@dataclass(frozen=True)
class SatAttempt:
    """An attempt at an assignment.

    Attributes:
        scores: the newest of each slot scored so far.
    """

    summary: AttemptSummary
    person_id: str
    due_at: datetime | None
    end_reason: str | None
    plan: Plan
    scores: Mapping[int, Score] = field(default_factory=dict)

    @property
    def pending(self) -> tuple[int, ...]:
        """Numbers of the slots of an ended attempt that wait for a person to score them."""
        if self.summary.is_open:
            return ()
        return tuple(n for n in range(len(self.plan.slots)) if n not in self.scores)


@dataclass(frozen=True)
class TrailEvent:
    """One thing that happened at a slot, in the order of its table.

    Attributes:
        answer: of a response; None also when the field was emptied.
        seq: of a response, else 0.
        reason: of a score.
        by: the name of the person who gave a score, empty when it is not known any more; None
            where nobody did.
    """

    at: datetime
    slot: int
    what: TrailKind
    answer: Response | None = None
    seq: int = 0
    score: Score | None = None
    reason: str = ""
    by: str | None = None


class ProgressReads(Session):
    """Reading what sections have done."""

    def list_sat(self, assignment_id: str) -> tuple[SatAttempt, ...]:
        """All attempts at an assignment, oldest first, in two questions to the database."""
        key = {"assignment_id": assignment_id}
        scores: defaultdict[str, dict[int, Score]] = defaultdict(dict)
        for attempt_id, slot, points, most in self.connection.execute(_SCORES, key):
            scores[attempt_id][slot] = Score(points, most)
        return tuple(
            SatAttempt(
                summary=AttemptSummary(
                    row.id, row.started_at, row.submitted_at, _total(scores[row.id])
                ),
                person_id=row.person_id,
                due_at=row.due_at,
                end_reason=row.end_reason,
                plan=read_plan(row.plan),
                scores=scores[row.id],
            )
            for row in self.connection.execute(_SAT, key)
        )

    def list_outline(self, section_id: str) -> tuple[tuple[str, str, bool], ...]:
        """(assignment id, person id, still open) of each attempt at the section's assignments."""
        rows = self.connection.execute(_OUTLINE, {"section_id": section_id})
        return tuple((one, person, bool(is_open)) for one, person, is_open in rows)

    def list_trail(self, attempt_id: str) -> tuple[TrailEvent, ...]:
        """Everything that was answered, scored and opened in an attempt, oldest first."""
        key = {"attempt_id": attempt_id}
        events = [
            TrailEvent(at, slot, kind, read_answer(answer), seq)
            for at, slot, kind, answer, seq in self.connection.execute(_RESPONSES, key)
        ]
        events += [
            TrailEvent(at, slot, "score", score=Score(points, most), reason=reason, by=name)
            for at, slot, reason, points, most, name in self.connection.execute(_SCORE_TRAIL, key)
        ]
        events += [TrailEvent(*row) for row in self.connection.execute(_HINTS, key)]
        return tuple(sorted(events, key=lambda event: event.at))


def _total(scores: Mapping[int, Score]) -> Score:
    return sum(scores.values(), Score(Fraction(0), Fraction(0)))
