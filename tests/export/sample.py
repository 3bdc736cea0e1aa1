"""Plain builders: a bank read from files, and the same bank with one thing changed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.domain.flashcard import card_of_item
from casekit.domain.item import parse_item
from casekit.export.card_outlet import CardOutlet
from casekit.export.cards import CardNote, make_note
from casekit.export.note_type import FIELDS

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def read_bank(root: Path) -> Bank:
    reading = read_workspace(root, cache=False)
    assert reading.bank is not None, [problem.message() for problem in reading.errors]
    return reading.bank


def change_item(bank: Bank, item_id: str, **changes: object) -> Bank:
    """The bank with one item written otherwise; a change to None takes the key away."""
    version = bank.items[item_id]
    written = {k: v for k, v in {**version.written, **changes}.items() if v is not None}
    item = parse_item(written, bank.language)
    return replace(
        bank, items={**bank.items, item_id: replace(version, written=written, item=item)}
    )


def change_case(bank: Bank, case_id: str, **changes: object) -> Bank:
    """The bank with one case written otherwise."""
    case = replace(bank.cases[case_id], **changes)  # type: ignore[arg-type]
    return replace(bank, cases={**bank.cases, case_id: case})


def note_of(bank: Bank, card_id: str, base_url: str | None = None) -> CardNote:
    """The note of an item, whether it wants a card or not, or of a term."""
    case_id = card_id.split("/")[0]
    if card_id in bank.items:
        card = card_of_item(bank.items[card_id], bank.cases[case_id].former_id)
    else:
        card = next(card for card in bank.flashcards(case_id) if card.card_id == card_id)
    gaps = {gap.name: number for number, gap in enumerate(card.card.gaps, 1)}
    return make_note(card, CardOutlet(bank, case_id), gaps, base_url)


def field(note: CardNote, name: str) -> str:
    return note.fields[FIELDS[note.type].index(name)]
