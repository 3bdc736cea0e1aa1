"""Every refusal as a page in the site's layout, in the reader's language."""

from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from casekit.delivery import (
    AttemptClosedError,
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchAttemptError,
    NoSuchPersonError,
    NoSuchQuizError,
    NotAssignedError,
    NotOfferedError,
    NotOpenError,
    ReadingClosedError,
    SignedOutError,
    SignInLinkError,
)
from casekit.delivery.errors import (
    LastInstructorError,
    NoSuchAnswerError,
    NoSuchAssignmentError,
    NoSuchMemberError,
    NoSuchReportError,
    NoSuchSectionError,
    NotAssignableError,
    NotReportableError,
    OtherAttemptError,
)
from casekit.domain.item import ImpossibleResponseError
from casekit.export.errors import ExportError
from casekit.store import StoreUnavailableError
from casekit.text.formats import format_datetime
from casekit.text.i18n import N_, gettext
from casekit.web import person
from casekit.web.form import is_script
from casekit.web.login import end_session
from casekit.web.person_form import FormView
from casekit.web.rendering import render, show_problems
from casekit.web.site import NotReadyError, read_session, seems_instructor, this_site

PAGES = {
    400: (
        N_("This form cannot be read"),
        N_("It was not sent by one of our pages. Nothing was changed. Go back and try again."),
    ),
    403: (N_("Not for you"), N_("You may not see this page.")),
    404: (
        N_("Page not found"),
        N_("There is nothing at this address, or it is not yours to see."),
    ),
    405: (N_("Not possible here"), N_("This address does not do that. Nothing was changed.")),
    410: (
        N_("This link no longer works"),
        N_("It works once and not for long. Ask for a new one where you got it."),
    ),
    409: (N_("No longer possible"), N_("This has already been decided. Nothing was changed.")),
    413: (
        N_("Too much at once"),
        N_("What was sent is larger than a form may be. Nothing was changed."),
    ),
    422: (N_("Please look again"), N_("Something in the form needs another look.")),
    500: (
        N_("Something went wrong"),
        N_("This is our mistake, and it has been written down. What was saved before is safe."),
    ),
    503: (
        N_("Not available now"),
        N_("The server cannot save or read answers at the moment. Try again in a minute."),
    ),
}
"""Title and sentence by status."""

_EXPIRED = N_(
    "This page is too old or comes from elsewhere. Nothing was changed. Go back, reload the page"
    " and try again."
)
_CLOSED = N_("This attempt is finished. Its answers can no longer be changed.")
_NONE_LEFT = N_("You have used all your attempts at this quiz.")
_EMPTY = N_("This quiz has no questions at the moment.")
_NOT_OFFERED = N_("This quiz does not offer that. Nothing was changed.")

_NOT_YET = N_("This quiz opens on {moment}.")
_OVER = N_("This quiz has closed.")
_FROM_MEMORY = N_(
    "You are taking a quiz from memory: until you have handed it in, the case and its passages stay"
    " closed."
)
_LAST_INSTRUCTOR = N_("A section keeps at least one instructor. Nothing was changed.")
_NOT_ASSIGNABLE = N_("This quiz cannot be opened to the section, or it is already.")

_OTHER_FIRST = N_("This quiz is taken from memory. Hand in the quiz that is under way first.")

_REFUSALS: dict[type[Exception], tuple[int, str | None]] = {
    CSRFError: (400, _EXPIRED),
    ImpossibleResponseError: (400, None),
    NotOfferedError: (400, _NOT_OFFERED),
    NoSuchAttemptError: (404, None),
    NoSuchPersonError: (404, None),
    NoSuchQuizError: (404, None),
    NoSuchSectionError: (404, None),
    NoSuchMemberError: (404, None),
    NoSuchAssignmentError: (404, None),
    NoSuchAnswerError: (404, None),
    NoSuchReportError: (404, None),
    NotReportableError: (404, None),
    LastInstructorError: (409, _LAST_INSTRUCTOR),
    NotAssignableError: (409, _NOT_ASSIGNABLE),
    NotAssignedError: (404, None),
    AttemptClosedError: (409, _CLOSED),
    EmptyQuizError: (409, _EMPTY),
    NoAttemptsLeftError: (409, _NONE_LEFT),
    NotOpenError: (409, _OVER),
    ReadingClosedError: (409, _FROM_MEMORY),
    OtherAttemptError: (409, _OTHER_FIRST),
    SignInLinkError: (410, None),
    StoreUnavailableError: (503, None),
}
"""Status and own sentence of what a use case refuses."""


