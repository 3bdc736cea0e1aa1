"""A person's own account: what it says, its password, its sessions, its data, and leaving."""

import json

from flask import Blueprint, abort, redirect, request, session, url_for
from werkzeug.wrappers import Response

from casekit.delivery import (
    DeliveryError,
    change_details,
    change_password,
    end_sessions,
    erase_person,
    find_person,
)
from casekit.delivery.account import check_password
from casekit.delivery.errors import LastInstructorError, NoSuchMemberError
from casekit.delivery.personal_data import gather_data
from casekit.delivery.sections import leave_section, list_sections_of
from casekit.store import Person
from casekit.text.i18n import LANGUAGES, gettext
from casekit.web.login import begin_session, end_session, require_account
from casekit.web.person_form import FormView, explain
from casekit.web.rendering import render
from casekit.web.site import now, this_site

Page = Response | str | tuple[str, int]

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
def show() -> Page:
    """What the account says, and what can be done with it."""
    return _show(require_account())


@bp.post("")
def change() -> Page:
    """Changes name, address and language."""
    person = require_account()
    language = request.form.get("language", "")
    typed = {name: request.form.get(name, "") for name in ("name", "email")}
    try:
        changed = change_details(
            this_site().store,
            person.person_id,
            now(),
            current=request.form.get("proof", ""),
            language=language if language in LANGUAGES else None,
            **typed,
        )
    except DeliveryError as error:
        faults = explain(error, "proof")
        if "current" in faults:  # which is the field of the other form on the page
            faults = {"proof": faults["current"]}
        return _show(person, FormView({**typed, "language": language}, faults)), 422
    if changed.language is None:
        session.pop("language", None)  # from now on it is the browser's to say
    begin_session(changed, stay=session.permanent)
    return redirect(url_for("account.show", done="details"), 303)


@bp.post("/password")
def set_password() -> Page:
    """Changes the password; every other session ends."""
    person = require_account()
    current, password = (request.form.get(name, "") for name in ("current", "password"))
    try:
        changed = change_password(this_site().store, person.person_id, current, password, now())
    except DeliveryError as error:
        form = _details_of(person, explain(error, "current"))
        return _show(person, form), 422
    begin_session(changed, stay=session.permanent)
    return redirect(url_for("account.show", done="password"), 303)


@bp.post("/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """Ends every session of the person but this one, which begins anew."""
    person = require_account()
    end_sessions(this_site().store, person.person_id)
    renewed = find_person(this_site().store, person.person_id)
    if renewed is not None:
        begin_session(renewed, stay=session.permanent)
    return redirect(url_for("account.show", done="sessions"), 303)


@bp.get("/data")
def download() -> Response:
    """Everything that the database has of the person, as a file."""
    person = require_account()
    data = gather_data(this_site().store, person.person_id, now())
    text = json.dumps(data, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="casekit-data.json"'}
    return Response(text, mimetype="application/json", headers=headers)


@bp.post("/sections/<section_id>/leave")
def leave(section_id: str) -> Response:
    """Ends the person's membership of a section; results stay with it."""
    person = require_account()
    try:
        leave_section(this_site().store, section_id, person.person_id, now())
    except NoSuchMemberError:
        abort(404)
    except LastInstructorError:
        return redirect(url_for("account.show", done="last"), 303)
    return redirect(url_for("account.show", done="left"), 303)


@bp.get("/delete")
def ask_to_delete() -> str:
    """Says what goes and what stays."""
    require_account()
    return render("delete_account.html", form=FormView())


@bp.post("/delete")
def delete() -> Page:
    """Takes the person out of the database, if it is really them."""
    person = require_account()
    try:
        check_password(this_site().store, person.person_id, request.form.get("current", ""), now())
    except DeliveryError as error:
        form = FormView({}, explain(error, "current"))
        return render("delete_account.html", form=form), 422
    try:
        erase_person(this_site().store, person.person_id, now())
    except LastInstructorError:
        return redirect(url_for("account.show", done="last"), 303)
    end_session()
    return redirect(url_for("course.show_start"), 303)


def _show(person: Person, form: FormView | None = None) -> str:
    return render(
        "account.html",
        person=person,
        form=form or _details_of(person, {}),
        sections=list_sections_of(this_site().store, person.person_id),
        done=_DONE.get(request.args.get("done", ""), lambda: "")(),
    )


def _details_of(person: Person, faults: dict[str, str]) -> FormView:
    values = {"name": person.name, "email": person.email or "", "language": person.language or ""}
    return FormView(values, faults)


_DONE = {
    "details": lambda: gettext("Your account has been changed."),
    "password": lambda: gettext("Your password has been changed. Other browsers are signed out."),
    "sessions": lambda: gettext("You are signed out everywhere else."),
    "left": lambda: gettext("You have left the section."),
    "last": lambda: gettext("You are the only instructor of this section: somebody must stay."),
}
"""What has just been done, as a sentence, by the word that the address carries."""
