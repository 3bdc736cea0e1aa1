"""Flashcards to cut out: sheets of fronts, each followed by its backs, mirrored for duplex."""

import hashlib
from collections.abc import Iterator, Sequence
from random import Random
from string import ascii_uppercase
from typing import Any

from markupsafe import Markup

from casekit.domain.flashcard import Flashcard
from casekit.domain.item import Card, CardChoice
from casekit.export.errors import EmptyCardSheetError
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.markup import trusted
from casekit.text.card_words import INSTRUCTIONS, RELATION_SENTENCES
from casekit.text.credit import short_credit_html
from casekit.text.i18n import gettext
from casekit.text.markdown import render_inline, render_markdown, strip_inline, strip_markdown

View = dict[str, Any]

GRID, LARGE_GRID = (2, 4), (1, 2)
"""Columns and rows of a sheet, and of one in large print."""

SIZES = ((260, "roomy"), (480, "usual"), (760, "tight"), (1200, "tightest"))
"""Letters up to which a side is set in each size; a longer one has no room on a card."""

LINE = 40
"""Letters that a choice or a paragraph takes at least: it begins a line of its own."""


def cards_view(outlet: HandoutOutlet, *, large_print: bool) -> View:
    """Everything that `cards.html` shows, by name.

    A card shows what is asked and answered, not why: that is for the screen, after answering.

    Raises:
        EmptyCardSheetError: nothing of the case becomes a card.
    """
    bank = outlet.bank
    case = bank.cases[outlet.scope]
    cards = [one for card in bank.flashcards(case.id) for one in _list_sides(outlet, card)]
    shown = [card for card in cards if card["size"]]
    if not shown:
        raise EmptyCardSheetError
    for number, card in enumerate(shown, 1):
        card["number"] = number
    columns, rows = LARGE_GRID if large_print else GRID
    sheets = list(_sheets(shown, columns * rows))
    title = strip_inline(case.head.title, bank.language)
    return {
        "case_title": trusted(render_inline(case.head.title, bank.language)),
        "title_text": gettext("{title}, cards", title=title),
        "summary_text": strip_markdown(case.head.summary, bank.language),
        "sheets": [(fronts, _mirror(fronts, columns)) for fronts in sheets],
        "left_out": [card["id"] for card in cards if not card["size"]],
        "with_contents": False,
    }


def _sheets(cards: Sequence[View], size: int) -> Iterator[list[View | None]]:
    """Cards in sheets; the last one is filled up with empty places."""
    for start in range(0, len(cards), size):
        sheet = cards[start : start + size]
        yield [*sheet, *[None] * (size - len(sheet))]


def _mirror(fronts: Sequence[View | None], columns: int) -> list[View | None]:
    """The backs of a sheet in the places where they come to lie behind their fronts."""
    starts = range(0, len(fronts), columns)
    return [card for start in starts for card in reversed(fronts[start : start + columns])]


def _list_sides(outlet: HandoutOutlet, flashcard: Flashcard) -> Iterator[View]:
    """A view for each side that a card is asked with; withdrawn ones are not printed."""
    if flashcard.is_withdrawn:
        return
    for side in flashcard.sides:
        card = flashcard.ask_with(side)
        choices = _shuffle(card.choices, flashcard.card_id)
        front = [strip_markdown(card.front), *(_words_of(outlet, choice) for choice in choices)]
        back = [card.answer, *map(strip_markdown, filter(None, [card.back]))]
        yield {
            "id": flashcard.card_id,
            "size": _size_of(front, back),
            "front": _prose(outlet, card.front),
            "instruction": gettext(INSTRUCTIONS[card.instruction]) if card.instruction else None,
            "exhibit": flashcard.exhibit.title if flashcard.exhibit else None,
            "choices": [_inline(outlet, _words_of(outlet, choice)) for choice in choices],
            "back": _back(outlet, card, choices),
            "credits": list(_list_credits(outlet, flashcard)),
        }


def _size_of(front: Sequence[str], back: Sequence[str]) -> str | None:
    length = max(sum(max(len(text), LINE) for text in side) for side in (front, back))
    return next((size for most, size in SIZES if length <= most), None)


def _shuffle(choices: Sequence[CardChoice], card_id: str) -> list[CardChoice]:
    """The choices in an order that does not hang on which of them is right."""
    order = sorted(choices, key=lambda choice: choice.text.casefold())
    seed = int.from_bytes(hashlib.sha256(card_id.encode()).digest()[:8], "big")
    Random(seed).shuffle(order)  # noqa: S311 - a layout, not a secret
    return order


def _back(outlet: HandoutOutlet, card: Card, choices: Sequence[CardChoice]) -> list[Markup]:
    """The paragraphs of the answer."""
    if card.verdict is not None:
        return [trusted(gettext("True") if card.verdict else gettext("False"))]
    if choices:
        lettered = zip(ascii_uppercase, choices, strict=False)
        return [
            _inline(outlet, f"{letter}. {_said(outlet, choice)}")
            for letter, choice in lettered
            if choice.correct or choice.relation
        ] or [trusted(gettext("No answer is the right one."))]
    if card.back is not None:
        return [_prose(outlet, card.back)]
    return [_inline(outlet, card.answer)]


def _said(outlet: HandoutOutlet, choice: CardChoice) -> str:
    if choice.relation:
        return gettext(RELATION_SENTENCES[choice.relation])
    return _words_of(outlet, choice)


def _words_of(outlet: HandoutOutlet, choice: CardChoice) -> str:
    cited = outlet.bank.find_excerpt(choice.passage) if choice.passage else None
    return cited.excerpt.text if cited else choice.text


def _prose(outlet: HandoutOutlet, text: str) -> Markup:
    return trusted(render_markdown(text, outlet.bank.language))


def _inline(outlet: HandoutOutlet, text: str) -> Markup:
    return trusted(render_inline(text, outlet.bank.language))


def _list_credits(outlet: HandoutOutlet, flashcard: Flashcard) -> Iterator[Markup]:
    """Where the answer is proved: each source once, with its paragraphs."""
    places: dict[str, list[int]] = {}
    for cited in (*flashcard.passages, *flashcard.evidence):
        credit = short_credit_html(cited.credit)
        places.setdefault(credit, []).append(cited.excerpt.paragraph)
    for credit, paragraphs in places.items():
        numbers = ", ".join(str(number) for number in sorted(set(paragraphs)))
        yield trusted(f"{credit}, §\u00a0{numbers}")
    if flashcard.reference:
        yield _inline(outlet, flashcard.reference)
