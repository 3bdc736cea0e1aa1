"""What sitting a quiz of 20 questions costs the app, beside a minimal app that serves the same.

Both apps are called through WSGI in this process, in turns; only the CPU time of the app counts.
The page has the same number of bytes in both, and so has the reply to a check. Four kinds of
request: the page just after starting (its choices in a new order), the page again, an answer saved
by the way (one row), and a question checked (the question again as HTML; casekit writes the
answer and its score, and shows key, explanation and passage). Aim: 1.25 times the minimal app.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from casekit.web.app import create_app
from casekit.web.settings import Settings
from tests.bench.course import Hall
from tests.bench.desk import Desk
from tests.bench.generate import ITEMS_PER_CASE, QUIZ_LENGTH, write_course
from tests.bench.measure import Line, line_of
from tests.bench.minimal_app import Filler, make_minimal_app, questions_of, words
from tests.bench.visitor import Visitor

AIM = 1.25
KINDS = {
    "first": f"the page of {QUIZ_LENGTH} questions, just started",
    "page": f"the page of {QUIZ_LENGTH} questions, again",
    "save": "saving an answer",
    "check": "checking a question",
}
QUIZ_ADDRESS = "/c/banc/quizzes/cas-001/lecture"
PRACTICE = "cas-001/lecture"


class Pair:
    """Both apps, with pages of equal length."""

    def __init__(self, folder: Path) -> None:
        root = write_course(folder / "course", ITEMS_PER_CASE)
        url = f"sqlite:///{folder / 'casekit.db'}"
        self.casekit = create_app(Settings(root, url, "not a secret", guests=True))
        self.filler = Filler()
        questions = questions_of(Hall(root, self.casekit).bank, PRACTICE)
        self.minimal = make_minimal_app(folder / "minimal.db", questions, self.filler)
        self._equalise()

    def sit(self) -> tuple[Desk, Desk]:
        """A new visitor in front of each, who has begun the quiz."""
        return begin_quiz(Visitor(self.casekit)), Desk(Visitor(self.minimal), "/attempt")

    def _equalise(self) -> None:
        ours, least = self.sit()
        missing = _length(ours, "page") - _length(least, "page")
        self.filler.page = words(missing // QUIZ_LENGTH)
        self.filler.reply = words(_length(ours, "check") - _length(least, "check"))


def begin_quiz(visitor: Visitor) -> Desk:
    """The visitor of casekit in front of an attempt."""
    visitor.get(QUIZ_ADDRESS)
    begun = visitor.post(QUIZ_ADDRESS, {})
    if begun.status != 303:
        raise AssertionError(f"the quiz did not begin: {begun.status} {begun.body[:400]}")
    return Desk(visitor, begun.header("location"))


def bench_sitting(requests: int) -> list[Line]:
    """The lines, each from so many requests to either app."""
    pairs: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        both = Pair(Path(folder))
        for kind, ours_s, least_s in _rounds(both, requests):
            pairs[kind].append((ours_s, least_s))
    return [line_of(what, pairs[kind], AIM) for kind, what in KINDS.items()]


def _rounds(both: Pair, requests: int) -> Iterator[tuple[str, float, float]]:
    for done in range(0, requests, QUIZ_LENGTH):
        ours, least = both.sit()
        for kind in KINDS:
            count = 1 if kind == "first" else min(QUIZ_LENGTH, requests - done)
            for number in range(count):
                yield kind, ours.ask(kind, number).cpu_s, least.ask(kind, number).cpu_s


def _length(desk: Desk, kind: str) -> int:
    return len(desk.ask(kind, 0).body.encode())
