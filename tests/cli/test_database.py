"""`casekit db`."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.running import Run
from factories import make_workspace

from casekit.cli.opening import find_file
from casekit.delivery import ensure_instructor, find_person
from casekit.store import open_store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def database(workspace: Path) -> Path:
    """The workspace's database, with an instructor in it."""
    path = workspace / ".casekit/casekit.db"
    with open_store(f"sqlite:///{path}") as store:
        ensure_instructor(store, NOW)
    return path


def test_status_makes_no_database(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "db", "status")
    assert result.exit_code == 0
    assert not (workspace / ".casekit/casekit.db").exists()


def test_upgrade_makes_the_database_and_status_finds_it(run: Run, workspace: Path) -> None:
    assert run("--workspace", workspace, "db", "upgrade").exit_code == 0
    result = run("--workspace", workspace, "db", "status")
    assert result.exit_code == 0
    assert "up to date" in result.output


def test_a_database_of_a_newer_casekit_is_left_alone(
    run: Run, workspace: Path, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    result = run("--workspace", workspace, "db", "upgrade")
    assert result.exit_code == 1
    assert "newer casekit" in result.output


def test_a_backup_holds_what_the_database_holds(
    run: Run, workspace: Path, database: Path, here: Path
) -> None:
    result = run("--workspace", workspace, "db", "backup", "copy.db")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("copy.db, ")
    with open_store(f"sqlite:///{database}") as one, open_store(f"sqlite:///{here}/copy.db") as two:
        person = ensure_instructor(one, NOW)
        assert find_person(two, person.person_id) == person


def test_a_backup_is_for_its_owner_only(
    run: Run, workspace: Path, database: Path, here: Path
) -> None:
    run("--workspace", workspace, "db", "backup", "copy.db")
    assert stat.S_IMODE((here / "copy.db").stat().st_mode) == 0o600


def test_a_backup_replaces_nothing(run: Run, workspace: Path, database: Path, here: Path) -> None:
    (here / "copy.db").write_bytes(b"mine")
    assert run("--workspace", workspace, "db", "backup", "copy.db").exit_code == 1
    assert (here / "copy.db").read_bytes() == b"mine"


def test_a_database_that_cannot_be_read_is_told_in_one_sentence(
    run: Run, workspace: Path, database: Path
) -> None:
    for file in database.parent.glob("casekit.db*"):
        file.unlink()
    database.write_bytes(b"this is no database, only some text that is long enough" * 20)
    result = run("--workspace", workspace, "db", "status")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////srv/casekit.db", Path("/srv/casekit.db")),
        ("sqlite+pysqlite:///casekit.db?timeout=3", Path("casekit.db")),
        ("sqlite:////srv/50%25/casekit.db", Path("/srv/50%/casekit.db")),
        ("postgresql+psycopg://localhost/casekit", None),
    ],
)
def test_the_file_is_read_from_the_address(url: str, file: Path | None) -> None:
    assert find_file(url) == file


@pytest.mark.parametrize("words", [["status"], ["backup", "copy.db"]], ids=" ".join)
def test_an_address_that_is_none_is_told_in_one_sentence(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("CASEKIT_DATABASE_URL", "casekit.db")
    result = run("--workspace", workspace, "db", *words)
    assert result.exit_code == 2
    assert result.output.startswith("Error: CASEKIT_DATABASE_URL is not usable: ")
    assert len(result.output.splitlines()) == 1


def test_a_workspace_with_an_odd_name_keeps_its_database(run: Run, here: Path) -> None:
    folder = make_workspace(here / "50%41 Q&A? #2")
    assert run("--workspace", folder, "db", "upgrade").exit_code == 0
    assert (folder / ".casekit/casekit.db").stat().st_size > 0
    result = run("--workspace", folder, "db", "backup", "copy.db")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in here.iterdir()) == [folder.name, "copy.db"]
