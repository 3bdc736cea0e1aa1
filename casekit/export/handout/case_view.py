"""What the student edition of a handout shows, as plain values for its templates.

Nothing goes in here that a student may not read: no item, no key, no teaching note.
"""

from typing import Any

from markupsafe import Markup

from casekit.domain.course import CaseHead
from casekit.domain.source import Credit
from casekit.export.handout.finishing import mark_uses
from casekit.export.handout.footnotes import set_footnotes
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.handout.qr import draw_qr
from casekit.export.handout.tables import set_tables
from casekit.export.markup import fill, trusted
from casekit.text.credit import credit_html
from casekit.text.i18n import gettext
from casekit.text.markdown import render_inline, render_markdown, strip_markdown

View = dict[str, Any]

LONG_WORDS = 2500
"""Words of a narrative from which a handout has a contents list: about eight pages."""


def student_view(outlet: HandoutOutlet, base_url: str | None) -> View:
    """Everything that `student.html` shows, by name.

    Args:
        outlet: of the case.
        base_url: address of the served site, for the codes that lead to its quizzes.
    """
    bank = outlet.bank
    case = bank.cases[outlet.scope]
    narrative = set_prose(outlet, case.narrative)
    placed = set(outlet.exhibit_numbers)
    rest = [outlet.exhibit(name) for name in case.exhibits if name not in placed]
    return {
        "case": case.head,
        "facts": _facts(outlet, case.head),
        "title_text": strip_markdown(case.head.title, bank.language),
        "summary_text": strip_markdown(case.head.summary, bank.language),
        "narrative": narrative,
        "exhibits": [trusted(html) for html in rest],
        "online": _list_online(outlet, base_url),
        "sources": list_sources(outlet, case.head.sources),
        "with_contents": len(case.narrative.split()) >= LONG_WORDS,
    }


def set_prose(outlet: HandoutOutlet, text: str) -> Markup:
    """A text of several paragraphs, its footnotes at the foot of the page."""
    html = set_footnotes(render_markdown(text, outlet.bank.language, outlet))
    return trusted(set_tables(html))


def list_sources(outlet: HandoutOutlet, source_ids: tuple[str, ...]) -> list[View]:
    """The sources, and others that a note cites, with the passages that are quoted from them."""
    ids = dict.fromkeys((*source_ids, *outlet.cited))
    return [_source_view(outlet, source_id) for source_id in ids]


def _facts(outlet: HandoutOutlet, head: CaseHead) -> list[Markup]:
    """What stands under the title: who wrote the case, who decides in it, how long it takes."""
    bank, facts = outlet.bank, []
    if bank.course.authors:
        facts.append(fill(gettext("By {authors}"), authors=", ".join(bank.course.authors)))
    if head.protagonist:
        name = trusted(render_inline(head.protagonist, bank.language))
        facts.append(fill(gettext("Protagonist: {name}"), name=name))
    if head.minutes:
        facts.append(fill(gettext("{n} min in class"), n=head.minutes))
    return facts


def _list_online(outlet: HandoutOutlet, base_url: str | None) -> list[View]:
    """The practice quizzes of the case on the web, each with a code for the phone's camera."""
    bank = outlet.bank
    if base_url is None:
        return []
    root = f"{base_url.rstrip('/')}/c/{bank.course.id}/quizzes"
    return [
        {
            "title": trusted(render_inline(bank.quizzes[quiz_id].title, bank.language)),
            "address": f"{root}/{quiz_id}",
            "code": trusted(draw_qr(f"{root}/{quiz_id}", bank.quizzes[quiz_id].title)),
        }
        for quiz_id in bank.cases[outlet.scope].quizzes
        if bank.quizzes[quiz_id].kind == "practice"
    ]


def _source_view(outlet: HandoutOutlet, source_id: str) -> View:
    source = outlet.bank.sources[source_id]
    cited = [c for c in outlet.passages.values() if c.source_id == source_id]
    return {
        "id": source_id,
        "credit": trusted(_sentence(credit_html(source.credit()))),
        "url": source.url,
        "rights": _rights(source.credit()),
        "uses": trusted(mark_uses(f"source-{source_id}")),
        "passages": [outlet.view(one) for one in cited],
    }


def _sentence(credit: str) -> str:
    """The credit with one full stop at its end, whether `n.d.` has brought it or not."""
    return f"{credit.removesuffix('.')}."


def _rights(credit: Credit) -> str:
    """Under what terms a source is quoted, as a sentence."""
    if credit.rights == "quotation":
        return gettext("Passages quoted from this article; all rights stay with their owners.")
    if credit.licence:
        return gettext("Used under: {licence}.", licence=credit.licence)
    return ""
