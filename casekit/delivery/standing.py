"""How a person stands with quizzes: on which terms, what is under way, and what has ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from casekit.delivery.closing import close_one
from casekit.delivery.start import allowed_attempts
from casekit.domain.bank import Bank
from casekit.domain.quiz import Quiz
from casekit.domain.section import Assigned, choose_assigned
from casekit.store import AttemptKey, BegunAttempt, OpenAttempt, Person, Role, Store


@dataclass(frozen=True)
class Standing:
    """How a person stands with one quiz.

    Attributes:
        assigned: what opens the quiz to them; None for practice, and for an instructor, who tries
            every quiz without a limit.
        attempts: how many they have, 0 without limit.
        begun: theirs on these terms, oldest first; at most one, the last, is open.
        minutes: their time limit, more time included; None without.
        ends_at: when an attempt that began now would end; None without an end.
    """

    assigned: Assigned | None
    attempts: int
    begun: tuple[BegunAttempt, ...] = ()
    minutes: int | None = None
    ends_at: datetime | None = None

    @property
    def left(self) -> int | None:
        """How many attempts they may still begin; None without limit."""
        return max(0, self.attempts - len(self.begun)) if self.attempts else None

    @property
    def running(self) -> OpenAttempt | None:
        """The open attempt, None without."""
        return next((one.running for one in self.begun if one.running), None)

    @property
    def last_ended_id(self) -> str | None:
        """Id of the newest attempt that has ended, None without."""
        ended = (one.attempt_id for one in reversed(self.begun) if not one.running)
        return next(ended, None)


def list_standings(
    store: Store, bank: Bank, person: Person, quiz_ids: Collection[str], now: datetime
) -> dict[str, Standing]:
    """How the person stands with some quizzes of the bank, by id.

    A graded quiz that is not assigned to them is left out. Of several assignments the one that is
    open holds; else the next one to open; else the last one that was. An attempt whose time is
    over is closed first.
    """
    course_id = bank.course.id
    known = _read(store, course_id, person, quiz_ids)
    open_ones = [one.running for one in known.begun if one.running]
    overdue = [one for one in open_ones if one.is_overdue(now)]
    if overdue:
        for one in overdue:
            close_one(store, AttemptKey(course_id, one.attempt_id), now)
        known = _read(store, course_id, person, quiz_ids)
    found = {quiz_id: _stand(known, quiz_id, bank.quizzes[quiz_id], now) for quiz_id in quiz_ids}
    return {quiz_id: standing for quiz_id, standing in found.items() if standing is not None}


@dataclass(frozen=True)
class _Known:
    role: Role
    assigned: Sequence[Assigned]
    begun: Sequence[BegunAttempt]


def _read(store: Store, course_id: str, person: Person, quiz_ids: Collection[str]) -> _Known:
    with store.read() as session:
        return _Known(
            person.role,
            session.list_assigned(course_id, person.person_id),
            session.list_begun(course_id, person.person_id, quiz_ids),
        )


def _stand(known: _Known, quiz_id: str, quiz: Quiz, now: datetime) -> Standing | None:
    begun = [one for one in known.begun if one.quiz_id == quiz_id]
    if known.role == "instructor" or quiz.kind == "practice":
        own = tuple(one for one in begun if one.assignment_id is None)
        return Standing(None, allowed_attempts(quiz, known.role), own)
    found = [one for one in known.assigned if one.assignment.quiz_id == quiz_id]
    assigned = choose_assigned(found, now)
    if assigned is None:
        return None
    under = assigned.assignment.assignment_id
    limit = quiz.time_limit
    return Standing(
        assigned=assigned,
        attempts=quiz.attempts,
        begun=tuple(one for one in begun if one.assignment_id == under),
        minutes=None if limit is None else ceil(limit * assigned.time_factor),
        ends_at=assigned.due_at(now, limit),
    )
