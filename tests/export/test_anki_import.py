"""Decks as Anki's own importer takes them, and what becomes of a student's progress."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from export.anki_desk import AnkiDesk
from export.sample import NOW, change_item, read_bank
from factories import ITEMS, make_workspace

from casekit.domain.bank import Bank
from casekit.export.anki import write_deck

if TYPE_CHECKING:
    from anki.collection import Collection

pytestmark = pytest.mark.anki

CHOICE = "cas/comptes-nombre"
Import = Callable[..., dict[str, int]]


@pytest.fixture
def collection(desk: AnkiDesk) -> "Collection":
    return desk.collection


@pytest.fixture
def take(desk: AnkiDesk, workspace: Path, tmp_path: Path) -> Import:
    """Exports a bank and imports the deck; returns Anki's counts."""

    def export_and_import(bank: Bank, days: int = 0) -> dict[str, int]:
        path = tmp_path / f"deck-{days}.apkg"
        write_deck(bank, path, exported_at=NOW + timedelta(days=days), workspace=workspace)
        return desk.take(path)

    return export_and_import


def test_the_demo_course_is_taken_whole(
    desk: AnkiDesk, demo: Bank, take: Import, collection: "Collection"
) -> None:
    cards = sum(len(card.sides) for card in demo.flashcards())
    notes = len(list(demo.flashcards()))
    assert take(demo) == {"new": notes, "updated": 0, "duplicate": 0, "conflicting": 0}
    assert collection.card_count() == cards
    assert desk.find_faults() == []


def test_note_types_bear_their_frozen_names(
    bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    types = [collection.get_note(note).note_type() for note in collection.find_notes("")]
    names = {kind["name"]: [face["name"] for face in kind["tmpls"]] for kind in types if kind}
    assert names == {"casekit Basic (demo)": ["Card"], "casekit Choice (demo)": ["Card"]}


def test_the_deck_says_whose_it_is_and_which_version(
    bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    deck = collection.decks.by_name("Cours de démonstration::Arriver en Europe")
    assert deck is not None
    for words in ("Une équipe. CC-BY-4.0", "Le Journal", "Version ", "1 mars 2026"):
        assert words in deck["desc"].replace("\u00a0", " ")


def test_cards_come_in_the_order_of_the_files(
    bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    cards = [collection.get_card(card) for card in collection.find_cards("", order="c.due asc")]
    assert [card.note()["ID"] for card in cards] == list(bank.items)


def test_a_second_deck_updates_what_changed_and_keeps_the_schedule(
    desk: AnkiDesk, bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    [card_id] = collection.find_cards(f"ID:{CHOICE}")
    card = collection.get_card(card_id)
    card.type, card.queue, card.ivl, card.due, card.reps = 2, 2, 30, 400, 5
    collection.update_card(card)
    changed = change_item(bank, CHOICE, explanation="Une explication **récrite**.")
    assert take(changed, days=1) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    [card_id] = collection.find_cards(f"ID:{CHOICE}")
    card = collection.get_card(card_id)
    assert (card.ivl, card.due, card.reps) == (30, 400, 5)
    assert "récrite" in card.note()["Explanation"]
    assert collection.note_count() == 4
    assert desk.find_faults() == []


def test_a_students_own_words_survive_an_update_of_other_notes(
    bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    [note_id] = collection.find_notes("ID:cas/canal-unique")
    note = collection.get_note(note_id)
    note["Explanation"] += "<p>Ma remarque</p>"
    collection.update_note(note)
    take(change_item(bank, CHOICE, explanation="Autre."), days=1)
    assert "Ma remarque" in collection.get_note(note_id)["Explanation"]


def test_a_renamed_item_stays_the_same_note(
    bank: Bank,
    take: Import,
    collection: "Collection",
    tmp_path: Path,
) -> None:
    take(bank)
    items = ITEMS.replace("id: canal-unique", "id: canal\n    was: canal-unique")
    quizzes = "quizzes:\n  - {id: lecture, title: Lecture, items: [canal]}\n"
    renamed = read_bank(make_workspace(tmp_path / "renamed", items=items, quizzes=quizzes))
    assert take(renamed, days=1) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert len(collection.find_notes("ID:cas/canal")) == 1


def test_a_withdrawn_item_is_updated_not_lost(
    bank: Bank, take: Import, collection: "Collection"
) -> None:
    take(bank)
    take(change_item(bank, CHOICE, status="withdrawn"), days=1)
    [note_id] = collection.find_notes("tag:casekit::withdrawn")
    assert collection.get_note(note_id)["ID"] == CHOICE


def test_hostile_text_is_taken_quickly_and_shown_as_text(
    desk: AnkiDesk, bank: Bank, take: Import, collection: "Collection"
) -> None:
    hostile = "<script>alert(1)</script> & {{c1::x}} [sound:x.mp3] " + "< " * 50_000
    changed = change_item(bank, CHOICE, stem=hostile, explanation=hostile)
    started = time.perf_counter()
    assert take(changed)["new"] == 4
    assert time.perf_counter() - started < 20
    [card_id] = collection.find_cards(f"ID:{CHOICE}")
    shown = collection.get_card(card_id).render_output()
    assert "<script>alert" not in shown.answer_text
    assert shown.answer_av_tags == []
    assert "c1::x" in shown.question_text
    assert desk.find_faults() == []


def test_a_reserved_item_is_in_no_deck(
    take: Import,
    collection: "Collection",
    tmp_path: Path,
) -> None:
    quizzes = """\
    quizzes:
      - {id: lecture, title: Lecture, items: [comptes-nombre]}
      - id: examen
        title: Examen
        kind: graded
        items: [canal-unique]
        draw: [{tags: vente, count: 1}]
    """
    take(read_bank(make_workspace(tmp_path / "graded", quizzes=quizzes)))
    notes = [collection.get_note(note) for note in collection.find_notes("")]
    assert [note["ID"] for note in notes] == [CHOICE]
