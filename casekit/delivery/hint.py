"""Opening the passages or the author's hint before answering."""

from dataclasses import replace
from datetime import datetime

from casekit.delivery.errors import NotOfferedError
from casekit.delivery.sitting import (
    NO_SEQS,
    AttemptRef,
    Posted,
    Seqs,
    get_slot,
    open_attempt,
    read_answers,
    record_answers,
    versions_of,
)
from casekit.domain.attempt import Attempt, HintKind
from casekit.store import Store, Writer


def open_hint(
    store: Store,
    ref: AttemptRef,
    number: int,
    kind: HintKind,
    now: datetime,
    posted: Posted | None = None,
    seqs: Seqs = NO_SEQS,
) -> Attempt:
    """Notes, once, that a hint was opened before the slot was locked; afterwards it is no hint.

    A graded quiz with open reading offers the passages too; there a look costs and says nothing.

    What was posted with the request is saved with the note, or not at all.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: the attempt is submitted, or its time is over.
        NotOfferedError: its reading is closed (for `passages`); the quiz is not practice, or the
            item has no hint (for `hint`).
        ImpossibleResponseError: the attempt has no such slot.
        StoreUnavailableError: nothing is noted.
    """
    with open_attempt(store, ref, now, reads=True) as (session, attempt):
        get_slot(attempt, number)
        if not _is_offered(session, attempt, number, kind):
            raise NotOfferedError(kind)
        answers = read_answers(attempt, versions_of(session, attempt), posted or {})
        attempt = record_answers(session, attempt, answers, "saved", now, seqs)
        state = attempt.state(number)
        if attempt.is_locked(number) or kind in state.hints:
            return attempt
        session.add_hint(attempt.attempt_id, number, kind, now)
    opened = replace(state, hints=state.hints | {kind})
    return replace(attempt, states={**attempt.states, number: opened})


def _is_offered(session: Writer, attempt: Attempt, number: int, kind: HintKind) -> bool:
    if kind == "passages":
        return attempt.plan.quiz.reading == "open"
    if attempt.plan.quiz.kind != "practice":
        return False
    return versions_of(session, attempt)[number].item.hint is not None
