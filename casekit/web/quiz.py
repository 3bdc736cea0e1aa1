"""A quiz before it is started: its settings in words, and the button."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import partial
from math import ceil

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from casekit.delivery import (
    AttemptRef,
    NoSuchPersonError,
    attempts_of,
    find_assigned,
    get_attempt,
    start_attempt,
)
from casekit.domain.attempt import Attempt, AttemptSummary
from casekit.domain.bank import Bank
from casekit.domain.section import Assigned
from casekit.web.links import case_of
from casekit.web.login import current_person, end_session
from casekit.web.person import become_guest
from casekit.web.rendering import block, make_link, render
from casekit.web.site import (
    now,
    person_id,
    seems_instructor,
    this_bank,
    this_content,
    this_site,
)
from casekit.web.views import QuizState, QuizView

bp = Blueprint("quiz", __name__, url_prefix="/c/<course>/quizzes")


@bp.get("/<scope>/<quiz>")
def show(scope: str, quiz: str) -> str:
    """What awaits the student, and whether an attempt is running."""
    bank, quiz_id = this_bank(), f"{scope}/{quiz}"
    if quiz_id not in bank.quizzes:
        abort(404)
    views = show_quizzes([quiz_id])
    if not views:
        abort(404)
    return render("quiz.html", quiz=views[0], case=case_of(bank, quiz_id))


@bp.post("/<scope>/<quiz>")
def start(scope: str, quiz: str) -> Response:
    """Starts an attempt, or resumes the one that is open; a visitor becomes a guest."""
    quiz_id = f"{scope}/{quiz}"
    if quiz_id not in this_bank().quizzes:
        abort(404)
    person = current_person()
    if person is None and not _may_be_guest(quiz_id):
        address = url_for("quiz.show", scope=scope, quiz=quiz)
        return redirect(url_for("person.ask_to_sign_in", next=address), 303)
    attempt = _start(quiz_id, person.person_id if person else become_guest())
    return redirect(url_for("attempt.show", attempt_id=attempt.attempt_id), 303)


def show_quizzes(quiz_ids: Iterable[str]) -> tuple[QuizView, ...]:
    """Quizzes as the person who asks sees them: what is under way, and the last result.

    A graded quiz is there for those to whom it is assigned, and for instructors.
    """
    bank, content, person = this_bank(), this_content(), person_id()
    views = [
        content.remember(("quiz", quiz_id), partial(_show_quiz, bank, quiz_id))
        for quiz_id in quiz_ids
    ]
    if person is None:
        return tuple(
            replace(view, needs_account=not this_site().settings.guests)
            for view in views
            if view.kind == "practice"
        )
    shown = (_show_for_person(view, person, now()) for view in views)
    return tuple(view for view in shown if view is not None)


def _may_be_guest(quiz_id: str) -> bool:
    """Whether a visitor may take the quiz; a graded one does not exist for a visitor."""
    if this_bank().quizzes[quiz_id].kind == "graded" and this_site().settings.guests:
        abort(404)
    return this_site().settings.guests


def _start(quiz_id: str, person: str) -> Attempt:
    bank, store = this_bank(), this_site().store
    try:
        return start_attempt(store, bank, quiz_id, person, now())
    except NoSuchPersonError:  # a session that is older than the database
        end_session()
        if not _may_be_guest(quiz_id):
            raise
        return start_attempt(store, bank, quiz_id, become_guest(), now())


def _show_quiz(bank: Bank, quiz_id: str) -> QuizView:
    """A quiz as a visitor sees it."""
    quiz = bank.quizzes[quiz_id]
    scope, _, name = quiz_id.partition("/")
    address = url_for("quiz.show", course=bank.course.id, scope=scope, quiz=name)
    listed = sum(bank.items[item_id].item.status == "live" for item_id in quiz.items)
    return QuizView(
        quiz_id=quiz_id,
        link=make_link(address, quiz.title, bank.language),
        description=block(quiz.description, bank.language) if quiz.description else None,
        kind=quiz.kind,
        questions=listed + sum(draw.count for draw in quiz.draw),
        minutes=quiz.time_limit,
        attempts=quiz.attempts,
        feedback=quiz.feedback,
        reading=quiz.reading,
        pass_mark=None if quiz.pass_mark is None else Fraction(quiz.pass_mark),
        counts=quiz.counts,
        attempts_left=quiz.attempts or None,
    )


def _show_for_person(view: QuizView, person: str, at: datetime) -> QuizView | None:
    """The quiz with what this person has done of it; None when it is not for them."""
    store, course_id = this_site().store, this_bank().course.id
    if view.kind == "graded" and not seems_instructor():
        assigned = find_assigned(store, course_id, view.quiz_id, person, at)
        if assigned is None:
            return None
        view = _show_assigned(view, assigned, at)
        under = assigned.assignment.assignment_id
    else:
        under = None
    begun = attempts_of(store, course_id, view.quiz_id, person)
    begun = tuple(attempt for attempt in begun if attempt.assignment_id == under)
    return _show_begun(view, begun, person, at) if begun else view


def _show_assigned(view: QuizView, assigned: Assigned, at: datetime) -> QuizView:
    """The quiz under the terms of an assignment."""
    factor, times = assigned.time_factor, assigned.assignment
    minutes = None if view.minutes is None else ceil(view.minutes * factor)
    ends_at = assigned.due_at(at, view.minutes)
    state: QuizState = "open"
    if not times.is_open(at):
        state = "closed" if times.is_closed(at) else "not-yet"
    return replace(
        view,
        minutes=minutes,
        time_factor=factor,
        opens_at=times.opens_at,
        closes_at=times.closes_at,
        ends_at=ends_at,
        cut_by_closing=minutes is not None and ends_at is not None and ends_at == times.closes_at,
        state=state,
        can_start=state == "open",
    )


def _show_begun(
    view: QuizView, begun: tuple[AttemptSummary, ...], person: str, at: datetime
) -> QuizView:
    """The quiz with the person's attempts at it; one whose time is over is closed now."""
    running = next((attempt.attempt_id for attempt in begun if attempt.is_open), None)
    ended = [attempt.attempt_id for attempt in begun if not attempt.is_open]
    left = None if view.attempts == 0 else max(0, view.attempts - len(begun))
    view = replace(view, attempts_left=left, can_start=view.can_start and left != 0)
    if running is not None:
        ref = AttemptRef(this_bank().course.id, running, person)
        attempt = get_attempt(this_site().store, ref, at)
        view = _show_running(view, attempt) if attempt.is_open else view
        ended += [] if attempt.is_open else [running]
    last = url_for("attempt.result", attempt_id=ended[-1]) if ended else None
    return replace(view, last_result=last)


def _show_running(view: QuizView, attempt: Attempt) -> QuizView:
    total = len(attempt.plan.slots)
    return replace(
        view,
        questions=total,
        is_open=True,
        can_start=True,
        answered=total - len(attempt.unanswered()),
        ends_at=attempt.due_at,
        cut_by_closing=_is_cut(attempt),
        running=url_for("attempt.show", attempt_id=attempt.attempt_id),
    )


def _is_cut(attempt: Attempt) -> bool:
    """Whether the attempt ends before its time limit, because the quiz closes."""
    limit = attempt.plan.quiz.time_limit
    return limit is not None and attempt.due_at is not None and attempt.due_at == attempt.closes_at
