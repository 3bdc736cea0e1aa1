"""What many people answered to one item: their newest answers, in few questions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, select

from casekit.domain.item import Response
from casekit.store.answer import read_answer
from casekit.store.base import Session
from casekit.store.tables import assignment, attempt, member, response


class NewestAnswer(NamedTuple):
    """A person's newest answer to an item, and the version of the item that it answers."""

    digest: str
    answer: Response


_AT_ONCE = 500
"""For how many attempts answers are asked at once: databases take only so many parameters."""

_PLANS = select(attempt.c.id, attempt.c.person_id, attempt.c.plan).where(
    attempt.c.course_id == bindparam("course_id"),
    attempt.c.plan.contains(bindparam("item_id"), autoescape=False),
)
_STUDENTS = select(member.c.person_id).where(
    member.c.section_id == bindparam("section_id"),
    member.c.role == "student",
    member.c.left_at.is_(None),
)
_PLANS_OF_SECTION = _PLANS.where(attempt.c.person_id.in_(_STUDENTS))
_SECTION = select(assignment.c.section_id).where(assignment.c.id == bindparam("assignment_id"))
_NEWEST = (
    select(func.max(response.c.id))
    .where(
        response.c.attempt_id.in_(bindparam("attempt_ids", expanding=True)),
        response.c.slot == bindparam("slot"),
    )
    .group_by(response.c.attempt_id)
)
_ANSWERS = select(response.c.at, response.c.id, response.c.attempt_id, response.c.answer).where(
    response.c.id.in_(_NEWEST)
)


class _Held(NamedTuple):
    """Where one attempt has the item."""

    attempt_id: str
    person_id: str
    slot: int
    digest: str


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
        held = {one.attempt_id: one for one in self._list_holding(course_id, item_id, section_id)}
        newest: dict[str, NewestAnswer | None] = {}
        answers = sorted(self._list_answers(held.values()), key=lambda row: (row.at, row.id))
        for row in answers:
            answer, one = read_answer(row.answer), held[row.attempt_id]
            newest[one.person_id] = NewestAnswer(one.digest, answer) if answer else None
        return [one for one in newest.values() if one is not None]

    def _list_holding(
        self, course_id: str, item_id: str, section_id: str | None
    ) -> Iterator[_Held]:
        key = {"course_id": course_id, "item_id": f'"item_id":"{item_id}"'}
        wanted = _PLANS if section_id is None else _PLANS_OF_SECTION
        rows = self.connection.execute(wanted, {**key, "section_id": section_id})
        for attempt_id, person_id, plan in rows:
            # The model of a whole plan takes much longer, and would push out those in use.
            for number, slot in enumerate(json.loads(plan)["slots"]):
                if slot["item_id"] == item_id:
                    yield _Held(attempt_id, person_id, number, slot["digest"])

    def _list_answers(self, held: Iterable[_Held]) -> Iterator[Row[*tuple[Any, ...]]]:
        """The newest response of each."""
        by_slot: defaultdict[int, list[str]] = defaultdict(list)
        for one in held:
            by_slot[one.slot].append(one.attempt_id)
        for number, ids in by_slot.items():
            for start in range(0, len(ids), _AT_ONCE):
                key = {"slot": number, "attempt_ids": ids[start : start + _AT_ONCE]}
                yield from self.connection.execute(_ANSWERS, key)
