"""Workers are killed while students save and submit; nothing that was acknowledged may be lost.

Some replies are lost on purpose, so that what was kept is sent again. With `HastyStore` as the
control: a storm in which it loses nothing was too mild to show anything.

`python -m tests.bench.storm --seconds 3` prints what came of both as JSON.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep, time

from tests.bench.browser import Browser, Wire
from tests.bench.course import COURSE, Hall, Student, make_hall
from tests.bench.desk import answer_fields
from tests.bench.generate import QUIZ_LENGTH
from tests.bench.ledger import Acknowledged, Ledger, count_losses
from tests.bench.server import Server, served_casekit, served_other

CLIENTS = 12
PAUSE_S = 0.5
STUDENTS_PER_S = 30
SHARE_OF_LOST_REPLIES = 0.1
RETRY_S = 0.02


@dataclass(frozen=True)
class Storm:
    """What came of one storm."""

    name: str
    kills: int
    saves: int
    submits: int
    lost_saves: int
    lost_submits: int

    def __str__(self) -> str:
        return (
            f"storm on {self.name}: {self.kills} workers killed;"
            f" {self.lost_saves} of {self.saves} acknowledged answers lost,"
            f" {self.lost_submits} of {self.submits} acknowledged ends lost"
        )


@dataclass
class Clicker:
    """One student after the other, as fast as the server answers, until the storm is over."""

    hall: Hall
    students: "SimpleQueue[Student]"
    port: int
    end: float
    random: Random

    def click(self) -> list[Ledger]:
        """What the server has told them."""
        ledgers = []
        with suppress(Empty):
            while monotonic() < self.end:
                ledgers.append(self._sit(self.students.get_nowait()))
        return ledgers

    def _sit(self, student: Student) -> Ledger:
        ledger = Ledger(self.hall.begin(student).attempt_id)
        address = f"/c/{COURSE}/attempts/{ledger.attempt_id}"
        browser = Browser(Wire(self.port), dict(student.cookies), student.token)
        for number in range(QUIZ_LENGTH):
            position = str(self.random.randint(1, 4))
            seq = int(time() * 1000)
            fields = {"action": "save", **answer_fields(number, position, seq)}
            reply = self._insist(browser, address, fields)
            if reply is None:
                return ledger
            state = json.loads(reply)["slots"][str(number)]["state"]
            ledger.answers.append(Acknowledged(number, position, seq, state))
        # The last request brings no answers: what was saved before must be there.
        if self._insist(browser, f"{address}/submit", {"action": "submit"}) is not None:
            ledger.is_submitted = True
        browser.wire.close()
        return ledger

    def _insist(self, browser: Browser, address: str, fields: dict[str, str]) -> str | None:
        """Sends the same until it is acknowledged; None when the storm is over before."""
        while monotonic() < self.end:
            if self.random.random() < SHARE_OF_LOST_REPLIES:
                browser.abandon(address, fields, fetch=True)
                continue
            try:
                reply = browser.post(address, fields, fetch=True)
            except (OSError, HTTPException):
                sleep(RETRY_S)
                continue
            if reply.status in {200, 303}:
                return reply.body
            if reply.status != 503:
                raise AssertionError(f"{address}: {reply.status} {reply.body[:400]}")
            sleep(RETRY_S)
        return None


def run_storms(seconds: float) -> Iterator[Storm]:
    """A storm on casekit, then one on the control."""
    with TemporaryDirectory() as folder:
        count = 2 * (CLIENTS + int(STUDENTS_PER_S * seconds))
        hall = make_hall(Path(folder), count)
        students: SimpleQueue[Student] = SimpleQueue()
        for student in hall.students[: count // 2]:
            students.put(student)
        yield _storm("casekit", hall, students, served_casekit(hall.workspace), seconds)
        for student in hall.students[count // 2 :]:
            students.put(student)
        hasty = served_other("hasty", hall.workspace)
        yield _storm("the control", hall, students, hasty, seconds)


def _storm(
    name: str,
    hall: Hall,
    students: "SimpleQueue[Student]",
    served: AbstractContextManager[Server],
    seconds: float,
) -> Storm:
    with served as server, ThreadPoolExecutor(CLIENTS) as crowd:
        end = monotonic() + seconds
        clicks: list[Callable[[], list[Ledger]]] = [
            Clicker(hall, students, server.port, end, Random(number)).click
            for number in range(CLIENTS)
        ]
        told = [crowd.submit(click) for click in clicks]
        kills = _kill_until(end, server)
        ledgers = [ledger for one in told for ledger in one.result()]
    losses = count_losses(hall, ledgers)
    return Storm(
        name=name,
        kills=kills,
        saves=sum(len(ledger.answers) for ledger in ledgers),
        submits=sum(ledger.is_submitted for ledger in ledgers),
        lost_saves=losses.answers,
        lost_submits=losses.submits,
    )


def _kill_until(end: float, server: Server) -> int:
    """Kills one worker, then all of them, in turns."""
    kills, turn = 0, 0
    while monotonic() + PAUSE_S < end:
        sleep(PAUSE_S)
        turn += 1
        workers = server.workers()
        for worker in workers[: len(workers) if turn % 2 == 0 else 1]:
            server.kill(worker)
            kills += 1
    return kills


def main() -> None:
    """Prints one line of JSON for each storm."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.storm", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    for storm in run_storms(parser.parse_args().seconds):
        print(json.dumps(asdict(storm)), flush=True)


if __name__ == "__main__":
    main()
