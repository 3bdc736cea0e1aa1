"""How a page shows what Markdown leaves to its outlet: citations, excerpts, exhibits, images."""

import re
from dataclasses import replace
from functools import lru_cache

from flask import url_for
from markupsafe import Markup, escape

from casekit.domain.bank import Bank, Case
from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import numeric_columns
from casekit.domain.source import CitedExcerpt, Credit
from casekit.text.chart import render_chart, written_rows
from casekit.text.credit import KIND_SIGNS, credit_html, kind_label, short_credit_html
from casekit.text.i18n import current_language, gettext
from casekit.text.markdown import render_markdown
from casekit.web.rendering import block, inline, plain, render_part
from casekit.web.views import ExcerptView, ExhibitView, NoteView

MEDIA_NAME = re.compile(r"^[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:png|jpe?g|webp|gif)$")
"""Names of images that are served: no folder, no hidden file, no SVG (it can carry a script)."""

_SIGNS = ("[@", "![", "{{")
"""What only an outlet can make begins with one of these."""


class CaseOutlet:
    """The outlet of one case's narrative; it numbers the citations as it meets them."""

    def __init__(self, bank: Bank, case: Case) -> None:
        self._bank = bank
        self._case = case
        self._notes: dict[tuple[str, str | None, int | None], NoteView] = {}
        self._anchors: set[str] = set()
        self._exhibits: dict[str, int] = {}

    @property
    def notes(self) -> tuple[NoteView, ...]:
        """What has been cited so far, in the order of first citation."""
        return tuple(self._notes.values())

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """The number of the passage's note, linked to it."""
        key = (source, excerpt, paragraph)
        note = self._notes.get(key) or self._make_note(*key)
        use = len(note.back) + 1
        note = replace(note, back=(*note.back, f"cite-{note.number}-{use}"))
        self._notes[key] = note
        return render_part(
            "_citation.html", "citation", note, note.back[-1], first=use == 1
        ).strip()

    def excerpt(self, ref: str) -> str:
        """The excerpt as a block quotation, with credit, kind and voice."""
        cited = self._bank.find_excerpt(ref)
        if cited is None:  # the checks refuse it
            return escape(ref)
        anchor = self._new_anchor(f"excerpt-{ref.replace('#', '-')}")
        return render_part("_excerpt.html", "passage", show_excerpt(cited, anchor))

    def exhibit(self, exhibit_id: str) -> str:
        """The exhibit, numbered in the order in which the narrative shows them, as on paper."""
        exhibit = self._case.exhibits.get(exhibit_id)
        if exhibit is None:
            return escape(exhibit_id)
        number = self._exhibits.setdefault(exhibit_id, len(self._exhibits) + 1)
        anchor = self._new_anchor(f"exhibit-{exhibit_id}")
        view = show_exhibit(exhibit, self._bank.language, bank=self._bank)
        return render_part("_exhibit.html", "exhibit", replace(view, number=number, anchor=anchor))

    def image(self, src: str, alt: str) -> str:
        """An image of the case's `media/` folder; any other address becomes its alt text."""
        name = src.removeprefix("media/")
        if not MEDIA_NAME.match(name):
            return escape(alt)
        address = url_for("course.show_media", case=self._case.id, name=name)
        return render_part("_image.html", "image", address, alt).strip()

    def _make_note(self, source: str, excerpt: str | None, paragraph: int | None) -> NoteView:
        cited = self._bank.find_excerpt(f"{source}#{excerpt}") if excerpt else None
        number, credit = len(self._notes) + 1, self._bank.sources[source].credit()
        return NoteView(
            number=number,
            anchor=f"note-{number}",
            back=(),
            excerpt=show_excerpt(cited) if cited else None,
            credit=Markup(short_credit_html(credit)),  # noqa: S704 - escaped by the text room
            paragraph=cited.excerpt.paragraph if cited else paragraph or 1,
        )

    def _new_anchor(self, name: str) -> str:
        if name in self._anchors:
            return ""
        self._anchors.add(name)
        return name


class _ProseOutlet(CaseOutlet):
    """The outlet of a case's other texts: they have no notes, so a citation is its credit."""

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """The source and paragraph in brackets."""
        if source not in self._bank.sources:
            return escape(f" [{source}]")
        note = self._make_note(source, excerpt, paragraph)
        return f" ({note.credit}, {escape(gettext('¶ {n}', n=note.paragraph))})"


def show_prose(bank: Bank, case_id: str, text: str, language: str, scope: str = "") -> Markup:
    """A text of a case besides its narrative, with its images and its citations in words.

    The case may be gone by now: then images are their alt texts. `scope` sets the text's footnotes
    apart from others on the page.
    """
    if case_id not in bank.cases or not any(sign in text for sign in _SIGNS):
        return block(text, language, scope)
    outlet = _ProseOutlet(bank, bank.cases[case_id])
    html = render_markdown(text, language, outlet, scope=scope)
    return Markup(html)  # noqa: S704 - sanitised, and what the outlet made is escaped


def show_excerpt(cited: CitedExcerpt, anchor: str = "") -> ExcerptView:
    """An excerpt as every page shows it."""
    excerpt, credit = cited.excerpt, cited.credit
    return ExcerptView(
        ref=cited.ref,
        anchor=anchor,
        text=plain(excerpt.text, credit.language),
        language=credit.language,
        credit=show_credit(credit),
        kind=excerpt.kind,
        sign=KIND_SIGNS[excerpt.kind],
        label=plain(kind_label(cited), current_language()),
        url=credit.url,
        paragraph=excerpt.paragraph,
    )


def show_credit(credit: Credit) -> Markup:
    """A credit in the language of the page."""
    return _credit_in(current_language(), credit)


@lru_cache(maxsize=1024)
def _credit_in(language: str, credit: Credit) -> Markup:
    return Markup(credit_html(credit))  # noqa: S704 - escaped by the text room


def show_exhibit(exhibit: Exhibit, language: str, *, bank: Bank | None = None) -> ExhibitView:
    """An exhibit with its chart; its sources only where there is a bank to find them in."""
    found = [bank.find_excerpt(ref) for ref in exhibit.evidence] if bank else []
    return ExhibitView(
        number=0,
        anchor="",
        title=inline(exhibit.title, language),
        language=language,
        kind=exhibit.kind,
        unit=inline(exhibit.unit, language) if exhibit.unit else None,
        chart=Markup(render_chart(exhibit, language)),  # noqa: S704 - escaped by the text room
        columns=tuple(inline(column, language) for column in exhibit.columns),
        numeric=numeric_columns(exhibit),
        rows=tuple(
            tuple(inline(cell, language) if cell else None for cell in row)
            for row in written_rows(exhibit, language)
        ),
        note=block(exhibit.note, language) if exhibit.note else None,
        sources=tuple(show_excerpt(cited) for cited in found if cited),
    )
