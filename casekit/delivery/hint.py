"""Opening the passages or the author's hint before answering."""

from dataclasses import replace
from datetime import datetime

from casekit.delivery.errors import NotOfferedError
from casekit.delivery.sitting import (
    AttemptRef,
    Posted,
    get_open_attempt,
    get_own_attempt,
    get_slot,
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
) -> Attempt:
    """Notes, once, that a hint was opened before the slot was locked; afterwards it is no hint.

    What was posted with the request is saved with the note, or not at all.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        AttemptClosedError: answers came with it and the attempt is submitted.
        NotOfferedError: the quiz is not practice, its reading is closed (for `passages`), or the
            item has no hint (for `hint`).
        ImpossibleResponseError: the attempt has no such slot.
        StoreUnavailableError: nothing is noted.
    """
    with store.write() as session:
        attempt = get_open_attempt(session, ref) if posted else get_own_attempt(session, ref)
        get_slot(attempt, number)
        if not _is_offered(session, attempt, number, kind):
            raise NotOfferedError(kind)
        answers = read_answers(attempt, versions_of(session, attempt), posted or {})
        attempt = record_answers(session, attempt, answers, "saved", now)
        state = attempt.state(number)
        if attempt.is_locked(number) or kind in state.hints:
            return attempt
        session.add_hint(attempt.attempt_id, number, kind, now)
    opened = replace(state, hints=state.hints | {kind})
    return replace(attempt, states={**attempt.states, number: opened})


def _is_offered(session: Writer, attempt: Attempt, number: int, kind: HintKind) -> bool:
    if attempt.plan.quiz.kind != "practice":
        return False
    if kind == "passages":
        return attempt.plan.quiz.reading == "open"
    return versions_of(session, attempt)[number].item.hint is not None
