"""A quiz before it is started: its settings in words, and the button."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import partial

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from casekit.delivery import Standing, list_standings, start_attempt
from casekit.domain.bank import Bank
from casekit.domain.section import Assigned
from casekit.store import OpenAttempt
from casekit.web.links import case_of
from casekit.web.login import current_person
from casekit.web.person import become_guest
from casekit.web.rendering import block, make_link, render
from casekit.web.site import (
    now,
    this_bank,
    this_content,
    this_site,
)
from casekit.web.views import QuizState, QuizView

bp = Blueprint("quiz", __name__, url_prefix="/c/<course>/quizzes")


@bp.get("/<scope>/<quiz>")
def show(scope: str, quiz: str) -> Response | str:
    """What awaits the student, and whether an attempt is running."""
    bank, quiz_id = this_bank(), f"{scope}/{quiz}"
    view = show_quizzes([quiz_id]).get(quiz_id)
    if view is None:
        return _ask_to_sign_in(scope, quiz) if _must_sign_in() else abort(404)
    return render("quiz.html", quiz=view, case=case_of(bank, quiz_id))


@bp.post("/<scope>/<quiz>")
def start(scope: str, quiz: str) -> Response:
    """Starts an attempt, or resumes the one that is open; a visitor becomes a guest."""
    bank, quiz_id, person = this_bank(), f"{scope}/{quiz}", current_person()
    if _must_sign_in():
        return _ask_to_sign_in(scope, quiz)
    if person is None and (quiz_id not in bank.quizzes or bank.quizzes[quiz_id].kind == "graded"):
        abort(404)  # a graded quiz does not exist for a visitor
    who = person.person_id if person else become_guest()
    attempt = start_attempt(this_site().store, bank, quiz_id, who, now())
    return redirect(url_for("attempt.show", attempt_id=attempt.attempt_id), 303)


def show_quizzes(quiz_ids: Iterable[str]) -> dict[str, QuizView]:
    """Quizzes by id as the person who asks sees them: what is under way, and the last result.

    A graded quiz is there for those to whom it is assigned, and for instructors.
    """
    bank, content, person = this_bank(), this_content(), current_person()
    views = {
        quiz_id: content.remember(("quiz", quiz_id), partial(_show_quiz, bank, quiz_id))
        for quiz_id in quiz_ids
        if quiz_id in bank.quizzes
    }
    if person is None:
        needs_account = not this_site().settings.guests
        return {
            quiz_id: replace(view, needs_account=needs_account)
            for quiz_id, view in views.items()
            if view.kind == "practice"
        }
    at = now()
    standings = list_standings(this_site().store, bank, person, views, at)
    return {
        quiz_id: _show_standing(views[quiz_id], standing, at)
        for quiz_id, standing in standings.items()
    }


def pick_quizzes(shown: Mapping[str, QuizView], quiz_ids: Iterable[str]) -> tuple[QuizView, ...]:
    """Those of some quizzes that are shown, in their order."""
    return tuple(shown[quiz_id] for quiz_id in quiz_ids if quiz_id in shown)


def _must_sign_in() -> bool:
    """Whether nobody is signed in where nobody may be a guest."""
    return current_person() is None and not this_site().settings.guests


def _ask_to_sign_in(scope: str, quiz: str) -> Response:
    """The way to sign in and back here: the same whether there is such a quiz or not."""
    address = url_for("quiz.show", scope=scope, quiz=quiz)
    return redirect(url_for("person.ask_to_sign_in", next=address), 303)


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


def _show_standing(view: QuizView, standing: Standing, at: datetime) -> QuizView:
    """The quiz on the terms of a person, with what they have done of it."""
    left, ended = standing.left, standing.last_ended_id
    view = replace(
        view,
        minutes=standing.minutes,
        attempts=standing.attempts,
        attempts_left=left,
        last_result=url_for("attempt.result", attempt_id=ended) if ended else None,
    )
    if standing.assigned is not None:
        view = _show_assigned(view, standing.assigned, standing.ends_at, at)
    view = replace(view, can_start=view.state == "open" and left != 0)
    return _show_running(view, standing.running) if standing.running else view


def _show_assigned(
    view: QuizView, assigned: Assigned, ends_at: datetime | None, at: datetime
) -> QuizView:
    """The quiz with the times of an assignment."""
    times = assigned.assignment
    state: QuizState = "open"
    if not times.is_open(at):
        state = "closed" if times.is_closed(at) else "not-yet"
    return replace(
        view,
        time_factor=assigned.time_factor,
        opens_at=times.opens_at,
        closes_at=times.closes_at,
        ends_at=ends_at,
        cut_by_closing=_is_cut(view.minutes, ends_at, times.closes_at),
        state=state,
    )


def _show_running(view: QuizView, running: OpenAttempt) -> QuizView:
    """The quiz with the attempt that is under way."""
    return replace(
        view,
        questions=len(running.plan.slots),
        is_open=True,
        can_start=True,
        answered=running.answered,
        ends_at=running.due_at,
        cut_by_closing=_is_cut(running.plan.quiz.time_limit, running.due_at, running.closes_at),
        running=url_for("attempt.show", attempt_id=running.attempt_id),
    )


def _is_cut(limit: int | None, ends_at: datetime | None, closes_at: datetime | None) -> bool:
    """Whether time ends before its limit, because the quiz closes."""
    return limit is not None and ends_at is not None and ends_at == closes_at
