"""Sections, who belongs to them, and which quizzes are opened to them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, Select, insert, update

from casekit.domain.section import Assigned, Assignment, Member, MemberRole, Section
from casekit.store import section_sql as sql
from casekit.store.attempts import read_plan
from casekit.store.base import Session
from casekit.store.tables import assignment, section


@dataclass(frozen=True)
class Running:
    """An open attempt at an assignment, and what its end follows from.

    Attributes:
        limit_minutes: of the quiz as it was when the attempt began; None without.
        due_at: the end as it is now; `grace_s` as in `Attempt`.
    """

    attempt_id: str
    person_id: str
    started_at: datetime
    limit_minutes: int | None
    closes_at: datetime | None
    time_factor: Fraction
    due_at: datetime | None
    grace_s: int


class SectionReads(Session):
    """Reading sections."""

    def find_section(self, course_id: str, section_id: str) -> Section | None:
        """The course's section of this id, or None."""
        key = {"course_id": course_id, "section_id": section_id}
        row = self.connection.execute(sql.SECTION, key).one_or_none()
        return _section(row) if row else None

    def find_section_by_code(self, code: str) -> Section | None:
        """The section that this code, as `read_code` returns it, lets people join; or None."""
        row = self.connection.execute(sql.SECTION_BY_CODE, {"code": code}).one_or_none()
        return _section(row) if row else None

    def list_sections_of(
        self, person_id: str, course_id: str | None = None
    ) -> tuple[tuple[Section, MemberRole], ...]:
        """The sections that the person belongs to, oldest first; of all courses without one."""
        statement = sql.SECTIONS_OF if course_id is None else sql.SECTIONS_OF_IN
        key = {"person_id": person_id, "course_id": course_id}
        rows = self.connection.execute(statement, key).all()
        return tuple((_section(row), row.member_role) for row in rows)

    def find_member(self, section_id: str, person_id: str) -> Member | None:
        """The person as a member who has not left, or None."""
        key = {"section_id": section_id, "person_id": person_id}
        row = self.connection.execute(sql.MEMBER, key).one_or_none()
        return Member(*row) if row else None

    def list_members(self, section_id: str) -> tuple[Member, ...]:
        """Everybody who ever belonged to the section, by name; erased people are left out."""
        rows = self.connection.execute(sql.MEMBERS, {"section_id": section_id}).all()
        found = (Member(*row) for row in rows)
        return tuple(sorted(found, key=_by_name))

    def count_students(self, section_ids: Iterable[str]) -> dict[str, int]:
        """How many students belong to each section now; one without is left out."""
        key = {"section_ids": list(section_ids)}
        return dict(iter(self.connection.execute(sql.COUNT_STUDENTS, key)))

    def list_assignments(self, section_id: str) -> tuple[Assignment, ...]:
        """The section's assignments, the first to open first."""
        rows = self.connection.execute(sql.ASSIGNMENTS, {"section_id": section_id}).all()
        return tuple(Assignment(*row) for row in rows)

    def find_assigned(self, course_id: str, quiz_id: str, person_id: str) -> tuple[Assigned, ...]:
        """What opens the quiz to sections that the person is a student of, first to open first."""
        key = {"course_id": course_id, "quiz_id": quiz_id, "person_id": person_id}
        return tuple(map(_assigned, self.connection.execute(sql.ASSIGNED_QUIZ, key).all()))

    def list_assigned(self, course_id: str, person_id: str) -> tuple[Assigned, ...]:
        """All that is assigned to sections that the person is a student of, first to open first."""
        key = {"course_id": course_id, "person_id": person_id}
        return tuple(map(_assigned, self.connection.execute(sql.ASSIGNED, key).all()))

    def list_running(self, section_id: str) -> tuple[Running, ...]:
        """The open attempts at the section's assignments."""
        rows = self.connection.execute(sql.RUNNING, {"section_id": section_id}).all()
        return tuple(
            Running(
                attempt_id=row.id,
                person_id=row.person_id,
                started_at=row.started_at,
                limit_minutes=read_plan(row.plan).quiz.time_limit,
                closes_at=row.closes_at,
                time_factor=row.time_factor,
                due_at=row.due_at,
                grace_s=row.grace_s,
            )
            for row in rows
        )


