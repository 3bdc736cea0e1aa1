"""All checks across the files of a workspace, in one run."""

from pathlib import Path

from casekit.content.checks.cards import check_cards
from casekit.content.checks.context import Check, Owner
from casekit.content.checks.exhibits import check_exhibits
from casekit.content.checks.narrative import check_narratives
from casekit.content.checks.places import check_places
from casekit.content.checks.quizzes import check_quizzes
from casekit.content.checks.references import check_references
from casekit.content.checks.rights import check_rights
from casekit.content.checks.surroundings import check_surroundings
from casekit.content.checks.teaching import check_teaching
from casekit.content.checks.templates import check_templates
from casekit.content.codes import CODES
from casekit.content.material import Index, Material


def check_material(material: Material, index: Index, root: Path) -> None:
    """Checks what was read; problems go to the material."""
    check = Check(material, index, root)
    check_references(check)
    check_cards(check)
    check_exhibits(check)
    check_surroundings(check)
    check_narratives(check)
    check_rights(check)
    check_quizzes(check)
    check_places(check)
    check_teaching(check)
    check_templates(check)
    if not check.has_errors:
        _check_unused_accepts(check)


def _check_unused_accepts(check: Check) -> None:
    """A silenced warning that would not have come hides the next one that does."""
    for item in check.index.items.values():
        if item.facts.accept:
            _check_owner(check, item, item.facts.accept, item.facts.used)
    for placed in check.index.heads.values():
        _check_owner(check, placed, tuple(placed.value.accept), ())
    for excerpt in check.index.excerpt_places.values():
        _check_owner(check, excerpt, tuple(excerpt.value.accept), ())
    for card in check.index.term_cards.values():
        _check_owner(check, card, tuple(card.value.accept), ())
    for quiz in check.index.quizzes.values():
        _check_owner(check, quiz, tuple(quiz.value.accept), ())


def _check_owner(
    check: Check, owner: Owner, accept: tuple[str, ...], used: tuple[str, ...]
) -> None:
    kind = type(owner).__name__
    for code in accept:
        silenced = code in used or (kind, owner.full_id, code) in check.used
        if not silenced and code in CODES:
            params = {"id": code}
            check.report(owner.problem("W302", ("accept", code), params, key=True))
