"""A section of the demo course with the graded quiz open to it."""

from datetime import UTC, datetime

from casekit.delivery import AttemptRef, ensure_instructor, start_attempt, submit_attempt
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import SectionRef, create_section, join_section
from casekit.store import Person

DESK = "/c/xiaomi/teach/"
QUIZ = "europe-2015/bilan"


def make_class(served) -> str:
    """A section in which one student has handed in and one has not started; its address."""
    store, now = served.app.extensions["casekit"].store, datetime.now(UTC)
    prof = ensure_instructor(store, now).person_id
    section = create_section(store, "xiaomi", prof, "Marketing M1, groupe 2", now)
    for name in ("Ada", "Bob"):
        with store.write() as session:
            email = f"{name.lower()}@example.org"
            session.add_person(Person(name.lower(), "student", name, email), now)
        join_section(store, section.code, name.lower(), now)
    ref = SectionRef("xiaomi", section.section_id, prof)
    assign_quiz(store, ref, served.bank, QUIZ, (now, None), now)
    attempt = start_attempt(store, served.bank, QUIZ, "ada", now)
    submit_attempt(store, AttemptRef("xiaomi", attempt.attempt_id, "ada"), {}, now)
    return f"{DESK}sections/{section.section_id}"
