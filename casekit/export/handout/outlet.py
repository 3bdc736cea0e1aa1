"""What a handout makes of a text's citations, excerpts, exhibits and images."""

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from casekit.domain.bank import COURSE_SCOPE, Bank
from casekit.domain.course import Exhibit
from casekit.domain.source import CitedExcerpt
from casekit.export.errors import RefusedAddressError
from casekit.export.exhibit import exhibit_table, exhibit_title, prints_table
from casekit.export.handout.finishing import Use, mark_uses
from casekit.export.handout.tables import WIDE, break_words
from casekit.export.markup import fill, trusted
from casekit.export.output import find_image
from casekit.export.press.job import SCHEME
from casekit.text.chart import render_chart
from casekit.text.credit import KIND_SIGNS, credit_html, kind_label, short_credit_html
from casekit.text.i18n import gettext, ngettext
from casekit.text.markdown import render_plain


class HandoutOutlet:
    """The outlet of one handout: footnotes, numbered passages and numbered exhibits.

    Attributes:
        scope: the case, or `course` for a quiz over several.
        content: the workspace, or a copy of its content, that has the images.
        tallest_chart: the height of a drawing at most, as a multiple of its width.
        passages: the excerpts that the handout prints as a list; their numbers are their places
            from 1.
        exhibit_numbers: exhibits by id in the order in which the handout sets them.
        uses: where each passage is used, other than in the notes.
        cited: ids of the sources that the notes cite, as often as they do.
        blocks: the macros of `blocks.html`, set once the templates are there.
        quotes_in_full: whether a question shows its passages word for word, not by number.
    """

    blocks: Any

    def __init__(self, bank: Bank, scope: str, content: Path | None, tallest_chart: float) -> None:
        self.bank = bank
        self.tallest_chart = tallest_chart
        self.scope = scope
        self.content = content
        self.quotes_in_full = False
        self.passages: dict[str, CitedExcerpt] = {}
        self.exhibit_numbers: dict[str, int] = {}
        self.uses: dict[str, list[Use]] = defaultdict(list)
        self.images: dict[str, Path] = {}
        self.cited: list[str] = []
        if scope != COURSE_SCOPE:
            self.print_passages([scope])

    def print_passages(self, case_ids: Iterable[str]) -> None:
        """Has the handout print the excerpts of these cases' sources as its list."""
        found = (cited for case_id in case_ids for cited in self.bank.excerpts_of(case_id))
        self.passages = {cited.ref: cited for cited in found}

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """A footnote: the whole credit at the first citation of a source, then a short one."""
        known = self.bank.sources.get(source)
        if known is None:
            return escape(f"[{source}]")
        cited = self.bank.find_excerpt(f"{source}#{excerpt}") if excerpt else None
        name = (
            short_credit_html(known.credit())
            if source in self.cited
            else credit_html(known.credit())
        )
        self.cited.append(source)
        number = self._number(cited) if cited else None
        paragraph = cited.excerpt.paragraph if cited else paragraph
        place = f"§\u00a0{paragraph}" if paragraph else ""
        if number is None and place:
            place = f'<a href="#source-{escape(source)}">{place}</a>'
        target = f"passage-{number}" if number else f"source-{escape(source)}"
        parts = [name, place, str(_passage_link(number, _passage_words(number))) if number else ""]
        text = ", ".join(part for part in parts if part)
        return f'<span class="note" data-cites="{target}">{text}.</span>'

    def excerpt(self, ref: str) -> str:
        """An excerpt as a block quotation with its credit."""
        cited = self.bank.find_excerpt(ref)
        if cited is None:
            return f"<p>{escape(ref)}</p>"
        number = self._number(cited)
        if number is None:
            return str(self.blocks.excerpt(self.view(cited), None))
        anchor = f"quoted-{number}"
        self.use(cited.ref, Use("text", anchor, ""))
        return str(self.blocks.excerpt(self.view(cited), anchor))

    def exhibit(self, exhibit_id: str) -> str:
        """An exhibit of the case with its number, title and source."""
        exhibit = self.bank.cases[self.scope].exhibits.get(exhibit_id)
        return self.show_exhibit(exhibit) if exhibit else f"<p>{escape(exhibit_id)}</p>"

    def show_exhibit(self, exhibit: Exhibit) -> str:
        """An exhibit with its number, title and source."""
        number = self.exhibit_numbers.setdefault(exhibit.id, len(self.exhibit_numbers) + 1)
        for ref in exhibit.evidence:
            self.use(ref, Use("exhibit", f"exhibit-{exhibit.id}", str(number)))
        return str(self.blocks.exhibit(self._exhibit_view(exhibit), number))

    def image(self, src: str, alt: str) -> str:
        """An image of the case's media folder.

        Raises:
            RefusedAddressError: it is not there, or lies anywhere else.
        """
        path = find_image(self.content, self.scope, src)
        if path is None or path.suffix.lower() == ".svg":
            raise RefusedAddressError(src)
        self.images[path.name] = path
        return f'<img src="{SCHEME}:media/{escape(path.name)}" alt="{escape(alt)}">'

    def view(self, cited: CitedExcerpt) -> dict[str, Any]:
        """An excerpt for the templates: number, sign, label, language, text and credit."""
        language = cited.credit.language
        number = self._number(cited)
        return {
            "number": number,
            "paragraph": cited.excerpt.paragraph,
            "sign": KIND_SIGNS[cited.excerpt.kind],
            "label": trusted(render_plain(kind_label(cited), self.bank.language)),
            "language": language,
            "text": trusted(render_plain(cited.excerpt.text, language)),
            "credit": trusted(credit_html(cited.credit)),
            "short_credit": trusted(short_credit_html(cited.credit)),
            "uses": trusted(mark_uses(f"passage-{number}")) if number else "",
        }

    def passage(self, ref: str) -> dict[str, Any]:
        """The view of a passage that a question shows, by `source#excerpt`.

        Its number is None where the question is to show it word for word.

        Raises:
            KeyError: no source has it.
        """
        cited = self.bank.find_excerpt(ref)
        if cited is None:
            raise KeyError(ref)
        view = self.view(cited)
        if not self.quotes_in_full:
            return view
        return {**view, "number": None, "credit": view["short_credit"]}

    def use(self, ref: str, place: Use) -> None:
        """Notes that a place uses an excerpt."""
        cited = self.bank.find_excerpt(ref)
        number = self._number(cited) if cited else None
        if number is not None:
            self.uses[f"passage-{number}"].append(place)

    def _exhibit_view(self, exhibit: Exhibit) -> dict[str, Any]:
        language, tallest = self.bank.language, self.tallest_chart
        has_table = prints_table(exhibit, language, tallest)
        chart = render_chart(exhibit, language, spelt_out=not has_table, tallest=tallest)
        return {
            "id": exhibit.id,
            "title": trusted(exhibit_title(exhibit, language)),
            "chart": trusted(chart),
            "table": trusted(break_words(exhibit_table(exhibit, language))) if has_table else None,
            "is_wide": has_table and len(exhibit.columns) >= WIDE,
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

    def _number(self, cited: CitedExcerpt) -> int | None:
        refs = list(self.passages)
        return refs.index(cited.ref) + 1 if cited.ref in self.passages else None


def _passage_words(number: int) -> str:
    return gettext("passage {n}", n=number).replace(" ", "\u00a0")


def _passage_link(number: int, words: str) -> Markup:
    return trusted('<a href="#passage-{}">{}</a>').format(number, words)
