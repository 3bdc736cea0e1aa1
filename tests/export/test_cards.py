"""Items as notes: what is frozen, what is shown, what is kept back."""

import re
from dataclasses import replace
from html import unescape

import pytest
from export.sample import change_item, field, note_of
from factories import QUIZZES

from casekit.domain.bank import Bank
from casekit.export.cards import anki_id_of, assign_guids, deck_title, guid_of
from casekit.export.ledger import Ledger
from casekit.export.note_type import FACES, FIELDS, shield

CHOICE = "cas/comptes-nombre"
NUMBER = "cas/ventes-totales"


def test_identities_are_frozen_for_ever() -> None:
    """Changing any of these makes every student lose the schedule of every card."""
    assert guid_of("xiaomi", "europe-2015/silence") == "PIrcAM5X8WkAlF5z"
    assert anki_id_of("model", "xiaomi", "basic") == 1712000957
    assert anki_id_of("model", "xiaomi", "choice") == 1239560044
    assert anki_id_of("deck", "xiaomi", "europe-2015") == 1831319053
    common = ("Explanation", "Excerpt", "Citation", "Course", "Case", "ID")
    assert FIELDS["basic"] == ("Front", "Back", *common)
    assert FIELDS["choice"] == ("Question", "Choices", *common)
    assert FIELDS["term"] == ("Term", "Definition", "Reversed", *common)
    assert FIELDS["cloze"] == ("Text", *common)
    assert {kind: tuple(faces) for kind, faces in FACES.items()} == {
        "basic": ("Card",),
        "term": ("Card", "Reverse"),
        "cloze": ("Card",),
        "choice": ("Card",),
    }


def test_a_choice_card_marks_its_key_by_class_alone(bank: Bank) -> None:
    note = note_of(bank, CHOICE)
    assert note.type == "choice"
    choices = field(note, "Choices")
    assert choices.count("<li") == 3
    assert re.search(r'<li class="key"><span class="text">Près de 10.000</span>', choices)
    assert "C’est un autre chiffre." in choices


def test_a_numeric_card_shows_the_number_with_its_unit(bank: Bank) -> None:
    note = note_of(bank, NUMBER)
    assert note.type == "basic"
    assert "61 millions d’appareils" in unescape(field(note, "Back")).replace("\u00a0", " ")


def test_the_evidence_carries_its_kind_voice_and_credit(bank: Bank) -> None:
    note = note_of(bank, CHOICE)
    excerpt = field(note, "Excerpt")
    assert "le service juridique de la marque" in excerpt
    assert '<span class="mark">Près de' in excerpt
    assert "Le Journal" in field(note, "Citation")
    assert "Prénom Nom" in field(note, "Citation")


def test_a_written_card_says_nothing_that_its_author_did_not_write(bank: Bank) -> None:
    """Its item may be in a graded quiz, which the explanation would give away."""
    card = {"front": "Combien d'appareils ?", "back": "61 **millions**."}
    note = note_of(change_item(bank, NUMBER, card=card), NUMBER)
    assert "Combien d’appareils" in field(note, "Front")
    assert "<strong>millions</strong>" in field(note, "Back")
    assert field(note, "Explanation") == ""


def test_a_withdrawn_item_keeps_its_card_with_a_banner_and_a_tag(bank: Bank) -> None:
    note = note_of(change_item(bank, CHOICE, status="withdrawn"), CHOICE)
    assert 'class="withdrawn"' in note.fields[0]
    assert "casekit::withdrawn" in note.tags


def test_tags_hang_under_the_course(bank: Bank) -> None:
    assert note_of(bank, CHOICE).tags == (
        "demo::bloom::remember",
        "demo::case::cas",
        "demo::objective::LO1",
        "demo::tag::rumeurs",
    )


def test_a_link_to_the_site_is_no_change_of_the_note(bank: Bank) -> None:
    linked = note_of(bank, CHOICE, "https://example.org/")
    assert linked.digest == note_of(bank, CHOICE).digest
    assert 'href="https://example.org/c/demo/cards/cas/comptes-nombre"' in "".join(
        linked.shown_fields
    )


def test_a_renamed_item_remembers_what_it_was_called(bank: Bank) -> None:
    assert note_of(change_item(bank, CHOICE, was="ancien"), CHOICE).former_id == "cas/ancien"


def test_two_items_never_share_a_note(bank: Bank) -> None:
    """A new item may take over the id that a renamed one has left; its cards stay its own."""
    renamed = note_of(
        change_item(bank, "cas/canal-unique", was="comptes-nombre"), "cas/canal-unique"
    )
    notes = [note_of(bank, CHOICE), renamed]
    guids = assign_guids("demo", [(n.card_id, n.former_id, n.type) for n in notes], Ledger())
    assert guids["cas/canal-unique"] == guid_of("demo", CHOICE)
    assert len(set(guids.values())) == 2


@pytest.mark.parametrize(
    "text", ["{{c1::x}}", "{{Front}}", "[sound:a.mp3]", "[latex]x[/latex]", "[$]x[/$]"]
)
def test_nothing_in_a_text_is_a_command_to_anki(bank: Bank, text: str) -> None:
    note = note_of(change_item(bank, CHOICE, stem=f"Ici {text} ?"), CHOICE)
    assert not re.search(r"\{\{|\[(sound|latex|/latex|\$|/\$)", note.fields[0])


def test_markup_in_a_text_is_shown_as_text(bank: Bank) -> None:
    changed = change_item(bank, CHOICE, stem="<script>x</script> & <b", explanation="a < b")
    assert "&lt;script&gt;" in note_of(changed, CHOICE).fields[0]


def test_shielding_leaves_plain_html_alone() -> None:
    assert shield("<p>[1] a</p>") == "<p>[1] a</p>"


def test_a_title_is_one_level_of_a_deck_name() -> None:
    assert deck_title("Prix :: *coût* ::", "fr") == "Prix : coût"


def test_what_a_graded_quiz_can_draw_has_no_card(bank: Bank) -> None:
    assert CHOICE in {version.item_id for version in bank.card_items()}
    graded = bank.quizzes["cas/lecture"].model_copy(update={"kind": "graded"})
    reserved = replace(bank, quizzes={"cas/lecture": graded})
    assert "comptes-nombre" in QUIZZES
    assert not list(reserved.flashcards())
