"""The instructor's desk: the problems of the files, the items in place, and the exports."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from casekit.delivery.holding import find_older
from casekit.delivery.report import count_open_reports, settle_report
from casekit.domain.attempt import Score, Slot
from casekit.domain.bank import Bank, Case
from casekit.domain.version import ItemVersion
from casekit.text.markdown import strip_markdown
from casekit.web.desk_search import find_items
from casekit.web.item_facts import show_facts
from casekit.web.links import case_link, course_link, find_item_address, item_address
from casekit.web.login import require_instructor
from casekit.web.outlet import show_exhibit, show_prose
from casekit.web.question import make_feedback, scope_of, show_asked
from casekit.web.question_views import SlotView
from casekit.web.rendering import block, render, show_problems
from casekit.web.reports import show_reported_items, show_reports
from casekit.web.section_page import list_rows, me
from casekit.web.site import (
    now,
    this_bank,
    this_content,
    this_live,
    this_site,
)
from casekit.web.views import DeskCase, DeskItem, DeskView

bp = Blueprint("desk", __name__, url_prefix="/c/<course>/teach")
bp.before_request(require_instructor)


@bp.get("/")
def show() -> str:
    """The course as its instructor sees it."""
    return show_desk()


def show_desk(section_fault: str | None = None) -> str:
    """The desk; `section_fault` is why the name of a new section is asked again."""
    bank, content = this_bank(), this_content()
    wanted = " ".join(request.args.get("find", "").split())
    reports = count_open_reports(this_site().store, bank.course.id)
    cases = tuple(_show_case(bank, case, reports, wanted) for case in bank.cases.values())
    view = DeskView(
        course=course_link(bank),
        digest=content.token,
        is_stale=content.is_stale,
        watch=this_site().settings.watch,
        folder=str(this_live().workspace),
        problems=show_problems(content.problems),
        cases=cases,
        first_item=next((item for case in cases for item in case.items), None),
        deck_address=url_for("decks.make"),
        state_address=url_for("desk.state"),
        sections=list_rows(),
        new_section_address=url_for("sections.create"),
        section_fault=section_fault,
        reported=show_reported_items(bank, reports),
        wanted=wanted,
    )
    return render(
        "desk.html",
        view=view,
        coverage_address=url_for("coverage.show"),
        decks_address=url_for("decks.show"),
        handouts_address=url_for("handouts.show"),
        older=_find_older(bank),
    )


@bp.get("/items/<case>/<item>")
def show_item(case: str, item: str) -> str:
    """A question as students see it, then with its key, and where it is written."""
    bank, content = this_bank(), this_content()
    version = bank.items.get(f"{case}/{item}")
    if version is None:
        abort(404)
    asked, reviewed = _show_both(bank, version)
    return render(
        "desk_item.html",
        view=_show_row(bank, version),
        reports=show_reports(bank, version),
        asked=asked,
        reviewed=reviewed,
        facts=show_facts(version, asked.arrangement, content, this_live().workspace),
        state_address=url_for("desk.state"),
        digest=content.token,
        watch=this_site().settings.watch,
    )


@bp.get("/state")
def state() -> dict[str, Any]:
    """What a page asks again and again to see whether a file was saved."""
    content = this_content()
    return {
        "digest": content.token,
        "problems": len(content.problems),
        "errors": content.errors,
    }


@bp.post("/reports/<int:report_id>")
def settle(report_id: int) -> Response:
    """Notes that a report is done with, and goes back to its question."""
    course_id = this_bank().course.id
    item_id = settle_report(this_site().store, course_id, report_id, me(), now())
    return redirect(find_item_address(this_bank(), item_id) or url_for("desk.show"), 303)


def _find_older(bank: Bank) -> tuple[int, tuple[tuple[str, str | None], ...]]:
    """How many running attempts hold an older version, and of which items, with their pages."""
    attempts, items = find_older(this_site().store, bank)
    return attempts, tuple((item_id, find_item_address(bank, item_id)) for item_id in items)


def _show_case(bank: Bank, case: Case, reports: Mapping[str, int], wanted: str) -> DeskCase:
    items = tuple(
        _show_row(bank, bank.items[item_id], reports.get(item_id, 0)) for item_id in case.items
    )
    return DeskCase(
        case_id=case.id,
        link=case_link(bank, case),
        items=items,
        found=find_items(items, wanted),
    )


def _show_row(bank: Bank, version: ItemVersion, reports: int = 0) -> DeskItem:
    place = bank.places.get(version.item_id)
    return DeskItem(
        address=item_address(bank, version.item_id),
        item_id=version.item_id,
        item_type=version.written["type"],
        stem=strip_markdown(version.item.stem, version.language),
        language=version.language,
        objective=version.item.objective,
        bloom=version.item.bloom,
        status=version.item.status,
        place=f"{place.file}:{place.line}" if place else "",
        reports=reports,
    )


def _show_both(bank: Bank, version: ItemVersion) -> tuple[SlotView, SlotView]:
    """The question to answer, and the same with its feedback; choices in the file's order."""
    arrangement, digest = version.arrange_alone(), version.digest
    version = version.settle(arrangement)
    item, case_id = version.item, version.item_id.split("/")[0]
    slot = Slot(
        item_id=version.item_id,
        digest=digest,
        points=str(item.points),
        arrangement=arrangement,
    )
    asked = SlotView(
        number=0,
        label=1,
        anchor="q0",
        item_id=version.item_id,
        digest=digest,
        item_type=version.written["type"],
        item=item,
        language=version.language,
        arrangement=arrangement,
        stem=show_prose(bank, case_id, item.stem, version.language, scope_of(version)),
        exhibit=show_exhibit(version.exhibit, version.language, bank=bank)
        if version.exhibit
        else None,
        points=Fraction(item.points),
        asked_passages=show_asked(version),
        hint=block(item.hint, version.language, "hint") if item.hint else None,
    )
    nothing = Score(Fraction(0), Fraction(item.points))
    feedback = make_feedback(bank, version, slot, nothing, "unanswered")
    return asked, replace(asked, number=1, anchor="q1", locked=True, feedback=feedback)
