"""The main fields of a note: what a flashcard asks and answers, as safe HTML."""

from collections.abc import Mapping
from html import escape

from casekit.domain.flashcard import Flashcard
from casekit.domain.item import Card, CardChoice, Instruction
from casekit.export.card_outlet import CardOutlet, withdrawn_html
from casekit.export.note_type import NoteType, shield
from casekit.text.card_words import INSTRUCTIONS, RELATION_SENTENCES
from casekit.text.gaps import render_gapped
from casekit.text.i18n import gettext
from casekit.text.markdown import render_inline


def type_of(flashcard: Flashcard) -> NoteType:
    """The note type of a card."""
    if flashcard.is_term:
        return "term"
    if flashcard.card.gaps:
        return "cloze"
    return "choice" if flashcard.card.choices else "basic"


def render_sides(
    flashcard: Flashcard, outlet: CardOutlet, gaps: Mapping[str, int]
) -> tuple[str, ...]:
    """The main fields, in the order of `FIELDS`: shielded, but for Anki's own marks of gaps.

    Args:
        flashcard: the card.
        outlet: of its case.
        gaps: the number of each of its gaps.
    """
    card, banner = flashcard.card, withdrawn_html() if flashcard.is_withdrawn else ""
    if card.gaps:
        return (shield(banner) + _gapped(flashcard, outlet, gaps),)
    front = banner + outlet.block(card.front)
    if card.instruction is not None:
        front += _instruction(card.instruction)
    if flashcard.exhibit is not None:
        front += outlet.table(flashcard.exhibit)
    sides = [front, _back(flashcard, outlet)]
    if flashcard.is_term:
        sides.append("1" if flashcard.is_reversed else "")
    return tuple(shield(side) for side in sides)


def _instruction(instruction: Instruction) -> str:
    return f'<p class="instruction">{escape(gettext(INSTRUCTIONS[instruction]))}</p>'


def _back(flashcard: Flashcard, outlet: CardOutlet) -> str:
    card = flashcard.card
    if card.choices:
        entries = "".join(_choice(choice, outlet) for choice in card.choices)
        return f'<ol class="choices">{entries}</ol>'
    if card.back is None:
        return f'<p class="key">{_answer(card, outlet.bank.language)}</p>'
    back = outlet.block(card.back)
    return f'<div class="solution">{back}</div>' if card.instruction else back


def _answer(card: Card, language: str) -> str:
    if card.verdict is None:
        return render_inline(card.answer, language)
    return escape(gettext("True") if card.verdict else gettext("False"))


def _choice(choice: CardChoice, outlet: CardOutlet) -> str:
    if choice.passage is None:
        text = f'<span class="text">{render_inline(choice.text, outlet.bank.language)}</span>'
        said = outlet.block(choice.feedback) if choice.feedback else ""
    else:
        text = f'<div class="text">{outlet.excerpt(choice.passage)}</div>'
        said = escape(gettext(RELATION_SENTENCES[choice.relation])) if choice.relation else ""
    feedback = f'<div class="feedback">{said}</div>' if said else ""
    key = ' class="key"' if choice.correct else ""
    return f"<li{key}>{text}{feedback}</li>"


def _gapped(flashcard: Flashcard, outlet: CardOutlet, numbers: Mapping[str, int]) -> str:
    """The text with `{{c1::answer::hint}}` for each gap, and what belongs with the question."""
    language = outlet.bank.language
    gaps = {gap.name: gap for gap in flashcard.card.gaps}
    html = ""
    for piece in render_gapped(flashcard.card.text, language, outlet):
        html += shield(piece.html)
        if piece.gap in gaps:
            gap = gaps[piece.gap]
            hint = _within(gap.hint, language) if gap.hint else ""
            mark = f"c{numbers[gap.name]}::{_within(gap.answer, language)}"
            html += f"{{{{{mark}{f'::{hint}' if hint else ''}}}}}"
        html += piece.tail
    if flashcard.exhibit is not None:
        html += shield(outlet.table(flashcard.exhibit))
    return html


def _within(text: str, language: str) -> str:
    """Inline Markdown as it may stand within a gap's mark, where `::` and `}}` are Anki's."""
    html = shield(render_inline(text, language))
    return html.replace("::", "&#58;&#58;").replace("}", "&#125;")
