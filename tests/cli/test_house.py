"""Language, help, and the way in which commands fail."""

from pathlib import Path

import click
import pytest
from cli.running import Run
from factories import make_workspace

from casekit import __version__
from casekit.cli import main
from casekit.cli.house import language_of
from casekit.cli.words import SENTENCES
from casekit.text.i18n import gettext, use_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_help_is_in_the_language_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Check every file of the course" in run("--help").output
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    french = run("check", "--help").output
    assert "Check every file" not in french
    assert "Show this message" not in french
    assert french != run("--language", "en", "check", "--help").output


def test_wrong_usage_is_told_in_the_language_asked_for(run: Run) -> None:
    english = run("check", "--format", "xml").output
    french = run("--language", "fr", "check", "--format", "xml").output
    assert "is not one of 'text', 'json', 'github'" in english
    assert "is not one of" not in french


def test_clicks_sentences_are_translated() -> None:
    with use_language("fr"):
        assert {sentence for sentence in SENTENCES if gettext(sentence) == sentence} == set()


def test_french_help_and_mistakes_are_set_as_french_is(run: Run, here: Path) -> None:
    pages = run("--language", "fr", "--help").output
    assert "Options\u00a0:" in pages
    assert "Commandes\u00a0:" in pages
    wrong = run("--language", "fr", "no-such-command").output
    assert "«\u00a0no-such-command\u00a0»" in wrong
    missing = run(
        "--language", "fr", "--workspace", make_workspace(here), "sources", "add", "no.txt"
    )
    assert "no.txt\u00a0: ce fichier" in missing.output


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").output == f"casekit {__version__}\n"


def commands() -> list[list[str]]:
    found = []
    for name, command in main.commands.items():
        names = list(command.commands) if isinstance(command, click.Group) else []
        found += [[name, sub] for sub in names] or [[name]]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_explains_itself(run: Run, words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert len(result.output.split("\n\n")) >= 3
    assert run(*words, "--no-such-option").exit_code == 2


def test_without_a_course_the_sentence_names_init(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "casekit init" in result.output


def test_a_folder_without_a_course_is_named(run: Run, here: Path) -> None:
    result = run("--workspace", here / "nowhere", "check")
    assert result.exit_code == 2
    assert "nowhere holds no course" in result.output


def test_the_workspace_is_found_upwards(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "content" / "cas")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "words", [["--workspace", "course", "check"], ["check", "--workspace", "course"]]
)
def test_the_workspace_is_named_before_or_after_the_command(
    run: Run, workspace: Path, words: list[str]
) -> None:
    assert run(*words).exit_code == 0


def test_the_workspace_is_named_by_the_environment(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEKIT_WORKSPACE", str(workspace))
    assert run("check").exit_code == 0
