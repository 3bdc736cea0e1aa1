"""What a handout makes of a text's citations, excerpts, exhibits and images."""

from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from casekit.domain.bank import Bank, Case
from casekit.domain.course import Exhibit
from casekit.domain.source import CitedExcerpt
from casekit.export.errors import RefusedAddressError
from casekit.export.exhibit import exhibit_table, exhibit_title, prints_table
from casekit.export.markup import fill, trusted
from casekit.export.output import find_image
from casekit.text.chart import render_chart
from casekit.text.credit import KIND_SIGNS, credit_html, kind_label, short_credit_html
from casekit.text.i18n import gettext, ngettext
from casekit.text.markdown import render_plain

SCHEME = "casekit"
"""The one scheme that a handout may load from: our fonts and the case's images."""


class HandoutOutlet:
    """The outlet of one handout: footnotes, numbered passages and numbered exhibits.

    Attributes:
        passages: all excerpts of the case's sources; their numbers are their places from 1.
        exhibit_numbers: exhibits by id in the order in which the handout sets them.
        blocks: the macros of `blocks.html`, set once the templates are there.
    """

    blocks: Any

    def __init__(self, bank: Bank, case: Case, workspace: Path | None) -> None:
        self.bank = bank
        self.case = case
        self.workspace = workspace
        self.passages = {cited.ref: cited for cited in bank.excerpts_of(case.id)}
        self.exhibit_numbers: dict[str, int] = {}
        self._cited: set[str] = set()

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """A footnote: the whole credit at the first citation of a source, then a short one."""
        known = self.bank.sources.get(source)
        if known is None:
            return escape(f"[{source}]")
        cited = self.bank.find_excerpt(f"{source}#{excerpt}") if excerpt else None
        name = (
            short_credit_html(known.credit())
            if source in self._cited
            else credit_html(known.credit())
        )
        self._cited.add(source)
        number = cited.excerpt.paragraph if cited else paragraph
        parts = [name, f"§\u00a0{number}" if number else "", self._note_link(cited)]
        return f'<span class="note">{", ".join(part for part in parts if part)}.</span>'

    def excerpt(self, ref: str) -> str:
        """An excerpt as a block quotation with its credit."""
        cited = self.bank.find_excerpt(ref)
        return str(self.blocks.excerpt(self.view(cited))) if cited else f"<p>{escape(ref)}</p>"

    def exhibit(self, exhibit_id: str) -> str:
        """An exhibit with its number, title and source."""
        exhibit = self.case.exhibits.get(exhibit_id)
        if exhibit is None:
            return f"<p>{escape(exhibit_id)}</p>"
        number = self.exhibit_numbers.setdefault(exhibit_id, len(self.exhibit_numbers) + 1)
        return str(self.blocks.exhibit(self._exhibit_view(exhibit), number))

    def image(self, src: str, alt: str) -> str:
        """An image of the case's media folder.

        Raises:
            RefusedAddressError: it is not there, or lies anywhere else.
        """
        path = find_image(self.workspace, self.case.id, src)
        if path is None:
            raise RefusedAddressError(src)
        return f'<img src="{SCHEME}:media/{escape(path.name)}" alt="{escape(alt)}">'

    def view(self, cited: CitedExcerpt) -> dict[str, Any]:
        """An excerpt for the templates: number, sign, label, language, text and credit."""
        language = cited.credit.language
        return {
            "number": self._number(cited),
            "paragraph": cited.excerpt.paragraph,
            "sign": KIND_SIGNS[cited.excerpt.kind],
            "label": trusted(render_plain(kind_label(cited), self.bank.language)),
            "language": language,
            "text": trusted(render_plain(cited.excerpt.text, language)),
            "credit": trusted(credit_html(cited.credit)),
            "short_credit": trusted(short_credit_html(cited.credit)),
        }

    def passage(self, ref: str) -> dict[str, Any]:
        """The view of a passage that an item shows, by `source#excerpt`.

        Its number is None where the handout does not print it among the case's passages.

        Raises:
            KeyError: no source has it.
        """
        cited = self.bank.find_excerpt(ref)
        if cited is None:
            raise KeyError(ref)
        return self.view(cited)

    def _exhibit_view(self, exhibit: Exhibit) -> dict[str, Any]:
        language = self.bank.language
        has_table = prints_table(exhibit, language)
        chart = render_chart(exhibit, language, spelt_out=not has_table)
        return {
            "id": exhibit.id,
            "title": trusted(exhibit_title(exhibit, language)),
            "chart": trusted(chart),
            "table": trusted(exhibit_table(exhibit, language)) if has_table else None,
            "note": exhibit.note,
            "sources": self._sources_of(exhibit),
        }

    def _sources_of(self, exhibit: Exhibit) -> list[Markup]:
        """One line for each source behind an exhibit: its credit and the passages used."""
        by_source: dict[str, list[CitedExcerpt]] = {}
        for ref in exhibit.evidence:
            if cited := self.bank.find_excerpt(ref):
                by_source.setdefault(cited.source_id, []).append(cited)
        return [self._source_line(ones) for ones in by_source.values()]

    def _source_line(self, passages: list[CitedExcerpt]) -> Markup:
        numbers = sorted(number for one in passages if (number := self._number(one)))
        credit = trusted(credit_html(passages[0].credit))
        if not numbers:
            return fill(gettext("Source: {credit}"), credit=credit)
        words = ngettext(
            "passage {numbers}", "passages {numbers}", len(numbers), numbers="{numbers}"
        )
        links = trusted(", ").join(_passage_link(number, str(number)) for number in numbers)
        return fill(
            gettext("Source: {credit} ({passages})"),
            credit=credit,
            passages=fill(words, numbers=links),
        )

    def _note_link(self, cited: CitedExcerpt | None) -> str:
        number = self._number(cited) if cited else None
        if number is None:
            return ""
        words = gettext("passage {n}", n=number).replace(" ", "\u00a0")
        return str(_passage_link(number, words))

    def _number(self, cited: CitedExcerpt) -> int | None:
        refs = list(self.passages)
        return refs.index(cited.ref) + 1 if cited.ref in self.passages else None


def _passage_link(number: int, words: str) -> Markup:
    return trusted('<a href="#passage-{}">{}</a>').format(number, words)
