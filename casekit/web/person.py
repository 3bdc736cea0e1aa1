"""Who is there: guests, the instructor's one-time link, and the language of the interface."""

from datetime import timedelta
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, session, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from casekit.delivery import ensure_instructor, make_guest, make_sign_in_link, use_sign_in_link
from casekit.text.i18n import LANGUAGES
from casekit.web.rendering import render
from casekit.web.site import Site, now, this_site

bp = Blueprint("person", __name__)

LINK_LIFE = timedelta(hours=1)


def become_guest() -> str:
    """Makes the visitor a guest, whom the session remembers; returns the person's id."""
    guest = make_guest(this_site().store, now())
    session.permanent = True
    session["person"] = guest.person_id
    return guest.person_id


def make_instructor_address(app: Flask, home: str) -> str:
    """An address that signs an instructor in, once and soon; `home` is the server's own."""
    store = cast(Site, app.extensions["casekit"]).store
    instructor = ensure_instructor(store, now())
    return f"{home}/sign-in/{make_sign_in_link(store, instructor.person_id, now(), LINK_LIFE)}"


def find_page_language() -> str | None:
    """The language chosen here before; else the first one that the browser wants and we speak."""
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return _read_accepted(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=256)
def _read_accepted(header: str) -> str | None:
    for tag in parse_accept_header(header, LanguageAccept).values():
        code = tag.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return None


@bp.post("/language")
def choose_language() -> Response:
    """Remembers the language, and goes back to the page."""
    wanted = request.form.get("language")
    if wanted not in LANGUAGES:
        raise BadRequest
    session.permanent = True
    session["language"] = wanted
    return redirect(find_local_path(request.form.get("next", "")), 303)


@bp.get("/sign-in/<token>")
def ask_to_sign_in(token: str) -> str:
    """One button: programs that only look at links must not use this one up."""
    return render("sign_in.html")


@bp.post("/sign-in/<token>")
def sign_in(token: str) -> Response:
    """Uses the link, once, and begins a new session."""
    person = use_sign_in_link(this_site().store, token, now())
    language = session.get("language")
    session.clear()
    session.permanent = True
    session["person"], session["role"] = person.person_id, person.role
    if language is not None:
        session["language"] = language
    return redirect(_first_desk(), 303)


@bp.post("/sign-out")
def sign_out() -> Response:
    """Ends the session; the language stays."""
    language = session.get("language")
    session.clear()
    if language is not None:
        session["language"] = language
    return redirect(url_for("course.show_start"), 303)


def find_local_path(address: str) -> str:
    """The address when it is a path on this server, else the start page."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:  # `//[`: an address that is none
        return url_for("course.show_start")
    is_local = address.startswith("/") and not parts.scheme and not parts.netloc
    if is_local and not parts.path.startswith("//") and address.isprintable():
        return address
    return url_for("course.show_start")


def _first_desk() -> str:
    for course in this_site().courses:
        if (bank := course.content.bank) is not None:
            return url_for("desk.show", course=bank.course.id)
    return url_for("course.show_start")
