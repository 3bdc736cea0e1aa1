"""How far a section is with its assignments, and one attempt with all that happened in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Literal

from casekit.delivery.assigning import get_assigned
from casekit.delivery.closing import close_overdue
from casekit.delivery.errors import NoSuchAttemptError
from casekit.delivery.sections import SectionRef, get_taught
from casekit.delivery.sitting import versions_of
from casekit.domain.attempt import Attempt, counted
from casekit.domain.quiz import Quiz
from casekit.domain.section import Assignment, Member, Section
from casekit.domain.version import ItemVersion
from casekit.store import Reader, SatAttempt, Store, TrailEvent

State = Literal["not-started", "working", "done"]


@dataclass(frozen=True)
class StudentProgress:
    """How far one student is with one assignment.

    Attributes:
        attempts: oldest first.
        counts: the ended attempt that counts, None while there is none.
    """

    member: Member
    state: State
    attempts: tuple[SatAttempt, ...] = ()
    counts: SatAttempt | None = None

    @property
    def running(self) -> SatAttempt | None:
        """The open attempt, None without."""
        return next((sat for sat in self.attempts if sat.summary.is_open), None)

    @property
    def passed(self) -> bool | None:
        """Whether the attempt that counts has passed, as `Quiz.is_passed` says; None without."""
        counts = self.counts
        if counts is None:
            return None
        share = counts.summary.score.fraction
        return counts.plan.quiz.is_passed(share, pending=bool(counts.pending))


@dataclass(frozen=True)
class AssignmentProgress:
    """How far a section is with one assignment.

    Attributes:
        students: by name; those who have left only when they have begun.
        item_ids: the questions that all attempts that count had: those that the quiz lists in its
            order, then the drawn ones by id.
    """

    section: Section
    assignment: Assignment
    students: tuple[StudentProgress, ...]
    item_ids: tuple[str, ...]

    def of_state(self, state: State) -> tuple[StudentProgress, ...]:
        """The students who are in this state."""
        return tuple(student for student in self.students if student.state == state)

    def mean(self) -> Fraction | None:
        """The mean, in [0, 1], of the attempts that count and are scored whole; None without."""
        scored = [s.counts for s in self.students if s.counts and not s.counts.pending]
        shares = [sat.summary.score.fraction for sat in scored]
        return sum(shares, Fraction(0)) / len(shares) if shares else None


@dataclass(frozen=True)
class Counts:
    """How many students of a section are in each state of one assignment.

    Attributes:
        to_mark: answers, also of those who have left, that wait for a person to score them.
    """

    not_started: int = 0
    working: int = 0
    done: int = 0
    to_mark: int = 0


@dataclass(frozen=True)
class FollowedAttempt:
    """A student's attempt as the instructor of the section sees it.

    Attributes:
        versions: for each slot, the item as it was when the attempt began.
        trail: everything that was answered, scored and opened, oldest first.
    """

    section: Section
    member: Member
    attempt: Attempt
    versions: tuple[ItemVersion, ...]
    trail: tuple[TrailEvent, ...]


def get_progress(
    store: Store, ref: SectionRef, quiz_id: str, quiz: Quiz | None, now: datetime
) -> AssignmentProgress:
    """How far the section is with a quiz; attempts whose time is over are closed first.

    Args:
        store: the database.
        ref: the section, and who asks.
        quiz_id: of an assigned quiz.
        quiz: as it is today, whose `counts` holds for everybody; None when it is gone, then as it
            was when each student began.
        now: the time of the server.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAssignmentError: the quiz is not assigned to the section.
    """
    with _look(store, ref, now) as (session, section):
        assignment = get_assigned(session, ref.section_id, quiz_id)
        members = session.list_members(ref.section_id)
        sat = session.list_sat(assignment.assignment_id)
    of_person: defaultdict[str, list[SatAttempt]] = defaultdict(list)
    for one in sat:
        of_person[one.person_id].append(one)
    students = tuple(
        _progress_of(member, of_person[member.person_id], quiz)
        for member in members
        if member.role == "student" and (member.left_at is None or of_person[member.person_id])
    )
    item_ids = _common_items((s.counts for s in students if s.counts), quiz)
    return AssignmentProgress(section, assignment, students, item_ids)


def count_states(store: Store, ref: SectionRef, now: datetime) -> dict[str, Counts]:
    """How far the students who belong to the section are, by quiz id.

    Attempts whose time is over are closed first.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    with _look(store, ref, now) as (session, _):
        members = session.list_members(ref.section_id)
        assignments = session.list_assignments(ref.section_id)
        outline = session.list_outline(ref.section_id)
        waiting = session.count_waiting(ref.section_id)
    present = {m.person_id for m in members if m.role == "student" and m.left_at is None}
    begun: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for assignment_id, person_id, is_open in outline:
        if person_id in present:
            of_assignment = begun[assignment_id]
            of_assignment[person_id] = of_assignment.get(person_id, False) or is_open
    return {
        found.quiz_id: replace(
            _count(len(present), begun[found.assignment_id].values()),
            to_mark=waiting.get(found.assignment_id, 0),
        )
        for found in assignments
    }


