"""`casekit export`."""

from pathlib import Path

import pytest
from cli.running import Run
from factories import ITEMS, make_workspace


def test_a_deck_is_written_into_exports(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "anki")
    assert result.exit_code == 0, result.output
    assert (workspace / "exports/demo.apkg").stat().st_size > 1000
    assert result.stdout.startswith("course/exports/demo.apkg, 4 notes, ")


def test_the_deck_of_one_case_names_it(run: Run, workspace: Path, here: Path) -> None:
    result = run("--workspace", workspace, "export", "anki", "--case", "cas", "--out", "decks")
    assert result.exit_code == 0, result.output
    assert (here / "decks/demo-cas.apkg").is_file()


def test_the_course_is_still_clean_after_an_export(run: Run, workspace: Path) -> None:
    before = run("--workspace", workspace, "check").output
    run("--workspace", workspace, "export", "anki")
    assert run("--workspace", workspace, "check").output == before


@pytest.mark.parametrize("words", [["anki", "--case", "Cas"], ["handout", "Cas"]])
def test_a_case_that_does_not_exist_is_wrong_usage(
    run: Run, workspace: Path, words: list[str]
) -> None:
    result = run("--workspace", workspace, "export", *words)
    assert result.exit_code == 2
    assert result.output.rstrip().endswith("There is: cas")


def test_a_course_with_errors_is_not_exported(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("journal#comptes", "journal#compte"))
    result = run("export", "anki")
    assert result.exit_code == 1
    assert "journal#compte" in result.output
    assert not (here / "exports").exists()


def test_an_unwritable_folder_is_told_in_one_sentence(run: Run, workspace: Path) -> None:
    (workspace / "exports").write_text("a file where the folder should be", encoding="utf-8")
    result = run("--workspace", workspace, "export", "anki")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert "exports" in result.output


def test_an_edition_that_does_not_exist_is_told(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "handout", "cas", "--edition", "x")
    assert result.exit_code == 1
    assert "student" in result.output


@pytest.mark.pdf
def test_a_handout_is_written_into_exports(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "handout", "cas")
    assert result.exit_code == 0, result.output
    assert (workspace / "exports/demo-cas-student.pdf").read_bytes().startswith(b"%PDF")
    assert " page" in result.stdout
