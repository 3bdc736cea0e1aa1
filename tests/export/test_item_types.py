"""Each item type on a card and on paper."""

import re
from html import unescape
from pathlib import Path

import pytest
from every_type import NAMES, make_typed_workspace
from export.sample import change_item, read_bank
from export.sample import field as field_of
from export.sample import note_of as make_note_of

from casekit.domain.bank import Bank
from casekit.export.cards import CardNote
from casekit.export.handout import Handout, render_handout_html
from casekit.text.i18n import use_language


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return read_bank(make_typed_workspace(tmp_path / "course"))


def render_paper(bank: Bank) -> str:
    return render_handout_html(bank, Handout("cas", "quiz", "cas/lecture"))


def note_of(bank: Bank, name: str) -> CardNote:
    with use_language("fr"):
        return make_note_of(bank, f"cas/{name}")


def field(note: CardNote, name: str) -> str:
    return unescape(field_of(note, name)).replace("\u202f", " ")


def test_statements_and_short_texts_have_cards_unless_told_otherwise(bank: Bank) -> None:
    with_cards = {version.item_id for version in bank.card_items()}
    assert {f"cas/{name}" for name in NAMES} & with_cards == {
        "cas/un-canal",
        "cas/ou-vendre",
        "cas/resume",
        "cas/par-mois",
    }


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
    html = unescape(render_paper(bank)).replace("\u202f", " ")
    assert "Cochez toutes les bonnes réponses." in html
    assert '<ol class="choices several">' in html
    assert "Vrai</span>" in html
    assert '<span class="blank long">' in html
    assert html.count('<div class="excerpt">') == 6
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
    assert render_paper(other) == render_paper(bank)


@pytest.mark.parametrize(
    ("name", "front", "back"),
    [
        ("natures", "<li>Une prévision</li>", "→ <strong>Un fait</strong>"),
        ("etapes", "Dans quel ordre ?", "<li>Elle vend ses appareils / Elle lit les rumeurs</li>"),
        ("tri", "<strong>Établi</strong> · <strong>Rapporté</strong>", "— → Le prix"),
    ],
)
def test_the_card_of_a_question_in_parts_asks_before_and_solves_behind(
    bank: Bank, name: str, front: str, back: str
) -> None:
    note = note_of(change_item(bank, f"cas/{name}", card="true"), name)
    assert note.type == "basic"
    assert front in field(note, "Front")
    assert back in field(note, "Back").replace("\u00a0:", ":")
    assert back not in field(note, "Front")


def test_a_text_with_gaps_is_a_note_of_ankis_own_kind(bank: Bank) -> None:
    note = note_of(bank, "resume")
    assert note.type == "cloze"
    text = field(note, "Text").replace("\u00a0", " ")
    assert "{{c1::61 millions::millions}}" in text
    assert "::un fait / une déclaration / une prévision}}" in text
    assert "[[" not in text


def test_what_stands_in_a_gap_cannot_break_its_mark(bank: Bank) -> None:
    gaps = {**bank.items["cas/resume"].written["gaps"], "canal": ["a::b}}c{{c9::d}}"]}
    text = note_of(change_item(bank, "cas/resume", gaps=gaps), "resume").fields[0]
    assert re.findall(r"\{\{c(\d+)::", text) == ["1", "2", "3"]
    assert "a&#58;&#58;b&#125;&#125;c&#123;&#123;c9" in text


def test_questions_in_parts_are_asked_on_paper(bank: Bank) -> None:
    html = unescape(render_paper(bank)).replace("\u202f", " ")
    assert html.count('<span class="blank gap">') == 3
    assert "(un fait / une déclaration / une prévision)" in html
    assert html.count('<span class="blank letter">') == 3
    assert html.count('<span class="square">') == 4
    assert html.count("Établi</span>") == 4


def test_paper_does_not_tell_what_is_right_in_the_parts(bank: Bank) -> None:
    gaps = {
        **bank.items["cas/resume"].written["gaps"],
        "canal": ["un site"],
        "ventes": {"answer": "9", "unit": "millions"},
    }
    other = change_item(bank, "cas/resume", gaps=gaps)
    sequence = ["Elle lit les rumeurs", "Elle arrive en Europe"]
    sequence += ["Elle ouvre sa boutique", "Elle vend ses appareils"]
    other = change_item(other, "cas/etapes", sequence=sequence)
    categories = {"Établi": ["Le prix"], "Rapporté": ["Les comptes", "Le canal"]}
    other = change_item(other, "cas/tri", categories=categories, distractors=["Les ventes"])
    assert render_paper(other) == render_paper(bank)


def test_a_card_draws_its_values_once_for_ever(bank: Bank) -> None:
    front, back = (field(note_of(bank, "par-mois"), name) for name in ("Front", "Back"))
    number = int(re.search(r"vend (\d+)", front)[1])
    assert f"{number * 12} millions" in back.replace("\u00a0", " ")
    assert "{n}" not in front + field(note_of(bank, "par-mois"), "Explanation")
    assert note_of(bank, "par-mois").fields == note_of(bank, "par-mois").fields


def test_the_card_of_a_decision_says_that_no_answer_is_the_right_one(bank: Bank) -> None:
    note = note_of(change_item(bank, "cas/ouvrir", card="true"), "ouvrir")
    assert "Aucune réponse n’est la bonne" in field(note, "Question")
    assert field(note, "Choices").count("<li") == 3
    assert 'class="key"' not in field(note, "Choices")


def test_the_card_of_a_text_has_what_is_marked_on_its_back(bank: Bank) -> None:
    note = note_of(change_item(bank, "cas/note", card="true"), "note")
    assert "Les faits sont exacts · Le conseil en découle" in field(note, "Back")


def test_drawn_values_decisions_and_texts_are_asked_on_paper_without_their_key(bank: Bank) -> None:
    html = unescape(render_paper(bank)).replace("\u202f", " ")
    assert re.search(r"La marque vend \d+ millions", html.replace("\u00a0", " "))
    assert "{n}" not in html
    assert "Un passage pour, par son numéro" in html
    assert "De 3 à 200 mots." in html
    assert html.count('<div class="lines">') == 2
    assert "Les faits sont exacts" not in html
    assert render_paper(bank) == render_paper(bank)
