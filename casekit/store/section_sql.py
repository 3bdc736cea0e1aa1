"""The statements on sections, members and assignments, built once."""

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casekit.store.tables import assignment, attempt, member, person, section

_SECTION = select(
    section.c.id,
    section.c.course_id,
    section.c.name,
    section.c.code,
    section.c.created_at,
    section.c.closed_at,
)
SECTION = _SECTION.where(
    section.c.id == bindparam("section_id"), section.c.course_id == bindparam("course_id")
)
SECTION_BY_CODE = _SECTION.where(section.c.code == bindparam("code"))
SECTIONS_OF = (
    _SECTION.add_columns(member.c.role.label("member_role"))
    .join(member, member.c.section_id == section.c.id)
    .where(member.c.person_id == bindparam("person_id"), member.c.left_at.is_(None))
    .order_by(section.c.created_at, section.c.id)
)
SECTIONS_OF_IN = SECTIONS_OF.where(section.c.course_id == bindparam("course_id"))

_MEMBER = select(
    member.c.person_id,
    person.c.name,
    person.c.email,
    member.c.role,
    member.c.joined_at,
    member.c.time_factor,
    member.c.left_at,
).join(person, person.c.id == member.c.person_id)
# Whoever had their data erased is nobody's student any more: their results have no name.
MEMBERS = _MEMBER.where(
    member.c.section_id == bindparam("section_id"), person.c.erased_at.is_(None)
)
MEMBER = MEMBERS.where(member.c.person_id == bindparam("person_id"), member.c.left_at.is_(None))
COUNT_STUDENTS = (
    select(member.c.section_id, func.count())
    .where(
        member.c.section_id.in_(bindparam("section_ids", expanding=True)),
        member.c.role == "student",
        member.c.left_at.is_(None),
    )
    .group_by(member.c.section_id)
)

_ASSIGNMENT = select(
    assignment.c.id,
    assignment.c.section_id,
    assignment.c.quiz_id,
    assignment.c.opens_at,
    assignment.c.closes_at,
)
ASSIGNMENTS = _ASSIGNMENT.where(assignment.c.section_id == bindparam("section_id")).order_by(
    assignment.c.opens_at, assignment.c.id
)
ASSIGNED = (
    _ASSIGNMENT.add_columns(member.c.time_factor, section.c.name.label("section_name"))
    .join(section, section.c.id == assignment.c.section_id)
    .join(member, member.c.section_id == section.c.id)
    .where(
        section.c.course_id == bindparam("course_id"),
        member.c.person_id == bindparam("person_id"),
        member.c.role == "student",
        member.c.left_at.is_(None),
    )
    .order_by(assignment.c.opens_at, assignment.c.id)
)
ASSIGNED_QUIZ = ASSIGNED.where(assignment.c.quiz_id == bindparam("quiz_id"))

# A statement of its own before those that read: on PostgreSQL one that has waited for a lock still
# reads the other tables as they were before.
_LOCKED = select(section.c.id).order_by(section.c.id)
LOCK_SECTION = _LOCKED.where(section.c.id == bindparam("section_id")).with_for_update(
    key_share=True  # who only joins need not wait
)
HOLD_BY_CODE = _LOCKED.where(section.c.code == bindparam("code")).with_for_update(read=True)
HOLD_ASSIGNED = (
    _LOCKED.join(assignment, assignment.c.section_id == section.c.id)
    .join(member, member.c.section_id == section.c.id)
    .where(
        section.c.course_id == bindparam("course_id"),
        assignment.c.quiz_id == bindparam("quiz_id"),
        member.c.person_id == bindparam("person_id"),
    )
    .with_for_update(read=True, of=section)
)
LOCK_OF_PERSON = (
    _LOCKED.join(member, member.c.section_id == section.c.id)
    .where(member.c.person_id == bindparam("person_id"))
    .with_for_update(key_share=True, of=section)
)

RUNNING = (
    select(
        attempt.c.id,
        attempt.c.person_id,
        attempt.c.started_at,
        attempt.c.plan,
        attempt.c.due_at,
        attempt.c.grace_s,
        assignment.c.closes_at,
        member.c.time_factor,
    )
    .join(assignment, assignment.c.id == attempt.c.assignment_id)
    .join(
        member,
        (member.c.section_id == assignment.c.section_id)
        & (member.c.person_id == attempt.c.person_id),
    )
    .where(
        assignment.c.section_id == bindparam("section_id"),
        attempt.c.submitted_at.is_(None),
    )
)
SET_DUE = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.submitted_at.is_(None))
    .values(
        due_at=bindparam("due", type_=attempt.c.due_at.type), grace_s=bindparam("grace")
    )
)  # fmt: skip

_JOIN_SQLITE, _JOIN_POSTGRESQL = sqlite.insert(member), postgresql.insert(member)
JOIN = {
    "sqlite": _JOIN_SQLITE.on_conflict_do_update(
        index_elements=["section_id", "person_id"],
        set_={"left_at": None, "role": _JOIN_SQLITE.excluded.role},
    ),
    "postgresql": _JOIN_POSTGRESQL.on_conflict_do_update(
        index_elements=["section_id", "person_id"],
        set_={"left_at": None, "role": _JOIN_POSTGRESQL.excluded.role},
    ),
}
OF_MEMBER = (
    member.c.section_id == bindparam("of_section"),
    member.c.person_id == bindparam("of_person"),
)
LEAVE = (
    update(member)
    .where(*OF_MEMBER, member.c.left_at.is_(None))
    .values(left_at=bindparam("now", type_=member.c.left_at.type))
)
SET_FACTOR = (
    update(member)
    .where(*OF_MEMBER)
    .values(time_factor=bindparam("factor", type_=member.c.time_factor.type))
)
