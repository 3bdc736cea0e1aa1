"""Opening graded quizzes to a section for a time."""

import secrets
from dataclasses import replace
from datetime import datetime

from casekit.delivery.errors import (
    NoSuchAssignmentError,
    NotAssignableError,
    PastEndError,
    WrongTimesError,
)
from casekit.delivery.sections import SectionRef, get_taught, move_ends
from casekit.domain.bank import Bank
from casekit.domain.section import Assignment
from casekit.store import Reader, Store

_ID_BYTES = 16


def assign_quiz(
    store: Store,
    ref: SectionRef,
    bank: Bank,
    quiz_id: str,
    times: tuple[datetime, datetime | None],
    now: datetime,
) -> Assignment:
    """Opens a graded quiz to the section between two times, the second one perhaps never.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NotAssignableError: the quiz is no graded one of the bank, or is assigned already.
        WrongTimesError: it would close before it opens.
        PastEndError: its end has passed.
    """
    quiz = bank.quizzes.get(quiz_id)
    if quiz is None or quiz.kind != "graded":
        raise NotAssignableError(quiz_id)
    _check_times(times)
    _check_end(times[1], now)
    with store.write() as session:
        get_taught(session, ref)
        if any(found.quiz_id == quiz_id for found in session.list_assignments(ref.section_id)):
            raise NotAssignableError(quiz_id)
        new = Assignment(secrets.token_urlsafe(_ID_BYTES), ref.section_id, quiz_id, *times)
        session.add_assignment(new, now)
    return new


def change_assignment(
    store: Store,
    ref: SectionRef,
    quiz_id: str,
    times: tuple[datetime, datetime | None],
    now: datetime,
) -> Assignment:
    """Moves an assignment's opening and end; running attempts end by the new one.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
        WrongTimesError: it would close before it opens.
        PastEndError: its new end has passed.
    """
    _check_times(times)
    with store.write() as session:
        get_taught(session, ref)
        found = get_assigned(session, ref.section_id, quiz_id)
        if times[1] != found.closes_at:
            _check_end(times[1], now)
        changed = replace(found, opens_at=times[0], closes_at=times[1])
        session.set_assignment(changed)
        move_ends(session, ref, now)
    return changed


def close_assignment(store: Store, ref: SectionRef, quiz_id: str, now: datetime) -> Assignment:
    """Closes an assignment now; running attempts are due, their grace included.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
    """
    with store.write() as session:
        get_taught(session, ref)
        found = get_assigned(session, ref.section_id, quiz_id)
        if found.is_closed(now):
            return found
        closed = replace(found, opens_at=min(found.opens_at, now), closes_at=now)
        session.set_assignment(closed)
        move_ends(session, ref, now)
    return closed


def get_assigned(session: Reader, section_id: str, quiz_id: str) -> Assignment:
    """The section's assignment of a quiz.

    Raises:
        NoSuchAssignmentError: there is none.
    """
    for found in session.list_assignments(section_id):
        if found.quiz_id == quiz_id:
            return found
    raise NoSuchAssignmentError(quiz_id)


def _check_times(times: tuple[datetime, datetime | None]) -> None:
    opens_at, closes_at = times
    if closes_at is not None and closes_at <= opens_at:
        raise WrongTimesError


def _check_end(closes_at: datetime | None, now: datetime) -> None:
    if closes_at is not None and closes_at <= now:
        raise PastEndError
