"""Handouts for the instructor: every edition of every case and quiz, printed when asked for."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, request, send_file, url_for
from markupsafe import Markup

from casekit.domain.bank import COURSE_SCOPE, Bank, Case
from casekit.web.links import case_link, course_link
from casekit.web.login import require_instructor
from casekit.web.rendering import inline, render
from casekit.web.site import now, this_bank, this_content, this_live, this_site
from casekit.web.views import Link

if TYPE_CHECKING:
    from casekit.export.handout import Handout, Layout
    from casekit.export.press import Limits

bp = Blueprint("handouts", __name__, url_prefix="/c/<course>/teach/handouts")
bp.before_request(require_instructor)

FORMS = "ABC"
"""The forms that the page has buttons for."""

LINES = (0, 2, 4, 6, 8, 12, 16, 20, 25)
"""Lines to write on, to choose among."""


@dataclass(frozen=True)
class PaperQuiz:
    """A quiz with its buttons.

    Attributes:
        papers: for each form its letter and what its button posts.
        key: what the button of the key posts.
    """

    title: Markup
    is_graded: bool
    papers: tuple[tuple[str, str], ...]
    key: str


@dataclass(frozen=True)
class PaperCase:
    """A case, or None for the quizzes over several, with its quizzes."""

    case_id: str
    link: Link | None
    has_cards: bool
    quizzes: tuple[PaperQuiz, ...]


@dataclass(frozen=True)
class HandoutsView:
    """The page (`handouts.html`)."""

    course: Link
    address: str
    lines: tuple[int, ...]
    cases: tuple[PaperCase, ...]


@bp.get("/")
def show() -> str:
    """All that can be printed."""
    bank = this_bank()
    cases = [_show_case(bank, case) for case in bank.cases.values()]
    over_cases = _show_quizzes(bank, bank.quizzes_of(COURSE_SCOPE))
    if over_cases:
        cases.append(PaperCase(COURSE_SCOPE, None, has_cards=False, quizzes=over_cases))
    view = HandoutsView(course_link(bank), url_for("handouts.make"), LINES, tuple(cases))
    guide_address = url_for("guide.show", page="handouts")
    return render("handouts.html", view=view, guide_address=guide_address)


@bp.post("/")
def make() -> Response:
    """The PDF that the pressed button names, e.g. `student:europe-2015`."""
    bank = this_bank()
    handout = _read_order(bank, request.form.get("action", ""), _read_layout())
    from casekit.export.handout import write_handout
    from casekit.export.press import Press

    name = f"{handout.name(bank.course.id)}.pdf"
    with TemporaryDirectory(prefix="casekit-") as folder, Press(limits=_limits()) as press:
        path = Path(folder, name)
        write_handout(
            bank,
            handout,
            path,
            exported_at=now(),
            workspace=this_live().workspace,
            content=this_content().root,
            shelf=this_live().workspace,
            base_url=this_site().settings.base_url,
            press=press,
        )
        data = BytesIO(path.read_bytes())
    return send_file(data, mimetype="application/pdf", as_attachment=True, download_name=name)


def _limits() -> "Limits":
    """Somebody waits for the page: a document of more than about 200 pages is for the command."""
    from casekit.export.press import Limits

    return Limits(cpu_s=60, wall_s=120)


def _read_order(bank: Bank, action: str, layout: "Layout") -> "Handout":
    """The handout that a button names: `edition:case`, or `edition:case/quiz:forms`."""
    from casekit.export.handout import EDITIONS, OF_A_QUIZ, Handout

    word, _, rest = action.partition(":")
    name, _, forms = rest.partition(":")
    edition = next((each for each in EDITIONS if each == word), None)
    if edition is None:
        abort(400)
    if edition not in OF_A_QUIZ:
        return Handout(name, edition, layout=layout) if name in bank.cases else abort(400)
    is_one = edition == "key" or len(forms) == 1
    if name not in bank.quizzes or not forms or forms not in FORMS or not is_one:
        abort(400)
    return Handout(name.partition("/")[0], edition, name, forms, layout)


def _read_layout() -> "Layout":
    """The settings above the buttons; what is not there has its default."""
    from casekit.export.handout import PAPERS, Layout

    form = request.form
    paper = next((each for each in PAPERS if each == form.get("paper", "a4")), None)
    lines = form.get("lines", "")
    if paper is None or (lines and lines not in map(str, LINES)):
        abort(400)
    return Layout(paper, form.get("print") == "large", int(lines) if lines else None)


def _show_case(bank: Bank, case: Case) -> PaperCase:
    cards = any(not card.is_withdrawn for card in bank.flashcards(case.id))
    return PaperCase(case.id, case_link(bank, case), cards, _show_quizzes(bank, case.quizzes))


def _show_quizzes(bank: Bank, quiz_ids: "list[str] | tuple[str, ...]") -> tuple[PaperQuiz, ...]:
    return tuple(
        PaperQuiz(
            title=inline(bank.quizzes[quiz_id].title, bank.language),
            is_graded=bank.quizzes[quiz_id].kind == "graded",
            papers=tuple((letter, f"quiz:{quiz_id}:{letter}") for letter in FORMS),
            key=f"key:{quiz_id}:{FORMS}",
        )
        for quiz_id in quiz_ids
    )
