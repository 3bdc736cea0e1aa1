"""What the student edition of a handout shows, as plain values for its templates.

Nothing goes in here that a student may not read: no explanation, warrant, feedback or teaching
note. An item goes in whole, because its own macro knows how to ask it on paper.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from casekit.domain.attempt import Slot, plan_attempt
from casekit.domain.bank import Bank
from casekit.domain.course import CaseHead
from casekit.domain.quiz import Quiz
from casekit.domain.source import Credit
from casekit.export.footnotes import set_footnotes
from casekit.export.handout_outlet import HandoutOutlet
from casekit.export.markup import fill, trusted
from casekit.text.credit import credit_html
from casekit.text.formats import format_partial_date
from casekit.text.i18n import gettext, ngettext
from casekit.text.markdown import render_inline, render_markdown, strip_markdown

View = dict[str, Any]


def student_view(outlet: HandoutOutlet, exported_at: datetime | None) -> View:
    """Everything that `student.html` shows, by name."""
    bank, case = outlet.bank, outlet.case
    narrative = set_footnotes(render_markdown(case.narrative, bank.language, outlet))
    placed = set(outlet.exhibit_numbers)
    rest = [outlet.exhibit(name) for name in case.exhibits if name not in placed]
    quizzes = [bank.quizzes[quiz_id] for quiz_id in case.quizzes]
    return {
        "language": bank.language,
        "course": bank.course,
        "case": case.head,
        "facts": _facts(bank, case.head),
        "title_text": strip_markdown(case.head.title, bank.language),
        "summary_text": strip_markdown(case.head.summary, bank.language),
        "narrative": trusted(narrative),
        "exhibits": [trusted(html) for html in rest],
        "quizzes": [
            _quiz_view(outlet, quiz_id, quiz)
            for quiz_id, quiz in zip(case.quizzes, quizzes, strict=True)
            if quiz.kind == "practice"
        ],
        "sources": [_source_view(outlet, source_id) for source_id in case.head.sources],
        "permission": _permission(bank),
        "folio": _folio(),
        "created": exported_at.astimezone(UTC) if exported_at else None,
        "date": format_partial_date(exported_at.date().isoformat()) if exported_at else None,
    }


def _facts(bank: Bank, head: CaseHead) -> list[Markup]:
    """What stands under the title: who wrote the case, who decides in it, how long it takes."""
    facts = []
    if bank.course.authors:
        facts.append(fill(gettext("By {authors}"), authors=", ".join(bank.course.authors)))
    if head.protagonist:
        name = trusted(render_inline(head.protagonist, bank.language))
        facts.append(fill(gettext("Protagonist: {name}"), name=name))
    if head.minutes:
        facts.append(fill(gettext("{n} min in class"), n=head.minutes))
    return facts


def _quiz_view(outlet: HandoutOutlet, quiz_id: str, quiz: Quiz) -> View:
    """A practice quiz as one attempt of it lies on paper, the same at every export."""
    bank = outlet.bank
    plan = plan_attempt(bank, quiz_id, _paper_seed(bank.course.id, quiz_id))
    views = [_slot_view(outlet, number, slot) for number, slot in enumerate(plan.slots, 1)]
    count = ngettext("{n} question", "{n} questions", len(views))
    return {"title": quiz.title, "description": quiz.description, "count": count, "slots": views}


def _slot_view(outlet: HandoutOutlet, number: int, slot: Slot) -> View:
    version = outlet.bank.items[slot.item_id].settle(slot.arrangement)
    exhibit = version.exhibit
    return {
        "number": number,
        "template": f"item/{version.written['type']}.html",
        "item": version.item,
        "arrangement": slot.arrangement,
        "exhibit": outlet.exhibit_numbers.get(exhibit.id) if exhibit else None,
    }


def _source_view(outlet: HandoutOutlet, source_id: str) -> View:
    source = outlet.bank.sources[source_id]
    cited = [c for c in outlet.passages.values() if c.source_id == source_id]
    return {
        "credit": trusted(credit_html(source.credit())),
        "url": source.url,
        "rights": _rights(source.credit()),
        "passages": [outlet.view(one) for one in cited],
    }


def _rights(credit: Credit) -> str:
    """Under what terms a source is quoted, as a sentence."""
    if credit.rights == "quotation":
        return gettext("Passages quoted from this article; all rights stay with their owners.")
    if credit.licence:
        return gettext("Used under: {licence}.", licence=credit.licence)
    return ""


def _permission(bank: Bank) -> str:
    """The line at the foot of page 1: whose the case is, and what may be done with it."""
    authors = ", ".join(bank.course.authors)
    whose = f"© {authors}. " if authors else ""
    if bank.course.licence is None:
        return whose + gettext("Not to be copied or passed on without the authors' permission.")
    return whose + gettext(
        "The text of the case is under {licence}; the quoted passages remain their owners'. "
        "It was written for discussion in class, not to show good or bad management.",
        licence=bank.course.licence,
    )


def _folio() -> Markup:
    """`Page 1 of 9`, the numbers left to the style sheet."""
    return fill(
        gettext("Page {page} of {pages}"),
        page=trusted('<span class="page"></span>'),
        pages=trusted('<span class="pages"></span>'),
    )


def _paper_seed(course_id: str, quiz_id: str) -> int:
    """Fixes the order of the choices on paper; it must not hang on which of them is right."""
    digest = hashlib.sha256(f"casekit:paper:{course_id}:{quiz_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
