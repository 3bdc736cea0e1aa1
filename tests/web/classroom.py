"""A served class: a graded quiz, an instructor with a section, and students who have joined it."""

from datetime import UTC, datetime

from factories import QUIZZES
from flask import Flask
from web.visitor import Visitor, live, store_of

from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import SectionRef, create_section, join_section
from casekit.domain.section import Section
from casekit.store import Person

GRADED_QUIZZES = (
    QUIZZES
    + """\
  - id: note
    title: Contrôle noté
    kind: graded
    items: [comptes-nombre, canal-unique, ventes-totales]
    time_limit: 20
    attempts: 2
    pass: 60%
    shuffle: {choices: false}
"""
)
NOTE = "/c/demo/quizzes/cas/note"
TEACH = "/c/demo/teach/sections"

__all__ = ["GRADED_QUIZZES", "NOTE", "TEACH"]


def add_person(app: Flask, person_id: str, role: str = "student") -> None:
    with store_of(app).write() as session:
        new = Person(person_id, role, person_id.title(), f"{person_id}@example.org")
        session.add_person(new, datetime.now(UTC))


def enter_as(app: Flask, person_id: str, role: str = "student", language: str = "en") -> Visitor:
    """A browser in which this person is signed in."""
    visitor = Visitor(app, language=language)
    with visitor.client.session_transaction() as session:
        session["_user_id"] = f"{person_id}.0"
        session["role"] = role
    return visitor


def make_section(app: Flask, instructor: str, *students: str, name: str = "Groupe 1") -> Section:
    """A section of this instructor; whoever is not known yet is added."""
    store, now = store_of(app), datetime.now(UTC)
    with store.read() as session:
        people = [(instructor, "instructor"), *((student, "student") for student in students)]
        missing = [who for who in people if session.find_person(who[0]) is None]
    for person_id, role in missing:
        add_person(app, person_id, role)
    section = create_section(store, "demo", instructor, name, now)
    for student in students:
        join_section(store, section.code, student, now)
    return section


def assign(
    app: Flask, section: Section, quiz_id: str = "cas/note", *, closes_at: datetime | None = None
) -> None:
    """Opens a graded quiz to the section from now on."""
    now = datetime.now(UTC)
    with store_of(app).read() as session:
        members = session.list_members(section.section_id)
    instructor = next(member.person_id for member in members if member.role == "instructor")
    ref = SectionRef("demo", section.section_id, instructor)
    bank = live(app).content.bank
    assert bank is not None
    assign_quiz(store_of(app), ref, bank, quiz_id, (now, closes_at), now)


def address_of(section: Section, rest: str = "") -> str:
    return f"{TEACH}/{section.section_id}{rest}"
