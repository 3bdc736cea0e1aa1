"""What rating a card costs the app, beside saving an answer of a quiz: one row each.

Both are posted by the same visitor to the same app through WSGI, in turns; only the CPU time of the
app counts. Aim: as much, give or take what two runs differ. The page of the next card is a request
of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from casekit.web.app import create_app
from casekit.web.settings import Settings
from tests.bench.course import COURSE, Hall
from tests.bench.desk import Desk
from tests.bench.generate import ITEMS_PER_CASE, QUIZ_LENGTH, write_course
from tests.bench.measure import Line, line_of
from tests.bench.sitting import begin_quiz
from tests.bench.visitor import Visitor

AIM = 1.05
DECK = f"/c/{COURSE}/cards/cas-001"


def bench_cards(requests: int) -> list[Line]:
    """The line, from so many ratings and as many answers saved."""
    with TemporaryDirectory() as folder:
        pairs = list(_rounds(Path(folder), requests))
    return [line_of("rating a card, beside saving an answer", pairs, AIM)]


def _rounds(folder: Path, requests: int) -> Iterator[tuple[float, float]]:
    root = write_course(folder / "course", ITEMS_PER_CASE)
    url = f"sqlite:///{folder / 'casekit.db'}"
    app = create_app(Settings(root, url, "not a secret", guests=True))
    cards = [card.card_id for card in Hall(root, app).bank.flashcards("cas-001")]
    rounds = min(QUIZ_LENGTH, len(cards))
    for done in range(0, requests, rounds):
        desk = begin_quiz(Visitor(app))
        for number, card_id in enumerate(cards[: min(rounds, requests - done)]):
            yield _rate(desk, card_id), desk.ask("save", number).cpu_s


def _rate(desk: Desk, card_id: str) -> float:
    """Rates a new card as the page's script does; what it cost."""
    fields = {"card": card_id, "side": "front", "after": "0", "since": "0", "action": "rate:3"}
    reply = desk.visitor.post(DECK, fields, fetch=True)
    if reply.status != 303 or "told" in reply.header("location"):
        raise AssertionError(f"{card_id}: {reply.status} {reply.header('location')}")
    return reply.cpu_s
