"""A lecture hall: students start, answer 20 questions one by one and submit, all at once.

They are signed in before: each check of a password costs some 70 ms of CPU by design, and is
measured alone. They start within a tenth of the time and submit within its last quarter, as pages
do whose time is up.
"""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.bench.browser import Browser, Wire
from tests.bench.course import COURSE, GRADED, PASSWORD, Student, make_hall
from tests.bench.desk import answer_fields
from tests.bench.generate import QUIZ_LENGTH
from tests.bench.ledger import Acknowledged, Ledger, Losses, count_losses
from tests.bench.server import Server, served_casekit

QUIZ = f"/c/{COURSE}/quizzes/{GRADED}"
SIGN_INS = 5


class UnexpectedReplyError(Exception):
    """A reply that a student should not see."""


@dataclass
class Sat:
    """What one student has met."""

    ledger: Ledger | None = None
    saves_s: list[float] = field(default_factory=list)
    submit_s: float | None = None
    error: str | None = None


@dataclass
class HallOutcome:
    """What the hall has met."""

    sat: list[Sat]
    losses: Losses
    total_s: float
    sign_in_s: float

    def __str__(self) -> str:
        errors = Counter(one.error for one in self.sat if one.error is not None)
        saves = [took for one in self.sat for took in one.saves_s]
        submits = [one.submit_s for one in self.sat if one.submit_s is not None]
        reasons = f" {dict(errors)}" if errors else ""
        return (
            f"hall: {len(self.sat)} students in {self.total_s:.1f} s: {errors.total()} errors"
            f"{reasons}, {self.losses.answers} of {len(saves)} answers lost,"
            f" {self.losses.submits} of {len(submits)} scores wrong;"
            f" save {_spread(saves)}, submit {_spread(submits)};"
            f" a password {self.sign_in_s * 1000:.0f} ms of CPU"
        )


def bench_hall(students: int, within_s: float) -> HallOutcome:
    """Fills a hall with so many students, who have so many seconds."""
    with TemporaryDirectory() as folder:
        hall = make_hall(Path(folder), students)
        with served_casekit(hall.workspace) as server:
            sign_in_s = _measure_sign_in(server)
            start = monotonic()
            with ThreadPoolExecutor(students) as crowd:
                seats = [
                    crowd.submit(_sit, server.port, student, _times(number, start, within_s))
                    for number, student in enumerate(hall.students)
                ]
                sat = [seat.result() for seat in seats]
            total_s = monotonic() - start
        losses = count_losses(hall, [one.ledger for one in sat if one.ledger is not None])
    return HallOutcome(sat, losses, total_s, sign_in_s)


def _times(number: int, start: float, within_s: float) -> list[float]:
    """When a student starts, saves each answer, and submits."""
    random = Random(number)
    first, last = random.uniform(0, 0.1), random.uniform(0.75, 1)
    step = (0.74 - first) / QUIZ_LENGTH
    saves = [first + step * (n + random.random()) for n in range(QUIZ_LENGTH)]
    return [start + within_s * share for share in (first, *saves, last)]


def _sit(port: int, student: Student, times: list[float]) -> Sat:
    sat = Sat()
    browser = Browser(Wire(port), dict(student.cookies), student.token)
    try:
        _take(browser, sat, times)
    except (OSError, HTTPException, UnexpectedReplyError, ValueError) as error:
        sat.error = f"{type(error).__name__} {error}"
    browser.wire.close()
    return sat


def _take(browser: Browser, sat: Sat, times: list[float]) -> None:
    begin_at, *saves_at, submit_at = times
    _wait_until(begin_at)
    _expect(browser.get(QUIZ).status, 200, "the quiz")
    begun = browser.post(QUIZ, {})
    _expect(begun.status, 303, "starting")
    address = begun.header("location")
    _expect(browser.get(address).status, 200, "the page")
    ledger = sat.ledger = Ledger(address.rpartition("/")[2])
    random = Random(ledger.attempt_id)
    for number, at in enumerate(saves_at):
        _wait_until(at)
        ledger.answers.append(save(browser, address, number, str(random.randint(1, 4))))
        sat.saves_s.append(browser.took_s)
    _wait_until(submit_at)
    fields: dict[str, str] = {"action": "submit"}
    for told in ledger.answers:
        fields |= answer_fields(told.slot, told.position, told.seq)
    ended = browser.post(f"{address}/submit", fields)
    sat.submit_s = browser.took_s
    _expect(ended.status, 303, "submitting")
    ledger.is_submitted = True
    _expect(browser.get(f"{address}/result").status, 200, "the result")


def save(browser: Browser, address: str, slot: int, position: str) -> Acknowledged:
    """Saves one answer as the page's script does, and returns what the server said of it.

    Raises:
        UnexpectedReplyError: it did not say that the answer is kept.
    """
    fields = answer_fields(slot, position)
    reply = browser.post(address, {"action": "save", **fields}, fetch=True)
    _expect(reply.status, 200, "saving")
    fate = json.loads(reply.body)["slots"][str(slot)]
    if fate["state"] not in {"saved", "newer"}:
        raise UnexpectedReplyError(f"saving: {fate}")
    return Acknowledged(slot, position, int(fields[f"n{slot}"]), fate["state"])


def _expect(status: int, wanted: int, what: str) -> None:
    if status != wanted:
        raise UnexpectedReplyError(f"{what}: {status}")


def _measure_sign_in(server: Server) -> float:
    before = server.cpu_s()
    for number in range(SIGN_INS):
        browser = Browser(Wire(server.port))
        browser.get("/sign-in")
        typed = {"email": "0@example.org", "password": PASSWORD}
        _expect(browser.post("/sign-in", typed).status, 303, f"signing in {number}")
        browser.wire.close()
    return (server.cpu_s() - before) / SIGN_INS


def _wait_until(moment: float) -> None:
    sleep(max(0.0, moment - monotonic()))


def _spread(times: list[float]) -> str:
    if len(times) < 2:
        return "unknown"
    p99 = quantiles(times, n=100, method="inclusive")[98]
    return f"p50 {median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
