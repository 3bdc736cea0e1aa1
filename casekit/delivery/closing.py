"""Closing attempts that nobody finished: their time is over, and what was saved is scored."""

from datetime import datetime

from casekit.delivery.sitting import finish
from casekit.store import AttemptKey, Store, Writer


def close_overdue(store: Store, now: datetime, course_id: str | None = None) -> int:
    """Ends every attempt whose time and grace are over, of one course or of all.

    Returns:
        How many it ended; those that somebody else ended meanwhile are not counted.
    """
    with store.read() as session:
        found = [key for key in session.list_overdue(now) if course_id in {None, key.course_id}]
    return sum(close_one(store, key, now) for key in found)


def close_one(store: Store, key: AttemptKey, now: datetime) -> bool:
    """Ends an attempt if its time and grace are over; says whether it did."""
    with store.write() as session:
        return end_overdue(session, key, now)


def end_overdue(session: Writer, key: AttemptKey, now: datetime) -> bool:
    """As `close_one`, in a transaction that does more."""
    attempt = session.find_attempt(key.course_id, key.attempt_id)
    if attempt is None or not attempt.is_overdue(now):
        return False
    finish(session, attempt, now, "due")
    return True
