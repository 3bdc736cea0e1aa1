"""`casekit init` and the starter that it copies."""

import json
import stat
from pathlib import Path

import pytest
from cli.running import Run

from casekit.content import read_workspace


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_course_has_no_errors_and_no_warnings(run: Run, here: Path, language: str) -> None:
    assert run("init", "my course", "--language", language).exit_code == 0
    reading = read_workspace(here / "my course", cache=False)
    assert reading.problems == ()
    assert reading.bank is not None
    assert reading.bank.language == language
    assert run("--workspace", "my course", "check", "--strict").exit_code == 0


def test_the_course_speaks_the_language_of_the_messages(run: Run, here: Path) -> None:
    run("--language", "fr", "init", "cours")
    assert "language: fr" in (here / "cours/content/course.yaml").read_text(encoding="utf-8")


def test_the_next_commands_are_shown_as_one_types_them(run: Run) -> None:
    lines = run("init", "my course").output.splitlines()[-3:]
    commands = [line.strip() for line in lines]
    assert commands == ["cd 'my course'", "casekit check", "casekit serve --watch"]


def test_the_editor_finds_its_schemas(run: Run, here: Path) -> None:
    run("init", "course")
    for file in ("course.yaml", "bakery/items.yaml", "bakery/quizzes.yaml"):
        path = here / "course/content" / file
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.partition("$schema=")[2]
        assert json.loads(schema.read_text(encoding="utf-8"))["type"] == "object"
    assert json.loads((here / "course/.vscode/extensions.json").read_text(encoding="utf-8"))
    assert ".casekit/" in (here / "course/.gitignore").read_text(encoding="utf-8").splitlines()


def test_a_course_is_never_overwritten(run: Run, workspace: Path) -> None:
    before = (workspace / "content/course.yaml").read_bytes()
    result = run("init", "course")
    assert result.exit_code == 1
    assert "has a course already" in result.output
    assert (workspace / "content/course.yaml").read_bytes() == before


def test_files_that_are_there_already_are_kept(run: Run, here: Path) -> None:
    (here / "course").mkdir()
    (here / "course/README.md").write_text("Mine.", encoding="utf-8")
    result = run("init", "course")
    assert result.exit_code == 0
    assert "course/README.md" in result.output
    assert (here / "course/README.md").read_text(encoding="utf-8") == "Mine."


def test_a_path_that_is_a_file_is_told_in_one_sentence(run: Run, here: Path) -> None:
    (here / "course").write_text("", encoding="utf-8")
    result = run("init", "course")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1


def test_what_is_written_may_be_changed(run: Run, here: Path) -> None:
    run("init", "course")
    mode = (here / "course/content/course.yaml").stat().st_mode
    assert mode & stat.S_IWUSR
