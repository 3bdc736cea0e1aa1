"""Flashcards in the browser: the decks, one card at a time, its rating, and each card's own page.

Everything works without script: the answer comes with a request of its own, so that nothing that
tells it is in the page before; a rating is a form. A script sends the same forms and sets the page
that comes back into this one.
"""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from casekit.delivery.cards import (
    Learner,
    Rated,
    get_card,
    review_card,
    set_new_per_day,
    undo_review,
)
from casekit.delivery.errors import NoSuchCardError, UnusableLimitError
from casekit.domain.bank import COURSE_SCOPE, Bank
from casekit.domain.flashcard import Flashcard
from casekit.domain.item import ImpossibleResponseError
from casekit.domain.review import MAX_NEW_PER_DAY, RATINGS, SideKey
from casekit.text.i18n import gettext
from casekit.web.card import find_card_address, show_card
from casekit.web.card_deck import send_missed
from casekit.web.cards_page import (
    check_may_read,
    clock,
    find_undo,
    open_cards,
    read_moment,
    read_number,
    show_cards,
    show_done,
    show_study,
)
from casekit.web.form import Action, read_action
from casekit.web.login import current_person
from casekit.web.person import become_guest
from casekit.web.person_form import FormView
from casekit.web.rendering import render
from casekit.web.site import read_session, this_bank, this_site

Page = Response | str | tuple[str, int]

bp = Blueprint("cards", __name__, url_prefix="/c/<course>/cards")

_TOLD = {
    "gone": lambda: gettext("This card is no longer in the course. Nothing was counted."),
    "late": lambda: gettext("This card had been rated on another page. That rating stands."),
    "undone": lambda: gettext("Your last rating is taken back."),
    "nothing": lambda: gettext("There was nothing to take back."),
    "saved": lambda: gettext("Your setting is saved."),
}
"""What has just happened, as a sentence, by the word that the address carries."""


@bp.before_request
def _admit() -> Response | None:
    """Sends visitors to sign in, where nobody reviews without an account."""
    if this_site().settings.guests:
        return None
    known = current_person() if request.method == "GET" else read_session()
    if known is not None:
        return None
    wanted = request.path if request.method == "GET" else url_for("cards.show")
    return redirect(url_for("person.ask_to_sign_in", next=request.script_root + wanted), 303)


@bp.get("")
def show() -> str:
    """All decks: what waits today, and what the coming days bring."""
    return _show_all(FormView())


@bp.post("")
def change() -> Page:
    """Keeps how many new cards there are in a day, or sends the deck of missed questions."""
    if read_action(request.form, ("save", "missed")).verb == "missed":
        return send_missed()
    typed = request.form.get("new", "")
    try:
        set_new_per_day(this_site().store, _become_learner(), typed)
    except UnusableLimitError:
        sentence = gettext("Write a whole number from 0 to {most}.", most=MAX_NEW_PER_DAY)
        return _show_all(FormView({"new": typed}, {"new": sentence})), 422
    return redirect(url_for("cards.show", told="saved"), 303)


@bp.get("/<scope>")
def study(scope: str) -> Page:
    """The next card of a case, or of the course; with `answer=yes` its answer and the ratings."""
    case_id, box = _read_scope(scope), open_cards()
    named = _find_named(this_bank())
    told = request.args.get("told", "")
    if named is None and "card" in request.args:
        told = "gone"
    view = show_study(box, case_id, named)
    page = {"told": _say(told), "undo": find_undo(), "cards_address": url_for("cards.show")}
    if view is None:
        return render("cards_done.html", view=show_done(box, case_id), **page)
    return render("cards_study.html", view=view, **page)


@bp.post("/<scope>")
def act(scope: str) -> Response:
    """Rates the card, or takes the last rating back; then the next card."""
    _read_scope(scope)
    action = read_action(request.form, ("rate", "undo"))
    if action.verb == "undo":
        return _undo(scope)
    rated, learner = _read_rated(action), _become_learner()
    try:
        fate = review_card(this_site().store, this_bank(), learner, rated, clock().now)
    except NoSuchCardError:
        return _go_on(scope, "gone")
    return _go_on(scope, "late" if fate == "too-late" else None)


@bp.get("/<case>/<card>")
def show_one(case: str, card: str) -> Page:
    """A card by itself, without any schedule; with `answer=yes` its answer too."""
    check_may_read()
    bank = this_bank()
    found = bank.find_flashcard(f"{case}/{card}")
    if found is None:
        return redirect(find_card_address(_get_renamed(bank, f"{case}/{card}").card_id))
    side = request.args.get("side")
    if side is not None and side not in found.sides:
        abort(404)
    answered = request.args.get("answer") == "yes"
    return render(
        "card.html",
        card=show_card(bank, found, side, clock().today, answered=answered),
        study_address=url_for("cards.study", scope=found.case_id),
        cards_address=url_for("cards.show"),
    )


def _show_all(form: FormView) -> str:
    view = show_cards(open_cards(), form.values.get("new"))
    told = _say(request.args.get("told", ""))
    return render("cards.html", view=view, form=form, told=told)


def _say(told: str) -> str:
    return _TOLD[told]() if told in _TOLD else ""


def _read_scope(scope: str) -> str | None:
    """The case of a deck's address; None for the deck of the course.

    Raises:
        NotFound: there is no such case.
    """
    if scope in this_bank().cases:
        return scope
    return None if scope == COURSE_SCOPE else abort(404)


def _find_named(bank: Bank) -> tuple[Flashcard, str] | None:
    """The card and side that the address names; None when it names none that is asked now."""
    key = SideKey(request.args.get("card", ""), request.args.get("side", ""))
    try:
        return get_card(bank, key), key.side
    except NoSuchCardError:
        return None


def _get_renamed(bank: Bank, former_id: str) -> Flashcard:
    """The card that had this id before: Anki's cards keep the address of their export."""
    found = (card for card in bank.flashcards() if card.former_id == former_id)
    return next(found, None) or abort(404)


def _read_rated(action: Action) -> Rated:
    """What was posted.

    Raises:
        ImpossibleResponseError: no form of ours sends this.
    """
    after = read_number(request.form.get("after", ""))
    if action.number not in RATINGS or after is None:
        raise ImpossibleResponseError("not a rating")
    return Rated(
        SideKey(request.form.get("card", ""), request.form.get("side", "")),
        action.number,
        after,
        read_moment(request.form.get("since", "")),
    )


def _undo(scope: str) -> Response:
    review_id, learner = read_number(request.form.get("review", "")), _find_learner()
    if review_id is None:
        raise ImpossibleResponseError("not a review")
    undone = undo_review(this_site().store, learner, review_id, clock()) if learner else None
    if undone is None:
        return _go_on(scope, "nothing")
    return _go_on(scope, "undone", undone.key)


def _go_on(scope: str, told: str | None = None, key: SideKey | None = None) -> Response:
    card, side = key or (None, None)
    return redirect(url_for("cards.study", scope=scope, card=card, side=side, told=told), 303)


def _find_learner() -> Learner | None:
    """Who rates, as the session says; whether it still holds is looked up with the writing."""
    known = read_session()
    return Learner(this_bank().course.id, known.person_id, known.epoch) if known else None


def _become_learner() -> Learner:
    """The same; a visitor becomes a guest."""
    return _find_learner() or Learner(this_bank().course.id, become_guest())
