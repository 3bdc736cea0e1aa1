"""What many people answered to one item: their newest answers, in one question."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from casekit.domain.item import Response
from casekit.store.answer import read_answer
from casekit.store.attempts import read_plan
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, member, response


class NewestAnswer(NamedTuple):
    """A person's newest answer to an item, and the version of the item that it answers."""

    digest: str
    answer: Response


_NEWEST = (
    select(func.max(response.c.id))
    .where(response.c.attempt_id == attempt.c.id)
    .group_by(response.c.slot)
    .correlate(attempt)
)
_ANSWERS = (
    select(attempt.c.person_id, attempt.c.plan, response.c.slot, response.c.answer)
    .join(response, response.c.attempt_id == attempt.c.id)
    .where(
        attempt.c.course_id == bindparam("course_id"),
        attempt.c.plan.contains(bindparam("item_id"), autoescape=False),
        response.c.id.in_(_NEWEST),
    )
    .order_by(response.c.at, response.c.id)
)
_STUDENTS = select(member.c.person_id).where(
    member.c.section_id == bindparam("section_id"),
    member.c.role == "student",
    member.c.left_at.is_(None),
)
_SECTION = select(assignment.c.section_id).where(assignment.c.id == bindparam("assignment_id"))
_ANSWERS_OF_SECTION = _ANSWERS.where(attempt.c.person_id.in_(_STUDENTS))


class DistributionReads(Session):
    """Reading what many answered."""

    def find_section_of_assignment(self, assignment_id: str) -> str | None:
        """Id of the section that an assignment is for."""
        found: str | None = self.connection.scalar(_SECTION, {"assignment_id": assignment_id})
        return found

    def list_newest_answers(
        self, course_id: str, item_id: str, section_id: str | None
    ) -> list[NewestAnswer]:
        """The newest answer of each person: of the section's students, else of everybody.

        Who emptied the field again has none.
        """
        key = {"course_id": course_id, "item_id": f'"item_id":"{item_id}"'}
        if section_id is None:
            rows = self.connection.execute(_ANSWERS, key)
        else:
            rows = self.connection.execute(_ANSWERS_OF_SECTION, {**key, "section_id": section_id})
        newest: dict[str, NewestAnswer | None] = {}
        for person_id, plan, number, stored in rows:
            slot = read_plan(plan).slots[number]
            if slot.item_id == item_id:
                answer = read_answer(stored)
                newest[person_id] = NewestAnswer(slot.digest, answer) if answer else None
        return [one for one in newest.values() if one is not None]
