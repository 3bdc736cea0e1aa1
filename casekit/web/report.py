"""Reporting a question, for the student whose attempt it is: a plain form."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from casekit.delivery import AttemptRef
from casekit.delivery.errors import AlreadyReportedError
from casekit.delivery.report import Told, get_reportable, report_question
from casekit.delivery.start import get_item_versions
from casekit.domain.attempt import Attempt
from casekit.domain.report import MAX_REPORT_CHARS, REASONS, Reason
from casekit.text.i18n import N_, gettext
from casekit.text.markdown import strip_markdown
from casekit.web.outlet import show_prose
from casekit.web.rendering import render
from casekit.web.site import now, own_attempt, this_bank, this_site
from casekit.web.teach_views import ReportForm

bp = Blueprint("report", __name__, url_prefix="/c/<course>/attempts/<attempt_id>/report")

Answered = Response | str | tuple[str, int]

REASON_WORDS: dict[Reason, str] = {
    "key-wrong": N_("The right answer is not right"),
    "unclear": N_("The question is not clear"),
    "passage": N_("The passage does not prove the answer"),
    "typo": N_("There is a mistake in the writing"),
    "other": N_("Something else"),
}
"""Why a question may be reported, in words."""

_CHOOSE = N_("Choose what is wrong.")
_SAY = N_("Say in a few words what is wrong.")
_TOO_LONG = N_("Write at most {n} characters.")

_EXCERPT_CHARS = 90


@bp.get("/<int:slot>")
def ask(attempt_id: str, slot: int) -> str:
    """The form; or a word that this question is reported already."""
    return _page(own_attempt(attempt_id), slot)


@bp.post("/<int:slot>")
def send(attempt_id: str, slot: int) -> Answered:
    """Keeps the report, and leads back to the question."""
    ref = own_attempt(attempt_id)
    attempt, _ = get_reportable(this_site().store, ref, slot, now())
    told = Told(_read_reason(), _text(), request.form.get("excerpt") or None)
    fault = _find_fault(told)
    if fault is not None:
        return _page(ref, slot, fault), 422
    try:
        report_question(this_site().store, this_bank(), ref, slot, told, now())
    except AlreadyReportedError:
        return _page(ref, slot), 409
    except ValueError:
        abort(400)
    return redirect(_back(attempt, slot, sent=True), 303)


def _page(ref: AttemptRef, number: int, fault: str | None = None) -> str:
    attempt, is_reported = get_reportable(this_site().store, ref, number, now())
    version = get_item_versions(this_site().store, attempt)[number]
    item = version.item.settle(attempt.plan.slots[number].arrangement)
    bank, case_id = this_bank(), version.item_id.split("/")[0]
    passages = bank.excerpts_of(case_id) if case_id in bank.cases else ()
    view = ReportForm(
        address=url_for("report.ask", attempt_id=ref.attempt_id, slot=number),
        back=_back(attempt, number),
        question=number + 1,
        stem=show_prose(bank, case_id, item.stem, version.language),
        language=version.language,
        reasons=tuple((reason, gettext(REASON_WORDS[reason])) for reason in REASONS),
        passages=tuple((cited.ref, _shorten(cited.excerpt.text)) for cited in passages),
        is_reported=is_reported,
        reason=request.form.get("reason", ""),
        text=_text(),
        excerpt=request.form.get("excerpt", ""),
        fault=fault,
    )
    return render("report.html", view=view, max_chars=MAX_REPORT_CHARS)


def _find_fault(told: Told) -> str | None:
    if request.form.get("reason") not in REASONS:
        return gettext(_CHOOSE)
    if told.reason == "other" and not told.text:
        return gettext(_SAY)
    if len(told.text) > MAX_REPORT_CHARS:
        return gettext(_TOO_LONG, n=MAX_REPORT_CHARS)
    return None


def _back(attempt: Attempt, number: int, *, sent: bool = False) -> str:
    endpoint = "attempt.show" if attempt.is_open else "attempt.result"
    reported = number if sent else None  # None: not in the address
    return url_for(endpoint, attempt_id=attempt.attempt_id, reported=reported, _anchor=f"q{number}")


def _read_reason() -> Reason:
    posted = request.form.get("reason", "")
    return next((reason for reason in REASONS if reason == posted), "other")


def _text() -> str:
    typed = request.form.get("text", "").replace("\r\n", "\n")
    return typed.replace("\0", "").strip()  # PostgreSQL keeps no NUL


def _shorten(text: str) -> str:
    words = strip_markdown(text, "en")
    return words if len(words) <= _EXCERPT_CHARS else f"{words[:_EXCERPT_CHARS].rstrip()}…"
