"""An instructor's sections: their code, their members, and the quizzes opened to them."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from casekit.delivery.assigning import assign_quiz, change_assignment, close_assignment
from casekit.delivery.errors import NoSuchPersonError, PastEndError, WrongTimesError
from casekit.delivery.progress import list_assignments
from casekit.delivery.sections import (
    SectionRef,
    add_instructor,
    close_section,
    create_section,
    get_member_of,
    get_section,
    make_password_link,
    open_section,
    remove_member,
    rename_section,
    renew_code,
    set_time_factor,
)
from casekit.domain.section import TIME_FACTORS
from casekit.text.i18n import N_, gettext
from casekit.web.desk import show_desk
from casekit.web.login import require_instructor
from casekit.web.rendering import render
from casekit.web.section_page import (
    AskedAgain,
    me,
    section_ref,
    show_member_of,
    show_row,
    show_section,
    site_address,
)
from casekit.web.site import now, this_bank, this_site
from casekit.web.zone import read_local

bp = Blueprint("sections", __name__, url_prefix="/c/<course>/teach/sections")
bp.before_request(require_instructor)

MAX_NAME_CHARS = 100
LINK_LIFE = timedelta(hours=24)

Answered = Response | str | tuple[str, int]

_NAME_NEEDED = N_("Write a name of at most {n} characters.")
_NO_INSTRUCTOR = N_("No instructor has this address: whoever runs the server adds instructors.")
_TIMES = N_("Write both times as day and time; the end may stay empty.")
_ORDER = N_("The quiz must close after it opens.")
_PAST_END = N_("This end has passed already. To end the quiz at once, close it now.")


@bp.post("/")
def create() -> Answered:
    """A new section, then its page with the code."""
    name = _read_name()
    if name is None:
        return show_desk(gettext(_NAME_NEEDED, n=MAX_NAME_CHARS)), 422
    section = create_section(this_site().store, this_bank().course.id, me(), name, now())
    return redirect(url_for("sections.show", section_id=section.section_id), 303)


@bp.get("/<section_id>")
def show(section_id: str) -> str:
    """The section: how to join it, who belongs to it, and what is open to it."""
    return render("section.html", view=show_section(section_ref(section_id)))


@bp.post("/<section_id>")
def change(section_id: str) -> Answered:
    """What the pressed button says: a new name, a colleague, a new code, joining ended or not."""
    ref = section_ref(section_id)
    get_section(this_site().store, ref)  # whatever the button: to others there is no such section
    change_it = _CHANGES.get(request.form.get("action", "rename"))
    if change_it is None:
        abort(400)
    faults = change_it(ref)
    if faults:
        return render("section.html", view=show_section(ref, faults=faults)), 422
    return redirect(url_for("sections.show", section_id=section_id), 303)


Faults = dict[str, str]
"""Why a field is asked again, by its name; empty when all is well."""


def _rename(ref: SectionRef) -> Faults:
    name = _read_name()
    if name is None:
        return {"name": gettext(_NAME_NEEDED, n=MAX_NAME_CHARS)}
    rename_section(this_site().store, ref, name)
    return {}


def _add_instructor(ref: SectionRef) -> Faults:
    try:
        add_instructor(this_site().store, ref, request.form.get("email", ""), now())
    except NoSuchPersonError:
        return {"email": gettext(_NO_INSTRUCTOR)}
    return {}


def _close(ref: SectionRef) -> Faults:
    close_section(this_site().store, ref, now())
    return {}


def _open(ref: SectionRef) -> Faults:
    open_section(this_site().store, ref)
    return {}


def _renew(ref: SectionRef) -> Faults:
    renew_code(this_site().store, ref)
    return {}


_CHANGES: dict[str, Callable[[SectionRef], Faults]] = {
    "rename": _rename,
    "instructor": _add_instructor,
    "close": _close,
    "open": _open,
    "renew": _renew,
}
"""What the buttons of the section's page do, by the word that they post."""


@bp.get("/<section_id>/members/<member_id>")
def show_member(section_id: str, member_id: str) -> str:
    """One member: more time, a new password, or the end of the membership."""
    return _member_page(section_ref(section_id), member_id)


@bp.post("/<section_id>/members/<member_id>")
def change_member(section_id: str, member_id: str) -> Answered:
    """Gives a member more time or a link for a new password, or removes them."""
    ref, store = section_ref(section_id), this_site().store
    get_member_of(store, ref, member_id)
    action = request.form.get("action", "time")
    if action == "time":
        set_time_factor(store, ref, member_id, _read_factor(), now())
    elif action == "link":
        token = make_password_link(store, ref, member_id, now(), LINK_LIFE)
        return _member_page(ref, member_id, link=f"{site_address()}/sign-in/{token}")
    elif action == "remove":
        remove_member(store, ref, member_id, now())
    else:
        abort(400)
    return redirect(url_for("sections.show", section_id=section_id, _anchor="members"), 303)


@bp.post("/<section_id>/quizzes/<scope>/<quiz>")
def assign(section_id: str, scope: str, quiz: str) -> Answered:
    """Opens a graded quiz to the section, moves its times, or closes it now."""
    ref, quiz_id = section_ref(section_id), f"{scope}/{quiz}"
    if request.form.get("action") == "close":
        close_assignment(this_site().store, ref, quiz_id, now())
    else:
        fault = _set_times(ref, quiz_id)
        if fault:
            again = AskedAgain(quiz_id, *_posted_times(), fault)
            return render("section.html", view=show_section(ref, again=again)), 422
    return redirect(url_for("sections.show", section_id=section_id, _anchor="quizzes"), 303)


def _member_page(ref: SectionRef, member_id: str, link: str | None = None) -> str:
    store = this_site().store
    return render(
        "member.html",
        section=show_row(get_section(store, ref)),
        member=show_member_of(ref, get_member_of(store, ref, member_id)),
        factors=TIME_FACTORS,
        link=link,
        hours=LINK_LIFE // timedelta(hours=1),
    )


def _set_times(ref: SectionRef, quiz_id: str) -> str | None:
    """Sets an assignment's times as posted; why they are asked again, or None."""
    store = this_site().store
    try:
        opens_at, closes_at = map(read_local, _posted_times())
    except ValueError:
        return gettext(_TIMES)
    times = (opens_at or now(), closes_at)
    try:
        if any(found.quiz_id == quiz_id for found in list_assignments(store, ref)):
            change_assignment(store, ref, quiz_id, times, now())
        else:
            assign_quiz(store, ref, this_bank(), quiz_id, times, now())
    except WrongTimesError:
        return gettext(_ORDER)
    except PastEndError:
        return gettext(_PAST_END)
    return None


def _posted_times() -> tuple[str, str]:
    return request.form.get("opens", ""), request.form.get("closes", "")


def _read_name() -> str | None:
    name = " ".join(request.form.get("name", "").split())
    return name if name.isprintable() and 1 <= len(name) <= MAX_NAME_CHARS else None


def _read_factor() -> Fraction:
    posted = request.form.get("factor", "")
    factor = next((factor for factor in TIME_FACTORS if str(factor) == posted), None)
    return abort(400) if factor is None else factor
