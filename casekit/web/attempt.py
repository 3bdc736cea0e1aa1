"""Sitting a quiz: one document with all questions, one form, and everything works without script.

A script sends the same form with `X-Requested-With: fetch` and is given the HTML of the one
question that it asked about.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from casekit.delivery import (
    AttemptRef,
    check_slot,
    flag_slot,
    get_item_versions,
    get_sitting,
    open_hint,
    save_answers,
    submit_attempt,
    to_ms,
)
from casekit.domain.attempt import Attempt, HintKind
from casekit.domain.item import ImpossibleResponseError
from casekit.web.cards_page import count_missed
from casekit.web.form import Action, Answers, is_script, read_action, read_answers
from casekit.web.links import case_of
from casekit.web.question import (
    Sitting,
    find_faults,
    show_attempt,
    show_fault,
    show_result,
    show_slot,
)
from casekit.web.question_views import FaultView
from casekit.web.rendering import render, render_question
from casekit.web.site import now, own_attempt, this_bank, this_site

Answered = Response | str | tuple[str, int] | dict[str, Any]


bp = Blueprint("attempt", __name__, url_prefix="/c/<course>/attempts/<attempt_id>")


@bp.get("")
def show(attempt_id: str) -> Answered:
    """All questions of a running attempt; a submitted one shows its result."""
    sitting = _open_sitting(attempt_id)
    if not sitting.attempt.is_open:
        return redirect(url_for("attempt.result", attempt_id=attempt_id))
    return render("attempt.html", view=show_attempt(sitting))


@bp.post("")
def answer(attempt_id: str) -> Answered:
    """What one of the form's buttons asks for; every one of them saves the answers first."""
    action = read_action(request.form, _ACTIONS)
    return _ACTIONS[action.verb](own_attempt(attempt_id), action)


@bp.get("/review")
def review(attempt_id: str) -> Answered:
    """What is answered, and what is asked again, before the end."""
    sitting = _open_sitting(attempt_id)
    if not sitting.attempt.is_open:
        return redirect(url_for("attempt.result", attempt_id=attempt_id))
    return render("review.html", view=show_attempt(sitting, find_faults(sitting)))


@bp.post("/submit")
def submit(attempt_id: str) -> Answered:
    """Ends the attempt. A number that cannot be read is asked again first, unless told not to.

    `due` is what the page says by itself when the time is up.
    """
    ref, action = own_attempt(attempt_id), read_action(request.form, ("submit", "anyway", "due"))
    posted, asks_again = read_answers(request.form), action.verb == "submit"
    store = this_site().store
    attempt = submit_attempt(store, ref, posted.slots, now(), posted.seqs, asks_again=asks_again)
    if attempt.is_open:
        sitting = _sitting_of(attempt)
        return render("review.html", view=show_attempt(sitting, find_faults(sitting))), 422
    return redirect(url_for("attempt.result", attempt_id=attempt_id), 303)


@bp.get("/result")
def result(attempt_id: str) -> Answered:
    """The score, and each question with its key, explanation and passages."""
    sitting = _open_sitting(attempt_id)
    if sitting.attempt.is_open:
        return redirect(url_for("attempt.show", attempt_id=attempt_id))
    return render(
        "result.html",
        view=show_result(sitting),
        case=case_of(sitting.bank, sitting.attempt.plan.quiz_id),
        missed=count_missed(sitting.bank, sitting.attempt, sitting.now),
        cards_address=url_for("cards.show"),
    )


def _save(ref: AttemptRef, action: Action) -> Answered:
    attempt, posted = _save_posted(ref, action)
    if request.form.get("via") == "beacon":
        return Response(status=204)
    if is_script():
        return _acknowledge(attempt, posted)
    return redirect(url_for("attempt.show", attempt_id=ref.attempt_id), 303)


def _acknowledge(attempt: Attempt, posted: Answers) -> dict[str, Any]:
    """What has become of each answer sent, and what time it is."""
    return {
        "now": to_ms(now()),
        "due": to_ms(attempt.due_at) if attempt.due_at else None,
        "slots": {str(n): _fate_of(attempt, n, posted) for n in posted.slots},
    }


