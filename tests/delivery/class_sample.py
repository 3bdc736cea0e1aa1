"""Plain builders: a class with an instructor, students, a graded quiz and its assignment."""

from datetime import datetime
from typing import Any

from delivery.sample import NOW, QUIZ, Classroom, choose, make_bank, make_classroom, minutes

from casekit.delivery import AttemptRef, start_attempt, submit_attempt
from casekit.delivery.sections import join_section
from casekit.domain.attempt import Attempt
from casekit.store import Person, Store

GRADED = {"kind": "graded", "shuffle": {"choices": False}}


def add_person(store: Store, person_id: str, role: str = "student", name: str = "") -> str:
    with store.write() as session:
        new = Person(person_id, role, name or person_id.title(), f"{person_id}@example.org")
        session.add_person(new, NOW)
    return person_id


def make_class(store: Store, *students: str, **settings: Any) -> Classroom:
    """A section of `demo` with an instructor `prof` and these students, nothing assigned yet."""
    bank = make_bank(**{**GRADED, **settings})
    add_person(store, "prof", "instructor")
    room = make_classroom(store, bank, "prof")
    for student in students:
        add_person(store, student)
        join_section(store, room.code, student, NOW)
    return room


def start(store: Store, school: Classroom, student: str, at: datetime = NOW) -> Attempt:
    return start_attempt(store, school.bank, QUIZ, student, at, seed=1)


def hand_in(
    store: Store, school: Classroom, student: str, letters: str = "", begun: int = 0
) -> Attempt:
    """An attempt with these choices at the first questions, handed in ten minutes after `begun`."""
    attempt = start(store, school, student, minutes(begun))
    posted: dict[int, dict[str, list[str]]] = {}
    for number, letter in enumerate(letters):
        posted |= choose(attempt, number, letter)
    ref = AttemptRef("demo", attempt.attempt_id, student)
    return submit_attempt(store, ref, posted, minutes(begun + 10))
