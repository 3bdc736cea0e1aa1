"""Marking by hand: what waits, question by question, and one answer after the other."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from casekit.delivery.assigning import get_assigned
from casekit.delivery.closing import close_overdue
from casekit.delivery.errors import NoSuchAnswerError
from casekit.delivery.sections import SectionRef, get_taught
from casekit.delivery.sitting import versions_of
from casekit.domain.attempt import Attempt
from casekit.domain.mark import Mark, check_mark
from casekit.domain.section import Assignment, Member, Section
from casekit.domain.version import ItemVersion
from casekit.store import GivenMark, Reader, SatAttempt, SlotKey, Store, Writer


@dataclass(frozen=True)
class MarkedQuestion:
    """A question of an assignment that only a person can score.

    Attributes:
        version: the newest in which a student had it.
        answers: those that were handed in, in an order of the question's own that tells nothing of
            the students, and stays.
        waiting: those of them that nobody has marked yet.
        empty: how many handed in nothing here; that is 0 points without marking.
    """

    item_id: str
    version: ItemVersion
    answers: tuple[SlotKey, ...]
    waiting: frozenset[SlotKey]
    empty: int

    def next_waiting(self, after: SlotKey | None = None) -> SlotKey | None:
        """The first one that waits, after an answer and then from the beginning; None without."""
        start = self.answers.index(after) + 1 if after in self.answers else 0
        rest = (*self.answers[start:], *self.answers[:start])
        return next((key for key in rest if key in self.waiting), None)


@dataclass(frozen=True)
class AssignmentMarking:
    """What is to be marked in an assignment; questions in the order of their first student's."""

    section: Section
    assignment: Assignment
    questions: tuple[MarkedQuestion, ...]

    @property
    def waiting(self) -> int:
        """How many answers nobody has marked yet."""
        return sum(len(question.waiting) for question in self.questions)

    def question_of(self, key: SlotKey) -> MarkedQuestion:
        """The question that an answer answers.

        Raises:
            NoSuchAnswerError: it is no answer of this assignment that a person marks.
        """
        for question in self.questions:
            if key in question.answers:
                return question
        raise NoSuchAnswerError(key)


@dataclass(frozen=True)
class AnswerToMark:
    """One answer before whoever marks it.

    Attributes:
        marks: every mark that it was given, oldest first; the last one counts.
    """

    marking: AssignmentMarking
    question: MarkedQuestion
    key: SlotKey
    member: Member
    attempt: Attempt
    versions: tuple[ItemVersion, ...]
    marks: tuple[GivenMark, ...]


def get_marking(store: Store, ref: SectionRef, quiz_id: str, now: datetime) -> AssignmentMarking:
    """What is to be marked of a quiz; attempts whose time is over are closed first.

    Whoever had their data erased is in it no more; who has left the section is.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
    """
    with _look(store, ref, now) as session:
        return _get_marking(session, ref, quiz_id)


def get_answer(
    store: Store, ref: SectionRef, quiz_id: str, key: SlotKey, now: datetime
) -> AnswerToMark:
    """One answer, with what was given for it so far.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
        NoSuchAnswerError: the assignment has no such answer that a person marks: the attempt is
            another section's, or still running, or nothing was handed in.
    """
    with _look(store, ref, now) as session:
        marking = _get_marking(session, ref, quiz_id)
        question = marking.question_of(key)
        attempt = session.find_attempt(ref.course_id, key.attempt_id)
        if attempt is None:
            raise NoSuchAnswerError(key)
        members = {member.person_id: member for member in session.list_members(ref.section_id)}
        marks = _marks_of(session, key)
        versions = versions_of(session, attempt)
    member = members[attempt.person_id]
    return AnswerToMark(marking, question, key, member, attempt, versions, marks)


def mark_answer(
    store: Store,
    ref: SectionRef,
    quiz_id: str,
    key: SlotKey,
    mark: Mark,
    seen: int,
    now: datetime,
) -> GivenMark | None:
    """Gives an answer a mark; the newest counts, the older ones stay in the trail.

    The same mark from the same person again, as by a double click, is one mark.

    Args:
        store: the database.
        ref: the section, and who marks.
        quiz_id: of an assigned quiz.
        key: the answer.
        mark: by the rubric of the version that the student had.
        seen: the number of the newest mark that the page showed, 0 without one.
        now: the time of the server.

    Returns:
        The mark of somebody else that was given after the page was shown, and that this one
        replaces; None without.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
        NoSuchAnswerError: as in `get_answer`.
        ValueError: the rubric does not allow this mark.
    """
    with store.write() as session:
        attempt = _get_answered(session, ref, quiz_id, key)
        slot = attempt.plan.slots[key.slot]
        version = session.get_versions(ref.course_id, [slot.digest])[slot.digest]
        rubric = version.item.criteria()
        if not rubric:
            raise NoSuchAnswerError(key)
        check_mark(mark, rubric)
        newest = next(reversed(_marks_of(session, key)), None)
        if newest and newest.person_id == ref.person_id and newest.mark == mark:
            return None
        session.add_mark(key, mark, slot.max_points, ref.person_id, now)
    if newest is None or newest.number == seen or newest.person_id == ref.person_id:
        return None
    return newest