def _fate_of(attempt: Attempt, number: int, posted: Answers) -> dict[str, Any]:
    state, sent = attempt.state(number), posted.seqs.get(number, 0)
    if attempt.is_locked(number):
        return {"seq": max(state.seq, sent), "state": "locked"}
    return {"seq": max(state.seq, sent), "state": "newer" if state.seq > sent > 0 else "saved"}


def _review(ref: AttemptRef, action: Action) -> Answered:
    _save_posted(ref, action)
    return redirect(url_for("attempt.review", attempt_id=ref.attempt_id), 303)


def _check(ref: AttemptRef, action: Action) -> Answered:
    number = _slot_number(action)
    posted = read_answers(request.form)
    outcome = check_slot(this_site().store, ref, number, posted.slots, now(), posted.seqs)
    sitting = Sitting(outcome.attempt, outcome.versions, this_bank(), now())
    fault = show_fault(sitting, number, outcome.fault) if outcome.fault else None
    return _show_question(sitting, number, fault)


def _open_passages(ref: AttemptRef, action: Action) -> Answered:
    return _open(ref, action, "passages")


def _open_hint(ref: AttemptRef, action: Action) -> Answered:
    return _open(ref, action, "hint")


def _flag(ref: AttemptRef, action: Action) -> Answered:
    """Flags a question, or takes its flag away; what else was posted is saved too."""
    number, posted = _slot_number(action), read_answers(request.form)
    if posted.slots:
        save_answers(this_site().store, ref, posted.slots, now(), posted.seqs)
    flagged = action.verb == "flag"
    flag_slot(this_site().store, ref, number, now(), flagged=flagged)
    if is_script():
        return Response(status=204)
    return redirect(url_for("attempt.show", attempt_id=ref.attempt_id, _anchor=f"q{number}"), 303)


_ACTIONS: dict[str, Callable[[AttemptRef, Action], Answered]] = {
    "save": _save,
    "review": _review,
    "check": _check,
    "passages": _open_passages,
    "hint": _open_hint,
    "flag": _flag,
    "unflag": _flag,
}
"""What the form's buttons ask for; the first is meant when Enter sends the form."""


def _open(ref: AttemptRef, action: Action, kind: HintKind) -> Answered:
    number, posted = _slot_number(action), read_answers(request.form)
    attempt = open_hint(this_site().store, ref, number, kind, now(), posted.slots, posted.seqs)
    return _show_question(_sitting_of(attempt), number)


def _show_question(sitting: Sitting, number: int, fault: FaultView | None = None) -> Answered:
    """To a script the one question; to a browser the page, at that question or at its fault."""
    if is_script():
        slot = show_slot(sitting, number, fault)
        return render_question(slot, len(sitting.versions)), 422 if fault else 200
    if fault:
        return render("attempt.html", view=show_attempt(sitting, (fault,))), 422
    attempt_id = sitting.attempt.attempt_id
    return redirect(url_for("attempt.show", attempt_id=attempt_id, _anchor=f"q{number}"), 303)


def _save_posted(ref: AttemptRef, action: Action) -> tuple[Attempt, Answers]:
    if action.number is not None:
        raise ImpossibleResponseError("this button is not a question's")
    posted = read_answers(request.form)
    attempt = save_answers(this_site().store, ref, posted.slots, now(), posted.seqs)
    return attempt, posted


def _slot_number(action: Action) -> int:
    if action.number is None:
        raise ImpossibleResponseError("this button is a question's")
    return action.number


def _open_sitting(attempt_id: str) -> Sitting:
    at = now()
    attempt, versions = get_sitting(this_site().store, own_attempt(attempt_id), at)
    return Sitting(attempt, versions, this_bank(), at)


def _sitting_of(attempt: Attempt) -> Sitting:
    return Sitting(attempt, get_item_versions(this_site().store, attempt), this_bank(), now())
