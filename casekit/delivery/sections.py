"""Sections: opening and closing them, joining and leaving, and who has more time.

Whoever changes a section is one of its instructors; to anybody else there is no such section.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from casekit.delivery.account import fold_email
from casekit.delivery.closing import end_overdue
from casekit.delivery.errors import (
    JoinCodeError,
    NoSuchMemberError,
    NoSuchPersonError,
    NoSuchSectionError,
    SectionClosedError,
)
from casekit.delivery.membership import check_may_leave, get_joinable, is_member
from casekit.delivery.people import add_link
from casekit.domain.section import (
    CODE_ALPHABET,
    CODE_LENGTH,
    TIME_FACTORS,
    Member,
    MemberRole,
    Section,
    due_at,
    grace_s,
    is_over,
)
from casekit.store import AttemptKey, Reader, Store, Writer
from casekit.store.sections import Running

_ID_BYTES = 16


@dataclass(frozen=True)
class SectionRef:
    """Which section of which course is meant, and by whom."""

    course_id: str
    section_id: str
    person_id: str


@dataclass(frozen=True)
class TaughtSection:
    """A section in the list of its instructor.

    Attributes:
        students: how many belong to it now.
    """

    section: Section
    students: int


def create_section(
    store: Store, course_id: str, person_id: str, name: str, now: datetime
) -> Section:
    """A new section, whose first member and instructor is the person.

    Raises:
        NoSuchPersonError: there is no such instructor.
    """
    with store.write() as session:
        person = session.find_person(person_id)
        if person is None or person.role != "instructor":
            raise NoSuchPersonError(person_id)
        section_id = secrets.token_urlsafe(_ID_BYTES)
        section = Section(section_id, course_id, name, _new_code(session), now)
        session.add_section(section)
        session.add_member(section_id, person_id, "instructor", now)
    return section


def list_taught(store: Store, course_id: str, person_id: str) -> tuple[TaughtSection, ...]:
    """The sections of which the person is an instructor, oldest first."""
    with store.read() as session:
        member_of = session.list_sections_of(person_id, course_id)
        taught = [section for section, role in member_of if role == "instructor"]
        counts = session.count_students(section.section_id for section in taught)
    return tuple(TaughtSection(section, counts.get(section.section_id, 0)) for section in taught)


def get_section(store: Store, ref: SectionRef) -> Section:
    """The section.

    Raises:
        NoSuchSectionError: there is none, or the person is not one of its instructors.
    """
    with store.read() as session:
        return get_taught(session, ref)


def rename_section(store: Store, ref: SectionRef, name: str) -> Section:
    """The section under its new name.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    return _change(store, ref, lambda _session, section: replace(section, name=name))


def close_section(store: Store, ref: SectionRef, now: datetime) -> Section:
    """The section, which nobody can join any more; its members stay.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    return _change(
        store, ref, lambda _session, section: replace(section, closed_at=section.closed_at or now)
    )


def open_section(store: Store, ref: SectionRef) -> Section:
    """The section, which can be joined again.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    return _change(store, ref, lambda _session, section: replace(section, closed_at=None))


def renew_code(store: Store, ref: SectionRef) -> Section:
    """The section with a new code; nobody can join by the old one.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    return _change(store, ref, lambda session, section: replace(section, code=_new_code(session)))


def find_joinable(store: Store, code: str) -> Section | None:
    """The section that the code, as typed, lets people join now; or None."""
    with store.read() as session, suppress(JoinCodeError, SectionClosedError):
        return get_joinable(session, code)
    return None


def join_section(store: Store, code: str, person_id: str, now: datetime) -> Section:
    """Makes the person a student of the section with this code, as typed; twice is once.

    Raises:
        JoinCodeError: no section has it.
        SectionClosedError: the section takes nobody any more, and they do not belong to it.
        NoSuchPersonError: there is no such person.
    """
    with store.write() as session:
        if session.lock_person(person_id) is None:
            raise NoSuchPersonError(person_id)
        section = get_joinable(session, code, person_id)
        if not is_member(session, section.section_id, person_id):
            session.add_member(section.section_id, person_id, "student", now)
    return section


def list_sections_of(store: Store, person_id: str) -> tuple[tuple[Section, MemberRole], ...]:
    """The sections of all courses that the person belongs to, oldest first."""
    with store.read() as session:
        return session.list_sections_of(person_id)


def leave_section(store: Store, section_id: str, person_id: str, now: datetime) -> None:
    """Ends the person's own membership; attempts and results stay.

    Raises:
        NoSuchMemberError: the person does not belong to it.
        LastInstructorError: nobody else could see the section then.
    """
    with store.write() as session:
        _leave(session, section_id, person_id, now)


def list_members(store: Store, ref: SectionRef) -> tuple[Member, ...]:
    """Who belongs to the section now, by name.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    with store.read() as session:
        get_taught(session, ref)
        members = session.list_members(ref.section_id)
    return tuple(member for member in members if member.left_at is None)


