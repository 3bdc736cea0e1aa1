"""Anki's own program at a desk: it imports decks, reviews cards, and says what it finds wrong."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anki.cards import Card

KINDS = ("new", "updated", "duplicate", "conflicting")


class AnkiDesk:
    """A student's collection.

    Attributes:
        collection: Anki's.
    """

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        self.collection: Collection = Collection(str(folder / "collection.anki2"))

    def take(self, path: Path) -> dict[str, int]:
        """Imports a deck; Anki's counts of notes, every kind present."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        return {kind: len(getattr(log, kind)) for kind in KINDS}

    def find_faults(self) -> list[str]:
        """What an import never tells: empty cards, missing media, notes that Anki calls wrong."""
        collection = self.collection
        faults = [f"empty: {note.note_id}" for note in collection.get_empty_cards().notes]
        faults += [f"missing: {name}" for name in collection.media.check().missing]
        faults += [f"unused: {name}" for name in collection.media.check().unused]
        for note_id in collection.find_notes(""):
            note = collection.get_note(note_id)
            if note.fields_check() != 0:
                faults.append(f"{note['ID']}: {note.fields_check()}")
        return faults

    def count_by_type(self) -> dict[str, int]:
        """Notes by the name of their type."""
        notes = (self.collection.get_note(note) for note in self.collection.find_notes(""))
        return dict(Counter(str((note.note_type() or {})["name"]) for note in notes))

    def count_by_deck(self) -> dict[str, int]:
        """Cards by the full name of their deck."""
        cards = (self.collection.get_card(card) for card in self.collection.find_cards(""))
        return dict(Counter(self.collection.decks.name(card.did) for card in cards))

    def cards_of(self, card_id: str) -> list["Card"]:
        """The cards of the note with an id of ours, in the order of its faces."""
        found = self.collection.find_cards(f'ID:"{card_id}"')
        return sorted((self.collection.get_card(card) for card in found), key=lambda c: c.ord)

    def review(self, card: "Card", rating: int) -> None:
        """Answers a card as its student would: 1 again, 2 hard, 3 good, 4 easy."""
        from anki.scheduler.v3 import CardAnswer

        scheduler = self.collection.sched
        card.start_timer()
        states = self.collection._backend.get_scheduling_states(card.id)
        answer = scheduler.build_answer(
            card=card, states=states, rating=CardAnswer.Rating.ValueType(rating - 1)
        )
        scheduler.answer_card(answer)

    def schedule(self) -> dict[int, tuple[int, ...]]:
        """What Anki knows of the progress with each card."""
        cards = (self.collection.get_card(card) for card in self.collection.find_cards(""))
        return {c.id: (c.type, c.queue, c.due, c.ivl, c.reps, c.lapses) for c in cards if c.reps}
