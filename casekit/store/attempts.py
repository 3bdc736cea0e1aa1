"""Attempts, with what has happened at each of their slots."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import insert, update

from casekit.domain.attempt import (
    Attempt,
    EndReason,
    HintKind,
    Plan,
    Score,
    SlotState,
)
from casekit.domain.item import Response
from casekit.domain.section import is_over
from casekit.store import attempt_sql as sql
from casekit.store.answer import read_answer, write_answer
from casekit.store.base import Session
from casekit.store.column import read_fraction
from casekit.store.tables import attempt, flag, hint

ResponseKind = Literal["saved", "checked", "submitted"]
"""What the student did with the answer; a checked one locks its slot."""


@dataclass(frozen=True)
class NewScore:
    """A score to write.

    Attributes:
        reason: why it was given: `checked`, `submitted`, `unanswered`, or the reason of the fault
            for which the answer could not be scored.
    """

    slot: int
    score: Score
    reason: str


@lru_cache(maxsize=1000)
def read_plan(stored: str) -> Plan:
    """A plan as `add_attempt` stores it; the same one is read again and again."""
    return Plan.model_validate_json(stored)


class AttemptKey(NamedTuple):
    """Where an attempt is found."""

    course_id: str
    attempt_id: str


class AttemptReads(Session):
    """Reading attempts."""

    def find_attempt(self, course_id: str, attempt_id: str) -> Attempt | None:
        """The attempt with all that has happened at its slots; None when there is none."""
        return self.find_attempt_and_epoch(course_id, attempt_id, None)[0]

    def find_attempt_and_epoch(
        self, course_id: str, attempt_id: str, person_id: str | None
    ) -> tuple[Attempt | None, int | None]:
        """As `find_attempt`, with the epoch of a person's sessions, whosever the attempt is."""
        key = {"course_id": course_id, "attempt_id": attempt_id, "person_id": person_id}
        own: dict[str, Any] = {}
        slots: defaultdict[int, dict[str, Any]] = defaultdict(dict)
        flags: set[int] = set()
        epoch: int | None = None
        for what, slot, word, value, most, at in self.connection.execute(sql.HISTORY, key).all():
            if what == "flag":
                flags.add(slot)
            elif what == "session":
                epoch = slot
            elif what in _OF_ATTEMPT:
                own |= _OF_ATTEMPT[what](slot, word, value, most, at)
            else:
                _add_event(slots[slot], what, word, value, most, at)
        if "plan" not in own:
            return None, epoch
        states = {slot: SlotState(**fields) for slot, fields in slots.items()}
        found = Attempt(attempt_id, course_id, states=states, flags=frozenset(flags), **own)
        return found, epoch

    def find_open_attempt_id(self, course_id: str, quiz_id: str, person_id: str) -> str | None:
        """Id of the person's attempt at the quiz that is not submitted yet, or None."""
        found: str | None = self.connection.scalar(sql.OPEN, _key(course_id, quiz_id, person_id))
        return found

    def count_attempts(
        self, course_id: str, quiz_id: str, person_id: str, assignment_id: str | None
    ) -> int:
        """How many attempts at the quiz the person has begun under an assignment, or under none."""
        key = {**_key(course_id, quiz_id, person_id), "assignment_id": assignment_id}
        return self.connection.scalar(sql.COUNT, key) or 0

    def list_attempts_of(self, person_id: str) -> list[AttemptKey]:
        """All attempts of a person, in every course, oldest first."""
        rows = self.connection.execute(sql.OF_PERSON, {"person_id": person_id})
        return [AttemptKey(course_id, attempt_id) for attempt_id, course_id in rows]

    def list_overdue(self, now: datetime) -> list[AttemptKey]:
        """Open attempts whose time and grace are over, those due first."""
        rows = self.connection.execute(sql.OVERDUE, {"now": now})
        return [
            AttemptKey(course_id, attempt_id)
            for attempt_id, course_id, due_at, grace_s in rows
            if is_over(due_at, grace_s, now)
        ]

    def find_running(self, course_id: str, person_id: str, now: datetime) -> str | None:
        """Id of a running attempt under an assignment, None without."""
        key = {"course_id": course_id, "person_id": person_id}
        for attempt_id, _plan, due_at, grace_s in self.connection.execute(sql.RUNNING, key):
            if not is_over(due_at, grace_s, now):
                return str(attempt_id)
        return None

    def find_closed_reading(self, course_id: str, person_id: str, now: datetime) -> str | None:
        """Id of the running attempt at an assigned quiz with closed reading, or None."""
        key = {"course_id": course_id, "person_id": person_id}
        for attempt_id, plan, due_at, grace_s in self.connection.execute(sql.RUNNING, key):
            if is_over(due_at, grace_s, now):
                continue  # its time is over, although nobody has closed it yet
            if read_plan(plan).quiz.reading == "closed":
                return str(attempt_id)
        return None


