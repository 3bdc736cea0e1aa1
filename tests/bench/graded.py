"""What a graded quiz costs the server, beside a minimal app on a server of the same kind.

Signed-in students over 8 real connections, to either server in turns; the CPU time of the workers,
as the system counts it, divided by the requests. The page has the same number of bytes in both.
The first rounds are not counted: in them either server fills its caches.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.browser import Browser, Wire
from tests.bench.course import COURSE, GRADED, Hall, Student, make_hall
from tests.bench.desk import Desk
from tests.bench.generate import QUIZ_LENGTH
from tests.bench.measure import Line, line_of_totals
from tests.bench.minimal_app import make_minimal_app, questions_of
from tests.bench.server import Server, served_casekit, served_other
from tests.bench.sitting import AIM
from tests.bench.visitor import Visitor

CONNECTIONS = 8
STUDENTS_PER_ROUND = 16
FIRST_ROUNDS = 3
KINDS = {
    "first": (1, "graded: the page, just started"),
    "save": (QUIZ_LENGTH, "graded: saving an answer"),
    "page": (5, "graded: the page, again"),
    "submit": (1, "graded: submitting"),
}
"""How often each student asks for it, and its name."""

Cost = tuple[float, int]
"""CPU seconds, and for how many requests."""


def bench_graded(students: int) -> list[Line]:
    """The lines for so many students of either app."""
    costs: defaultdict[str, list[tuple[Cost, Cost]]] = defaultdict(list)
    size = min(STUDENTS_PER_ROUND, students)
    with TemporaryDirectory() as folder:
        hall = make_hall(Path(folder), size * FIRST_ROUNDS + students)
        with served_casekit(hall.workspace) as ours, _served_least(hall, ours) as least:
            for first in range(0, len(hall.students), size):
                chosen = hall.students[first : first + size]
                ours_desks = [begin(hall, student, ours.port) for student in chosen]
                least_desks = [sit_down(least.port) for _ in chosen]
                for kind in KINDS:
                    pair = _measure(ours, ours_desks, kind), _measure(least, least_desks, kind)
                    costs[kind].append(pair)
    return [
        line_of_totals(name, costs[kind][FIRST_ROUNDS:], AIM) for kind, (_, name) in KINDS.items()
    ]


def begin(hall: Hall, student: Student, port: int) -> Desk:
    """The student in front of an attempt at the graded quiz of casekit."""
    browser = Browser(Wire(port), dict(student.cookies), student.token)
    return Desk(browser, f"/c/{COURSE}/attempts/{hall.begin(student).attempt_id}")


def sit_down(port: int) -> Desk:
    """Somebody in front of the minimal app."""
    return Desk(Browser(Wire(port)), "/attempt")


@contextmanager
def _served_least(hall: Hall, ours: Server) -> Iterator[Server]:
    """The minimal app, with a page as long as ours."""
    bare = make_minimal_app(hall.workspace / "minimal.db", questions_of(hall.bank, GRADED))
    page = begin(hall, hall.students[0], ours.port).ask("page").body
    missing = len(page.encode()) - len(Visitor(bare).get("/attempt").body.encode())
    length = str(max(0, missing // QUIZ_LENGTH))
    with served_other("minimal", hall.workspace, "--words", length) as server:
        yield server


def _measure(server: Server, desks: Sequence[Desk], kind: str) -> Cost:
    times, _ = KINDS[kind]

    def ask(first: int) -> None:
        wire = Wire(server.port)
        for desk in desks[first::CONNECTIONS]:
            if isinstance(desk.visitor, Browser):
                desk.visitor.wire = wire
            for number in range(times):
                desk.ask(kind, number)
        wire.close()

    before = server.cpu_s()
    with ThreadPoolExecutor(CONNECTIONS) as crowd:
        list(crowd.map(ask, range(CONNECTIONS)))
    return server.cpu_s() - before, times * len(desks)
