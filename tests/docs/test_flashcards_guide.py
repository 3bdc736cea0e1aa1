"""The guide to flashcards is held to what casekit does."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide_reader import CASES

from casekit.cli import main
from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.resources import docs_dir, starter_dir

LANGUAGES = ("en", "fr")
BLOCK = re.compile(r"^```yaml\n(cards:\n.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^    casekit (export anki.*?)(?:  +#.*)?$", re.MULTILINE)


def page_of(language: str) -> str:
    return (docs_dir() / f"flashcards.{language}.md").read_text(encoding="utf-8")


def bank_of(root: Path) -> Bank:
    reading = read_workspace(root, cache=False)
    assert [problem.message() for problem in reading.problems] == []
    assert reading.bank is not None
    return reading.bank


def run(root: Path, command: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(root), *command.split()])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_the_card_of_the_starter_course(language: str, tmp_path: Path) -> None:
    root = shutil.copytree(starter_dir(language), tmp_path / "course")
    shown = bank_of(root).flashcards()
    [example] = BLOCK.findall(page_of(language))
    (root / "content" / CASES[language] / "cards.yaml").write_text(example, encoding="utf-8")
    assert list(bank_of(root).flashcards()) == list(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_of_the_page_are_commands(language: str, tmp_path: Path) -> None:
    root = shutil.copytree(starter_dir(language), tmp_path / "course")
    whole, *others = COMMAND.findall(page_of(language))
    assert run(root, whole).exit_code == 0
    [deck] = (root / "exports").glob("*.apkg")
    case, tag, diff = (command.replace("old.apkg", str(deck)) for command in others)
    assert run(root, case).exit_code == 0
    assert run(root, diff.replace("ancien.apkg", str(deck))).exit_code == 0
    assert run(root, tag).exit_code == 2  # the starter course has no tags, and says so


def test_both_languages_say_the_same() -> None:
    english, french = (page_of(language) for language in LANGUAGES)
    assert english.count("\n## ") == french.count("\n## ")
    assert re.findall(r"`([a-z]+:?)`", english) == re.findall(r"`([a-z]+:?)`", french)
