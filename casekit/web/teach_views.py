"""What the templates of an instructor's sections, results and reports are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from casekit.domain.attempt import Score
from casekit.domain.report import Reason
from casekit.web.question_views import SlotView
from casekit.web.views import ExcerptView, Link, SectionRow

AssignmentState = Literal["not-assigned", "planned", "open", "closed"]


@dataclass(frozen=True)
class MemberView:
    """Somebody who belongs to a section.

    Attributes:
        address: of their own page, for more time, a password or the end of the membership.
        factor: by which their time limits are longer.
    """

    address: str
    name: str
    email: str | None
    is_instructor: bool
    joined_at: datetime
    factor: Fraction


@dataclass(frozen=True)
class AssignmentView:
    """A graded quiz as one section has it.

    Attributes:
        quiz: its title; leads to its progress once it is assigned, else to its start page.
        address: where the form with its times posts.
        opens: as the field shows it.
        closes: as the field shows it, empty without an end.
        to_mark: how many answers wait for a person to mark them.
        fault: why the times are asked again.
    """

    quiz: Link
    address: str
    state: AssignmentState
    opens: str
    closes: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    not_started: int = 0
    working: int = 0
    done: int = 0
    to_mark: int = 0
    fault: str | None = None


@dataclass(frozen=True)
class SectionView:
    """A section (`section.html`).

    Attributes:
        join_address: whole, to be given to students.
        zone: name of the zone of the fields for times.
        faults: why a field of its settings is asked again, by name.
    """

    address: str
    name: str
    code: str
    is_closed: bool
    join_address: str
    members: tuple[MemberView, ...]
    assignments: tuple[AssignmentView, ...]
    zone: str
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def students(self) -> int:
        """How many students belong to it."""
        return sum(not member.is_instructor for member in self.members)


@dataclass(frozen=True)
class ResultRow:
    """A student's line on the page of an assignment.

    Attributes:
        attempts: addresses of the attempts, oldest first.
        running: address of the open one, None without.
        minutes_left: of the open one, None without a limit; 0 in its last minute.
        pending: how many of its questions wait to be scored.
        started_at: of the attempt that counts, as all that follows; None without one.
    """

    name: str
    email: str | None
    has_left: bool
    attempts: tuple[str, ...] = ()
    running: str | None = None
    running_since: datetime | None = None
    minutes_left: int | None = None
    counts: str | None = None
    score: Score | None = None
    passed: bool | None = None
    pending: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True)
class ProgressView:
    """How far a section is with a quiz (`progress.html`).

    Attributes:
        mean: of the attempts that count, in [0, 1].
        to_mark: how many answers wait for a person to mark them, in all attempts.
        marking_address: where that is done; None where no question needs it.
        has_pass_mark: whether the table says who has passed.
    """

    section: SectionRow
    assignment: AssignmentView
    not_started: tuple[ResultRow, ...]
    working: tuple[ResultRow, ...]
    results: tuple[ResultRow, ...]
    done: int
    mean: Fraction | None
    has_pass_mark: bool
    csv_address: str
    xlsx_address: str
    to_mark: int = 0
    marking_address: str | None = None


@dataclass(frozen=True)
class TrailRow:
    """One thing that happened in an attempt.

    Attributes:
        at: on the clock of the site's zone.
        label: of the question, from 1; None for what concerns the whole attempt.
        answer: in words; None where nothing was answered.
    """

    at: str
    what: str
    label: int | None = None
    answer: Markup | None = None
    language: str = "en"


@dataclass(frozen=True)
class FollowedView:
    """A student's attempt as their instructor sees it (`followed.html`).

    Attributes:
        pending: how many questions wait to be scored; their points are in no score.
        marking: by slot number, where an answer is marked that a person marks.
    """

    section: SectionRow
    quiz: Link
    name: str
    email: str | None
    score: Score | None
    passed: bool | None
    started_at: datetime
    finished_at: datetime | None
    was_due: bool
    due_at: datetime | None
    slots: tuple[SlotView, ...]
    trail: tuple[TrailRow, ...]
    pending: int = 0
    marking: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportRow:
    """A report of an item, for its instructors.

    Attributes:
        settle_address: where its button posts; None once it is settled.
        is_older: it was written about an earlier version of the item.
        passage: the passage that the student points to, as the bank has it; None without.
    """

    reason: str
    text: str
    at: datetime
    is_older: bool
    settle_address: str | None
    passage: ExcerptView | None


@dataclass(frozen=True)
class ReportForm:
    """The student's form to report a question (`report.html`).

    Attributes:
        question: the slot's label, from 1.
        back: address of the question.
        reasons: the words of each reason.
        passages: those of the question's case, by `source#excerpt`.
        reason: what was chosen, when the form is asked again.
        fault: why it is asked again.
        is_reported: the question has an open report of this student.
    """

    address: str
    back: str
    question: int
    stem: Markup
    language: str
    reasons: tuple[tuple[Reason, str], ...]
    passages: tuple[tuple[str, str], ...]
    is_reported: bool
    reason: str = ""
    text: str = ""
    excerpt: str = ""
    fault: str | None = None
