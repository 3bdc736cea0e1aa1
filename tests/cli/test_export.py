"""`casekit export`."""

from pathlib import Path

import pytest
from cli.running import Run
from factories import CASE, ITEMS, make_workspace

from casekit.export.handout import FOLDER


def test_a_deck_is_written_into_exports(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "anki")
    assert result.exit_code == 0, result.output
    assert (workspace / "exports/demo.apkg").stat().st_size > 1000
    assert result.stdout.startswith("course/exports/demo.apkg, 4 notes, ")


def test_the_deck_of_one_case_names_it(run: Run, workspace: Path, here: Path) -> None:
    result = run("--workspace", workspace, "export", "anki", "--case", "cas", "--out", "decks")
    assert result.exit_code == 0, result.output
    assert (here / "decks/demo-cas.apkg").is_file()


def test_a_second_export_says_what_it_changes(run: Run, workspace: Path) -> None:
    first = run("--workspace", workspace, "export", "anki")
    assert "Since" not in first.stdout
    items = workspace / "content/cas/items.yaml"
    text = items.read_text("utf-8").replace("L'article ne cite qu'un canal.", "Un seul canal.")
    items.write_text(text, encoding="utf-8")
    second = run("--workspace", workspace, "export", "anki")
    assert second.stdout.splitlines()[1:] == [
        "Since the last export:",
        "    Notes updated: 1",
        "        cas/canal-unique",
        "    Notes unchanged: 3",
    ]


def test_an_old_deck_is_compared_and_nothing_is_written(
    run: Run, workspace: Path, here: Path
) -> None:
    run("--workspace", workspace, "export", "anki", "--out", here)
    ledger = workspace / "content/anki-ledger.tsv"
    before = ledger.read_text("utf-8")
    cards = "cards:\n  - {id: canal, front: Le canal, back: Un seul, evidence: [journal#canal]}\n"
    (workspace / "content/cas/cards.yaml").write_text(cards, encoding="utf-8")
    quizzes = workspace / "content/cas/quizzes.yaml"
    graded = "  - {id: note, title: Note, kind: graded, items: [annee-record]}\n"
    text = quizzes.read_text("utf-8").replace("canal-unique, annee-record,", "canal-unique,")
    quizzes.write_text(text + graded, encoding="utf-8")
    result = run("--workspace", workspace, "export", "anki", "--diff", here / "demo.apkg")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "For those who have demo.apkg:",
        "    Notes added: 1",
        "        cas/canal",
        "    Notes unchanged: 3",
        "    Notes left as they are: 1",
        "        The old deck has them and the new one has not; Anki deletes nothing.",
        "        cas/annee-record",
    ]
    assert ledger.read_text("utf-8") == before
    assert not (workspace / "exports").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no deck at all"])
def test_what_is_no_deck_cannot_be_compared(
    run: Run, workspace: Path, here: Path, data: bytes
) -> None:
    (here / "old.apkg").write_bytes(data)
    result = run("--workspace", workspace, "export", "anki", "--diff", "old.apkg")
    assert result.exit_code == 1
    assert result.output.strip() == (
        "Error: old.apkg is not a deck that casekit wrote. Give the .apkg of an earlier export."
    )


def test_a_deck_that_is_not_there_is_told(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "anki", "--diff", "none.apkg")
    assert result.exit_code == 1
    assert "none.apkg" in result.output
    assert len(result.output.splitlines()) == 1


def test_the_cards_of_a_tag_are_a_deck(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "anki", "--tag", "vente")
    assert result.stdout.startswith("course/exports/demo-vente.apkg, 3 notes, ")
    result = run("--workspace", workspace, "export", "anki", "--tag", "ventes")
    assert result.exit_code == 2
    assert 'Did you mean "vente"?' in result.output


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
    assert result.exit_code == 2
    assert "student" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--quiz", "lecture"], "--quiz goes with"),
        (["--edition", "quiz", "--quiz", "nothing"], "There is: cas/lecture"),
        (["--edition", "quiz", "--forms", "9"], "forms"),
        (["--paper", "a5"], "a4"),
        (["--lines", "99"], "lines"),
    ],
)
def test_a_handout_that_cannot_be_meant_is_wrong_usage(
    run: Run, workspace: Path, words: list[str], told: str
) -> None:
    result = run("--workspace", workspace, "export", "handout", "cas", *words)
    assert result.exit_code == 2
    assert told in result.output
    assert not (workspace / "exports").exists()


def test_a_case_without_cards_is_told_and_nothing_is_written(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("    objective:", "    card: false\n    objective:"))
    result = run("export", "handout", "--edition", "cards")
    assert result.exit_code == 1
    assert "no sheet to print" in result.output
    assert not list((here / "exports").iterdir())


@pytest.mark.pdf
def test_handouts_are_written_into_exports_and_kept(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "export", "handout", "--all")
    assert result.exit_code == 0, result.output
    assert (workspace / "exports/demo-cas-student.pdf").read_bytes().startswith(b"%PDF")
    assert " page" in result.stdout
    assert len(list((workspace / FOLDER).glob("*.pdf"))) == 1


@pytest.mark.pdf
def test_a_quiz_is_written_form_by_form(run: Run, workspace: Path) -> None:
    words = ("--edition", "quiz", "--quiz", "lecture", "--forms", "2", "--paper", "letter")
    result = run("--workspace", workspace, "export", "handout", *words)
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (workspace / "exports").glob("*.pdf"))
    assert names == [f"demo-cas-lecture-quiz-form-{form}-letter.pdf" for form in "ab"]
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == [
        f"course/exports/{name}" for name in names
    ]


@pytest.mark.pdf
def test_characters_that_the_fonts_lack_are_told(run: Run, here: Path) -> None:
    make_workspace(here, case=CASE.replace("La directrice", "Lei Jun (雷军), la directrice"))
    result = run("export", "handout")
    assert result.exit_code == 0, result.output
    assert "Our fonts lack 军 雷" in result.stderr


def test_without_pango_one_sentence_says_what_to_install(
    run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in fails as the real library does where the system's ones are missing."""
    (tmp_path / "path/weasyprint").mkdir(parents=True)
    (tmp_path / "path/weasyprint/__init__.py").write_text("raise OSError('libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "path"))
    words = ("--edition", "quiz", "--forms", "2")
    result = run("--workspace", workspace, "export", "handout", *words)
    assert result.exit_code == 1
    [line] = result.output.splitlines()
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in line
