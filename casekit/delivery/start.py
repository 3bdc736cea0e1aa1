"""Starting an attempt, and finding it again."""

import secrets
from dataclasses import replace
from datetime import datetime

from casekit.delivery.closing import close_one
from casekit.delivery.errors import (
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchPersonError,
    NoSuchQuizError,
    NotAssignedError,
    NotOpenError,
    OtherAttemptError,
)
from casekit.delivery.sitting import (
    AttemptRef,
    check_closed_reading,
    get_own_attempt,
    get_readable,
    versions_of,
)
from casekit.domain.attempt import Attempt, Plan, plan_attempt
from casekit.domain.bank import Bank
from casekit.domain.quiz import Quiz
from casekit.domain.section import choose_assigned, grace_s
from casekit.domain.version import ItemVersion
from casekit.store import AttemptKey, Person, Reader, Role, Store, Writer

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
    the system's randomness without one. An instructor may try every quiz, as often as they like
    and without a time limit.

    Raises:
        NoSuchQuizError: the bank has no such quiz, and the person no open attempt at it.
        EmptyQuizError: the quiz has nothing to serve.
        NoSuchPersonError: the database does not know the person.
        NotAssignedError: the quiz is graded and not assigned to the person.
        NotOpenError: it is, but does not open yet, or has closed.
        NoAttemptsLeftError: all attempts that the quiz allows are begun, and none is open.
        ReadingClosedError: another quiz is under way that allows no reading.
        OtherAttemptError: this one allows none, and another graded quiz is under way.
        StoreUnavailableError: nothing was begun.
    """
    course_id = bank.course.id
    with store.read() as session:
        resumed = _find_open(session, course_id, quiz_id, person_id)
    if resumed is not None:
        if not resumed.is_overdue(now):
            return resumed
        close_one(store, AttemptKey(course_id, resumed.attempt_id), now)
    plan = _plan(bank, quiz_id, secrets.randbits(_SEED_BITS) if seed is None else seed)
    begun = Attempt(secrets.token_urlsafe(_ID_BYTES), course_id, person_id, plan, now)
    with store.write() as writer:
        person = writer.lock_person(person_id)
        if person is None:
            raise NoSuchPersonError(person_id)
        # Again, now that nobody else can begin one.
        if resumed := _find_open(writer, course_id, quiz_id, person_id):
            return resumed
        return _add(writer, bank, begun, person)


def get_attempt(store: Store, ref: AttemptRef, now: datetime) -> Attempt:
    """The person's attempt, with all that has happened at its slots.

    An attempt whose time is over is closed first.

    Raises:
        NoSuchAttemptError: there is none, or it is another person's or another course's.
        SignedOutError: the session has been ended.
    """
    with store.read() as session:
        attempt = get_own_attempt(session, ref)
    return _close_overdue(store, ref, attempt, now)


def get_sitting(
    store: Store, ref: AttemptRef, now: datetime
) -> tuple[Attempt, tuple[ItemVersion, ...]]:
    """The person's attempt, and for each of its slots the item as it was when it began.

    An attempt whose time is over is closed first.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        SignedOutError: as in `get_attempt`.
        ReadingClosedError: another attempt is running that closes the reading.
    """
    with store.read() as session:
        attempt = get_readable(session, ref, now)
        versions = versions_of(session, attempt)
    return _close_overdue(store, ref, attempt, now), versions


def get_item_versions(store: Store, attempt: Attempt) -> tuple[ItemVersion, ...]:
    """For each slot of an attempt, the item as it was when the attempt began."""
    with store.read() as session:
        return versions_of(session, attempt)


def allowed_attempts(quiz: Quiz, role: Role) -> int:
    """How many attempts at the quiz somebody of this role has; 0 is without limit."""
    return 0 if role == "instructor" else quiz.attempts


def check_reading(
    store: Store, course_id: str, person_id: str, now: datetime, but: str | None = None
) -> None:
    """Makes sure that the person may read the case now.

    Raises:
        ReadingClosedError: an attempt is running that closes the reading, and it is not `but`.
    """
    with store.read() as session:
        check_closed_reading(session, course_id, person_id, now, but)


def _close_overdue(store: Store, ref: AttemptRef, attempt: Attempt, now: datetime) -> Attempt:
    if not attempt.is_overdue(now):
        return attempt
    close_one(store, AttemptKey(ref.course_id, ref.attempt_id), now)
    with store.read() as session:
        return get_own_attempt(session, ref)


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


def _add(session: Writer, bank: Bank, begun: Attempt, person: Person) -> Attempt:
    quiz_id, allowed = begun.plan.quiz_id, allowed_attempts(begun.plan.quiz, person.role)
    begun = _admit(session, begun, person)
    key = (begun.course_id, quiz_id, begun.person_id, begun.assignment_id)
    if allowed and session.count_attempts(*key) >= allowed:
        raise NoAttemptsLeftError(allowed)
    versions = {slot.digest: bank.items[slot.item_id] for slot in begun.plan.slots}
    session.add_versions(begun.course_id, versions)
    session.add_attempt(begun)
    return begun


def _admit(session: Reader, begun: Attempt, person: Person) -> Attempt:
    """The attempt with its assignment and its end, if the person may begin it now."""
    if person.role == "instructor":
        return begun
    now, limit = begun.started_at, begun.plan.quiz.time_limit
    check_closed_reading(session, begun.course_id, begun.person_id, now, None)
    if begun.plan.quiz.kind == "practice":
        return begun
    found = session.find_assigned(begun.course_id, begun.plan.quiz_id, begun.person_id)
    assigned = choose_assigned(found, now)
    if assigned is None:
        raise NotAssignedError(begun.plan.quiz_id)
    if not assigned.is_open(now):
        opens_at = assigned.assignment.opens_at
        raise NotOpenError(opens_at if opens_at > now else None)
    other = session.find_running(begun.course_id, begun.person_id, now)
    if begun.plan.quiz.reading == "closed" and other is not None:
        raise OtherAttemptError(other)  # whose page, with its passages, would have to be closed
    due_at = assigned.due_at(now, limit)
    return replace(
        begun,
        assignment_id=assigned.assignment.assignment_id,
        due_at=due_at,
        grace_s=grace_s(assigned.time_factor) if due_at else 0,
        closes_at=assigned.assignment.closes_at,
    )
