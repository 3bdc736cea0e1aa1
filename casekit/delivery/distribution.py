"""How a class is divided over a question that has no key."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from casekit.domain.attempt import Attempt
from casekit.domain.version import ItemVersion
from casekit.store import Reader, Store

MIN_ANSWERS = 5
"""People who must have answered before their choices are shown: fewer could be told apart."""


@dataclass(frozen=True)
class Distribution:
    """How many people took each option.

    Attributes:
        counts: by option, in the order of the question; empty while fewer than `MIN_ANSWERS`
            people have answered.
        answered: how many have.
    """

    counts: Mapping[str, int]
    answered: int


def distribution_of(
    store: Store, course_id: str, version: ItemVersion, section_id: str | None
) -> Distribution:
    """What everybody chose, each person once, by their newest answer to the item.

    Answers to an earlier version count where their option still stands, word for word.

    Args:
        store: the database.
        course_id: of the item.
        version: the item as it was asked.
        section_id: whose students count; None for everybody in the course.
    """
    with store.read() as session:
        answers = session.list_newest_answers(course_id, version.item_id, section_id)
        versions = session.get_versions(course_id, {one.digest for one in answers})
    options = version.item.shared_choices()
    chosen = [versions[one.digest].item.choice_made(one.answer) for one in answers]
    counts = Counter(choice for choice in chosen if choice in options)
    answered = counts.total()
    if answered < MIN_ANSWERS:
        return Distribution({}, answered)
    return Distribution({option: counts[option] for option in options}, answered)


def find_section_of(store: Store, attempt: Attempt) -> str | None:
    """The section with which an attempt is compared.

    That of its assignment; of practice, the section of the course that the person belongs to as a
    student and joined last. None without.
    """
    with store.read() as session:
        if attempt.assignment_id is not None:
            return session.find_section_of_assignment(attempt.assignment_id)
        return _find_own_section(session, attempt.course_id, attempt.person_id)


def _find_own_section(session: Reader, course_id: str, person_id: str) -> str | None:
    own = [
        section.section_id
        for section, role in session.list_sections_of(person_id, course_id)
        if role == "student"
    ]
    return own[-1] if own else None
