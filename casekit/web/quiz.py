"""A quiz before it is started: its settings in words, and the button."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import partial

from flask import Blueprint, abort, redirect, session, url_for
from werkzeug.wrappers import Response

from casekit.delivery import (
    AttemptRef,
    NoSuchPersonError,
    attempts_of,
    get_attempt,
    start_attempt,
)
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.web.links import case_of
from casekit.web.person import become_guest
from casekit.web.rendering import block, make_link, render
from casekit.web.site import now, person_id, seems_instructor, this_bank, this_content, this_site
from casekit.web.views import QuizView

bp = Blueprint("quiz", __name__, url_prefix="/c/<course>/quizzes")


@bp.get("/<scope>/<quiz>")
def show(scope: str, quiz: str) -> str:
    """What awaits the student, and whether an attempt is running."""
    bank, quiz_id = this_bank(), f"{scope}/{quiz}"
    if quiz_id not in bank.quizzes or not _is_for_this_person(bank, quiz_id):
        abort(404)
    (view,) = show_quizzes([quiz_id])
    return render("quiz.html", quiz=view, case=case_of(bank, quiz_id))


@bp.post("/<scope>/<quiz>")
def start(scope: str, quiz: str) -> Response:
    """Starts an attempt, or resumes the one that is open; a visitor becomes a guest."""
    attempt = _start(f"{scope}/{quiz}")
    return redirect(url_for("attempt.show", attempt_id=attempt.attempt_id), 303)


def show_quizzes(quiz_ids: Iterable[str]) -> tuple[QuizView, ...]:
    """Quizzes as the person who asks sees them: what is under way, and the last result."""
    bank, content, person = this_bank(), this_content(), person_id()
    views = tuple(
        content.remember(("quiz", quiz_id), partial(_show_quiz, bank, quiz_id))
        for quiz_id in quiz_ids
        if _is_for_this_person(bank, quiz_id)
    )
    if person is None:
        return views
    return tuple(_show_for_person(view, bank.course.id, person) for view in views)


def _is_for_this_person(bank: Bank, quiz_id: str) -> bool:
    """A guest is nobody whose result could count: graded quizzes are the instructor's to try."""
    return bank.quizzes[quiz_id].kind == "practice" or seems_instructor()


def _start(quiz_id: str) -> Attempt:
    bank, store = this_bank(), this_site().store
    if quiz_id not in bank.quizzes or not _is_for_this_person(bank, quiz_id):
        abort(404)
    person = person_id() or become_guest()
    try:
        return start_attempt(store, bank, quiz_id, person, now())
    except NoSuchPersonError:  # a session that is older than the database
        session.pop("role", None)
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
    )


def _show_for_person(view: QuizView, course_id: str, person: str) -> QuizView:
    store = this_site().store
    begun = attempts_of(store, course_id, view.quiz_id, person)
    if not begun:
        return view
    running = next((attempt for attempt in begun if attempt.is_open), None)
    ended = [attempt for attempt in begun if not attempt.is_open]
    answered = 0
    if running is not None:
        attempt = get_attempt(store, AttemptRef(course_id, running.attempt_id, person))
        answered = len(attempt.plan.slots) - len(attempt.unanswered())
        view = replace(view, questions=len(attempt.plan.slots))
    last = url_for("attempt.result", attempt_id=ended[-1].attempt_id) if ended else None
    return replace(
        view,
        is_open=running is not None,
        answered=answered,
        last_result=last,
        can_start=running is not None or view.attempts == 0 or len(begun) < view.attempts,
    )
