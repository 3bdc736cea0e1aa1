"""Plain builders: a class with an instructor, students, a graded quiz and its assignment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from delivery.sample import NOW, QUIZ, choose, make_bank, minutes

from casekit.delivery import AttemptRef, start_attempt, submit_attempt
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import SectionRef, create_section, join_section
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.domain.section import Section
from casekit.store import Person, Store

GRADED = {"kind": "graded", "shuffle": {"choices": False}}


@dataclass(frozen=True)
class SchoolClass:
    """A section with what belongs to it; `ref` is its instructor's."""

    bank: Bank
    section: Section
    ref: SectionRef


def add_person(store: Store, person_id: str, role: str = "student", name: str = "") -> str:
    with store.write() as session:
        new = Person(person_id, role, name or person_id.title(), f"{person_id}@example.org")
        session.add_person(new, NOW)
    return person_id


def make_class(store: Store, *students: str, **settings: Any) -> SchoolClass:
    """A section of `demo` with an instructor `prof` and these students, nothing assigned yet."""
    bank = make_bank(**{**GRADED, **settings})
    add_person(store, "prof", "instructor")
    section = create_section(store, "demo", "prof", "Groupe 1", NOW)
    for student in students:
        add_person(store, student)
        join_section(store, section.code, student, NOW)
    return SchoolClass(bank, section, SectionRef("demo", section.section_id, "prof"))


def assign(
    store: Store, school: SchoolClass, opens_at: datetime = NOW, closes_at: datetime | None = None
) -> None:
    assign_quiz(store, school.ref, school.bank, QUIZ, (opens_at, closes_at), NOW)


def start(store: Store, school: SchoolClass, student: str, at: datetime = NOW) -> Attempt:
    return start_attempt(store, school.bank, QUIZ, student, at, seed=1)


def hand_in(
    store: Store, school: SchoolClass, student: str, letters: str = "", begun: int = 0
) -> Attempt:
    """An attempt with these choices at the first questions, handed in ten minutes after `begun`."""
    attempt = start(store, school, student, minutes(begun))
    posted: dict[int, dict[str, list[str]]] = {}
    for number, letter in enumerate(letters):
        posted |= choose(attempt, number, letter)
    ref = AttemptRef("demo", attempt.attempt_id, student)
    return submit_attempt(store, ref, posted, minutes(begun + 10))