def list_counting_marks(store: Store, attempt: Attempt) -> dict[int, GivenMark]:
    """The mark that counts of each slot of an attempt that has one, by slot number."""
    with store.read() as session:
        return {given.key.slot: given for given in session.list_marks(attempt.attempt_id)}


@contextmanager
def _look(store: Store, ref: SectionRef, now: datetime) -> Iterator[Reader]:
    close_overdue(store, now, ref.course_id)
    with store.read() as session:
        yield session


def _get_answered(session: Writer, ref: SectionRef, quiz_id: str, key: SlotKey) -> Attempt:
    """The attempt of an answer that was handed in to the section's assignment."""
    get_taught(session, ref)
    assignment = get_assigned(session, ref.section_id, quiz_id)
    attempt = session.find_attempt(ref.course_id, key.attempt_id)
    if attempt is None or attempt.is_open or attempt.assignment_id != assignment.assignment_id:
        raise NoSuchAnswerError(key)
    is_slot = 0 <= key.slot < len(attempt.plan.slots)
    known = {member.person_id for member in session.list_members(ref.section_id)}
    if not is_slot or attempt.state(key.slot).answer is None or attempt.person_id not in known:
        raise NoSuchAnswerError(key)
    return attempt


def _marks_of(session: Reader, key: SlotKey) -> tuple[GivenMark, ...]:
    return tuple(given for given in session.list_marks(key.attempt_id) if given.key == key)


@dataclass
class _Gathered:
    """What is found of one question, attempt by attempt."""

    version: ItemVersion
    answers: list[SlotKey] = field(default_factory=list)
    waiting: set[SlotKey] = field(default_factory=set)
    empty: int = 0


def _get_marking(session: Reader, ref: SectionRef, quiz_id: str) -> AssignmentMarking:
    section = get_taught(session, ref)
    assignment = get_assigned(session, ref.section_id, quiz_id)
    known = {member.person_id for member in session.list_members(ref.section_id)}
    sat = [
        one
        for one in session.list_sat(assignment.assignment_id)
        if one.person_id in known and not one.summary.is_open
    ]
    digests = {slot.digest for one in sat for slot in one.plan.slots}
    versions = session.get_versions(ref.course_id, digests)
    marked = session.list_marked(assignment.assignment_id)
    found: dict[str, _Gathered] = {}
    for one in sat:
        for key, version in _slots_to_mark(one, versions):
            gathered = found.setdefault(version.item_id, _Gathered(version))
            gathered.version = version
            _gather(gathered, key, is_scored=key.slot in one.scores, is_marked=key in marked)
    questions = tuple(_question(item_id, gathered) for item_id, gathered in found.items())
    return AssignmentMarking(section, assignment, questions)


def _slots_to_mark(
    sat: SatAttempt, versions: dict[str, ItemVersion]
) -> Iterator[tuple[SlotKey, ItemVersion]]:
    for number, slot in enumerate(sat.plan.slots):
        version = versions[slot.digest]
        if version.item.criteria():
            yield SlotKey(sat.summary.attempt_id, number), version


def _gather(gathered: _Gathered, key: SlotKey, *, is_scored: bool, is_marked: bool) -> None:
    if is_scored and not is_marked:
        gathered.empty += 1  # scored when it was handed in: there was nothing to mark
        return
    gathered.answers.append(key)
    if not is_scored:
        gathered.waiting.add(key)


def _question(item_id: str, gathered: _Gathered) -> MarkedQuestion:
    answers = tuple(sorted(gathered.answers, key=_shuffled))
    return MarkedQuestion(
        item_id, gathered.version, answers, frozenset(gathered.waiting), gathered.empty
    )


def _shuffled(key: SlotKey) -> str:
    """By this, answers stand in an order that has nothing to do with who handed in when."""
    return hashlib.sha256(f"{key.attempt_id} {key.slot}".encode()).hexdigest()
