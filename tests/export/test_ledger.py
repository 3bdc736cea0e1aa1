"""The deck ledger: when a note changed, and what must never change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from casekit.export.ledger import Ledger, parse_ledger, read_ledger, write_ledger

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def test_a_note_keeps_its_date_while_its_content_stays() -> None:
    ledger = Ledger()
    assert ledger.date("note", "cas/a", "guid", "digest", MONDAY) == MONDAY
    assert ledger.date("note", "cas/a", "guid", "digest", TUESDAY) == MONDAY


def test_a_changed_note_is_always_newer_than_before() -> None:
    ledger = Ledger()
    ledger.date("note", "cas/a", "guid", "digest", TUESDAY)
    later = ledger.date("note", "cas/a", "guid", "other", MONDAY)
    assert later == TUESDAY + timedelta(seconds=1)


def test_a_deck_keeps_the_name_of_its_first_export() -> None:
    ledger = Ledger()
    assert ledger.freeze("deck", "cas", "Cours::Cas", MONDAY) == "Cours::Cas"
    assert ledger.freeze("deck", "cas", "Cours::Autre", TUESDAY) == "Cours::Cas"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.freeze("deck", "cas", "Cours : un::Cas", MONDAY)
    ledger.date("note", "cas/a", "guid", "digest", TUESDAY)
    write_ledger(ledger, tmp_path / "ledger.tsv")
    assert read_ledger(tmp_path / "ledger.tsv") == ledger


def test_two_branches_merge_to_the_newest_note_and_the_oldest_name() -> None:
    merged = parse_ledger(
        "\n".join(
            [
                "<<<<<<< ours",
                f"deck\tcas\tDeux\t-\t{TUESDAY.isoformat()}",
                f"note\tcas/a\tguid\tnew\t{TUESDAY.isoformat()}",
                "=======",
                f"deck\tcas\tUn\t-\t{MONDAY.isoformat()}",
                f"note\tcas/a\tguid\told\t{MONDAY.isoformat()}",
                ">>>>>>> theirs",
            ]
        )
    )
    assert merged.entries["deck", "cas"].value == "Un"
    assert merged.entries["note", "cas/a"].digest == "new"


def test_no_ledger_yet_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none.tsv") == Ledger()


def test_a_ledger_saved_by_an_editor_with_a_byte_order_mark_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    ledger = Ledger()
    ledger.freeze("deck", "*", "Cours", MONDAY)
    write_ledger(ledger, path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read_ledger(path) == ledger
