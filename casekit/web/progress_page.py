"""The page of a quiz in a section: its students by what they have done."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for

from casekit.delivery.progress import AssignmentProgress, StudentProgress
from casekit.delivery.sections import SectionRef
from casekit.domain.bank import Bank
from casekit.store import SatAttempt
from casekit.web.section_page import show_assignment, show_row
from casekit.web.teach_views import ProgressView, ResultRow


def show_progress(
    ref: SectionRef, bank: Bank, progress: AssignmentProgress, now: datetime
) -> ProgressView:
    """Who has not started, who is working and for how long still, and what the others have."""
    assignment = progress.assignment
    rows = {student.member.person_id: _show(ref, student, now) for student in progress.students}

    def rows_of(students: tuple[StudentProgress, ...]) -> tuple[ResultRow, ...]:
        return tuple(rows[student.member.person_id] for student in students)

    view = show_assignment(ref, bank, assignment.quiz_id, assignment)
    marks = {s.counts.plan.quiz.pass_mark for s in progress.students if s.counts}
    return ProgressView(
        section=show_row(progress.section),
        assignment=view,
        not_started=rows_of(progress.of_state("not-started")),
        working=rows_of(progress.of_state("working")),
        results=tuple(row for row in rows.values() if row.score is not None),
        done=len(progress.of_state("done")),
        to_mark=sum(len(sat.pending) for sat in _all_sat(progress)),
        marking_address=f"{view.quiz.address}/marking" if _is_marked(bank, progress) else None,
        mean=progress.mean(),
        has_pass_mark=bool(marks - {None}),
        csv_address=f"{view.quiz.address}/results.csv",
        xlsx_address=f"{view.quiz.address}/results.xlsx",
    )


def _all_sat(progress: AssignmentProgress) -> Iterator[SatAttempt]:
    return (sat for student in progress.students for sat in student.attempts)


def _is_marked(bank: Bank, progress: AssignmentProgress) -> bool:
    """Whether somebody has had a question that a person marks, or one waits."""
    sat = tuple(_all_sat(progress))
    had = {slot.item_id for one in sat for slot in one.plan.slots}
    by_hand = any(i in bank.items and bank.items[i].item.needs_marking for i in had)
    return by_hand or any(one.pending for one in sat)


def _show(ref: SectionRef, student: StudentProgress, now: datetime) -> ResultRow:
    counts, running = student.counts, student.running
    return ResultRow(
        name=student.member.name,
        email=student.member.email,
        has_left=student.member.left_at is not None,
        attempts=tuple(_address(ref, sat) for sat in student.attempts),
        running=_address(ref, running) if running else None,
        running_since=running.summary.started_at if running else None,
        minutes_left=_minutes_left(running, now) if running else None,
        counts=_address(ref, counts) if counts else None,
        score=counts.summary.score if counts else None,
        passed=student.passed,
        pending=len(counts.pending) if counts else 0,
        started_at=counts.summary.started_at if counts else None,
        finished_at=counts.summary.submitted_at if counts else None,
    )


def _address(ref: SectionRef, sat: SatAttempt) -> str:
    return url_for(
        "results.show_attempt",
        section_id=ref.section_id,
        attempt_id=sat.summary.attempt_id,
    )


def _minutes_left(sat: SatAttempt, now: datetime) -> int | None:
    """Whole minutes until the attempt is due, 0 in the last one; None without an end."""
    if sat.due_at is None:
        return None
    return max(0, int((sat.due_at - now).total_seconds() // 60))
