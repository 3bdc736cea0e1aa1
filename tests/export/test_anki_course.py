"""A course with cards of every type in Anki: taken whole, corrected, and beside another course."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from every_type import make_typed_workspace
from export.anki_desk import AnkiDesk
from export.sample import NOW, change_item, read_bank

from casekit.domain.bank import Bank
from casekit.export.anki import write_deck
from casekit.export.deck_changes import compare_with_deck, compare_with_ledger, read_old_deck
from casekit.export.deck_plan import Selection
from casekit.export.ledger import LEDGER

pytestmark = pytest.mark.anki

CARDS = """\
cards:
  - id: c2b
    front: C2B
    back: La demande des clients oriente l'offre.
    reversed: true
    reference: "Kotler et Keller, *Marketing Management*, 2016"
    tags: [modele]
  - id: canal
    front: Le canal unique
    back: Une boutique en ligne.
    evidence: [journal#canal]
"""
IN_PARTS = ("natures", "etapes", "tri", "preuves", "verdicts", "canaux")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_typed_workspace(tmp_path / "typed")
    (root / "content/cas/cards.yaml").write_text(CARDS, encoding="utf-8")
    return root


@pytest.fixture
def course(root: Path) -> Bank:
    """The course with a card of every type that can have one."""
    bank = read_bank(root)
    for name in IN_PARTS:
        bank = change_item(bank, f"cas/{name}", card="true")
    return bank


def export(bank: Bank, root: Path, path: Path, at: datetime = NOW, **more: object) -> Path:
    write_deck(bank, path, exported_at=at, workspace=root, **more)  # type: ignore[arg-type]
    return path


def counts(**changed: int) -> Mapping[str, int]:
    return {"new": 0, "updated": 0, "duplicate": 0, "conflicting": 0, **changed}


def test_every_kind_of_card_is_taken_whole(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    notes = len(list(course.flashcards()))
    assert desk.take(export(course, root, tmp_path / "a.apkg")) == counts(new=notes)
    assert desk.count_by_type() == {
        "casekit Basic (demo)": 7,
        "casekit Choice (demo)": 6,
        "casekit Cloze (demo)": 1,
        "casekit Term (demo)": 2,
    }
    cards = sum(len(card.sides) for card in course.flashcards())
    assert desk.count_by_deck() == {"Cours de démonstration::Arriver en Europe": cards}
    assert desk.find_faults() == []


def test_a_gap_is_asked_alone_and_a_term_both_ways(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    desk.take(export(course, root, tmp_path / "a.apkg"))
    first, second, third = desk.cards_of("cas/resume")
    asked = second.question()
    assert "61" in asked
    assert "sa boutique" not in asked
    assert "sa boutique en ligne" in second.answer()
    assert "[un fait / une déclaration / une prévision]" in third.question()
    assert "[millions]" in first.question()
    forth, back = desk.cards_of("cas/c2b")
    assert "C2B" in forth.question()
    assert "C2B" not in back.question()
    assert "demande des clients" in back.question()
    assert len(desk.cards_of("cas/canal")) == 1


def test_a_correction_touches_what_it_corrects_and_no_progress(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    """Import, review ten cards, correct two items and withdraw one, export, import."""
    notes = len(list(course.flashcards()))
    old = export(course, root, tmp_path / "a.apkg")
    desk.take(old)
    for number, card_id in enumerate(desk.collection.find_cards("", order="c.due asc")[:10]):
        desk.review(desk.collection.get_card(card_id), number % 4 + 1)
    before = desk.schedule()
    assert len(before) == 10
    [own] = desk.collection.find_notes('ID:"cas/annee-record"')
    note = desk.collection.get_note(own)
    note["Explanation"] += "<p>Ma remarque</p>"
    desk.collection.update_note(note)
    changed = change_item(course, "cas/comptes-nombre", explanation="Une autre explication.")
    changed = change_item(changed, "cas/resume", stem="Complétez.")
    changed = change_item(changed, "cas/canal-unique", status="withdrawn")
    path, day = tmp_path / "b.apkg", timedelta(days=1)
    report = write_deck(changed, path, exported_at=NOW + day, workspace=root)
    assert desk.take(path) == counts(updated=3, duplicate=notes - 3)
    assert desk.schedule() == before
    assert "Ma remarque" in desk.collection.get_note(own)["Explanation"]
    assert desk.collection.note_count() == notes
    assert desk.find_faults() == []
    told = compare_with_ledger(report.plan).by_kind
    assert told["updated"] == ("cas/comptes-nombre", "cas/resume")
    assert told["withdrawn"] == ("cas/canal-unique",)
    assert len(told["unchanged"]) == notes - 3
    against = compare_with_deck(report.plan, "demo", read_old_deck(old))
    assert against.by_kind == told


def test_gaps_keep_their_numbers_when_one_is_added_and_one_goes(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    desk.take(export(course, root, tmp_path / "a.apkg"))
    _, second, third = desk.cards_of("cas/resume")
    written = course.items["cas/resume"].written
    changed = change_item(
        course,
        "cas/resume",
        text=written["text"].replace("[[ventes]]", "[[annee]] millions d'"),
        gaps={
            "annee": ["plus de 60"],
            **{k: v for k, v in written["gaps"].items() if k != "ventes"},
        },
    )
    desk.take(export(changed, root, tmp_path / "b.apkg", NOW + timedelta(days=1)))
    kept = {card.id: card for card in desk.cards_of("cas/resume")}
    assert "sa boutique en ligne" in kept[second.id].answer()
    assert "une déclaration" in kept[third.id].question()
    assert "plus de 60" in max(kept.values(), key=lambda card: card.ord).answer()
    assert max(card.ord for card in kept.values()) == 3


def test_a_question_whose_card_changes_its_type_arrives_and_returns_as_the_note_it_was(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    """Anki never takes a note of another type under the same guid: it would keep the old text."""
    notes, name, day = len(list(course.flashcards())), "cas/comptes-nombre", timedelta(days=1)
    old = export(course, root, tmp_path / "a.apkg")
    desk.take(old)
    [first] = desk.collection.find_notes(f'ID:"{name}"')
    own = change_item(course, name, card={"front": "Combien de comptes ?", "back": "10 000"})
    report = write_deck(own, tmp_path / "b.apkg", exported_at=NOW + day, workspace=root)
    assert desk.take(tmp_path / "b.apkg") == counts(new=1, duplicate=notes - 1)
    assert compare_with_ledger(report.plan).by_kind["new"] == (name,)
    against = compare_with_deck(report.plan, "demo", read_old_deck(old)).by_kind
    assert (against["new"], against["left"], against["conflicting"]) == ((name,), (name,), ())
    back = change_item(course, name, explanation="Une autre explication.")
    again = export(back, root, tmp_path / "c.apkg", NOW + 2 * day)
    assert desk.take(again) == counts(updated=1, duplicate=notes - 1)
    assert "autre" in desk.collection.get_note(first)["Explanation"]


def test_a_card_is_the_same_in_the_deck_of_its_case_and_of_its_tag(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    notes = len(list(course.flashcards()))
    desk.take(export(course, root, tmp_path / "a.apkg"))
    selections = {
        Selection(cases=frozenset({"cas"})): notes,
        Selection(tag="modele"): 1,
        Selection(cards=frozenset({"cas/resume", "cas/c2b"})): 2,
    }
    for number, (selection, count) in enumerate(selections.items()):
        at = NOW + timedelta(days=number + 1)
        path = export(course, root, tmp_path / f"{number}.apkg", at, selection=selection)
        assert desk.take(path) == counts(duplicate=count)
    assert desk.collection.note_count() == notes


def test_a_second_course_keeps_its_own_look_and_labels(
    desk: AnkiDesk, course: Bank, root: Path, tmp_path: Path
) -> None:
    desk.take(export(course, root, tmp_path / "a.apkg"))
    settings = course.course.model_copy(update={"id": "other", "title": "Cours bis"})
    other = replace(course, course=settings)
    styled = tmp_path / "styled"
    (styled / "templates/anki").mkdir(parents=True)
    (styled / "templates/anki/card.css").write_text(".card { color: teal; }", encoding="utf-8")
    notes = len(list(course.flashcards()))
    assert desk.take(export(other, styled, tmp_path / "b.apkg")) == counts(new=notes)
    types = {kind["name"]: kind["css"] for kind in desk.collection.models.all()}
    assert types["casekit Basic (other)"] == ".card { color: teal; }"
    assert "--paper" in types["casekit Basic (demo)"]
    assert len(desk.collection.find_notes('deck:"Cours bis::*"')) == notes
    assert len(desk.collection.find_notes("tag:demo::*")) == notes


def test_a_ledger_in_the_middle_of_a_merge_loses_nothing(
    course: Bank, root: Path, tmp_path: Path
) -> None:
    export(course, root, tmp_path / "a.apkg")
    ledger = root / LEDGER
    lines = ledger.read_text("utf-8").splitlines()
    broken = [lines[0], "<<<<<<< HEAD", *lines[1:9], "=======", *lines[5:], ">>>>>>> b", "a\tb"]
    ledger.write_text("\n".join(broken) + "\n", encoding="utf-8")
    at = NOW + timedelta(days=1)
    report = write_deck(course, tmp_path / "b.apkg", exported_at=at, workspace=root)
    assert len(report.warnings) == 2
    assert "merge" in report.warnings[0]
    changes = compare_with_ledger(report.plan).by_kind
    assert len(changes["unchanged"]) == len(list(course.flashcards()))
    assert ledger.read_text("utf-8").splitlines() == [*lines, "a\tb"]
