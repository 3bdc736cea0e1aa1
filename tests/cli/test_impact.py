"""`casekit impact` and `casekit check --impact`, with a git repository of their own."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.running import Run
from factories import ITEMS, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.delivery import make_guest, start_attempt
from casekit.store import open_store

ITEM = ITEMS.replace("Environ 1 000", "Environ 2 000")


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's configuration, and no repository above the folder of the test."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "As it was")


@pytest.fixture
def committed(here: Path) -> Path:
    """The small workspace in the current folder, all of it committed."""
    make_workspace(here)
    git(here, "init", "--quiet")
    commit(here)
    return here


def start(workspace: Path) -> None:
    """A running attempt at the practice quiz."""
    bank = read_workspace(workspace).bank
    assert bank is not None
    now = datetime.now(UTC)
    with open_store(f"sqlite:///{workspace / '.casekit/casekit.db'}") as store:
        guest = make_guest(store, now)
        start_attempt(store, bank, "cas/lecture", guest.person_id, now)


def test_an_excerpt_is_shown_with_all_that_hangs_on_it(run: Run, here: Path) -> None:
    make_workspace(here)
    result = run("impact", "journal#canal")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    line = ITEMS.splitlines().index("  - id: canal-unique") + 1
    assert lines[0] == ["journal#canal"]
    place = f"content/cas/items.yaml:{line}"
    assert ["question", "cas/canal-unique", place, "cites", "it"] in lines
    assert ["quiz", "cas/lecture", "practice,", "lists", "1"] in lines
    assert ["text", "content/cas/case.md:18"] in lines
    assert "attempts" not in result.output  # no database yet, and none was made
    assert not (here / ".casekit/casekit.db").exists()


def test_an_item_is_found_by_its_id_alone(run: Run, here: Path) -> None:
    make_workspace(here)
    assert run("impact", "canal-unique").output == run("impact", "cas/canal-unique").output


@pytest.mark.parametrize(
    ("word", "near"), [("journal#cannal", "journal#canal"), ("cas/canal-uniqe", "cas/canal-unique")]
)
def test_a_misspelt_name_is_answered_with_the_near_one(
    run: Run, here: Path, word: str, near: str
) -> None:
    make_workspace(here)
    result = run("impact", word)
    assert result.exit_code == 2
    assert f'Did you mean "{near}"?' in result.output


def test_an_excerpt_that_nothing_uses_says_so(run: Run, here: Path) -> None:
    rest = "  - id: reste\n    paragraph: 4\n    kind: fact\n    text: Le reste.\n"
    make_workspace(here, source=SOURCE + rest)
    assert run("impact", "journal#reste").output == "Nothing hangs on journal#reste.\n"


def test_attempts_that_hold_an_older_version_are_counted(run: Run, here: Path) -> None:
    make_workspace(here)
    start(here)
    lines = [line.split() for line in run("impact", "cas/comptes-nombre").output.splitlines()]
    assert ["running", "attempts", "1"] in lines
    assert ["finished", "attempts", "0"] in lines
    make_workspace(here, items=ITEM)
    output = " ".join(run("impact", "journal#comptes").output.split())
    assert "running attempts 1 1 with another version than now" in output


def test_a_database_that_waits_for_its_upgrade_is_left_alone(run: Run, here: Path) -> None:
    make_workspace(here)
    start(here)
    with closing(sqlite3.connect(here / ".casekit/casekit.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()
        result = run("impact", "cas/comptes-nombre")
        [(revision,)] = database.execute("SELECT version_num FROM alembic_version")
    assert result.exit_code == 0, result.output
    assert "attempts are not counted" in result.stderr
    assert revision == "0001"


def test_nothing_changed_since_the_last_commit(run: Run, committed: Path) -> None:
    result = run("impact")
    assert result.exit_code == 0, result.output
    assert result.output == "Nothing that is taught has changed since the last commit.\n"


def test_each_change_is_told_with_what_it_touches(run: Run, committed: Path) -> None:
    source = SOURCE.replace("un seul canal", "un unique canal")
    make_workspace(committed, items=ITEM, source=source)
    lines = [line.split() for line in run("impact").output.splitlines()]
    assert lines[0] == ["2", "changes", "since", "the", "last", "commit"]
    assert ["journal#canal:", "changed:", "text"] in lines
    assert ["cas/comptes-nombre:", "changed:", "choices"] in lines
    assert ["quiz", "cas/lecture", "practice,", "lists", "1"] in lines
    assert ["text", "content/cas/case.md:18"] in lines


def test_a_course_below_its_repository_is_compared_with_its_own_files(run: Run, here: Path) -> None:
    course = make_workspace(here / "cours d'été")
    (here / "other.txt").write_text("another project")
    git(here, "init", "--quiet")
    commit(here)
    make_workspace(course, items=ITEM)
    output = run("--workspace", course, "impact").output
    assert "1 change since the last commit" in output
    assert "cas/comptes-nombre: changed: choices" in output


def test_the_files_and_the_repository_are_left_as_they_are(run: Run, committed: Path) -> None:
    make_workspace(committed, items=ITEM)
    before = subprocess.check_output(["git", "status", "--porcelain"], cwd=committed)
    run("impact")
    after = subprocess.check_output(["git", "status", "--porcelain"], cwd=committed)
    assert before == after
    assert (committed / "content/cas/items.yaml").read_text(encoding="utf-8") == ITEM


def test_without_a_repository_one_sentence_says_so(run: Run, here: Path) -> None:
    make_workspace(here)
    result = run("impact")
    assert result.exit_code == 1
    assert "is in no git repository" in result.output


def test_without_a_commit_one_sentence_says_so(run: Run, here: Path) -> None:
    make_workspace(here)
    git(here, "init", "--quiet")
    result = run("impact")
    assert result.exit_code == 1
    assert result.output == (
        "Error: The git repository has no commit yet: nothing to compare with.\n"
    )


def test_a_commit_without_the_course_is_told(run: Run, here: Path) -> None:
    (here / "other.txt").write_text("another project")
    git(here, "init", "--quiet")
    commit(here)
    make_workspace(here)
    assert "The last commit has no course in this folder" in run("impact").output


def test_a_commit_with_errors_is_told(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("journal#comptes", "journal#compte"))
    git(here, "init", "--quiet")
    commit(here)
    make_workspace(here)
    assert "The last commit has 1 error of its own" in run("impact").output


def test_without_git_one_sentence_says_so(
    run: Run, committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(committed))
    assert shutil.which("git") is None
    assert "git is not installed" in run("impact").output


def test_check_prints_the_impact_after_its_own_lines(run: Run, committed: Path) -> None:
    make_workspace(committed, items=ITEM)
    result = run("check", "--impact")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "0 errors, 0 warnings in 5 files"
    assert lines[2] == "1 change since the last commit"


def test_check_goes_by_the_files_alone_where_nothing_can_be_compared(run: Run, here: Path) -> None:
    make_workspace(here)
    result = run("check", "--impact")
    assert result.exit_code == 0, result.output
    assert "is in no git repository" in result.output
    assert run("check", "--impact", "--format", "json").exit_code == 2
