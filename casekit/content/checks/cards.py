"""Cards of terms: whether what they cite and show exists, and whether both sides can be asked."""

import re

from casekit.content.checks.citations import FieldText, check_citations
from casekit.content.checks.context import Check
from casekit.content.checks.marks import find_marks
from casekit.content.checks.references import check_accept, check_excerpt, check_image
from casekit.content.checks.wording import check_images
from casekit.content.material import Placed
from casekit.domain.flashcard import TermCard
from casekit.text.markdown import strip_markdown

_LETTERS = re.compile(r"[^\W_]+")


def check_cards(check: Check) -> None:
    """Checks the cards of all cases."""
    claimed: dict[str, str] = {}
    for placed in check.index.term_cards.values():
        for number, ref in enumerate(placed.value.evidence):
            check_excerpt(check, placed, ref, ("evidence", number))
        check_accept(check, placed, placed.value.accept)
        _check_was(check, placed, claimed)
        for name in ("front", "back"):
            _check_text(check, placed, name, getattr(placed.value, name))
        _advise_reversing(check, placed)


def _check_was(check: Check, placed: Placed[TermCard], claimed: dict[str, str]) -> None:
    was = placed.value.was
    if was is None:
        return
    former, index = f"{placed.scope}/{was}", check.index
    if former in index.known_items or former in index.term_cards or former in claimed:
        check.error(placed, "E251", ("was",), {"id": was})
    claimed[former] = placed.full_id


def _check_text(check: Check, placed: Placed[TermCard], name: str, text: str) -> None:
    for mark in find_marks(text):
        check_citations(FieldText(check, placed, placed.scope, (name,), mark), mark)
    path = (*placed.path, name)
    for where, src in list(check_images(placed.document, path, text)):
        check_image(check, placed.document, placed.scope, where, src)


def _advise_reversing(check: Check, placed: Placed[TermCard]) -> None:
    """A definition that names its term answers itself when it is asked with."""
    card = placed.value
    if not card.reversed or card.status == "withdrawn":
        return
    term, definition = (_words(strip_markdown(t, check.language)) for t in (card.front, card.back))
    if term and f" {term} " in f" {definition} ":
        params = {"name": card.id, "word": strip_markdown(card.front, check.language).strip()}
        check.warn(placed, card.accept, "W347", ("back",), params)


def _words(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))
