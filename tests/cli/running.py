"""Running the command line: in this process, or as a server in one of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

from click.testing import Result

Run = Callable[..., Result]

START_WITHIN_S = 60
ADDRESS = re.compile(r"http://\S+")


@dataclass
class Server:
    """A server started by a command.

    Attributes:
        lines: what it printed until it was ready.
    """

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """The addresses printed, the students' first."""
        return ADDRESS.findall("\n".join(self.lines))

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and text of a page."""
        with urlopen(self.addresses[0] + path, timeout=START_WITHIN_S) as answer:
            return answer.status, answer.read().decode()

    def interrupt(self) -> tuple[int, str, str]:
        """Presses Ctrl-C, as a terminal does it: for every process of the group.

        Returns:
            The exit code, and what was printed after the server was ready: output and errors.
        """
        os.killpg(self.process.pid, signal.SIGINT)
        output, errors = self.process.communicate(timeout=START_WITHIN_S)
        return self.process.returncode, output, errors


def _wait_for_an_answer(server: Server) -> None:
    """The address is printed before the workers are up: the first answer says that they are."""
    if server.addresses:
        with suppress(OSError):  # a course with errors answers 503
            server.get()


@contextmanager
def served(
    *words: str | Path, folder: Path, python: str = sys.executable, **environment: str
) -> Iterator[Server]:
    """A server, ready to answer; it is ended when the block is left."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("CASEKIT_")}
    process = subprocess.Popen(
        [python, "-m", "casekit.cli", *map(str, words)],
        cwd=folder,
        env={**clean, "LC_ALL": "C.UTF-8", "DISPLAY": "", "WAYLAND_DISPLAY": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    too_late = Timer(START_WITHIN_S, process.kill)
    too_late.start()
    server = Server(process)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            server.lines.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        _wait_for_an_answer(server)
        too_late.cancel()
        yield server
    finally:
        too_late.cancel()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
