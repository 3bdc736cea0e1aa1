"""A guest turns out to be somebody with an account: what they have practised is theirs."""

from datetime import datetime

from casekit.delivery.sitting import finish
from casekit.store import Store, Writer


def adopt_guest(store: Store, guest_id: str, person_id: str, now: datetime) -> None:
    """Gives the person all that a guest has done, and ends the guest; twice is once.

    Of two open attempts at one quiz the one that was begun first is submitted, with what is saved
    in it. Of two settings the person's own stays. Who is no guest keeps everything.
    """
    with store.write() as session:
        first, second = sorted((guest_id, person_id))  # one order for all: nobody waits in a circle
        locked = {first: session.lock_person(first), second: session.lock_person(second)}
        guest, person = locked[guest_id], locked[person_id]
        if guest is None or person is None or guest.role != "guest" or guest_id == person_id:
            return
        _end_older_ones(session, guest_id, person_id, now)
        session.give_attempts(guest_id, person_id)
        session.give_reports(guest_id, person_id)
        session.give_reviews(guest_id, person_id)
        session.erase_person(guest_id, now)


def _end_older_ones(session: Writer, guest_id: str, person_id: str, now: datetime) -> None:
    """One person has one open attempt at a quiz."""
    for key in session.list_attempts_of(guest_id):
        newer = session.find_attempt(*key)
        if newer is None or not newer.is_open:
            continue
        other_id = session.find_open_attempt_id(key.course_id, newer.plan.quiz_id, person_id)
        older = session.find_attempt(key.course_id, other_id) if other_id else None
        if older is not None:
            finish(session, min(newer, older, key=lambda one: one.started_at), now, "submitted")
