"""Submitting an attempt: the last answers, all scores and the end, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from casekit.delivery.sitting import (
    NO_SEQS,
    AttemptRef,
    Posted,
    Seqs,
    find_fault,
    finish,
    get_own_attempt,
    read_answers,
    record_answers,
    versions_of,
)
from casekit.domain.attempt import Attempt
from casekit.domain.version import ItemVersion
from casekit.store import ResponseKind, Store


def submit_attempt(
    store: Store,
    ref: AttemptRef,
    posted: Posted,
    now: datetime,
    seqs: Seqs = NO_SEQS,
    *,
    asks_again: bool = False,
) -> Attempt:
    """Saves what was posted, scores what is not scored yet, and closes the attempt.

    What was answered unreadably or not at all earns 0 and is marked so. Submitting again returns
    the stored result and changes nothing, whatever is posted. When time and grace are over, what
    is posted is not taken: what was saved before is scored, and the end is when it was due.

    With `asks_again`, an attempt with an answer that cannot be read stays open, all answers saved.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is changed.
        StoreUnavailableError: nothing is changed.
    """
    with store.write() as session:
        attempt = get_own_attempt(session, ref)
        if not attempt.is_open:
            return attempt
        if attempt.is_overdue(now):
            return finish(session, attempt, now, "due")
        versions = versions_of(session, attempt)
        answers = read_answers(attempt, versions, posted)
        kind: ResponseKind = "saved" if asks_again else "submitted"
        attempt = record_answers(session, attempt, answers, kind, now, seqs)
        if asks_again and _has_fault(attempt, versions):
            return attempt
        late = attempt.due_at is not None and now > attempt.due_at
        return finish(session, attempt, now, "due" if late else "submitted")


def _has_fault(attempt: Attempt, versions: Sequence[ItemVersion]) -> bool:
    """Whether something was answered that cannot be read."""
    states = ((attempt.state(n), version) for n, version in enumerate(versions))
    return any(
        state.answer is not None and state.checked_at is None and find_fault(version, state.answer)
        for state, version in states
    )
