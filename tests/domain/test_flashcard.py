"""What a card shows, with what it can be asked, and which cards a course has."""

from pathlib import Path

import pytest
from factories import ITEMS, make_workspace

from casekit.content import read_workspace
from casekit.domain.bank import Bank

CARDS = """\
cards:
  - id: c2b
    front: C2B
    back: |
      La demande des clients oriente l'offre.
    reversed: true
    reference: "Kotler et Keller, *Marketing Management*, 2016"
    tags: [modele]
  - id: canal
    front: Le canal unique
    back: Une boutique en ligne.
    evidence: [journal#canal]
    was: boutique
  - id: projet
    front: Une idée
    back: Pas encore prête.
    evidence: journal#canal
    status: draft
"""
CLOZE = """\

  - id: phrase
    type: cloze
    stem: Complétez.
    text: |
      La marque vend [[nombre]] par [[canal]].
    gaps:
      nombre: {answer: 61, tolerance: "0,5", unit: millions}
      canal: {choices: [des magasins, {correct: sa boutique}, des opérateurs]}
    evidence: [journal#ventes, journal#canal]
    objective: LO1
    bloom: remember
    explanation: L'article le dit.
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return read_bank(tmp_path_factory.mktemp("workspace"))


def read_bank(folder: Path) -> Bank:
    files = {"content/cas/cards.yaml": CARDS}
    reading = read_workspace(make_workspace(folder, files, items=ITEMS + CLOZE))
    assert reading.bank, reading.errors
    return reading.bank


def test_the_cards_of_a_case_are_its_items_and_then_its_terms(bank: Bank) -> None:
    ids = [card.card_id for card in bank.flashcards("cas")]
    assert ids[0] == "cas/comptes-nombre"
    assert ids[-3:] == ["cas/phrase", "cas/c2b", "cas/canal"]
    assert ids == [card.card_id for card in bank.flashcards()]


def test_a_draft_is_no_card_and_what_is_no_card_is_not_found(bank: Bank) -> None:
    for name in ("cas/projet", "cas/personne", "ailleurs/c2b", "c2b"):
        assert bank.find_flashcard(name) is None


def test_a_reversed_card_is_asked_with_both_sides(bank: Bank) -> None:
    card = bank.find_flashcard("cas/c2b")
    assert card is not None
    assert card.sides == ("front", "back")
    asked = card.ask_with("back")
    assert (asked.front.strip(), asked.back) == (
        "La demande des clients oriente l'offre.",
        "C2B",
    )
    assert card.ask_with("front") == card.card


def test_a_text_with_gaps_asks_for_one_at_a_time(bank: Bank) -> None:
    card = bank.find_flashcard("cas/phrase")
    assert card is not None
    assert card.sides == ("gap:nombre", "gap:canal")
    asked = card.ask_with("gap:canal")
    assert r"vend 61 millions par \_\_\_\_\_\_ (des magasins / sa boutique" in asked.front
    assert asked.back is not None
    assert "par **sa boutique**." in asked.back
    assert asked.answer == "sa boutique"


@pytest.mark.parametrize("side", ["back", "gap:nombre", ""])
def test_a_card_is_not_asked_with_a_side_that_it_has_not(bank: Bank, side: str) -> None:
    card = bank.find_flashcard("cas/canal")
    assert card is not None
    with pytest.raises(ValueError, match="not asked"):
        card.ask_with(side)


def test_a_term_carries_its_evidence_or_its_reference(bank: Bank) -> None:
    c2b, canal = bank.find_flashcard("cas/c2b"), bank.find_flashcard("cas/canal")
    assert c2b is not None
    assert canal is not None
    assert (c2b.evidence, c2b.reference is None) == ((), False)
    assert [cited.ref for cited in canal.evidence] == ["journal#canal"]
    assert canal.former_id == "cas/boutique"


def test_a_card_changes_its_digest_with_what_it_shows_and_only_then(
    bank: Bank, tmp_path: Path
) -> None:
    longer = CARDS.replace("Une boutique en ligne.", "Une seule boutique, en ligne.")
    files = {"content/cas/cards.yaml": longer.replace("    was: boutique\n", "")}
    root = make_workspace(tmp_path, files, items=ITEMS + CLOZE)
    changed = read_workspace(root).bank
    assert changed is not None
    same = {card.card_id: card.digest for card in bank.flashcards()}
    differs = [c.card_id for c in changed.flashcards() if c.digest != same[c.card_id]]
    assert differs == ["cas/canal"]


def test_a_place_of_a_card_is_known_for_its_author(bank: Bank) -> None:
    place = bank.places["cas/canal"]
    assert (place.file, place.line) == ("content/cas/cards.yaml", 9)