def list_assignments(store: Store, ref: SectionRef) -> tuple[Assignment, ...]:
    """The section's assignments, the first to open first.

    Raises:
        NoSuchSectionError: as in `get_section`.
    """
    with store.read() as session:
        get_taught(session, ref)
        return session.list_assignments(ref.section_id)


def get_followed(store: Store, ref: SectionRef, attempt_id: str, now: datetime) -> FollowedAttempt:
    """An attempt at one of the section's assignments, with its full trail.

    It is closed first when its time is over.

    Raises:
        NoSuchSectionError: as in `get_section`.
        NoSuchAttemptError: the section has no such attempt.
    """
    with _look(store, ref, now) as (session, section):
        attempt = session.find_attempt(ref.course_id, attempt_id)
        own = {found.assignment_id for found in session.list_assignments(ref.section_id)}
        if attempt is None or attempt.assignment_id not in own:
            raise NoSuchAttemptError(attempt_id)
        members = {member.person_id: member for member in session.list_members(ref.section_id)}
        if attempt.person_id not in members:
            raise NoSuchAttemptError(attempt_id)
        versions = versions_of(session, attempt)
        trail = session.list_trail(attempt_id)
    return FollowedAttempt(section, members[attempt.person_id], attempt, versions, trail)


@contextmanager
def _look(store: Store, ref: SectionRef, now: datetime) -> Iterator[tuple[Reader, Section]]:
    """The section as its instructor sees it: nothing runs in it whose time is over."""
    close_overdue(store, now, ref.course_id)
    with store.read() as session:
        yield session, get_taught(session, ref)


def _progress_of(member: Member, sat: Sequence[SatAttempt], quiz: Quiz | None) -> StudentProgress:
    if not sat:
        return StudentProgress(member, "not-started")
    rule = (quiz or sat[-1].plan.quiz).counts
    best = counted([one.summary for one in sat], rule)
    counts = next((one for one in sat if one.summary is best), None)
    is_working = any(one.summary.is_open for one in sat)
    return StudentProgress(member, "working" if is_working else "done", tuple(sat), counts)


def _common_items(counting: Iterable[SatAttempt], quiz: Quiz | None) -> tuple[str, ...]:
    lists = [[slot.item_id for slot in sat.plan.slots] for sat in counting]
    if not lists:
        return ()
    listed = quiz.items if quiz else ()
    common = set(lists[0]).intersection(*lists)
    return (*(i for i in listed if i in common), *sorted(common.difference(listed)))


def _count(students: int, are_open: Iterable[bool]) -> Counts:
    states = list(are_open)
    working = sum(states)
    return Counts(students - len(states), working, len(states) - working)
