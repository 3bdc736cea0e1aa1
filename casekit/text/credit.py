"""How a quotation is credited and labelled, in every outlet with the same words."""

from html import escape

from casekit.domain.source import CitedExcerpt, ClaimKind, Credit
from casekit.text.formats import format_partial_date
from casekit.text.i18n import N_, gettext
from casekit.text.markdown import render_plain

KIND_WORDS: dict[ClaimKind, str] = {
    "fact": N_("Fact"),
    "claim": N_("Claim"),
    "opinion": N_("Opinion"),
    "forecast": N_("Forecast"),
}
"""What an excerpt is, as a word for people."""

KIND_SIGNS: dict[ClaimKind, str] = {"fact": "■", "claim": "▲", "opinion": "●", "forecast": "→"}
"""A sign for each kind, so that colour never stands alone; our font subsets have them all."""


def credit_html(credit: Credit) -> str:
    """The credit as safe HTML: authors, title in quotes, publisher in `<cite>`, date, licence.

    What the source does not state is left out; a missing date is said (`n.d.`).
    """
    parts = []
    if credit.authors:
        parts.append(escape(", ".join(credit.authors)))
    title = render_plain(f'"{credit.title}"', credit.language)
    parts.append(f'<span lang="{escape(credit.language)}">{title}</span>')
    if credit.publisher:
        parts.append(f"<cite>{render_plain(credit.publisher, credit.language)}</cite>")
    parts.append(escape(_date_words(credit)))
    if credit.licence:
        parts.append(escape(credit.licence))
    return ", ".join(parts)


def short_credit_html(credit: Credit) -> str:
    """The credit where the full one stands nearby: publisher, else title, and date."""
    name = render_plain(credit.publisher or credit.title, credit.language)
    return f"<cite>{name}</cite>, {escape(_date_words(credit))}"


def credit_text(credit: Credit) -> str:
    """The credit as one line of plain text."""
    names = ", ".join(credit.authors)
    parts = [names, f"« {credit.title} »", credit.publisher, _date_words(credit), credit.licence]
    return ", ".join(part for part in parts if part)


def kind_label(cited: CitedExcerpt) -> str:
    """What the passage is and who says so, e.g. `Claim: Lei Jun, founder of Xiaomi`."""
    word = gettext(KIND_WORDS[cited.excerpt.kind])
    if not cited.excerpt.voice:
        return word
    voices = gettext(", according to ").join(cited.excerpt.voice)
    return gettext("{kind}: {voice}", kind=word, voice=voices)


def _date_words(credit: Credit) -> str:
    return format_partial_date(credit.published) if credit.published else gettext("n.d.")