class AttemptWrites(AttemptReads):
    """Writing attempts; the order of states is the delivery's to check, in this transaction."""

    def find_attempt_and_epoch(
        self, course_id: str, attempt_id: str, person_id: str | None
    ) -> tuple[Attempt | None, int | None]:
        """As for a reader, but nobody else changes the attempt while this transaction lasts."""
        if self.connection.dialect.name != "sqlite":  # which has one writer at a time anyway
            self.connection.execute(sql.LOCK, {"attempt_id": attempt_id})
        return super().find_attempt_and_epoch(course_id, attempt_id, person_id)

    def add_attempt(self, new: Attempt) -> None:
        """Adds an attempt in which nothing has happened yet.

        Raises:
            sqlalchemy.exc.IntegrityError: the person has an open attempt at this quiz already, or
                does not exist.
        """
        self.connection.execute(
            insert(attempt),
            {
                "id": new.attempt_id,
                "course_id": new.course_id,
                "quiz_id": new.plan.quiz_id,
                "person_id": new.person_id,
                "plan": new.plan.model_dump_json(),
                "started_at": new.started_at,
                "assignment_id": new.assignment_id,
                "due_at": new.due_at,
                "grace_s": new.grace_s,
            },
        )

    def give_attempts(self, giver_id: str, person_id: str) -> None:
        """Makes all attempts of one person another's.

        Raises:
            sqlalchemy.exc.IntegrityError: both have an open attempt at one quiz.
        """
        own = attempt.c.person_id == giver_id
        self.connection.execute(update(attempt).where(own).values(person_id=person_id))

    def add_responses(
        self,
        attempt_id: str,
        answers: Mapping[int, Response | None],
        kind: ResponseKind,
        at: datetime,
        seqs: Mapping[int, int],
    ) -> None:
        """Appends one response for each slot; None says that the field was emptied.

        Args:
            attempt_id: of the attempt.
            answers: by slot.
            kind: what the student did with them.
            at: the time of the server.
            seqs: by slot, as in `SlotState`.
        """
        same = {"attempt_id": attempt_id, "kind": kind, "at": at}
        rows = [
            {**same, "slot": n, "answer": write_answer(a), "seq": seqs[n]}
            for n, a in answers.items()
        ]
        if rows:
            self.connection.execute(sql.ADD_RESPONSE, rows)

    def add_scores(self, attempt_id: str, scores: Sequence[NewScore], at: datetime) -> None:
        """Appends scores, each of the newest response of its slot."""
        rows = [
            {
                "attempt_id": attempt_id,
                "of_attempt": attempt_id,  # of its response: SQLAlchemy reserves columns' names
                "slot": new.slot,
                "of_slot": new.slot,
                "points": new.score.points,
                "max_points": new.score.max_points,
                "reason": new.reason,
                "at": at,
            }
            for new in scores
        ]
        if rows:
            self.connection.execute(sql.ADD_SCORE, rows)

    def add_hint(self, attempt_id: str, slot: int, kind: HintKind, at: datetime) -> None:
        """Notes that a hint was opened.

        Raises:
            sqlalchemy.exc.IntegrityError: it was noted before.
        """
        values = {"attempt_id": attempt_id, "slot": slot, "kind": kind, "at": at}
        self.connection.execute(insert(hint), values)

    def set_submitted(self, attempt_id: str, now: datetime, reason: EndReason) -> None:
        """Closes an open attempt for good; a submitted one keeps its first time."""
        key = {"attempt_id": attempt_id, "now": now, "reason": reason}
        self.connection.execute(sql.SUBMIT, key)

    def set_flag(self, attempt_id: str, slot: int, at: datetime, *, flagged: bool) -> None:
        """Flags a slot, or takes its flag away; doing so twice is doing it once."""
        if not flagged:
            self.connection.execute(sql.UNFLAG, {"of_attempt": attempt_id, "of_slot": slot})
            return
        key = {"attempt_id": attempt_id, "slot": slot}
        if self.connection.execute(sql.FLAGGED, key).first() is None:
            self.connection.execute(insert(flag), {**key, "at": at})


def _add_event(
    fields: dict[str, Any], what: str, word: str, value: str, most: str, at: datetime
) -> None:
    """Adds what has happened at a slot to the fields of its state."""
    if what == "response":
        checked_at = at if word == "checked" else None
        answer = {"answer": read_answer(value), "seq": int(most)}
        fields |= {**answer, "saved_at": at, "checked_at": checked_at}
    elif what == "score":
        fields["score"] = Score(read_fraction(value), read_fraction(most))
    else:
        fields["hints"] = fields.get("hints", frozenset()) | {word}


_OF_ATTEMPT: Mapping[str, Callable[..., dict[str, Any]]] = {
    "begun": lambda _slot, person_id, plan, assignment_id, at: {
        "person_id": person_id,
        "plan": read_plan(plan),
        "assignment_id": assignment_id,
        "started_at": at,
    },
    "submitted": lambda _slot, reason, _value, _most, at: {
        "submitted_at": at,
        "end_reason": reason,
    },
    "due": lambda grace_s, _word, _value, _most, at: {"due_at": at, "grace_s": grace_s},
    "closes": lambda _slot, _word, _value, _most, at: {"closes_at": at},
}
"""What the rows that concern the whole attempt say of it, by the first word of the row."""


def _key(course_id: str, quiz_id: str, person_id: str) -> dict[str, str]:
    return {"course_id": course_id, "quiz_id": quiz_id, "person_id": person_id}