class SectionWrites(SectionReads):
    """Writing sections; who may do it is the delivery's to check, in this transaction.

    A section that is read here is held: nobody else changes it, its members or its assignments
    while this transaction lasts. Whoever holds a person as well has taken the person first.
    """

    def find_section(self, course_id: str, section_id: str) -> Section | None:
        """As for a reader, and holds it."""
        self.lock_section(section_id)
        return super().find_section(course_id, section_id)

    def find_section_by_code(self, code: str) -> Section | None:
        """As for a reader; it stays as it is, while others may join as well."""
        self._lock(sql.HOLD_BY_CODE, {"code": code})
        return super().find_section_by_code(code)

    def list_sections_of(
        self, person_id: str, course_id: str | None = None
    ) -> tuple[tuple[Section, MemberRole], ...]:
        """As for a reader, and holds them."""
        self._lock(sql.LOCK_OF_PERSON, {"person_id": person_id})
        return super().list_sections_of(person_id, course_id)

    def find_assigned(self, course_id: str, quiz_id: str, person_id: str) -> tuple[Assigned, ...]:
        """As for a reader; it stays as it is, while others may begin as well."""
        key = {"course_id": course_id, "quiz_id": quiz_id, "person_id": person_id}
        self._lock(sql.HOLD_ASSIGNED, key)
        return super().find_assigned(course_id, quiz_id, person_id)

    def lock_section(self, section_id: str) -> None:
        """Holds a section."""
        self._lock(sql.LOCK_SECTION, {"section_id": section_id})

    def _lock(self, statement: Select[tuple[str]], key: dict[str, str]) -> None:
        if self.connection.dialect.name != "sqlite":  # which has one writer at a time anyway
            self.connection.execute(statement, key).all()

    def add_section(self, new: Section) -> None:
        """Adds a section.

        Raises:
            sqlalchemy.exc.IntegrityError: the code is taken.
        """
        values = {"id": new.section_id, "course_id": new.course_id, "name": new.name}
        times = {"created_at": new.created_at, "closed_at": new.closed_at}
        self.connection.execute(insert(section), {**values, "code": new.code, **times})

    def set_section(self, changed: Section) -> None:
        """Gives a section its name, code and closing as they are now."""
        values = {"name": changed.name, "code": changed.code, "closed_at": changed.closed_at}
        this = update(section).where(section.c.id == changed.section_id)
        self.connection.execute(this.values(**values))

    def add_member(
        self, section_id: str, person_id: str, role: MemberRole, joined_at: datetime
    ) -> None:
        """Makes the person a member in this role. Who joins again keeps extra time and first date.

        Raises:
            sqlalchemy.exc.IntegrityError: there is no such person or section.
        """
        values = {"section_id": section_id, "person_id": person_id, "role": role}
        statement = sql.JOIN[self.connection.dialect.name]
        self.connection.execute(statement, {**values, "joined_at": joined_at, "time_factor": 1})

    def set_left(self, section_id: str, person_id: str, now: datetime) -> None:
        """Ends a membership; what happened during it stays."""
        key = {"of_section": section_id, "of_person": person_id, "now": now}
        self.connection.execute(sql.LEAVE, key)

    def set_time_factor(self, section_id: str, person_id: str, factor: Fraction) -> None:
        """Sets by how much the member's time limits are longer; running attempts are not moved."""
        key = {"of_section": section_id, "of_person": person_id, "factor": factor}
        self.connection.execute(sql.SET_FACTOR, key)

    def add_assignment(self, new: Assignment, created_at: datetime) -> None:
        """Opens a quiz to a section.

        Raises:
            sqlalchemy.exc.IntegrityError: it is assigned already.
        """
        values = {"id": new.assignment_id, "section_id": new.section_id, "quiz_id": new.quiz_id}
        times = {"opens_at": new.opens_at, "closes_at": new.closes_at, "created_at": created_at}
        self.connection.execute(insert(assignment), {**values, **times})

    def set_assignment(self, changed: Assignment) -> None:
        """Gives an assignment its times as they are now; running attempts are not moved."""
        times = {"opens_at": changed.opens_at, "closes_at": changed.closes_at}
        this = update(assignment).where(assignment.c.id == changed.assignment_id)
        self.connection.execute(this.values(**times))

    def set_due(self, attempt_id: str, due_at: datetime | None, grace_s: int) -> None:
        """Moves the end of an open attempt."""
        key = {"attempt_id": attempt_id, "due": due_at, "grace": grace_s}
        self.connection.execute(sql.SET_DUE, key)


def _by_name(one: Member) -> tuple[str, str, str]:
    """As in a class list: `Élise` stands among the names with E."""
    plain = unicodedata.normalize("NFKD", one.name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return letters, one.email or "", one.person_id


def _section(row: Row[*tuple[Any, ...]]) -> Section:
    return Section(row.id, row.course_id, row.name, row.code, row.created_at, row.closed_at)


def _assigned(row: Row[*tuple[Any, ...]]) -> Assigned:
    of_section = Assignment(row.id, row.section_id, row.quiz_id, row.opens_at, row.closes_at)
    return Assigned(of_section, row.time_factor, row.section_name)
