"""Marking by hand, for the instructors of a section: plain pages, one form, nothing by script."""

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from casekit.delivery.marking import get_answer, get_marking, mark_answer
from casekit.domain.mark import MAX_COMMENT_CHARS
from casekit.store import SlotKey
from casekit.web.login import require_instructor
from casekit.web.marking_form import read_mark, show_form, show_posted
from casekit.web.marking_page import Place, show_answer, show_marking
from casekit.web.rendering import render
from casekit.web.section_page import section_ref
from casekit.web.site import now, this_bank, this_site

bp = Blueprint(
    "marking",
    __name__,
    url_prefix="/c/<course>/teach/sections/<section_id>/quizzes/<scope>/<quiz>/marking",
)
bp.before_request(require_instructor)


@bp.get("")
def show(section_id: str, scope: str, quiz: str) -> str:
    """The questions that a person marks, and what waits."""
    place = _place(section_id, scope, quiz)
    marking = get_marking(this_site().store, place.ref, place.quiz_id, now())
    return render("marking.html", view=show_marking(place, this_bank(), marking, saved=_saved()))


@bp.get("/<attempt_id>/<int:slot>")
def show_one(section_id: str, scope: str, quiz: str, attempt_id: str, slot: int) -> str:
    """One answer, its rubric, and the mark that it has so far."""
    place, key = _place(section_id, scope, quiz), SlotKey(attempt_id, slot)
    answer = get_answer(this_site().store, place.ref, place.quiz_id, key, now())
    version = answer.versions[slot]
    newest = answer.marks[-1] if answer.marks else None
    form = show_form(
        place.address_of(key),
        version.item.criteria(),
        version.language,
        newest.mark if newest else None,
        newest.number if newest else 0,
    )
    crossed = request.args.get("crossed", type=int)
    view = show_answer(place, this_bank(), answer, form, crossed=crossed, saved=_saved())
    return render("mark.html", view=view, max_chars=MAX_COMMENT_CHARS)


@bp.post("/<attempt_id>/<int:slot>")
def save(
    section_id: str, scope: str, quiz: str, attempt_id: str, slot: int
) -> Response | tuple[str, int]:
    """Keeps a mark, then shows the next answer that waits.

    Where somebody else has marked the same answer meanwhile, that is said first.
    """
    place, key = _place(section_id, scope, quiz), SlotKey(attempt_id, slot)
    store = this_site().store
    answer = get_answer(store, place.ref, place.quiz_id, key, now())
    version, seen = answer.versions[slot], _read_seen()
    rubric = version.item.criteria()
    posted = read_mark(request.form, rubric)
    if posted.mark is None:
        address = place.address_of(key)
        form = show_posted(address, rubric, version.language, request.form, seen, posted.faults)
        view = show_answer(place, this_bank(), answer, form)
        return render("mark.html", view=view, max_chars=MAX_COMMENT_CHARS), 422
    other = mark_answer(store, place.ref, place.quiz_id, key, posted.mark, seen, now())
    if other is not None:
        return redirect(place.address_of(key, crossed=other.number), 303)
    following = answer.question.next_waiting(key)
    if following is None or following == key:
        return redirect(place.address_of_all(saved=True), 303)
    return redirect(place.address_of(following, saved=True, anchor="answer"), 303)


def _place(section_id: str, scope: str, quiz: str) -> Place:
    names = request.args.get("names") == "shown"
    return Place(section_ref(section_id), f"{scope}/{quiz}", names)


def _saved() -> bool:
    return "saved" in request.args


def _read_seen() -> int:
    posted = request.form.get("seen", "0")
    return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 19 else abort(400)