def remove_member(store: Store, ref: SectionRef, person_id: str, now: datetime) -> None:
    """Ends somebody's membership; attempts and results stay.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchMemberError: they do not belong to it.
        LastInstructorError: nobody else could see the section then.
    """
    with store.write() as session:
        get_taught(session, ref)
        _leave(session, ref.section_id, person_id, now)


def add_instructor(store: Store, ref: SectionRef, email: str, now: datetime) -> None:
    """Makes a colleague an instructor of the section as well; twice is once.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchPersonError: no instructor has this address.
    """
    with store.write() as session:
        get_taught(session, ref)
        account = session.find_account(fold_email(email))
        if account is None or account.person.role != "instructor":
            raise NoSuchPersonError(email)
        session.add_member(ref.section_id, account.person.person_id, "instructor", now)


def set_time_factor(
    store: Store, ref: SectionRef, person_id: str, factor: Fraction, now: datetime
) -> None:
    """Gives a student more time, in running attempts too.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchMemberError: they do not belong to it.
        ValueError: the factor is not one of `TIME_FACTORS`.
    """
    if factor not in TIME_FACTORS:
        raise ValueError(f"not a time factor: {factor}")
    with store.write() as session:
        get_taught(session, ref)
        get_member(session, ref.section_id, person_id)
        session.set_time_factor(ref.section_id, person_id, factor)
        move_ends(session, ref, now)


def move_ends(session: Writer, ref: SectionRef, now: datetime) -> None:
    """Sets the end of each running attempt to what follows from its section as it is now.

    One that is over already, although nobody has closed it, ends as it would have; no time that
    has passed is taken from the others.
    """
    for running in session.list_running(ref.section_id):
        if is_over(running.due_at, running.grace_s, now):
            end_overdue(session, AttemptKey(ref.course_id, running.attempt_id), now)
        else:
            session.set_due(
                running.attempt_id, _moved_end(running, now), grace_s(running.time_factor)
            )


def _moved_end(running: Running, now: datetime) -> datetime | None:
    due = due_at(running.started_at, running.limit_minutes, running.time_factor, running.closes_at)
    if due is None or due >= now:
        return due
    return now if running.due_at is None else min(running.due_at, now)


def get_taught(session: Reader, ref: SectionRef) -> Section:
    """The section, of which the person is an instructor.

    Raises:
        NoSuchSectionError: there is none, or the person is not one of its instructors.
    """
    section = session.find_section(ref.course_id, ref.section_id)
    member = session.find_member(ref.section_id, ref.person_id) if section else None
    if section is None or member is None or member.role != "instructor":
        raise NoSuchSectionError(ref.section_id)
    return section


def get_member(session: Reader, section_id: str, person_id: str) -> Member:
    """The person as a member who has not left.

    Raises:
        NoSuchMemberError: they do not belong to the section.
    """
    member = session.find_member(section_id, person_id)
    if member is None:
        raise NoSuchMemberError(person_id)
    return member


def get_member_of(store: Store, ref: SectionRef, person_id: str) -> Member:
    """Somebody who belongs to the section.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchMemberError: they do not belong to it.
    """
    with store.read() as session:
        get_taught(session, ref)
        return get_member(session, ref.section_id, person_id)


def _change(
    store: Store, ref: SectionRef, changed: Callable[[Writer, Section], Section]
) -> Section:
    with store.write() as session:
        section = changed(session, get_taught(session, ref))
        session.set_section(section)
    return section


def _leave(session: Writer, section_id: str, person_id: str, now: datetime) -> None:
    session.lock_section(section_id)
    get_member(session, section_id, person_id)
    check_may_leave(session, section_id, person_id)
    session.set_left(section_id, person_id, now)


def _new_code(session: Reader) -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if session.find_section_by_code(code) is None:
            return code


def make_password_link(
    store: Store, ref: SectionRef, person_id: str, now: datetime, ttl: timedelta
) -> str:
    """A token by which a student of the section sets a new password, once, within `ttl`.

    An instructor who has joined as a student is no student: nobody gets into a colleague's desk.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchMemberError: they do not belong to it, or are no student.
    """
    with store.write() as session:
        person = session.lock_person(person_id)  # as a student: nobody is promoted meanwhile
        get_taught(session, ref)
        get_member(session, ref.section_id, person_id)
        if person is None or person.role != "student":
            raise NoSuchMemberError(person_id)
        return add_link(session, person_id, now + ttl, "password")
