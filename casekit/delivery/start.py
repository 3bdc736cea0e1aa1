"""Starting an attempt, finding it again, and listing a person's attempts."""

import secrets
from datetime import datetime

from casekit.delivery.errors import (
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchPersonError,
    NoSuchQuizError,
)
from casekit.delivery.sitting import AttemptRef, get_own_attempt, versions_of
from casekit.domain.attempt import Attempt, AttemptSummary, Plan, plan_attempt
from casekit.domain.bank import Bank
from casekit.domain.version import ItemVersion
from casekit.store import Reader, Store, Writer

_ID_BYTES = 16
_SEED_BITS = 64


def start_attempt(
    store: Store,
    bank: Bank,
    quiz_id: str,
    person_id: str,
    now: datetime,
    *,
    seed: int | None = None,
) -> Attempt:
    """The person's open attempt at the quiz, begun when there is none: a double click is one.

    What it serves is pinned: the quiz's settings, the item versions, their order and that of their
    choices. A later change of the bank does not reach it. What is drawn comes from `seed`, or from
    the system's randomness without one.

    Raises:
        NoSuchQuizError: the bank has no such quiz, and the person no open attempt at it.
        EmptyQuizError: the quiz has nothing to serve.
        NoSuchPersonError: the database does not know the person.
        NoAttemptsLeftError: all attempts that the quiz allows are begun, and none is open.
        StoreUnavailableError: nothing was begun.
    """
    course_id = bank.course.id
    with store.read() as session:
        if resumed := _find_open(session, course_id, quiz_id, person_id):
            return resumed
    plan = _plan(bank, quiz_id, secrets.randbits(_SEED_BITS) if seed is None else seed)
    begun = Attempt(secrets.token_urlsafe(_ID_BYTES), course_id, person_id, plan, now)
    with store.write() as writer:
        if writer.lock_person(person_id) is None:
            raise NoSuchPersonError(person_id)
        # Again, now that nobody else can begin one.
        if resumed := _find_open(writer, course_id, quiz_id, person_id):
            return resumed
        _add(writer, bank, begun)
    return begun


def get_attempt(store: Store, ref: AttemptRef) -> Attempt:
    """The person's attempt, with all that has happened at its slots.

    Raises:
        NoSuchAttemptError: there is none, or it is another person's or another course's.
    """
    with store.read() as session:
        return get_own_attempt(session, ref)


def get_sitting(store: Store, ref: AttemptRef) -> tuple[Attempt, tuple[ItemVersion, ...]]:
    """The person's attempt, and for each of its slots the item as it was when it began.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
    """
    with store.read() as session:
        attempt = get_own_attempt(session, ref)
        return attempt, versions_of(session, attempt)


def get_item_versions(store: Store, attempt: Attempt) -> tuple[ItemVersion, ...]:
    """For each slot of an attempt, the item as it was when the attempt began."""
    with store.read() as session:
        return versions_of(session, attempt)


def attempts_of(
    store: Store, course_id: str, quiz_id: str, person_id: str
) -> tuple[AttemptSummary, ...]:
    """The person's attempts at a quiz, oldest first; at most one, the last, is open."""
    with store.read() as session:
        return tuple(session.list_attempts(course_id, quiz_id, person_id))


def _find_open(session: Reader, course_id: str, quiz_id: str, person_id: str) -> Attempt | None:
    attempt_id = session.find_open_attempt_id(course_id, quiz_id, person_id)
    return None if attempt_id is None else session.find_attempt(course_id, attempt_id)


def _plan(bank: Bank, quiz_id: str, seed: int) -> Plan:
    if quiz_id not in bank.quizzes:
        raise NoSuchQuizError(quiz_id)
    plan = plan_attempt(bank, quiz_id, seed)
    if not plan.slots:
        raise EmptyQuizError(quiz_id)
    return plan


def _add(session: Writer, bank: Bank, begun: Attempt) -> None:
    quiz_id, allowed = begun.plan.quiz_id, begun.plan.quiz.attempts
    if allowed and session.count_attempts(begun.course_id, quiz_id, begun.person_id) >= allowed:
        raise NoAttemptsLeftError(allowed)
    versions = {slot.digest: bank.items[slot.item_id] for slot in begun.plan.slots}
    session.add_versions(begun.course_id, versions)
    session.add_attempt(begun)
