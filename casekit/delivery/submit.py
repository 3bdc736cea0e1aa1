"""Submitting an attempt: the last answers, all scores and the end, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from casekit.delivery.sitting import (
    AttemptRef,
    Posted,
    find_fault,
    get_own_attempt,
    read_answers,
    record_answers,
    versions_of,
)
from casekit.domain.attempt import Attempt, score_slot
from casekit.domain.version import ItemVersion
from casekit.store import NewScore, Store


def submit_attempt(store: Store, ref: AttemptRef, posted: Posted, now: datetime) -> Attempt:
    """Saves what was posted, scores what is not scored yet, and closes the attempt.

    What was answered unreadably or not at all earns 0 and is marked so. Submitting again returns
    the stored result and changes nothing, whatever is posted.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        ImpossibleResponseError: a slot, field or choice that does not exist; nothing is changed.
        StoreUnavailableError: nothing is changed.
    """
    with store.write() as session:
        attempt = get_own_attempt(session, ref)
        if not attempt.is_open:
            return attempt
        versions = versions_of(session, attempt)
        answers = read_answers(attempt, versions, posted)
        attempt = record_answers(session, attempt, answers, "submitted", now)
        scores = _score_rest(attempt, versions)
        session.add_scores(attempt.attempt_id, scores, now)
        session.set_submitted(attempt.attempt_id, now)
    states = {new.slot: replace(attempt.state(new.slot), score=new.score) for new in scores}
    return replace(attempt, submitted_at=now, states={**attempt.states, **states})


def _score_rest(attempt: Attempt, versions: Sequence[ItemVersion]) -> list[NewScore]:
    scores = []
    for number, (slot, version) in enumerate(zip(attempt.plan.slots, versions, strict=True)):
        state = attempt.state(number)
        if state.score is None:
            fault = find_fault(version, state.answer)
            reason = fault.reason if fault else "submitted"
            scores.append(NewScore(number, score_slot(slot, version, state.answer), reason))
    return scores
