"""What the pages of marking show: the questions of a quiz, and one answer after the other."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from casekit.delivery.marking import AnswerToMark, AssignmentMarking, MarkedQuestion
from casekit.delivery.sections import SectionRef
from casekit.domain.bank import Bank
from casekit.store import GivenMark, SlotKey
from casekit.web.marking_views import (
    AnswerLink,
    AnswerView,
    GivenRow,
    MarkForm,
    MarkingView,
    QuestionRow,
    StudentLink,
)
from casekit.web.outlet import show_prose
from casekit.web.question import Sitting, show_followed_slot
from casekit.web.section_page import link_quiz, show_row
from casekit.web.site import now


@dataclass(frozen=True)
class Place:
    """Where marking goes on: a quiz of a section, with names shown or not."""

    ref: SectionRef
    quiz_id: str
    names: bool = False

    def address_of_all(self, *, saved: bool = False) -> str:
        """All that is to be marked in the quiz."""
        return url_for("marking.show", **self._parts(), saved="yes" if saved else None)

    def address_of(
        self,
        key: SlotKey,
        *,
        names: bool | None = None,
        crossed: int | None = None,
        saved: bool = False,
        anchor: str | None = None,
    ) -> str:
        """One answer; what is left out of the query is not in the address.

        Args:
            key: the answer.
            names: whether names are shown there; as here when left out.
            crossed: number of the mark of somebody else that a mark just replaced.
            saved: another answer's mark was saved just now.
            anchor: id of the element to begin at.
        """
        parts = self._parts() if names is None else Place(self.ref, self.quiz_id, names)._parts()
        return url_for(
            "marking.show_one",
            attempt_id=key.attempt_id,
            slot=key.slot,
            crossed=crossed,
            saved="yes" if saved else None,
            _anchor=anchor,
            **parts,
        )

    def _parts(self) -> dict[str, Any]:
        scope, _, quiz = self.quiz_id.partition("/")
        names = "shown" if self.names else None
        return {
            "section_id": self.ref.section_id,
            "scope": scope,
            "quiz": quiz,
            "names": names,
        }


def show_marking(
    place: Place, bank: Bank, marking: AssignmentMarking, *, saved: bool
) -> MarkingView:
    """Every question of the quiz that a person marks, and how far that is."""
    return MarkingView(
        section=show_row(marking.section),
        quiz=link_quiz(place.ref, bank, place.quiz_id, assigned=True),
        questions=tuple(_show_question(place, bank, each) for each in marking.questions),
        saved=saved,
    )


def show_answer(
    place: Place,
    bank: Bank,
    answer: AnswerToMark,
    form: MarkForm,
    *,
    crossed: int | None = None,
    saved: bool = False,
) -> AnswerView:
    """One answer with the form; whose it is only when names are shown."""
    question = answer.question
    answers, at = question.answers, question.answers.index(answer.key)
    digest = answer.attempt.plan.slots[answer.key.slot].digest
    today = bank.items.get(question.item_id)
    other = next((given for given in answer.marks if given.number == crossed), None)
    following = question.next_waiting(answer.key)
    sitting = Sitting(answer.attempt, answer.versions, bank, now())
    return AnswerView(
        section=show_row(answer.marking.section),
        quiz=link_quiz(place.ref, bank, place.quiz_id, assigned=True),
        overview=place.address_of_all(),
        slot=show_followed_slot(sitting, answer.key.slot),
        label=at + 1,
        total=len(answers),
        waiting=len(question.waiting),
        next_waiting=place.address_of(following, anchor="answer") if following else None,
        previous=place.address_of(answers[at - 1]) if at else None,
        following=place.address_of(answers[at + 1]) if at + 1 < len(answers) else None,
        student=_show_student(place, answer) if place.names else None,
        switch=place.address_of(answer.key, names=not place.names),
        is_older=today is not None and today.digest != digest,
        form=form,
        given=tuple(_show_given(given) for given in answer.marks),
        crossed=_show_given(other) if other else None,
        saved=saved,
    )


def _show_question(place: Place, bank: Bank, question: MarkedQuestion) -> QuestionRow:
    version = question.version
    first = question.next_waiting() or next(iter(question.answers), None)
    return QuestionRow(
        item_id=question.item_id,
        stem=show_prose(bank, question.item_id.split("/")[0], version.item.stem, version.language),
        language=version.language,
        answers=tuple(
            AnswerLink(place.address_of(key), label, key in question.waiting)
            for label, key in enumerate(question.answers, 1)
        ),
        first=place.address_of(first) if first else None,
        empty=question.empty,
    )


def _show_student(place: Place, answer: AnswerToMark) -> StudentLink:
    address = url_for(
        "results.show_attempt",
        section_id=place.ref.section_id,
        attempt_id=answer.key.attempt_id,
        _anchor=f"q{answer.key.slot}",
    )
    return StudentLink(address, answer.member.name, answer.member.left_at is not None)


def _show_given(given: GivenMark) -> GivenRow:
    return GivenRow(given.name, given.at, given.score)
