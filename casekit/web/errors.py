"""Every refusal as a page in the site's layout, in the reader's language."""

from typing import Any

from flask import Flask, g, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from casekit.delivery import (
    AttemptClosedError,
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchAttemptError,
    NoSuchQuizError,
    NotOfferedError,
    SignInLinkError,
)
from casekit.domain.item import ImpossibleResponseError
from casekit.export.errors import ExportError
from casekit.store import StoreUnavailableError
from casekit.text.i18n import N_, gettext
from casekit.web.rendering import render, show_problems
from casekit.web.site import NotReadyError, seems_instructor

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
        N_("It works once and not for long. Ask the server for a new one."),
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

_REFUSALS: dict[type[Exception], tuple[int, str | None]] = {
    CSRFError: (400, _EXPIRED),
    ImpossibleResponseError: (400, None),
    NotOfferedError: (400, _NOT_OFFERED),
    NoSuchAttemptError: (404, None),
    NoSuchQuizError: (404, None),
    AttemptClosedError: (409, _CLOSED),
    EmptyQuizError: (409, _EMPTY),
    NoAttemptsLeftError: (409, _NONE_LEFT),
    SignInLinkError: (410, None),
    StoreUnavailableError: (503, None),
}
"""Status and own sentence of what a use case refuses."""


def add_error_pages(app: Flask) -> None:
    """Registers a page for every refusal."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(NotReadyError, _show_unready)
    app.register_error_handler(ExportError, _show_unmade)
    for kind in _REFUSALS:
        app.register_error_handler(kind, _show_refusal)


def _show_refusal(error: Exception) -> tuple[str, int, dict[str, str]]:
    status, sentence = next(answer for kind, answer in _REFUSALS.items() if isinstance(error, kind))
    result = None
    if isinstance(error, AttemptClosedError) and request.view_args:
        result = url_for("attempt.result", attempt_id=request.view_args["attempt_id"])
    return _page(status, sentence, result=result)


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
    result: str | None = None,
) -> tuple[str, int, dict[str, str]]:
    title, usual = PAGES[status]
    body = render(
        "error.html",
        status=status,
        title=gettext(title),
        sentence=gettext(sentence or usual),
        error_id=error_id,
        result=result,
    )
    return body, status, {"Retry-After": "60"} if status == 503 else {}


def _show_unready(error: NotReadyError) -> tuple[str, int, dict[str, str]]:
    problems = show_problems(error.content.problems) if seems_instructor() else ()
    return render("unready.html", problems=problems), 503, {"Retry-After": "60"}
