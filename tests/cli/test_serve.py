"""`casekit serve` and `casekit demo`, as real servers."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import click
import pytest
from cli.running import Run, served
from factories import ITEMS, make_workspace

from casekit.cli.demo import copy_demo, find_demo
from casekit.cli.server import address_of, bind, bind_first_free, is_loopback


@pytest.fixture
def busy_port() -> int:
    """A port on which somebody listens already."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_the_course_is_served(workspace: Path) -> None:
    with served("serve", "--port", "0", folder=workspace) as server:
        status, page = server.get()
        assert status == 200
        assert "Cours de démonstration" in page


def test_ctrl_c_ends_the_server_quietly(workspace: Path) -> None:
    with served("serve", "--port", "0", folder=workspace) as server:
        server.get()
        assert server.interrupt() == (0, "", "")


def test_a_worker_that_is_ending_does_not_hear_a_second_signal(workspace: Path) -> None:
    """Ctrl-C reaches the workers twice: from the terminal, and from the process that leads them."""
    with served("serve", "--port", "0", folder=workspace) as server:
        server.get()
        leader = server.process.pid
        [worker, *_] = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
        os.kill(int(worker), signal.SIGINT)
        time.sleep(0.05)  # it has heard the first
        with suppress(ProcessLookupError):
            while True:
                os.kill(int(worker), signal.SIGQUIT)
                time.sleep(0.001)
        time.sleep(0.5)  # another worker has taken its place, and hears signals
        assert server.interrupt() == (0, "", "")


def test_the_instructors_address_is_printed_on_this_machine_only(workspace: Path) -> None:
    with served("serve", "--port", "0", folder=workspace) as server:
        assert "/sign-in/" in server.addresses[1]
    with served("serve", "--port", "0", "--host", "0.0.0.0", folder=workspace) as server:
        assert not [address for address in server.addresses if "/sign-in/" in address]


def test_flasks_own_server_debugs(workspace: Path) -> None:
    with served("serve", "--port", "0", "--debug", folder=workspace) as server:
        assert server.addresses


def test_a_course_with_errors_is_announced(here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("journal#comptes", "journal#compte"))
    with served("serve", "--port", "0", folder=here) as server:
        _code, _output, errors = server.interrupt()
        assert "casekit check" in errors


def test_a_busy_port_is_told_in_one_sentence(run: Run, workspace: Path, busy_port: int) -> None:
    result = run("--workspace", workspace, "serve", "--port", busy_port)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert f"Port {busy_port} is in use" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ["--base-url", "cases.example.org"],
        ["--base-url", "https://"],
        ["--debug", "--host", "0.0.0.0"],
        ["--workers", "0"],
        ["--port", "70000"],
    ],
    ids=" ".join,
)
def test_wrong_usage_starts_nothing(run: Run, workspace: Path, words: list[str]) -> None:
    assert run("--workspace", workspace, "serve", *words).exit_code == 2


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CASEKIT_TIMEZONE", "Europe/Pari", 'Did you mean "Europe/Paris"?'),
        ("CASEKIT_TIMEZONE", "../etc/passwd", "must name a time zone"),
        ("CASEKIT_PROXIES", "one", "must be a number"),
        ("CASEKIT_GUESTS", "yes", "must be 1"),
        ("CASEKIT_DATABASE_URL", "casekit.db", "CASEKIT_DATABASE_URL is not usable"),
        ("CASEKIT_DATABASE_URL", "mysql://localhost/x", "CASEKIT_DATABASE_URL is not usable"),
        ("CASEKIT_DATABASE_URL", "sqlite://", "needs a file"),
    ],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_wrong_setting_is_told_in_one_sentence(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, host: str, name: str, value: str,
    said: str,
) -> None:  # fmt: skip
    monkeypatch.setenv(name, value)
    result = run("--workspace", workspace, "serve", "--port", "0", "--host", host)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert said in result.output


def test_students_are_told_how_they_come_in_where_guests_may_not(workspace: Path) -> None:
    with served("serve", "--port", "0", folder=workspace) as server:
        assert "code of their section" in "\n".join(server.lines)
        assert "/sign-in/" in server.addresses[1]
    with served("serve", "--port", "0", "--guests", folder=workspace) as server:
        assert "code of their section" not in "\n".join(server.lines)
    with served(
        "serve", "--port", "0", "--no-guests", folder=workspace, CASEKIT_GUESTS="1"
    ) as server:
        assert "code of their section" in "\n".join(server.lines)


def test_the_secret_key_is_for_its_owner_only(run: Run, workspace: Path) -> None:
    run("--workspace", workspace, "db", "status")
    key = workspace / ".casekit/secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert len(key.read_text(encoding="ascii")) >= 32


def test_processes_that_start_at_once_agree_on_the_key(workspace: Path) -> None:
    program = (
        "from pathlib import Path; from casekit.web.settings import Settings;"
        f"print(Settings.for_workspace(Path({str(workspace)!r})).secret_key)"
    )

    def start(_number: int) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        return done.stdout

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(start, range(6)))) == 1


def test_the_next_free_port_is_taken_when_none_was_asked_for(busy_port: int) -> None:
    with bind_first_free("127.0.0.1", busy_port) as listener:
        assert listener.getsockname()[1] != busy_port


def test_the_address_is_one_to_type_in_a_browser() -> None:
    with bind("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address_of("127.0.0.1", listener) == f"http://127.0.0.1:{port}"
        assert address_of("0.0.0.0", listener) == f"http://localhost:{port}"
        assert address_of("::1", listener) == f"http://[::1]:{port}"


@pytest.mark.parametrize(
    ("host", "verdict"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False),
     ("cases.example.org", False)],
)  # fmt: skip
def test_loopback_is_this_machine_alone(host: str, *, verdict: bool) -> None:
    assert is_loopback(host) is verdict


def test_the_demo_serves_the_checkout_in_place(here: Path) -> None:
    root = Path(__file__).parents[2]
    assert find_demo(here) == root
    assert not list(here.iterdir())


def test_the_demo_is_copied_whole_or_not_at_all(here: Path) -> None:
    source = make_workspace(here / "demo")
    copy_demo(source, here / "copy")
    assert (here / "copy/content/course.yaml").is_file()
    (source / "content/broken.yaml").symlink_to(here / "nowhere")
    with pytest.raises(click.ClickException) as failure:
        copy_demo(source, here / "other")
    assert failure.value.message.startswith("other: ")
    assert len(failure.value.message.splitlines()) == 1
    assert sorted(path.name for path in here.iterdir()) == ["copy", "demo"]


def test_the_demo_prints_both_addresses(here: Path) -> None:
    with served("demo", "--port", "0", "--no-browser", folder=here) as server:
        student, instructor = server.addresses
        assert instructor.startswith(f"{student}sign-in/")
        assert server.get()[0] == 200
        assert server.interrupt() == (0, "", "")
