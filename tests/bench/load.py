"""Answers saved over real connections: gunicorn, 2 workers of 4 threads, on the loopback.

Both apps are served at once and asked in turns, by 8 visitors with a connection each. Time by the
clock counts, so the visitors' own share is in both; a ratio here says less than one of CPU time.
"""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from flask import Flask

from casekit.web.app import create_app
from casekit.web.settings import Settings
from tests.bench.generate import ITEMS_PER_CASE, QUIZ_LENGTH, write_course
from tests.bench.measure import Line, line_of
from tests.bench.minimal_app import make_minimal_app
from tests.bench.sitting import AIM, Desk, begin_quiz, questions_of
from tests.bench.visitor import Visitor

VISITORS = 8
ROOT = Path(__file__).parents[2]
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level", "critical"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "75"),
]


def make_casekit(folder: str) -> Flask:
    """The app of the course in the folder; for gunicorn."""
    return create_app(Settings(Path(folder), f"sqlite:///{folder}/casekit.db", "not a secret"))


def make_minimal(folder: str) -> Flask:
    """The minimal app with the same questions; for gunicorn."""
    questions = questions_of(make_casekit(folder).extensions["casekit"])
    return make_minimal_app(Path(folder) / "minimal.db", questions)


class Remote:
    """A served app, to be called as if it were in this process."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., object]
    ) -> Iterable[bytes]:
        """Sends the request on, and waits for the reply."""
        headers = {
            name.removeprefix("HTTP_").replace("_", "-"): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        }
        body = environ["wsgi.input"].read()
        self._connection.request(environ["REQUEST_METHOD"], environ["PATH_INFO"], body, headers)
        reply = self._connection.getresponse()
        content = reply.read()
        start_response(f"{reply.status} {reply.reason}", reply.getheaders())
        return [content]


def bench_load(saves: int) -> list[Line]:
    """The line for about so many answers saved in either app."""
    with TemporaryDirectory() as folder:
        write_course(Path(folder), ITEMS_PER_CASE)
        make_minimal(folder)  # and its tables, which two workers at once would both make
        with _served("make_casekit", folder) as ours, _served("make_minimal", folder) as least:
            pairs = [
                (_time(_begin_ours(ours)), _time(_begin_least(least)))
                for _ in range(max(1, saves // (VISITORS * QUIZ_LENGTH)))
            ]
    return [line_of(f"saving, by the clock, {VISITORS} connections", pairs, AIM)]


@contextmanager
def _served(make: str, folder: str) -> Iterator[int]:
    """The port of a server, stopped in the end."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        bind = ["--bind", f"fd://{listener.fileno()}", f"tests.bench.load:{make}('{folder}')"]
        server = subprocess.Popen([*GUNICORN, *bind], cwd=ROOT, pass_fds=[listener.fileno()])
        try:
            yield listener.getsockname()[1]
        finally:
            server.terminate()
            server.wait(timeout=30)


def _begin_ours(port: int) -> list[Desk]:
    desks = [begin_quiz(Visitor(Remote(port))) for _ in range(VISITORS)]
    return _look(desks)


def _begin_least(port: int) -> list[Desk]:
    return _look([Desk(Visitor(Remote(port)), "/attempt") for _ in range(VISITORS)])


def _look(desks: list[Desk]) -> list[Desk]:
    for desk in desks:
        desk.ask("first", 0)
    return desks


def _time(desks: Sequence[Desk]) -> float:
    """Seconds for one answer, when every visitor answers all questions as fast as they can."""

    def answer_all(desk: Desk) -> None:
        for number in range(QUIZ_LENGTH):
            desk.ask("save", number)

    start = perf_counter()
    with ThreadPoolExecutor(VISITORS) as crowd:
        list(crowd.map(answer_all, desks))
    return (perf_counter() - start) / (len(desks) * QUIZ_LENGTH)