def add_error_pages(app: Flask) -> None:
    """Registers a page for every refusal."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(NotReadyError, _show_unready)
    app.register_error_handler(ExportError, _show_unmade)
    app.register_error_handler(SignedOutError, ask_to_sign_in_again)
    for kind in _REFUSALS:
        app.register_error_handler(kind, _show_refusal)


def _show_refusal(error: Exception) -> Any:
    if isinstance(error, CSRFError) and _needs_session() and read_session() is None:
        return ask_to_sign_in_again(error)  # the token went with the session
    status, sentence = next(answer for kind, answer in _REFUSALS.items() if isinstance(error, kind))
    if is_script():
        return _tell_script(error, status)
    if isinstance(error, NotOpenError) and error.opens_at:
        moment = format_datetime(error.opens_at, this_site().settings.zone)
        return _page(status, gettext(_NOT_YET, moment=moment))
    return _page(status, gettext(sentence) if sentence else None, result=_way_on(error))


def _needs_session() -> bool:
    """Whether nobody posts here who is not signed in."""
    is_cards = request.blueprint == "cards" and not this_site().settings.guests
    return is_cards or request.blueprint == "attempt"


def _way_on(error: Exception) -> tuple[str, str] | None:
    """Words and address of a page that goes on from here."""
    if isinstance(error, AttemptClosedError) and request.view_args:
        address = url_for("attempt.result", attempt_id=request.view_args["attempt_id"])
        return gettext("See the result"), address
    if isinstance(error, ReadingClosedError | OtherAttemptError):
        address = url_for("attempt.show", attempt_id=error.attempt_id)
        return gettext("Back to the quiz"), address
    return None


def _tell_script(error: Exception, status: int) -> tuple[dict[str, Any], int]:
    """A refusal in the words that the page's script knows."""
    if isinstance(error, CSRFError):
        return {"token": generate_csrf()}, 403  # of an older session; the script asks once more
    if isinstance(error, AttemptClosedError) and request.view_args:
        address = url_for("attempt.result", attempt_id=request.view_args["attempt_id"])
        return {"closed": address}, status
    return ({"retry": True} if status == 503 else {"refused": True}), status


def ask_to_sign_in_again(error: Exception) -> Any:
    """Nobody is signed in any more: the form, which carries on what was posted to an attempt."""
    address = request.path.removesuffix("/submit")
    if is_script():  # the cookie stays: another tab may hold the sign-in form whose token it has
        sign_in = url_for("person.ask_to_sign_in", next=request.script_root + address)
        return {"sign_in": sign_in}, 401
    end_session()
    if request.method == "GET":
        return redirect(url_for("person.ask_to_sign_in", next=request.script_root + address))
    return person.show_sign_in(FormView({"next": request.script_root + address})), 401


def _show_unmade(error: ExportError) -> tuple[str, int, dict[str, str]]:
    return _page(422, error.message())


def _show_http_error(error: HTTPException) -> Any:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # a redirect
    status = error.code if error.code in PAGES else 400 if error.code < 500 else 500
    error_id = g.get("error_id") if isinstance(error, InternalServerError) else None
    body, _, headers = _page(status, error_id=error_id)
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return Response(body, error.code, {**headers, **kept}, mimetype="text/html")


def _page(
    status: int,
    sentence: str | None = None,
    error_id: str | None = None,
    result: tuple[str, str] | None = None,
) -> tuple[str, int, dict[str, str]]:
    title, usual = PAGES[status]
    body = render(
        "error.html",
        status=status,
        title=gettext(title),
        sentence=sentence or gettext(usual),
        error_id=error_id,
        result=result,
    )
    return body, status, {"Retry-After": "60"} if status == 503 else {}


def _show_unready(error: NotReadyError) -> tuple[str, int, dict[str, str]]:
    problems = show_problems(error.content.problems) if seems_instructor() else ()
    return render("unready.html", problems=problems), 503, {"Retry-After": "60"}
