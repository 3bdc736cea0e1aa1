"""The command line as a user meets it."""

from pathlib import Path

import pytest
from cli.running import Run
from click.testing import CliRunner, Result
from factories import make_workspace

from casekit.cli import main


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("LC_ALL", "LC_MESSAGES", "CASEKIT_WORKSPACE", "CASEKIT_DATABASE_URL")
    more = ("CASEKIT_GUESTS", "CASEKIT_TIMEZONE")
    for name in (*names, *more, "CASEKIT_SECRET_KEY", "CASEKIT_BASE_URL", "CASEKIT_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(here: Path) -> Path:
    """A small valid workspace below the current folder."""
    return make_workspace(here / "course")


@pytest.fixture
def run(here: Path) -> Run:
    """Runs a command line; an exception that no sentence was made of is raised here."""

    def invoke(*arguments: str | Path) -> Result:
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return invoke
