"""What sitting a quiz of 20 questions costs the server, beside a minimal app that serves the same.

Both apps are called through WSGI in this process, in turns; only the CPU time of the app counts.
The page has the same number of bytes in both, and so has the reply to a check. Four kinds of
request: the page just after starting (its choices in a new order), the page again, an answer saved
by the way (204, one row), and a question checked (the question again as HTML; casekit writes the
answer and its score, and shows key, explanation and passage). Aim: 1.25 times the minimal app.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from casekit.domain.bank import Bank
from casekit.domain.item.single import SingleItem
from casekit.web.app import create_app
from casekit.web.settings import Settings
from tests.bench.generate import ITEMS_PER_CASE, QUIZ_LENGTH, write_course
from tests.bench.measure import Line, line_of
from tests.bench.minimal_app import Filler, make_minimal_app
from tests.bench.visitor import Reply, Visitor

AIM = 1.25
KINDS = {
    "first": f"the page of {QUIZ_LENGTH} questions, just started",
    "page": f"the page of {QUIZ_LENGTH} questions, again",
    "save": "saving an answer",
    "check": "checking a question",
}
QUIZ_ADDRESS = "/c/banc/quizzes/cas-001/lecture"
WORDS = "une phrase sans surprise qui tient lieu de ce que la page montre de plus "


@dataclass
class Desk:
    """One visitor in front of one app."""

    visitor: Visitor
    address: str

    def ask(self, kind: str, number: int) -> Reply:
        """The reply to one request; fails unless it is the one that is measured."""
        if kind in {"first", "page"}:
            reply, wanted = self.visitor.get(self.address), 200
        else:
            fields = fields_of(kind, number)
            reply = self.visitor.post(self.address, fields, fetch=True)
            wanted = 204 if kind == "save" else 200
        if reply.status != wanted:
            raise AssertionError(f"{kind} {number}: {reply.status} {reply.body[:400]}")
        return reply


def fields_of(kind: str, number: int) -> Mapping[str, str]:
    """What the form posts: another choice when checking than when saving, so that each writes."""
    if kind == "save":
        return {"action": "save", f"s{number}-choice": "1"}
    return {"action": f"check:{number}", f"s{number}-choice": "2"}


class Pair:
    """Both apps, with pages of equal length."""

    def __init__(self, folder: Path) -> None:
        root = write_course(folder / "course", ITEMS_PER_CASE)
        database = folder / "casekit.db"
        self.casekit = create_app(Settings(root, f"sqlite:///{database}", "not a secret"))
        self.filler = Filler()
        questions = questions_of(self.casekit.extensions["casekit"])
        self.minimal = make_minimal_app(folder / "minimal.db", questions, self.filler)
        self._equalise()

    def sit(self) -> tuple[Desk, Desk]:
        """A new visitor in front of each, who has begun the quiz."""
        return begin_quiz(Visitor(self.casekit)), Desk(Visitor(self.minimal), "/attempt")

    def _equalise(self) -> None:
        ours, least = self.sit()
        missing = _length(ours, "page") - _length(least, "page")
        self.filler.page = _words(missing // QUIZ_LENGTH)
        self.filler.reply = _words(_length(ours, "check") - _length(least, "check"))


def begin_quiz(visitor: Visitor) -> Desk:
    """The visitor of casekit in front of an attempt."""
    visitor.get(QUIZ_ADDRESS)
    begun = visitor.post(QUIZ_ADDRESS, {})
    if begun.status != 303:
        raise AssertionError(f"the quiz did not begin: {begun.status} {begun.body[:400]}")
    return Desk(visitor, begun.header("location"))


def questions_of(site: object) -> list[dict[str, object]]:
    """The first quiz's questions as plain dicts."""
    bank: Bank = next(iter(site.courses)).content.bank  # type: ignore[attr-defined]
    items = [bank.items[item_id].item for item_id in bank.quizzes["cas-001/lecture"].items]
    return [
        {"stem": item.stem, "choices": [choice.text for choice in item.choices]}
        for item in items
        if isinstance(item, SingleItem)
    ]


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


def _words(length: int) -> str:
    return (WORDS * (length // len(WORDS) + 1))[: max(length, 0)]
