"""The course to read: its first page, its cases and their images."""

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, send_file, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from casekit.delivery import check_reading
from casekit.domain.bank import COURSE_SCOPE, Bank, Case
from casekit.domain.source import Source
from casekit.text.i18n import current_language
from casekit.text.markdown import render_markdown
from casekit.web.cards_page import find_decks
from casekit.web.links import case_link, course_link
from casekit.web.outlet import MEDIA_NAME, CaseOutlet, show_credit, show_prose
from casekit.web.quiz import pick_quizzes, show_quizzes
from casekit.web.rendering import block, inline, render
from casekit.web.site import (
    now,
    person_id,
    refuse_unready,
    this_bank,
    this_content,
    this_site,
)
from casekit.web.views import CaseRow, CaseView, CourseView, QuizView, SourceView

bp = Blueprint("course", __name__)


@bp.get("/")
def show_start() -> AnyResponse | str:
    """The one course, or a list when there are several."""
    banks = [bank for course in this_site().courses if (bank := course.content.bank) is not None]
    if not banks:
        refuse_unready()
    links = [course_link(bank) for bank in banks]
    if len(links) == 1:
        return redirect(links[0].address)
    return render("courses.html", courses=tuple(links))


@bp.get("/c/<course>/")
def show_home() -> str:
    """The course with its cases and quizzes."""
    bank = this_bank()
    view = this_content().remember(("home", current_language()), lambda: _show_course(bank))
    shown = show_quizzes(bank.quizzes)
    rows = zip(view.cases, bank.cases.values(), strict=True)
    view = replace(
        view,
        cases=tuple(replace(row, quizzes=pick_quizzes(shown, case.quizzes)) for row, case in rows),
        quizzes=pick_quizzes(shown, bank.quizzes_of(COURSE_SCOPE)),
        due=tuple(quiz for quiz in shown.values() if _is_due(quiz)),
    )
    deck, decks = find_decks()
    return render(
        "home.html",
        view=view,
        deck=deck if decks else None,
        decks=tuple(map(decks.get, bank.cases)),
        cards_address=url_for("cards.show"),
    )


@bp.get("/c/<course>/cases/<case>")
def show_case(case: str) -> str:
    """A case to read."""
    bank = this_bank()
    if case not in bank.cases:
        abort(404)
    if reader := person_id():
        check_reading(this_site().store, bank.course.id, reader, now())
    key = ("case", case, current_language())
    view = this_content().remember(key, lambda: _show_case(bank, bank.cases[case]))
    view = replace(view, quizzes=tuple(show_quizzes(bank.cases[case].quizzes).values()))
    _, decks = find_decks()
    return render("case.html", view=view, deck=decks.get(case))


@bp.get("/c/<course>/cases/<case>/media/<name>")
def show_media(case: str, name: str) -> Response:
    """An image of a case, as the content served has it."""
    root = this_content().root.resolve()
    if case not in this_bank().cases or not MEDIA_NAME.match(name):
        abort(404)
    path = root / "content" / case / "media" / name
    if not path.is_file() or not path.resolve().is_relative_to(root):
        abort(404)
    return send_file(path, conditional=True, max_age=3600)


def _is_due(quiz: QuizView) -> bool:
    """Whether an attempt is under way, or a graded quiz is or will be open to this person."""
    is_assigned = quiz.opens_at is not None and quiz.state != "closed"
    return quiz.is_open or (is_assigned and quiz.attempts_left != 0)


def _show_course(bank: Bank) -> CourseView:
    course, language = bank.course, bank.language
    return CourseView(
        link=course_link(bank),
        description=block(course.description, language) if course.description else None,
        authors=course.authors,
        licence=course.licence,
        cases=tuple(_show_row(bank, case) for case in bank.cases.values()),
    )


def _show_row(bank: Bank, case: Case) -> CaseRow:
    head, language = case.head, bank.language
    return CaseRow(
        link=case_link(bank, case),
        subtitle=inline(head.subtitle, language) if head.subtitle else None,
        summary=block(head.summary, language, f"{case.id}-summary"),
        minutes=head.minutes,
    )


def _show_case(bank: Bank, case: Case) -> CaseView:
    head, language = case.head, bank.language
    outlet = CaseOutlet(bank, case)
    narrative = render_markdown(case.narrative, language, outlet)
    return CaseView(
        link=case_link(bank, case),
        language=language,
        subtitle=inline(head.subtitle, language) if head.subtitle else None,
        summary=show_prose(bank, case.id, head.summary, language, "summary"),
        minutes=head.minutes,
        protagonist=inline(head.protagonist, language) if head.protagonist else None,
        decision=show_prose(bank, case.id, head.decision, language, "decision")
        if head.decision
        else None,
        narrative=Markup(narrative),  # noqa: S704 - sanitised
        questions=tuple(
            show_prose(bank, case.id, question.text, language, f"question-{n}")
            for n, question in enumerate(head.questions, 1)
        ),
        glossary=tuple(
            (
                inline(term.term, language),
                show_prose(bank, case.id, term.definition, language, f"term-{n}"),
            )
            for n, term in enumerate(head.glossary, 1)
        ),
        notes=outlet.notes,
        sources=tuple(_show_source(bank.sources[source_id]) for source_id in head.sources),
    )


def _show_source(source: Source) -> SourceView:
    return SourceView(
        credit=show_credit(source.credit()),
        summary=block(source.summary, source.language) if source.summary else None,
        language=source.language,
        url=source.url,
    )
