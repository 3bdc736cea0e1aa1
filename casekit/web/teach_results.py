"""How a section is doing with a quiz: who needs attention, the results, and single attempts."""

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, send_file

from casekit.delivery.progress import (
    AssignmentProgress,
    StudentProgress,
    get_followed,
    get_progress,
)
from casekit.delivery.sections import SectionRef
from casekit.web.followed import show_followed
from casekit.web.login import require_instructor
from casekit.web.progress_page import show_progress
from casekit.web.rendering import render
from casekit.web.section_page import section_ref
from casekit.web.site import now, this_bank, this_site
from casekit.web.zone import site_zone

if TYPE_CHECKING:
    from casekit.export.results import ResultRow, ResultTable

bp = Blueprint("results", __name__, url_prefix="/c/<course>/teach/sections/<section_id>")
bp.before_request(require_instructor)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/quizzes/<scope>/<quiz>")
def show(section_id: str, scope: str, quiz: str) -> str:
    """The students of the section by what they have done, and the results."""
    ref = section_ref(section_id)
    progress = _find_progress(ref, f"{scope}/{quiz}")
    return render("progress.html", view=show_progress(ref, this_bank(), progress, now()))


@bp.get("/quizzes/<scope>/<quiz>/results.<suffix>")
def download(section_id: str, scope: str, quiz: str, suffix: str) -> Response:
    """The results as a file for a spreadsheet program: `csv` or `xlsx`."""
    from casekit.export.results import write_csv, write_xlsx

    kinds = {"csv": (write_csv, "text/csv; charset=utf-8"), "xlsx": (write_xlsx, _XLSX)}
    if suffix not in kinds:
        abort(404)
    write, mimetype = kinds[suffix]
    progress = _find_progress(section_ref(section_id), f"{scope}/{quiz}")
    return send_file(
        BytesIO(write(_make_table(progress))),
        mimetype=mimetype,
        as_attachment=True,
        download_name=f"{scope}-{quiz}.{suffix}",
    )


@bp.get("/attempts/<attempt_id>")
def show_attempt(section_id: str, attempt_id: str) -> str:
    """One attempt: its answers beside the key, and everything that happened in it."""
    ref, at = section_ref(section_id), now()
    followed = get_followed(this_site().store, ref, attempt_id, at)
    return render("followed.html", view=show_followed(ref, this_bank(), followed, at))


def _find_progress(ref: SectionRef, quiz_id: str) -> AssignmentProgress:
    return get_progress(this_site().store, ref, quiz_id, this_bank().quizzes.get(quiz_id), now())


def _make_table(progress: AssignmentProgress) -> "ResultTable":
    from casekit.export.results import ResultTable

    return ResultTable(
        questions=progress.item_ids,
        rows=tuple(_make_row(student, progress.item_ids) for student in progress.students),
        zone=site_zone(),
    )


def _make_row(student: StudentProgress, questions: tuple[str, ...]) -> "ResultRow":
    from casekit.export.results import PENDING, ResultRow

    member, counts = student.member, student.counts
    begun = ResultRow(member.name, member.email, student.state, len(student.attempts))
    if counts is None:
        return begun
    summary = counts.summary
    points = {
        slot.item_id: counts.scores[number].points
        for number, slot in enumerate(counts.plan.slots)
        if number in counts.scores
    }
    waiting = {counts.plan.slots[number].item_id for number in counts.pending}
    return replace(
        begun,
        points=summary.score.points,
        out_of=summary.score.max_points,
        passed=student.passed,
        started_at=summary.started_at,
        finished_at=summary.submitted_at,
        by_question=tuple(
            PENDING if question in waiting else points.get(question) for question in questions
        ),
        pending=len(waiting),
    )
