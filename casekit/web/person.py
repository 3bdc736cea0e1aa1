"""Coming and going: signing in, joining by a code, one-time links, and the interface's language."""

from datetime import timedelta
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, session, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from casekit.delivery import (
    DeliveryError,
    NewAccount,
    UnusableDetailError,
    ensure_instructor,
    get_link,
    join,
    make_guest,
    make_sign_in_link,
    set_language,
    use_password_link,
    use_sign_in_link,
)
from casekit.delivery import sign_in as sign_in_by_password
from casekit.delivery.adopting import adopt_guest
from casekit.delivery.errors import JoinCodeError
from casekit.delivery.sections import find_joinable, join_section
from casekit.domain.section import Section, show_code
from casekit.store import LinkPurpose, Person
from casekit.text.i18n import LANGUAGES, current_language
from casekit.web.devices import is_known_device, remember_device
from casekit.web.kept import deliver_kept, read_kept
from casekit.web.login import (
    begin_guest_session,
    begin_session,
    current_account,
    current_person,
    end_session,
)
from casekit.web.person_form import FormView, explain
from casekit.web.rendering import render
from casekit.web.site import Site, now, this_site

Page = Response | str | tuple[str, int]

bp = Blueprint("person", __name__)

LINK_LIFE = timedelta(hours=1)


def become_guest() -> str:
    """Makes the visitor a guest, whom the session remembers; returns the person's id."""
    guest = make_guest(this_site().store, now())
    begin_guest_session(guest)
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
    """Remembers the language, also for the person's other browsers, and goes back to the page."""
    wanted = request.form.get("language")
    if wanted not in LANGUAGES:
        raise BadRequest
    person = current_person()
    if person is not None:
        set_language(this_site().store, person.person_id, wanted)
    if person is None:
        session.permanent = True
    session["language"] = wanted
    return redirect(find_local_path(request.form.get("next", "")), 303)


@bp.get("/sign-in")
def ask_to_sign_in() -> Page:
    """The form; who is signed in already goes where they wanted to go."""
    if current_account() is not None:
        return redirect(find_local_path(request.args.get("next", "")))
    return show_sign_in(FormView({"next": request.args.get("next", "")}))


@bp.post("/sign-in")
def sign_in() -> Page:
    """Begins a new session, and saves what was kept from an attempt that had lost the old one."""
    email, password = (request.form.get(name, "") for name in ("email", "password"))
    try:
        person = sign_in_by_password(
            this_site().store, email, password, now(), is_known=is_known_device(email)
        )
    except DeliveryError as error:
        form = FormView(
            {"email": email, "next": request.form.get("next", "")}, explain(error, "email")
        )
        return show_sign_in(form), 422
    _come_in(person, stay=request.form.get("stay") == "yes")
    landing = deliver_kept(person) or find_landing(person, request.form.get("next", ""))
    return _remembering(person, landing)


def _come_in(person: Person, *, stay: bool = True) -> None:
    """Begins the person's session; what was practised on this browser is theirs if they say so."""
    guest = current_person()
    if guest is not None and request.form.get("adopt") == "yes":
        adopt_guest(this_site().store, guest.person_id, person.person_id, now())
    begin_session(person, stay=stay)


def is_guest() -> bool:
    """Whether somebody has practised on this browser without an account."""
    return current_person() is not None and current_account() is None


def show_sign_in(form: FormView) -> str:
    """The form, with what was posted to an attempt without a session; no answer is lost."""
    return render("sign_in.html", form=form, kept=read_kept(), is_guest=is_guest())


@bp.get("/join", defaults={"code": ""})
@bp.get("/join/<code>")
def ask_to_join(code: str) -> Page:
    """Asks for the code, then for what makes an account; who has one only says yes."""
    section = find_joinable(this_site().store, code)
    is_unknown = bool(code) and section is None
    faults = explain(JoinCodeError(code), "code") if is_unknown else {}
    return _show_join(FormView({"code": code}, faults), section)


@bp.post("/join", defaults={"code": ""})
@bp.post("/join/<code>")
def join_by_code(code: str) -> Page:
    """Makes the person a student of the section."""
    code = request.form.get("code", code)
    section = find_joinable(this_site().store, code)
    person = current_account()
    if person is None and "email" not in request.form:
        form = FormView({"code": code}, {} if section else explain(JoinCodeError(code), "code"))
        return _show_join(form, section), 200 if section else 422
    try:
        joined = _join_as(person, code) if person else _join_new(code)
    except DeliveryError as error:
        typed = {name: request.form.get(name, "") for name in ("email", "name")}
        form = FormView({"code": code, **typed}, explain(error, "code"))
        return _show_join(form, section), 422
    return _remembering(current_person(), url_for("course.show_home", course=joined.course_id))


def _join_as(person: Person, code: str) -> Section:
    return join_section(this_site().store, code, person.person_id, now())


def _join_new(code: str) -> Section:
    new = NewAccount(
        email=request.form.get("email", ""),
        name=request.form.get("name", ""),
        password=request.form.get("password", ""),
        language=current_language(),
    )
    guest = current_person()
    person, section = join(
        this_site().store, code, new, now(), guest_id=guest.person_id if guest else None
    )
    begin_session(person)
    return section


def _show_join(form: FormView, section: Section | None) -> str:
    return render(
        "join.html",
        form=form,
        section=section,
        code=show_code(section.code) if section else "",
        person=current_account(),
        is_guest=is_guest(),
    )


@bp.get("/sign-in/<token>")
def ask_link(token: str) -> str:
    """One button: programs that only look at links must not use this one up."""
    _, purpose = get_link(this_site().store, token, now())
    return render(
        "link.html", form=FormView(), asks_password=purpose == "password", is_guest=is_guest()
    )


@bp.post("/sign-in/<token>")
def use_link(token: str) -> Page:
    """Uses the link, once, and begins a new session; one for a new password sets it first."""
    _, purpose = get_link(this_site().store, token, now())
    try:
        person = _use(token, purpose)
    except UnusableDetailError as error:
        form = FormView({}, explain(error, "password"))
        return render("link.html", form=form, asks_password=True, is_guest=is_guest()), 422
    _come_in(person)
    return _remembering(person, find_landing(person, ""))


def _use(token: str, purpose: LinkPurpose) -> Person:
    store = this_site().store
    if purpose == "password":
        return use_password_link(store, token, request.form.get("password", ""), now())
    return use_sign_in_link(store, token, now())


def _remembering(person: Person | None, address: str) -> Response:
    """Goes on to an address; the person's account knows this device from now on."""
    reply = redirect(address, 303)
    if person is not None and person.email:
        remember_device(reply, person.email)
    return reply


@bp.post("/sign-out")
def sign_out() -> Response:
    """Ends the session; the language stays."""
    end_session()
    return redirect(url_for("course.show_start"), 303)


def find_landing(person: Person, wanted: str) -> str:
    """Where somebody goes who has signed in: where they wanted to; else instructors to the desk."""
    if wanted or person.role != "instructor":
        return find_local_path(wanted)
    for course in this_site().courses:
        if (bank := course.content.bank) is not None:
            return url_for("desk.show", course=bank.course.id)
    return url_for("course.show_start")


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
