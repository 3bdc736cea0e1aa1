"""A real server in front of a test: gunicorn, 2 workers of 4 threads, on the loopback.

Only the workers' CPU time counts: clients, master and whatever else runs here are left out.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
WORKERS = 2
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PATIENCE_S = 30.0


class Server:
    """A server that runs."""

    def __init__(self, port: int, master: int) -> None:
        self.port = port
        self._master = master

    def workers(self) -> list[int]:
        """The ids of the worker processes."""
        listed = Path(f"/proc/{self._master}/task/{self._master}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def cpu_s(self) -> float:
        """CPU seconds, in the program and in the kernel, that the workers have used so far."""
        ticks = 0
        for pid in self.workers():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime
        return ticks / _TICKS_PER_S

    def kill(self, worker: int) -> None:
        """Kills a worker at once, as if the power went; the master starts another one."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


@contextmanager
def served_casekit(workspace: Path) -> Iterator[Server]:
    """`casekit serve`, stopped in the end."""
    command = ["casekit.cli", "serve", "--workspace", str(workspace), "--port", "0"]
    with _served(*command) as server:
        yield server


@contextmanager
def served_other(kind: str, workspace: Path, *options: str) -> Iterator[Server]:
    """Another app on the same kind of server; see `tests.bench.served`."""
    with _served("tests.bench.served", kind, str(workspace), *options) as server:
        yield server


@contextmanager
def _served(*command: str) -> Iterator[Server]:
    own = {name: text for name, text in os.environ.items() if not name.startswith("CASEKIT_")}
    master = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=own,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(_read_port(master), master.pid)
        _wait_for_workers(server)
        yield server
    finally:
        _stop(master)


def _read_port(master: "subprocess.Popen[str]") -> int:
    assert master.stdout is not None
    for line in master.stdout:
        if found := _ADDRESS.search(line):
            return int(found[1])
    raise AssertionError(f"the server did not start: {master.args}")


def _wait_for_workers(server: Server) -> None:
    end = monotonic() + _PATIENCE_S
    while len(server.workers()) < WORKERS:
        if monotonic() > end:
            raise AssertionError("the workers did not start")
        sleep(0.02)


def _stop(master: "subprocess.Popen[str]") -> None:
    master.terminate()
    try:
        master.wait(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        master.kill()
        master.wait()
    if master.stdout is not None:
        master.stdout.close()
