"""Sections in the database: members who leave and come back, and what is assigned to whom."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy.exc import IntegrityError

from casekit.domain.section import Assignment, Section
from casekit.store import Person, Store, StoreError

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def add_section(store: Store, section_id: str = "s1", *, course: str = "demo") -> Section:
    section = Section(section_id, course, "Groupe 1", f"CODE{section_id.upper()}", NOW)
    with store.write() as session:
        session.add_section(section)
    return section


def add_person(store: Store, person_id: str, name: str = "") -> None:
    with store.write() as session:
        new = Person(person_id, "student", name or person_id, f"{person_id}@example.org")
        session.add_person(new, NOW)


def add_student(store: Store, section_id: str, person_id: str) -> None:
    with store.write() as session:
        session.add_member(section_id, person_id, "student", NOW)


def assign(store: Store, section_id: str, opens_at: datetime = NOW, quiz: str = "cas/note") -> None:
    with store.write() as session:
        new = Assignment(f"{section_id}-{quiz}", section_id, quiz, opens_at, opens_at + HOUR)
        session.add_assignment(new, NOW)


def test_a_section_is_found_by_its_id_and_its_code(store: Store) -> None:
    section = add_section(store)
    with store.read() as session:
        assert session.find_section("demo", "s1") == section
        assert session.find_section("other", "s1") is None
        assert session.find_section_by_code("CODES1") == section
        assert session.find_section_by_code("NOTHING") is None


def test_a_code_belongs_to_one_section(store: Store) -> None:
    add_section(store)
    with pytest.raises((IntegrityError, StoreError)), store.write() as session:
        session.add_section(Section("s2", "demo", "Groupe 2", "CODES1", NOW))


def test_who_joins_again_keeps_the_first_date_and_the_extra_time(store: Store) -> None:
    add_section(store)
    add_person(store, "ada")
    add_student(store, "s1", "ada")
    with store.write() as session:
        session.set_time_factor("s1", "ada", Fraction(3, 2))
        session.set_left("s1", "ada", NOW + HOUR)
        assert session.find_member("s1", "ada") is None
        session.add_member("s1", "ada", "instructor", NOW + 2 * HOUR)
        member = session.find_member("s1", "ada")
    assert member is not None
    assert (member.joined_at, member.role, member.left_at) == (NOW, "instructor", None)
    assert member.time_factor == Fraction(3, 2)


def test_members_come_by_name_whatever_its_case_and_accents(store: Store) -> None:
    add_section(store)
    for person_id, name in (("1", "zoé"), ("2", "Ada"), ("3", "émile"), ("4", "bob")):
        add_person(store, person_id, name)
        add_student(store, "s1", person_id)
    with store.read() as session:
        assert [m.name for m in session.list_members("s1")] == ["Ada", "bob", "émile", "zoé"]


def test_students_are_counted_as_long_as_they_belong_to_the_section(store: Store) -> None:
    add_section(store)
    add_section(store, "s2")
    for person_id in ("ada", "bob"):
        add_person(store, person_id)
        add_student(store, "s1", person_id)
    with store.write() as session:
        session.set_left("s1", "bob", NOW)
        assert session.count_students(["s1", "s2"]) == {"s1": 1}
        assert session.count_students([]) == {}


def test_a_quiz_is_found_for_the_students_of_its_section_alone(store: Store) -> None:
    add_section(store)
    for person_id in ("ada", "bob"):
        add_person(store, person_id)
    add_student(store, "s1", "ada")
    assign(store, "s1")
    with store.read() as session:
        [found] = session.find_assigned("demo", "cas/note", "ada")
        assert (found.assignment.quiz_id, found.section_name) == ("cas/note", "Groupe 1")
        assert session.find_assigned("demo", "cas/note", "bob") == ()
        assert session.find_assigned("demo", "cas/other", "ada") == ()
        assert session.find_assigned("other", "cas/note", "ada") == ()


def test_an_instructor_of_a_section_is_assigned_nothing(store: Store) -> None:
    add_section(store)
    add_person(store, "ada")
    with store.write() as session:
        session.add_member("s1", "ada", "instructor", NOW)
    assign(store, "s1")
    with store.read() as session:
        assert session.list_assigned("demo", "ada") == ()


def test_who_has_left_is_assigned_nothing(store: Store) -> None:
    add_section(store)
    add_person(store, "ada")
    add_student(store, "s1", "ada")
    assign(store, "s1")
    with store.write() as session:
        session.set_left("s1", "ada", NOW)
        assert session.find_assigned("demo", "cas/note", "ada") == ()


def test_of_two_sections_the_one_that_opens_first_comes_first(store: Store) -> None:
    add_person(store, "ada")
    for section_id, opens_at in (("s1", NOW + HOUR), ("s2", NOW)):
        add_section(store, section_id)
        add_student(store, section_id, "ada")
        assign(store, section_id, opens_at)
    with store.read() as session:
        found = session.find_assigned("demo", "cas/note", "ada")
        assert [one.assignment.section_id for one in found] == ["s2", "s1"]
        assert session.list_assigned("demo", "ada") == found


def test_sections_of_a_person_are_those_of_the_course_asked_for(store: Store) -> None:
    add_person(store, "ada")
    for section_id, course in (("s1", "demo"), ("s2", "other")):
        add_section(store, section_id, course=course)
        add_student(store, section_id, "ada")
    with store.read() as session:
        everywhere = session.list_sections_of("ada")
        here = session.list_sections_of("ada", "demo")
    assert [(section.section_id, role) for section, role in everywhere] == [
        ("s1", "student"),
        ("s2", "student"),
    ]
    assert [section.section_id for section, _ in here] == ["s1"]


def test_a_quiz_is_assigned_to_a_section_once(store: Store) -> None:
    add_section(store)
    assign(store, "s1")
    with pytest.raises((IntegrityError, StoreError)):
        assign(store, "s1")
