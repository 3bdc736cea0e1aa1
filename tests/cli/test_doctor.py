"""`casekit doctor`."""

import socket
from pathlib import Path

import pytest
from cli.running import Run
from factories import ITEMS, make_workspace

from casekit.cli.doctor import look_at_content, look_at_database, look_at_port


def test_each_part_has_a_line(run: Run, workspace: Path) -> None:
    lines = run("--workspace", workspace, "doctor").output.splitlines()
    for part in ("Python", "Pango", "Fonts", "Workspace", "Database", "Port"):
        assert any(line.startswith(part) for line in lines)


def test_without_a_course_it_names_init(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "casekit init my-course" in result.output


def test_errors_in_the_files_are_counted(here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("journal#comptes", "journal#compte"))
    finding = look_at_content(here)
    assert finding.detail.startswith("1 error")
    assert finding.remedy is not None


def test_looking_at_the_database_makes_none(workspace: Path) -> None:
    assert look_at_database(workspace).remedy is None
    assert not (workspace / ".casekit/casekit.db").exists()


def test_a_broken_database_is_found(workspace: Path) -> None:
    (workspace / ".casekit").mkdir()
    (workspace / ".casekit/casekit.db").write_bytes(b"no database at all" * 100)
    assert look_at_database(workspace).remedy is not None


def test_a_wrong_variable_is_found(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEKIT_TIMEZONE", "Europe/Pari")
    finding = look_at_database(workspace)
    assert finding.detail == "CASEKIT_TIMEZONE=Europe/Pari"
    assert 'Did you mean "Europe/Paris"?' in str(finding.remedy)


def test_a_busy_port_is_answered_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        remedy = look_at_port(port).remedy
    assert remedy is not None
    assert remedy.startswith("casekit serve --port ")
    assert str(port) not in remedy
