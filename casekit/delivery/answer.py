"""Saving answers, and checking one at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from casekit.delivery.errors import NotOfferedError
from casekit.delivery.sitting import (
    NO_SEQS,
    AttemptRef,
    Posted,
    Seqs,
    find_fault,
    get_slot,
    open_attempt,
    read_answers,
    read_seq,
    record_answers,
    versions_at,
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


def save_answers(
    store: Store, ref: AttemptRef, posted: Posted, now: datetime, seqs: Seqs = NO_SEQS
) -> Attempt:
    """Saves answers as they are, also blank or unreadable ones; those of locked slots are left.

    An answer that has not changed writes nothing, nor does one that is older than the newest: the
    attempt is returned as it is now, and the `seq` of each slot says whose answer it has.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted, or its time is over.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is saved.
        StoreUnavailableError: nothing is saved.
    """
    with open_attempt(store, ref, now) as (session, attempt):
        answers = read_answers(attempt, versions_at(session, attempt, posted), posted)
        return record_answers(session, attempt, answers, "saved", now, seqs)


def flag_slot(store: Store, ref: AttemptRef, number: int, now: datetime, *, flagged: bool) -> None:
    """Flags a question to come back to, or takes the flag away; twice is once.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted, or its time is over.
        ImpossibleResponseError: the attempt has no such slot.
    """
    with open_attempt(store, ref, now) as (session, attempt):
        get_slot(attempt, number)
        session.set_flag(attempt.attempt_id, number, now, flagged=flagged)


def check_slot(
    store: Store,
    ref: AttemptRef,
    number: int,
    posted: Posted,
    now: datetime,
    seqs: Seqs = NO_SEQS,
) -> CheckOutcome:
    """Saves all that was posted, then scores one slot and locks it, so that its key may be shown.

    What only a person can score is locked without a score.

    What is scored is what its page showed, also when another page's answer is newer.
    A slot that is locked keeps its first answer and score, whatever is posted for it.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted, or its time is over.
        NotOfferedError: the quiz gives no feedback at once.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is saved.
        StoreUnavailableError: nothing is saved.
    """
    with open_attempt(store, ref, now, reads=True) as (session, attempt):
        if attempt.plan.quiz.feedback != "at-once":
            raise NotOfferedError("checking a question")
        get_slot(attempt, number)
        versions = versions_of(session, attempt)
        answers = read_answers(attempt, versions, posted)
        answer = answers.get(number, attempt.state(number).answer)
        is_locked = attempt.is_locked(number)
        fault = None if is_locked else find_fault(versions[number], answer)
        if is_locked or fault:
            attempt = record_answers(session, attempt, answers, "saved", now, seqs)
            return CheckOutcome(attempt, versions, fault)
        answers.pop(number, None)  # it is written as checked
        attempt = record_answers(session, attempt, answers, "saved", now, seqs)
        seq = max(read_seq(attempt, number, seqs, now), attempt.state(number).seq)
        checked = _Checked(number, answer, seq)
        return CheckOutcome(_lock(session, attempt, checked, versions, now), versions)


class _Checked(NamedTuple):
    """The answer that is checked, with its number."""

    slot: int
    answer: Response | None
    seq: int


def _lock(
    session: Writer,
    attempt: Attempt,
    checked: _Checked,
    versions: Sequence[ItemVersion],
    now: datetime,
) -> Attempt:
    number, answer, seq = checked
    score = None
    if not versions[number].item.needs_marking:
        score = score_slot(attempt.plan.slots[number], versions[number], answer)
    session.add_responses(attempt.attempt_id, {number: answer}, "checked", now, {number: seq})
    if score is not None:
        session.add_scores(attempt.attempt_id, [NewScore(number, score, "checked")], now)
    state = replace(
        attempt.state(number),
        answer=answer,
        saved_at=now,
        checked_at=now,
        score=score,
        seq=seq,
    )
    return replace(attempt, states={**attempt.states, number: state})
