"""A flashcard as pages show it: the same card as in Anki's deck, made by the web's own outlets."""

import hashlib
from collections.abc import Sequence
from datetime import date
from random import Random

from flask import url_for
from markupsafe import Markup

from casekit.domain.bank import Bank
from casekit.domain.flashcard import Flashcard
from casekit.domain.item import Card, CardChoice
from casekit.text.card_words import INSTRUCTIONS, RELATION_SENTENCES
from casekit.text.i18n import gettext
from casekit.web.card_views import CardBack, CardChoiceView, CardView
from casekit.web.links import case_link
from casekit.web.outlet import show_excerpt, show_exhibit, show_prose
from casekit.web.rendering import inline


def show_card(
    bank: Bank, card: Flashcard, side: str | None, day: date, *, answered: bool
) -> CardView:
    """The card, asked with one of its sides; without one as a whole, all of its gaps empty.

    Args:
        bank: the course.
        card: one of its cards.
        side: one of the card's, or None.
        day: on which the order of the choices hangs.
        answered: whether its answer is shown; without it nothing tells the key.
    """
    asked = card.card if side is None else card.ask_with(side)
    case = bank.cases.get(card.case_id)
    return CardView(
        card_id=card.card_id,
        side=side or "",
        address=find_card_address(card.card_id),
        case=case_link(bank, case) if case else None,
        language=bank.language,
        front=_prose(bank, card, asked.front, "front"),
        instruction=gettext(INSTRUCTIONS[asked.instruction]) if asked.instruction else None,
        exhibit=show_exhibit(card.exhibit, bank.language, bank=bank) if card.exhibit else None,
        choices=_show_choices(bank, card, asked.choices, day, answered=answered),
        is_withdrawn=card.is_withdrawn,
        back=_show_back(bank, card, asked) if answered else None,
    )


def find_card_address(card_id: str) -> str:
    """The card's own page, to which a card in Anki links."""
    case_id, _, local_id = card_id.partition("/")
    return url_for("cards.show_one", case=case_id, card=local_id)


def _show_choices(
    bank: Bank, card: Flashcard, choices: Sequence[CardChoice], day: date, *, answered: bool
) -> tuple[CardChoiceView, ...]:
    """The options, in an order that changes with the day: their places are not to be learnt."""
    seed = hashlib.sha256(f"{card.card_id} {day.isoformat()}".encode()).digest()
    order = Random(seed).sample(range(len(choices)), len(choices))  # noqa: S311 - a layout
    return tuple(_show_choice(bank, card, choices[place], place, answered) for place in order)


def _show_choice(
    bank: Bank, card: Flashcard, choice: CardChoice, place: int, answered: bool
) -> CardChoiceView:
    shown = next((cited for cited in card.passages if cited.ref == choice.passage), None)
    passage = show_excerpt(shown) if shown else None
    text = inline(choice.text, bank.language)
    if not answered:
        return CardChoiceView(text, passage)
    said = gettext(RELATION_SENTENCES[choice.relation]) if choice.relation else None
    why = choice.feedback
    feedback = _prose(bank, card, why, f"choice-{place}") if why else None
    return CardChoiceView(text, passage, choice.correct, said, feedback)


def _show_back(bank: Bank, card: Flashcard, asked: Card) -> CardBack:
    is_said = not asked.choices and asked.verdict is None and asked.back is None
    solution = asked.back if not asked.choices else None
    return CardBack(
        answer=inline(asked.answer, bank.language) if is_said else None,
        solution=_prose(bank, card, solution, "back") if solution else None,
        verdict=asked.verdict,
        explanation=_prose(bank, card, card.explanation or "", "why"),
        warrant=_prose(bank, card, card.warrant, "step") if card.warrant else None,
        evidence=tuple(show_excerpt(cited) for cited in card.evidence),
        reference=card.reference,
    )


def _prose(bank: Bank, card: Flashcard, text: str, part: str) -> Markup:
    scope = f"{card.card_id.replace('/', '-')}-{part}"
    return show_prose(bank, card.case_id, text, bank.language, scope)
