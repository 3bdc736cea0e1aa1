"""What a card shows of its evidence: passages, credits, exhibits and images as Anki wants them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from casekit.domain.bank import Bank
from casekit.domain.course import Exhibit
from casekit.domain.source import CitedExcerpt, Credit
from casekit.export.exhibit import exhibit_table, exhibit_title
from casekit.export.output import find_image
from casekit.text.chart import render_chart
from casekit.text.credit import KIND_SIGNS, credit_html, kind_label
from casekit.text.i18n import gettext
from casekit.text.markdown import render_markdown, render_plain


@dataclass
class CardOutlet:
    """The outlet of one case's cards; it remembers which images they use.

    Attributes:
        media: files to pack by the name under which the cards show them. Anki keeps all media
            in one folder, so the name says course, case and content.
        missing: images named in a text that are not in the case's media folder.
    """

    bank: Bank
    case_id: str
    workspace: Path | None = None
    media: dict[str, Path] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def block(self, text: str) -> str:
        """A Markdown text of the case as HTML for a field."""
        return render_markdown(text, self.bank.language, self).strip()

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """The source in brackets: a card has no foot of the page."""
        cited = self.bank.find_excerpt(f"{source}#{excerpt}") if excerpt else None
        known = self.bank.sources.get(source)
        if known is None:
            return escape(f"[{source}]")
        number = cited.excerpt.paragraph if cited else paragraph
        place = f", §\u00a0{number}" if number else ""
        name = render_plain(known.publisher or known.title, known.language)
        return f'<span class="citation">({name}{place})</span>'

    def excerpt(self, ref: str) -> str:
        """An excerpt within a text, with its credit under it."""
        cited = self.bank.find_excerpt(ref)
        if cited is None:
            return f"<p>{escape(ref)}</p>"
        return passage_html(cited) + f'<p class="credit">{credit_html(cited.credit)}</p>'

    def exhibit(self, exhibit_id: str) -> str:
        """An exhibit of the case within a text."""
        exhibit = self.bank.cases[self.case_id].exhibits.get(exhibit_id)
        return self.table(exhibit) if exhibit else f"<p>{escape(exhibit_id)}</p>"

    def table(self, exhibit: Exhibit) -> str:
        """An exhibit with its title and note; a chart has its data behind it."""
        language = self.bank.language
        title = exhibit_title(exhibit, language)
        note = render_markdown(exhibit.note, language) if exhibit.note else ""
        table = exhibit_table(exhibit, language)
        if chart := render_chart(exhibit, language):
            label = escape(gettext("Data"))
            table = f"{chart}<details><summary>{label}</summary>{table}</details>"
        return f'<div class="exhibit"><p class="title">{title}</p>{table}{note}</div>'

    def image(self, src: str, alt: str) -> str:
        """An image that is packed with the deck, or its alternative text."""
        path = find_image(self.workspace, self.case_id, src)
        if path is None:
            self.missing.append(src)
            return f"<em>[{escape(alt)}]</em>"
        name = self._media_name(path)
        self.media[name] = path
        return f'<img src="{escape(name)}" alt="{escape(alt)}">'

    def _media_name(self, path: Path) -> str:
        content = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        return f"{self.bank.course.id}-{self.case_id}-{path.stem}-{content}{path.suffix.lower()}"


def passage_html(cited: CitedExcerpt, number: int | None = None) -> str:
    """A quoted passage as every outlet shows it: what it is, who says so, and the words marked.

    Args:
        cited: the excerpt.
        number: of its credit, where several credits stand below.
    """
    language = cited.credit.language
    sign = KIND_SIGNS[cited.excerpt.kind]
    call = f" <sup>{number}</sup>" if number else ""
    return (
        f'<div class="excerpt"><p class="kind"><span aria-hidden="true">{sign}</span> '
        f"{render_plain(kind_label(cited), language)}{call}</p>"
        f'<blockquote lang="{escape(language)}"><p><span class="mark">'
        f"{render_plain(cited.excerpt.text, language)}</span></p></blockquote></div>"
    )


def evidence_html(evidence: Sequence[CitedExcerpt]) -> tuple[str, str]:
    """The passages of an item and, apart from them, the credits of their sources.

    Passages of one source share its credit; several credits are numbered.
    """
    credits = _distinct(cited.credit for cited in evidence)
    if len(credits) == 1:
        return "".join(passage_html(c) for c in evidence), f"<p>{credit_html(credits[0])}</p>"
    passages = (passage_html(c, credits.index(c.credit) + 1) for c in evidence)
    entries = "".join(f"<li>{credit_html(credit)}</li>" for credit in credits)
    return "".join(passages), f"<ol>{entries}</ol>" if entries else ""


def withdrawn_html() -> str:
    """The banner of a question that its authors have withdrawn."""
    sentence = gettext("This question has been withdrawn. You may suspend the card.")
    return f'<p class="withdrawn">{escape(sentence)}</p>'


def _distinct(credits: Iterable[Credit]) -> list[Credit]:
    kept: list[Credit] = []
    for credit in credits:
        if credit not in kept:
            kept.append(credit)
    return kept
