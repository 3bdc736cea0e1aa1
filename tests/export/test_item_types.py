"""Each item type on a card and on paper."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from every_type import NAMES, make_typed_workspace
from export.sample import change_item, read_bank

from casekit.domain.bank import Bank
from casekit.export.card_outlet import CardOutlet
from casekit.export.cards import FIELDS, CardNote, make_note
from casekit.export.handout import render_handout_html
from casekit.text.i18n import use_language


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return read_bank(make_typed_workspace(tmp_path / "course"))


def note_of(bank: Bank, name: str) -> CardNote:
    with use_language("fr"):
        return make_note(bank.items[f"cas/{name}"], CardOutlet(bank, "cas"))


def field(note: CardNote, name: str) -> str:
    return unescape(note.fields[FIELDS[note.type].index(name)]).replace("\u202f", " ")


def test_statements_and_short_texts_have_cards_unless_told_otherwise(bank: Bank) -> None:
    with_cards = {version.item_id for version in bank.card_items()}
    assert {f"cas/{name}" for name in NAMES} & with_cards == {"cas/un-canal", "cas/ou-vendre"}


def test_the_card_of_a_statement_asks_and_says_true_or_false(bank: Bank) -> None:
    note = note_of(bank, "un-canal")
    assert note.type == "basic"
    assert "Vrai ou faux ?" in field(note, "Front")
    assert field(note, "Back") == '<p class="key">Faux</p>'


def test_the_card_of_a_short_text_has_its_first_answer(bank: Bank) -> None:
    back = field(note_of(bank, "ou-vendre"), "Back")
    assert "Boutique en ligne" in back
    assert "E-boutique" not in back


def test_the_card_of_a_set_marks_several_keys(bank: Bank) -> None:
    note = note_of(change_item(bank, "cas/canaux", card="true"), "canaux")
    assert note.type == "choice"
    assert field(note, "Choices").count('<li class="key">') == 2
    assert "Il peut y en avoir plusieurs" in field(note, "Question")


def test_the_card_of_a_claim_has_passages_for_choices(bank: Bank) -> None:
    note = note_of(change_item(bank, "cas/preuves", card="true"), "preuves")
    choices = field(note, "Choices")
    assert choices.count("<li") == 3
    assert choices.count('<li class="key">') == 1
    assert choices.count("<blockquote") == 3
    assert "le service juridique de la marque" in choices
    assert field(note, "Excerpt") == ""


def test_the_card_of_verdicts_says_on_its_back_what_each_passage_does(bank: Bank) -> None:
    choices = field(note_of(change_item(bank, "cas/verdicts", card="true"), "verdicts"), "Choices")
    assert 'class="key"' not in choices
    assert choices.count('<div class="feedback">') == 3
    assert "Il contredit l’affirmation." in choices


def test_a_written_card_of_a_claim_shows_the_passages_that_bear_on_it(bank: Bank) -> None:
    card = {"front": "La marque ne vend qu'en ligne ?", "back": "Oui."}
    excerpt = field(note_of(change_item(bank, "cas/preuves", card=card), "preuves"), "Excerpt")
    assert "un seul canal" in excerpt
    assert "61 millions" not in excerpt.replace("\u00a0", " ")


def test_every_type_is_asked_on_paper(bank: Bank) -> None:
    html = unescape(render_handout_html(bank, "cas")).replace("\u202f", " ")
    assert "Cochez toutes les bonnes réponses." in html
    assert '<ol class="choices several">' in html
    assert "Vrai</span>" in html
    assert '<span class="blank long">' in html
    assert '<a href="#passage-3">Passage 3</a> (<cite>Le Journal</cite>' in html
    assert html.count("contredit") == 3


def test_paper_does_not_tell_what_is_right(bank: Bank) -> None:
    other = change_item(bank, "cas/un-canal", answer="vrai", feedback="Autre chose.")
    other = change_item(
        other,
        "cas/verdicts",
        supports=["journal#ventes"],
        contradicts=["journal#comptes"],
        neither=["journal#canal"],
    )
    other = change_item(other, "cas/ou-vendre", answers=["Ailleurs"])
    assert render_handout_html(other, "cas") == render_handout_html(bank, "cas")


def test_a_passage_that_the_handout_does_not_print_stands_in_the_question(bank: Bank) -> None:
    case = bank.cases["cas"]
    head = case.head.model_copy(update={"sources": ()})
    away = replace(bank, cases={"cas": replace(case, head=head)})
    html = render_handout_html(away, "cas")
    question = html[html.index("Cochez tous les passages") :]
    assert '<div class="excerpt">' in question
