"""Saving answers, and checking one at once."""

from dataclasses import dataclass, replace
from datetime import datetime

from casekit.delivery.errors import NotOfferedError
from casekit.delivery.sitting import (
    AttemptRef,
    Posted,
    find_fault,
    get_open_attempt,
    get_slot,
    read_answers,
    record_answers,
    versions_of,
)
from casekit.domain.attempt import Attempt, score_slot
from casekit.domain.item import Fault, Response
from casekit.domain.version import ItemVersion
from casekit.store import NewScore, Store, Writer


@dataclass(frozen=True)
class CheckOutcome:
    """What came of checking a slot.

    Attributes:
        attempt: as it is now; every posted answer is saved.
        versions: its items, one for each slot, as they were when it began.
        fault: why the question is asked again, `unanswered` without an answer; None when the slot
            is checked, scored and locked.
    """

    attempt: Attempt
    versions: tuple[ItemVersion, ...]
    fault: Fault | None = None


def save_answers(store: Store, ref: AttemptRef, posted: Posted, now: datetime) -> Attempt:
    """Saves answers as they are, also blank or unreadable ones; those of locked slots are left.

    An answer that has not changed writes nothing. The attempt is returned as it is now.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is saved.
        StoreUnavailableError: nothing is saved.
    """
    with store.write() as session:
        attempt = get_open_attempt(session, ref)
        answers = read_answers(attempt, versions_of(session, attempt), posted)
        return record_answers(session, attempt, answers, "saved", now)


def check_slot(
    store: Store, ref: AttemptRef, number: int, posted: Posted, now: datetime
) -> CheckOutcome:
    """Saves all that was posted, then scores one slot and locks it, so that its key may be shown.

    A slot that is locked keeps its first answer and score, whatever is posted for it.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted.
        NotOfferedError: the quiz gives no feedback at once.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is saved.
        StoreUnavailableError: nothing is saved.
    """
    with store.write() as session:
        attempt = get_open_attempt(session, ref)
        if attempt.plan.quiz.feedback != "at-once":
            raise NotOfferedError("checking a question")
        get_slot(attempt, number)
        versions = versions_of(session, attempt)
        answers = read_answers(attempt, versions, posted)
        answer = answers.get(number, attempt.state(number).answer)
        is_locked = attempt.is_locked(number)
        fault = None if is_locked else find_fault(versions[number], answer)
        if is_locked or fault:
            attempt = record_answers(session, attempt, answers, "saved", now)
            return CheckOutcome(attempt, versions, fault)
        answers.pop(number, None)  # it is written as checked
        attempt = record_answers(session, attempt, answers, "saved", now)
        attempt = _lock(session, attempt, number, versions[number], answer, now)
        return CheckOutcome(attempt, versions)


def _lock(
    session: Writer,
    attempt: Attempt,
    number: int,
    version: ItemVersion,
    answer: Response | None,
    now: datetime,
) -> Attempt:
    score = score_slot(attempt.plan.slots[number], version, answer)
    session.add_responses(attempt.attempt_id, {number: answer}, "checked", now)
    session.add_scores(attempt.attempt_id, [NewScore(number, score, "checked")], now)
    state = replace(attempt.state(number), answer=answer, saved_at=now, checked_at=now, score=score)
    return replace(attempt, states={**attempt.states, number: state})
