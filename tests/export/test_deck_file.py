"""The `.apkg` as a file: the same bytes for the same content, and what its report says."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from export.sample import NOW, change_item, read_bank
from factories import QUIZZES, make_workspace

from casekit.domain.bank import Bank
from casekit.export.anki import DeckReport, write_deck
from casekit.export.errors import BrokenTemplateError, EmptyDeckError
from casekit.export.ledger import LEDGER

CHOICE = "cas/comptes-nombre"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100e221bc330000000049454e44ae426082"
)

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from casekit.content import read_workspace
from casekit.export.anki import write_deck
bank = read_workspace(Path(sys.argv[1]), cache=False).bank
write_deck(bank, Path(sys.argv[2]), exported_at=datetime(2026, 3, 1, tzinfo=UTC))
"""


def deck_names(report: DeckReport) -> list[str]:
    return [deck.name for deck in report.plan.decks]


def test_two_processes_write_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{seed}.apkg" for seed in (1, 2)]
    for seed, path in enumerate(paths, 1):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-c", PROGRAM, str(workspace), str(path)]
        subprocess.run(command, check=True, env=environment)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_report_counts_what_was_written(bank: Bank, tmp_path: Path) -> None:
    report = write_deck(bank, tmp_path / "new/deck.apkg", exported_at=NOW)
    assert (report.notes, report.plan.types()) == (4, {"basic": 1, "choice": 3})
    assert deck_names(report) == ["Cours de démonstration::Arriver en Europe"]
    assert report.size == (tmp_path / "new/deck.apkg").stat().st_size
    assert report.warnings == ()


def test_nothing_stays_in_the_temporary_folder(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write_deck(bank, tmp_path / "deck.apkg", exported_at=NOW)
    assert not list(temporary.iterdir())
    assert [path.name for path in tmp_path.glob("*deck*")] == ["deck.apkg"]


def test_a_naive_time_is_refused(bank: Bank, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="aware"):
        write_deck(bank, tmp_path / "deck.apkg", exported_at=datetime(2026, 3, 1))  # noqa: DTZ001


def test_a_course_without_cards_is_told(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, quizzes=QUIZZES.replace("kind: practice", "kind: graded"))
    with pytest.raises(EmptyDeckError, match="No question becomes a card"):
        write_deck(read_bank(root), tmp_path / "deck.apkg", exported_at=NOW)
    assert not (tmp_path / "deck.apkg").exists()


def test_an_image_of_the_case_travels_with_the_deck(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    (workspace / "content/cas/media").mkdir()
    (workspace / "content/cas/media/carte.png").write_bytes(PIXEL)
    changed = change_item(bank, CHOICE, stem="Où ?\n\n![Une carte](media/carte.png)")
    path = tmp_path / "deck.apkg"
    report = write_deck(changed, path, exported_at=NOW, workspace=workspace)
    assert report.warnings == ()
    with zipfile.ZipFile(path) as package:
        [name] = json.loads(package.read("media")).values()
        assert package.read("0") == PIXEL
    assert name.startswith("demo-cas-carte-")


@pytest.mark.parametrize("src", ["absente.png", "https://example.org/a.png", "../../a.png"])
def test_an_image_that_is_not_the_cases_becomes_words(
    bank: Bank, workspace: Path, tmp_path: Path, src: str
) -> None:
    changed = change_item(bank, CHOICE, stem=f"Où ?\n\n![Une carte]({src})")
    report = write_deck(changed, tmp_path / "d.apkg", exported_at=NOW, workspace=workspace)
    [warning] = report.warnings
    assert CHOICE in warning
    assert src in warning


def test_an_export_dates_only_what_changed(bank: Bank, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    write_deck(bank, path, exported_at=NOW, workspace=workspace)
    first = (workspace / LEDGER).read_text(encoding="utf-8").splitlines()
    later = NOW + timedelta(days=1)
    changed = change_item(bank, CHOICE, explanation="Autre chose.")
    write_deck(changed, path, exported_at=later, workspace=workspace)
    second = (workspace / LEDGER).read_text(encoding="utf-8").splitlines()
    [line] = set(second) - set(first)
    assert CHOICE in line
    assert "2026-03-02" in line


def test_a_server_reads_the_ledger_without_writing_it(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    write_deck(bank, tmp_path / "d.apkg", exported_at=NOW, workspace=workspace, record=False)
    assert not (workspace / LEDGER).exists()


def test_a_ledger_that_cannot_be_written_is_told_and_the_deck_is_there(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "copy"
    elsewhere.mkdir()
    (elsewhere / "content").write_text("a file where the folder should be", encoding="utf-8")
    path = tmp_path / "deck.apkg"
    report = write_deck(bank, path, exported_at=NOW, workspace=elsewhere)
    assert path.exists()
    [warning] = report.warnings
    assert "anki-ledger.tsv" in warning


def test_a_renamed_deck_keeps_its_name(bank: Bank, workspace: Path, tmp_path: Path) -> None:
    write_deck(bank, tmp_path / "a.apkg", exported_at=NOW, workspace=workspace)
    course = bank.course.model_copy(update={"title": "Un autre titre"})
    renamed = replace(bank, course=course)
    report = write_deck(renamed, tmp_path / "b.apkg", exported_at=NOW, workspace=workspace)
    assert deck_names(report) == ["Cours de démonstration::Arriver en Europe"]


def test_a_workspace_can_replace_a_template(bank: Bank, workspace: Path, tmp_path: Path) -> None:
    own = workspace / "templates/anki/basic-front.html"
    own.parent.mkdir(parents=True)
    own.write_text("[[nonsense]] {{Front}}", encoding="utf-8")
    with pytest.raises(BrokenTemplateError, match="basic-front"):
        write_deck(bank, tmp_path / "d.apkg", exported_at=NOW, workspace=workspace)
