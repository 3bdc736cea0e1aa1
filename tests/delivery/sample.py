"""Plain builders: a small course, its quizzes, and the steps that most tests begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from casekit.delivery import AttemptRef, ensure_instructor, make_guest, start_attempt
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.people import new_person
from casekit.delivery.sections import (
    SectionRef,
    create_section,
    join_section,
    set_time_factor,
)
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.domain.course import Course
from casekit.domain.item import parse_item
from casekit.domain.quiz import Quiz
from casekit.domain.section import Section
from casekit.domain.source import CitedExcerpt, Credit, Excerpt
from casekit.domain.version import ItemVersion
from casekit.store import Store

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GRACE = timedelta(seconds=60)
"""How long after its end an attempt still takes answers."""
QUIZ = "cas/lecture"

CREDIT = Credit(title="Un article", language="fr", rights="own")
EXCERPT = Excerpt(id="ventes", paragraph=2, kind="fact", text="Elle a vendu 61 millions.")
COMMON = {
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "L'article le dit.",
}
CANAL = {
    "id": "canal",
    "type": "single",
    "stem": "Par où vend-elle ?",
    "choices": [{"correct": "En ligne"}, "En magasin", "Par un opérateur"],
    "hint": "Relisez la fin.",
}
ANNEE = {
    "id": "annee",
    "type": "single",
    "stem": "En quelle année ?",
    "points": "0.5",
    "choices": ["2012", {"correct": "2014"}],
}
VENTES = {
    "id": "ventes",
    "type": "numeric",
    "stem": "Combien, en millions ?",
    "answer": "61",
    "tolerance": "0,5",
}


def minutes(number: int) -> datetime:
    """A moment so many minutes after `NOW`."""
    return NOW + timedelta(minutes=number)


def make_version(written: dict[str, Any]) -> ItemVersion:
    """An item of the case `cas`, with the excerpt that it cites."""
    full = {**COMMON, **written}
    return ItemVersion(
        item_id=f"cas/{full['id']}",
        language="fr",
        written=full,
        item=parse_item(full, "fr"),
        evidence=(CitedExcerpt(source_id="journal", excerpt=EXCERPT, credit=CREDIT),),
    )


def make_bank(
    items: Sequence[dict[str, Any]] = (CANAL, ANNEE, VENTES),
    course_id: str = "demo",
    **settings: Any,
) -> Bank:
    """A course with one quiz, `cas/lecture`, of all the items, under the given settings."""
    versions = {version.item_id: version for version in map(make_version, items)}
    quiz = {"id": "lecture", "title": "Lecture", "items": list(versions), "pass": "60%"}
    return Bank(
        course=Course.model_validate(
            {
                "id": course_id,
                "title": "Un cours",
                "language": "fr",
                "cases": ["cas"],
                "objectives": [{"id": "LO1", "text": "Lire", "bloom": "understand"}],
            }
        ),
        sources={},
        cases={},
        items=versions,
        quizzes={QUIZ: Quiz.model_validate({**quiz, **settings})},
    )


def make_graded(**settings: Any) -> Bank:
    """The same course with its quiz as a graded one."""
    return make_bank(kind="graded", **settings)


def start(
    store: Store, bank: Bank, person_id: str, at: datetime = NOW, *, quiz_id: str = QUIZ
) -> tuple[Attempt, AttemptRef]:
    """The person's attempt at the quiz, laid out from seed 1."""
    attempt = start_attempt(store, bank, quiz_id, person_id, at, seed=1)
    return attempt, AttemptRef(attempt.course_id, attempt.attempt_id, person_id)


def begin(store: Store, bank: Bank | None = None, **settings: Any) -> tuple[Attempt, AttemptRef]:
    """A new guest's attempt at the quiz, laid out from seed 1."""
    return start(store, bank or make_bank(**settings), make_guest(store, NOW).person_id)


def attempts_of(store: Store, person_id: str) -> list[Attempt]:
    """All attempts of a person, oldest first."""
    with store.read() as session:
        keys = session.list_attempts_of(person_id)
        return [found for key in keys if (found := session.find_attempt(*key))]


def choose(attempt: Attempt, number: int, letter: str) -> dict[int, dict[str, list[str]]]:
    """What the form posts when the choice of this letter is picked."""
    order = attempt.plan.slots[number].arrangement.order
    return {number: {"choice": [str(order.index(letter) + 1)]}}


def type_number(number: int, text: str) -> dict[int, dict[str, list[str]]]:
    """What the form posts when this text is typed into a number field."""
    return {number: {"number": [text]}}


@dataclass(frozen=True)
class Classroom:
    """A section with what belongs to it; `ref` is its instructor's."""

    bank: Bank
    section: Section
    ref: SectionRef

    @property
    def code(self) -> str:
        """By which students join."""
        return self.section.code

    def assign(
        self, store: Store, opens_at: datetime = NOW, closes_at: datetime | None = None
    ) -> None:
        """Opens the bank's graded quiz to the section."""
        assign_quiz(store, self.ref, self.bank, QUIZ, (opens_at, closes_at), NOW)

    def add_student(self, store: Store, name: str = "Ada", factor: Fraction | int = 1) -> str:
        """Id of a new student of the section, who may have more time."""
        person = new_person("student", name, f"{name.lower()}@example.org")
        with store.write() as session:
            session.add_person(person, NOW)
        join_section(store, self.code, person.person_id, NOW)
        if factor != 1:
            set_time_factor(store, self.ref, person.person_id, Fraction(factor), NOW)
        return person.person_id


def make_classroom(store: Store, bank: Bank, instructor_id: str) -> Classroom:
    """A section of the course, to which nothing is assigned yet."""
    section = create_section(store, bank.course.id, instructor_id, "Groupe 1", NOW)
    return Classroom(bank, section, SectionRef(bank.course.id, section.section_id, instructor_id))


def open_class(
    store: Store,
    bank: Bank,
    *,
    opens_at: datetime = NOW,
    closes_at: datetime | None = None,
) -> Classroom:
    """A section of the course, with the bank's graded quiz assigned to it."""
    room = make_classroom(store, bank, ensure_instructor(store, NOW).person_id)
    room.assign(store, opens_at, closes_at)
    return room


def begin_graded(
    store: Store, *, factor: Fraction | int = 1, closes_at: datetime | None = None, **settings: Any
) -> tuple[Attempt, AttemptRef]:
    """A student's attempt at the quiz as a graded one, laid out from seed 1."""
    bank = make_graded(**settings)
    student = open_class(store, bank, closes_at=closes_at).add_student(store, factor=factor)
    return start(store, bank, student)
