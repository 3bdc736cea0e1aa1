"""What all steps of an attempt share: finding it, and reading what was posted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from casekit.delivery.errors import (
    AttemptClosedError,
    NoSuchAttemptError,
    ReadingClosedError,
    SignedOutError,
)
from casekit.domain.attempt import Attempt, EndReason, Slot, score_slot
from casekit.domain.item import Fault, Fields, ImpossibleResponseError, Response
from casekit.domain.version import ItemVersion
from casekit.store import NewScore, Reader, ResponseKind, Store, Writer

Posted = Mapping[int, Fields]
"""What was posted, by slot number (from 0); a slot left out stays as it is."""

Seqs = Mapping[int, int]
"""By slot number, when its answer was given, as in `SlotState`; without one it is new."""

NO_SEQS: Seqs = {}
UNANSWERED = "unanswered"

_AHEAD_MS = 5000
"""How far a page's estimate of the server's clock may be ahead of it."""


@dataclass(frozen=True)
class AttemptRef:
    """Whose attempt is meant, in which course; all of it comes from an address or a session.

    Attributes:
        epoch: of the session in whose name it is asked for; None where there is no session.
    """

    course_id: str
    attempt_id: str
    person_id: str
    epoch: int | None = None


def get_own_attempt(session: Reader, ref: AttemptRef) -> Attempt:
    """The attempt.

    Raises:
        NoSuchAttemptError: there is none, or it is another person's or another course's.
        SignedOutError: the session has been ended.
    """
    attempt, epoch = session.find_attempt_and_epoch(ref.course_id, ref.attempt_id, ref.person_id)
    if ref.epoch is not None and epoch != ref.epoch:
        raise SignedOutError(ref.person_id)
    if attempt is None or attempt.person_id != ref.person_id:
        raise NoSuchAttemptError(ref.attempt_id)
    return attempt


def get_readable(session: Reader, ref: AttemptRef, now: datetime) -> Attempt:
    """The attempt, whose passages and keys its student may see now.

    Raises:
        NoSuchAttemptError: as in `get_own_attempt`.
        SignedOutError: as in `get_own_attempt`.
        ReadingClosedError: another attempt is running that closes the reading.
    """
    attempt = get_own_attempt(session, ref)
    check_closed_reading(session, ref.course_id, ref.person_id, now, ref.attempt_id)
    return attempt


def check_closed_reading(
    session: Reader, course_id: str, person_id: str, now: datetime, but: str | None
) -> None:
    """Makes sure that no attempt of the person, `but` for one, closes the reading now.

    Raises:
        ReadingClosedError: one does.
    """
    running = session.find_closed_reading(course_id, person_id, now)
    if running is not None and running != but:
        raise ReadingClosedError(running)


@contextmanager
def open_attempt(
    store: Store, ref: AttemptRef, now: datetime, *, reads: bool = False
) -> Iterator[tuple[Writer, Attempt]]:
    """A transaction on an attempt that still takes answers; one whose time is over is closed.

    Args:
        store: the database.
        ref: whose attempt.
        now: the time of the server.
        reads: whether what follows shows passages or a key.

    Raises:
        NoSuchAttemptError: as in `get_own_attempt`.
        AttemptClosedError: it is submitted, or its time is over.
        ReadingClosedError: it `reads`, and another attempt is running that closes the reading.
        StoreUnavailableError: nothing was written.
    """
    with store.write() as session:
        attempt = get_own_attempt(session, ref)
        if attempt.is_open and not attempt.is_overdue(now):
            if reads:
                check_closed_reading(session, ref.course_id, ref.person_id, now, ref.attempt_id)
            yield session, attempt
            return
        if attempt.is_open:
            finish(session, attempt, now, "due")
    raise AttemptClosedError(ref.attempt_id)


def finish(session: Writer, attempt: Attempt, now: datetime, reason: EndReason) -> Attempt:
    """Scores what is not scored yet and ends the attempt, at the latest when it was due."""
    end = attempt.end_at(now)
    scores = score_rest(attempt, versions_of(session, attempt))
    session.add_scores(attempt.attempt_id, scores, now)
    session.set_submitted(attempt.attempt_id, end, reason)
    states = {new.slot: replace(attempt.state(new.slot), score=new.score) for new in scores}
    changed = {**attempt.states, **states}
    return replace(attempt, submitted_at=end, end_reason=reason, states=changed)


def score_rest(attempt: Attempt, versions: Sequence[ItemVersion]) -> list[NewScore]:
    """The scores of the slots that have none yet, but for those that a person must score."""
    scores = []
    for number, (slot, version) in enumerate(zip(attempt.plan.slots, versions, strict=True)):
        state = attempt.state(number)
        waits = version.item.needs_marking and state.answer is not None
        if state.score is None and not waits:
            fault = find_fault(version, state.answer)
            reason = fault.reason if fault else "submitted"
            scores.append(NewScore(number, score_slot(slot, version, state.answer), reason))
    return scores


def versions_of(session: Reader, attempt: Attempt) -> tuple[ItemVersion, ...]:
    """The item versions of an attempt, one for each slot, as they were when it began."""
    digests = [slot.digest for slot in attempt.plan.slots]
    found = session.get_versions(attempt.course_id, digests)
    return tuple(found[digest] for digest in digests)


def versions_at(
    session: Reader, attempt: Attempt, numbers: Iterable[int]
) -> dict[int, ItemVersion]:
    """The item versions of some slots, by number.

    Raises:
        ImpossibleResponseError: the attempt has no such slot.
    """
    digests = {number: get_slot(attempt, number).digest for number in numbers}
    found = session.get_versions(attempt.course_id, digests.values())
    return {number: found[digest] for number, digest in digests.items()}


def get_slot(attempt: Attempt, number: int) -> Slot:
    """A slot of the attempt.

    Raises:
        ImpossibleResponseError: the attempt has no such slot.
    """
    if not 0 <= number < len(attempt.plan.slots):
        raise ImpossibleResponseError("no such slot")
    return attempt.plan.slots[number]


def read_answers(
    attempt: Attempt, versions: Sequence[ItemVersion] | Mapping[int, ItemVersion], posted: Posted
) -> dict[int, Response | None]:
    """What was answered, in the items' own terms; locked slots are left out.

    Raises:
        ImpossibleResponseError: a slot, a field or a choice that does not exist.
    """
    answers = {}
    for number, fields in posted.items():
        slot = get_slot(attempt, number)
        if not attempt.is_locked(number):
            answers[number] = versions[number].item.read_response(fields, slot.arrangement)
    return answers


def record_answers(
    session: Writer,
    attempt: Attempt,
    answers: Mapping[int, Response | None],
    kind: ResponseKind,
    now: datetime,
    seqs: Seqs = NO_SEQS,
) -> Attempt:
    """Writes the answers that are new; returns the attempt with them.

    An answer that was given before the newest one, and came late or twice, is not new. The same
    answer given again is: one that was given in between may still be under way.
    """
    numbered = {n: read_seq(attempt, n, seqs, now) for n in answers}
    changed = {
        n: answer
        for n, answer in answers.items()
        if numbered[n] > attempt.state(n).seq
        and (answer != attempt.state(n).answer or numbered[n] == seqs.get(n))
    }
    session.add_responses(attempt.attempt_id, changed, kind, now, numbered)
    states = {
        n: replace(attempt.state(n), answer=answer, saved_at=now, seq=numbered[n])
        for n, answer in changed.items()
    }
    return replace(attempt, states={**attempt.states, **states})


def read_seq(attempt: Attempt, number: int, seqs: Seqs, now: datetime) -> int:
    """The number of an answer: the page's, never far ahead of the clock; else one that is new."""
    now_ms = to_ms(now)
    if number in seqs:
        return min(seqs[number], now_ms + _AHEAD_MS)
    return max(now_ms, attempt.state(number).seq + 1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def find_fault(version: ItemVersion, answer: Response | None) -> Fault | None:
    """Why an answer cannot be scored as it is; without one, the reason is `unanswered`."""
    if answer is None:
        return Fault(UNANSWERED, "")
    return version.item.find_fault(answer)
