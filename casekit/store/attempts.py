"""Attempts, with what has happened at each of their slots."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import insert

from casekit.domain.attempt import Attempt, AttemptSummary, HintKind, Plan, Score, SlotState
from casekit.domain.item import Response
from casekit.store import attempt_sql as sql
from casekit.store.answer import read_answer, write_answer
from casekit.store.base import Session
from casekit.store.column import read_fraction
from casekit.store.tables import attempt, hint

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


class AttemptReads(Session):
    """Reading attempts."""

    def find_attempt(self, course_id: str, attempt_id: str) -> Attempt | None:
        """The attempt with all that has happened at its slots; None when there is none."""
        key = {"course_id": course_id, "attempt_id": attempt_id}
        own: dict[str, Any] = {}
        slots: defaultdict[int, dict[str, Any]] = defaultdict(dict)
        for what, slot, word, value, most, at in self.connection.execute(sql.HISTORY, key).all():
            if what == "begun":
                own |= {"person_id": word, "plan": _read_plan(value), "started_at": at}
            elif what == "submitted":
                own["submitted_at"] = at
            else:
                _add_event(slots[slot], what, word, value, most, at)
        if "plan" not in own:
            return None
        states = {slot: SlotState(**fields) for slot, fields in slots.items()}
        return Attempt(attempt_id, course_id, states=states, **own)

    def find_open_attempt_id(self, course_id: str, quiz_id: str, person_id: str) -> str | None:
        """Id of the person's attempt at the quiz that is not submitted yet, or None."""
        found: str | None = self.connection.scalar(sql.OPEN, _key(course_id, quiz_id, person_id))
        return found

    def count_attempts(self, course_id: str, quiz_id: str, person_id: str) -> int:
        """How many attempts at the quiz the person has begun."""
        return self.connection.scalar(sql.COUNT, _key(course_id, quiz_id, person_id)) or 0

    def list_attempts(self, course_id: str, quiz_id: str, person_id: str) -> list[AttemptSummary]:
        """The person's attempts at the quiz, oldest first."""
        key = _key(course_id, quiz_id, person_id)
        nothing = Score(Fraction(0), Fraction(0))
        totals: dict[str, Score] = {}
        for attempt_id, points, most in self.connection.execute(sql.SCORES_OF_LIST, key):
            totals[attempt_id] = totals.get(attempt_id, nothing) + Score(points, most)
        return [
            AttemptSummary(attempt_id, started_at, submitted_at, totals.get(attempt_id, nothing))
            for attempt_id, started_at, submitted_at in self.connection.execute(sql.LIST, key)
        ]


class AttemptWrites(AttemptReads):
    """Writing attempts; the order of states is the delivery's to check, in this transaction."""

    def find_attempt(self, course_id: str, attempt_id: str) -> Attempt | None:
        """As for a reader, but nobody else changes the attempt while this transaction lasts."""
        if self.connection.dialect.name != "sqlite":  # which has one writer at a time anyway
            self.connection.execute(sql.LOCK, {"attempt_id": attempt_id})
        return super().find_attempt(course_id, attempt_id)

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
            },
        )

    def add_responses(
        self,
        attempt_id: str,
        answers: Mapping[int, Response | None],
        kind: ResponseKind,
        at: datetime,
    ) -> None:
        """Appends one response for each slot; None says that the field was emptied."""
        same = {"attempt_id": attempt_id, "kind": kind, "at": at}
        rows = [{**same, "slot": n, "answer": write_answer(a)} for n, a in answers.items()]
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

    def set_submitted(self, attempt_id: str, now: datetime) -> None:
        """Closes an open attempt for good; a submitted one keeps its first time."""
        self.connection.execute(sql.SUBMIT, {"attempt_id": attempt_id, "now": now})


def _add_event(
    fields: dict[str, Any], what: str, word: str, value: str, most: str, at: datetime
) -> None:
    """Adds what has happened at a slot to the fields of its state."""
    if what == "response":
        checked_at = at if word == "checked" else None
        fields |= {"answer": read_answer(value), "saved_at": at, "checked_at": checked_at}
    elif what == "score":
        fields["score"] = Score(read_fraction(value), read_fraction(most))
    else:
        fields["hints"] = fields.get("hints", frozenset()) | {word}


@lru_cache(maxsize=1000)
def _read_plan(stored: str) -> Plan:
    return Plan.model_validate_json(stored)


def _key(course_id: str, quiz_id: str, person_id: str) -> dict[str, str]:
    return {"course_id": course_id, "quiz_id": quiz_id, "person_id": person_id}
