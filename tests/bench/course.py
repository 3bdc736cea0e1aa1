"""A hall: a course, its database, and students of a section to whom its graded quiz is open."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import generate_csrf

from casekit.delivery import ensure_instructor, start_attempt
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.password import hash_password
from casekit.delivery.people import new_person
from casekit.delivery.sections import SectionRef, create_section
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.store import Person, Store
from casekit.web.app import create_app
from casekit.web.login import begin_session
from casekit.web.settings import Settings
from casekit.web.site import Site
from tests.bench.generate import ITEMS_PER_CASE, write_course

COURSE = "banc"
GRADED = "cas-001/examen"
PASSWORD = "not a secret: nobody has this account"


@dataclass
class Student:
    """Somebody who is signed in: the session's cookie, and a token that belongs to it."""

    person: Person
    cookies: dict[str, str]
    token: str


@dataclass
class Hall:
    """The course as an app in this process, on the database that a server may use too."""

    workspace: Path
    app: Flask
    students: list[Student] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """Its database."""
        return self._site.store

    @property
    def bank(self) -> Bank:
        """Its content."""
        bank = next(iter(self._site.courses)).content.bank
        if bank is None:
            raise AssertionError("the course made up has errors")
        return bank

    @property
    def _site(self) -> Site:
        site: Site = self.app.extensions["casekit"]
        return site

    def begin(self, student: Student) -> Attempt:
        """The student's attempt at the graded quiz."""
        return start_attempt(self.store, self.bank, GRADED, student.person.person_id, clock())


def make_hall(workspace: Path, students: int) -> Hall:
    """A hall in an empty folder; everybody is signed in."""
    write_course(workspace, ITEMS_PER_CASE)
    hall = Hall(workspace, create_app(Settings.for_workspace(workspace, {})))
    section_id = _open_quiz(hall)
    people = [new_person("student", f"Student {n}", f"{n}@example.org") for n in range(students)]
    kept = hash_password(PASSWORD)  # once: it takes its time
    with hall.store.write() as session:
        for person in people:
            session.add_person(person, clock(), password_hash=kept)
            session.add_member(section_id, person.person_id, "student", clock())
    hall.students = [_sign_in(hall.app, person) for person in people]
    return hall


def clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def _open_quiz(hall: Hall) -> str:
    """Opens the graded quiz to a new section; returns its id."""
    instructor = ensure_instructor(hall.store, clock())
    section = create_section(hall.store, COURSE, instructor.person_id, "Amphi", clock())
    ref = SectionRef(COURSE, section.section_id, instructor.person_id)
    opens_at = clock() - timedelta(hours=1)
    assign_quiz(hall.store, ref, hall.bank, GRADED, (opens_at, None), clock())
    return section.section_id


def _sign_in(app: Flask, person: Person) -> Student:
    """What the app gives a browser that has signed in, without its slow check of a password."""
    with app.test_request_context("/"):
        from flask import session

        begin_session(person)
        token = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        cookie = signer.dumps(dict(session))
    return Student(person, {app.config["SESSION_COOKIE_NAME"]: cookie}, token)
