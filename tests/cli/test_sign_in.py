"""`casekit sign-in`."""

from pathlib import Path

import pytest
from cli.running import ADDRESS, Run, served

from casekit.cli.address import DEFAULT_URL


def printed_by(run: Run, workspace: Path, *words: str) -> str:
    """The address that the command printed."""
    result = run("--workspace", workspace, "sign-in", *words)
    assert result.exit_code == 0, result.output
    [address] = ADDRESS.findall(result.output.replace("https://", "http://"))
    return address


def test_the_address_signs_in_at_the_running_server(run: Run, workspace: Path) -> None:
    with served("serve", "--port", "0", folder=workspace) as server:
        home = server.addresses[0].rstrip("/")
        address = printed_by(run, workspace, "--base-url", home)
        assert address.startswith(f"{home}/sign-in/")
        assert server.get(address.removeprefix(server.addresses[0]))[0] == 200


def test_each_address_is_a_new_one(run: Run, workspace: Path) -> None:
    assert printed_by(run, workspace) != printed_by(run, workspace)


def test_the_server_is_the_one_named_else_that_of_the_environment_else_this_machines(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed_by(run, workspace).startswith(f"{DEFAULT_URL}/sign-in/")
    monkeypatch.setenv("CASEKIT_BASE_URL", "https://cases.example.org/")
    assert printed_by(run, workspace).startswith("http://cases.example.org/sign-in/")
    named = printed_by(run, workspace, "--base-url", "http://localhost:9000")
    assert named.startswith("http://localhost:9000/sign-in/")


def test_what_is_no_address_of_a_server_is_refused(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "sign-in", "--base-url", "cases.example.org")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
